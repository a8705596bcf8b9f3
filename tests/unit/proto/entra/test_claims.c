/* SPDX-License-Identifier: Apache-2.0 */
/* test_claims.c - the claims parameter: challenge and capability in one object. */
#include "proto/entra/claims.h"

#include <cjson/cJSON.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/url.h"

#include <cmocka.h>

static void assert_merged(const char *challenge, bool capable, const char *wanted)
{
    ti_buf out;

    ti_buf_init(&out, 4096);
    assert_true(ti_claims_merge(&out, ti_slice_of(challenge), capable));
    assert_string_equal(ti_buf_text(&out), wanted);
    ti_buf_clear(&out);
}

static void test_the_capability_alone(void **state)
{
    (void)state;
    assert_merged("", true, "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}");
}

static void test_a_challenge_is_passed_on_with_the_capability_in_it(void **state)
{
    (void)state;
    assert_merged("{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"1604106651\"}}}", true,
                  "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1604106651\"},"
                  "\"xms_cc\":{\"values\":[\"cp1\"]}}}");
    assert_merged("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}", false,
                  "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
}

/* Entra, claims-challenge: what the documentation sends for the challenge above, as it stands in the form. */
static void test_merged_claims_are_those_of_the_documented_example(void **state)
{
    cJSON *documented, *ours;
    ti_buf out, text;

    (void)state;
    ti_buf_init(&out, 4096);
    ti_buf_init(&text, 4096);
    assert_true(ti_claims_merge(
        &out, TI_SLICE("{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"1604106651\"}}}"), true));
    assert_true(ti_form_decode(
        &text, TI_SLICE("%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22cp1%22%5D%7D%2C%22nbf%22%3A"
                        "%7B%22essential%22%3Atrue%2C%22value%22%3A%221604106651%22%7D%7D%7D")));
    documented = cJSON_Parse(ti_buf_text(&text));
    ours = cJSON_Parse(ti_buf_text(&out));
    assert_non_null(documented);
    assert_true(cJSON_Compare(documented, ours, true)); /* members have no order */
    cJSON_Delete(documented);
    cJSON_Delete(ours);
    ti_buf_clear(&text);
    ti_buf_clear(&out);
}

static void test_no_challenge_and_no_capability_ask_for_nothing(void **state)
{
    (void)state;
    assert_merged("", false, "{}");
}

static void test_what_does_not_fit_is_refused(void **state)
{
    const size_t len = sizeof("{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}") - 1;
    size_t max;

    (void)state;
    for (max = 0; max <= len; max++) {
        ti_buf out;

        ti_buf_init(&out, max);
        assert_int_equal(ti_claims_merge(&out, TI_SLICE(""), true), max == len);
        ti_buf_clear(&out);
    }
}

static void test_other_members_stay_and_a_capability_is_said_once(void **state)
{
    (void)state;
    assert_merged("{\"id_token\":{\"a\":null},\"access_token\":null}", true,
                  "{\"id_token\":{\"a\":null},\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}");
    assert_merged("{\"access_token\":{\"xms_cc\":{\"values\":[\"cp0\"]},\"b\":1}}", true,
                  "{\"access_token\":{\"b\":1,\"xms_cc\":{\"values\":[\"cp1\"]}}}");
}

static void test_what_is_no_object_is_refused(void **state)
{
    static const char *const bad[] = { "[]", "1", "\"x\"", "{", "{}{}", "null",
                                       "{\"a\":1,\"a\":2}", "{\"access_token\":[]}",
                                       "{\"access_token\":\"x\"}", "{\"access_token\":1}" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf out;

        ti_buf_init(&out, 4096);
        assert_false(ti_claims_merge(&out, ti_slice_of(bad[i]), true));
        ti_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_capability_alone),
        cmocka_unit_test(test_a_challenge_is_passed_on_with_the_capability_in_it),
        cmocka_unit_test(test_merged_claims_are_those_of_the_documented_example),
        cmocka_unit_test(test_no_challenge_and_no_capability_ask_for_nothing),
        cmocka_unit_test(test_what_does_not_fit_is_refused),
        cmocka_unit_test(test_other_members_stay_and_a_capability_is_said_once),
        cmocka_unit_test(test_what_is_no_object_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
