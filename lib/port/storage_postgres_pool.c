/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_pool.c - a few connections for many threads: made when needed, looked at before use. */
#include "port/storage_postgres.h"

#include <time.h>
#include <unistd.h>

#include "port/storage_postgres_wait.h"

enum { IDLE_MAX_MS = 5 * 60 * 1000, TRANSACTION_TRIES = 4 };

teamsinvite_status ti_postgres_pool_init(teamsinvite_postgres *postgres, ti_error *err)
{
    pthread_condattr_t monotonic;
    bool made = false;

    if (pthread_mutex_init(&postgres->lock, NULL) != 0)
        return ti_fail_no_memory(err);
    if (pthread_condattr_init(&monotonic) == 0) {
        made = pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0 &&
               pthread_cond_init(&postgres->freed, &monotonic) == 0;
        (void)pthread_condattr_destroy(&monotonic);
    }
    if (made)
        return TEAMSINVITE_OK;
    (void)pthread_mutex_destroy(&postgres->lock);
    return ti_fail_no_memory(err);
}

/* In a forked child the connections are the parent's: closing one would say good-bye on its behalf. */
void ti_postgres_pool_destroy(teamsinvite_postgres *postgres)
{
    int32_t i;

    for (i = 0; i < postgres->idle_count && postgres->owner == getpid(); i++)
        PQfinish(postgres->idle[i].pg);
    (void)pthread_cond_destroy(&postgres->freed);
    (void)pthread_mutex_destroy(&postgres->lock);
}

/* The lock is held. False: time is over. */
static bool wait_for_others(teamsinvite_postgres *postgres, const ti_postgres_patience *patience)
{
    int64_t now_ms = ti_postgres_now_ms();
    int64_t until_ms = now_ms + TI_POSTGRES_SLICE_MS;
    struct timespec until;

    if (now_ms >= patience->deadline_ms || (patience->call != NULL && teamsinvite_call_is_cancelled(patience->call)))
        return false;
    if (until_ms > patience->deadline_ms)
        until_ms = patience->deadline_ms;
    until = (struct timespec){ .tv_sec = (time_t)(until_ms / 1000), .tv_nsec = (long)(until_ms % 1000) * 1000000 };
    (void)pthread_cond_timedwait(&postgres->freed, &postgres->lock, &until);
    return true;
}

/* The one that was used last, so that the others grow old and go. NULL: one may be made. */
static bool take(teamsinvite_postgres *postgres, const ti_postgres_patience *patience, ti_postgres_idle *out)
{
    bool got = false;

    (void)pthread_mutex_lock(&postgres->lock);
    while (postgres->idle_count == 0 && postgres->open >= postgres->limit)
        if (!wait_for_others(postgres, patience))
            break;
    if (postgres->idle_count > 0) {
        *out = postgres->idle[--postgres->idle_count];
        got = true;
    } else if (postgres->open < postgres->limit) {
        postgres->open++;
        got = true;
    }
    (void)pthread_mutex_unlock(&postgres->lock);
    return got;
}

PGconn *ti_postgres_borrow(teamsinvite_postgres *postgres, const ti_postgres_patience *patience,
                           ti_postgres_fault *fault)
{
    ti_postgres_idle found = { 0 };

    if (!take(postgres, patience, &found)) {
        *fault = (ti_postgres_fault){ .status = TEAMSINVITE_E_STORAGE_BUSY,
                                      .reason = "all connections are in use for too long" };
        return NULL;
    }
    if (found.pg != NULL && ti_postgres_is_quiet(found.pg) && ti_postgres_now_ms() - found.since_ms < IDLE_MAX_MS)
        return found.pg;
    PQfinish(found.pg);
    found.pg = ti_postgres_connect(ti_buf_text(&postgres->conninfo), patience, fault);
    if (found.pg == NULL)
        ti_postgres_give_back(postgres, NULL, true);
    return found.pg;
}

void ti_postgres_give_back(teamsinvite_postgres *postgres, PGconn *pg, bool lost)
{
    if (lost)
        PQfinish(pg);
    (void)pthread_mutex_lock(&postgres->lock);
    if (lost)
        postgres->open--;
    else
        postgres->idle[postgres->idle_count++] = (ti_postgres_idle){ pg, ti_postgres_now_ms() };
    (void)pthread_cond_signal(&postgres->freed);
    (void)pthread_mutex_unlock(&postgres->lock);
}

static PGresult *ask_once(teamsinvite_postgres *postgres, const ti_postgres_statement *statement,
                          const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    PGconn *pg = ti_postgres_borrow(postgres, patience, fault);
    PGresult *result = NULL;

    if (pg == NULL)
        return NULL;
    *fault = (ti_postgres_fault){ 0 };
    result = ti_postgres_run(pg, statement, patience, fault);
    ti_postgres_give_back(postgres, pg, result == NULL && fault->lost);
    return result;
}

/* Class 40: the transaction was rolled back so that another one could go on. */
static bool was_rolled_back(const ti_postgres_fault *fault)
{
    return fault->sqlstate[0] == '4' && fault->sqlstate[1] == '0' && !fault->unknown;
}

PGresult *ti_postgres_ask(teamsinvite_postgres *postgres, const ti_postgres_statement *statement, bool reads,
                          const ti_postgres_patience *patience, ti_postgres_fault *fault)
{
    PGresult *result = NULL;
    bool again = true;
    bool reconnected = false;
    int tries;

    for (tries = 0; result == NULL && again && tries < TRANSACTION_TRIES; tries++) {
        result = ask_once(postgres, statement, patience, fault);
        again = was_rolled_back(fault) || (reads && fault->unknown && !reconnected);
        reconnected = reconnected || fault->unknown;
        if (reads)
            fault->unknown = false; /* nothing could have been written */
    }
    return result;
}
