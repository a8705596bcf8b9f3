/* SPDX-License-Identifier: Apache-2.0 */
/* test_redirect_query.c - the URL a browser comes back with: what is read, and what is refused. */
#include "proto/entra/redirect_query.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BACK "https://ats.example/teams/back"
#define TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"

typedef struct fixture {
    ti_arena arena;
    ti_redirect_query query;
    ti_error err;
} fixture;

static int set_up(void **state)
{
    static fixture f;

    memset(&f, 0, sizeof(f));
    ti_arena_init(&f.arena);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    ti_arena_clear(&f->arena);
    return 0;
}

static void read_url(fixture *f, const char *url)
{
    assert_int_equal(ti_redirect_query_read(&f->query, ti_slice_of(url), &f->arena, &f->err), TEAMSINVITE_OK);
}

static void assert_refused_bytes(fixture *f, ti_slice url, const char *why)
{
    static const ti_redirect_query nothing;

    assert_int_equal(ti_redirect_query_read(&f->query, url, &f->arena, &f->err), TEAMSINVITE_E_INVALID);
    assert_string_equal(f->err.parameter, "url");
    if (strstr(f->err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", f->err.message, why);
    assert_memory_equal(&f->query, &nothing, sizeof(nothing));
}

static void assert_refused(fixture *f, const char *url, const char *why)
{
    assert_refused_bytes(f, ti_slice_of(url), why);
}

static void assert_refusal(fixture *f, const char *url, teamsinvite_status status, int32_t who, int32_t what,
                           const char *code)
{
    read_url(f, url);
    assert_non_null(f->query.error);
    assert_false(f->query.consent_given);
    assert_int_equal(ti_redirect_query_refusal(&f->query, &f->err), status);
    assert_int_equal(f->err.status, status);
    assert_string_equal(f->err.service_code, code);
    if (what != 0) {
        assert_int_equal(f->err.who, who);
        assert_int_equal(f->err.what, what);
    }
}

static void test_sign_in_comes_back_with_code_and_state(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?code=0.AXX%2Fa-b_c~&state=c3RhdGU&session_state=1f2e&client_info=eyJ1aWQ&unknown=1");
    assert_string_equal(f->query.url, BACK);
    assert_string_equal(f->query.code, "0.AXX/a-b_c~");
    assert_string_equal(f->query.state, "c3RhdGU");
    assert_null(f->query.error);
    assert_null(f->query.tenant);
    assert_null(f->query.issuer);
    assert_null(f->query.aadsts);
    assert_false(f->query.has_consent);
    assert_false(f->query.consent_given);
}

static void test_consent_comes_back_with_the_tenant_as_a_hint(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?admin_consent=True&tenant=" TENANT "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                     "+openid&state=s");
    assert_true(f->query.has_consent);
    assert_true(f->query.consent_given);
    assert_string_equal(f->query.tenant, TENANT);
    assert_null(f->query.code);
}

static void test_consent_is_true_without_regard_to_case_only(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?admin_consent=tRuE&state=s");
    assert_true(f->query.consent_given);
    read_url(f, BACK "?admin_consent=False&state=s");
    assert_true(f->query.has_consent);
    assert_false(f->query.consent_given);
    read_url(f, BACK "?admin_consent=1&state=s");
    assert_false(f->query.consent_given);
    read_url(f, BACK "?admin_consent=True+&state=s");
    assert_false(f->query.consent_given);
    read_url(f, BACK "?admin_consent=&state=s");
    assert_true(f->query.has_consent);
    assert_false(f->query.consent_given);
}

/* A7: what Microsoft sends when the administrator declines, in either order. */
static void test_error_beats_admin_consent_true(void **state)
{
    fixture *f = *state;

    assert_refusal(f,
                   BACK "?admin_consent=True&error=consent_required&error_description=AADSTS65004%3a+The+resource"
                        "+owner+denied+access.%0d%0aTrace+ID%3a+1&state=s",
                   TEAMSINVITE_E_CONSENT_REFUSED, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN, "AADSTS65004");
    assert_true(f->query.has_consent);
    assert_string_equal(f->query.aadsts, "AADSTS65004");
    assert_refusal(f, BACK "?error=access_denied&admin_consent=True&state=s", TEAMSINVITE_E_CONSENT_REFUSED, 0, 0,
                   "access_denied");
    assert_refused(f, BACK "?error=&admin_consent=True&state=s", "error is empty");
}

static void test_description_gives_its_code_and_nothing_else(void **state)
{
    static const struct {
        const char *description;
        const char *code;
    } cases[] = {
        { "AADSTS65004%3A+anna%40contoso.example+declined", "AADSTS65004" },
        { "AADSTS9002313", "AADSTS9002313" },
        { "AADSTS999999999%3A+x", "AADSTS999999999" },
        { "AADSTS9999999990%3A+x", NULL },
        { "AADSTS%3A+x", NULL },
        { "The+code+AADSTS65004", NULL },
        { "aadsts65004", NULL },
        { "", NULL },
    };
    fixture *f = *state;
    char url[512];
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        snprintf(url, sizeof(url), BACK "?error=access_denied&state=s&error_description=%s", cases[i].description);
        read_url(f, url);
        if (cases[i].code != NULL)
            assert_string_equal(f->query.aadsts, cases[i].code);
        else
            assert_null(f->query.aadsts);
        ti_redirect_query_refusal(&f->query, &f->err);
        assert_null(strstr(f->err.message, "anna"));
        assert_null(strstr(f->err.service_code, "anna"));
    }
}

