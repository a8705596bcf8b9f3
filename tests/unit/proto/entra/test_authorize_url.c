/* SPDX-License-Identifier: Apache-2.0 */
/* test_authorize_url.c - the two URLs that a browser is sent to, byte for byte. */
#include "proto/entra/authorize_url.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define CLIENT "11111111-2222-3333-4444-555555555555"

static ti_authorize sign_in(void)
{
    ti_authorize ask = {
        .cloud = ti_cloud_find("global"),
        .tenant = TENANT,
        .client_id = CLIENT,
        .redirect_uri = "https://ats.example/teams/back",
        .state = "c3RhdGU",
        .scope = TI_SCOPE_MEETINGS,
        .nonce = "bm9uY2U",
        .verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    };

    return ask;
}

static void assert_url(bool (*build)(ti_buf *, const ti_authorize *), const ti_authorize *ask, const char *expected)
{
    ti_buf buf;

    ti_buf_init(&buf, 4096);
    assert_true(build(&buf, ask));
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void assert_no_url(bool (*build)(ti_buf *, const ti_authorize *), const ti_authorize *ask)
{
    ti_buf buf;

    ti_buf_init(&buf, 4096);
    assert_false(build(&buf, ask));
    assert_null(ti_buf_take(&buf));
    ti_buf_clear(&buf);
}

#define SIGN_IN                                                                                                       \
    "https://login.microsoftonline.com/" TENANT "/oauth2/v2.0/authorize?client_id=" CLIENT                            \
    "&response_type=code&redirect_uri=https%3A%2F%2Fats.example%2Fteams%2Fback&response_mode=query"                   \
    "&scope=openid%20profile%20offline_access%20https%3A%2F%2Fgraph.microsoft.com%2FOnlineMeetings.ReadWrite"         \
    "%20https%3A%2F%2Fgraph.microsoft.com%2FUser.Read&state=c3RhdGU&nonce=bm9uY2U"                                    \
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"

#define CONSENT                                                                                                       \
    "https://login.microsoftonline.com/" TENANT "/v2.0/adminconsent?client_id=" CLIENT                                \
    "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"                                                             \
    "&redirect_uri=https%3A%2F%2Fats.example%2Fteams%2Fback&state=c3RhdGU"

static void test_sign_in_url_is_complete(void **state)
{
    ti_authorize ask = sign_in();

    (void)state;
    assert_url(ti_authorize_url, &ask, SIGN_IN);
}

static void test_verifier_itself_never_goes_out(void **state)
{
    ti_authorize ask = sign_in();
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 4096);
    assert_true(ti_authorize_url(&buf, &ask));
    assert_null(strstr(ti_buf_text(&buf), ask.verifier));
    ti_buf_clear(&buf);
}

static void test_account_is_selected_or_hinted_but_never_both(void **state)
{
    ti_authorize ask = sign_in();

    (void)state;
    ask.select_account = true;
    assert_url(ti_authorize_url, &ask, SIGN_IN "&prompt=select_account");
    ask.login_hint = "anna&b=c@contoso.example";
    assert_url(ti_authorize_url, &ask, SIGN_IN "&login_hint=anna%26b%3Dc%40contoso.example");
}

/* OpenID Connect Core, 5.5; the consent page knows no such parameter. */
static void test_claims_go_into_the_sign_in_url_alone(void **state)
{
    ti_authorize ask = sign_in();

    (void)state;
    ask.claims = "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}";
    assert_url(ti_authorize_url, &ask,
               SIGN_IN "&claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22cp1%22%5D%7D%7D%7D");
    assert_url(ti_admin_consent_url, &ask, CONSENT);
    ask.claims = "{\"a\":\"&prompt=none#\"}";
    ask.select_account = true;
    assert_url(ti_authorize_url, &ask,
               SIGN_IN "&claims=%7B%22a%22%3A%22%26prompt%3Dnone%23%22%7D&prompt=select_account");
}

