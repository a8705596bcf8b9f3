/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_keys.c - the keys document of the simulator, and how its keys roll over. */
#include "test_sim_world.h"

#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define KEYS_URL AUTHORITY CONTOSO "/discovery/v2.0/keys"

/* Sign in; the kid that the id_token names. */
static void sign_in(world *w, char kid[64])
{
    const char *token;
    char header[512] = "";
    cJSON *json;

    get_code(w, CONTOSO, "openid%20profile", TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    token = json_text(w, "id_token");
    (void)snprintf(header, sizeof(header), "%.*s", (int)strcspn(token, "."), token);
    while (strlen(header) % 4 != 0)
        header[strlen(header)] = '=';
    assert_true(EVP_DecodeBlock((unsigned char *)header, (unsigned char *)header, (int)strlen(header)) > 0);
    json = cJSON_Parse(header);
    (void)snprintf(kid, 64, "%s", cJSON_GetStringValue(cJSON_GetObjectItem(json, "kid")));
    cJSON_Delete(json);
}

/* How many keys the document has, and whether this is one of them. */
static int read_keys(world *w, const char *kid, bool *found)
{
    const cJSON *keys;
    const cJSON *each;

    assert_int_equal(200, ask(w, "GET", KEYS_URL, NULL, NULL));
    keys = cJSON_GetObjectItem(w->json, "keys");
    *found = false;
    cJSON_ArrayForEach(each, keys)
    {
        *found = *found || strcmp(kid, cJSON_GetStringValue(cJSON_GetObjectItem(each, "kid"))) == 0;
        assert_int_equal(342, strlen(cJSON_GetStringValue(cJSON_GetObjectItem(each, "n"))));
    }
    return cJSON_GetArraySize(keys);
}

static void test_key_that_signs_is_in_the_document(void **state)
{
    world *w = *state;
    char kid[64];
    bool found;

    sign_in(w, kid);
    assert_int_equal(1, read_keys(w, kid, &found));
    assert_true(found);
}

static void test_rolled_key_stays_in_the_document(void **state)
{
    world *w = *state;
    char before[64];
    char after[64];
    bool found;

    sign_in(w, before);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_roll_keys(w->sim, NULL));
    assert_int_equal(2, read_keys(w, before, &found));
    assert_true(found);
    sign_in(w, after);
    assert_string_not_equal(before, after);
    assert_int_equal(2, read_keys(w, after, &found));
    assert_true(found);
}

static void test_key_that_is_rolled_at_once_is_gone(void **state)
{
    world *w = *state;
    char before[64];
    char after[64];
    bool found;

    sign_in(w, before);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_roll_keys(w->sim, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_roll_keys_at_once(w->sim, NULL));
    assert_int_equal(1, read_keys(w, before, &found));
    assert_false(found);
    sign_in(w, after);
    assert_int_equal(1, read_keys(w, after, &found));
    assert_true(found);
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_roll_keys(NULL, NULL));
}

static void test_roll_before_the_first_use_leaves_two(void **state)
{
    world *w = *state;
    bool found;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_roll_keys(w->sim, NULL));
    assert_int_equal(2, read_keys(w, "", &found));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_key_that_signs_is_in_the_document),
        TEST(test_rolled_key_stays_in_the_document),
        TEST(test_key_that_is_rolled_at_once_is_gone),
        TEST(test_roll_before_the_first_use_leaves_two),
    };

    return cmocka_run_group_tests_name("sim keys", tests, NULL, NULL);
}
