/* SPDX-License-Identifier: Apache-2.0 */
/* test_rs256.c - RS256 signatures: the example of RFC 7515, A.2, and what is no signature. */
#include "vault/rs256.h"

#include <openssl/err.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/base64.h"

#include <cmocka.h>

/* RFC 7515, A.2.1: "n" of the key, the signing input, and the signature. */
static const char modulus_text[] =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZ"
    "S-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2"
    "R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcD"
    "TW9gb54h4FRWyuXpoQ";
static const char signed_text[] =
    "eyJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
static const char signature_text[] =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CU"
    "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_d"
    "O--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0ig"
    "cN_IoypGlUPQGe77Rw";

static ti_buf modulus;
static ti_buf signature;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&modulus, 512);
    ti_buf_init(&signature, 512);
    assert_true(ti_base64url_decode(&modulus, ti_slice_of(modulus_text)));
    assert_true(ti_base64url_decode(&signature, ti_slice_of(signature_text)));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&modulus);
    ti_buf_clear(&signature);
    return 0;
}

static ti_rs256 verify(ti_slice text)
{
    return ti_rs256_verify(ti_buf_slice(&modulus), TI_SLICE("\x01\x00\x01"), text, ti_buf_slice(&signature));
}

static void test_example_of_rfc_7515_a_2_verifies(void **state)
{
    (void)state;
    assert_int_equal(verify(ti_slice_of(signed_text)), TI_RS256_GOOD);
}

static void test_other_bytes_do_not_verify(void **state)
{
    char other[sizeof(signed_text)];

    (void)state;
    memcpy(other, signed_text, sizeof(other));
    other[0] = 'f';
    assert_int_equal(verify(ti_slice_of(other)), TI_RS256_BAD);
    assert_int_equal(verify(ti_slice_first(ti_slice_of(signed_text), sizeof(signed_text) - 2)), TI_RS256_BAD);
    assert_int_equal(verify(TI_SLICE("")), TI_RS256_BAD);
}

static void test_every_flipped_byte_of_the_signature_is_bad(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < signature.len; i++) {
        signature.ptr[i] = (char)(signature.ptr[i] ^ 0x10);
        assert_int_equal(verify(ti_slice_of(signed_text)), TI_RS256_BAD);
        signature.ptr[i] = (char)(signature.ptr[i] ^ 0x10);
    }
    assert_int_equal(verify(ti_slice_of(signed_text)), TI_RS256_GOOD);
}

static void test_signature_must_be_as_long_as_the_modulus(void **state)
{
    ti_slice text = ti_slice_of(signed_text);
    ti_buf longer;

    (void)state;
    ti_buf_init(&longer, 512);
    assert_true(ti_buf_add_char(&longer, '\0'));
    assert_true(ti_buf_add(&longer, ti_buf_slice(&signature)));
    assert_int_equal(
        ti_rs256_verify(ti_buf_slice(&modulus), TI_SLICE("\x01\x00\x01"), text, ti_buf_slice(&longer)),
        TI_RS256_BAD);
    assert_int_equal(ti_rs256_verify(ti_buf_slice(&modulus), TI_SLICE("\x01\x00\x01"), text,
                                     ti_slice_first(ti_buf_slice(&signature), 255)),
                     TI_RS256_BAD);
    assert_int_equal(ti_rs256_verify(TI_SLICE(""), TI_SLICE("\x01\x00\x01"), text, TI_SLICE("")), TI_RS256_BAD);
    ti_buf_clear(&longer);
}

static void test_another_exponent_does_not_verify(void **state)
{
    (void)state;
    assert_int_not_equal(ti_rs256_verify(ti_buf_slice(&modulus), TI_SLICE("\x03"), ti_slice_of(signed_text),
                                         ti_buf_slice(&signature)),
                         TI_RS256_GOOD);
}

static void test_the_hosts_error_queue_of_openssl_stays_as_it_was(void **state)
{
    (void)state;
    ERR_clear_error();
    ERR_raise(ERR_LIB_USER, 42);
    assert_int_equal(verify(TI_SLICE("other")), TI_RS256_BAD);
    assert_int_equal(ERR_GET_REASON(ERR_get_error()), 42);
    assert_int_equal(ERR_get_error(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_example_of_rfc_7515_a_2_verifies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_bytes_do_not_verify, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_flipped_byte_of_the_signature_is_bad, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_signature_must_be_as_long_as_the_modulus, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_another_exponent_does_not_verify, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_hosts_error_queue_of_openssl_stays_as_it_was, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
