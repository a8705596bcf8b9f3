/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_link.c - one connection to a PostgreSQL server: made with a deadline, and looked at before use. */
#include "port/storage_postgres_link.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>

#include "port/storage_postgres_wait.h"

int64_t ti_postgres_now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static ti_postgres_fault out_of_time(const ti_postgres_patience *patience)
{
    bool cancelled = patience->call != NULL && teamsinvite_call_is_cancelled(patience->call);

    return (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE,
                                .reason = cancelled ? "the call was cancelled" : "the server did not answer in time",
                                .lost = true };
}

bool ti_postgres_wait(PGconn *pg, short events, const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    struct pollfd socket = { .fd = PQsocket(pg), .events = events };
    int64_t left_ms;
    int ready = 0;

    if (socket.fd < 0) {
        *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE,
                                      .reason = "there is no connection",
                                      .lost = true };
        return false;
    }
    while (ready <= 0) {
        left_ms = patience->deadline_ms - ti_postgres_now_ms();
        if (left_ms <= 0 || (patience->call != NULL && teamsinvite_call_is_cancelled(patience->call))) {
            *fault = out_of_time(patience);
            return false;
        }
        ready = poll(&socket, 1, (int)(left_ms < TI_POSTGRES_SLICE_MS ? left_ms : TI_POSTGRES_SLICE_MS));
        if (ready < 0 && errno != EINTR) {
            *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE, .reason = "poll() failed", .lost = true };
            return false;
        }
    }
    return true;
}

/* Notices would go to stderr. */
static void drop_notice(void *unused, const PGresult *notice)
{
    (void)unused;
    (void)notice;
}

/* The connection's error text is "FATAL:  28P01" in the verbosity that we set,
 * with the severity in whatever language; libpq offers no other way to it. */
static void find_sqlstate(const char *text, char out[6])
{
    static const char code[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *colon;

    for (colon = strstr(text, ":  "); colon != NULL; colon = strstr(colon + 1, ":  "))
        if (strspn(colon + 3, code) == 5 && (colon[8] == '\n' || colon[8] == '\0')) {
            memcpy(out, colon + 3, 5);
            out[5] = '\0';
        }
}

/* What libpq says would name host, user and database; how far we came is enough. */
static ti_postgres_fault refused(const PGconn *pg, ConnStatusType stage)
{
    ti_postgres_fault fault = { .status = TEAMSINVITE_E_STORAGE, .lost = true };

    find_sqlstate(PQerrorMessage(pg), fault.sqlstate);
    if (fault.sqlstate[0] != '\0')
        ti_postgres_judge(&fault);
    else if (PQconnectionNeedsPassword(pg) == 1)
        fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_CONFIG, .lost = true,
                                     .reason = "the server wants a password and there is none" };
    else if (stage == CONNECTION_SSL_STARTUP)
        fault.reason = "TLS was not agreed on: see to sslmode, sslrootcert and the server's certificate";
    else if (stage == CONNECTION_AWAITING_RESPONSE || stage == CONNECTION_AUTH_OK)
        fault.reason = "the server ended the connection while it was made";
    else
        fault.reason = "there is no connection to the server";
    return fault;
}

static bool finish_connecting(PGconn *pg, const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    ConnStatusType stage = PQstatus(pg);

    while (state == PGRES_POLLING_WRITING || state == PGRES_POLLING_READING) {
        if (stage == CONNECTION_BAD)
            break;
        if (!ti_postgres_wait(pg, state == PGRES_POLLING_READING ? POLLIN : POLLOUT, patience, fault))
            return false;
        state = PQconnectPoll(pg);
        if (state != PGRES_POLLING_FAILED)
            stage = PQstatus(pg);
    }
    if (state == PGRES_POLLING_OK && PQsetnonblocking(pg, 1) == 0 && PQenterPipelineMode(pg) == 1)
        return true;
    *fault = refused(pg, stage);
    return false;
}

PGconn *ti_postgres_connect(const char *conninfo, const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    PGconn *pg = PQconnectStart(conninfo);

    if (pg == NULL) {
        *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_NO_MEMORY, .lost = true };
        return NULL;
    }
    (void)PQsetNoticeReceiver(pg, drop_notice, NULL);
    (void)PQsetErrorVerbosity(pg, PQERRORS_SQLSTATE);
    if (finish_connecting(pg, patience, fault))
        return pg;
    PQfinish(pg);
    return NULL;
}

bool ti_postgres_is_quiet(PGconn *pg)
{
    struct pollfd socket = { .fd = PQsocket(pg), .events = POLLIN };

    return PQstatus(pg) == CONNECTION_OK && socket.fd >= 0 && poll(&socket, 1, 0) == 0;
}
