/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_verbs.c - each verb as one statement, and its result as an answer. */
#include "port/storage_postgres.h"

#include <string.h>

#include <teamsinvite/storage.h>

enum { BYTEA_OID = 17, INT8_OID = 20, TEXT_OID = 25, REASON_SIZE = 160, REMOVE_TRIES = 3 };

static const char load_sql[] = "SELECT value, version, due_ms FROM teamsinvite.records WHERE key = $1";
static const char insert_sql[] = "INSERT INTO teamsinvite.records (key, value, due_ms, version) VALUES ($1, $2, $3, 1)"
                                 " ON CONFLICT (key) DO NOTHING";
static const char update_sql[] = "UPDATE teamsinvite.records SET value = $2, due_ms = $3, version = version + 1"
                                 " WHERE key = $1 AND version = $4";
static const char remove_sql[] = "WITH gone AS (DELETE FROM teamsinvite.records WHERE key = $1 AND version = $2"
                                 " RETURNING version)"
                                 " SELECT (SELECT count(*) FROM gone),"
                                 " coalesce((SELECT version FROM teamsinvite.records WHERE key = $1), 0)";
static const char list_sql[] = "SELECT key, version, due_ms FROM teamsinvite.records"
                               " WHERE key > $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4";
static const char list_due_sql[] = "SELECT key, version, due_ms FROM teamsinvite.records"
                                   " WHERE key > $1 AND key >= $2 AND key < $3 AND due_ms > 0 AND due_ms <= $5"
                                   " ORDER BY key LIMIT $4";

static void answer_failure(teamsinvite_call *call, const ti_postgres_fault *fault)
{
    char reason[REASON_SIZE];

    ti_postgres_describe(fault, reason, sizeof(reason));
    /* A running host cannot mend settings: to it the storage has failed. */
    (void)teamsinvite_call_complete_failed(
        call, fault->status == TEAMSINVITE_E_CONFIG ? TEAMSINVITE_E_STORAGE : fault->status, reason);
}

static void answer_damage(teamsinvite_call *call, const char *reason)
{
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_CORRUPT, reason);
}

/* PostgreSQL sends eight bytes, the highest first. */
bool ti_postgres_number(const PGresult *result, int row, int column, int64_t *out)
{
    uint64_t number = 0;
    const char *bytes;
    int i;

    if (PQftype(result, column) != INT8_OID || PQgetlength(result, row, column) != 8)
        return false;
    bytes = PQgetvalue(result, row, column);
    for (i = 0; i < 8; i++)
        number = number << 8 | (unsigned char)bytes[i];
    memcpy(out, &number, sizeof(*out));
    return true;
}

static void answer_record(teamsinvite_call *call, const PGresult *result)
{
    int64_t version = 0;
    int64_t due_ms = 0;

    if (PQnfields(result) != 3 || PQftype(result, 0) != BYTEA_OID || !ti_postgres_number(result, 0, 1, &version) ||
        !ti_postgres_number(result, 0, 2, &due_ms) ||
        teamsinvite_call_complete_load(call, PQgetvalue(result, 0, 0), (size_t)PQgetlength(result, 0, 0), version,
                                       due_ms) != TEAMSINVITE_OK)
        answer_damage(call, "a record has no possible version or time");
}

static void load(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                 const ti_postgres_patience *patience)
{
    ti_postgres_statement s = { .sql = load_sql };
    ti_postgres_fault fault = { 0 };
    PGresult *result;

    ti_postgres_bind_text(&s, teamsinvite_io_key(io));
    result = ti_postgres_ask(postgres, &s, true, patience, &fault);
    if (result == NULL)
        answer_failure(call, &fault);
    else if (PQntuples(result) == 0)
        (void)teamsinvite_call_complete_missing(call);
    else
        answer_record(call, result);
    PQclear(result);
}

static void save(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                 const ti_postgres_patience *patience)
{
    int64_t expected = teamsinvite_io_expected_version(io);
    ti_postgres_statement s = { .sql = expected == 0 ? insert_sql : update_sql };
    ti_postgres_fault fault = { 0 };
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);
    PGresult *result;

    ti_postgres_bind_text(&s, teamsinvite_io_key(io));
    ti_postgres_bind_bytes(&s, value, length);
    ti_postgres_bind_number(&s, teamsinvite_io_due_ms(io));
    if (expected != 0)
        ti_postgres_bind_number(&s, expected);
    result = ti_postgres_ask(postgres, &s, false, patience, &fault);
    if (result == NULL)
        answer_failure(call, &fault);
    else if (strcmp(PQcmdTuples(result), "1") == 0)
        (void)teamsinvite_call_complete_save(call);
    else
        (void)teamsinvite_call_complete_conflict(call);
    PQclear(result);
}

typedef enum removal { REMOVAL_FAILED, REMOVAL_DONE, REMOVAL_CONFLICT, REMOVAL_MISSING, REMOVAL_OVERTAKEN } removal;

/* The second column is of the moment when the statement began. A record that was at
 * the expected version then and was not deleted has been changed by another one
 * meanwhile, or deleted: which of the two only a new statement can see. */
