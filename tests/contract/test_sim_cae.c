/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_cae.c - continuous access evaluation at the simulator: long tokens, challenges, and what answers them. */
#include "test_sim_world.h"

#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define CP1 "&claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22CP1%22%5D%7D%7D%7D"
#define PATH "/v1.0/me?$select=id"
#define DAY_S 86400
#define NBF "{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\""

typedef struct tokens {
    char access[8192];
    char refresh[8192];
} tokens;

static void keep(const world *w, tokens *t)
{
    join(t->access, sizeof(t->access), json_text(w, "access_token"), NULL);
    join(t->refresh, sizeof(t->refresh), json_text(w, "refresh_token"), NULL);
}

static void sign_in(world *w, const char *claims, tokens *t)
{
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, claims));
    keep(w, t);
}

static int refresh(world *w, const tokens *t, const char *claims)
{
    char rest[10000];

    join(rest, sizeof(rest), "grant_type=refresh_token&refresh_token=", t->refresh, claims, NULL);
    return ask_token(w, CONTOSO, rest);
}

static int use(world *w, const tokens *t)
{
    join(w->token, sizeof(w->token), t->access, NULL);
    return ask_graph(w, "GET", PATH, NULL);
}

static int lifetime(const world *w)
{
    return cJSON_GetObjectItem(w->json, "expires_in")->valueint;
}

/* The claims of the challenge that came last, decoded, with the capability: as a form field. */
static void read_challenge(world *w, char *field, size_t size)
{
    const char *header = teamsinvite_sim_response_header(w->response, "WWW-Authenticate");
    const char *claims = header == NULL ? NULL : strstr(header, "error=\"insufficient_claims\", claims=\"");
    char encoded[512];
    char text[512] = "";
    char seconds[16];

    assert_non_null(claims);
    assert_non_null(strstr(header, "Bearer realm=\"\", authorization_uri=\"" AUTHORITY "common/oauth2/authorize\", "
                                   "client_id=\"00000003-0000-0000-c000-000000000000\""));
    claims = strstr(claims, "claims=\"") + 8;
    (void)snprintf(encoded, sizeof(encoded), "%.*s", (int)strcspn(claims, "\""), claims);
    assert_int_equal(0, strlen(encoded) % 4); /* with padding */
    assert_true(EVP_DecodeBlock((unsigned char *)text, (const unsigned char *)encoded, (int)strlen(encoded)) > 0);
    assert_int_equal(0, strncmp(text, NBF, strlen(NBF)));
    (void)snprintf(seconds, sizeof(seconds), "%.10s", text + strlen(NBF));
    join(field, size, "&claims=%7B%22access_token%22%3A%7B%22nbf%22%3A%7B%22essential%22%3Atrue%2C%22value%22%3A%22",
         seconds, "%22%7D%2C%22xms_cc%22%3A%7B%22values%22%3A%5B%22cp1%22%5D%7D%7D%7D", NULL);
}

static void expect_challenged(world *w, int got, char *field, size_t size)
{
    assert_int_equal(401, got);
    assert_string_equal("InvalidAuthenticationToken", graph_code(w));
    assert_non_null(strstr(graph_message(w), "TokenIssuedBeforeRevocationTimestamp"));
    read_challenge(w, field, size);
}

static void test_capable_client_gets_a_long_token(void **state)
{
    world *w = *state;
    tokens t;

    sign_in(w, "", &t);
    assert_int_equal(3599, lifetime(w));
    sign_in(w, CP1, &t);
    assert_true(lifetime(w) > 20 * 3600 && lifetime(w) <= 28 * 3600);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, (DAY_S - 2) * INT64_C(1000)));
    assert_int_equal(200, use(w, &t));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1000));
    assert_int_equal(401, use(w, &t));
    assert_null(strstr(teamsinvite_sim_response_header(w->response, "WWW-Authenticate"), "claims"));
    assert_int_equal(200, refresh(w, &t, ""));
    assert_int_equal(3599, lifetime(w));
}

static void test_app_token_stays_short(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    assert_int_equal(200, ask_token(w, CONTOSO, "grant_type=client_credentials"
                                                "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default" CP1));
    assert_int_equal(3599, lifetime(w));
}

