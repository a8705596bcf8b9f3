/* SPDX-License-Identifier: Apache-2.0 */
/* How long a link is kept: due at its end and a grace, moved by an update, never given out after, and purged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/storage.h>

#include "contract/storage_contract.h"
#include "support/world.h"

#define DAY_MS (24 * WORLD_HOUR_MS)
#define END_MS (WORLD_START_MS + 25 * WORLD_HOUR_MS) /* of what world_create() makes */
#define KEY "c/acme/m/interview-1"

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
    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
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

static void set_clock(bench *b, int64_t ms)
{
    assert_int_equal(teamsinvite_sim_set_time_ms(b->w->sim, ms), TEAMSINVITE_OK);
}

/* The due time that stands in the clear; -1 where there is no such record. */
static int64_t due_of(bench *b, const char *key)
{
    return storage_load(&b->raw, key) == TI_ANSWER_DONE ? b->raw.call->io.reply_due_ms : -1;
}

/* Says that the clock is right, as these tests let weeks pass. */
static void assert_purges(bench *b, int64_t meetings)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(
        teamsinvite_records_purge(b->w->client, 1000, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), meetings);
    assert_int_equal(teamsinvite_erasure_connections(erasure), 0);
    teamsinvite_erasure_free(erasure);
}

static void assert_shown(bench *b, int64_t due_ms)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err), err);
    assert_int_equal(teamsinvite_meeting_due_ms(meeting), due_ms);
    teamsinvite_meeting_free(meeting);
}

static void assert_not_shown(bench *b, teamsinvite_status why)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_failed(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err), why, &err);
    assert_null(meeting);
}

static teamsinvite_meeting_request *request_at(int64_t start_ms, int64_t end_ms)
{
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_new(&request, &err), err);
    assert_worked(teamsinvite_meeting_request_set_reference(request, "interview-1", &err), err);
    assert_worked(teamsinvite_meeting_request_set_times(request, start_ms, end_ms, &err), err);
    return request;
}

static int64_t grace_ms;

static teamsinvite_status set_grace(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_grace_ms(config, grace_ms, err);
}

/* Kept to the last millisecond, given out to nobody from then on, and gone with the next purge. */
static void assert_kept_until(bench *b, int64_t due_ms)
{
    assert_int_equal(due_of(b, KEY), due_ms);
    set_clock(b, due_ms - 1);
    assert_purges(b, 0);
    assert_shown(b, due_ms);
    set_clock(b, due_ms);
    assert_not_shown(b, TEAMSINVITE_E_ENDED);
    assert_purges(b, 1);
    assert_not_shown(b, TEAMSINVITE_E_NOT_FOUND);
    assert_int_equal(due_of(b, KEY), -1);
}

static void test_a_link_is_kept_for_an_hour_after_its_end(void **state)
{
    bench *b = *state;

    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    assert_kept_until(b, END_MS + WORLD_HOUR_MS);
}

static void test_a_link_is_kept_for_the_grace_that_is_set(void **state)
{
    static const int64_t graces_ms[] = { 0, 1000, 90 * 60000, 7 * DAY_MS, 30 * DAY_MS };
    bench *b = *state;
    size_t i;

    b->w->configure = set_grace;
    for (i = 0; i < sizeof(graces_ms) / sizeof(graces_ms[0]); i++) {
        set_clock(b, WORLD_START_MS);
        grace_ms = graces_ms[i];
        world_new_client(b->w);
        teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
        assert_kept_until(b, END_MS + graces_ms[i]);
    }
}

static void update(bench *b, int64_t end_ms)
{
    teamsinvite_meeting_request *request = request_at(end_ms - WORLD_HOUR_MS, end_ms);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_update(b->w->client, b->w->alice, request, &meeting, &err), err);
    assert_int_equal(teamsinvite_meeting_due_ms(meeting), end_ms + WORLD_HOUR_MS);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void test_an_update_moves_when_it_is_due_there_and_back(void **state)
{
    bench *b = *state;

    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    update(b, END_MS + 5 * DAY_MS);
    set_clock(b, END_MS + WORLD_HOUR_MS); /* when it would have been due */
    assert_purges(b, 0);
    assert_shown(b, END_MS + 5 * DAY_MS + WORLD_HOUR_MS);
    update(b, END_MS + DAY_MS);
    assert_kept_until(b, END_MS + DAY_MS + WORLD_HOUR_MS);
}

static void test_an_update_that_microsoft_refuses_leaves_the_due_time(void **state)
{
    bench *b = *state;
    teamsinvite_meeting_request *request = request_at(END_MS + 8 * DAY_MS, END_MS + 9 * DAY_MS);
    teamsinvite_meeting *meeting = world_create(b->w, b->w->alice, "interview-1");
    teamsinvite_error *err = NULL;

    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_sim_set_scenario(b->w->sim, "graph-403@patch", 1, &err), err);
    assert_failed(teamsinvite_meeting_update(b->w->client, b->w->alice, request, &meeting, &err),
                  TEAMSINVITE_E_FORBIDDEN, &err);
    teamsinvite_meeting_request_free(request);
    assert_kept_until(b, END_MS + WORLD_HOUR_MS);
}

