/* SPDX-License-Identifier: Apache-2.0 */
/* test_id_token.c - what a good id_token is and says; the broken ones are in test_id_token_mutations.c. */
#include "proto/entra/id_token.h"

#include "proto/entra/role.h"
#include "sample_id_token.h"

static void test_good_token_gives_lower_case_ids_and_nothing_else(void **state)
{
    fixture *f = *state;

    assert_good(f);
    assert_string_equal(f->identity.tid, TENANT_LOWER);
    assert_string_equal(f->identity.oid, OID_LOWER);
    assert_false(f->identity.guest);
}

static void test_large_token_under_the_limit_is_good(void **state)
{
    static char padding[10 * 1024];
    fixture *f = *state;

    memset(padding, 'x', sizeof(padding) - 1);
    replace(f->claims, "anna", padding);
    assert_good(f);
}

/* T2: a key that the token brings along is nobody's. */
static void test_keys_and_addresses_in_the_header_are_ignored(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"typ\"",
            "\"jku\":\"https://evil.example/keys\",\"x5u\":\"https://evil.example/\",\"x5c\":[\"MIIC\"],"
            "\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\"},\"typ\"");
    assert_good(f);
}

static void test_typ_may_be_absent_and_has_no_case(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"typ\":\"JWT\",", "");
    assert_good(f);
    replace(f->header, "{", "{\"typ\":\"jwt\",");
    assert_good(f);
}

static void test_skew_of_120_seconds_is_allowed_and_no_more(void **state)
{
    static const struct {
        const char *from, *to;
    } good[] = {
        { "1900003900", "1899999891" },
        { "1900003900", "1899999890.5" },
        { "\"nbf\":1900000000", "\"nbf\":1900000130" },
        { "\"iat\":1900000000", "\"iat\":1900000130" },
        { "\"iat\":1900000000", "\"iat\":1899999870" },
        { "1900003900", "1.9000039e9" },
        { "1900003900", "9007199254740991" },
    };
    size_t i;

    for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        fixture *f = *state;

        snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
        replace(f->claims, good[i].from, good[i].to);
        assert_good(f);
    }
}

static void test_age_is_not_checked_without_a_start(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"iat\":1900000000", "\"iat\":1899990000");
    f->expect.started_ms = 0;
    assert_good(f);
}

static void test_nonce_is_not_checked_where_none_was_sent(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"nonce\":\"" NONCE "\",", "");
    f->expect.nonce = NULL;
    assert_good(f);
}

static void test_audience_may_be_an_array_of_one(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"" CLIENT "\"", "[\"" CLIENT "\"]");
    replace(f->claims, "\"oid\"", "\"azp\":\"" CLIENT "\",\"oid\"");
    assert_good(f);
}

static void test_concrete_issuer_of_metadata_and_key_must_match_exactly(void **state)
{
    fixture *f = *state;

    f->expect.issuer = TI_SLICE(ISSUER);
    replace(f->keys, TEMPLATE, ISSUER);
    assert_good(f);
    f->expect.issuer = TI_SLICE("https://login.microsoftonline.com/" OTHER_TENANT "/v2.0");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, FOREIGN_ISSUER);
    f->expect.issuer = TI_SLICE("https://login.microsoftonline.com/{tenant}/v2.0");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, FOREIGN_ISSUER);
    f->expect.issuer = TI_SLICE("");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, FOREIGN_ISSUER);
}

static void test_key_without_issuer_is_good_for_all(void **state)
{
    fixture *f = *state;

    replace(f->keys, ",\"issuer\":\"" TEMPLATE "\"", "");
    assert_good(f);
}

static void test_other_tenant_alone_has_its_own_status(void **state)
{
    fixture *f = *state;

    sign_token(f);
    f->expect.tenant = OTHER_TENANT;
    assert_refused(f, TEAMSINVITE_E_WRONG_TENANT, WRONG_TENANT);
    f->expect.tenant = TENANT;
    assert_good(f);
    f->expect.tenant = NULL;
    assert_good(f);
    /* Not alone: then it is a bad token, whatever the tenant. */
    f->expect.tenant = OTHER_TENANT;
    replace(f->claims, "\"sub-1\"", "\"\"");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("sub is missing or too long"));
}

