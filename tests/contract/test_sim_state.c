/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_state.c - the simulator's world as JSON: what is in it, and that no secret is. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define GUEST "c0700000-0000-4000-8000-00000000009e"

static cJSON *read_state(world *w)
{
    char *text = NULL;
    cJSON *json;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_state(w->sim, &text));
    assert_null(strstr(text, TEAMSINVITE_SIM_SECRET));
    json = cJSON_Parse(text);
    assert_non_null(json);
    teamsinvite_string_free(text);
    return json;
}

static const char *text_of(const cJSON *json, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(json, name));

    return text == NULL ? "" : text;
}

static const cJSON *item(const cJSON *json, const char *list, int index)
{
    return cJSON_GetArrayItem(cJSON_GetObjectItem(json, list), index);
}

static void test_state_shows_policies_and_consents(void **state)
{
    world *w = *state;
    cJSON *json;
    const cJSON *tenant;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, ALICE, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, NULL, NULL));
    json = read_state(w);
    tenant = item(json, "tenants", 0);
    assert_string_equal("OnlineMeetings.ReadWrite.All User.Read.All",
                        text_of(item(tenant, "consented_apps", 0), "permissions"));
    assert_string_equal(ALICE, text_of(item(tenant, "policies", 0), "user"));
    assert_string_equal("2030-01-15T09:30:00Z", text_of(item(tenant, "policies", 0), "effective"));
    assert_string_equal("global", text_of(item(tenant, "policies", 1), "user"));
    assert_null(item(item(json, "tenants", 1), "consented_apps", 0));
    cJSON_Delete(json);
}

static void test_state_shows_who_people_are(void **state)
{
    world *w = *state;
    cJSON *json;
    const cJSON *tenant;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, TEAMSINVITE_SIM_FABRIKAM_CAROL, NULL));
    json = read_state(w);
    tenant = item(json, "tenants", 0);
    assert_string_equal(TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR,
                        cJSON_GetStringValue(item(item(tenant, "users", 0), "roles", 0)));
    assert_string_equal(TEAMSINVITE_SIM_FABRIKAM, text_of(item(tenant, "users", 3), "guest_of"));
    cJSON_Delete(json);
}

static void test_state_names_secrets_by_their_ids(void **state)
{
    world *w = *state;
    char *id = NULL;
    cJSON *json;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_secret_id(w->sim, CLIENT, TEAMSINVITE_SIM_SECRET, &id, NULL));
    json = read_state(w);
    assert_string_equal(id, cJSON_GetStringValue(item(item(json, "apps", 0), "secrets", 0)));
    cJSON_Delete(json);
    teamsinvite_string_free(id);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_state_shows_policies_and_consents),
        TEST(test_state_shows_who_people_are),
        TEST(test_state_names_secrets_by_their_ids),
    };

    return cmocka_run_group_tests_name("sim state", tests, NULL, NULL);
}
