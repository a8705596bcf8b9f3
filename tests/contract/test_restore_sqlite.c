/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_restore_sqlite.c - an old copy of the records is put back, as
 * docs/guide/backup.md says: it does no harm, and each row of the table there holds.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "support/world.h"

typedef struct bench {
    world *w;
    char folder[40];
    char path[64];
    char copy[64];
    teamsinvite_sqlite *sqlite;
    bool rotated; /* to a key that the copy does not know */
} bench;

static bench *the_bench; /* for configure(), which is told nothing */

static teamsinvite_status configure(teamsinvite_config *config, teamsinvite_error **err)
{
    static const unsigned char key[32] = "the key that is new in year 2031";

    if (the_bench->rotated && teamsinvite_config_add_key(config, "2031", key, sizeof(key), err) != TEAMSINVITE_OK)
        return TEAMSINVITE_E_INVALID;
    return teamsinvite_config_set_storage(config, teamsinvite_sqlite_handle, the_bench->sqlite, NULL, err);
}

static void open_records(bench *b)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sqlite_open(b->path, &b->sqlite, &err), err);
    b->w->configure = configure;
    world_new_client(b->w);
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    void *w = NULL;

    assert_non_null(b);
    the_bench = b;
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    (void)snprintf(b->copy, sizeof(b->copy), "%s/backup.db", b->folder);
    assert_int_equal(world_setup(&w), 0);
    b->w = w;
    open_records(b);
    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(b->w, b->w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    void *w = b->w;

    assert_int_equal(world_teardown(&w), 0);
    teamsinvite_sqlite_close(b->sqlite);
    assert_int_equal(remove(b->path), 0);
    (void)remove(b->copy);
    assert_int_equal(rmdir(b->folder), 0);
    free(b);
    return 0;
}

/* As "sqlite3 records.db '.backup …'" does it, while the file is in use. */
static void back_up(const bench *b)
{
    sqlite3 *from = NULL;
    sqlite3 *to = NULL;
    sqlite3_backup *backup;

    assert_int_equal(sqlite3_open_v2(b->path, &from, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_open(b->copy, &to), SQLITE_OK);
    backup = sqlite3_backup_init(to, "main", from, "main");
    assert_non_null(backup);
    assert_int_equal(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    assert_int_equal(sqlite3_backup_finish(backup), SQLITE_OK);
    assert_int_equal(sqlite3_close(from), SQLITE_OK);
    assert_int_equal(sqlite3_close(to), SQLITE_OK);
}

/* Stop, put the copy in its place, purge, recover, start. */
static void restore(bench *b, bool clock_is_doubted)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;

    teamsinvite_client_free(b->w->client);
    b->w->client = NULL;
    teamsinvite_sqlite_close(b->sqlite);
    assert_int_equal(rename(b->copy, b->path), 0);
    open_records(b);
    if (clock_is_doubted)
        assert_failed(teamsinvite_records_purge(b->w->client, 1000000, 0, &erasure, &err), TEAMSINVITE_E_CLOCK, &err);
    assert_worked(teamsinvite_records_purge(b->w->client, 1000000, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT, &erasure, &err),
                  err);
    teamsinvite_erasure_free(erasure);
    assert_worked(teamsinvite_records_recover(b->w->client, NULL, 1000, &recovery, &err), err);
    assert_int_equal(teamsinvite_recovery_left(recovery), 0);
    teamsinvite_recovery_free(recovery);
}

static void purge(const bench *b)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_records_purge(b->w->client, 1000, 0, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
}

static teamsinvite_status token_of_alice(const bench *b)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_status status = teamsinvite_user_token(b->w->client, b->w->alice, 60, &tokens, NULL);

    teamsinvite_tokens_free(tokens);
    return status;
}

static void test_links_of_meetings_that_have_ended_since_are_purged(void **state)
{
    bench *b = *state;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;

    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    purge(b);
    back_up(b);
    world_advance(b->w, 30 * 24 * WORLD_HOUR_MS);
    restore(b, true);
    assert_failed(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_NOT_FOUND, &err);
    assert_worked(teamsinvite_company_status(b->w->client, b->w->admin, &company, &err), err);
    teamsinvite_company_free(company);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
}

static void test_an_old_refresh_token_does_as_long_as_entra_takes_it(void **state)
{
    bench *b = *state;

    back_up(b);
    world_advance(b->w, 2 * WORLD_HOUR_MS);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
    world_advance(b->w, 2 * WORLD_HOUR_MS);
    restore(b, false);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
}

static void test_a_refresh_token_that_is_dead_by_now_asks_for_a_sign_in(void **state)
{
    bench *b = *state;

    assert_worked(teamsinvite_sim_set_option(b->w->sim, TEAMSINVITE_SIM_ROTATE_STRICTLY, 1), NULL);
    back_up(b);
    world_advance(b->w, 2 * WORLD_HOUR_MS);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
    world_advance(b->w, 2 * WORLD_HOUR_MS);
    restore(b, false);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_E_SIGN_IN_AGAIN);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
}

