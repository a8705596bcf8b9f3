/* SPDX-License-Identifier: Apache-2.0 */
/* records.purge and the clock: it notes when it ran, and one that has jumped removes nothing until the host says so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/storage.h>

#include "contract/storage_contract.h"
#include "support/world.h"

#define DAY_MS (24 * WORLD_HOUR_MS)
#define MARK "s/purge"

/* A world whose storage is looked into besides. */
typedef struct bench {
    world *w;
    storage_bench raw;
} bench;

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    void *w = NULL;

    assert_non_null(b);
    assert_int_equal(world_setup(&w), 0);
    b->w = w;
    storage_bench_open(&b->raw, teamsinvite_memory_handle, b->w->memory);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    void *w = b->w;

    storage_bench_close(&b->raw);
    free(b);
    return world_teardown(&w);
}

static int64_t now(const bench *b)
{
    return teamsinvite_sim_time_ms(b->w->sim);
}

static void set_clock(bench *b, int64_t ms)
{
    assert_int_equal(teamsinvite_sim_set_time_ms(b->w->sim, ms), TEAMSINVITE_OK);
}

/* Something to lose: due this long ago. */
static void put_due(bench *b, const char *key, int64_t ago_ms)
{
    assert_int_equal(storage_save(&b->raw, key, TI_SLICE("sealed"), now(b) - ago_ms, 0), TI_ANSWER_DONE);
}

static void purges(bench *b, int32_t flags, int64_t records)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_records_purge(b->w->client, 1000, flags, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_records(erasure), records);
    teamsinvite_erasure_free(erasure);
}

static void refuses(bench *b, const char *because)
{
    size_t count = teamsinvite_memory_count(b->w->memory);
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    assert_int_equal(teamsinvite_records_purge(b->w->client, 1000, 0, &erasure, &err), TEAMSINVITE_E_CLOCK);
    assert_null(erasure);
    assert_non_null(strstr(teamsinvite_error_message(err), because));
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_FIX_CLOCK);
    assert_int_equal(teamsinvite_error_remedy_who(err), TEAMSINVITE_WHO_HOST);
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), count);
}

/* The mark says this time, and is never due itself. */
static void assert_mark(bench *b, int64_t when_ms, int64_t version)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%lld", (long long)when_ms);
    assert_record(&b->raw, MARK, ti_slice_of(text), version, 0);
}

static void test_a_purge_notes_when_it_ran_once_an_hour(void **state)
{
    bench *b = *state;

    purges(b, 0, 0);
    assert_mark(b, WORLD_START_MS, 1);
    set_clock(b, WORLD_START_MS + WORLD_HOUR_MS - 1);
    put_due(b, "c/acme/m/one", 1);
    purges(b, 0, 1);
    assert_mark(b, WORLD_START_MS, 1);
    set_clock(b, WORLD_START_MS + WORLD_HOUR_MS);
    purges(b, 0, 0);
    assert_mark(b, WORLD_START_MS + WORLD_HOUR_MS, 2);
}

static void test_a_clock_that_jumped_ahead_removes_nothing_until_it_is_said_to_be_right(void **state)
{
    bench *b = *state;

    purges(b, 0, 0);
    put_due(b, "c/acme/m/one", -DAY_MS);
    set_clock(b, WORLD_START_MS + 8 * DAY_MS + 1);
    refuses(b, "8 days ago");
    set_clock(b, WORLD_START_MS + 400 * DAY_MS);
    refuses(b, "400 days ago");
    refuses(b, "400 days ago"); /* to ask again is no answer */
    assert_mark(b, WORLD_START_MS, 1);
    purges(b, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT, 1);
    assert_mark(b, WORLD_START_MS + 400 * DAY_MS, 2);
    put_due(b, "c/acme/m/two", 0);
    purges(b, 0, 1); /* from here on it is known */
}

static void test_a_pause_of_8_days_is_none_to_ask_about(void **state)
{
    bench *b = *state;

    purges(b, 0, 0);
    put_due(b, "c/acme/m/one", -DAY_MS);
    set_clock(b, WORLD_START_MS + 8 * DAY_MS);
    purges(b, 0, 1);
    set_clock(b, WORLD_START_MS + 16 * DAY_MS);
    purges(b, 0, 0); /* the 8 days begin anew */
}

static void test_a_clock_that_went_back_removes_nothing_until_it_is_said_to_be_right(void **state)
{
    bench *b = *state;

    purges(b, 0, 0);
    put_due(b, "c/acme/m/one", 30 * DAY_MS);
    set_clock(b, WORLD_START_MS - WORLD_HOUR_MS - 1);
    refuses(b, "60 minutes behind");
    set_clock(b, WORLD_START_MS - 2 * DAY_MS);
    refuses(b, "2880 minutes behind");
    assert_mark(b, WORLD_START_MS, 1);
    purges(b, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT, 1);
    assert_mark(b, WORLD_START_MS - 2 * DAY_MS, 2);
    purges(b, 0, 0);
}

static void test_a_clock_set_back_by_an_hour_is_none_to_ask_about(void **state)
{
    bench *b = *state;

    purges(b, 0, 0);
    put_due(b, "c/acme/m/one", WORLD_HOUR_MS);
    set_clock(b, WORLD_START_MS - WORLD_HOUR_MS);
    purges(b, 0, 1);
    assert_mark(b, WORLD_START_MS - WORLD_HOUR_MS, 2);
}