static void test_refusals_say_who_has_to_do_what(void **state)
{
    fixture *f = *state;

    assert_refusal(f, BACK "?error=access_denied&error_subcode=cancel&state=s", TEAMSINVITE_E_CONSENT_REFUSED, 0, 0,
                   "access_denied");
    assert_refusal(f, BACK "?error=server_error&error_subcode=cancel&state=s", TEAMSINVITE_E_CONSENT_REFUSED, 0, 0,
                   "server_error");
    assert_refusal(f, BACK "?error=permission_denied&state=s", TEAMSINVITE_E_CONSENT_REFUSED, 0, 0,
                   "permission_denied");
    assert_refusal(f, BACK "?error=access_denied&error_description=AADSTS90094%3A+x&state=s",
                   TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT,
                   "AADSTS90094");
    assert_refusal(f, BACK "?error=consent_required&state=s", TEAMSINVITE_E_CONSENT_REQUIRED, 0, 0,
                   "consent_required");
    assert_refusal(f, BACK "?error=unauthorized_client&state=s", TEAMSINVITE_E_CONSENT_REQUIRED, 0, 0,
                   "unauthorized_client");
    assert_refusal(f, BACK "?error=unauthorized_client&error_description=AADSTS50194&state=s",
                   TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_REGISTRATION,
                   "AADSTS50194");
    assert_refusal(f, BACK "?error=invalid_scope&state=s", TEAMSINVITE_E_APP_REGISTRATION, 0, 0, "invalid_scope");
    assert_refusal(f, BACK "?error=login_required&state=s", TEAMSINVITE_E_SIGN_IN_AGAIN, 0, 0, "login_required");
    assert_refusal(f, BACK "?error=interaction_required&error_description=AADSTS50020%3A+x&state=s",
                   TEAMSINVITE_E_WRONG_ACCOUNT, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_OTHER_ACCOUNT, "AADSTS50020");
    assert_refusal(f, BACK "?error=access_denied&error_description=AADSTS53003%3A+x&state=s", TEAMSINVITE_E_BLOCKED,
                   TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CHANGE_POLICY, "AADSTS53003");
}

/* Nothing can be sent again: the way to try once more is a new flow. */
static void test_passing_trouble_at_the_redirect_means_to_start_again(void **state)
{
    fixture *f = *state;

    assert_refusal(f, BACK "?error=server_error&state=s", TEAMSINVITE_E_SERVICE, TEAMSINVITE_WHO_USER,
                   TEAMSINVITE_DO_START_AGAIN, "server_error");
    assert_refusal(f, BACK "?error=temporarily_unavailable&state=s", TEAMSINVITE_E_SERVICE, TEAMSINVITE_WHO_USER,
                   TEAMSINVITE_DO_START_AGAIN, "temporarily_unavailable");
    assert_refusal(f, BACK "?error=server_error&error_description=AADSTS50011%3A+x&state=s", TEAMSINVITE_E_SERVICE,
                   TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN, "AADSTS50011");
}

