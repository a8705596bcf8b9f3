/* SPDX-License-Identifier: Apache-2.0 */
/* records.c - either storage behind one client, and the ids of who is in it. */
#include "storage/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "common/check.h"

#define CLIENT_ID "11111111-2222-4333-8444-555555555555"
#define HOUR_S 3600
#define HOUR_MS INT64_C(3600000)

void records_open(records *r, const char *where)
{
    teamsinvite_error *err = NULL;

    *r = (records){ 0 };
    if (strchr(where, '=') != NULL) {
        check(teamsinvite_postgres_open(where, &r->postgres, &err), &err, "the database");
        r->handle = teamsinvite_postgres_handle;
        r->storage = r->postgres;
    } else {
        check(teamsinvite_sqlite_open(where, &r->sqlite, &err), &err, "the file");
        r->handle = teamsinvite_sqlite_handle;
        r->storage = r->sqlite;
    }
}

void records_close(records *r)
{
    teamsinvite_sqlite_close(r->sqlite);
    teamsinvite_postgres_close(r->postgres);
}

teamsinvite_client *records_client(const records *r, const char *base_url)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_new(&config, &err), &err, "the config");
    check(teamsinvite_config_set_app(config, CLIENT_ID, "secret", &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", &err), &err, "the redirect URI");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the cloud");
    check(teamsinvite_config_add_key(config, RECORDS_KEY_ID, RECORDS_KEY, strlen(RECORDS_KEY), &err), &err, "the key");
    check(teamsinvite_config_set_storage(config, r->handle, r->storage, NULL, &err), &err, "storage");
    check(teamsinvite_config_set_timeout_ms(config, HOUR_MS, &err), &err, "time for very many records");
    check(teamsinvite_client_new(config, &client, &err), &err, "the client");
    return client;
}

void records_company_id(char id[RECORDS_ID_SIZE], uint64_t number)
{
    (void)snprintf(id, RECORDS_ID_SIZE, "company-%04llu", (unsigned long long)(number / RECORDS_COMPANY_USERS));
}

void records_user_id(char id[RECORDS_ID_SIZE], uint64_t number)
{
    (void)snprintf(id, RECORDS_ID_SIZE, "user-%07llu", (unsigned long long)number);
}

teamsinvite_actor *records_user(uint64_t number)
{
    teamsinvite_actor *actor = NULL;
    teamsinvite_error *err = NULL;
    char company[RECORDS_ID_SIZE];
    char user[RECORDS_ID_SIZE];

    records_company_id(company, number);
    records_user_id(user, number);
    check(teamsinvite_actor_new(company, user, TEAMSINVITE_ROLE_MEMBER, &actor, &err), &err, "the user");
    return actor;
}

teamsinvite_meeting_request *records_meeting(uint64_t number)
{
    int64_t start_ms = (int64_t)time(NULL) / HOUR_S * HOUR_MS + 24 * HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;
    char reference[RECORDS_ID_SIZE];

    (void)snprintf(reference, sizeof(reference), "interview-%llu", (unsigned long long)number);
    check(teamsinvite_meeting_request_new(&request, &err), &err, "the request");
    check(teamsinvite_meeting_request_set_reference(request, reference, &err), &err, "its reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "its times");
    return request;
}

/* A run makes fewer than one in a microsecond. */
uint64_t records_first_meeting(void)
{
    return (uint64_t)bench_wall_us();
}

/* A prime that does not divide their number goes round them all. */
uint64_t records_user_at(const records_order *order, uint64_t turn)
{
    return turn * UINT64_C(7919) % order->real * order->step;
}

records_order records_order_of(const char *users, const char *step)
{
    records_order order = { .step = strtoull(step, NULL, 10) };

    expect(order.step > 0, "the step is a number");
    order.real = (strtoull(users, NULL, 10) + order.step - 1) / order.step;
    expect(order.real > 0, "there are users");
    return order;
}
