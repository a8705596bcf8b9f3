/* SPDX-License-Identifier: Apache-2.0 */
/* postgres_server.h - a PostgreSQL server of one's own, with PgBouncer in transaction mode before it. */
#ifndef TI_TESTS_SUPPORT_POSTGRES_SERVER_H
#define TI_TESTS_SUPPORT_POSTGRES_SERVER_H

#include <libpq-fe.h>

#include "support/process.h"

typedef struct postgres_server {
    process process;
    int commands;
    char folder[64];
    char address[24]; /* where it speaks TLS, as localhost */
    char direct[160]; /* conninfo of the role ats, which may use the table and nothing else */
    char pooled[160]; /* the same through PgBouncer */
    char bare[160];   /* of a role that may do nothing */
} postgres_server;

/* The database is new, and the table is made with our schema file. */
void postgres_server_start(postgres_server *server);
void postgres_server_stop(postgres_server *server);

/* "start", "stop", "kill", "pause" or "resume"; returns when that is done. */
void postgres_server_say(postgres_server *server, const char *command);

/* A plain connection of the database's owner. Close with PQfinish(). */
PGconn *postgres_server_connect(const postgres_server *server);

/* On it, asserted to work; the first column of the first row, or "". Free with free(). */
char *postgres_server_ask(PGconn *owner, const char *sql);
void postgres_server_execute(PGconn *owner, const char *sql);

/* With a connection for this alone. */
void postgres_server_execute_once(const postgres_server *server, const char *sql);

#endif