static void test_consumer_tenant_is_refused_even_where_any_is_welcome(void **state)
{
    fixture *f = *state;

    f->expect.tenant = NULL;
    replace(f->claims, "\"tid\":\"" TENANT "\"", "\"tid\":\"9188040D-6c67-4c5b-b112-36a304b66dad\"");
    replace(f->claims, ISSUER, "https://login.microsoftonline.com/9188040D-6c67-4c5b-b112-36a304b66dad/v2.0");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_WRONG_ACCOUNT, PERSONAL);
    f->expect.tenant = TI_CONSUMER_TENANT;
    assert_refused(f, TEAMSINVITE_E_WRONG_ACCOUNT, PERSONAL);
}

static void test_guest_is_whose_idp_differs_or_whose_acct_is_1(void **state)
{
    static const struct {
        const char *claim;
        bool guest;
    } cases[] = {
        { "\"idp\":\"" ISSUER "\",", false },
        { "\"acct\":0,", false },
        { "\"acct\":\"0\",", false },
        { "\"idp\":\"https://sts.windows.net/" OTHER_TENANT "/\",", true },
        { "\"idp\":\"live.com\",", true },
        { "\"acct\":1,", true },
        { "\"acct\":\"1\",", true },
        { "\"acct\":1,\"idp\":\"" ISSUER "\",", true },
        { "\"acct\":0,\"idp\":\"live.com\",", true },
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture *f = *state;
        char with[256];

        snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
        snprintf(with, sizeof(with), "%s\"oid\"", cases[i].claim);
        replace(f->claims, "\"oid\"", with);
        assert_good(f);
        assert_int_equal(f->identity.guest, cases[i].guest);
    }
}

static void test_keys_document_that_is_no_json_is_refused(void **state)
{
    fixture *f = *state;

    sign_token(f);
    snprintf(f->keys, sizeof(f->keys), "<html>");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, KEY("the keys document has no keys"));
}

static void claim_too(fixture *f, const char *member)
{
    char with[4096];

    snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
    snprintf(with, sizeof(with), "%s,\"oid\"", member);
    replace(f->claims, "\"oid\"", with);
}

static void test_at_hash_that_fits_the_access_token_is_good(void **state)
{
    fixture *f = *state;

    claim_too(f, "\"at_hash\":\"" AT_HASH "\"");
    assert_good(f);
    f->expect.access_token = ACCESS_TOKEN "x";
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, OTHER_TOKEN);
    f->expect.access_token = "";
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, OTHER_TOKEN);
}

/* OpenID Connect Core, appendix A.3: access token and id_token of one answer. */
static void test_at_hash_of_openid_connect_core_appendix_a_3(void **state)
{
    fixture *f = *state;

    f->expect.access_token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    claim_too(f, "\"at_hash\":\"77QmUPtjPfzWtF2AnpK9RQ\"");
    assert_good(f);
}

static void test_at_hash_is_not_checked_without_an_access_token(void **state)
{
    fixture *f = *state;

    f->expect.access_token = NULL;
    claim_too(f, "\"at_hash\":\"AAAAAAAAAAAAAAAAAAAAAA\"");
    assert_good(f);
}

#define GLOBAL_ADMIN "62e90394-69f5-4237-9190-012177145e10"
#define APP_ADMIN "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
#define ANY_MEMBER "b79fbf4d-3ef9-4689-8143-76b194e85509"

static void test_roles_are_carried_out_in_lower_case(void **state)
{
    static const char *const either[] = { APP_ADMIN, "B79FBF4D-3ef9-4689-8143-76b194e85509" };
    static const char *const neither[] = { APP_ADMIN, "", NULL };
    fixture *f = *state;

    claim_too(f, "\"wids\":[\"62E90394-69F5-4237-9190-012177145E10\",\"" ANY_MEMBER "\"]");
    assert_good(f);
    assert_int_equal(f->identity.role_count, 2);
    assert_string_equal(f->identity.roles[0], GLOBAL_ADMIN);
    assert_string_equal(f->identity.roles[1], ANY_MEMBER);
    assert_true(f->identity.administrator);
    assert_true(ti_identity_has_role(&f->identity, either, 2));
    assert_true(ti_identity_has_role(&f->identity, ti_administrator_roles, TI_ADMINISTRATOR_ROLES));
    assert_false(ti_identity_has_role(&f->identity, either, 1));
    assert_false(ti_identity_has_role(&f->identity, neither, 3));
    assert_false(ti_identity_has_role(&f->identity, either, 0));
}