/* Whether purged yet or not: a due link is neither changed nor written into an
 * invitation, and its reference is free for a new meeting. */
static void refuse_and_begin_anew(bench *b, teamsinvite_status why)
{
    int64_t end_ms = teamsinvite_sim_time_ms(b->w->sim) + 2 * WORLD_HOUR_MS;
    teamsinvite_meeting_request *request = request_at(end_ms - WORLD_HOUR_MS, end_ms);
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_failed(teamsinvite_meeting_update(b->w->client, b->w->alice, request, &meeting, &err), why, &err);
    assert_not_shown(b, why);
    assert_worked(teamsinvite_meeting_create(b->w->client, b->w->alice, request, &meeting, &err), err);
    assert_int_equal(teamsinvite_meeting_is_changed(meeting), 1);
    teamsinvite_meeting_free(meeting);
    assert_int_equal(due_of(b, KEY), end_ms + WORLD_HOUR_MS);
    assert_purges(b, 0);
    assert_shown(b, end_ms + WORLD_HOUR_MS);
    assert_worked(
        teamsinvite_meeting_revoke(b->w->client, b->w->alice, "interview-1", NULL, 0, &revocation, &err), err);
    teamsinvite_revocation_free(revocation);
    teamsinvite_meeting_request_free(request);
}

static void test_a_due_link_is_of_no_use_and_its_reference_is_free(void **state)
{
    bench *b = *state;

    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    world_advance(b->w, 26 * WORLD_HOUR_MS);
    refuse_and_begin_anew(b, TEAMSINVITE_E_ENDED);
    assert_int_equal(due_of(b, KEY), -1);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    world_advance(b->w, 26 * WORLD_HOUR_MS);
    assert_purges(b, 1);
    refuse_and_begin_anew(b, TEAMSINVITE_E_NOT_FOUND);
}

/* A create that has asked Microsoft and not heard yet. */
static teamsinvite_call *create_half(bench *b, int64_t end_ms)
{
    teamsinvite_meeting_request *request = request_at(end_ms - WORLD_HOUR_MS, end_ms);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    const teamsinvite_io *io;

    assert_worked(teamsinvite_meeting_create_start(b->w->client, b->w->alice, request, &call, &err), err);
    teamsinvite_meeting_request_free(request);
    while ((io = teamsinvite_call_next(call)) != NULL && teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND)
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    assert_non_null(io);
    assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    return call;
}

static void finish(bench *b, teamsinvite_call *call, int64_t due_ms)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    assert_int_equal(due_of(b, KEY), due_ms);
    assert_int_equal(teamsinvite_sim_meeting_count(b->w->sim), 1);
}

static void test_a_meeting_that_is_being_made_is_not_purged(void **state)
{
    bench *b = *state;
    teamsinvite_call *call = create_half(b, END_MS);

    assert_int_equal(due_of(b, KEY), END_MS + WORLD_HOUR_MS + 1); /* its mark as one under way */
    assert_purges(b, 0);
    assert_not_shown(b, TEAMSINVITE_E_NOT_FOUND);
    finish(b, call, END_MS + WORLD_HOUR_MS);
    assert_shown(b, END_MS + WORLD_HOUR_MS);
}

/* No grace, and it ends while Microsoft is asked: there is one meeting all the same, and the link ends with it. */
static void test_a_meeting_that_ends_and_is_purged_while_it_is_made_is_one_meeting(void **state)
{
    bench *b = *state;
    teamsinvite_call *call;

    b->w->configure = set_grace;
    grace_ms = 0;
    world_new_client(b->w);
    call = create_half(b, WORLD_START_MS + 5000);
    world_advance(b->w, 5001);
    assert_purges(b, 1);
    finish(b, call, WORLD_START_MS + 5000);
    assert_not_shown(b, TEAMSINVITE_E_ENDED);
    assert_purges(b, 1);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_link_is_kept_for_an_hour_after_its_end),
        IN_BENCH(test_a_link_is_kept_for_the_grace_that_is_set),
        IN_BENCH(test_an_update_moves_when_it_is_due_there_and_back),
        IN_BENCH(test_an_update_that_microsoft_refuses_leaves_the_due_time),
        IN_BENCH(test_a_due_link_is_of_no_use_and_its_reference_is_free),
        IN_BENCH(test_a_meeting_that_is_being_made_is_not_purged),
        IN_BENCH(test_a_meeting_that_ends_and_is_purged_while_it_is_made_is_one_meeting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
