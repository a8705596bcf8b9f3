/* SPDX-License-Identifier: Apache-2.0 */
/* What records.purge removes: what is due and nothing else, in small batches, without network, key or understanding. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/storage.h>

#include "contract/storage_contract.h"
#include "support/world.h"

enum { MANY = 1250, BATCH = 500 };

/* A world whose storage is looked into besides, and its accesses counted. */
typedef struct bench {
    world *w;
    storage_bench raw;
    size_t lists;
    size_t removes;
    size_t most_listed;
    const char *written_meanwhile; /* a key: somebody saves it just before it is removed */
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

static void put(bench *b, const char *key, int64_t due_ms)
{
    assert_int_equal(storage_save(&b->raw, key, TI_SLICE("{\"not\": \"ours\"}"), due_ms, 0), TI_ANSWER_DONE);
}

static void put_many(bench *b)
{
    char key[64];
    int i;

    for (i = 0; i < MANY; i++) {
        (void)snprintf(key, sizeof(key), "c/acme/m/due-%d", i);
        put(b, key, WORLD_START_MS - i);
        (void)snprintf(key, sizeof(key), "c/acme/m/later-%d", i);
        put(b, key, WORLD_START_MS + 1 + i);
    }
}

static void purge(bench *b, teamsinvite_client *client, int64_t limit, teamsinvite_erasure **erasure)
{
    teamsinvite_error *err = NULL;

    b->lists = b->removes = b->most_listed = 0;
    assert_worked(teamsinvite_records_purge(client, limit, 0, erasure, &err), err);
}

static void assert_purges(bench *b, teamsinvite_client *client, int64_t limit, int64_t meetings, int32_t has_more)
{
    teamsinvite_erasure *erasure = NULL;

    purge(b, client, limit, &erasure);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), meetings);
    assert_int_equal(teamsinvite_erasure_records(erasure), meetings);
    assert_int_equal(teamsinvite_erasure_connections(erasure), 0);
    assert_int_equal(teamsinvite_erasure_has_more(erasure), has_more);
    teamsinvite_erasure_free(erasure);
}

static void count_and_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    bench *b = user_data;
    int32_t kind = teamsinvite_io_kind(io);

    if (kind == TEAMSINVITE_IO_LIST) {
        assert_string_equal(teamsinvite_io_prefix(io), "");
        assert_int_equal(teamsinvite_io_due_before_ms(io), teamsinvite_sim_time_ms(b->w->sim));
        b->lists++;
        b->most_listed = teamsinvite_io_limit(io) > b->most_listed ? teamsinvite_io_limit(io) : b->most_listed;
    }
    b->removes += kind == TEAMSINVITE_IO_REMOVE;
    if (kind == TEAMSINVITE_IO_REMOVE && b->written_meanwhile != NULL &&
        strcmp(teamsinvite_io_key(io), b->written_meanwhile) == 0) {
        assert_int_equal(storage_save(&b->raw, b->written_meanwhile, TI_SLICE("moved"),
                                      WORLD_START_MS + WORLD_HOUR_MS, 1), TI_ANSWER_DONE);
        b->written_meanwhile = NULL;
    }
    teamsinvite_memory_handle(call, io, b->w->memory);
}

static void fail_when_asked(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)call;
    (void)user_data;
    fail_msg("%s was asked for", teamsinvite_io_kind_name(teamsinvite_io_kind(io)));
}

/* The records, another key than theirs, and a network and a wait that must not be asked. */
static teamsinvite_client *stranger(bench *b)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_config_new(&config, &err), err);
    assert_worked(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), err);
    assert_worked(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), err);
    assert_worked(teamsinvite_config_add_key(config, "other", "another key, of thirty-two bytes", 32, &err), err);
    assert_worked(teamsinvite_config_set_storage(config, count_and_handle, b, NULL, &err), err);
    assert_worked(teamsinvite_config_set_transport(config, fail_when_asked, NULL, NULL, &err), err);
    assert_worked(teamsinvite_config_set_wait(config, fail_when_asked, NULL, NULL, &err), err);
    assert_worked(teamsinvite_config_set_clock(config, teamsinvite_sim_clock, b->w->sim, &err), err);
    assert_worked(teamsinvite_client_new(config, &client, &err), err);
    return client;
}

static void test_many_are_removed_in_large_batches(void **state)
{
    bench *b = *state;
    teamsinvite_client *client = stranger(b);

    put_many(b);
    assert_purges(b, client, 10000, MANY, 0);
    assert_int_equal(b->lists, 4); /* 500, 500, 250, none */
    assert_int_equal(b->most_listed, BATCH);
    assert_int_equal(b->removes, MANY);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), MANY + 1); /* when it ran */
    assert_int_equal(storage_list(&b->raw, "c/acme/m/due", "", 0, 10), TI_ANSWER_DONE);
    assert_int_equal(b->raw.call->io.item_count, 0);
    teamsinvite_client_free(client);
}

/* A batch of them is more than a call keeps: the rest comes with the next. */
static void test_keys_of_the_greatest_length_are_removed_all_the_same(void **state)
{
    bench *b = *state;
    teamsinvite_client *client = stranger(b);
    char key[256];
    int length;
    int i;

    for (length = 190; length <= 246; length += 7) { /* what is left behind the last that fits is another each time */
        for (i = 0; i < BATCH; i++) {
            (void)snprintf(key, sizeof(key), "c/acme/m/%0*d", length, i);
            put(b, key, WORLD_START_MS);
        }
        assert_purges(b, client, 10000, BATCH, 0);
        assert_true(b->lists > 2);
    }
    teamsinvite_client_free(client);
}

