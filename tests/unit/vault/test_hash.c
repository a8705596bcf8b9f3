/* SPDX-License-Identifier: Apache-2.0 */
/* test_hash.c - SHA-256, HMAC-SHA-256 and HKDF-SHA-256 against published vectors. */
#include "vault/hash.h"

#include <openssl/err.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static ti_algorithms algorithms;

static int fetch(void **state)
{
    (void)state;
    return ti_algorithms_fetch(&algorithms) ? 0 : -1;
}

static int let_go(void **state)
{
    (void)state;
    ti_algorithms_free(&algorithms);
    return 0;
}

static void assert_hex(const unsigned char *bytes, size_t len, const char *expected)
{
    char text[256];
    size_t i;

    assert_true(2 * len < sizeof(text));
    for (i = 0; i < len; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    assert_string_equal(text, expected);
}

/* count bytes: from, from + 1, … */
static ti_slice ascending(unsigned char *room, unsigned char from, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        room[i] = (unsigned char)(from + i);
    return ti_slice_make(room, count);
}

static ti_slice repeated(unsigned char *room, int byte, size_t count)
{
    memset(room, byte, count);
    return ti_slice_make(room, count);
}

static void test_sha256_of_fips_180_examples(void **state)
{
    unsigned char hash[TI_HASH_BYTES];

    (void)state;
    assert_true(ti_sha256(hash, TI_SLICE("abc")));
    assert_hex(hash, sizeof(hash), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(ti_sha256(hash, TI_SLICE("")));
    assert_hex(hash, sizeof(hash), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_hmac_of_rfc_4231_cases_1_2_3_and_6(void **state)
{
    unsigned char hash[TI_HASH_BYTES];
    unsigned char key[131];
    unsigned char data[50];

    (void)state;
    assert_true(ti_hmac_sha256(hash, repeated(key, 0x0b, 20), TI_SLICE("Hi There")));
    assert_hex(hash, sizeof(hash), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assert_true(ti_hmac_sha256(hash, TI_SLICE("Jefe"), TI_SLICE("what do ya want for nothing?")));
    assert_hex(hash, sizeof(hash), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert_true(ti_hmac_sha256(hash, repeated(key, 0xaa, 20), repeated(data, 0xdd, 50)));
    assert_hex(hash, sizeof(hash), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    assert_true(ti_hmac_sha256(hash, repeated(key, 0xaa, 131),
                               TI_SLICE("Test Using Larger Than Block-Size Key - Hash Key First")));
    assert_hex(hash, sizeof(hash), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void test_hkdf_of_rfc_5869_appendix_a_1(void **state)
{
    unsigned char key[22], salt[13], info[10], out[42];

    (void)state;
    assert_true(ti_hkdf_sha256(&algorithms, out, sizeof(out), repeated(key, 0x0b, 22), ascending(salt, 0, 13),
                               ascending(info, 0xf0, 10)));
    assert_hex(out, sizeof(out),
               "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
               "34007208d5b887185865");
}

static void test_hkdf_of_rfc_5869_appendix_a_2(void **state)
{
    unsigned char key[80], salt[80], info[80], out[82];

    (void)state;
    assert_true(ti_hkdf_sha256(&algorithms, out, sizeof(out), ascending(key, 0, 80), ascending(salt, 0x60, 80),
                               ascending(info, 0xb0, 80)));
    assert_hex(out, sizeof(out),
               "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
               "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
               "cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

static void test_hkdf_of_rfc_5869_appendix_a_3_without_salt_and_info(void **state)
{
    unsigned char key[22], out[42];

    (void)state;
    assert_true(ti_hkdf_sha256(&algorithms, out, sizeof(out), repeated(key, 0x0b, 22), TI_SLICE(""), TI_SLICE("")));
    assert_hex(out, sizeof(out),
               "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
               "9d201395faa4b61a96c8");
}

static void test_hkdf_refuses_lengths_that_the_rfc_forbids(void **state)
{
    static unsigned char out[255 * TI_HASH_BYTES + 1];

    (void)state;
    assert_true(
        ti_hkdf_sha256(&algorithms, out, 255 * TI_HASH_BYTES, TI_SLICE("key"), TI_SLICE("salt"), TI_SLICE("info")));
    assert_false(ti_hkdf_sha256(&algorithms, out, sizeof(out), TI_SLICE("key"), TI_SLICE("salt"), TI_SLICE("info")));
    assert_false(ti_hkdf_sha256(&algorithms, out, 0, TI_SLICE("key"), TI_SLICE("salt"), TI_SLICE("info")));
    assert_false(ti_hkdf_sha256(&algorithms, out, 32, TI_SLICE(""), TI_SLICE("salt"), TI_SLICE("info")));
}

static void test_the_hosts_error_queue_of_openssl_stays_as_it_was(void **state)
{
    unsigned char out[TI_HASH_BYTES];

    (void)state;
    ERR_clear_error();
    ERR_raise(ERR_LIB_USER, 42);
    assert_true(ti_sha256(out, TI_SLICE("abc")));
    assert_true(ti_hmac_sha256(out, TI_SLICE("key"), TI_SLICE("abc")));
    assert_true(ti_hkdf_sha256(&algorithms, out, sizeof(out), TI_SLICE("key"), TI_SLICE(""), TI_SLICE("")));
    assert_int_equal(ERR_GET_REASON(ERR_get_error()), 42);
    assert_int_equal(ERR_get_error(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256_of_fips_180_examples),
        cmocka_unit_test(test_hmac_of_rfc_4231_cases_1_2_3_and_6),
        cmocka_unit_test(test_hkdf_of_rfc_5869_appendix_a_1),
        cmocka_unit_test(test_hkdf_of_rfc_5869_appendix_a_2),
        cmocka_unit_test(test_hkdf_of_rfc_5869_appendix_a_3_without_salt_and_info),
        cmocka_unit_test(test_hkdf_refuses_lengths_that_the_rfc_forbids),
        cmocka_unit_test(test_the_hosts_error_queue_of_openssl_stays_as_it_was),
    };

    return cmocka_run_group_tests(tests, fetch, let_go);
}
