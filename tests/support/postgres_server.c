/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_server.c - a PostgreSQL server of one's own: what the script beside this file makes, from C. */
#include "support/postgres_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void await(postgres_server *server)
{
    char done[24];

    (void)snprintf(done, sizeof(done), "done %d", server->commands);
    assert_true(process_read_until(&server->process, done));
}

/* What stands behind the word at the beginning of a line. */
static void copy_said(const postgres_server *server, const char *word, char *out, size_t size)
{
    const char *found = strstr(server->process.output, word);
    size_t length;

    assert_non_null(found);
    found += strlen(word);
    length = strcspn(found, "\n");
    assert_in_range(length, 1, size - 1);
    memcpy(out, found, length);
    out[length] = '\0';
}

/* Tests run in the folder tests/. */
void postgres_server_start(postgres_server *server)
{
    static const char *const argv[] = { "/bin/bash", "support/postgres_server.sh",
                                        "../lib/port/storage_postgres_schema.sql", NULL };

    *server = (postgres_server){ .commands = 0 };
    process_start(&server->process, argv);
    await(server);
    copy_said(server, "folder ", server->folder, sizeof(server->folder));
    copy_said(server, "address ", server->address, sizeof(server->address));
    (void)snprintf(server->direct, sizeof(server->direct),
                   "host=%s port=5432 dbname=ats user=ats password=ats-password",
                   server->folder);
    (void)snprintf(server->pooled, sizeof(server->pooled),
                   "host=%s port=6432 dbname=ats user=ats password=ats-password",
                   server->folder);
    (void)snprintf(server->bare, sizeof(server->bare), "host=%s port=5432 dbname=ats user=bare password=bare-password",
                   server->folder);
}

void postgres_server_stop(postgres_server *server)
{
    (void)close(server->process.in);
    server->process.in = -1;
    process_wait(&server->process);
    assert_int_equal(server->process.exit_code, 0);
    process_free(&server->process);
    assert_int_not_equal(access(server->folder, F_OK), 0);
}

void postgres_server_say(postgres_server *server, const char *command)
{
    server->commands++;
    process_say(&server->process, command);
    process_say(&server->process, "\n");
    await(server);
}

PGconn *postgres_server_connect(const postgres_server *server)
{
    char conninfo[160];
    PGconn *owner;

    (void)snprintf(conninfo, sizeof(conninfo), "host=%s port=5432 dbname=ats user=owner password=owner-password",
                   server->folder);
    owner = PQconnectdb(conninfo);
    if (PQstatus(owner) != CONNECTION_OK)
        print_error("%s\n", PQerrorMessage(owner));
    assert_int_equal(PQstatus(owner), CONNECTION_OK);
    return owner;
}

char *postgres_server_ask(PGconn *owner, const char *sql)
{
    PGresult *result = PQexec(owner, sql);
    const char *text = "";
    char *copy;

    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0)
        text = PQgetvalue(result, 0, 0);
    else if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s", PQresultErrorMessage(result));
    copy = malloc(strlen(text) + 1);
    assert_non_null(copy);
    memcpy(copy, text, strlen(text) + 1);
    PQclear(result);
    return copy;
}

void postgres_server_execute(PGconn *owner, const char *sql)
{
    free(postgres_server_ask(owner, sql));
}

void postgres_server_execute_once(const postgres_server *server, const char *sql)
{
    PGconn *owner = postgres_server_connect(server);

    postgres_server_execute(owner, sql);
    PQfinish(owner);
}
