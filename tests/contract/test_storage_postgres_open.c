/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_storage_postgres_open.c - opening storage in PostgreSQL: what is refused,
 * what the messages keep to themselves, what the environment cannot change, what
 * a session keeps; and the main job on it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/postgres.h>

#include "contract/storage_contract.h"
#include "port/storage_postgres_conninfo.h"
#include "support/postgres_server.h"
#include "support/raw_server.h"
#include "support/world.h"

static postgres_server server;

/* Opening fails so, and says this. No message may hold any of what the conninfo says. */
static void assert_refused(const char *conninfo, teamsinvite_status wanted, const char *says)
{
    static const char *const secrets[] = { "ats-", "S3CRET", "db.example", "/tmp/", "host=", "bare" };
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    const char *message;
    size_t i;

    assert_int_equal(teamsinvite_postgres_open(conninfo, &postgres, &err), wanted);
    assert_null(postgres);
    message = teamsinvite_error_message(err);
    if (strstr(message, says) == NULL)
        print_error("%s\n", message);
    assert_non_null(strstr(message, says));
    for (i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
        assert_null(strstr(message, secrets[i]));
    teamsinvite_error_free(err);
}

/* The same server, and these settings behind the others, so that they count. */
static void assert_refused_with(const char *more, teamsinvite_status wanted, const char *says)
{
    char conninfo[256];

    (void)snprintf(conninfo, sizeof(conninfo), "%s %s", server.direct, more);
    assert_refused(conninfo, wanted, says);
}

static void assert_opens(const char *conninfo)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_postgres_open(conninfo, &postgres, &err), err);
    teamsinvite_postgres_close(postgres);
}

