/* SPDX-License-Identifier: Apache-2.0 */
/* test_token_request.c - the three forms that are posted to the token endpoint, byte for byte. */
#include "proto/entra/token_request.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define CLIENT "11111111-2222-3333-4444-555555555555"
#define MEETINGS                                                                                                      \
    "openid%20profile%20offline_access%20https%3A%2F%2Fgraph.microsoft.com%2FOnlineMeetings.ReadWrite"                \
    "%20https%3A%2F%2Fgraph.microsoft.com%2FUser.Read"

static ti_token_request request_of(ti_grant grant, ti_scope scope)
{
    ti_token_request request = {
        .grant = grant,
        .cloud = ti_cloud_find("global"),
        .tenant = TENANT,
        .client_id = CLIENT,
        .client_secret = "s~e+c&r=t %",
        .scope = scope,
        .code = "0.AXX/=&",
        .verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        .redirect_uri = "https://ats.example/teams/back",
        .refresh_token = "1.AYY+/=",
    };

    return request;
}

static void assert_body(const ti_token_request *request, const char *expected)
{
    ti_buf buf;

    ti_buf_init(&buf, 4096);
    assert_true(ti_token_request_body(&buf, request));
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void test_code_is_redeemed_with_verifier_and_redirect_uri(void **state)
{
    ti_token_request request = request_of(TI_GRANT_CODE, TI_SCOPE_MEETINGS);

    (void)state;
    assert_body(&request, "client_id=" CLIENT "&grant_type=authorization_code&code=0.AXX%2F%3D%26"
                          "&redirect_uri=https%3A%2F%2Fats.example%2Fteams%2Fback"
                          "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&scope=" MEETINGS
                          "&client_secret=s~e%2Bc%26r%3Dt%20%25");
}

/* Keeps offline_access: without it no new refresh token comes back. */
static void test_refresh_names_the_same_scopes_as_the_sign_in(void **state)
{
    ti_token_request request = request_of(TI_GRANT_REFRESH, TI_SCOPE_MEETINGS);

    (void)state;
    assert_body(&request, "client_id=" CLIENT "&grant_type=refresh_token&refresh_token=1.AYY%2B%2F%3D&scope=" MEETINGS
                          "&client_secret=s~e%2Bc%26r%3Dt%20%25");
}

static void test_app_asks_for_the_default_scope_alone(void **state)
{
    ti_token_request request = request_of(TI_GRANT_APP, TI_SCOPE_DEFAULT);

    (void)state;
    assert_body(&request, "client_id=" CLIENT
                          "&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                          "&client_secret=s~e%2Bc%26r%3Dt%20%25");
}

static void test_assertion_takes_the_place_of_the_secret(void **state)
{
    ti_token_request request = request_of(TI_GRANT_APP, TI_SCOPE_DEFAULT);

    (void)state;
    request.client_secret = NULL;
    request.client_assertion = "ab.c-._e";
    assert_body(&request, "client_id=" CLIENT
                          "&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                          "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                          "&client_assertion=ab.c-._e");
}

/* Entra refuses two, and one without any would be an anonymous request. */
static void test_body_without_exactly_one_credential_fails(void **state)
{
    ti_token_request request = request_of(TI_GRANT_APP, TI_SCOPE_DEFAULT);
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 4096);
    request.client_assertion = "ab.cd.ef";
    assert_false(ti_token_request_body(&buf, &request));
    assert_null(ti_buf_take(&buf));
    ti_buf_reset(&buf);
    request.client_assertion = request.client_secret = NULL;
    assert_false(ti_token_request_body(&buf, &request));
    assert_null(ti_buf_take(&buf));
    ti_buf_clear(&buf);
}

static void test_claims_of_a_challenge_go_with_the_renewal(void **state)
{
    ti_token_request request = request_of(TI_GRANT_REFRESH, TI_SCOPE_MEETINGS);

    (void)state;
    request.claims = "{\"access_token\":{\"nbf\":{\"value\":\"1\"}}}";
    assert_body(&request, "client_id=" CLIENT "&grant_type=refresh_token&refresh_token=1.AYY%2B%2F%3D&scope=" MEETINGS
                          "&claims=%7B%22access_token%22%3A%7B%22nbf%22%3A%7B%22value%22%3A%221%22%7D%7D%7D"
                          "&client_secret=s~e%2Bc%26r%3Dt%20%25");
}

static void test_token_url_is_that_of_the_tenant(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 256);
    assert_true(ti_token_url(&buf, ti_cloud_find("gcc-high"), TENANT));
    assert_string_equal(ti_buf_text(&buf), "https://login.microsoftonline.us/" TENANT "/oauth2/v2.0/token");
    ti_buf_reset(&buf);
    assert_true(ti_token_url(&buf, ti_cloud_find("global"), "a/../b?c"));
    assert_string_equal(ti_buf_text(&buf), "https://login.microsoftonline.com/a%2F..%2Fb%3Fc/oauth2/v2.0/token");
    ti_buf_clear(&buf);
}

static void test_body_that_does_not_fit_fails(void **state)
{
    ti_token_request request = request_of(TI_GRANT_CODE, TI_SCOPE_MEETINGS);
    ti_buf whole;
    size_t max;

    (void)state;
    ti_buf_init(&whole, 4096);
    assert_true(ti_token_request_body(&whole, &request));
    for (max = 0; max < whole.len; max++) {
        ti_buf buf;

        ti_buf_init(&buf, max);
        assert_false(ti_token_request_body(&buf, &request));
        assert_null(ti_buf_take(&buf));
        ti_buf_clear(&buf);
    }
    ti_buf_clear(&whole);
}

/* Sticky: a caller who asks the buffer only must not send half a form. */
static void test_graph_root_of_absurd_length_fails(void **state)
{
    static char graph[2000];
    ti_cloud cloud = { "custom", "https://login.example", graph, true };
    ti_token_request request = request_of(TI_GRANT_APP, TI_SCOPE_DEFAULT);
    ti_buf buf;

    (void)state;
    memset(graph, 'g', sizeof(graph) - 1);
    request.cloud = &cloud;
    ti_buf_init(&buf, 4096);
    assert_false(ti_token_request_body(&buf, &request));
    assert_true(buf.failed);
    ti_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code_is_redeemed_with_verifier_and_redirect_uri),
        cmocka_unit_test(test_refresh_names_the_same_scopes_as_the_sign_in),
        cmocka_unit_test(test_app_asks_for_the_default_scope_alone),
        cmocka_unit_test(test_assertion_takes_the_place_of_the_secret),
        cmocka_unit_test(test_body_without_exactly_one_credential_fails),
        cmocka_unit_test(test_claims_of_a_challenge_go_with_the_renewal),
        cmocka_unit_test(test_token_url_is_that_of_the_tenant),
        cmocka_unit_test(test_body_that_does_not_fit_fails),
        cmocka_unit_test(test_graph_root_of_absurd_length_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