static void test_no_role_makes_no_administrator(void **state)
{
    static const char *const members[] = { "\"x\":0", "\"wids\":[]", "\"wids\":[\"" ANY_MEMBER "\"]",
                                           "\"WIDS\":[\"" GLOBAL_ADMIN "\"]", "\"roles\":[\"" GLOBAL_ADMIN "\"]" };
    fixture *f = *state;
    size_t i;

    for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        claim_too(f, members[i]);
        assert_good(f);
        assert_false(f->identity.administrator);
        assert_false(ti_identity_has_role(&f->identity, ti_administrator_roles, TI_ADMINISTRATOR_ROLES));
        assert_int_equal(f->identity.role_count, i == 2);
    }
}

static void test_each_administrator_role_makes_one(void **state)
{
    static const char *const roles[] = { GLOBAL_ADMIN, "e8611ab8-c189-46e8-94e1-60213ab1f814", APP_ADMIN,
                                         "158c047a-c907-4556-b7ef-446551a6b5f7" };
    fixture *f = *state;
    size_t i;

    for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        char member[128];

        snprintf(member, sizeof(member), "\"wids\":[\"" ANY_MEMBER "\",\"%s\"]", roles[i]);
        claim_too(f, member);
        assert_good(f);
        assert_true(f->identity.administrator);
    }
}

static void test_64_roles_are_carried(void **state)
{
    char member[64 * 40];
    fixture *f = *state;
    size_t len = (size_t)snprintf(member, sizeof(member), "\"wids\":[");
    size_t i;

    for (i = 0; i < TI_ROLES_MAX; i++)
        len += (size_t)snprintf(member + len, sizeof(member) - len, "%s\"%08zx-0000-0000-0000-000000000000\"",
                                i == 0 ? "" : ",", i);
    snprintf(member + len, sizeof(member) - len, "]");
    claim_too(f, member);
    assert_good(f);
    assert_int_equal(f->identity.role_count, TI_ROLES_MAX);
    assert_string_equal(f->identity.roles[63], "0000003f-0000-0000-0000-000000000000");
}

/* F22: our clock against Entra's, for a token just issued and good for 65 minutes. */
static void test_clock_may_be_off_by_two_minutes(void **state)
{
    static const struct {
        int64_t off_s;
        const char *why; /* NULL: good */
    } clocks[] = {
        { 0, NULL },
        { 1, NULL },
        { -1, NULL },
        { 120, NULL },
        { -120, NULL },
        { -121, TOKEN("nbf: it is not valid yet") },
        { -360, TOKEN("nbf: it is not valid yet") },
        { -3600, TOKEN("nbf: it is not valid yet") },
        { 360, NULL },
        { 3600, NULL },
        { 4019, NULL },
        { 4020, TOKEN("exp: it has expired") },
        { 7200, TOKEN("exp: it has expired") },
    };
    fixture *f = *state;
    size_t i;

    sign_token(f);
    f->expect.started_ms = 0;
    for (i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
        f->expect.now_ms = (INT64_C(1900000000) + clocks[i].off_s) * 1000;
        if (clocks[i].why == NULL)
            assert_good(f);
        else
            assert_refused(f, TEAMSINVITE_E_ID_TOKEN, clocks[i].why);
    }
}

static void test_clock_set_back_during_a_sign_in_is_noticed(void **state)
{
    fixture *f = *state;

    sign_token(f);
    f->expect.now_ms = INT64_C(1900000000000);
    f->expect.started_ms = INT64_C(1900000120000);
    assert_good(f);
    f->expect.started_ms = INT64_C(1900000120001);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("iat: it was issued before this sign-in began"));
}

static void test_years_2038_and_2106_are_years_like_any_other(void **state)
{
    static const int64_t seconds[] = { INT64_C(2147483647), INT64_C(2147483648), INT64_C(4294967295),
                                       INT64_C(4294967296) };
    fixture *f = *state;
    size_t i;

    for (i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++) {
        char at[32], later[32];

        snprintf(at, sizeof(at), "%lld", (long long)seconds[i]);
        snprintf(later, sizeof(later), "%lld", (long long)seconds[i] + 3900);
        snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
        replace(f->claims, "1900003900", later);
        replace(f->claims, "1900000000", at);
        replace(f->claims, "1900000000", at);
        f->expect.now_ms = seconds[i] * 1000;
        f->expect.started_ms = seconds[i] * 1000;
        assert_good(f);
        f->expect.now_ms = (seconds[i] + 4020) * 1000;
        assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("exp: it has expired"));
    }
}

