/* SPDX-License-Identifier: Apache-2.0 */
/* rig.c - enabled and connected by the simulator, then pointed at the stub. */
#include "rig.h"

#include <stdio.h>
#include <time.h>

#include <teamsinvite/sim.h>

#include "common/check.h"

#define SESSION "the-id-of-this-browser-session"
#define HOUR_MS INT64_C(3600000)

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static teamsinvite_config *make_config(const rig *r)
{
    static const unsigned char key[32] = "the key of the benchmark's rows.";
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_new(&config, &err), &err, "the config");
    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(teamsinvite_config_set_storage(config, teamsinvite_memory_handle, r->memory, NULL, &err), &err, "storage");
    return config;
}

static teamsinvite_client *make_client(teamsinvite_config *config)
{
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_client_new(config, &client, &err), &err, "the client");
    return client;
}

/* What came back from Microsoft, given to the library; what it says is next. */
static teamsinvite_redirect *finish(teamsinvite_client *client, char *back)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_redirect_finish(client, SESSION, back, &redirect, &err), &err, "redirect.finish");
    teamsinvite_string_free(back);
    return redirect;
}

static void enable(teamsinvite_client *client, teamsinvite_sim *sim)
{
    teamsinvite_actor *admin = NULL;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    check(teamsinvite_actor_new("acme", "the-admin", TEAMSINVITE_ROLE_ADMIN, &admin, &err), &err, "the admin");
    check(teamsinvite_company_enable(client, admin, SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err), &err,
          "company.enable");
    check(teamsinvite_sim_sign_in(sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
          &err, "the sign-in");
    teamsinvite_redirect_free(redirect);
    redirect = finish(client, back);
    check(teamsinvite_sim_consent(sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1, &back,
                                  &err),
          &err, "the consent");
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish(client, back));
    teamsinvite_actor_free(admin);
}

static void connect_recruiter(const rig *r, teamsinvite_client *client, teamsinvite_sim *sim)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    check(teamsinvite_user_connect(client, r->recruiter, SESSION, NULL, &redirect, &err), &err, "user.connect");
    check(teamsinvite_sim_sign_in(sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err),
          &err, "the sign-in");
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish(client, back));
}

static void sign_everybody_in(const rig *r)
{
    teamsinvite_config *config = make_config(r);
    teamsinvite_sim *sim = NULL;
    teamsinvite_client *client;
    teamsinvite_error *err = NULL;

    check(teamsinvite_sim_new(&sim, &err), &err, "the simulator");
    check(teamsinvite_sim_load_defaults(sim, &err), &err, "its world");
    check(teamsinvite_sim_set_time_ms(sim, now_ms()), &err, "its clock");
    check(teamsinvite_config_set_transport(config, teamsinvite_sim_handle, sim, NULL, &err), &err, "the transport");
    check(teamsinvite_config_set_clock(config, teamsinvite_sim_clock, sim, &err), &err, "the clock");
    client = make_client(config);
    enable(client, sim);
    connect_recruiter(r, client, sim);
    teamsinvite_client_free(client);
    teamsinvite_sim_free(sim);
}

void rig_open(rig *r, const char *base_url, const char *ca_file)
{
    teamsinvite_config *config;
    teamsinvite_error *err = NULL;

    check(teamsinvite_memory_new(&r->memory, &err), &err, "the records");
    check(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &r->recruiter, &err), &err, "the recruiter");
    sign_everybody_in(r);
    config = make_config(r);
    check(teamsinvite_transport_new(&r->transport, &err), &err, "the transport");
    if (ca_file != NULL)
        check(teamsinvite_transport_set_ca_file(r->transport, ca_file, &err), &err, "the CA");
    check(teamsinvite_config_set_transport(config, teamsinvite_transport_handle, r->transport, NULL, &err), &err,
          "the transport");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the stub's URL");
    r->client = make_client(config);
}

void rig_close(rig *r)
{
    teamsinvite_client_free(r->client);
    teamsinvite_transport_free(r->transport);
    teamsinvite_actor_free(r->recruiter);
    teamsinvite_memory_free(r->memory);
}

teamsinvite_meeting_request *rig_request(uint64_t number)
{
    int64_t start_ms = now_ms() / HOUR_MS * HOUR_MS + 24 * HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "interview-%llu", (unsigned long long)number);
    check(teamsinvite_meeting_request_new(&request, &err), &err, "the request");
    check(teamsinvite_meeting_request_set_reference(request, reference, &err), &err, "its reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "its times");
    return request;
}
