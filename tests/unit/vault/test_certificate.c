/* SPDX-License-Identifier: Apache-2.0 */
/* test_certificate.c - what is taken as the app's certificate, and the signatures of its key. */
#include "vault/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "support/certificate.h"

#define DAY_S 86400L

/* Keys take long to make: two for all tests. */
static certificate ours;
static certificate other;
static char *pem;

static int64_t now_ms(void)
{
    return (int64_t)time(NULL) * 1000;
}

static int make_certificates(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, 100 * DAY_S);
    other = certificate_make_rsa(2048, 100 * DAY_S);
    pem = certificate_pem(&ours);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&ours);
    certificate_free(&other);
    free(pem);
    return 0;
}

static void assert_loads(const char *text, bool with_key)
{
    ti_certificate loaded;
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(text), with_key, now_ms(), &error),
                     TEAMSINVITE_OK);
    assert_int_equal(loaded.private_key != NULL, with_key);
    assert_int_equal(loaded.signature_bytes, 256);
    ti_certificate_clear(&loaded);
    assert_int_equal(ERR_peek_error(), 0);
}

/* Refused for a reason that has these words in it. */
static void assert_refused(const char *text, bool with_key, int64_t at_ms, const char *words)
{
    ti_certificate loaded;
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(text), with_key, at_ms, &error),
                     TEAMSINVITE_E_INVALID);
    assert_string_equal(error.parameter, "pem");
    if (strstr(error.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, error.message);
    assert_null(loaded.private_key);
    assert_null(loaded.public_key);
    assert_int_equal(ERR_peek_error(), 0);
}

static char *join(const char *a, const char *b)
{
    char *text = calloc(1, strlen(a) + strlen(b) + 1);

    assert_non_null(text);
    memcpy(text, a, strlen(a));
    memcpy(text + strlen(a), b, strlen(b));
    return text;
}

static char *text_of(BIO *bio)
{
    char *bytes = NULL;
    long length = BIO_get_mem_data(bio, &bytes);
    char *text = calloc(1, (size_t)length + 1);

    assert_non_null(text);
    memcpy(text, bytes, (size_t)length);
    BIO_free(bio);
    return text;
}

static EVP_PKEY *key_of(const certificate *c)
{
    BIO *bio = BIO_new_mem_buf(c->key, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);

    assert_non_null(key);
    BIO_free(bio);
    return key;
}

static void test_key_and_certificate_load_in_any_order(void **state)
{
    char *reversed = join(ours.certificate, ours.key);

    (void)state;
    assert_loads(pem, true);
    assert_loads(reversed, true);
    free(reversed);
}

static void test_key_may_be_pkcs1(void **state)
{
    EVP_PKEY *key = key_of(&ours);
    BIO *bio = BIO_new(BIO_s_mem());
    char *key_text;
    char *text;

    (void)state;
    assert_int_equal(PEM_write_bio_PrivateKey_traditional(bio, key, NULL, NULL, 0, NULL, NULL), 1);
    key_text = text_of(bio);
    assert_non_null(strstr(key_text, "BEGIN RSA PRIVATE KEY"));
    text = join(key_text, ours.certificate);
    assert_loads(text, true);
    free(text);
    free(key_text);
    EVP_PKEY_free(key);
}

static void test_certificate_of_the_key_is_found_in_a_chain(void **state)
{
    char *chain = join(other.certificate, pem);
    ti_certificate loaded;
    ti_certificate alone;
    ti_error error = { 0 };

    (void)state;
    assert_int_equal(ti_certificate_load(&alone, "pem", ti_slice_of(pem), true, now_ms(), &error), TEAMSINVITE_OK);
    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(chain), true, now_ms(), &error), TEAMSINVITE_OK);
    assert_memory_equal(loaded.sha256, alone.sha256, sizeof(alone.sha256));
    ti_certificate_clear(&loaded);
    ti_certificate_clear(&alone);
    free(chain);
}

