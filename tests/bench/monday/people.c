/* SPDX-License-Identifier: Apache-2.0 */
/* people.c - companies and recruiters as the library would have left them on Friday, each record sealed for itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/client.h"
#include "common/check.h"
#include "monday.h"
#include "record/company_record.h"
#include "record/connection_record.h"
#include "record/key.h"
#include "vault/seal.h"

#define HOUR_MS INT64_C(3600000)

enum { ACCESS_TOKEN_BYTES = 2500, REFRESH_TOKEN_BYTES = 1200, ID_ROOM = 32, GUID_ROOM = 37 };

/* What is filled again for each record. */
typedef struct pen {
    const monday_storage *storage;
    teamsinvite_client *client;
    ti_arena arena; /* of the keys */
    ti_buf plain;
    ti_buf sealed;
} pen;

static void name_company(char id[ID_ROOM], const monday_town *town, long recruiter)
{
    (void)snprintf(id, ID_ROOM, "company-%05ld", recruiter / (town->recruiters / town->companies));
}

/* Digits of its own for each. */
static void make_guid(char guid[GUID_ROOM], const char *begin, long number)
{
    (void)snprintf(guid, GUID_ROOM, "%.8s-0000-4000-8000-%012lu", begin, (unsigned long)number % 1000000000);
}

static void name_recruiter(char id[ID_ROOM], long recruiter)
{
    (void)snprintf(id, ID_ROOM, "recruiter-%06ld", recruiter);
}

bool monday_is_expired(const monday_town *town, long recruiter)
{
    return recruiter % town->expired_of == 0;
}

static void write_record(pen *p, const char *key)
{
    const ti_place place = { .key = key, .version = 1 };
    ti_error error = { 0 };

    ti_buf_reset(&p->sealed);
    expect(key != NULL && ti_seal(&p->sealed, ti_buf_slice(&p->plain), &place, &p->client->config->ring,
                                  ti_client_random_source(p->client), &error) == TEAMSINVITE_OK,
           "a record sealed");
    p->storage->put(p->storage->records, key, ti_buf_slice(&p->sealed));
    ti_arena_clear(&p->arena);
}

static void enter_company(pen *p, const monday_town *town, long first_recruiter)
{
    ti_company_record record = { .state = TEAMSINVITE_COMPANY_ENABLED,
                                 .mode = TEAMSINVITE_MODE_DELEGATED,
                                 .consented = true };
    char id[ID_ROOM];

    name_company(id, town, first_recruiter);
    make_guid(record.tenant, "aaaaaaaa", first_recruiter);
    expect(ti_company_record_write(&p->plain, &record), "a company's record written");
    write_record(p, ti_key_company(&p->arena, id));
}

/* One of their own for each. */
static void fill_token(char *token, size_t length, long recruiter)
{
    int written = snprintf(token, length, "%ld.", recruiter);

    memset(token + written, 'A' + (int)(recruiter % 26), length - (size_t)written);
}

static void enter_recruiter(pen *p, const monday_town *town, long recruiter)
{
    static char access_token[ACCESS_TOKEN_BYTES + 1];
    static char refresh_token[REFRESH_TOKEN_BYTES + 1];
    int64_t now_ms = ti_client_now(p->client, TEAMSINVITE_CLOCK_WALL);
    int64_t left_ms = monday_is_expired(town, recruiter) ? -48 * HOUR_MS : HOUR_MS;
    ti_connection_record record;
    char company[ID_ROOM];
    char user[ID_ROOM];
    char oid[GUID_ROOM];

    fill_token(access_token, ACCESS_TOKEN_BYTES, recruiter);
    fill_token(refresh_token, REFRESH_TOKEN_BYTES, recruiter);
    name_company(company, town, recruiter);
    name_recruiter(user, recruiter);
    make_guid(oid, "bbbbbbbb", recruiter);
    ti_connection_record_begin(&record, oid, now_ms - 72 * HOUR_MS);
    record.access_token = access_token;
    record.refresh_token = refresh_token;
    record.expires_at_ms = now_ms + left_ms;
    record.refresh_at_ms = record.expires_at_ms - HOUR_MS / 12;
    expect(ti_connection_record_write(&p->plain, &record), "a recruiter's record written");
    write_record(p, ti_key_user(&p->arena, company, user));
}

void monday_settle(const monday_town *town, const monday_storage *storage, teamsinvite_client *client)
{
    pen p = { .storage = storage, .client = client };
    long recruiter;

    ti_arena_init(&p.arena);
    ti_buf_init(&p.plain, TI_PLAIN_MAX);
    ti_buf_init(&p.sealed, TEAMSINVITE_VALUE_MAX);
    for (recruiter = 0; recruiter < town->recruiters; recruiter++) {
        if (recruiter % (town->recruiters / town->companies) == 0)
            enter_company(&p, town, recruiter);
        enter_recruiter(&p, town, recruiter);
    }
    ti_buf_clear(&p.plain);
    ti_buf_clear(&p.sealed);
    storage->ready(storage->records);
}

teamsinvite_actor *monday_actor(const monday_town *town, long recruiter)
{
    teamsinvite_actor *actor = NULL;
    teamsinvite_error *err = NULL;
    char company[ID_ROOM];
    char user[ID_ROOM];

    name_company(company, town, recruiter);
    name_recruiter(user, recruiter);
    check(teamsinvite_actor_new(company, user, TEAMSINVITE_ROLE_MEMBER, &actor, &err), &err, "a recruiter");
    return actor;
}