static void test_challenge_is_answered_by_a_refresh_with_its_claims(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];

    sign_in(w, CP1, &t);
    assert_int_equal(200, use(w, &t));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    expect_challenged(w, use(w, &t), field, sizeof(field));
    assert_int_equal(200, refresh(w, &t, CP1));
    keep(w, &t);
    expect_challenged(w, use(w, &t), field, sizeof(field));
    assert_int_equal(200, refresh(w, &t, field));
    keep(w, &t);
    assert_int_equal(200, use(w, &t));
    /* from then on it is forgotten */
    assert_int_equal(200, refresh(w, &t, CP1));
    keep(w, &t);
    assert_int_equal(200, use(w, &t));
}

static void test_old_claims_do_not_answer_a_new_challenge(void **state)
{
    world *w = *state;
    tokens t;
    char old[1024];
    char field[1024];

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    expect_challenged(w, use(w, &t), old, sizeof(old));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1000));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    assert_int_equal(200, refresh(w, &t, old));
    keep(w, &t);
    expect_challenged(w, use(w, &t), field, sizeof(field));
    assert_string_not_equal(old, field);
}

static void test_client_that_is_not_capable_is_not_challenged(void **state)
{
    world *w = *state;
    tokens t;

    sign_in(w, "", &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    assert_int_equal(200, use(w, &t));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_sessions(w->sim, ALICE, NULL));
    assert_int_equal(200, use(w, &t));
}

static void test_revocation_challenges_and_only_a_new_sign_in_helps(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_sessions(w->sim, ALICE, NULL));
    expect_challenged(w, use(w, &t), field, sizeof(field));
    expect_entra(w, 400, refresh(w, &t, field), "invalid_grant", 50173);
    sign_in(w, CP1, &t);
    assert_int_equal(200, use(w, &t));
}

static void test_disabled_account_is_challenged(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, ALICE, TEAMSINVITE_SIM_USER_DISABLED, NULL));
    expect_challenged(w, use(w, &t), field, sizeof(field));
    expect_entra(w, 400, refresh(w, &t, field), "invalid_grant", 50057);
}

/* The status of redeeming what a sign-in with these claims gave. */
static int sign_in_with(world *w, const char *claims)
{
    char *redirect = NULL;
    char encoded[1024] = "";
    size_t used;
    const char *c;

    for (c = claims, used = 0; *c != '\0'; c++)
        used += (size_t)snprintf(encoded + used, sizeof(encoded) - used, "%%%02X", (unsigned int)(unsigned char)*c);
    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    used = strlen(w->text);
    join(w->text + used, sizeof(w->text) - used, "&claims=", encoded, NULL);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_sign_in(w->sim, w->text, ALICE, &redirect, NULL));
    assert_true(query_value(redirect, "code", w->token, sizeof(w->token)));
    teamsinvite_string_free(redirect);
    return redeem(w, CONTOSO, CP1);
}

static void test_step_up_takes_a_sign_in_with_its_claims(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];
    char claims[512];

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_require_claims(w->sim, ALICE, NULL));
    expect_challenged(w, use(w, &t), field, sizeof(field));
    expect_entra(w, 400, refresh(w, &t, field), "invalid_grant", 50076);
    assert_string_equal("basic_action", json_text(w, "suberror"));
    join(claims, sizeof(claims), json_text(w, "claims"), NULL);
    assert_non_null(strstr(claims, "\"capolids\""));
    /* without them nothing has changed */
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    expect_entra(w, 400, redeem(w, CONTOSO, CP1), "invalid_grant", 50076);
    expect_entra(w, 400, sign_in_with(w, "{\"access_token\":{\"capolids\":{\"values\":[\"c1\"]}}}"), "invalid_grant",
                 50076);
    assert_int_equal(200, sign_in_with(w, claims));
    keep(w, &t);
    assert_int_equal(200, use(w, &t));
    assert_int_equal(200, refresh(w, &t, CP1));
}

