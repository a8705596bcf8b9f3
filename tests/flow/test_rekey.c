/* SPDX-License-Identifier: Apache-2.0 */
/* records.rekey: every record under the current key, while others work, and whatever cannot be opened kept. */
#include <stdio.h>
#include <string.h>

#include "contract/storage_contract.h"
#include "support/world.h"

enum { MEETINGS = 7 };

static storage_bench raw;

static teamsinvite_status add_new_key(teamsinvite_config *config, teamsinvite_error **err)
{
    static const unsigned char key[32] = "the key that is new in year 2031";

    return teamsinvite_config_add_key(config, "2031", key, sizeof(key), err);
}

/* What there is of a small company: 2 connections, 7 meetings, a company, its directory, Entra's keys. */
static int setup(void **state)
{
    int result = world_setup(state);
    world *w = *state;
    char reference[32];
    int i;

    if (result != 0)
        return result;
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    for (i = 0; i < MEETINGS; i++) {
        (void)snprintf(reference, sizeof(reference), "interview-%d", i);
        teamsinvite_meeting_free(world_create(w, w->alice, reference));
    }
    storage_bench_open(&raw, teamsinvite_memory_handle, w->memory);
    return 0;
}

static int teardown(void **state)
{
    storage_bench_close(&raw);
    return world_teardown(state);
}

static void use_new_key(world *w)
{
    w->configure = add_new_key;
    world_new_client(w);
}

static void lose_new_key(world *w)
{
    w->configure = NULL;
    world_new_client(w);
}

typedef struct counts {
    int64_t resealed, current, left, unavailable, damaged, calls;
} counts;

static void add(counts *sum, const teamsinvite_rekeying *r)
{
    sum->resealed += teamsinvite_rekeying_resealed(r);
    sum->current += teamsinvite_rekeying_current(r);
    sum->left += teamsinvite_rekeying_left(r);
    sum->unavailable += teamsinvite_rekeying_unavailable(r);
    sum->damaged += teamsinvite_rekeying_damaged(r);
    sum->calls++;
}

static counts rekey(const world *w, int64_t limit)
{
    char next[TEAMSINVITE_KEY_MAX + 1] = "";
    counts sum = { 0 };

    do {
        teamsinvite_rekeying *r = NULL;
        teamsinvite_error *err = NULL;

        assert_worked(teamsinvite_records_rekey(w->client, next, limit, &r, &err), err);
        add(&sum, r);
        (void)snprintf(next, sizeof(next), "%s", teamsinvite_rekeying_next(r));
        teamsinvite_rekeying_free(r);
    } while (next[0] != '\0');
    return sum;
}

static void assert_counts(counts got, int64_t resealed, int64_t current, int64_t left, int64_t unavailable,
                          int64_t damaged)
{
    if (got.resealed != resealed || got.current != current || got.left != left || got.unavailable != unavailable ||
        got.damaged != damaged)
        fail_msg("%d resealed, %d current, %d left, %d unavailable, %d damaged", (int)got.resealed, (int)got.current,
                 (int)got.left, (int)got.unavailable, (int)got.damaged);
}

static int64_t count_of(const world *w)
{
    return (int64_t)teamsinvite_memory_count(w->memory);
}

static void assert_all_works(world *w)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "interview-0", &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_user_token(w->client, w->bob, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
}

static void test_every_record_gets_the_current_key_once(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);

    assert_counts(rekey(w, 1000), 0, all, 0, 0, 0);
    use_new_key(w);
    teamsinvite_sim_forget_requests(w->sim);
    assert_counts(rekey(w, 1000), all, 0, 0, 0, 0);
    assert_counts(rekey(w, 1000), 0, all, 0, 0, 0);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(count_of(w), all);
    assert_all_works(w);
    lose_new_key(w); /* now there is none that the old keys open */
    assert_counts(rekey(w, 1000), 0, 0, 0, all, 0);
}

static void test_due_times_stay(void **state)
{
    world *w = *state;
    int64_t due_ms;

    assert_int_equal(storage_load(&raw, "c/acme/m/interview-3"), TI_ANSWER_DONE);
    due_ms = raw.call->io.reply_due_ms;
    assert_true(due_ms > WORLD_START_MS);
    use_new_key(w);
    (void)rekey(w, 1000);
    assert_int_equal(storage_load(&raw, "c/acme/m/interview-3"), TI_ANSWER_DONE);
    assert_true(raw.call->io.reply_due_ms == due_ms);
}

