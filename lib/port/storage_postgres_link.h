/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_postgres_link.h - one connection to a PostgreSQL server: made, asked,
 * and never waited for longer than somebody has time.
 */
#ifndef TI_PORT_STORAGE_POSTGRES_LINK_H
#define TI_PORT_STORAGE_POSTGRES_LINK_H

#include <libpq-fe.h>

#include <teamsinvite/call.h>

#include "base/error.h"

/* Until when one waits, and for whom. */
typedef struct ti_postgres_patience {
    const teamsinvite_call *call; /* may be cancelled; NULL on opening */
    int64_t deadline_ms;          /* monotonic */
} ti_postgres_patience;

/* Why there is no result. */
typedef struct ti_postgres_fault {
    teamsinvite_status status;
    const char *reason; /* static text */
    char sqlstate[6];   /* "" where the server did not say why */
    bool lost;          /* the connection is of no use any more … */
    bool unknown;       /* … and nobody knows whether the statement was carried out */
} ti_postgres_fault;

enum { TI_POSTGRES_PARAMETERS_MAX = 5, TI_POSTGRES_NUMBER_SIZE = 24 };

/* One statement with what is bound to its parameters; text and bytes are borrowed. */
typedef struct ti_postgres_statement {
    const char *sql;
    int count;
    Oid types[TI_POSTGRES_PARAMETERS_MAX];
    const char *values[TI_POSTGRES_PARAMETERS_MAX];
    int lengths[TI_POSTGRES_PARAMETERS_MAX];
    int formats[TI_POSTGRES_PARAMETERS_MAX];
    char numbers[TI_POSTGRES_PARAMETERS_MAX][TI_POSTGRES_NUMBER_SIZE];
} ti_postgres_statement;

void ti_postgres_bind_text(ti_postgres_statement *s, const char *text);
void ti_postgres_bind_bytes(ti_postgres_statement *s, const void *bytes, size_t length);
void ti_postgres_bind_number(ti_postgres_statement *s, int64_t number);

int64_t ti_postgres_now_ms(void);

/* NULL and *fault where there is none to be had. Free with PQfinish(). */
PGconn *ti_postgres_connect(const char *conninfo, const ti_postgres_patience *patience, ti_postgres_fault *fault);

/* Whether an idle connection is still good, without asking the server: it has
 * not been closed, and nothing came that nobody had asked for. */
bool ti_postgres_is_quiet(PGconn *pg);

/*
 * One statement in a transaction of its own, committed when this returns a
 * result; columns are binary. The server gives it up a little before the
 * deadline. NULL and *fault on failure; then nothing was changed, unless
 * fault->unknown. Free with PQclear().
 */
PGresult *ti_postgres_run(PGconn *pg, const ti_postgres_statement *statement, const ti_postgres_patience *patience,
                          ti_postgres_fault *fault);

/* "the record is locked by somebody else (PostgreSQL 55P03)", cut to fit. */
void ti_postgres_describe(const ti_postgres_fault *fault, char *out, size_t size);

#endif