static void test_certificate_alone_loads_where_somebody_else_signs(void **state)
{
    (void)state;
    assert_loads(ours.certificate, false);
    assert_refused(ours.certificate, true, now_ms(), "private key");
    assert_refused(ours.key, false, now_ms(), "no certificate");
}

static void test_key_of_another_certificate_is_refused(void **state)
{
    char *mixed = join(ours.key, other.certificate);

    (void)state;
    assert_refused(mixed, true, now_ms(), "not that of the certificate");
    free(mixed);
}

static void test_key_below_2048_bits_is_refused(void **state)
{
    certificate small = certificate_make_rsa(2047, DAY_S);
    char *text = certificate_pem(&small);

    (void)state;
    assert_refused(text, true, now_ms(), "2047 bits");
    assert_refused(small.certificate, false, now_ms(), "2047 bits");
    free(text);
    certificate_free(&small);
}

static void test_key_that_is_not_rsa_is_refused(void **state)
{
    certificate elliptic = certificate_make_authority("elliptic");
    char *text = certificate_pem(&elliptic);

    (void)state;
    assert_refused(text, true, now_ms(), "RSA");
    assert_refused(elliptic.certificate, false, now_ms(), "RSA");
    free(text);
    certificate_free(&elliptic);
}

/* And nobody is asked for the passphrase at the terminal. */
static void test_encrypted_key_is_refused(void **state)
{
    EVP_PKEY *key = key_of(&ours);
    BIO *bio = BIO_new(BIO_s_mem());
    char *key_text;
    char *text;

    (void)state;
    assert_int_equal(PEM_write_bio_PKCS8PrivateKey(bio, key, EVP_aes_256_cbc(), "secret", 6, NULL, NULL), 1);
    key_text = text_of(bio);
    assert_non_null(strstr(key_text, "ENCRYPTED"));
    text = join(key_text, ours.certificate);
    assert_refused(text, true, now_ms(), "without a passphrase");
    free(text);
    free(key_text);
    EVP_PKEY_free(key);
}

static void test_text_that_is_no_pem_is_refused(void **state)
{
    static const char *const texts[] = {
        "", "x", "-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_refused(texts[i], true, now_ms(), "private key");
        assert_refused(texts[i], false, now_ms(), "no certificate");
    }
}

static void test_every_cut_of_a_pem_is_refused(void **state)
{
    size_t length = strlen(pem);
    char *text = join(pem, "");
    size_t cut;

    (void)state;
    for (cut = 1; cut < length - 1; cut += 97) {
        ti_certificate loaded;
        ti_error error = { 0 };

        assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_make(text, cut), true, now_ms(), &error),
                         TEAMSINVITE_E_INVALID);
    }
    free(text);
}

static void test_certificate_is_good_to_its_last_second(void **state)
{
    ti_certificate loaded;
    ti_error error = { 0 };
    int64_t end_ms;

    (void)state;
    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(pem), true, now_ms(), &error), TEAMSINVITE_OK);
    end_ms = loaded.not_after_ms;
    assert_in_range(end_ms, now_ms() + 99 * DAY_S * 1000, now_ms() + 100 * DAY_S * 1000);
    assert_int_equal(end_ms % 1000, 0);
    ti_certificate_clear(&loaded);
    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(pem), true, end_ms, &error), TEAMSINVITE_OK);
    ti_certificate_clear(&loaded);
    assert_refused(pem, true, end_ms + 1, "expired at");
}

