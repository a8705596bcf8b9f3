/* SPDX-License-Identifier: Apache-2.0 */
/* ats.c - a client with storage in memory, and the sign-ins of two companies, which block. */
#include "common/ats.h"

#include <stdlib.h>

#include <teamsinvite/sim.h>

#include "common/browser.h"
#include "common/check.h"

#define SESSION "the-id-of-this-browser-session"

/* A real host keeps its key outside of the database, and has it from a secret store. */
static void make_client(ats *a, const char *base_url)
{
    static const unsigned char key[32] = "the key of this demonstration...";
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_memory_new(&a->memory, &err), &err, "make the storage");
    check(teamsinvite_transport_new(&a->transport, &err), &err, "make the transport");
    check(teamsinvite_config_new(&config, &err), &err, "make a config");
    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the cloud");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(teamsinvite_config_set_storage(config, teamsinvite_memory_handle, a->memory, NULL, &err), &err, "storage");
    check(teamsinvite_config_set_transport(config, teamsinvite_transport_handle, a->transport, NULL, &err), &err,
          "the transport");
    check(teamsinvite_client_new(config, &a->client, &err), &err, "make a client");
}

/* Take the browser from `redirect` to Microsoft and back; frees it and gives the next. */
static teamsinvite_redirect *go_there_and_back(const ats *a, teamsinvite_redirect *redirect, const char *form)
{
    teamsinvite_redirect *next = NULL;
    teamsinvite_error *err = NULL;
    char *back = browse(teamsinvite_redirect_url(redirect), form);

    check(teamsinvite_redirect_finish(a->client, SESSION, back, &next, &err), &err, "redirect.finish");
    teamsinvite_redirect_free(redirect);
    free(back);
    return next;
}

static void enable(const ats *a, const char *company, const char *sign_in, const char *consent)
{
    teamsinvite_actor *admin = NULL;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_actor_new(company, "admin-1", TEAMSINVITE_ROLE_ADMIN, &admin, &err), &err, "the administrator");
    check(teamsinvite_company_enable(a->client, admin, SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err), &err,
          "company.enable");
    redirect = go_there_and_back(a, redirect, sign_in);
    redirect = go_there_and_back(a, redirect, consent);
    expect(teamsinvite_redirect_company_state(redirect) == TEAMSINVITE_COMPANY_ENABLED, "the company is enabled");
    teamsinvite_redirect_free(redirect);
    teamsinvite_actor_free(admin);
}

static teamsinvite_actor *connect_recruiter(const ats *a, const char *company, const char *user, const char *sign_in)
{
    teamsinvite_actor *recruiter = NULL;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_actor_new(company, user, TEAMSINVITE_ROLE_MEMBER, &recruiter, &err), &err, "the recruiter");
    check(teamsinvite_user_connect(a->client, recruiter, SESSION, NULL, &redirect, &err), &err, "user.connect");
    teamsinvite_redirect_free(go_there_and_back(a, redirect, sign_in));
    return recruiter;
}

void ats_open(ats *a, const char *base_url)
{
    make_client(a, base_url);
    enable(a, "acme", "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN,
           "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN "&decision=accept");
    enable(a, "globex", "account=" TEAMSINVITE_SIM_FABRIKAM_ADMIN,
           "account=" TEAMSINVITE_SIM_FABRIKAM_ADMIN "&decision=accept");
    a->recruiters[0] = connect_recruiter(a, "acme", "alice", "account=" TEAMSINVITE_SIM_CONTOSO_ALICE);
    a->recruiters[1] = connect_recruiter(a, "acme", "bob", "account=" TEAMSINVITE_SIM_CONTOSO_BOB);
    a->recruiters[2] = connect_recruiter(a, "globex", "carol", "account=" TEAMSINVITE_SIM_FABRIKAM_CAROL);
}

void ats_close(ats *a)
{
    size_t i;

    for (i = 0; i < ATS_RECRUITERS; i++)
        teamsinvite_actor_free(a->recruiters[i]);
    teamsinvite_client_free(a->client);
    teamsinvite_transport_free(a->transport);
    teamsinvite_memory_free(a->memory);
}
