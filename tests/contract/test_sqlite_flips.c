/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_flips.c - a file with one changed byte, in every page: what is
 * given out is the right token and the right link, or nothing, and the file is
 * left as it is.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <teamsinvite/sqlite.h>

#include "support/sqlite_bench.h"
#include "support/world.h"

enum { PAGE = 4096, PEOPLE = 2, MEETINGS_MORE = 6 };

typedef struct person {
    const teamsinvite_actor *actor;
    const char *reference;
    char *token;
    char *link;
} person;

/* How often what was asked for was given out, or why not. */
typedef struct tally {
    int files;
    int refused; /* at opening */
    int right;
    int corrupt;
    int storage;
    int missing; /* a key or an index has become another one: it is not there, and that is said */
} tally;

typedef struct bench {
    world *w;
    char folder[40];
    char path[64];
    teamsinvite_sqlite *sqlite;
    person people[PEOPLE];
    tally tally;
} bench;

static bench *the_bench; /* for configure(), which is told nothing */

static teamsinvite_status configure(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_storage(config, teamsinvite_sqlite_handle, the_bench->sqlite, NULL, err);
}

static char *copy_of(const char *text)
{
    char *copy = calloc(1, strlen(text) + 1);

    assert_non_null(copy);
    return memcpy(copy, text, strlen(text));
}

static void learn(bench *b, person *p)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_token(b->w->client, p->actor, 60, &tokens, &err), err);
    assert_worked(teamsinvite_meeting_show(b->w->client, p->actor, p->reference, &meeting, &err), err);
    p->token = copy_of(teamsinvite_tokens_access_token(tokens));
    p->link = copy_of(teamsinvite_meeting_join_url(meeting));
    teamsinvite_tokens_free(tokens);
    teamsinvite_meeting_free(meeting);
}

static void fill(bench *b)
{
    char reference[16];
    int i;

    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(b->w, b->w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    b->people[0] = (person){ .actor = b->w->alice, .reference = "ref-alice" };
    b->people[1] = (person){ .actor = b->w->bob, .reference = "ref-bob" };
    for (i = 0; i < PEOPLE; i++) {
        teamsinvite_meeting_free(world_create(b->w, b->people[i].actor, b->people[i].reference));
        learn(b, &b->people[i]);
    }
    assert_string_not_equal(b->people[0].token, b->people[1].token);
    assert_string_not_equal(b->people[0].link, b->people[1].link);
    for (i = 0; i < MEETINGS_MORE; i++) {
        (void)snprintf(reference, sizeof(reference), "more-%d", i);
        teamsinvite_meeting_free(world_create(b->w, b->w->alice, reference));
    }
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
    assert_int_equal(world_setup(&w), 0);
    b->w = w;
    b->w->configure = configure;
    world_new_client(b->w);
    fill(b);
    teamsinvite_sqlite_close(b->sqlite);
    b->sqlite = NULL;
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    void *w = b->w;
    size_t i;

    assert_int_equal(world_teardown(&w), 0);
    for (i = 0; i < PEOPLE; i++) {
        free(b->people[i].token);
        free(b->people[i].link);
    }
    assert_int_equal(remove(b->path), 0);
    assert_int_equal(rmdir(b->folder), 0);
    free(b);
    return 0;
}

static void count(bench *b, teamsinvite_status status, teamsinvite_error *err, const char *got, const char *right)
{
    tally *t = &b->tally;

    assert_int_equal(teamsinvite_error_status(err), status);
    teamsinvite_error_free(err);
    switch (status) {
    case TEAMSINVITE_OK:
        assert_string_equal(got, right);
        t->right++;
        break;
    case TEAMSINVITE_E_CORRUPT:
        t->corrupt++;
        break;
    case TEAMSINVITE_E_STORAGE:
        t->storage++;
        break;
    default:
        if (status != TEAMSINVITE_E_NOT_FOUND && status != TEAMSINVITE_E_NOT_CONNECTED &&
            status != TEAMSINVITE_E_NOT_ENABLED)
            print_error("status %d\n", status);
        assert_true(status == TEAMSINVITE_E_NOT_FOUND || status == TEAMSINVITE_E_NOT_CONNECTED ||
                    status == TEAMSINVITE_E_NOT_ENABLED);
        t->missing++;
        break;
    }
}

static void ask(bench *b, const person *p)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_user_token(b->w->client, p->actor, 60, &tokens, &err);

    count(b, status, err, teamsinvite_tokens_access_token(tokens), p->token);
    err = NULL;
    status = teamsinvite_meeting_show(b->w->client, p->actor, p->reference, &meeting, &err);
    count(b, status, err, teamsinvite_meeting_join_url(meeting), p->link);
    teamsinvite_tokens_free(tokens);
    teamsinvite_meeting_free(meeting);
}

