/* SPDX-License-Identifier: Apache-2.0 */
/* test_metadata.c - the discovery document: what is read of it, and where it may point. */
#include "proto/entra/metadata.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define AUTHORITY "https://login.microsoftonline.com"
#define ISSUER AUTHORITY "/{tenantid}/v2.0"
#define TOKEN AUTHORITY "/organizations/oauth2/v2.0/token"
#define KEYS AUTHORITY "/organizations/discovery/v2.0/keys"

static const ti_cloud simulator = { "custom", "http://127.0.0.1:8080", "http://127.0.0.1:8081", true };

static teamsinvite_status read_text(const char *text, const ti_cloud *cloud, ti_metadata *metadata, ti_json **json,
                                    ti_error *err)
{
    *json = ti_json_read(ti_slice_of(text));
    return ti_metadata_read(metadata, *json, cloud, err);
}

static void assert_refused(const char *text, teamsinvite_status status, const char *member)
{
    ti_metadata metadata;
    ti_error err = { 0 };
    ti_json *json;

    assert_int_equal(read_text(text, ti_cloud_find("global"), &metadata, &json, &err), status);
    assert_non_null(strstr(err.message, member));
    assert_int_equal(metadata.jwks_uri.len, 0);
    assert_int_equal(metadata.issuer.len, 0);
    ti_json_free(json);
}

static void assert_refused_members(const char *issuer, const char *token, const char *keys, const char *member)
{
    char text[4096];

    snprintf(text, sizeof(text), "{\"issuer\":\"%s\",\"token_endpoint\":\"%s\",\"jwks_uri\":\"%s\"}", issuer, token,
             keys);
    assert_refused(text, TEAMSINVITE_E_CONFIG, member);
}

static void test_url_is_that_of_the_tenant(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 256);
    assert_true(ti_metadata_url(&buf, ti_cloud_find("global"), "organizations"));
    assert_string_equal(ti_buf_text(&buf), AUTHORITY "/organizations/v2.0/.well-known/openid-configuration");
    ti_buf_clear(&buf);
}

static void test_document_of_entra_is_read(void **state)
{
    ti_metadata metadata;
    ti_error err = { 0 };
    ti_json *json;

    (void)state;
    assert_int_equal(read_text("{\"token_endpoint\":\"" TOKEN "\",\"issuer\":\"" ISSUER "\",\"jwks_uri\":\"" KEYS
                               "\",\"tenant_region_scope\":null,\"response_modes_supported\":[\"query\"]}",
                               ti_cloud_find("global"), &metadata, &json, &err),
                     TEAMSINVITE_OK);
    assert_true(ti_slice_equal_text(metadata.issuer, ISSUER));
    assert_true(ti_slice_equal_text(metadata.jwks_uri, KEYS));
    ti_json_free(json);
}

static void test_default_port_and_case_of_the_host_do_not_matter(void **state)
{
    ti_metadata metadata;
    ti_error err = { 0 };
    ti_json *json;

    (void)state;
    assert_int_equal(
        read_text("{\"issuer\":\"" ISSUER "\",\"token_endpoint\":\"https://LOGIN.microsoftonline.com:443/t\","
                  "\"jwks_uri\":\"" KEYS "?appid=1\"}",
                  ti_cloud_find("global"), &metadata, &json, &err),
        TEAMSINVITE_OK);
    ti_json_free(json);
}

static void test_custom_cloud_on_loopback_is_compared_with_its_port(void **state)
{
    ti_metadata metadata;
    ti_error err = { 0 };
    ti_json *json;

    (void)state;
    assert_int_equal(read_text("{\"issuer\":\"http://127.0.0.1:8080/{tenantid}/v2.0\",\"token_endpoint\":"
                               "\"http://127.0.0.1:8080/t\",\"jwks_uri\":\"http://127.0.0.1:8080/k\"}",
                               &simulator, &metadata, &json, &err),
                     TEAMSINVITE_OK);
    ti_json_free(json);
    assert_int_equal(read_text("{\"issuer\":\"http://127.0.0.1:8080/{tenantid}/v2.0\",\"token_endpoint\":"
                               "\"http://127.0.0.1:8080/t\",\"jwks_uri\":\"http://127.0.0.1:8081/k\"}",
                               &simulator, &metadata, &json, &err),
                     TEAMSINVITE_E_CONFIG);
    ti_json_free(json);
}

