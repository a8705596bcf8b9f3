/* SPDX-License-Identifier: Apache-2.0 */
/* test_redirect.c - redirects that are foreign, late, replayed or lie: refused, and the owner's own flow still works.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/world.h"

/* The URL that the browser would come back with after the administrator's sign-in. */
static char *signed_in(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(
        teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err),
        err);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    return back;
}

static void assert_finishes(world *w, const char *url)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, url, &redirect, &err), err);
    teamsinvite_redirect_free(redirect);
}

static void assert_refused(world *w, const char *session, const char *url, teamsinvite_status wanted)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_failed(teamsinvite_redirect_finish(w->client, session, url, &redirect, &err), wanted, &err);
    assert_null(redirect);
}

/* The consent URL that follows a sign-in. */
static char *consent_url(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = signed_in(w);
    char *url = NULL;

    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    url = strdup(teamsinvite_redirect_url(redirect));
    teamsinvite_redirect_free(redirect);
    teamsinvite_string_free(back);
    return url;
}

/* "…state=VALUE…" → VALUE. */
static void read_state(const char *url, char out[64])
{
    const char *state = strstr(url, "state=");

    assert_non_null(state);
    (void)snprintf(out, 64, "%.*s", (int)strcspn(state + 6, "&"), state + 6);
}

static void test_another_session_is_refused_and_the_owner_goes_on(void **state)
{
    world *w = *state;
    char *back = signed_in(w);

    assert_refused(w, "session-of-a-stranger", back, TEAMSINVITE_E_SESSION);
    assert_finishes(w, back);
    teamsinvite_string_free(back);
}

static void test_a_replay_is_refused(void **state)
{
    world *w = *state;
    char *back = signed_in(w);

    assert_finishes(w, back);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_STATE);
    teamsinvite_string_free(back);
}

static void test_a_foreign_state_is_refused_and_the_owner_goes_on(void **state)
{
    world *w = *state;
    char *back = signed_in(w);

    assert_refused(w, WORLD_SESSION, TEAMSINVITE_SIM_REDIRECT_URI "?code=abc&state=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                   TEAMSINVITE_E_STATE);
    assert_finishes(w, back);
    teamsinvite_string_free(back);
}

static void test_a_redirect_after_its_time_is_refused_before_and_after_a_purge(void **state)
{
    world *w = *state;
    char *back = signed_in(w);
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    world_advance(w, 15 * 60 * 1000);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_STATE);
    assert_worked(teamsinvite_records_purge(w->client, 10, 0, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_records(erasure), 1);
    teamsinvite_erasure_free(erasure);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_STATE);
    teamsinvite_string_free(back);
}

static void test_a_parameter_given_twice_is_refused_and_the_owner_goes_on(void **state)
{
    world *w = *state;
    char *back = signed_in(w);
    char url[4096];
    char value[64];

    read_state(back, value);
    (void)snprintf(url, sizeof(url), "%s&state=%s", back, value);
    assert_refused(w, WORLD_SESSION, url, TEAMSINVITE_E_INVALID);
    (void)snprintf(url, sizeof(url), "%s&code=other", back);
    assert_refused(w, WORLD_SESSION, url, TEAMSINVITE_E_INVALID);
    assert_finishes(w, back);
    teamsinvite_string_free(back);
}

static void test_another_redirect_uri_is_refused_and_the_owner_goes_on(void **state)
{
    world *w = *state;
    char *back = signed_in(w);
    char url[4096];

    (void)snprintf(url, sizeof(url), "https://ats.example/elsewhere%s", strchr(back, '?'));
    assert_refused(w, WORLD_SESSION, url, TEAMSINVITE_E_STATE);
    assert_finishes(w, back);
    teamsinvite_string_free(back);
}

static void test_a_consent_redirect_for_a_sign_in_is_refused_and_the_owner_goes_on(void **state)
{
    world *w = *state;
    char *back = signed_in(w);
    char url[512];
    char value[64];

    read_state(back, value);
    (void)snprintf(url, sizeof(url), "%s?admin_consent=True&tenant=%s&state=%s", TEAMSINVITE_SIM_REDIRECT_URI,
                   TEAMSINVITE_SIM_CONTOSO, value);
    assert_refused(w, WORLD_SESSION, url, TEAMSINVITE_E_STATE);
    assert_finishes(w, back);
    teamsinvite_string_free(back);
}

static void test_cancelling_the_sign_in_is_told_with_its_remedy(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(
        teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err),
        err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), NULL, &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_int_equal(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err),
                     TEAMSINVITE_E_CONSENT_REFUSED);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_START_AGAIN);
    teamsinvite_error_free(err);
    teamsinvite_string_free(back);
}

static void test_a_declined_consent_leaves_the_company_pending(void **state)
{
    world *w = *state;
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;
    char *url = consent_url(w);
    char *back = NULL;

    assert_worked(teamsinvite_sim_consent(w->sim, url, TEAMSINVITE_SIM_CONTOSO_ADMIN, 0, &back, &err), err);
    assert_non_null(strstr(back, "admin_consent=True")); /* Entra says so even then */
    assert_non_null(strstr(back, "error="));
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_CONSENT_REFUSED);
    assert_worked(teamsinvite_company_status(w->client, w->admin, &company, &err), err);
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_PENDING);
    teamsinvite_company_free(company);
    assert_worked(teamsinvite_company_check(w->client, w->admin, 0, &company, &err), err);
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_PENDING); /* no yes, whatever Entra says */
    teamsinvite_company_free(company);
    teamsinvite_string_free(back);
    free(url);
    world_enable(w); /* and it can be begun again */
}

