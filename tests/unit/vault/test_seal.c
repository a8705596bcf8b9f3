/* SPDX-License-Identifier: Apache-2.0 */
/* test_seal.c - what is sealed opens in its place, and nowhere else. */
#include "vault/seal.h"

#include <openssl/err.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <teamsinvite/storage.h>

#include <cmocka.h>

/* "TI", format, algorithm, length of the id, "2030-01", salt, commitment, IV, tag. */
enum { KEY_ID_AT = 5, SALT_AT = 12, COMMITMENT_AT = 44, IV_AT = 76, CIPHER_AT = 88, SEALED_MAX = 64 * 1024 };

typedef struct fixture {
    ti_keyring ring;
    unsigned char next; /* of the random bytes, which count up */
    int fills_left;     /* before the source runs dry; -1: never */
    ti_random random;
    ti_place place;
    ti_buf sealed;
    ti_buf plain;
    ti_error err;
} fixture;

static bool count_up(void *bytes, size_t length, void *user_data)
{
    fixture *f = user_data;
    unsigned char *out = bytes;
    size_t i;

    if (f->fills_left == 0)
        return false;
    if (f->fills_left > 0)
        f->fills_left--;
    for (i = 0; i < length; i++)
        out[i] = f->next++;
    return true;
}

static void add_key(ti_keyring *ring, const char *id, unsigned char first)
{
    unsigned char bytes[TI_KEY_BYTES];
    ti_error err = { 0 };
    size_t i;

    for (i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(first + i);
    assert_int_equal(ti_keyring_add(ring, id, bytes, sizeof(bytes), &err), TEAMSINVITE_OK);
}

static int set_up(void **state)
{
    static fixture f;

    memset(&f, 0, sizeof(f));
    add_key(&f.ring, "2030-01", 0x20);
    f.next = 1;
    f.fills_left = -1;
    f.random = (ti_random){ count_up, &f };
    f.place = (ti_place){ "c/acme/u/42", 7 };
    ti_buf_init(&f.sealed, SEALED_MAX);
    ti_buf_init(&f.plain, SEALED_MAX);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    ti_buf_clear(&f->sealed);
    ti_buf_clear(&f->plain);
    ti_keyring_wipe(&f->ring);
    return 0;
}

static void seal(fixture *f, ti_slice plain)
{
    assert_int_equal(ti_seal(&f->sealed, plain, &f->place, &f->ring, f->random, &f->err), TEAMSINVITE_OK);
}

static teamsinvite_status open_slice(fixture *f, ti_slice sealed)
{
    /* Something to be reset: a failure must leave nothing behind. */
    ti_buf_add_text(&f->plain, "from before");
    return ti_open(&f->plain, sealed, &f->place, &f->ring, &f->err);
}

static void assert_refused(fixture *f, ti_slice sealed, teamsinvite_status status)
{
    assert_int_equal(open_slice(f, sealed), status);
    assert_int_equal(f->plain.len, 0);
    assert_int_equal(f->err.status, status);
}

static void test_what_is_sealed_opens_in_its_place(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
    assert_string_equal(ti_buf_text(&f->plain), "secret value");
}

/* Made by another implementation: HMAC twice by hand, AES-GCM of another library. */
static void test_sealed_bytes_are_those_of_the_documented_layout(void **state)
{
    static const char expected[] =
        "5449010107323033302d30310102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
        "4693bb1a40a53f6ff82fa8dbeb26e5a9e682ff8ea87e426a9df2977877e02c50"
        "2122232425262728292a2b2c8f9699b78d97b25b9539e119d086975963c7f0f050340323782981a4";
    fixture *f = *state;
    char text[sizeof(expected)];
    size_t i;

    seal(f, TI_SLICE("secret value"));
    assert_int_equal(2 * f->sealed.len, sizeof(expected) - 1);
    for (i = 0; i < f->sealed.len; i++)
        snprintf(text + 2 * i, 3, "%02x", (unsigned char)f->sealed.ptr[i]);
    assert_string_equal(text, expected);
}

static void test_largest_value_fits_a_storage_value(void **state)
{
    static char plain[TI_PLAIN_MAX + 1];
    fixture *f = *state;

    memset(plain, 'x', sizeof(plain));
    seal(f, ti_slice_make(plain, TI_PLAIN_MAX));
    assert_true(f->sealed.len <= TEAMSINVITE_VALUE_MAX);
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
    assert_int_equal(f->plain.len, TI_PLAIN_MAX);
    assert_memory_equal(f->plain.ptr, plain, TI_PLAIN_MAX);
    assert_int_equal(
        ti_seal(&f->sealed, ti_slice_make(plain, TI_PLAIN_MAX + 1), &f->place, &f->ring, f->random, &f->err),
        TEAMSINVITE_E_INTERNAL);
}

static void test_empty_value_is_not_sealed(void **state)
{
    fixture *f = *state;

    assert_int_equal(ti_seal(&f->sealed, TI_SLICE(""), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_INTERNAL);
    assert_int_equal(f->sealed.len, 0);
}

static void test_each_write_has_its_own_salt_and_bytes(void **state)
{
    fixture *f = *state;
    ti_buf first;

    seal(f, TI_SLICE("secret value"));
    ti_buf_init(&first, SEALED_MAX);
    assert_true(ti_buf_add(&first, ti_buf_slice(&f->sealed)));
    seal(f, TI_SLICE("secret value"));
    assert_memory_not_equal(first.ptr + SALT_AT, f->sealed.ptr + SALT_AT, 32);
    assert_memory_not_equal(first.ptr + COMMITMENT_AT, f->sealed.ptr + COMMITMENT_AT, 32);
    assert_memory_not_equal(first.ptr + IV_AT, f->sealed.ptr + IV_AT, 12);
    assert_memory_not_equal(first.ptr + CIPHER_AT, f->sealed.ptr + CIPHER_AT, 12);
    ti_buf_clear(&first);
}

static void test_every_flipped_bit_is_refused(void **state)
{
    fixture *f = *state;
    size_t refused = 0;
    size_t i;
    int bit;

    seal(f, TI_SLICE("secret value"));
    for (i = 0; i < f->sealed.len; i++) {
        for (bit = 0; bit < 8; bit++) {
            teamsinvite_status status;

            f->sealed.ptr[i] = (char)(f->sealed.ptr[i] ^ (1 << bit));
            status = open_slice(f, ti_buf_slice(&f->sealed));
            /* Another key id is another key, unless it is none at all. */
            if (i >= KEY_ID_AT - 1 && i < SALT_AT)
                assert_true(status == TEAMSINVITE_E_KEY_UNAVAILABLE || status == TEAMSINVITE_E_CORRUPT);
            else
                assert_int_equal(status, TEAMSINVITE_E_CORRUPT);
            assert_int_equal(f->plain.len, 0);
            f->sealed.ptr[i] = (char)(f->sealed.ptr[i] ^ (1 << bit));
            refused++;
        }
    }
    assert_int_equal(refused, 8 * f->sealed.len);
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
    print_message("%zu flipped bits refused\n", refused);
}

static void test_every_truncation_is_refused(void **state)
{
    fixture *f = *state;
    size_t len;

    seal(f, TI_SLICE("secret value"));
    for (len = 0; len < f->sealed.len; len++)
        assert_refused(f, ti_slice_first(ti_buf_slice(&f->sealed), len), TEAMSINVITE_E_CORRUPT);
}

/* X6: OpenSSL itself would take a tag of any length from 1 to 16. */
static void test_shortened_tag_is_refused(void **state)
{
    fixture *f = *state;
    size_t len;

    seal(f, TI_SLICE("secret value that is longer than one tag"));
    for (len = f->sealed.len - 16; len < f->sealed.len; len++)
        assert_refused(f, ti_slice_first(ti_buf_slice(&f->sealed), len), TEAMSINVITE_E_CORRUPT);
}

static void test_appended_bytes_are_refused(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    assert_true(ti_buf_add_char(&f->sealed, '\0'));
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
}

static void test_record_moved_to_another_key_is_refused(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    f->place.key = "c/acme/u/43";
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    f->place.key = "c/acme/u/4";
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    f->place.key = "";
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
}

static void test_two_records_swapped_are_both_refused(void **state)
{
    fixture *f = *state;
    ti_buf other;

    ti_buf_init(&other, SEALED_MAX);
    seal(f, TI_SLICE("of user 42"));
    assert_int_equal(ti_seal(&other, TI_SLICE("of user 43"), &(ti_place){ "c/acme/u/43", 7 }, &f->ring, f->random,
                             &f->err),
                     TEAMSINVITE_OK);
    assert_refused(f, ti_buf_slice(&other), TEAMSINVITE_E_CORRUPT);
    f->place.key = "c/acme/u/43";
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    assert_int_equal(open_slice(f, ti_buf_slice(&other)), TEAMSINVITE_OK);
    ti_buf_clear(&other);
}

static void test_older_or_newer_version_is_refused(void **state)
{
    static const int64_t others[] = { 0, 6, 8, 7 + (INT64_C(1) << 32), 7 + (INT64_C(1) << 56), INT64_MAX };
    fixture *f = *state;
    size_t i;

    seal(f, TI_SLICE("secret value"));
    for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        f->place.version = others[i];
        assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    }
}

static void test_missing_key_is_unavailable_not_corrupt(void **state)
{
    fixture *f = *state;
    ti_keyring other = { 0 };

    seal(f, TI_SLICE("secret value"));
    add_key(&other, "2031-01", 0x60);
    assert_int_equal(ti_open(&f->plain, ti_buf_slice(&f->sealed), &f->place, &other, &f->err),
                     TEAMSINVITE_E_KEY_UNAVAILABLE);
    assert_non_null(strstr(f->err.message, "2030-01"));
    assert_int_equal(f->plain.len, 0);
    ti_keyring_wipe(&other);
}

static void test_other_bytes_under_the_same_id_are_refused(void **state)
{
    fixture *f = *state;
    ti_keyring other = { 0 };

    seal(f, TI_SLICE("secret value"));
    add_key(&other, "2030-01", 0x60);
    assert_int_equal(ti_open(&f->plain, ti_buf_slice(&f->sealed), &f->place, &other, &f->err), TEAMSINVITE_E_CORRUPT);
    assert_string_equal(f->err.message, "a record is not sealed with the key it names");
    ti_keyring_wipe(&other);
}

/* X8: GCM alone would open it; the commitment is what stops a second key. */
static void test_commitment_alone_being_wrong_is_refused(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    f->sealed.ptr[COMMITMENT_AT + 31] = (char)(f->sealed.ptr[COMMITMENT_AT + 31] ^ 1);
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    assert_string_equal(f->err.message, "a record is not sealed with the key it names");
}

static void test_older_key_opens_and_new_key_seals(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    add_key(&f->ring, "2031-01", 0x60);
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
    seal(f, TI_SLICE("secret value"));
    assert_memory_equal(f->sealed.ptr + KEY_ID_AT, "2031-01", 7);
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
}

static void test_no_randomness_means_nothing_is_sealed(void **state)
{
    fixture *f = *state;

    f->fills_left = 0;
    assert_int_equal(ti_seal(&f->sealed, TI_SLICE("secret value"), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_RANDOM);
    assert_int_equal(f->sealed.len, 0);
    f->random.fill = NULL;
    assert_int_equal(ti_seal(&f->sealed, TI_SLICE("secret value"), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_RANDOM);
}

static void test_empty_ring_seals_nothing(void **state)
{
    fixture *f = *state;

    ti_keyring_wipe(&f->ring);
    assert_int_equal(ti_seal(&f->sealed, TI_SLICE("secret value"), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_KEY_UNAVAILABLE);
}

static void test_place_that_storage_cannot_have_is_refused(void **state)
{
    fixture *f = *state;
    char key[TEAMSINVITE_KEY_MAX + 2];

    memset(key, 'k', sizeof(key) - 1);
    key[sizeof(key) - 1] = '\0';
    f->place.key = key;
    assert_int_equal(ti_seal(&f->sealed, TI_SLICE("secret value"), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_INTERNAL);
    key[TEAMSINVITE_KEY_MAX] = '\0';
    seal(f, TI_SLICE("secret value"));
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_OK);
    f->place.version = -1;
    assert_int_equal(open_slice(f, ti_buf_slice(&f->sealed)), TEAMSINVITE_E_INTERNAL);
}

static void test_too_small_buffers_fail_and_stay_empty(void **state)
{
    fixture *f = *state;
    ti_buf small;

    seal(f, TI_SLICE("secret value"));
    ti_buf_init(&small, 11);
    assert_int_equal(ti_open(&small, ti_buf_slice(&f->sealed), &f->place, &f->ring, &f->err),
                     TEAMSINVITE_E_INTERNAL);
    assert_int_equal(small.len, 0);
    ti_buf_clear(&small);
    ti_buf_init(&small, f->sealed.len - 1);
    assert_int_equal(ti_seal(&small, TI_SLICE("secret value"), &f->place, &f->ring, f->random, &f->err),
                     TEAMSINVITE_E_INTERNAL);
    assert_int_equal(small.len, 0);
    ti_buf_clear(&small);
}

static void test_foreign_format_algorithm_and_id_length_are_corrupt(void **state)
{
    static const struct {
        size_t at;
        char value;
    } bad[] = { { 0, 't' }, { 1, 'J' }, { 2, 0 }, { 2, 2 }, { 3, 0 }, { 3, 2 }, { 4, 0 }, { 4, 33 }, { 4, '\xff' } };
    fixture *f = *state;
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        seal(f, TI_SLICE("secret value"));
        f->sealed.ptr[bad[i].at] = bad[i].value;
        assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
        assert_string_equal(f->err.message, "a record is not in the sealed format");
    }
}

/* Never "key unavailable": such a row would be kept and tried for ever. */
static void test_key_id_that_we_never_write_is_corrupt(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    f->sealed.ptr[KEY_ID_AT] = '"';
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    f->sealed.ptr[KEY_ID_AT] = '\0';
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    seal(f, TI_SLICE("a value so long that an id of 33 bytes still leaves room for it"));
    f->sealed.ptr[KEY_ID_AT - 1] = 33;
    memset(f->sealed.ptr + KEY_ID_AT, 'a', 33);
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    f->sealed.ptr[KEY_ID_AT - 1] = 32;
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_KEY_UNAVAILABLE);
}

static void test_the_hosts_error_queue_of_openssl_stays_as_it_was(void **state)
{
    fixture *f = *state;

    seal(f, TI_SLICE("secret value"));
    f->place.version = 8;
    ERR_clear_error();
    ERR_raise(ERR_LIB_USER, 42);
    assert_refused(f, ti_buf_slice(&f->sealed), TEAMSINVITE_E_CORRUPT);
    assert_int_equal(ERR_GET_REASON(ERR_get_error()), 42);
    assert_int_equal(ERR_get_error(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_sealed_opens_in_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sealed_bytes_are_those_of_the_documented_layout, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_largest_value_fits_a_storage_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_value_is_not_sealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_write_has_its_own_salt_and_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_flipped_bit_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_truncation_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shortened_tag_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_appended_bytes_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_record_moved_to_another_key_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_records_swapped_are_both_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_older_or_newer_version_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_key_is_unavailable_not_corrupt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_bytes_under_the_same_id_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_commitment_alone_being_wrong_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_older_key_opens_and_new_key_seals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_randomness_means_nothing_is_sealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_ring_seals_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_place_that_storage_cannot_have_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_small_buffers_fail_and_stay_empty, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_foreign_format_algorithm_and_id_length_are_corrupt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_key_id_that_we_never_write_is_corrupt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_hosts_error_queue_of_openssl_stays_as_it_was, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
