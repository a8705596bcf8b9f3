/* SPDX-License-Identifier: Apache-2.0 */
/* test_keyring.c - which keys the ring takes, and which of them seals. */
#include "vault/keyring.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static unsigned char key_bytes[TI_KEY_BYTES];

static int fill_key(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(key_bytes); i++)
        key_bytes[i] = (unsigned char)(i + 1);
    return 0;
}

static teamsinvite_status add(ti_keyring *ring, const char *id, bool current, ti_error *err)
{
    return ti_keyring_add(ring, id, key_bytes, sizeof(key_bytes), current, err);
}

static void test_empty_ring_has_no_current_key(void **state)
{
    ti_keyring ring = { 0 };

    (void)state;
    assert_null(ti_keyring_current(&ring));
    assert_null(ti_keyring_find(&ring, TI_SLICE("a")));
    assert_null(ti_keyring_find(&ring, TI_SLICE("")));
}

static void test_first_key_seals_until_another_is_named(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "old", false, &err), TEAMSINVITE_OK);
    assert_string_equal(ti_keyring_current(&ring)->id, "old");
    assert_int_equal(add(&ring, "new", true, &err), TEAMSINVITE_OK);
    assert_string_equal(ti_keyring_current(&ring)->id, "new");
    assert_int_equal(add(&ring, "older", false, &err), TEAMSINVITE_OK);
    assert_string_equal(ti_keyring_current(&ring)->id, "new");
    assert_int_equal(add(&ring, "newest", true, &err), TEAMSINVITE_OK);
    assert_string_equal(ti_keyring_current(&ring)->id, "newest");
}

static void test_find_compares_the_whole_id_with_case(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "Key.2030_01-a", true, &err), TEAMSINVITE_OK);
    assert_non_null(ti_keyring_find(&ring, TI_SLICE("Key.2030_01-a")));
    assert_null(ti_keyring_find(&ring, TI_SLICE("key.2030_01-a")));
    assert_null(ti_keyring_find(&ring, TI_SLICE("Key.2030_01-")));
    assert_null(ti_keyring_find(&ring, TI_SLICE("Key.2030_01-ab")));
    assert_memory_equal(ti_keyring_find(&ring, TI_SLICE("Key.2030_01-a"))->bytes, key_bytes, TI_KEY_BYTES);
}

static void test_id_must_be_1_to_32_of_the_plain_characters(void **state)
{
    static const char *const bad[] = { NULL, "", "a b", "a/b", "a\"b", "\xc3\xa4", "a@b",
                                       "123456789012345678901234567890123" };
    ti_keyring ring = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_error err = { 0 };

        assert_int_equal(add(&ring, bad[i], true, &err), TEAMSINVITE_E_INVALID);
        assert_string_equal(err.parameter, "id");
        assert_int_equal(ring.count, 0);
    }
}

static void test_id_of_32_bytes_fits(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "12345678901234567890123456789012", true, &err), TEAMSINVITE_OK);
    assert_non_null(ti_keyring_find(&ring, TI_SLICE("12345678901234567890123456789012")));
}

static void test_id_cannot_be_there_twice(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "a", true, &err), TEAMSINVITE_OK);
    assert_int_equal(add(&ring, "a", true, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "id");
    assert_int_equal(ring.count, 1);
}

static void test_key_must_have_exactly_32_bytes(void **state)
{
    unsigned char longer[TI_KEY_BYTES + 1] = { 1, 2, 3 };
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 31, true, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "key");
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 33, true, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 0, true, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ti_keyring_add(&ring, "a", NULL, 32, true, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ring.count, 0);
}

static void test_key_of_equal_bytes_is_refused(void **state)
{
    unsigned char same[TI_KEY_BYTES];
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    memset(same, 0, sizeof(same));
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), true, &err), TEAMSINVITE_E_INVALID);
    memset(same, 0x5a, sizeof(same));
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), true, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "key");
    same[TI_KEY_BYTES - 1] = 0x5b;
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), true, &err), TEAMSINVITE_OK);
}

static void test_seventeenth_key_is_refused(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };
    char id[16];
    int i;

    (void)state;
    for (i = 0; i < TI_KEYRING_MAX; i++) {
        snprintf(id, sizeof(id), "k%d", i);
        assert_int_equal(add(&ring, id, false, &err), TEAMSINVITE_OK);
    }
    assert_int_equal(add(&ring, "one-more", true, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ring.count, TI_KEYRING_MAX);
    assert_string_equal(ti_keyring_current(&ring)->id, "k0");
}

static void test_wipe_leaves_nothing(void **state)
{
    static const ti_keyring nothing;
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "a", true, &err), TEAMSINVITE_OK);
    ti_keyring_wipe(&ring);
    assert_memory_equal(&ring, &nothing, sizeof(ring));
    ti_keyring_wipe(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_ring_has_no_current_key),
        cmocka_unit_test(test_first_key_seals_until_another_is_named),
        cmocka_unit_test(test_find_compares_the_whole_id_with_case),
        cmocka_unit_test(test_id_must_be_1_to_32_of_the_plain_characters),
        cmocka_unit_test(test_id_of_32_bytes_fits),
        cmocka_unit_test(test_id_cannot_be_there_twice),
        cmocka_unit_test(test_key_must_have_exactly_32_bytes),
        cmocka_unit_test(test_key_of_equal_bytes_is_refused),
        cmocka_unit_test(test_seventeenth_key_is_refused),
        cmocka_unit_test(test_wipe_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, fill_key, NULL);
}