/* In delegated mode a consent that was typed by hand gives nobody anything: each
 * recruiter's own sign-in still needs Microsoft's yes. */
static void test_a_forged_consent_opens_no_door(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *url = consent_url(w);
    char *back = NULL;
    char forged[512];
    char value[64];

    read_state(url, value);
    (void)snprintf(forged, sizeof(forged), "%s?admin_consent=True&tenant=%s&state=%s", TEAMSINVITE_SIM_REDIRECT_URI,
                   TEAMSINVITE_SIM_CONTOSO, value);
    assert_int_equal(teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_USER_CONSENT, 0), TEAMSINVITE_OK);
    assert_refused(w, "session-of-a-stranger", forged, TEAMSINVITE_E_SESSION);
    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, forged, &redirect, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_int_not_equal(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err),
        TEAMSINVITE_OK);
    teamsinvite_error_free(err);
    teamsinvite_redirect_free(redirect);
    free(url);
}

static void test_consent_in_another_tenant_is_refused(void **state)
{
    world *w = *state;
    char *url = consent_url(w);
    char forged[512];
    char value[64];

    read_state(url, value);
    (void)snprintf(forged, sizeof(forged), "%s?admin_consent=True&tenant=%s&state=%s", TEAMSINVITE_SIM_REDIRECT_URI,
                   TEAMSINVITE_SIM_FABRIKAM, value);
    assert_refused(w, WORLD_SESSION, forged, TEAMSINVITE_E_WRONG_TENANT);
    free(url);
    world_enable(w);
}

static void test_another_tenants_account_cannot_connect(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    world_enable(w);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    /* Entra itself does not let a stranger in: there is no such account to click. */
    assert_int_not_equal(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect),
                                                 TEAMSINVITE_SIM_FABRIKAM_CAROL, &back, &err),
                         TEAMSINVITE_OK);
    teamsinvite_error_free(err);
    teamsinvite_redirect_free(redirect);
}

static void test_a_company_stays_bound_to_its_tenant(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    world_enable(w);
    assert_worked(
        teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err),
        err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_FABRIKAM_ADMIN,
                                          &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_CONFLICT);
    teamsinvite_string_free(back);
}

static void test_a_reconnect_must_be_the_same_person(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_BOB, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_WRONG_ACCOUNT);
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_BOB);
}

static void test_a_company_disabled_meanwhile_is_not_connected_to(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    world_enable(w);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_company_disable(w->client, w->admin, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    assert_refused(w, WORLD_SESSION, back, TEAMSINVITE_E_NOT_ENABLED);
    teamsinvite_string_free(back);
}

/* alice has signed in once more; drive what follows until its connection is about to be kept. */
static teamsinvite_call *drive_to_keeping(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    const teamsinvite_io *io;
    char *back = NULL;

    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, back, &call, &err), err);
    teamsinvite_string_free(back);
    while ((io = teamsinvite_call_next(call)) != NULL && strstr(teamsinvite_io_step(io), "keep the conn") == NULL) {
        if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND)
            teamsinvite_sim_handle(call, io, w->sim);
        else
            teamsinvite_memory_handle(call, io, w->memory);
    }
    assert_non_null(io);
    return call;
}

static void test_who_disconnects_while_signing_in_stays_disconnected(void **state)
{
    world *w = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_call *call;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    call = drive_to_keeping(w);
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    (void)teamsinvite_call_run(call);
    assert_failed(teamsinvite_call_outcome(call, &err), TEAMSINVITE_E_CONFLICT, &err);
    teamsinvite_call_free(call);
    assert_failed(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), TEAMSINVITE_E_NOT_CONNECTED, &err);
}

static void test_a_refresh_while_signing_in_does_not_cost_the_sign_in(void **state)
{
    world *w = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_call *call;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS);
    call = drive_to_keeping(w);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
    (void)teamsinvite_call_run(call);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    teamsinvite_call_free(call);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_another_session_is_refused_and_the_owner_goes_on, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_replay_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_foreign_state_is_refused_and_the_owner_goes_on, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_redirect_after_its_time_is_refused_before_and_after_a_purge, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_parameter_given_twice_is_refused_and_the_owner_goes_on, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_another_redirect_uri_is_refused_and_the_owner_goes_on, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_consent_redirect_for_a_sign_in_is_refused_and_the_owner_goes_on,
                                        world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_cancelling_the_sign_in_is_told_with_its_remedy, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_declined_consent_leaves_the_company_pending, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_forged_consent_opens_no_door, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_consent_in_another_tenant_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_another_tenants_account_cannot_connect, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_company_stays_bound_to_its_tenant, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_reconnect_must_be_the_same_person, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_company_disabled_meanwhile_is_not_connected_to, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_who_disconnects_while_signing_in_stays_disconnected, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_refresh_while_signing_in_does_not_cost_the_sign_in, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
