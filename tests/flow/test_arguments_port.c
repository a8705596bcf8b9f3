/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_port.c - the built-in storages and the transport refuse bad arguments by name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <teamsinvite/smtp.h>
#include <teamsinvite/sqlite.h>

#include "support/arguments.h"
#include "support/single_io.h"

enum { PATH_BYTES_MAX = 4096, PROXY_MAX = 256, HOST_MAX = 253, HOSTS_MAX = 16 };

static void test_new_ones_without_a_place_are_refused(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_memory_new(NULL, &err), "out", &err, "memory_new");
    assert_names(b, teamsinvite_transport_new(NULL, &err), "out", &err, "transport_new");
    assert_names(b, teamsinvite_sqlite_open("x.db", NULL, &err), "out", &err, "sqlite_open");
    assert_int_not_equal(access("x.db", F_OK), 0);
    assert_int_equal(teamsinvite_memory_new(NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_new(NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open(NULL, NULL, NULL), TEAMSINVITE_E_INVALID);
}

static void assert_path_refused(const arguments_bench *b, const char *path)
{
    teamsinvite_sqlite *sqlite = arguments_stale();
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_sqlite_open(path, &sqlite, &err), "path", &err, "sqlite_open");
    assert_null(sqlite);
    sqlite = arguments_stale();
    assert_int_equal(teamsinvite_sqlite_open(path, &sqlite, NULL), TEAMSINVITE_E_INVALID);
    assert_null(sqlite);
}

static void test_a_bad_path_of_a_database_is_named(void **state)
{
    static const char *const paths[] = { NULL, "", "/tmp/", "caf\xe9.db", "/tmp/\xff\xfe.db", "/tmp/\xed\xa0\x80.db" };
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(paths); i++)
        assert_path_refused(*state, paths[i]);
    assert_path_refused(*state, text_of_length("/tmp/", PATH_BYTES_MAX + 1));
}

typedef struct bad_handler {
    teamsinvite_handler_fn handle;
    int32_t kind; /* one that it does */
    const char *named;
} bad_handler;

static const bad_handler handlers[] = {
    { teamsinvite_memory_handle, TEAMSINVITE_IO_LOAD, "memory: is NULL" },
    { teamsinvite_sqlite_handle, TEAMSINVITE_IO_LOAD, "sqlite: is NULL" },
    { teamsinvite_transport_handle, TEAMSINVITE_IO_SEND, "transport: is NULL" },
    { teamsinvite_smtp_handle, TEAMSINVITE_IO_DELIVER, "smtp: is NULL" },
};

/* What a host gets that forgets the user_data of a handler. */
static void test_a_handler_without_its_object_fails_the_call(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(handlers); i++) {
        teamsinvite_call *call = single_io_begin(b->good.client, handlers[i].kind, 1000);

        handlers[i].handle(call, teamsinvite_call_next(call), NULL);
        assert_null(teamsinvite_call_next(call));
        assert_int_equal(teamsinvite_call_outcome(call, &err), TEAMSINVITE_E_HANDLER);
        assert_non_null(strstr(teamsinvite_error_message(err), handlers[i].named));
        teamsinvite_error_free(err);
        teamsinvite_call_free(call);
    }
}

static void assert_fails_what_it_does_not_do(const arguments_bench *b, teamsinvite_handler_fn handle, void *object,
                                             int32_t kind)
{
    teamsinvite_call *call = single_io_begin(b->good.client, kind, 1000);

    handle(call, teamsinvite_call_next(call), object);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_HANDLER);
    teamsinvite_call_free(call);
    handle(NULL, NULL, object); /* nobody to tell, and nothing done */
}

static void make_path(char path[64])
{
    int file;

    (void)snprintf(path, 64, "/tmp/teamsinvite-XXXXXX");
    file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
}

