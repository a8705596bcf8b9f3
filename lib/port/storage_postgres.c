/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres.c - records in PostgreSQL: open, close, and the handler. */
#include "port/storage_postgres.h"

#include <stdio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "port/storage_postgres_conninfo.h"

enum { OPEN_TIMEOUT_S = 10, OPEN_TIMEOUT_MAX_S = 3600, DEFAULT_WAIT_MS = 5000 };

static teamsinvite_status fail_with(ti_error *err, const ti_postgres_fault *fault)
{
    char reason[160];

    ti_postgres_describe(fault, reason, sizeof(reason));
    return ti_fail(err, fault->status, "%s", reason);
}

static teamsinvite_status judge_version(const PGresult *result, ti_error *err)
{
    int64_t version = 0;

    if (PQntuples(result) != 1 || !ti_postgres_number(result, 0, 0, &version))
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "the table is not the one that postgres.sql makes");
    if (version > TI_POSTGRES_SCHEMA_VERSION)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "the table was made for a newer version of this library");
    if (version < TI_POSTGRES_SCHEMA_VERSION)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "the table is older than this library: run its postgres.sql");
    return TEAMSINVITE_OK;
}

/* The columns are asked for too, though no row of them: so it is known now whether the role may read them. */
static teamsinvite_status check_schema(teamsinvite_postgres *postgres, int64_t timeout_s, ti_error *err)
{
    const ti_postgres_statement statement = {
        .sql = "SELECT version::bigint, (SELECT count(*) FROM (SELECT key, value, due_ms, version FROM"
               " teamsinvite.records LIMIT 0) AS nothing) FROM teamsinvite.schema_version"
    };
    const ti_postgres_patience patience = { .deadline_ms = ti_postgres_now_ms() + timeout_s * 1000 };
    ti_postgres_fault fault = { 0 };
    PGresult *result = ti_postgres_ask(postgres, &statement, true, &patience, &fault);
    teamsinvite_status status;

    if (result == NULL)
        return fail_with(err, &fault);
    status = judge_version(result, err);
    PQclear(result);
    return status;
}

static teamsinvite_status open_storage(teamsinvite_postgres *postgres, const char *conninfo, ti_error *err)
{
    int64_t timeout_s = 0;
    teamsinvite_status status = ti_postgres_complete_conninfo(conninfo, &postgres->conninfo, &timeout_s, err);

    if (timeout_s <= 0 || timeout_s > OPEN_TIMEOUT_MAX_S)
        timeout_s = OPEN_TIMEOUT_S;
    return status == TEAMSINVITE_OK ? check_schema(postgres, timeout_s, err) : status;
}

teamsinvite_status teamsinvite_postgres_open(const char *conninfo, teamsinvite_postgres **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_postgres *postgres;

    if (out == NULL) {
        (void)ti_fail_parameter(&error, "out", "is NULL");
        return ti_error_give(&error, err);
    }
    *out = NULL;
    postgres = ti_alloc(sizeof(*postgres));
    if (postgres == NULL || ti_postgres_pool_init(postgres, &error) != TEAMSINVITE_OK) {
        ti_free(postgres);
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    postgres->owner = getpid();
    postgres->limit = TEAMSINVITE_POSTGRES_CONNECTIONS;
    ti_buf_init(&postgres->conninfo, TI_POSTGRES_CONNINFO_MAX);
    if (open_storage(postgres, conninfo, &error) == TEAMSINVITE_OK)
        *out = postgres;
    else
        teamsinvite_postgres_close(postgres);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_postgres_set_connections(teamsinvite_postgres *postgres, int32_t limit,
                                                        teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (postgres == NULL)
        (void)ti_fail_parameter(&error, "postgres", "is NULL");
    else if (limit < 1 || limit > TEAMSINVITE_POSTGRES_CONNECTIONS_MAX)
        (void)ti_fail_parameter(&error, "limit", "is not from 1 to %d", (int)TEAMSINVITE_POSTGRES_CONNECTIONS_MAX);
    else
        postgres->limit = limit;
    return ti_error_give(&error, err);
}

void teamsinvite_postgres_close(teamsinvite_postgres *postgres)
{
    if (postgres == NULL)
        return;
    ti_postgres_pool_destroy(postgres);
    ti_buf_clear(&postgres->conninfo);
    ti_free(postgres);
}

void teamsinvite_postgres_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_postgres *postgres = user_data;
    int64_t wait_ms = teamsinvite_io_timeout_ms(io) > 0 ? teamsinvite_io_timeout_ms(io) : DEFAULT_WAIT_MS;
    const ti_postgres_patience patience = { .call = call, .deadline_ms = ti_postgres_now_ms() + wait_ms };

    if (postgres == NULL)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "postgres: is NULL");
    else if (postgres->owner != getpid())
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "it was opened before a fork");
    else
        ti_postgres_perform(postgres, call, io, &patience);
}