static void test_a_pass_goes_on_where_the_call_before_ended(void **state)
{
    static const int64_t limits[] = { 1, 2, 3, 5, 11 };
    world *w = *state;
    int64_t all = count_of(w);
    size_t i;

    use_new_key(w);
    for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        counts got = rekey(w, limits[i]);

        assert_counts(got, i == 0 ? all : 0, i == 0 ? 0 : all, 0, 0, 0);
        assert_in_range(got.calls, (all + limits[i] - 1) / limits[i], all / limits[i] + 1);
    }
}

static void test_a_pass_goes_through_many_pages(void **state)
{
    world *w = *state;
    char key[64];
    int i;

    for (i = 0; i < 350; i++) { /* leases of nobody, which no key has to be kept for */
        (void)snprintf(key, sizeof(key), "c/acme/lease/u/user-%03d", i);
        assert_int_equal(storage_save(&raw, key, TI_SLICE("x"), 1, 0), TI_ANSWER_DONE);
    }
    use_new_key(w);
    assert_counts(rekey(w, 10000), count_of(w) - 350, 0, 0, 0, 0);
}

static void test_a_key_that_is_gone_too_early_loses_nothing(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    use_new_key(w);
    (void)rekey(w, 1000);
    lose_new_key(w);
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-0", &meeting, &err),
                  TEAMSINVITE_E_KEY_UNAVAILABLE, &err);
    assert_counts(rekey(w, 1000), 0, 0, 0, all, 0);
    assert_int_equal(count_of(w), all);
    use_new_key(w);
    assert_all_works(w);
}

/* Bytes of one record in the place of another. */
static void copy_value(const char *from, const char *to)
{
    ti_buf value;
    int64_t version;

    ti_buf_init(&value, TEAMSINVITE_VALUE_MAX);
    assert_int_equal(storage_load(&raw, from), TI_ANSWER_DONE);
    ti_buf_add(&value, ti_buf_slice(&raw.call->io.reply));
    assert_int_equal(storage_load(&raw, to), TI_ANSWER_DONE);
    version = raw.call->io.reply_version;
    assert_int_equal(storage_save(&raw, to, ti_buf_slice(&value), 0, version), TI_ANSWER_DONE);
    ti_buf_clear(&value);
}

static void test_what_does_not_open_is_kept_and_counted(void **state)
{
    static const char junk[] = "no envelope at all";
    world *w = *state;
    int64_t all = count_of(w);

    copy_value("c/acme/m/interview-1", "c/acme/m/interview-2"); /* swapped */
    copy_value("c/acme/m/interview-3", "c/acme/m/interview-3"); /* its own, of the version before */
    assert_int_equal(storage_load(&raw, "c/acme/m/interview-4"), TI_ANSWER_DONE);
    assert_int_equal(storage_save(&raw, "c/acme/m/interview-4", ti_slice_of(junk), 0, raw.call->io.reply_version),
                     TI_ANSWER_DONE);
    use_new_key(w);
    assert_counts(rekey(w, 1000), all - 3, 0, 0, 0, 3);
    assert_int_equal(count_of(w), all);
    assert_int_equal(storage_load(&raw, "c/acme/m/interview-4"), TI_ANSWER_DONE);
    assert_true(ti_slice_equal_text(ti_buf_slice(&raw.call->io.reply), junk));
}

/* Drive a call until it asks for this step; false where it ends before. */
static bool drive_to(world *w, teamsinvite_call *call, const char *step)
{
    const teamsinvite_io *io;

    while ((io = teamsinvite_call_next(call)) != NULL) {
        if (strcmp(teamsinvite_io_step(io), step) == 0)
            return true;
        if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND)
            teamsinvite_sim_handle(call, io, w->sim);
        else
            teamsinvite_memory_handle(call, io, w->memory);
    }
    return false;
}

