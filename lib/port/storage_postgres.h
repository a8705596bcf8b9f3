/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres.h - an open PostgreSQL storage from the inside: its connections, and who may use one when. */
#ifndef TI_PORT_STORAGE_POSTGRES_H
#define TI_PORT_STORAGE_POSTGRES_H

#include <pthread.h>
#include <sys/types.h>

#include <teamsinvite/postgres.h>

#include "base/buf.h"
#include "port/storage_postgres_link.h"

enum { TI_POSTGRES_SCHEMA_VERSION = 1 };

typedef struct ti_postgres_idle {
    PGconn *pg;
    int64_t since_ms; /* monotonic */
} ti_postgres_idle;

struct teamsinvite_postgres {
    ti_buf conninfo; /* holds the password: wiped on close */
    pid_t owner;     /* a forked child must not touch the connections */

    pthread_mutex_t lock; /* for what follows; never held while anybody waits for the server */
    pthread_cond_t freed;
    int32_t limit;
    int32_t open; /* in use, being made, or idle */
    int32_t idle_count;
    ti_postgres_idle idle[TEAMSINVITE_POSTGRES_CONNECTIONS_MAX];
};

/* Lock and condition, on the monotonic clock. */
teamsinvite_status ti_postgres_pool_init(teamsinvite_postgres *postgres, ti_error *err);
void ti_postgres_pool_destroy(teamsinvite_postgres *postgres);

/* A connection that nobody else has until it is given back: an idle one, a new
 * one, or the next that another thread gives back. NULL and *fault on failure. */
PGconn *ti_postgres_borrow(teamsinvite_postgres *postgres, const ti_postgres_patience *patience,
                           ti_postgres_fault *fault);

/* @param lost it is closed rather than used again */
void ti_postgres_give_back(teamsinvite_postgres *postgres, PGconn *pg, bool lost);

/* As ti_postgres_run(), with a connection of the pool, and again where that is
 * safe: up to three times when others were in the way of a transaction, and once,
 * for a read, when the connection was lost. */
PGresult *ti_postgres_ask(teamsinvite_postgres *postgres, const ti_postgres_statement *statement, bool reads,
                          const ti_postgres_patience *patience, ti_postgres_fault *fault);

/* Do what the io asks and answer it. */
void ti_postgres_perform(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                         const ti_postgres_patience *patience);

/* One number of a binary result; false where it is none. */
bool ti_postgres_number(const PGresult *result, int row, int column, int64_t *out);

#endif