static void test_what_is_no_conninfo_is_refused(void **state)
{
    char *longest = calloc(1, 20000);
    teamsinvite_postgres *postgres = NULL;

    (void)state;
    assert_non_null(longest);
    memset(longest, 'x', 19999);
    memcpy(longest, "user=", 5);
    assert_int_equal(teamsinvite_postgres_open(server.direct, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_postgres_open(NULL, &postgres, NULL), TEAMSINVITE_E_INVALID);
    assert_refused("postgresql://ats:S3CRET@[db.example/", TEAMSINVITE_E_INVALID, "conninfo: ");
    assert_refused("host=db.example S3CRET", TEAMSINVITE_E_INVALID, "conninfo: ");
    assert_refused("S3CRET=S3CRET", TEAMSINVITE_E_INVALID, "conninfo: ");
    assert_refused("password='S3CRET", TEAMSINVITE_E_INVALID, "conninfo: ");
    assert_refused(longest, TEAMSINVITE_E_INVALID, "too long");
    assert_refused_with("connect_timeout=soon", TEAMSINVITE_E_INVALID, "connect_timeout");
    teamsinvite_postgres_close(NULL);
    free(longest);
}

static void test_weaker_tls_to_another_machine_is_refused(void **state)
{
    static const char says[] = "verify-full";

    (void)state;
    assert_refused("host=db.example sslmode=require", TEAMSINVITE_E_CONFIG, says);
    assert_refused("host=db.example sslmode=verify-ca", TEAMSINVITE_E_CONFIG, says);
    assert_refused("host=/run/postgresql,db.example sslmode=disable", TEAMSINVITE_E_CONFIG, says);
    assert_refused("host=localhost hostaddr=192.0.2.7 sslmode=prefer", TEAMSINVITE_E_CONFIG, says);
    assert_refused("postgresql://ats:S3CRET@db.example/ats?sslmode=allow", TEAMSINVITE_E_CONFIG, says);
    assert_refused("service=S3CRET", TEAMSINVITE_E_CONFIG, "service");
    assert_refused_with("gssencmode=prefer", TEAMSINVITE_E_CONFIG, "GSS");
}

/* What the string becomes, and that this is in it. */
static void assert_completed(const char *conninfo, const char *setting)
{
    ti_error err = { 0 };
    int64_t timeout_s = 0;
    ti_buf out;

    ti_buf_init(&out, TI_POSTGRES_CONNINFO_MAX);
    assert_int_equal(ti_postgres_complete_conninfo(conninfo, &out, &timeout_s, &err), TEAMSINVITE_OK);
    if (strstr(ti_buf_text(&out), setting) == NULL)
        print_error("%s: %s\n", conninfo, ti_buf_text(&out));
    assert_non_null(strstr(ti_buf_text(&out), setting));
    ti_buf_clear(&out);
}

static void test_tls_is_full_unless_the_way_stays_on_this_machine(void **state)
{
    (void)state;
    assert_completed("host=db.example", " sslmode='verify-full' ");
    assert_completed("host=db.example", " gssencmode='disable' ");
    assert_completed("host=localhost hostaddr=192.0.2.7", " sslmode='verify-full' ");
    assert_completed("host=/tmp,db.example", " sslmode='verify-full' ");
    assert_completed("host=127.example", " sslmode='verify-full' ");
    assert_completed("host=localhost sslmode=disable", " sslmode='disable' ");
    assert_completed("host=/tmp", " sslmode='prefer' ");
    assert_completed("", " sslmode='prefer' ");
    assert_completed("host=127.0.0.1,localhost,::1", " sslmode='prefer' ");
    assert_completed("password='it\\'s \\\\'", "password='it\\'s \\\\'");
}

static void test_environment_leads_nowhere_else_and_lowers_nothing(void **state)
{
    static const char *const variables[][2] = {
        { "PGHOST", "/nowhere" },     { "PGPORT", "1" },
        { "PGDATABASE", "nothing" },  { "PGSSLMODE", "disable" },
        { "PGOPTIONS", "-c nosuchthing=1" }, { "PGGSSENCMODE", "require" },
        { "PGREQUIREPEER", "S3CRET" }, { "PGTARGETSESSIONATTRS", "standby" },
        { "PGCHANNELBINDING", "require" }, { "PGCLIENTENCODING", "nonsense" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
        assert_int_equal(setenv(variables[i][0], variables[i][1], 1), 0);
    assert_opens(server.direct);
    assert_opens(server.pooled);
    assert_completed("host=db.example", " sslmode='verify-full' ");
    for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
        assert_int_equal(unsetenv(variables[i][0]), 0);
}

static void test_password_may_come_from_the_environment(void **state)
{
    char conninfo[160];

    (void)state;
    (void)snprintf(conninfo, sizeof(conninfo), "host=%s dbname=ats user=ats", server.folder);
    assert_int_equal(setenv("PGPASSFILE", "/nowhere", 1), 0);
    assert_refused(conninfo, TEAMSINVITE_E_CONFIG, "there is none");
    assert_int_equal(setenv("PGPASSWORD", "ats-password", 1), 0);
    assert_opens(conninfo);
    assert_int_equal(unsetenv("PGPASSWORD"), 0);
    assert_int_equal(unsetenv("PGPASSFILE"), 0);
}

static void test_server_that_does_not_let_us_in_says_why(void **state)
{
    (void)state;
    assert_refused_with("password=S3CRET", TEAMSINVITE_E_CONFIG, "does not let this user in (PostgreSQL 28P01)");
    assert_refused_with("dbname=S3CRET", TEAMSINVITE_E_CONFIG, "no such database (PostgreSQL 3D000)");
    assert_refused_with("port=S3CRET", TEAMSINVITE_E_STORAGE, "no connection to the server");
    assert_refused_with("port=1", TEAMSINVITE_E_STORAGE, "no connection to the server");
    assert_refused_with("host=/tmp/nowhere", TEAMSINVITE_E_STORAGE, "no connection to the server");
    assert_refused(server.bare, TEAMSINVITE_E_CONFIG, "no right to the table (PostgreSQL 42501)");
}

static void test_peer_that_is_no_postgresql_is_no_connection(void **state)
{
    static const char answer[] = "HTTP/1.1 400 Bad Request\r\nS3CRET: S3CRET\r\n\r\n";
    char conninfo[120];
    raw_server http;

    (void)state;
    raw_server_start(&http, answer, sizeof(answer) - 1, false);
    (void)snprintf(conninfo, sizeof(conninfo), "host=127.0.0.1 port=%u user=ats password=S3CRET connect_timeout=2",
                   http.port);
    assert_refused(conninfo, TEAMSINVITE_E_STORAGE, "");
    raw_server_stop(&http);
    raw_server_start(&http, "S", 1, true); /* yes to TLS, and then nothing */
    (void)snprintf(conninfo, sizeof(conninfo), "host=127.0.0.1 port=%u user=ats password=S3CRET connect_timeout=1",
                   http.port);
    assert_refused(conninfo, TEAMSINVITE_E_STORAGE, "");
    raw_server_stop(&http);
}

static void test_table_that_is_missing_names_the_file_to_run(void **state)
{
    (void)state;
    postgres_server_execute_once(&server, "CREATE DATABASE empty");
    assert_refused_with("dbname=empty", TEAMSINVITE_E_CONFIG, "run postgres.sql");
}

static void test_table_of_another_version_is_refused(void **state)
{
    (void)state;
    postgres_server_execute_once(&server, "UPDATE teamsinvite.schema_version SET version = 2");
    assert_refused(server.direct, TEAMSINVITE_E_CONFIG, "newer version of this library");
    postgres_server_execute_once(&server, "UPDATE teamsinvite.schema_version SET version = 0");
    assert_refused(server.direct, TEAMSINVITE_E_CONFIG, "older than this library");
    postgres_server_execute_once(&server, "DELETE FROM teamsinvite.schema_version");
    assert_refused(server.direct, TEAMSINVITE_E_CONFIG, "not the one that postgres.sql makes");
    postgres_server_execute_once(&server, "INSERT INTO teamsinvite.schema_version VALUES (1)");
    postgres_server_execute_once(&server, "ALTER TABLE teamsinvite.records RENAME due_ms TO due");
    assert_refused(server.direct, TEAMSINVITE_E_CONFIG, "not the one that postgres.sql makes");
    postgres_server_execute_once(&server, "ALTER TABLE teamsinvite.records RENAME due TO due_ms");
    assert_opens(server.direct);
}

/* What is in the table is not trusted. */
static void test_record_that_cannot_be_is_damage(void **state)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    storage_bench b;

    (void)state;
    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records;"
                                          "ALTER TABLE teamsinvite.records DROP CONSTRAINT records_version_check;"
                                          "INSERT INTO teamsinvite.records VALUES ('a', 'v', 0, -3)");
    assert_worked(teamsinvite_postgres_open(server.direct, &postgres, &err), err);
    storage_bench_open(&b, teamsinvite_postgres_handle, postgres);
    assert_int_equal(storage_load(&b, "a"), TI_ANSWER_FAILED);
    assert_int_equal(b.call->io.status, TEAMSINVITE_E_CORRUPT);
    assert_int_equal(storage_list(&b, "", "", 0, 10), TI_ANSWER_FAILED);
    assert_int_equal(b.call->io.status, TEAMSINVITE_E_CORRUPT);
    postgres_server_execute_once(&server, "ALTER TABLE teamsinvite.records ALTER COLUMN due_ms DROP NOT NULL;"
                                          "UPDATE teamsinvite.records SET version = 3, due_ms = NULL");
    assert_int_equal(storage_load(&b, "a"), TI_ANSWER_FAILED);
    assert_int_equal(b.call->io.status, TEAMSINVITE_E_CORRUPT);
    storage_bench_close(&b);
    teamsinvite_postgres_close(postgres);
    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records;"
                                          "ALTER TABLE teamsinvite.records ALTER COLUMN due_ms SET NOT NULL;"
                                          "ALTER TABLE teamsinvite.records ADD CHECK (version >= 1)");
}

