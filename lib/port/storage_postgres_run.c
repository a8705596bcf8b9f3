/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_postgres_run.c - one statement in a transaction of its own, in one
 * round trip.
 *
 * Two statements go out as one pipeline with one Sync behind them, which the
 * server takes for one transaction: the settings, for this transaction alone,
 * and the statement itself. So nothing stays in the session that a pooler may
 * give to somebody else next, and the server gives the statement up by itself
 * before we do, rather than carrying it out when nobody waits for it any more.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "port/storage_postgres_wait.h"

enum { BOOL_OID = 16, BYTEA_OID = 17, INT8_OID = 20, TEXT_OID = 25, LONGEST_MS = 3600 * 1000 };

/* A standby would answer what was, and a role set to be quick would call written what is not yet. */
static const char settings[] =
    "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.set_config('search_path', '', true),"
    " pg_catalog.set_config('statement_timeout', $1, true), pg_catalog.set_config('lock_timeout', $2, true),"
    " pg_catalog.set_config('synchronous_commit', CASE pg_catalog.current_setting('synchronous_commit')"
    " WHEN 'off' THEN 'on' ELSE pg_catalog.current_setting('synchronous_commit') END, true)";

static void bind(ti_postgres_statement *s, Oid type, const char *value, size_t length, int format)
{
    s->types[s->count] = type;
    s->values[s->count] = value;
    s->lengths[s->count] = (int)length;
    s->formats[s->count] = format;
    s->count++;
}

void ti_postgres_bind_text(ti_postgres_statement *s, const char *text)
{
    bind(s, TEXT_OID, text, 0, 0);
}

void ti_postgres_bind_bytes(ti_postgres_statement *s, const void *bytes, size_t length)
{
    bind(s, BYTEA_OID, bytes == NULL ? "" : bytes, length, 1);
}

void ti_postgres_bind_number(ti_postgres_statement *s, int64_t number)
{
    char *text = s->numbers[s->count];

    (void)snprintf(text, TI_POSTGRES_NUMBER_SIZE, "%lld", (long long)number);
    bind(s, INT8_OID, text, 0, 0);
}

static bool send(PGconn *pg, const ti_postgres_statement *s)
{
    return PQsendQueryParams(pg, s->sql, s->count, s->types, s->values, s->lengths, s->formats, 1) == 1;
}

static void bind_ms(ti_postgres_statement *s, int64_t ms)
{
    ti_postgres_bind_number(s, ms < 1 ? 1 : ms > LONGEST_MS ? LONGEST_MS : ms);
    s->types[s->count - 1] = TEXT_OID;
}

/* A lock is given up after four fifths of what is left, the statement after nine tenths. */
static bool send_all(PGconn *pg, const ti_postgres_statement *statement, int64_t left_ms)
{
    ti_postgres_statement first = { .sql = settings };

    bind_ms(&first, left_ms - left_ms / 10);
    bind_ms(&first, left_ms - left_ms / 5);
    return send(pg, &first) && send(pg, statement) && PQpipelineSync(pg) == 1;
}

/* What has come back so far. */
typedef struct exchange {
    PGresult *results[2]; /* of the settings, of the statement */
    size_t count;
    char sqlstate[6]; /* of the first error */
    bool fatal;       /* … which ended the session */
    bool refused;
    bool synced; /* the transaction is over */
} exchange;

static void note_error(exchange *x, const PGresult *result)
{
    const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    x->fatal = x->fatal || severity == NULL || strcmp(severity, "ERROR") != 0;
    if (!x->refused && sqlstate != NULL)
        (void)snprintf(x->sqlstate, sizeof(x->sqlstate), "%s", sqlstate);
    x->refused = true;
}

/* Takes the result. */
static void note(exchange *x, PGresult *result)
{
    switch ((int)PQresultStatus(result)) {
    case PGRES_PIPELINE_SYNC:
        x->synced = true;
        break;
    case PGRES_PIPELINE_ABORTED:
        break;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        if (x->count < 2) {
            x->results[x->count++] = result;
            return;
        }
        break;
    default:
        note_error(x, result);
        break;
    }
    PQclear(result);
}

/* Each statement's results end with a NULL; two in a row mean that nothing more will come. */
static bool take_results(PGconn *pg, exchange *x)
{
    int nothing = 0;

    while (!x->synced && PQisBusy(pg) == 0) {
        PGresult *result = PQgetResult(pg);

        nothing = result == NULL ? nothing + 1 : 0;
        if (nothing > 1)
            return false;
        if (result != NULL)
            note(x, result);
    }
    return true;
}

static ti_postgres_fault lost_fault(void)
{
    return (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE, .reason = "the connection was lost", .lost = true };
}

/* Until the transaction is over; false and *fault when nobody can know how it went. */
static bool converse(PGconn *pg, exchange *x, const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    int unsent;

    *fault = lost_fault();
    while (!x->synced) {
        unsent = PQflush(pg);
        if (!take_results(pg, x))
            return false;
        if (x->synced)
            return true;
        if (unsent < 0 || !ti_postgres_wait(pg, (short)(unsent > 0 ? POLLIN | POLLOUT : POLLIN), patience, fault))
            return false;
        if (PQconsumeInput(pg) != 1 && (!take_results(pg, x) || !x->synced))
            return false;
    }
    return true;
}

/* The first column of the first row is a boolean: whether the server is a standby. */
static bool is_standby(const PGresult *result)
{
    return PQntuples(result) != 1 || PQftype(result, 0) != BOOL_OID || PQgetlength(result, 0, 0) != 1 ||
           PQgetvalue(result, 0, 0)[0] != 0;
}

static bool judge(const exchange *x, ti_postgres_fault *fault)
{
    *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE };
    memcpy(fault->sqlstate, x->sqlstate, sizeof(fault->sqlstate));
    if (x->refused) {
        fault->lost = x->fatal;
        ti_postgres_judge(fault);
    } else if (x->count != 2) {
        fault->reason = "the server answered too little";
        fault->lost = fault->unknown = true;
    } else if (is_standby(x->results[0])) { /* it takes no writes, unless it has just been promoted */
        fault->reason = "the server is a standby, whose answers may be old";
        fault->lost = fault->unknown = true;
    } else {
        return true;
    }
    return false;
}

/* A session that was ended from outside tells why before it goes. */
static void add_last_words(const exchange *x, ti_postgres_fault *fault)
{
    fault->lost = true;
    fault->unknown = true;
    if (x->refused && x->fatal) {
        memcpy(fault->sqlstate, x->sqlstate, sizeof(fault->sqlstate));
        ti_postgres_judge(fault);
    }
}

PGresult *ti_postgres_run(PGconn *pg, const ti_postgres_statement *statement, const ti_postgres_patience *patience,
                          ti_postgres_fault *fault)
{
    exchange x = { 0 };
    PGresult *result = NULL;

    if (!send_all(pg, statement, patience->deadline_ms - ti_postgres_now_ms())) {
        *fault = lost_fault();
        fault->unknown = true; /* some of it may be out */
        return NULL;
    }
    if (!converse(pg, &x, patience, fault)) {
        add_last_words(&x, fault);
    } else if (judge(&x, fault)) {
        result = x.results[1];
        x.results[1] = NULL;
    }
    PQclear(x.results[0]);
    PQclear(x.results[1]);
    return result;
}