static void test_unknown_error_is_named_other(void **state)
{
    fixture *f = *state;

    assert_refusal(f, BACK "?error=anna.smith&state=s", TEAMSINVITE_E_SERVICE, TEAMSINVITE_WHO_USER,
                   TEAMSINVITE_DO_START_AGAIN, "other");
    assert_null(strstr(f->err.message, "anna"));
}

static void test_known_parameter_given_twice_is_refused(void **state)
{
    static const char *const names[] = {
        "state",           "code",              "error",     "error_subcode", "tenant",        "iss",
        "admin_consent",   "error_description", "error_uri", "scope",         "session_state", "client_info",
    };
    fixture *f = *state;
    char url[512];
    char why[64];
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(why, sizeof(why), "has %s twice", names[i]);
        snprintf(url, sizeof(url), BACK "?%s=a&x=1&%s=a&state=s&code=c", names[i], names[i]);
        assert_refused(f, url, why);
        snprintf(url, sizeof(url), BACK "?%s=&%s=", names[i], names[i]);
        if (strcmp(names[i], "error") != 0)
            assert_refused(f, url, why);
    }
}

static void test_escaped_name_is_the_same_parameter(void **state)
{
    fixture *f = *state;

    assert_refused(f, BACK "?state=a&st%61te=b&code=c", "has state twice");
    read_url(f, BACK "?st%61te=b&code=c");
    assert_string_equal(f->query.state, "b");
}

static void test_names_are_compared_with_case_and_unknown_ones_may_repeat(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?state=a&State=b&STATE=c&code=c&x=1&x=2");
    assert_string_equal(f->query.state, "a");
}

static void test_bad_escapes_are_refused_even_in_unknown_parameters(void **state)
{
    static const char *const bad[] = {
        "code=%",       "code=%4",       "code=%zz",   "code=%4g",        "x=%-1",         "%zz=x",
        "code=a%00b",   "x=%00",         "code=%ff",   "code=%c3%28",     "code=%c0%80",   "code=%ed%a0%80",
        "code=%f4%90%80%80", "x%=1",     "code=%2",    "code=%u0041",
    };
    fixture *f = *state;
    char url[256];
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        snprintf(url, sizeof(url), BACK "?state=s&admin_consent=True&%s", bad[i]);
        assert_refused(f, url, "bad escape");
    }
}

static void test_raw_nul_and_raw_bytes_that_are_not_utf8_are_refused(void **state)
{
    static const char with_nul[] = BACK "?state=s&code=c\0&x=1";
    static const char nul_in_path[] = "https://ats.example/\0?state=s&code=c";
    fixture *f = *state;

    assert_refused_bytes(f, ti_slice_make(with_nul, sizeof(with_nul) - 1), "control");
    assert_refused_bytes(f, ti_slice_make(nul_in_path, sizeof(nul_in_path) - 1), "control");
    assert_refused(f, BACK "?state=s&code=\xff", "UTF-8");
    assert_refused(f, "https://ats.example/\xc3?state=s&code=c", "UTF-8");
}

static void test_plus_is_a_blank(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?state=a+b%2Bc&code=c");
    assert_string_equal(f->query.state, "a b+c");
}

static void test_fragment_is_refused(void **state)
{
    fixture *f = *state;

    assert_refused(f, BACK "?code=c&state=s#", "fragment");
    assert_refused(f, BACK "#code=c&state=s", "fragment");
    assert_refused(f, BACK "?code=c&state=s#id_token=x", "fragment");
    read_url(f, BACK "?code=c%23d&state=s");
    assert_string_equal(f->query.code, "c#d");
}

static void build_parameters(char *url, size_t size, int count)
{
    size_t len = (size_t)snprintf(url, size, BACK "?state=s&code=c");
    int i;

    for (i = 2; i < count; i++)
        len += (size_t)snprintf(url + len, size - len, "&p%d=x", i);
}