static void test_number_of_connections_has_limits(void **state)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    (void)state;
    assert_worked(teamsinvite_postgres_open(server.direct, &postgres, &err), err);
    assert_int_equal(teamsinvite_postgres_set_connections(NULL, 1, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_postgres_set_connections(postgres, 0, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_postgres_set_connections(postgres, 65, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_postgres_set_connections(postgres, 64, NULL), TEAMSINVITE_OK);
    teamsinvite_postgres_close(postgres);
}

static void assert_shown(PGconn *session, const char *sql, const char *wanted)
{
    char *got = postgres_server_ask(session, sql);

    assert_string_equal(got, wanted);
    free(got);
}

/* Who gets the pooler's session next finds it as it was. */
static void test_nothing_is_left_in_the_session(void **state)
{
    storage_bench b;
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    PGconn *next;

    (void)state;
    assert_worked(teamsinvite_postgres_open(server.pooled, &postgres, &err), err);
    storage_bench_open(&b, teamsinvite_postgres_handle, postgres);
    (void)storage_save(&b, "session", TI_SLICE("one"), 0, 0);
    assert_int_equal(storage_load(&b, "session"), TI_ANSWER_DONE);
    assert_int_equal(storage_list(&b, "", "", 0, 10), TI_ANSWER_DONE);
    next = PQconnectdb(server.pooled);
    assert_int_equal(PQstatus(next), CONNECTION_OK);
    assert_shown(next, "SHOW statement_timeout", "0");
    assert_shown(next, "SHOW lock_timeout", "0");
    assert_shown(next, "SHOW search_path", "\"$user\", public");
    assert_shown(next, "SELECT count(*) FROM pg_prepared_statements", "0");
    assert_shown(next, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'", "0");
    assert_shown(next, "SELECT count(*) FROM pg_listening_channels()", "0");
    PQfinish(next);
    assert_int_equal(storage_remove(&b, "session", 1), TI_ANSWER_DONE);
    storage_bench_close(&b);
    teamsinvite_postgres_close(postgres);
}

static void test_role_has_no_right_to_make_or_change_tables(void **state)
{
    static const char *const statements[] = {
        "CREATE TABLE teamsinvite.another (x integer)", "DROP TABLE teamsinvite.records",
        "ALTER TABLE teamsinvite.records ADD x integer", "TRUNCATE teamsinvite.records",
        "UPDATE teamsinvite.schema_version SET version = 9",
    };
    PGconn *ats = PQconnectdb(server.direct);
    PGresult *result;
    size_t i;

    (void)state;
    assert_int_equal(PQstatus(ats), CONNECTION_OK);
    for (i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
        result = PQexec(ats, statements[i]);
        assert_string_equal(PQresultErrorField(result, PG_DIAG_SQLSTATE), "42501");
        PQclear(result);
    }
    PQfinish(ats);
}

/* --- The main job ----------------------------------------------------------- */

static teamsinvite_postgres *records; /* for configure(), which is told nothing */

static teamsinvite_status configure(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_storage(config, teamsinvite_postgres_handle, records, NULL, err);
}

static void do_main_job(const char *conninfo)
{
    teamsinvite_meeting *meeting;
    teamsinvite_meeting *again;
    teamsinvite_error *err = NULL;
    void *state = NULL;
    world *w;

    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records");
    assert_worked(teamsinvite_postgres_open(conninfo, &records, &err), err);
    assert_int_equal(world_setup(&state), 0);
    w = state;
    w->configure = configure;
    world_new_client(w);
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    meeting = world_create(w, w->alice, "interview-1");
    world_new_client(w); /* as another process would find it */
    again = world_create(w, w->alice, "interview-1");
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    assert_int_equal(teamsinvite_memory_count(w->memory), 0);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_free(again);
    assert_int_equal(world_teardown(&state), 0);
    teamsinvite_postgres_close(records);
}

static void test_main_job(void **state)
{
    (void)state;
    do_main_job(server.direct);
}

static void test_main_job_through_a_pooler(void **state)
{
    (void)state;
    do_main_job(server.pooled);
}

static int start_server(void **state)
{
    (void)state;
    postgres_server_start(&server);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    postgres_server_stop(&server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_no_conninfo_is_refused),
        cmocka_unit_test(test_weaker_tls_to_another_machine_is_refused),
        cmocka_unit_test(test_tls_is_full_unless_the_way_stays_on_this_machine),
        cmocka_unit_test(test_environment_leads_nowhere_else_and_lowers_nothing),
        cmocka_unit_test(test_password_may_come_from_the_environment),
        cmocka_unit_test(test_server_that_does_not_let_us_in_says_why),
        cmocka_unit_test(test_peer_that_is_no_postgresql_is_no_connection),
        cmocka_unit_test(test_table_that_is_missing_names_the_file_to_run),
        cmocka_unit_test(test_table_of_another_version_is_refused),
        cmocka_unit_test(test_record_that_cannot_be_is_damage),
        cmocka_unit_test(test_number_of_connections_has_limits),
        cmocka_unit_test(test_nothing_is_left_in_the_session),
        cmocka_unit_test(test_role_has_no_right_to_make_or_change_tables),
        cmocka_unit_test(test_main_job),
        cmocka_unit_test(test_main_job_through_a_pooler),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
