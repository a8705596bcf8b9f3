/* SPDX-License-Identifier: Apache-2.0 */
/* worker_client.c - the worker's client, and the sign-ins that everything else needs. */
#include "worker_client.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite/postgres.h>
#include <teamsinvite/sim.h>
#include <teamsinvite/sqlite.h>

#include "common/browser.h"
#include "common/check.h"

#define SESSION "the-id-of-this-browser-session"

static int64_t tell_time(int32_t which, void *user_data)
{
    const worker *w = user_data;
    struct timespec now = { 0 };
    int64_t us;

    (void)clock_gettime(which == TEAMSINVITE_CLOCK_MONOTONIC ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    us = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
    if (w->speed > 0)
        us = w->since_ms * 1000 + (us - w->since_ms * 1000) * w->speed;
    return us / 1000 + w->ahead_ms;
}

/* Alone nobody sleeps: to wait is to move the clock. Where processes wait for each
 * other they have one clock, a fast one. */
static void pass_time(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    worker *w = user_data;
    int64_t wait_ms = teamsinvite_io_wait_ms(io);
    struct timespec wait = { 0 };

    if (w->speed > 0) {
        wait.tv_sec = (time_t)(wait_ms / w->speed / 1000);
        wait.tv_nsec = (long)(wait_ms * 1000000 / w->speed % 1000000000);
        (void)nanosleep(&wait, NULL);
    } else {
        w->ahead_ms += wait_ms;
    }
    (void)teamsinvite_call_complete_wait(call);
}

static void configure(worker *w, teamsinvite_config *config, const char *base_url)
{
    static const unsigned char key[32] = "the key of the tests for faults.";
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the cloud");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(w->threads > 0 ? teamsinvite_config_set_storage(config, w->point.handle, w->point.storage, NULL, &err)
                         : teamsinvite_config_set_storage(config, failpoint_storage, &w->point, NULL, &err),
          &err, "the storage");
    check(w->threads > 0
              ? teamsinvite_config_set_transport(config, teamsinvite_transport_handle, w->point.transport, NULL, &err)
              : teamsinvite_config_set_transport(config, failpoint_transport, &w->point, NULL, &err),
          &err, "the transport");
    check(teamsinvite_config_set_wait(config, pass_time, w, NULL, &err), &err, "the wait");
    check(teamsinvite_config_set_clock(config, tell_time, w, &err), &err, "the clock");
}

/* A connection string has what no path of the tests has. */
static bool is_conninfo(const char *records)
{
    return strchr(records, '=') != NULL;
}

static void open_records(worker *w, const char *records)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *err = NULL;

    if (is_conninfo(records)) {
        check(teamsinvite_postgres_open(records, &postgres, &err), &err, "open the database");
        w->point.handle = teamsinvite_postgres_handle;
        w->point.storage = postgres;
    } else {
        check(teamsinvite_sqlite_open(records, &sqlite, &err), &err, "open the file");
        w->point.handle = teamsinvite_sqlite_handle;
        w->point.storage = sqlite;
    }
}

void worker_open(worker *w, const char *base_url, const char *records)
{
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;

    open_records(w, records);
    check(teamsinvite_transport_new(&w->point.transport, &err), &err, "make a transport");
    check(teamsinvite_config_new(&config, &err), &err, "make a config");
    configure(w, config, base_url);
    check(teamsinvite_client_new(config, &w->client, &err), &err, "make a client");
    check(teamsinvite_actor_new("acme", "admin", TEAMSINVITE_ROLE_ADMIN, &w->admin, &err), &err, "the administrator");
    check(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &w->alice, &err), &err, "alice");
    check(teamsinvite_actor_new("acme", "bob", TEAMSINVITE_ROLE_MEMBER, &w->bob, &err), &err, "bob");
}

/* Take the browser from `redirect` to Microsoft and back; frees it and gives the next. */
static teamsinvite_redirect *go_there_and_back(worker *w, teamsinvite_redirect *redirect, const char *form)
{
    teamsinvite_redirect *next = NULL;
    teamsinvite_error *err = NULL;
    char *back = browse(teamsinvite_redirect_url(redirect), form);

    check(teamsinvite_redirect_finish(w->client, SESSION, back, &next, &err), &err, "redirect.finish");
    teamsinvite_redirect_free(redirect);
    free(back);
    return next;
}

static void connect_user(worker *w, const teamsinvite_actor *user, const char *form)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_user_connect(w->client, user, SESSION, NULL, &redirect, &err), &err, "user.connect");
    teamsinvite_redirect_free(go_there_and_back(w, redirect, form));
}

void worker_prepare(worker *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_company_enable(w->client, w->admin, SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err), &err,
          "company.enable");
    redirect = go_there_and_back(w, redirect, "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN);
    redirect = go_there_and_back(w, redirect, "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN "&decision=accept");
    expect(teamsinvite_redirect_company_state(redirect) == TEAMSINVITE_COMPANY_ENABLED, "the company is enabled");
    teamsinvite_redirect_free(redirect);
    connect_user(w, w->alice, "account=" TEAMSINVITE_SIM_CONTOSO_ALICE);
    connect_user(w, w->bob, "account=" TEAMSINVITE_SIM_CONTOSO_BOB);
}

void worker_close(worker *w)
{
    teamsinvite_actor_free(w->bob);
    teamsinvite_actor_free(w->alice);
    teamsinvite_actor_free(w->admin);
    teamsinvite_client_free(w->client);
    teamsinvite_transport_free(w->point.transport);
    if (w->point.handle == teamsinvite_postgres_handle)
        teamsinvite_postgres_close(w->point.storage);
    else
        teamsinvite_sqlite_close(w->point.storage);
}
