/* SPDX-License-Identifier: Apache-2.0 */
/* certificate.c - a certificate authority made for one test run, and what it signs. */
#include "support/certificate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

enum { VALID_SECONDS = 3600 };

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

static void add_extension(X509 *x, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509_EXTENSION *extension;

    X509V3_set_ctx(&context, issuer, x, NULL, NULL, 0);
    extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    assert_non_null(extension);
    assert_int_equal(X509_add_ext(x, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

static X509 *begin(const char *name, EVP_PKEY *key)
{
    static long serial = 1;
    X509 *x = X509_new();

    assert_non_null(x);
    assert_int_equal(X509_set_version(x, 2), 1);
    assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(x), serial++), 1);
    assert_non_null(X509_gmtime_adj(X509_getm_notBefore(x), -VALID_SECONDS));
    assert_non_null(X509_gmtime_adj(X509_getm_notAfter(x), VALID_SECONDS));
    assert_int_equal(X509_set_pubkey(x, key), 1);
    assert_int_equal(X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                                                (const unsigned char *)name, -1, -1, 0), 1);
    return x;
}

static certificate finish(X509 *x, EVP_PKEY *key, EVP_PKEY *signing_key)
{
    BIO *pem = BIO_new(BIO_s_mem());
    BIO *key_pem = BIO_new(BIO_s_mem());
    certificate made;

    assert_true(X509_sign(x, signing_key, EVP_sha256()) > 0);
    assert_int_equal(PEM_write_bio_X509(pem, x), 1);
    assert_int_equal(PEM_write_bio_PrivateKey(key_pem, key, NULL, NULL, 0, NULL, NULL), 1);
    made = (certificate){ .certificate = text_of(pem), .key = text_of(key_pem) };
    X509_free(x);
    EVP_PKEY_free(key);
    return made;
}

certificate certificate_make_authority(const char *name)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = begin(name, key);

    assert_int_equal(X509_set_issuer_name(x, X509_get_subject_name(x)), 1);
    add_extension(x, x, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(x, x, NID_key_usage, "critical,keyCertSign");
    add_extension(x, x, NID_subject_key_identifier, "hash");
    return finish(x, key, key);
}

certificate certificate_make(const certificate *authority, const char *names)
{
    BIO *pem = BIO_new_mem_buf(authority->certificate, -1);
    BIO *key_pem = BIO_new_mem_buf(authority->key, -1);
    X509 *issuer = PEM_read_bio_X509(pem, NULL, NULL, NULL);
    EVP_PKEY *issuer_key = PEM_read_bio_PrivateKey(key_pem, NULL, NULL, NULL);
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = begin("a server of this test", key);
    certificate made;

    assert_non_null(issuer);
    assert_non_null(issuer_key);
    assert_int_equal(X509_set_issuer_name(x, X509_get_subject_name(issuer)), 1);
    add_extension(x, issuer, NID_authority_key_identifier, "keyid");
    add_extension(x, issuer, NID_ext_key_usage, "serverAuth");
    add_extension(x, issuer, NID_subject_alt_name, names);
    made = finish(x, key, issuer_key);
    EVP_PKEY_free(issuer_key);
    X509_free(issuer);
    BIO_free(key_pem);
    BIO_free(pem);
    return made;
}

certificate certificate_make_rsa(unsigned int bits, long valid_seconds)
{
    EVP_PKEY *key = EVP_RSA_gen(bits);
    X509 *x;

    assert_non_null(key);
    x = begin("an app of this test", key);
    assert_int_equal(X509_set_issuer_name(x, X509_get_subject_name(x)), 1);
    assert_non_null(X509_gmtime_adj(X509_getm_notAfter(x), valid_seconds));
    return finish(x, key, key);
}

char *certificate_pem(const certificate *c)
{
    size_t key_length = strlen(c->key);
    size_t length = strlen(c->certificate);
    char *pem = calloc(1, key_length + length + 1);

    assert_non_null(pem);
    memcpy(pem, c->key, key_length);
    memcpy(pem + key_length, c->certificate, length);
    return pem;
}

void certificate_free(certificate *c)
{
    free(c->certificate);
    free(c->key);
    *c = (certificate){ 0 };
}