static void test_tokens_that_are_renewed_meanwhile_are_not_disturbed(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    use_new_key(w);
    assert_worked(teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_ROTATE_STRICTLY, 1), NULL);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, &err), err);
    assert_true(drive_to(w, call, "token.find/keep the tokens"));
    assert_counts(rekey(w, 1000), all - 1, 0, 1, 0, 0);
    assert_false(drive_to(w, call, "none"));
    assert_worked(teamsinvite_call_take_tokens(call, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
    assert_counts(rekey(w, 1000), 0, all, 0, 0, 0);
    world_advance(w, 2 * WORLD_HOUR_MS); /* the refresh token that was stored is the one that Entra knows */
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
}

static void test_a_meeting_that_is_just_closed_is_left(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-5", NULL, 0, &call, &err), err);
    assert_true(drive_to(w, call, "meeting.revoke/erase the record"));
    use_new_key(w);
    assert_counts(rekey(w, 1000), all - 1, 0, 1, 0, 0);
    assert_false(drive_to(w, call, "none"));
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    teamsinvite_call_free(call);
    assert_counts(rekey(w, 1000), 0, all - 1, 0, 0, 0);
}

/* A key management service with both keys, until it has neither. */
static bool service_is_down;
static int service_asked;

static int32_t ask_service(const char *id, unsigned char key[32], void *user_data)
{
    (void)user_data;
    service_asked++;
    if (service_is_down)
        return 0;
    memcpy(key, "a key of the management service!", 32);
    key[0] = (unsigned char)id[strlen(id) - 1];
    return 1;
}

static teamsinvite_status use_service(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_keys(config, "kms-2", ask_service, NULL, err);
}

static teamsinvite_status use_service_before(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_keys(config, "kms-1", ask_service, NULL, err);
}

static void test_keys_of_a_service_take_over_from_given_ones_and_from_each_other(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    service_is_down = false;
    service_asked = 0;
    w->configure = use_service_before;
    world_new_client(w);
    assert_counts(rekey(w, 1000), all, 0, 0, 0, 0);
    assert_true(service_asked >= all);
    w->configure = use_service;
    world_new_client(w);
    assert_all_works(w);
    assert_counts(rekey(w, 1000), all, 0, 0, 0, 0);
    assert_all_works(w);
    service_is_down = true;
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-0", &meeting, &err),
                  TEAMSINVITE_E_KEY_UNAVAILABLE, &err);
    assert_int_equal(count_of(w), all);
    service_is_down = false;
    assert_all_works(w);
}

/* Each io of a rekeying, with everything else done just before it, and its process dead just after. */
static void test_others_write_between_any_two_ios(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    int ios;

    use_new_key(w);
    for (ios = 1; ios < 60; ios++) {
        teamsinvite_call *call = NULL;
        teamsinvite_error *err = NULL;
        const teamsinvite_io *io = NULL;
        int i;

        assert_worked(teamsinvite_records_rekey_start(w->client, "", 1000, &call, &err), err);
        for (i = 0; i < ios && (io = teamsinvite_call_next(call)) != NULL; i++) {
            teamsinvite_meeting_request *request = world_request(w, "interview-6", 1 + ios);
            teamsinvite_meeting *meeting = NULL;

            if (i + 1 == ios)
                assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &meeting, &err), err);
            teamsinvite_meeting_free(meeting);
            teamsinvite_meeting_request_free(request);
            teamsinvite_memory_handle(call, io, w->memory);
        }
        teamsinvite_call_free(call);
    }
    world_advance(w, 60000); /* the lease of who died with one ends */
    assert_int_equal(rekey(w, 1000).left, 0);
    assert_counts(rekey(w, 1000), 0, all, 0, 0, 0);
    assert_all_works(w);
}

static void test_rekeyings_at_once_do_it_once(void **state)
{
    world *w = *state;
    int64_t all = count_of(w);
    teamsinvite_call *calls[4] = { NULL };
    counts sum = { 0 };
    size_t i;

    use_new_key(w);
    for (i = 0; i < 4; i++)
        assert_int_equal(teamsinvite_records_rekey_start(w->client, NULL, 1000, &calls[i], NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(calls, 4, NULL, NULL), TEAMSINVITE_OK);
    for (i = 0; i < 4; i++) {
        teamsinvite_rekeying *r = NULL;
        teamsinvite_error *err = NULL;

        assert_worked(teamsinvite_call_take_rekeying(calls[i], &r, &err), err);
        add(&sum, r);
        teamsinvite_rekeying_free(r);
        teamsinvite_call_free(calls[i]);
    }
    assert_int_equal(sum.resealed, all);
    assert_int_equal(sum.resealed + sum.current + sum.left, 4 * all);
    assert_counts(rekey(w, 1000), 0, all, 0, 0, 0);
}

#define IN_WORLD(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(test_every_record_gets_the_current_key_once),
        IN_WORLD(test_due_times_stay),
        IN_WORLD(test_a_pass_goes_on_where_the_call_before_ended),
        IN_WORLD(test_a_pass_goes_through_many_pages),
        IN_WORLD(test_a_key_that_is_gone_too_early_loses_nothing),
        IN_WORLD(test_what_does_not_open_is_kept_and_counted),
        IN_WORLD(test_tokens_that_are_renewed_meanwhile_are_not_disturbed),
        IN_WORLD(test_a_meeting_that_is_just_closed_is_left),
        IN_WORLD(test_keys_of_a_service_take_over_from_given_ones_and_from_each_other),
        IN_WORLD(test_others_write_between_any_two_ios),
        IN_WORLD(test_rekeyings_at_once_do_it_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