static void test_who_has_disconnected_since_has_to_be_disconnected_again(void **state)
{
    bench *b = *state;
    teamsinvite_error *err = NULL;

    back_up(b);
    assert_worked(teamsinvite_user_disconnect(b->w->client, b->w->alice, &err), err);
    restore(b, false);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
    assert_worked(teamsinvite_user_disconnect(b->w->client, b->w->alice, &err), err);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_E_NOT_CONNECTED);
}

/* interview-1 is created after the copy, -2 moved, -3 revoked. */
static void test_meetings_are_as_the_guide_says(void **state)
{
    bench *b = *state;
    world *w = b->w;
    teamsinvite_meeting_request *moved = world_request(w, "interview-2", 48);
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    char link[1024];

    teamsinvite_meeting_free(world_create(w, w->alice, "interview-2"));
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-3"));
    back_up(b);
    meeting = world_create(w, w->alice, "interview-1");
    (void)snprintf(link, sizeof(link), "%s", teamsinvite_meeting_join_url(meeting));
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, moved, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-3", NULL, 0, &revocation, &err), err);
    teamsinvite_revocation_free(revocation);
    restore(b, false);

    meeting = world_create(w, w->alice, "interview-1");
    assert_string_equal(teamsinvite_meeting_join_url(meeting), link);
    teamsinvite_meeting_free(meeting);
    assert_failed(teamsinvite_meeting_create(w->client, w->alice, moved, &meeting, &err), TEAMSINVITE_E_CONFLICT, &err);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, moved, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "interview-3", &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-3", NULL, 0, &revocation, &err), err);
    assert_int_equal(teamsinvite_revocation_reached(revocation), TEAMSINVITE_REVOKED_ALREADY_GONE);
    teamsinvite_revocation_free(revocation);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 2);
    teamsinvite_meeting_request_free(moved);
}

static int64_t rekey(const bench *b)
{
    teamsinvite_rekeying *rekeying = NULL;
    teamsinvite_error *err = NULL;
    int64_t resealed;

    assert_worked(teamsinvite_records_rekey(b->w->client, "", 1000, &rekeying, &err), err);
    assert_string_equal(teamsinvite_rekeying_next(rekeying), "");
    resealed = teamsinvite_rekeying_resealed(rekeying);
    teamsinvite_rekeying_free(rekeying);
    return resealed;
}

static void rotate(bench *b)
{
    b->rotated = true;
    world_new_client(b->w);
    assert_true(rekey(b) > 0);
}

static bool gives(const bench *b, const char *reference, const char *link)
{
    teamsinvite_meeting *meeting = world_create(b->w, b->w->alice, reference);
    bool same = strcmp(teamsinvite_meeting_join_url(meeting), link) == 0;

    teamsinvite_meeting_free(meeting);
    return same;
}

static void create(const bench *b, const char *reference, char link[1024])
{
    teamsinvite_meeting *meeting = world_create(b->w, b->w->alice, reference);

    (void)snprintf(link, 1024, "%s", teamsinvite_meeting_join_url(meeting));
    teamsinvite_meeting_free(meeting);
}

/* interview-1 is in the copy; -2 is created after it, and -3 after the rotation, too. */
static void test_keys_rotated_since_are_as_the_guide_says(void **state)
{
    bench *b = *state;
    char links[3][1024];

    create(b, "interview-1", links[0]);
    back_up(b);
    create(b, "interview-2", links[1]);
    rotate(b);
    create(b, "interview-3", links[2]);
    restore(b, false);
    assert_true(rekey(b) > 0);
    assert_int_equal(rekey(b), 0);
    assert_int_equal(token_of_alice(b), TEAMSINVITE_OK);
    assert_true(gives(b, "interview-1", links[0]));
    assert_true(gives(b, "interview-3", links[2]));
    assert_int_equal(teamsinvite_sim_meeting_count(b->w->sim), 3);
    assert_false(gives(b, "interview-2", links[1])); /* its name at Microsoft came from the key before */
    assert_int_equal(teamsinvite_sim_meeting_count(b->w->sim), 4);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_links_of_meetings_that_have_ended_since_are_purged),
        IN_BENCH(test_an_old_refresh_token_does_as_long_as_entra_takes_it),
        IN_BENCH(test_a_refresh_token_that_is_dead_by_now_asks_for_a_sign_in),
        IN_BENCH(test_who_has_disconnected_since_has_to_be_disconnected_again),
        IN_BENCH(test_meetings_are_as_the_guide_says),
        IN_BENCH(test_keys_rotated_since_are_as_the_guide_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