static void test_thumbprints_are_those_of_the_der_form(void **state)
{
    BIO *bio = BIO_new_mem_buf(ours.certificate, -1);
    X509 *x = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    unsigned char *der = NULL;
    int length = i2d_X509(x, &der);
    unsigned char digest[EVP_MAX_MD_SIZE];
    size_t size = 0;
    ti_certificate loaded;
    ti_error error = { 0 };

    (void)state;
    assert_true(length > 0);
    assert_int_equal(ti_certificate_load(&loaded, "pem", ti_slice_of(pem), true, now_ms(), &error), TEAMSINVITE_OK);
    assert_int_equal(EVP_Q_digest(NULL, "SHA256", NULL, der, (size_t)length, digest, &size), 1);
    assert_memory_equal(loaded.sha256, digest, 32);
    assert_int_equal(EVP_Q_digest(NULL, "SHA1", NULL, der, (size_t)length, digest, &size), 1);
    assert_memory_equal(loaded.sha1, digest, 20);
    ti_certificate_clear(&loaded);
    OPENSSL_free(der);
    X509_free(x);
    BIO_free(bio);
}

static void load(ti_certificate *loaded, const char *text, bool with_key)
{
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(loaded, "pem", ti_slice_of(text), with_key, now_ms(), &error),
                     TEAMSINVITE_OK);
}

static void test_signature_is_good_for_its_message_key_and_algorithm_only(void **state)
{
    static const ti_signature_algorithm algorithms[] = { TI_SIGNATURE_PS256, TI_SIGNATURE_RS256 };
    ti_certificate signer;
    ti_certificate reader;
    ti_certificate stranger;
    size_t i;

    (void)state;
    load(&signer, pem, true);
    load(&reader, ours.certificate, false);
    load(&stranger, other.certificate, false);
    for (i = 0; i < 2; i++) {
        ti_signature_algorithm other_one = algorithms[1 - i];
        ti_buf signature;

        ti_buf_init(&signature, 256);
        assert_true(ti_signature_make(&signature, &signer, algorithms[i], TI_SLICE("header.claims")));
        assert_int_equal(signature.len, 256);
        assert_true(ti_signature_is_good(&reader, algorithms[i], TI_SLICE("header.claims"), ti_buf_slice(&signature)));
        assert_false(ti_signature_is_good(&reader, algorithms[i], TI_SLICE("header.claimt"), ti_buf_slice(&signature)));
        assert_false(ti_signature_is_good(&stranger, algorithms[i], TI_SLICE("header.claims"),
                                          ti_buf_slice(&signature)));
        assert_false(ti_signature_is_good(&reader, other_one, TI_SLICE("header.claims"), ti_buf_slice(&signature)));
        assert_false(ti_signature_is_good(&reader, algorithms[i], TI_SLICE("header.claims"),
                                          ti_slice_first(ti_buf_slice(&signature), 255)));
        signature.ptr[100] = (char)(signature.ptr[100] ^ 1);
        assert_false(ti_signature_is_good(&reader, algorithms[i], TI_SLICE("header.claims"), ti_buf_slice(&signature)));
        ti_buf_clear(&signature);
    }
    ti_certificate_clear(&signer);
    ti_certificate_clear(&reader);
    ti_certificate_clear(&stranger);
    assert_int_equal(ERR_peek_error(), 0);
}

/* By OpenSSL with nothing of ours: another salt length than 32 would not verify. */
static bool verifies_with_salt(const ti_certificate *c, ti_slice message, ti_slice signature, int salt)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *padding = NULL;
    int result;

    assert_int_equal(EVP_DigestVerifyInit(context, &padding, EVP_sha256(), NULL, c->public_key), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_mgf1_md(padding, EVP_sha256()), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, salt), 1);
    result = EVP_DigestVerify(context, (const unsigned char *)signature.ptr, signature.len,
                              (const unsigned char *)message.ptr, message.len);
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return result == 1;
}

