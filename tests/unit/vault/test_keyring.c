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

static teamsinvite_status add(ti_keyring *ring, const char *id, ti_error *err)
{
    return ti_keyring_add(ring, id, key_bytes, sizeof(key_bytes), err);
}

static const ti_key *find(const ti_keyring *ring, const char *id)
{
    static ti_key room;

    return ti_keyring_find(ring, ti_slice_of(id), &room);
}

static const char *current_id(const ti_keyring *ring)
{
    static ti_key room;
    const ti_key *key = ti_keyring_current(ring, &room);

    return key == NULL ? NULL : key->id;
}

static void test_empty_ring_has_no_current_key(void **state)
{
    ti_keyring ring = { 0 };

    (void)state;
    assert_null(current_id(&ring));
    assert_null(find(&ring, "a"));
    assert_null(find(&ring, ""));
    ti_keyring_wipe(&ring);
}

static void test_the_key_added_last_seals(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "old", &err), TEAMSINVITE_OK);
    assert_string_equal(current_id(&ring), "old");
    assert_int_equal(add(&ring, "new", &err), TEAMSINVITE_OK);
    assert_string_equal(current_id(&ring), "new");
    assert_int_equal(add(&ring, "new", &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(current_id(&ring), "new");
    ti_keyring_wipe(&ring);
}

/* A key management service that has "kms-1" and "kms-2", and "empty", which it does not fill. */
static int32_t ask_service(const char *id, unsigned char key[TI_KEY_BYTES], void *user_data)
{
    int *asked = user_data;
    bool has = strncmp(id, "kms-", 4) == 0;

    ++*asked;
    if (has) {
        memcpy(key, key_bytes, TI_KEY_BYTES);
        key[0] = (unsigned char)id[4];
    }
    return has || strcmp(id, "empty") == 0;
}

static void test_keys_that_were_not_given_are_asked_for(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };
    int asked = 0;

    (void)state;
    assert_int_equal(add(&ring, "given", &err), TEAMSINVITE_OK);
    assert_int_equal(ti_keyring_ask(&ring, "kms-2", ask_service, &asked, &err), TEAMSINVITE_OK);
    assert_string_equal(current_id(&ring), "kms-2");
    assert_int_equal(find(&ring, "kms-1")->bytes[0], '1');
    assert_int_equal(find(&ring, "kms-2")->bytes[0], '2');
    assert_int_equal(asked, 3);
    assert_non_null(find(&ring, "given"));
    assert_int_equal(asked, 3);
    assert_null(find(&ring, "other"));
    assert_null(find(&ring, "empty"));
    assert_int_equal(asked, 5);
    assert_null(find(&ring, "not an id"));
    assert_int_equal(asked, 5);
    ti_keyring_wipe(&ring);
}

static void test_a_key_that_cannot_be_had_seals_nothing(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };
    int asked = 0;

    (void)state;
    assert_int_equal(ti_keyring_ask(&ring, "other", ask_service, &asked, &err), TEAMSINVITE_OK);
    assert_null(current_id(&ring));
    assert_int_equal(ti_keyring_ask(&ring, "not an id", ask_service, &asked, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "id");
    ti_keyring_wipe(&ring);
}

static void test_find_compares_the_whole_id_with_case(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "Key.2030_01-a", &err), TEAMSINVITE_OK);
    assert_non_null(find(&ring, "Key.2030_01-a"));
    assert_null(find(&ring, "key.2030_01-a"));
    assert_null(find(&ring, "Key.2030_01-"));
    assert_null(find(&ring, "Key.2030_01-ab"));
    assert_memory_equal(find(&ring, "Key.2030_01-a")->bytes, key_bytes, TI_KEY_BYTES);
    ti_keyring_wipe(&ring);
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

        assert_int_equal(add(&ring, bad[i], &err), TEAMSINVITE_E_INVALID);
        assert_string_equal(err.parameter, "id");
        assert_int_equal(ring.count, 0);
    }
    ti_keyring_wipe(&ring);
}

static void test_id_of_32_bytes_fits(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "12345678901234567890123456789012", &err), TEAMSINVITE_OK);
    assert_non_null(find(&ring, "12345678901234567890123456789012"));
    ti_keyring_wipe(&ring);
}

static void test_id_cannot_be_there_twice(void **state)
{
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "a", &err), TEAMSINVITE_OK);
    assert_int_equal(add(&ring, "a", &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "id");
    assert_int_equal(ring.count, 1);
    ti_keyring_wipe(&ring);
}

static void test_key_must_have_exactly_32_bytes(void **state)
{
    unsigned char longer[TI_KEY_BYTES + 1] = { 1, 2, 3 };
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 31, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "key");
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 33, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ti_keyring_add(&ring, "a", longer, 0, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ti_keyring_add(&ring, "a", NULL, 32, &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ring.count, 0);
    ti_keyring_wipe(&ring);
}

static void test_key_of_equal_bytes_is_refused(void **state)
{
    unsigned char same[TI_KEY_BYTES];
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    memset(same, 0, sizeof(same));
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), &err), TEAMSINVITE_E_INVALID);
    memset(same, 0x5a, sizeof(same));
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "key");
    same[TI_KEY_BYTES - 1] = 0x5b;
    assert_int_equal(ti_keyring_add(&ring, "a", same, sizeof(same), &err), TEAMSINVITE_OK);
    ti_keyring_wipe(&ring);
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
        assert_int_equal(add(&ring, id, &err), TEAMSINVITE_OK);
    }
    assert_int_equal(add(&ring, "one-more", &err), TEAMSINVITE_E_INVALID);
    assert_int_equal(ring.count, TI_KEYRING_MAX);
    assert_string_equal(current_id(&ring), "k15");
    ti_keyring_wipe(&ring);
}

static void test_wipe_leaves_nothing(void **state)
{
    static const ti_keyring nothing;
    ti_keyring ring = { 0 };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(add(&ring, "a", &err), TEAMSINVITE_OK);
    ti_keyring_wipe(&ring);
    assert_memory_equal(&ring, &nothing, sizeof(ring));
    ti_keyring_wipe(NULL);
    ti_keyring_wipe(&ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_ring_has_no_current_key),
        cmocka_unit_test(test_the_key_added_last_seals),
        cmocka_unit_test(test_keys_that_were_not_given_are_asked_for),
        cmocka_unit_test(test_a_key_that_cannot_be_had_seals_nothing),
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
