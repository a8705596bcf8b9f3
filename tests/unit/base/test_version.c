/* SPDX-License-Identifier: Apache-2.0 */
/* test_version.c - the version as text, as number, and the line for a bug report. */
#include "base/version.h"

#include <teamsinvite/base.h>
#include <teamsinvite/error.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <curl/curl.h>
#include <openssl/crypto.h>

static void test_text_and_number_agree(void **state)
{
    int32_t number = teamsinvite_version_number();
    char text[32];

    (void)state;
    (void)snprintf(text, sizeof(text), "%d.%d.%d", (int)(number / 10000), (int)(number / 100 % 100),
                   (int)(number % 100));
    assert_string_equal(teamsinvite_version(), text);
    assert_true(number >= 100);
}

static void test_user_agent_names_library_and_version(void **state)
{
    char expected[64];

    (void)state;
    (void)snprintf(expected, sizeof(expected), "libteamsinvite/%s", teamsinvite_version());
    assert_string_equal(ti_user_agent(), expected);
}

static void test_description_names_all_four_versions(void **state)
{
    char expected[256];
    char *text = NULL;

    (void)state;
    (void)snprintf(expected, sizeof(expected), "libteamsinvite/%s libcurl/%s cJSON/%s OpenSSL/%s",
                   teamsinvite_version(), curl_version_info(CURLVERSION_NOW)->version, cJSON_Version(),
                   OpenSSL_version(OPENSSL_VERSION_STRING));
    assert_int_equal(teamsinvite_version_describe(&text), TEAMSINVITE_OK);
    assert_string_equal(text, expected);
    teamsinvite_string_free(text);
}

static void test_description_needs_a_place(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_version_describe(NULL), TEAMSINVITE_E_INVALID);
}

static void test_string_free_of_null_is_harmless(void **state)
{
    (void)state;
    teamsinvite_string_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_number_agree),
        cmocka_unit_test(test_user_agent_names_library_and_version),
        cmocka_unit_test(test_description_names_all_four_versions),
        cmocka_unit_test(test_description_needs_a_place),
        cmocka_unit_test(test_string_free_of_null_is_harmless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
