/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plant.c - the program bench-storage-plant: real companies and users, as SQL.
 *
 *     bench-storage-plant WHERE USERS STEP | sqlite3 FILE
 *
 * Sees to it that the table is there, and prints every STEPth of so many users,
 * with a token that is good for a day, and their companies. All of it is sealed as
 * the library does it, which takes functions that are not public.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "base/base64.h"
#include "common/check.h"
#include "port/system.h"
#include "record/company_record.h"
#include "record/connection_record.h"
#include "record/key.h"
#include "storage/records.h"
#include "vault/seal.h"

enum { ACCESS_TOKEN_BYTES = 2500, REFRESH_TOKEN_BYTES = 1200, RECORD_MAX = 8192 };

#define DAY_MS INT64_C(86400000)

typedef struct plant {
    bool postgres;
    ti_keyring ring;
    ti_arena arena;
    ti_buf plain;
    ti_buf sealed;
    ti_buf hex;
} plant;

static bool fill_random(void *bytes, size_t length, void *user_data)
{
    return ti_system_random(bytes, length, user_data) != 0;
}

/* What stands in p->plain, sealed for this key and printed. */
static void print_row(plant *p, const char *key)
{
    const ti_place place = { .key = key, .version = 1 };
    const ti_random random = { .fill = fill_random };
    ti_error error = { 0 };
    teamsinvite_status status;

    expect(key != NULL, "there is memory for a key");
    status = ti_seal(&p->sealed, ti_buf_slice(&p->plain), &place, &p->ring, random, &error);
    expect(status == TEAMSINVITE_OK, "a record is sealed");
    ti_buf_reset(&p->hex);
    expect(ti_hex_encode(&p->hex, ti_buf_slice(&p->sealed)), "its bytes are printed");
    if (p->postgres)
        printf("INSERT INTO teamsinvite.records (key, value, due_ms, version) VALUES ('%s', '\\x%s', 0, 1);\n", key,
               ti_buf_text(&p->hex));
    else
        printf("INSERT INTO records (key, value, due_ms, version) VALUES ('%s', X'%s', 0, 1);\n", key,
               ti_buf_text(&p->hex));
}

static void print_company(plant *p, uint64_t number)
{
    static const ti_company_record record = { .state = TEAMSINVITE_COMPANY_ENABLED,
                                              .mode = TEAMSINVITE_MODE_DELEGATED,
                                              .consented = true,
                                              .tenant = "aaaaaaaa-0000-0000-0000-000000000001" };
    char id[RECORDS_ID_SIZE];

    records_company_id(id, number);
    expect(ti_company_record_write(&p->plain, &record), "a company is written");
    print_row(p, ti_key_company(&p->arena, id));
}

static void print_user(plant *p, uint64_t number)
{
    static char access_token[ACCESS_TOKEN_BYTES + 1];
    static char refresh_token[REFRESH_TOKEN_BYTES + 1];
    int64_t now_ms = ti_system_clock(TEAMSINVITE_CLOCK_WALL, NULL);
    ti_connection_record record;
    char company[RECORDS_ID_SIZE];
    char user[RECORDS_ID_SIZE];

    memset(access_token, 'a', ACCESS_TOKEN_BYTES);
    memset(refresh_token, 'r', REFRESH_TOKEN_BYTES);
    ti_connection_record_begin(&record, "bbbbbbbb-0000-0000-0000-000000000001", now_ms);
    record.access_token = access_token;
    record.refresh_token = refresh_token;
    record.expires_at_ms = record.refresh_at_ms = now_ms + DAY_MS;
    records_company_id(company, number);
    records_user_id(user, number);
    expect(ti_connection_record_write(&p->plain, &record), "a user is written");
    print_row(p, ti_key_user(&p->arena, company, user));
}

static void print_all(plant *p, uint64_t users, uint64_t step)
{
    uint64_t last_company = UINT64_MAX;
    uint64_t i;

    printf("BEGIN;\n");
    for (i = 0; i < users; i += step) {
        if (i / RECORDS_COMPANY_USERS != last_company)
            print_company(p, i);
        last_company = i / RECORDS_COMPANY_USERS;
        print_user(p, i);
    }
    printf("COMMIT;\n");
}

static void begin(plant *p, bool postgres)
{
    ti_error error = { 0 };

    *p = (plant){ .postgres = postgres };
    expect(ti_keyring_add(&p->ring, RECORDS_KEY_ID, RECORDS_KEY, strlen(RECORDS_KEY), &error) == TEAMSINVITE_OK,
           "there is a key");
    ti_arena_init(&p->arena);
    ti_buf_init(&p->plain, RECORD_MAX);
    ti_buf_init(&p->sealed, RECORD_MAX);
    ti_buf_init(&p->hex, 2 * RECORD_MAX);
}

static void end(plant *p)
{
    ti_keyring_wipe(&p->ring);
    ti_arena_clear(&p->arena);
    ti_buf_clear(&p->plain);
    ti_buf_clear(&p->sealed);
    ti_buf_clear(&p->hex);
}

int main(int argc, char **argv)
{
    records r;
    plant p;

    if (argc != 4) {
        (void)fprintf(stderr, "bench-storage-plant WHERE USERS STEP\n");
        return 2;
    }
    records_open(&r, argv[1]);
    begin(&p, r.postgres != NULL);
    records_close(&r);
    print_all(&p, strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
    end(&p);
    return 0;
}
