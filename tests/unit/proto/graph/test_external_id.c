/* SPDX-License-Identifier: Apache-2.0 */
/* test_external_id.c - the name under which createOrGet finds our meeting again; covers: G2. */
#include "proto/graph/external_id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define TENANT "11111111-2222-3333-4444-555555555555"
#define OID "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
#define KEY "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"

typedef struct id_text {
    char text[TI_EXTERNAL_ID_LENGTH + 1];
} id_text;

static id_text id_of(const char *key, const char *tenant, const char *organizer, const char *reference)
{
    id_text id = { "" };
    ti_buf buf;

    ti_buf_init(&buf, 256);
    assert_true(ti_meeting_external_id(&buf, ti_slice_of(key), tenant, organizer, reference));
    assert_int_equal(buf.len, TI_EXTERNAL_ID_LENGTH);
    memcpy(id.text, buf.ptr, TI_EXTERNAL_ID_LENGTH);
    ti_buf_clear(&buf);
    return id;
}

static void assert_refused(const char *key, const char *tenant, const char *organizer, const char *reference)
{
    ti_buf buf;

    ti_buf_init(&buf, 256);
    assert_false(ti_meeting_external_id(&buf, ti_slice_of(key), tenant, organizer, reference));
    assert_true(buf.failed);
    ti_buf_clear(&buf);
}

/* Computed with Python's hmac: HMAC-SHA-256(key, parts), each part behind
 * its length in four bytes, the first being "libteamsinvite/external-id/1". */
static void test_external_id_is_that_of_another_implementation(void **state)
{
    (void)state;
    assert_string_equal(id_of(KEY, TENANT, OID, "interview-42").text,
                        "19c39b95235fc9e23f79f35f5efc8470137fccc91adee053f7a9ac3953283608");
    assert_string_equal(id_of(KEY, TENANT, "me", "interview-42").text,
                        "79de913c82a99652d34138273bcc7596913fcc8d1200915e8b33c0d437147b8e");
}

static void test_external_id_does_not_depend_on_the_case_of_a_guid(void **state)
{
    (void)state;
    assert_string_equal(id_of(KEY, TENANT, "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE", "r").text,
                        id_of(KEY, TENANT, OID, "r").text);
    assert_string_equal(id_of(KEY, "ABCDEF00-0000-0000-0000-000000000000", OID, "r").text,
                        id_of(KEY, "abcdef00-0000-0000-0000-000000000000", OID, "r").text);
    assert_string_equal(id_of(KEY, "AZ", "[`", "r").text, id_of(KEY, "az", "[`", "r").text);
    assert_string_not_equal(id_of(KEY, "[", "b", "r").text, id_of(KEY, "{", "b", "r").text);
    assert_string_not_equal(id_of(KEY, TENANT, OID, "R").text, id_of(KEY, TENANT, OID, "r").text);
}

static void test_external_id_changes_with_each_part(void **state)
{
    const char *base = "19c39b95235fc9e23f79f35f5efc8470137fccc91adee053f7a9ac3953283608";

    (void)state;
    assert_string_not_equal(id_of("another key", TENANT, OID, "interview-42").text, base);
    assert_string_not_equal(id_of(KEY, OID, OID, "interview-42").text, base);
    assert_string_not_equal(id_of(KEY, TENANT, TENANT, "interview-42").text, base);
    assert_string_not_equal(id_of(KEY, TENANT, OID, "interview-43").text, base);
}

static void test_external_id_keeps_parts_apart(void **state)
{
    (void)state;
    assert_string_not_equal(id_of(KEY, "ab", "c", "d").text, id_of(KEY, "a", "bc", "d").text);
    assert_string_not_equal(id_of(KEY, "ab", "c", "d").text, id_of(KEY, "ab", "cd", "d").text);
    assert_string_not_equal(id_of(KEY, "a", "b", "cd").text, id_of(KEY, "a", "bc", "d").text);
}

static void test_external_id_of_an_unknown_tenant_is_one_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(id_of(KEY, "", "me", "interview-42").text,
                        "4a73d5af425e83a61cb40275526f3a4f73ccd662da252058db7a109416bd2f04");
    assert_string_not_equal(id_of(KEY, "", "ab", "r").text, id_of(KEY, "a", "b", "r").text);
}

static void test_external_id_without_a_part_is_refused(void **state)
{
    (void)state;
    assert_refused("", TENANT, OID, "r");
    assert_refused(KEY, NULL, OID, "r");
    assert_refused(KEY, TENANT, "", "r");
    assert_refused(KEY, TENANT, NULL, "r");
    assert_refused(KEY, TENANT, OID, "");
    assert_refused(KEY, TENANT, OID, NULL);
}

static void test_external_id_of_a_part_too_long_is_refused(void **state)
{
    char reference[2048];

    (void)state;
    memset(reference, 'r', sizeof(reference) - 1);
    reference[sizeof(reference) - 1] = '\0';
    assert_refused(KEY, TENANT, OID, reference);
    reference[1000] = '\0'; /* fits alone, not with the others */
    assert_refused(KEY, TENANT, OID, reference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_external_id_is_that_of_another_implementation),
        cmocka_unit_test(test_external_id_does_not_depend_on_the_case_of_a_guid),
        cmocka_unit_test(test_external_id_changes_with_each_part),
        cmocka_unit_test(test_external_id_keeps_parts_apart),
        cmocka_unit_test(test_external_id_of_an_unknown_tenant_is_one_of_its_own),
        cmocka_unit_test(test_external_id_without_a_part_is_refused),
        cmocka_unit_test(test_external_id_of_a_part_too_long_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
