/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records.h - the storage that is measured, and who is in it: so many users in
 * companies of a thousand. Every so manyth of them is real and can be used; the
 * ones between have rows of the same form and size, but nothing in them.
 */
#ifndef TI_TESTS_BENCH_STORAGE_RECORDS_H
#define TI_TESTS_BENCH_STORAGE_RECORDS_H

#include <teamsinvite.h>
#include <teamsinvite/postgres.h>
#include <teamsinvite/sqlite.h>

#define RECORDS_KEY_ID "2026"
#define RECORDS_KEY "the key of the benchmark's rows."

enum { RECORDS_COMPANY_USERS = 1000, RECORDS_ID_SIZE = 32 };

typedef struct records {
    teamsinvite_sqlite *sqlite;     /* the one … */
    teamsinvite_postgres *postgres; /* … or the other */
    teamsinvite_handler_fn handle;
    void *storage;
} records;

/* where: a file of SQLite, or a connection string of PostgreSQL. Exits where something does not work. */
void records_open(records *r, const char *where);
void records_close(records *r);

/* With Microsoft at base_url. */
teamsinvite_client *records_client(const records *r, const char *base_url);

/* By the user's number, from 0. */
void records_company_id(char id[RECORDS_ID_SIZE], uint64_t number);
void records_user_id(char id[RECORDS_ID_SIZE], uint64_t number);
teamsinvite_actor *records_user(uint64_t number);

/* For an interview of its own, by its number; from which number on no run before has had any. */
teamsinvite_meeting_request *records_meeting(uint64_t number);
uint64_t records_first_meeting(void);

/* All real ones, each far from the one before, for ever. */
typedef struct records_order {
    uint64_t step; /* every so manyth is real */
    uint64_t real; /* how many there are */
} records_order;

uint64_t records_user_at(const records_order *order, uint64_t turn);

/* From USERS and STEP of a command line. */
records_order records_order_of(const char *users, const char *step);

#endif