static void test_claims_that_are_none_are_refused(void **state)
{
    static const char *const wrong[] = { "", "x", "[]", "%7B%22access_token%22%3A1%7D", "%7B%7D%7B%7D",
                                         "%7B%22access_token%22%3A%7B%22xms_cc%22%3A%22cp1%22%7D%7D",
                                         "%7B%22access_token%22%3A%7B%22nbf%22%3A%7B%22value%22%3A1%7D%7D%7D" };
    world *w = *state;
    tokens t;
    char field[256];
    size_t i;

    sign_in(w, "", &t);
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        join(field, sizeof(field), "&claims=", wrong[i], NULL);
        expect_entra(w, 400, refresh(w, &t, field), "invalid_request", 90023);
        write_authorize_url(w, CONTOSO, MEETING_SCOPES);
        join(w->text + strlen(w->text), 1024, field, NULL);
        assert_int_equal(302, ask(w, "GET", w->text, NULL, NULL));
        assert_non_null(strstr(teamsinvite_sim_response_header(w->response, "Location"), "AADSTS90023"));
    }
}

static void set(world *w, const char *scenario)
{
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_scenario(w->sim, scenario, 1, NULL));
}

static void test_challenge_comes_behind_another_scheme_on_demand(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];
    const char *header;

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    set(w, "challenge-two-schemes");
    expect_challenged(w, use(w, &t), field, sizeof(field));
    header = teamsinvite_sim_response_header(w->response, "WWW-Authenticate");
    assert_int_equal(0, strncmp(header, "PoP realm=\"\", nonce=\"", 21));
    expect_challenged(w, use(w, &t), field, sizeof(field));
    header = teamsinvite_sim_response_header(w->response, "WWW-Authenticate");
    assert_int_equal(0, strncmp(header, "Bearer ", 7));
}

static void test_challenge_comes_in_a_second_header_on_demand(void **state)
{
    world *w = *state;
    tokens t;
    size_t i;
    int pop = 0;
    int bearer = 0;

    sign_in(w, CP1, &t);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_challenge(w->sim, ALICE, NULL));
    set(w, "challenge-two-headers");
    assert_int_equal(401, use(w, &t));
    for (i = 0; i < teamsinvite_sim_response_header_count(w->response); i++) {
        const char *value = teamsinvite_sim_response_header_value(w->response, i);

        if (strcmp(teamsinvite_sim_response_header_name(w->response, i), "WWW-Authenticate") != 0)
            continue;
        pop += strncmp(value, "PoP nonce=", 10) == 0;
        bearer += strncmp(value, "Bearer realm=", 13) == 0 && strstr(value, "claims=\"eyJ") != NULL;
    }
    assert_int_equal(1, pop);
    assert_int_equal(1, bearer);
}

static void test_challenge_can_be_broken_or_out_of_the_blue(void **state)
{
    world *w = *state;
    tokens t;
    char field[1024];

    sign_in(w, "", &t);
    set(w, "graph-challenge");
    expect_challenged(w, use(w, &t), field, sizeof(field));
    set(w, "graph-challenge");
    set(w, "challenge-broken");
    assert_int_equal(401, use(w, &t));
    assert_non_null(strstr(teamsinvite_sim_response_header(w->response, "WWW-Authenticate"),
                           "claims=\"%7Bnot base64%7D\""));
    assert_int_equal(200, use(w, &t));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_capable_client_gets_a_long_token),
        TEST(test_app_token_stays_short),
        TEST(test_challenge_is_answered_by_a_refresh_with_its_claims),
        TEST(test_old_claims_do_not_answer_a_new_challenge),
        TEST(test_client_that_is_not_capable_is_not_challenged),
        TEST(test_revocation_challenges_and_only_a_new_sign_in_helps),
        TEST(test_disabled_account_is_challenged),
        TEST(test_step_up_takes_a_sign_in_with_its_claims),
        TEST(test_claims_that_are_none_are_refused),
        TEST(test_challenge_comes_behind_another_scheme_on_demand),
        TEST(test_challenge_comes_in_a_second_header_on_demand),
        TEST(test_challenge_can_be_broken_or_out_of_the_blue),
    };

    return cmocka_run_group_tests_name("sim cae", tests, NULL, NULL);
}