static removal judge_removal(const PGresult *result, int64_t expected)
{
    int64_t gone = 0;
    int64_t version = 0;

    if (PQntuples(result) != 1 || PQnfields(result) != 2 || !ti_postgres_number(result, 0, 0, &gone) ||
        !ti_postgres_number(result, 0, 1, &version))
        return REMOVAL_FAILED;
    if (gone == 1)
        return REMOVAL_DONE;
    if (version == 0)
        return REMOVAL_MISSING;
    return version == expected ? REMOVAL_OVERTAKEN : REMOVAL_CONFLICT;
}

static removal remove_once(teamsinvite_postgres *postgres, const teamsinvite_io *io,
                           const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    ti_postgres_statement s = { .sql = remove_sql };
    removal outcome = REMOVAL_FAILED;
    PGresult *result;

    ti_postgres_bind_text(&s, teamsinvite_io_key(io));
    ti_postgres_bind_number(&s, teamsinvite_io_expected_version(io));
    result = ti_postgres_ask(postgres, &s, false, patience, fault);
    if (result != NULL)
        outcome = judge_removal(result, teamsinvite_io_expected_version(io));
    if (result != NULL && outcome == REMOVAL_FAILED)
        *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE, .reason = "the server answered something else",
                                      .unknown = true };
    PQclear(result);
    return outcome;
}

static void remove_record(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                          const ti_postgres_patience *patience)
{
    ti_postgres_fault fault = { 0 };
    removal outcome = REMOVAL_OVERTAKEN;
    int tries;

    for (tries = 0; outcome == REMOVAL_OVERTAKEN && tries < REMOVE_TRIES; tries++)
        outcome = remove_once(postgres, io, patience, &fault);
    switch (outcome) {
    case REMOVAL_DONE:
        (void)teamsinvite_call_complete_remove(call);
        break;
    case REMOVAL_MISSING:
        (void)teamsinvite_call_complete_missing(call);
        break;
    case REMOVAL_CONFLICT:
    case REMOVAL_OVERTAKEN:
        (void)teamsinvite_call_complete_conflict(call);
        break;
    case REMOVAL_FAILED:
    default:
        answer_failure(call, &fault);
        break;
    }
}

/* Keys are ASCII and end before DEL, so a prefix's last byte can always be raised. */
static void bind_range(ti_postgres_statement *s, const teamsinvite_io *io, char end[TEAMSINVITE_KEY_MAX + 1])
{
    const char *prefix = teamsinvite_io_prefix(io);
    size_t length = strnlen(prefix, TEAMSINVITE_KEY_MAX);

    memcpy(end, prefix, length);
    if (length == 0)
        end[length++] = '\x7f';
    else
        end[length - 1]++;
    end[length] = '\0';
    ti_postgres_bind_text(s, teamsinvite_io_after_key(io));
    ti_postgres_bind_text(s, prefix);
    ti_postgres_bind_text(s, end);
}

static teamsinvite_status add_items(teamsinvite_call *call, const PGresult *result)
{
    teamsinvite_status status = TEAMSINVITE_OK;
    int64_t version = 0;
    int64_t due_ms = 0;
    int i;

    if (PQnfields(result) != 3 || PQftype(result, 0) != TEXT_OID)
        return TEAMSINVITE_E_INVALID;
    for (i = 0; i < PQntuples(result) && status == TEAMSINVITE_OK; i++) {
        if (!ti_postgres_number(result, i, 1, &version) || !ti_postgres_number(result, i, 2, &due_ms))
            return TEAMSINVITE_E_INVALID;
        status = teamsinvite_call_add_item(call, PQgetvalue(result, i, 0), version, due_ms);
    }
    return status;
}

static void list(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                 const ti_postgres_patience *patience)
{
    int64_t due_before = teamsinvite_io_due_before_ms(io);
    ti_postgres_statement s = { .sql = due_before == 0 ? list_sql : list_due_sql };
    ti_postgres_fault fault = { 0 };
    char end[TEAMSINVITE_KEY_MAX + 1];
    teamsinvite_status status;
    PGresult *result;

    bind_range(&s, io, end);
    ti_postgres_bind_number(&s, (int64_t)teamsinvite_io_limit(io));
    if (due_before != 0)
        ti_postgres_bind_number(&s, due_before);
    result = ti_postgres_ask(postgres, &s, true, patience, &fault);
    if (result == NULL) {
        answer_failure(call, &fault);
        return;
    }
    status = add_items(call, result);
    if (status == TEAMSINVITE_E_NO_MEMORY)
        (void)teamsinvite_call_complete_failed(call, status, NULL);
    else if (status != TEAMSINVITE_OK)
        answer_damage(call, "a record has no possible key or version");
    else
        (void)teamsinvite_call_complete_list(call);
    PQclear(result);
}

void ti_postgres_perform(teamsinvite_postgres *postgres, teamsinvite_call *call, const teamsinvite_io *io,
                         const ti_postgres_patience *patience)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_LOAD:
        load(postgres, call, io, patience);
        break;
    case TEAMSINVITE_IO_SAVE:
        save(postgres, call, io, patience);
        break;
    case TEAMSINVITE_IO_REMOVE:
        remove_record(postgres, call, io, patience);
        break;
    case TEAMSINVITE_IO_LIST:
        list(postgres, call, io, patience);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a storage does not do this");
        break;
    }
}