static void test_ps256_has_a_salt_of_32_bytes_and_is_different_each_time(void **state)
{
    ti_certificate signer;
    ti_buf first;
    ti_buf second;

    (void)state;
    load(&signer, pem, true);
    ti_buf_init(&first, 256);
    ti_buf_init(&second, 256);
    assert_true(ti_signature_make(&first, &signer, TI_SIGNATURE_PS256, TI_SLICE("x")));
    assert_true(ti_signature_make(&second, &signer, TI_SIGNATURE_PS256, TI_SLICE("x")));
    assert_true(verifies_with_salt(&signer, TI_SLICE("x"), ti_buf_slice(&first), 32));
    assert_false(verifies_with_salt(&signer, TI_SLICE("x"), ti_buf_slice(&first), 20));
    assert_false(ti_slice_equal(ti_buf_slice(&first), ti_buf_slice(&second)));
    ti_buf_clear(&first);
    ti_buf_clear(&second);
    ti_certificate_clear(&signer);
}

static bool sign_with_salt(ti_buf *signature, const ti_certificate *c, ti_slice message, int salt)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *padding = NULL;
    size_t size = c->signature_bytes;
    char *room = ti_buf_extend(signature, size);
    bool ok;

    ok = room != NULL && EVP_DigestSignInit(context, &padding, EVP_sha256(), NULL, c->private_key) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, salt) == 1 &&
         EVP_DigestSign(context, (unsigned char *)room, &size, (const unsigned char *)message.ptr, message.len) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}

/* An HSM with another default would pass its own check and fail at Entra. */
static void test_ps256_of_another_salt_length_is_not_good(void **state)
{
    static const int salts[] = { 0, 20, 31, 33, 222 };
    ti_certificate signer;
    size_t i;

    (void)state;
    load(&signer, pem, true);
    for (i = 0; i < sizeof(salts) / sizeof(salts[0]); i++) {
        ti_buf signature;

        ti_buf_init(&signature, 256);
        assert_true(sign_with_salt(&signature, &signer, TI_SLICE("x"), salts[i]));
        assert_false(ti_signature_is_good(&signer, TI_SIGNATURE_PS256, TI_SLICE("x"), ti_buf_slice(&signature)));
        ti_buf_clear(&signature);
    }
    ti_certificate_clear(&signer);
    assert_int_equal(ERR_peek_error(), 0);
}

static void test_certificate_without_its_key_signs_nothing(void **state)
{
    ti_certificate reader;
    ti_buf signature;

    (void)state;
    load(&reader, ours.certificate, false);
    ti_buf_init(&signature, 256);
    assert_false(ti_signature_make(&signature, &reader, TI_SIGNATURE_PS256, TI_SLICE("x")));
    assert_int_equal(signature.len, 0);
    ti_buf_clear(&signature);
    ti_certificate_clear(&reader);
    ti_certificate_clear(&reader); /* twice does no harm */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_and_certificate_load_in_any_order),
        cmocka_unit_test(test_key_may_be_pkcs1),
        cmocka_unit_test(test_certificate_of_the_key_is_found_in_a_chain),
        cmocka_unit_test(test_certificate_alone_loads_where_somebody_else_signs),
        cmocka_unit_test(test_key_of_another_certificate_is_refused),
        cmocka_unit_test(test_key_below_2048_bits_is_refused),
        cmocka_unit_test(test_key_that_is_not_rsa_is_refused),
        cmocka_unit_test(test_encrypted_key_is_refused),
        cmocka_unit_test(test_text_that_is_no_pem_is_refused),
        cmocka_unit_test(test_every_cut_of_a_pem_is_refused),
        cmocka_unit_test(test_certificate_is_good_to_its_last_second),
        cmocka_unit_test(test_thumbprints_are_those_of_the_der_form),
        cmocka_unit_test(test_signature_is_good_for_its_message_key_and_algorithm_only),
        cmocka_unit_test(test_ps256_has_a_salt_of_32_bytes_and_is_different_each_time),
        cmocka_unit_test(test_ps256_of_another_salt_length_is_not_good),
        cmocka_unit_test(test_certificate_without_its_key_signs_nothing),
    };

    return cmocka_run_group_tests(tests, make_certificates, free_certificates);
}