static void test_thirty_third_parameter_is_refused(void **state)
{
    fixture *f = *state;
    char url[1024];

    build_parameters(url, sizeof(url), 32);
    read_url(f, url);
    build_parameters(url, sizeof(url), 33);
    assert_refused(f, url, "more than 32");
}

static void test_url_of_16_kib_is_read_and_one_byte_more_is_refused(void **state)
{
    static char url[16 * 1024 + 2];
    static const char start[] = BACK "?state=s&code=";
    fixture *f = *state;

    memset(url, 'a', sizeof(url));
    memcpy(url, start, sizeof(start) - 1);
    assert_refused_bytes(f, ti_slice_make(url, 16 * 1024 + 1), "16 KiB");
    assert_int_equal(ti_redirect_query_read(&f->query, ti_slice_make(url, 16 * 1024), &f->arena, &f->err),
                     TEAMSINVITE_OK);
    assert_int_equal(strlen(f->query.code), 16 * 1024 - (sizeof(start) - 1));
}

static void test_reply_without_outcome_or_state_is_refused(void **state)
{
    fixture *f = *state;

    assert_refused(f, BACK, "neither");
    assert_refused(f, BACK "?", "neither");
    assert_refused(f, "", "neither");
    assert_refused(f, BACK "?state=s", "neither");
    assert_refused(f, BACK "?state=s&tenant=" TENANT, "neither");
    assert_refused(f, BACK "?state=s&code=", "neither");
    assert_refused(f, BACK "?code=c", "no state");
    assert_refused(f, BACK "?code=c&state=", "no state");
    assert_refused(f, BACK "?error=access_denied", "no state");
    assert_refused(f, BACK "?admin_consent=True&tenant=" TENANT, "no state");
}

static void test_issuer_of_rfc_9207_and_subcode_are_kept(void **state)
{
    fixture *f = *state;

    read_url(f, BACK "?iss=https%3A%2F%2Flogin.microsoftonline.com%2F" TENANT "%2Fv2.0&code=c&state=s"
                     "&error_subcode=cancel");
    assert_string_equal(f->query.issuer, "https://login.microsoftonline.com/" TENANT "/v2.0");
    assert_string_equal(f->query.error_subcode, "cancel");
}

static void test_redirect_uri_is_kept_byte_for_byte(void **state)
{
    fixture *f = *state;

    read_url(f, "https://ATS.example:443/Teams/%42ack/?code=c&state=s?x");
    assert_string_equal(f->query.url, "https://ATS.example:443/Teams/%42ack/");
    assert_string_equal(f->query.state, "s?x");
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_sign_in_comes_back_with_code_and_state),
        WITH_FIXTURE(test_consent_comes_back_with_the_tenant_as_a_hint),
        WITH_FIXTURE(test_consent_is_true_without_regard_to_case_only),
        WITH_FIXTURE(test_error_beats_admin_consent_true),
        WITH_FIXTURE(test_description_gives_its_code_and_nothing_else),
        WITH_FIXTURE(test_refusals_say_who_has_to_do_what),
        WITH_FIXTURE(test_passing_trouble_at_the_redirect_means_to_start_again),
        WITH_FIXTURE(test_unknown_error_is_named_other),
        WITH_FIXTURE(test_known_parameter_given_twice_is_refused),
        WITH_FIXTURE(test_escaped_name_is_the_same_parameter),
        WITH_FIXTURE(test_names_are_compared_with_case_and_unknown_ones_may_repeat),
        WITH_FIXTURE(test_bad_escapes_are_refused_even_in_unknown_parameters),
        WITH_FIXTURE(test_raw_nul_and_raw_bytes_that_are_not_utf8_are_refused),
        WITH_FIXTURE(test_plus_is_a_blank),
        WITH_FIXTURE(test_fragment_is_refused),
        WITH_FIXTURE(test_thirty_third_parameter_is_refused),
        WITH_FIXTURE(test_url_of_16_kib_is_read_and_one_byte_more_is_refused),
        WITH_FIXTURE(test_reply_without_outcome_or_state_is_refused),
        WITH_FIXTURE(test_issuer_of_rfc_9207_and_subcode_are_kept),
        WITH_FIXTURE(test_redirect_uri_is_kept_byte_for_byte),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