static void test_after_a_jump_and_its_correction_the_links_are_all_there(void **state)
{
    bench *b = *state;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    purges(b, 0, 0);
    set_clock(b, WORLD_START_MS + 300 * DAY_MS);
    refuses(b, "300 days");
    assert_failed(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_ENDED, &err);
    set_clock(b, WORLD_START_MS + WORLD_HOUR_MS);
    purges(b, 0, 0);
    assert_worked(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
}

static void test_a_mark_that_cannot_be_read_counts_as_none(void **state)
{
    static const char *const marks[] = { "?", "-1", "+1", "0", " 1893456000000", "1893456000000\n", "1e3",
                                         "9223372036854775807", "99999999999999999999999" };
    bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        assert_int_equal(storage_save(&b->raw, MARK, ti_slice_of(marks[i]), 0, 0), TI_ANSWER_DONE);
        put_due(b, "c/acme/m/one", 1);
        purges(b, 0, 1);
        assert_mark(b, WORLD_START_MS, 2);
        assert_int_equal(storage_remove(&b->raw, MARK, 2), TI_ANSWER_DONE);
    }
    assert_int_equal(storage_save(&b->raw, MARK, TI_SLICE("999999999999999999"), 0, 0), TI_ANSWER_DONE);
    refuses(b, "behind"); /* digits that count, however far ahead */
}

static void test_the_mark_is_no_companys_and_outlives_disable_and_purge(void **state)
{
    bench *b = *state;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    purges(b, 0, 0);
    world_enable(b->w);
    assert_worked(teamsinvite_company_disable(b->w->client, b->w->admin, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    set_clock(b, WORLD_START_MS + 2 * DAY_MS);
    purges(b, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT, 1); /* Entra's keys, which are kept for a day */
    assert_mark(b, WORLD_START_MS + 2 * DAY_MS, 2);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), 1);
}

static void test_purges_at_once_all_work_and_leave_one_mark(void **state)
{
    bench *b = *state;
    teamsinvite_call *calls[3] = { NULL };
    int64_t removed = 0;
    int open = 3;
    size_t i;

    put_due(b, "c/acme/m/one", 1);
    put_due(b, "c/acme/m/two", 1);
    for (i = 0; i < 3; i++)
        assert_int_equal(teamsinvite_records_purge_start(b->w->client, 10, 0, &calls[i], NULL), TEAMSINVITE_OK);
    while (open > 0) /* io by io in turns, so that all of them list and save the same */
        for (open = 0, i = 0; i < 3; i++)
            if (teamsinvite_call_next(calls[i]) != NULL && ++open > 0)
                assert_int_equal(teamsinvite_call_perform(calls[i]), TEAMSINVITE_OK);
    for (i = 0; i < 3; i++) {
        teamsinvite_erasure *erasure = NULL;

        assert_int_equal(teamsinvite_call_take_erasure(calls[i], &erasure, NULL), TEAMSINVITE_OK);
        removed += teamsinvite_erasure_records(erasure);
        teamsinvite_erasure_free(erasure);
        teamsinvite_call_free(calls[i]);
    }
    assert_int_equal(removed, 2); /* each counts what it removed itself */
    assert_mark(b, WORLD_START_MS, 1);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), 1);
}

/* The io of this number fails, and with it the purge. */
static void fails_at(bench *b, size_t number, int32_t kind)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_records_purge_start(b->w->client, 10, 0, &call, &err), err);
    for (i = 0; i < number; i++) {
        assert_non_null(teamsinvite_call_next(call));
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    }
    assert_int_equal(teamsinvite_io_kind(teamsinvite_call_next(call)), kind);
    assert_int_equal(teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "no disk"), TEAMSINVITE_OK);
    assert_null(teamsinvite_call_next(call));
    assert_failed(teamsinvite_call_take_erasure(call, &erasure, &err), TEAMSINVITE_E_STORAGE, &err);
    assert_null(erasure);
    teamsinvite_call_free(call);
}

static void test_a_purge_that_cannot_look_or_note_removes_nothing(void **state)
{
    bench *b = *state;

    put_due(b, "c/acme/m/one", 1);
    fails_at(b, 0, TEAMSINVITE_IO_LOAD);
    fails_at(b, 1, TEAMSINVITE_IO_SAVE);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), 1);
    fails_at(b, 2, TEAMSINVITE_IO_LIST);
    fails_at(b, 1, TEAMSINVITE_IO_LIST); /* noted by now, within the hour: no save */
    purges(b, 0, 1);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_purge_notes_when_it_ran_once_an_hour),
        IN_BENCH(test_a_clock_that_jumped_ahead_removes_nothing_until_it_is_said_to_be_right),
        IN_BENCH(test_a_pause_of_8_days_is_none_to_ask_about),
        IN_BENCH(test_a_clock_that_went_back_removes_nothing_until_it_is_said_to_be_right),
        IN_BENCH(test_a_clock_set_back_by_an_hour_is_none_to_ask_about),
        IN_BENCH(test_after_a_jump_and_its_correction_the_links_are_all_there),
        IN_BENCH(test_a_mark_that_cannot_be_read_counts_as_none),
        IN_BENCH(test_the_mark_is_no_companys_and_outlives_disable_and_purge),
        IN_BENCH(test_purges_at_once_all_work_and_leave_one_mark),
        IN_BENCH(test_a_purge_that_cannot_look_or_note_removes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