static const char *const foreign[] = {
    "https://login.evil.example/keys",
    "http://login.microsoftonline.com/keys",
    "http://login.microsoftonline.com:443/keys",
    "https://login.microsoftonline.com:8443/keys",
    "https://login.microsoftonline.com.evil.example/keys",
    "https://login.microsoftonline.com@evil.example/keys",
    "https://user@login.microsoftonline.com/keys",
    "https://login.microsoftonline.us/keys",
    "https://login.microsoftonline.com./keys",
    "https://login.microsoftonline.com/keys#fragment",
    "https://evil.example\\\\@login.microsoftonline.com/keys",
    "https://login.microsoftonline.com\\\\.evil.example/keys",
    "//login.microsoftonline.com/keys",
    "/keys",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://login.microsoftonline.com /keys",
    "x",
};

static void test_foreign_jwks_uri_is_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
        assert_refused_members(ISSUER, TOKEN, foreign[i], "jwks_uri");
}

static void test_foreign_token_endpoint_is_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
        assert_refused_members(ISSUER, foreign[i], KEYS, "token_endpoint");
}

static void test_foreign_issuer_is_refused(void **state)
{
    static const char *const issuers[] = {
        "https://sts.windows.net/{tenantid}/",
        "https://login.microsoftonline.com",
        "https://login.microsoftonline.com.evil.example/{tenantid}/v2.0",
        "https://login.microsoftonline.us/{tenantid}/v2.0",
        "http://login.microsoftonline.com/{tenantid}/v2.0",
        "{tenantid}",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(issuers) / sizeof(issuers[0]); i++)
        assert_refused_members(issuers[i], TOKEN, KEYS, "issuer");
}

static void test_missing_or_mistyped_members_are_a_bad_response(void **state)
{
    (void)state;
    assert_refused("{\"token_endpoint\":\"" TOKEN "\",\"jwks_uri\":\"" KEYS "\"}", TEAMSINVITE_E_RESPONSE, "issuer");
    assert_refused("{\"issuer\":\"" ISSUER "\",\"jwks_uri\":\"" KEYS "\"}", TEAMSINVITE_E_RESPONSE, "token_endpoint");
    assert_refused("{\"issuer\":\"" ISSUER "\",\"token_endpoint\":\"" TOKEN "\"}", TEAMSINVITE_E_RESPONSE,
                   "jwks_uri");
    assert_refused("{\"issuer\":\"\",\"token_endpoint\":\"" TOKEN "\",\"jwks_uri\":\"" KEYS "\"}",
                   TEAMSINVITE_E_RESPONSE, "issuer");
    assert_refused("{\"issuer\":[\"" ISSUER "\"],\"token_endpoint\":\"" TOKEN "\",\"jwks_uri\":\"" KEYS "\"}",
                   TEAMSINVITE_E_RESPONSE, "issuer");
    assert_refused("{\"issuer\":\"" ISSUER "\",\"token_endpoint\":\"" TOKEN "\",\"jwks_uri\":null}",
                   TEAMSINVITE_E_RESPONSE, "jwks_uri");
    assert_refused("[]", TEAMSINVITE_E_RESPONSE, "object");
    assert_refused("<html>", TEAMSINVITE_E_RESPONSE, "object");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_url_is_that_of_the_tenant),
        cmocka_unit_test(test_document_of_entra_is_read),
        cmocka_unit_test(test_default_port_and_case_of_the_host_do_not_matter),
        cmocka_unit_test(test_custom_cloud_on_loopback_is_compared_with_its_port),
        cmocka_unit_test(test_foreign_jwks_uri_is_refused),
        cmocka_unit_test(test_foreign_token_endpoint_is_refused),
        cmocka_unit_test(test_foreign_issuer_is_refused),
        cmocka_unit_test(test_missing_or_mistyped_members_are_a_bad_response),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