static void test_a_handler_fails_a_kind_that_is_not_its_own(void **state)
{
    teamsinvite_transport *transport = NULL;
    teamsinvite_memory *memory = NULL;
    teamsinvite_sqlite *sqlite = NULL;
    char path[64];

    make_path(path);
    assert_int_equal(teamsinvite_memory_new(&memory, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_new(&transport, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_sqlite_open(path, &sqlite, NULL), TEAMSINVITE_OK);
    assert_fails_what_it_does_not_do(*state, teamsinvite_memory_handle, memory, TEAMSINVITE_IO_SEND);
    assert_fails_what_it_does_not_do(*state, teamsinvite_sqlite_handle, sqlite, TEAMSINVITE_IO_WAIT);
    assert_fails_what_it_does_not_do(*state, teamsinvite_transport_handle, transport, TEAMSINVITE_IO_LOAD);
    assert_int_equal(teamsinvite_memory_count(memory), 0);
    assert_int_equal(teamsinvite_transport_connection_count(transport), 0);
    teamsinvite_memory_free(memory);
    teamsinvite_transport_free(transport);
    teamsinvite_sqlite_close(sqlite);
    (void)remove(path);
}

static void test_objects_that_are_null_are_harmless(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_memory_count(NULL), 0);
    assert_int_equal(teamsinvite_transport_connection_count(NULL), 0);
    teamsinvite_memory_free(NULL);
    teamsinvite_transport_free(NULL);
    teamsinvite_sqlite_close(NULL);
}

typedef teamsinvite_status (*set_fn)(teamsinvite_transport *transport, const char *text, teamsinvite_error **err);

typedef struct setting {
    const char *parameter;
    set_fn set;
    const char *const *bad; /* the first is NULL */
    size_t count;
    const char *stem;
    size_t longest;
    bool optional;
} setting;

static const char *const bad_files[] = { NULL, "", ".", "/nowhere/ca.pem", "a\nb", "caf\xe9", "/tmp" };
static const char *const bad_proxies[] = {
    NULL,
    "",
    "proxy:8080",
    "socks5://proxy:1080",
    "ftp://proxy",
    "http://",
    "http://user:secret@proxy:8080",
    "http://proxy:8080/path",
    "http://proxy:8080?query",
    "http://proxy:8080#x",
    "http://proxy:99999",
    "http://pro xy",
    "http://proxy\xff",
};
static const char *const bad_hosts[] = { NULL, "", "a b", "intranet\n", "intran\xc3\xa9t", "intranet\xff",
                                         "https://intranet.example", "intranet.example/path", "user@intranet",
                                         "intranet?x", "intranet#x" };

static const setting settings[] = {
    { "path", teamsinvite_transport_set_ca_file, bad_files, ARGUMENTS_COUNT(bad_files), "/", PATH_BYTES_MAX, false },
    { "url", teamsinvite_transport_set_proxy, bad_proxies, ARGUMENTS_COUNT(bad_proxies), "http://", PROXY_MAX, true },
    { "host", teamsinvite_transport_allow_private_host, bad_hosts, ARGUMENTS_COUNT(bad_hosts), "", HOST_MAX, false },
};

static void assert_setting_checks(const arguments_bench *b, teamsinvite_transport *transport, const setting *s)
{
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = s->optional ? 1 : 0; i < s->count; i++) {
        assert_names(b, s->set(transport, s->bad[i], &err), s->parameter, &err, s->bad[i]);
        assert_int_equal(s->set(transport, s->bad[i], NULL), TEAMSINVITE_E_INVALID);
    }
    assert_names(b, s->set(transport, text_of_length(s->stem, s->longest + 1), &err), s->parameter, &err,
                 "an over-long text");
    assert_names(b, s->set(NULL, "text", &err), "transport", &err, "no transport");
    if (s->optional)
        assert_int_equal(s->set(transport, NULL, NULL), TEAMSINVITE_OK);
}

static void test_settings_of_a_transport_name_the_bad_argument(void **state)
{
    teamsinvite_transport *transport = NULL;
    size_t i;

    assert_int_equal(teamsinvite_transport_new(&transport, NULL), TEAMSINVITE_OK);
    for (i = 0; i < ARGUMENTS_COUNT(settings); i++)
        assert_setting_checks(*state, transport, &settings[i]);
    teamsinvite_transport_free(transport);
}

static void test_good_settings_are_taken_and_one_host_too_many_is_not(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_transport *transport = NULL;
    teamsinvite_error *err = NULL;
    char host[16];
    int i;

    assert_int_equal(teamsinvite_transport_new(&transport, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_set_proxy(transport, "http://proxy:8080", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_set_proxy(transport, "https://proxy", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_allow_private_host(transport, text_of_length("", HOST_MAX), NULL),
                     TEAMSINVITE_OK);
    for (i = 1; i < HOSTS_MAX; i++) {
        (void)snprintf(host, sizeof(host), "host-%d", i);
        assert_int_equal(teamsinvite_transport_allow_private_host(transport, host, NULL), TEAMSINVITE_OK);
    }
    assert_names(b, teamsinvite_transport_allow_private_host(transport, "one-more", &err), "host", &err,
                 "one host too many");
    teamsinvite_transport_free(transport);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_new_ones_without_a_place_are_refused),
        IN_BENCH(test_a_bad_path_of_a_database_is_named),
        IN_BENCH(test_a_handler_without_its_object_fails_the_call),
        IN_BENCH(test_a_handler_fails_a_kind_that_is_not_its_own),
        cmocka_unit_test(test_objects_that_are_null_are_harmless),
        IN_BENCH(test_settings_of_a_transport_name_the_bad_argument),
        IN_BENCH(test_good_settings_are_taken_and_one_host_too_many_is_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
