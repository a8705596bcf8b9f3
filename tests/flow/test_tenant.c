/* SPDX-License-Identifier: Apache-2.0 */
/* test_tenant.c - who may bind a company to a directory, and to which. */
#include <string.h>

#include "support/world.h"

typedef struct attempt {
    int32_t mode;
    const char *oid;      /* who signs in */
    const char *scenario; /* what the simulator does to the id_token; or NULL */
} attempt;

/* company.enable up to the end of the sign-in; how that ended. */
static teamsinvite_status sign_in(world *w, const teamsinvite_actor *admin, const attempt *a, teamsinvite_error **err)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_status status;
    char *back = NULL;

    if (a->scenario != NULL)
        assert_worked(teamsinvite_sim_set_scenario(w->sim, a->scenario, 1, err), *err);
    assert_worked(teamsinvite_company_enable(w->client, admin, WORLD_SESSION, a->mode, &redirect, err), *err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), a->oid, &back, err), *err);
    teamsinvite_redirect_free(redirect);
    status = teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_string_free(back);
    return status;
}

static void expect(world *w, const attempt *a, teamsinvite_status wanted)
{
    teamsinvite_error *err = NULL;
    teamsinvite_company *company = NULL;

    if (wanted == TEAMSINVITE_OK) {
        assert_worked(sign_in(w, w->admin, a, &err), err);
        return;
    }
    assert_failed(sign_in(w, w->admin, a, &err), wanted, &err);
    assert_worked(teamsinvite_company_status(w->client, w->admin, &company, &err), err);
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_NONE);
    teamsinvite_company_free(company);
}

static void test_guests_and_personal_accounts_do_not_speak_for_a_directory(void **state)
{
    static const attempt guest = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_CONTOSO_ADMIN, "id-token-guest" };
    static const attempt consumer = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_CONTOSO_ADMIN, "id-token-consumer" };

    expect(*state, &guest, TEAMSINVITE_E_WRONG_ACCOUNT);
    expect(*state, &consumer, TEAMSINVITE_E_WRONG_ACCOUNT);
}

static void test_application_mode_wants_an_administrator_of_the_directory(void **state)
{
    static const attempt alice = { TEAMSINVITE_MODE_APPLICATION, TEAMSINVITE_SIM_CONTOSO_ALICE, NULL };
    static const attempt nameless = { TEAMSINVITE_MODE_APPLICATION, TEAMSINVITE_SIM_CONTOSO_ADMIN,
                                      "id-token-no-roles" };
    static const attempt admin = { TEAMSINVITE_MODE_APPLICATION, TEAMSINVITE_SIM_CONTOSO_ADMIN, NULL };
    world *w = *state;
    teamsinvite_error *err = NULL;

    expect(w, &alice, TEAMSINVITE_E_DENIED);
    assert_worked(teamsinvite_sim_add_role(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE,
                                           "29232cdf-9323-42fd-ade2-1d097af3e4de", &err), err);
    expect(w, &alice, TEAMSINVITE_E_DENIED); /* Exchange Administrator: not of the directory */
    expect(w, &nameless, TEAMSINVITE_E_DENIED);
    expect(w, &admin, TEAMSINVITE_OK);
}

static void test_delegated_mode_reaches_no_further_than_who_signed_in(void **state)
{
    static const attempt alice = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_CONTOSO_ALICE, NULL };

    expect(*state, &alice, TEAMSINVITE_OK);
}

static teamsinvite_status relax(teamsinvite_config *config, teamsinvite_error **err)
{
    teamsinvite_status status = teamsinvite_config_dangerously_allow_any_role(config, 1, err);

    return status == TEAMSINVITE_OK ? teamsinvite_config_set_shared_tenants(config, 1, err) : status;
}

static void test_the_roles_can_be_given_up_loudly(void **state)
{
    static const attempt alice = { TEAMSINVITE_MODE_APPLICATION, TEAMSINVITE_SIM_CONTOSO_ALICE, NULL };
    world *w = *state;

    w->configure = relax;
    world_new_client(w);
    expect(w, &alice, TEAMSINVITE_OK);
}

static teamsinvite_actor *other_admin(void)
{
    teamsinvite_actor *actor = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_actor_new("globex", "admin", TEAMSINVITE_ROLE_ADMIN, &actor, &err), err);
    return actor;
}

static void test_a_directory_is_bound_to_one_company_at_a_time(void **state)
{
    static const attempt admin = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_CONTOSO_ADMIN, NULL };
    world *w = *state;
    teamsinvite_actor *globex = other_admin();
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    assert_int_equal(w->events[TEAMSINVITE_EVENT_TENANT_BOUND], 1);
    assert_int_equal(sign_in(w, globex, &admin, &err), TEAMSINVITE_E_CONFLICT);
    assert_null(strstr(teamsinvite_error_message(err), "acme")); /* nobody is told whose it is */
    teamsinvite_error_free(err);
    err = NULL;
    assert_worked(teamsinvite_company_disable(w->client, w->admin, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    assert_int_equal(w->events[TEAMSINVITE_EVENT_TENANT_RELEASED], 1);
    assert_worked(sign_in(w, globex, &admin, &err), err);
    assert_failed(sign_in(w, w->admin, &admin, &err), TEAMSINVITE_E_CONFLICT, &err);
    teamsinvite_actor_free(globex);
}

static void test_a_host_may_let_companies_share_a_directory(void **state)
{
    static const attempt admin = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_CONTOSO_ADMIN, NULL };
    world *w = *state;
    teamsinvite_actor *globex = other_admin();
    teamsinvite_error *err = NULL;

    w->configure = relax;
    world_new_client(w);
    world_enable(w);
    assert_worked(sign_in(w, globex, &admin, &err), err);
    teamsinvite_actor_free(globex);
}

static void test_a_company_is_not_moved_to_another_directory(void **state)
{
    static const attempt fabrikam = { TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_SIM_FABRIKAM_ADMIN, NULL };
    world *w = *state;
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    assert_failed(sign_in(w, w->admin, &fabrikam, &err), TEAMSINVITE_E_CONFLICT, &err);
    assert_worked(teamsinvite_company_status(w->client, w->admin, &company, &err), err);
    assert_string_equal(teamsinvite_company_tenant(company), TEAMSINVITE_SIM_CONTOSO);
    teamsinvite_company_free(company);
}

static void test_a_guest_cannot_be_connected_with_a_token_of_its_home(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    world_enable(w);
    assert_worked(teamsinvite_sim_set_scenario(w->sim, "id-token-other-tenant", 1, &err), err);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_int_not_equal(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), TEAMSINVITE_OK);
    teamsinvite_error_free(err);
    teamsinvite_string_free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_guests_and_personal_accounts_do_not_speak_for_a_directory, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_application_mode_wants_an_administrator_of_the_directory, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_delegated_mode_reaches_no_further_than_who_signed_in, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_the_roles_can_be_given_up_loudly, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_directory_is_bound_to_one_company_at_a_time, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_host_may_let_companies_share_a_directory, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_company_is_not_moved_to_another_directory, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_guest_cannot_be_connected_with_a_token_of_its_home, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