/* RFC 7515, A.2 is a good signature, which test_rs256.c checks, and no token of ours. */
static void test_token_of_rfc_7515_a_2_is_refused(void **state)
{
    fixture *f = *state;

    assert_refused_text(
        f,
        TI_SLICE("eyJhbGciOiJSUzI1NiJ9"
                 ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                 ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5juj"
                 "Gbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
                 "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6L"
                 "bgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
        TEAMSINVITE_E_ID_TOKEN, TOKEN("kid is missing or too long"), "RFC 7515, A.2");
}

#define RFC_7515_A_5                                                                                                  \
    "eyJhbGciOiJub25lIn0"                                                                                             \
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."

static void test_unsecured_token_of_rfc_7515_a_5_is_refused(void **state)
{
    fixture *f = *state;

    assert_refused_text(f, TI_SLICE(RFC_7515_A_5), TEAMSINVITE_E_ID_TOKEN, PIECES, "RFC 7515, A.5");
    assert_refused_text(f, TI_SLICE(RFC_7515_A_5 "AA"), TEAMSINVITE_E_ID_TOKEN, TOKEN("alg is not RS256"),
                        "RFC 7515, A.5 with a signature");
}

static void test_unknown_kid_is_told_from_every_other_failure(void **state)
{
    fixture *f = *state;

    replace(f->header, "key-1", "key-2");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, NO_SUCH_KEY);
    assert_true(f->identity.key_unknown);
    replace(f->keys, "key-1", "key-2");
    replace(f->keys, "AQAB", "AQ");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, KEY("e is not 65537"));
    assert_false(f->identity.key_unknown);
}

static void test_kid_is_read_without_verifying(void **state)
{
    fixture *f = *state;
    ti_slice kid = { 0 };
    ti_arena arena;

    ti_arena_init(&arena);
    begin_token(f);
    assert_true(ti_buf_add_text(&f->token, ".AA"));
    assert_int_equal(ti_id_token_kid(ti_buf_slice(&f->token), &arena, &kid, &f->err), TEAMSINVITE_OK);
    ti_buf_clear(&f->token);
    assert_true(ti_slice_equal_text(kid, "key-1"));
    ti_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_good_token_gives_lower_case_ids_and_nothing_else),
        WITH_FIXTURE(test_large_token_under_the_limit_is_good),
        WITH_FIXTURE(test_keys_and_addresses_in_the_header_are_ignored),
        WITH_FIXTURE(test_typ_may_be_absent_and_has_no_case),
        WITH_FIXTURE(test_skew_of_120_seconds_is_allowed_and_no_more),
        WITH_FIXTURE(test_age_is_not_checked_without_a_start),
        WITH_FIXTURE(test_nonce_is_not_checked_where_none_was_sent),
        WITH_FIXTURE(test_audience_may_be_an_array_of_one),
        WITH_FIXTURE(test_concrete_issuer_of_metadata_and_key_must_match_exactly),
        WITH_FIXTURE(test_key_without_issuer_is_good_for_all),
        WITH_FIXTURE(test_other_tenant_alone_has_its_own_status),
        WITH_FIXTURE(test_consumer_tenant_is_refused_even_where_any_is_welcome),
        WITH_FIXTURE(test_guest_is_whose_idp_differs_or_whose_acct_is_1),
        WITH_FIXTURE(test_keys_document_that_is_no_json_is_refused),
        WITH_FIXTURE(test_at_hash_that_fits_the_access_token_is_good),
        WITH_FIXTURE(test_at_hash_of_openid_connect_core_appendix_a_3),
        WITH_FIXTURE(test_at_hash_is_not_checked_without_an_access_token),
        WITH_FIXTURE(test_roles_are_carried_out_in_lower_case),
        WITH_FIXTURE(test_no_role_makes_no_administrator),
        WITH_FIXTURE(test_each_administrator_role_makes_one),
        WITH_FIXTURE(test_64_roles_are_carried),
        WITH_FIXTURE(test_clock_may_be_off_by_two_minutes),
        WITH_FIXTURE(test_clock_set_back_during_a_sign_in_is_noticed),
        WITH_FIXTURE(test_years_2038_and_2106_are_years_like_any_other),
        WITH_FIXTURE(test_token_of_rfc_7515_a_2_is_refused),
        WITH_FIXTURE(test_unsecured_token_of_rfc_7515_a_5_is_refused),
        WITH_FIXTURE(test_unknown_kid_is_told_from_every_other_failure),
        WITH_FIXTURE(test_kid_is_read_without_verifying),
    };

    return cmocka_run_group_tests(tests, make_key, free_key);
}