static void test_values_cannot_add_parameters(void **state)
{
    ti_authorize ask = sign_in();
    ti_buf buf;

    (void)state;
    ask.state = "x&prompt=none#f";
    ask.redirect_uri = "https://ats.example/?a=b&scope=evil";
    ti_buf_init(&buf, 4096);
    assert_true(ti_authorize_url(&buf, &ask));
    assert_non_null(strstr(ti_buf_text(&buf), "&state=x%26prompt%3Dnone%23f&"));
    assert_null(strstr(ti_buf_text(&buf), "&scope=evil"));
    assert_null(strchr(ti_buf_text(&buf), '#'));
    ti_buf_clear(&buf);
}

static void test_sign_in_needs_nonce_and_a_usable_verifier(void **state)
{
    ti_authorize ask = sign_in();

    (void)state;
    ask.nonce = NULL;
    assert_no_url(ti_authorize_url, &ask);
    ask = sign_in();
    ask.nonce = "";
    assert_no_url(ti_authorize_url, &ask);
    ask = sign_in();
    ask.verifier = NULL;
    assert_no_url(ti_authorize_url, &ask);
    ask.verifier = "too-short";
    assert_no_url(ti_authorize_url, &ask);
}

/* A8: neither common nor consumers, and nothing that changes the path. */
static void test_tenant_is_a_guid_or_organizations(void **state)
{
    static const char *const bad[] = { NULL, "", "common", "consumers", "Organizations", "contoso.com", "../x",
                                       TENANT "/x", "9188040d-6c67-4c5b-b112-36a304b66dad",
                                       "9188040D-6C67-4C5B-B112-36A304B66DAD" };
    ti_authorize ask = sign_in();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ask.tenant = bad[i];
        assert_no_url(ti_authorize_url, &ask);
        assert_no_url(ti_admin_consent_url, &ask);
    }
}

static void test_first_sign_in_goes_to_organizations_for_identity_only(void **state)
{
    ti_authorize ask = sign_in();
    ti_buf buf;

    (void)state;
    ask.tenant = "organizations";
    ask.scope = TI_SCOPE_IDENTITY;
    ti_buf_init(&buf, 4096);
    assert_true(ti_authorize_url(&buf, &ask));
    assert_non_null(strstr(ti_buf_text(&buf), "https://login.microsoftonline.com/organizations/oauth2/v2.0/"));
    assert_non_null(strstr(ti_buf_text(&buf), "&scope=openid%20profile&"));
    ti_buf_clear(&buf);
}

static void test_consent_url_is_complete_and_asks_for_the_static_scope(void **state)
{
    ti_authorize ask = sign_in();

    (void)state;
    assert_url(ti_admin_consent_url, &ask, CONSENT);
    ask.cloud = ti_cloud_find("dod");
    assert_url(ti_admin_consent_url, &ask,
               "https://login.microsoftonline.us/" TENANT "/v2.0/adminconsent?client_id=" CLIENT
               "&scope=https%3A%2F%2Fdod-graph.microsoft.us%2F.default"
               "&redirect_uri=https%3A%2F%2Fats.example%2Fteams%2Fback&state=c3RhdGU");
}

static void test_url_that_does_not_fit_fails(void **state)
{
    ti_authorize ask = sign_in();
    size_t max;

    (void)state;
    for (max = 0; max < sizeof(SIGN_IN) - 1; max++) {
        ti_buf buf;

        ti_buf_init(&buf, max);
        assert_false(ti_authorize_url(&buf, &ask));
        ti_buf_clear(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sign_in_url_is_complete),
        cmocka_unit_test(test_verifier_itself_never_goes_out),
        cmocka_unit_test(test_account_is_selected_or_hinted_but_never_both),
        cmocka_unit_test(test_claims_go_into_the_sign_in_url_alone),
        cmocka_unit_test(test_values_cannot_add_parameters),
        cmocka_unit_test(test_sign_in_needs_nonce_and_a_usable_verifier),
        cmocka_unit_test(test_tenant_is_a_guid_or_organizations),
        cmocka_unit_test(test_first_sign_in_goes_to_organizations_for_identity_only),
        cmocka_unit_test(test_consent_url_is_complete_and_asks_for_the_static_scope),
        cmocka_unit_test(test_url_that_does_not_fit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