static void test_the_limit_is_kept_and_says_that_there_may_be_more(void **state)
{
    bench *b = *state;
    teamsinvite_client *client = stranger(b);

    put_many(b);
    assert_purges(b, client, 1, 1, 1);
    assert_int_equal(b->most_listed, 1); /* no more is listed than may be removed */
    assert_purges(b, client, 99, 99, 1);
    assert_purges(b, client, 1120, 1120, 1);
    assert_int_equal(b->removes, 1120);
    assert_purges(b, client, 30, 30, 1); /* the last ones: it has not looked on */
    assert_purges(b, client, 30, 0, 0);
    assert_int_equal(b->lists, 1);
    teamsinvite_client_free(client);
}

static void test_with_graph_and_entra_down_the_links_go_all_the_same(void **state)
{
    static const char *const troubles[] = { "graph-503", "token-503", "keys-503" };
    bench *b = *state;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    world_advance(b->w, 26 * WORLD_HOUR_MS);
    for (i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++)
        assert_worked(teamsinvite_sim_set_scenario(b->w->sim, troubles[i], -1, &err), err);
    teamsinvite_sim_forget_requests(b->w->sim);
    purge(b, b->w->client, 100, &erasure);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    teamsinvite_erasure_free(erasure);
    assert_int_equal(teamsinvite_sim_request_count(b->w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(b->w->waited_ms, 0);
    assert_no_record(&b->raw, "c/acme/m/interview-1");
}

static void test_a_machine_without_the_key_purges_and_never_asks_the_network(void **state)
{
    bench *b = *state;
    teamsinvite_client *client = stranger(b);
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "interview-1"));
    assert_failed(teamsinvite_meeting_show(client, b->w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_KEY_UNAVAILABLE, &err);
    world_advance(b->w, 26 * WORLD_HOUR_MS);
    purge(b, client, 100, &erasure);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    assert_int_equal(teamsinvite_erasure_connections(erasure), 0);
    teamsinvite_erasure_free(erasure);
    assert_no_record(&b->raw, "c/acme/m/interview-1");
    assert_int_equal(storage_load(&b->raw, "c/acme/u/alice"), TI_ANSWER_DONE); /* a connection is never due */
    teamsinvite_client_free(client);
}

/* Counted by what a key says, removed by what the due time says. */
static void test_foreign_records_go_by_their_due_time_alone(void **state)
{
    static const char *const keys[] = { "a", "c", "c/", "c/acme", "c/acme/mm/x", "m/x", "s/purge.old", "z/~._-",
                                        "u/alice", "c/acme/lease/m/x" };
    bench *b = *state;
    teamsinvite_erasure *erasure = NULL;
    char key[64];
    size_t i;

    for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        put(b, keys[i], WORLD_START_MS);
        (void)snprintf(key, sizeof(key), "%s-later", keys[i]);
        put(b, key, WORLD_START_MS + 1);
        (void)snprintf(key, sizeof(key), "%s-never", keys[i]);
        put(b, key, 0);
    }
    put(b, "c/acme/m/x", 1);
    put(b, "c/acme/u/x", WORLD_START_MS);
    purge(b, b->w->client, 1000, &erasure);
    assert_int_equal(teamsinvite_erasure_records(erasure), i + 2);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    assert_int_equal(teamsinvite_erasure_connections(erasure), 1);
    teamsinvite_erasure_free(erasure);
    assert_int_equal(teamsinvite_memory_count(b->w->memory), 2 * i + 1);
}

static void test_a_record_that_cannot_be_read_is_not_given_out_and_is_purged_when_due(void **state)
{
    bench *b = *state;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    put(b, "c/acme/m/interview-1", WORLD_START_MS + WORLD_HOUR_MS);
    assert_failed(teamsinvite_meeting_show(b->w->client, b->w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_CORRUPT, &err);
    assert_purges(b, b->w->client, 10, 0, 0);
    world_advance(b->w, WORLD_HOUR_MS);
    assert_purges(b, b->w->client, 10, 1, 0);
}

static void test_what_is_written_while_it_is_purged_stays(void **state)
{
    bench *b = *state;
    teamsinvite_client *client = stranger(b);

    put(b, "c/acme/m/one", WORLD_START_MS);
    put(b, "c/acme/m/two", WORLD_START_MS);
    put(b, "c/acme/m/three", WORLD_START_MS);
    b->written_meanwhile = "c/acme/m/three"; /* the second one, in order of bytes */
    assert_purges(b, client, 10, 2, 0);
    assert_record(&b->raw, "c/acme/m/three", TI_SLICE("moved"), 2, WORLD_START_MS + WORLD_HOUR_MS);
    teamsinvite_client_free(client);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_many_are_removed_in_large_batches),
        IN_BENCH(test_keys_of_the_greatest_length_are_removed_all_the_same),
        IN_BENCH(test_the_limit_is_kept_and_says_that_there_may_be_more),
        IN_BENCH(test_with_graph_and_entra_down_the_links_go_all_the_same),
        IN_BENCH(test_a_machine_without_the_key_purges_and_never_asks_the_network),
        IN_BENCH(test_foreign_records_go_by_their_due_time_alone),
        IN_BENCH(test_a_record_that_cannot_be_read_is_not_given_out_and_is_purged_when_due),
        IN_BENCH(test_what_is_written_while_it_is_purged_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
