/* SPDX-License-Identifier: Apache-2.0 */
/* rig.c - enabled and connected by the simulator, then pointed at the stub. */
#include "rig.h"

#include <time.h>

#include <teamsinvite/sim.h>

#include "common/check.h"

#define SESSION "the-id-of-this-browser-session"

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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
    check(
        teamsinvite_sim_consent(sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1, &back, &err),
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
    teamsinvite_config *config = rig_config(r);
    teamsinvite_sim *sim = NULL;
    teamsinvite_client *client;
    teamsinvite_error *err = NULL;

    check(teamsinvite_sim_new(&sim, &err), &err, "the simulator");
    check(teamsinvite_sim_load_defaults(sim, &err), &err, "its world");
    check(teamsinvite_sim_set_time_ms(sim, now_ms()), &err, "its clock");
    check(teamsinvite_config_set_transport(config, teamsinvite_sim_handle, sim, NULL, &err), &err, "the transport");
    check(teamsinvite_config_set_clock(config, teamsinvite_sim_clock, sim, &err), &err, "the clock");
    client = rig_client(config);
    enable(client, sim);
    connect_recruiter(r, client, sim);
    teamsinvite_client_free(client);
    teamsinvite_sim_free(sim);
}

void rig_open(rig *r, const char *base_url, const char *ca_file)
{
    rig_prepare(r);
    sign_everybody_in(r);
    rig_serve(r, base_url, ca_file);
}
