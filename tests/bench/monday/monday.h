/* SPDX-License-Identifier: Apache-2.0 */
/*
 * monday.h - a Monday morning: thousands of companies, each with its recruiters,
 * who plan their interviews at nine. Everybody has signed in before; the tokens
 * of some have expired over the weekend.
 *
 * Recruiters are numbered; those of a company follow one another. Company 0 has
 * interviews of its own to plan, all at once.
 */
#ifndef TI_TESTS_BENCH_MONDAY_MONDAY_H
#define TI_TESTS_BENCH_MONDAY_MONDAY_H

#include <teamsinvite.h>

#include "base/slice.h"

/* Where records are: a handler, and a way in for what was there before this morning. */
typedef struct monday_storage {
    teamsinvite_handler_fn handle;
    void *records;
    void (*put)(void *records, const char *key, ti_slice sealed); /* at version 1 */
    void (*ready)(void *records);                                 /* nothing more is put in */
    void (*close)(void *records);
} monday_storage;

/* hash_storage.c: in memory, no dearer with many records than with few. */
monday_storage monday_hash_storage(void);

/* sqlite_storage.c: a new file. */
monday_storage monday_sqlite_storage(const char *file);

typedef struct monday_town {
    long companies;
    long recruiters;
    long expired_of; /* of so many recruiters, one's token has expired */
    bool *renewed;   /* those of them who have had a new one since */
} monday_town;

/* people.c */
void monday_settle(const monday_town *town, const monday_storage *storage, teamsinvite_client *client);
teamsinvite_actor *monday_actor(const monday_town *town, long recruiter);
bool monday_is_expired(const monday_town *town, long recruiter);

typedef struct monday_morning monday_morning;

typedef struct monday_wish {
    monday_morning *morning;
    long recruiter;
    int64_t due_us;  /* when it is asked for, from the beginning */
    int64_t took_us; /* from then until it was answered */
    bool bulk;       /* one of company 0's own */
    int answers;     /* 1 in the end */
    teamsinvite_status status;
} monday_wish;

struct monday_morning {
    teamsinvite_client *client;
    const monday_town *town;
    monday_wish *wishes;
    size_t count;
    size_t first; /* number of the first one's interview */
    size_t begun;
    long expired; /* recruiters who have to have a new token */
    teamsinvite_loop *loop;
    int poller;
    double began_us;
    double wall_us;
    double cpu_us;
};

/* plan.c: in the order in which they are due. Yours to free. */
monday_wish *monday_plan(const monday_town *town, size_t count, size_t bulk, int64_t over_ms);

/* morning.c: all of them, on this thread. */
void monday_run(monday_morning *morning);
void monday_reference(char reference[32], const monday_morning *morning, size_t number);

/* What the stub has counted. */
typedef struct monday_seen {
    long tokens;
    long creates;
    long patches;
    long throttled;
    long late;
} monday_seen;

/* seen.c: since `before`. */
monday_seen monday_ask_stub(const char *base_url, const char *ca_file, const monday_seen *before);

/* account.c: how many failed; and that nothing was lost or doubled: if not, it says so on standard error. */
long monday_failed(const monday_morning *morning);
bool monday_account(const monday_morning *morning, const monday_seen *seen);

/* print.c: figures, and on standard error how it went second by second. */
void monday_print(const char *name, const monday_morning *morning, const monday_seen *seen);

#endif
