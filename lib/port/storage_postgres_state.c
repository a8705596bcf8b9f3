/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_state.c - what the server's refusals mean: each SQLSTATE as one of our statuses, in words. */
#include <stdio.h>
#include <string.h>

#include "port/storage_postgres_wait.h"

typedef struct state_row {
    const char *prefix; /* the class, or a whole SQLSTATE */
    teamsinvite_status status;
    bool lost; /* another connection may find another server */
    const char *reason;
} state_row;

/* The first that fits counts. Nobody in the way but the settings: E_CONFIG, which
 * the handler says as E_STORAGE, for a running host cannot do anything about it. */
static const state_row rows[] = {
    { "55P03", TEAMSINVITE_E_STORAGE_BUSY, false, "the record is locked by somebody else for too long" },
    { "57014", TEAMSINVITE_E_STORAGE_BUSY, false, "the server did not get it done in time" },
    { "40", TEAMSINVITE_E_STORAGE_BUSY, false, "others got in the way" },
    { "53300", TEAMSINVITE_E_STORAGE_BUSY, true, "the server has no connection left" },
    { "57P03", TEAMSINVITE_E_STORAGE_BUSY, true, "the server is starting or stopping" },
    { "57P", TEAMSINVITE_E_STORAGE, true, "the server ended the connection" },
    { "53100", TEAMSINVITE_E_STORAGE, false, "the server's disk is full" },
    { "53", TEAMSINVITE_E_STORAGE, false, "the server is short of something" },
    { "25006", TEAMSINVITE_E_STORAGE, true, "the server takes no writes" },
    { "28", TEAMSINVITE_E_CONFIG, true, "the server does not let this user in" },
    { "3D000", TEAMSINVITE_E_CONFIG, true, "there is no such database" },
    { "42501", TEAMSINVITE_E_CONFIG, false, "the role has no right to the table" },
    { "3F000", TEAMSINVITE_E_CONFIG, false, "the table is not there: run postgres.sql" },
    { "42P01", TEAMSINVITE_E_CONFIG, false, "the table is not there: run postgres.sql" },
    { "42703", TEAMSINVITE_E_CONFIG, false, "the table is not the one that postgres.sql makes" },
    { "XX001", TEAMSINVITE_E_CORRUPT, false, "the server found damaged data" },
    { "XX002", TEAMSINVITE_E_CORRUPT, false, "the server found a damaged index" },
    { "08", TEAMSINVITE_E_STORAGE, true, "the connection failed" },
    { "", TEAMSINVITE_E_STORAGE, true, "the server refused it" },
};

void ti_postgres_judge(ti_postgres_fault *fault)
{
    const state_row *row = rows;

    while (strncmp(fault->sqlstate, row->prefix, strlen(row->prefix)) != 0)
        row++;
    fault->status = row->status;
    fault->reason = row->reason;
    fault->lost = fault->lost || row->lost;
}

void ti_postgres_describe(const ti_postgres_fault *fault, char *out, size_t size)
{
    const char *reason = fault->reason == NULL ? "there is no memory" : fault->reason;
    const char *more = fault->unknown ? "; whether it was written is not known" : "";

    if (fault->sqlstate[0] == '\0')
        (void)snprintf(out, size, "%s%s", reason, more);
    else
        (void)snprintf(out, size, "%s (PostgreSQL %s)%s", reason, fault->sqlstate, more);
}