/* Open the file as it is now, and ask for everybody's token and link. */
static void open_and_ask(bench *b)
{
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_sqlite_open(b->path, &b->sqlite, &err);
    size_t i;

    teamsinvite_error_free(err);
    b->tally.files++;
    if (status != TEAMSINVITE_OK) {
        assert_true(status == TEAMSINVITE_E_CORRUPT || status == TEAMSINVITE_E_STORAGE);
        b->tally.refused++;
        return;
    }
    world_new_client(b->w);
    for (i = 0; i < PEOPLE; i++)
        ask(b, &b->people[i]);
    teamsinvite_sqlite_close(b->sqlite);
    b->sqlite = NULL;
}

static void flip(bench *b, const snapshot *whole, size_t at, unsigned char mask)
{
    snapshot changed = { malloc(whole->length), whole->length };

    assert_non_null(changed.bytes);
    memcpy(changed.bytes, whole->bytes, whole->length);
    changed.bytes[at] ^= mask;
    snapshot_put(&changed, b->path);
    open_and_ask(b);
    if (!snapshot_is_equal(&changed, b->path))
        print_error("byte %zu ^ %d: the file is changed\n", at, mask);
    assert_true(snapshot_is_equal(&changed, b->path));
    snapshot_free(&changed);
}

static void print_tally(const tally *t)
{
    print_message("%d files, %d refused; asked: %d right, %d corrupt, %d storage, %d missing\n", t->files, t->refused,
                  t->right, t->corrupt, t->storage, t->missing);
}

/* The head of each page byte by byte, of its rest each 61st. */
static void test_a_changed_byte_gives_out_the_right_thing_or_nothing(void **state)
{
    bench *b = *state;
    snapshot whole = snapshot_take(b->path);
    size_t page;
    size_t i;

    assert_true(whole.length >= 5 * PAGE && whole.length % PAGE == 0);
    for (page = 0; page < whole.length; page += PAGE)
        for (i = 0; i < PAGE; i += i < (page == 0 ? 120 : 16) ? 1 : 61)
            flip(b, &whole, page + i, (unsigned char)(i % 3 == 0 ? 0xff : 1 << i % 8));
    print_tally(&b->tally);
    assert_true(b->tally.refused > 20 && b->tally.right > 100 && b->tally.corrupt > 100);
    assert_true(b->tally.missing * 5 < b->tally.corrupt);
    snapshot_put(&whole, b->path);
    b->tally = (tally){ 0 };
    open_and_ask(b);
    assert_int_equal(b->tally.right, 2 * PEOPLE);
    snapshot_free(&whole);
}

static void test_a_truncated_file_is_refused_and_left_as_it_is(void **state)
{
    bench *b = *state;
    snapshot whole = snapshot_take(b->path);
    snapshot part = whole;

    for (part.length = 1; part.length < whole.length; part.length += part.length % PAGE == 0 ? 1 : 819) {
        snapshot_put(&part, b->path);
        open_and_ask(b);
        assert_true(snapshot_is_equal(&part, b->path));
    }
    print_tally(&b->tally);
    assert_int_equal(b->tally.refused, b->tally.files);
    snapshot_put(&whole, b->path);
    snapshot_free(&whole);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_changed_byte_gives_out_the_right_thing_or_nothing),
        IN_BENCH(test_a_truncated_file_is_refused_and_left_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
