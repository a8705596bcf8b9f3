/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_retention_sqlite.c - what is erased is erased in the file: of a link, its
 * reference and a user's tokens no fragment is left in any byte on the disk.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "support/remains.h"
#include "support/world.h"

typedef struct bench {
    world *w;
    char folder[40];
    char path[64];
    teamsinvite_sqlite *sqlite;
    remains *before;
} bench;

static bench *the_bench; /* for configure(), which is told nothing */

static teamsinvite_status configure(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_storage(config, teamsinvite_sqlite_handle, the_bench->sqlite, NULL, err);
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    teamsinvite_error *err = NULL;
    void *w = NULL;

    assert_non_null(b);
    the_bench = b;
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    assert_worked(teamsinvite_sqlite_open(b->path, &b->sqlite, &err), err);
    b->before = remains_new(b->path);
    assert_int_equal(world_setup(&w), 0);
    b->w = w;
    b->w->configure = configure;
    world_new_client(b->w);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    void *w = b->w;

    assert_int_equal(world_teardown(&w), 0);
    teamsinvite_sqlite_close(b->sqlite);
    remains_free(b->before);
    assert_int_equal(remove(b->path), 0);
    assert_int_equal(rmdir(b->folder), 0); /* neither journal nor WAL is left */
    free(b);
    return 0;
}

static void assert_gone(const bench *b)
{
    assert_int_equal(remains_of_values(b->before), 0);
    assert_int_equal(remains_of_keys(b->before), 0);
}

static void begin(bench *b)
{
    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(b->w, b->w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_meeting_free(world_create(b->w, b->w->bob, "stays-here"));
}

static void test_a_purged_link_is_gone_from_the_file(void **state)
{
    bench *b = *state;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    begin(b);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "ref-4f1d9c"));
    remains_keep(b->before, "c/acme/m/");
    assert_int_equal(remains_count(b->before), 2);
    assert_all_there(b->before);
    world_advance(b->w, 26 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_records_purge(b->w->client, 100, 0, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 2);
    teamsinvite_erasure_free(erasure);
    assert_gone(b);
}

static void test_a_revoked_link_is_gone_from_the_file(void **state)
{
    bench *b = *state;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;

    begin(b);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "ref-4f1d9c"));
    remains_keep(b->before, "c/acme/m/ref-");
    assert_all_there(b->before);
    assert_worked(teamsinvite_meeting_revoke(b->w->client, b->w->alice, "ref-4f1d9c", NULL, 0, &revocation, &err),
                  err);
    teamsinvite_revocation_free(revocation);
    assert_gone(b);
}

/* Tokens fill pages of their own, which are free afterwards. */
static void test_a_disconnected_user_is_gone_from_the_file(void **state)
{
    bench *b = *state;
    teamsinvite_error *err = NULL;

    begin(b);
    remains_keep(b->before, "c/acme/u/alice");
    assert_all_there(b->before);
    assert_worked(teamsinvite_user_disconnect(b->w->client, b->w->alice, &err), err);
    assert_gone(b);
}

static void test_a_disabled_company_is_gone_from_the_file(void **state)
{
    bench *b = *state;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;
    char reference[16];
    size_t i;

    begin(b);
    for (i = 0; i < 20; i++) {
        (void)snprintf(reference, sizeof(reference), "ref-%zu", i);
        teamsinvite_meeting_free(world_create(b->w, b->w->alice, reference));
    }
    remains_keep(b->before, "c/acme");
    assert_int_equal(remains_count(b->before), 24);
    assert_all_there(b->before);
    assert_worked(teamsinvite_company_disable(b->w->client, b->w->admin, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    assert_gone(b);
}

/* A refresh token is replaced by each renewal, a link's record by each update. */
static void test_earlier_versions_are_gone_from_the_file(void **state)
{
    bench *b = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    begin(b);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "ref-4f1d9c"));
    remains_keep(b->before, "c/acme/m/ref-");
    remains_keep(b->before, "c/acme/u/alice");
    assert_all_there(b->before);
    request = world_request(b->w, "ref-4f1d9c", 48);
    world_advance(b->w, 2 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_meeting_update(b->w->client, b->w->alice, request, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
    assert_worked(teamsinvite_user_token(b->w->client, b->w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
    assert_int_equal(remains_of_values(b->before), 0); /* the keys stand there, with other values */
}

/* What the search would see if the file were written by SQLite as it comes. */
static void test_the_search_finds_what_a_plain_delete_leaves(void **state)
{
    bench *b = *state;
    sqlite3 *db = NULL;

    begin(b);
    remains_keep(b->before, "c/acme/m/");
    remains_keep(b->before, "c/acme/u/");
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA secure_delete=OFF; DELETE FROM records WHERE key LIKE 'c/acme/%'", NULL,
                                  NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_true(remains_of_values(b->before) > 1000);
    assert_true(remains_of_keys(b->before) > 0);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_purged_link_is_gone_from_the_file),
        IN_BENCH(test_a_revoked_link_is_gone_from_the_file),
        IN_BENCH(test_a_disconnected_user_is_gone_from_the_file),
        IN_BENCH(test_a_disabled_company_is_gone_from_the_file),
        IN_BENCH(test_earlier_versions_are_gone_from_the_file),
        IN_BENCH(test_the_search_finds_what_a_plain_delete_leaves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
