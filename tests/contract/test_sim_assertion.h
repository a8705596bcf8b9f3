/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_assertion.h - JWTs made with OpenSSL alone: the simulator's reading of them is checked from outside. */
#ifndef TEST_SIM_ASSERTION_H
#define TEST_SIM_ASSERTION_H

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "support/certificate.h"
#include "test_sim_world.h"

#define ASSERTION_TYPE "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
#define TWENTY_YEARS_S 631152000L

/* Base64url without padding, appended to a string. */
static inline void append_base64url(char *out, size_t size, const unsigned char *bytes, size_t length)
{
    size_t used = strlen(out);
    size_t i;

    assert_true(used + length * 4 / 3 + 8 < size);
    (void)EVP_EncodeBlock((unsigned char *)out + used, bytes, (int)length);
    for (i = used; out[i] != '\0' && out[i] != '='; i++)
        out[i] = (char)(out[i] == '+' ? '-' : out[i] == '/' ? '_' : out[i]);
    out[i] = '\0';
}

static inline void append_text(char *out, size_t size, const char *text)
{
    size_t used = strlen(out);

    assert_true(used + strlen(text) < size);
    memcpy(out + used, text, strlen(text) + 1);
}

static inline EVP_PKEY *read_private_key(const char *pem)
{
    BIO *bio = BIO_new_mem_buf(pem, (int)strlen(pem));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);

    assert_non_null(key);
    BIO_free(bio);
    return key;
}

/* base64url of the digest of a certificate's DER form. */
static inline void write_thumbprint(const char *pem, const EVP_MD *hash, char out[64])
{
    BIO *bio = BIO_new_mem_buf(pem, (int)strlen(pem));
    X509 *x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;

    assert_non_null(x509);
    assert_int_equal(1, X509_digest(x509, hash, digest, &length));
    out[0] = '\0';
    append_base64url(out, 64, digest, length);
    X509_free(x509);
    BIO_free(bio);
}

/* header.claims.signature, RSA with SHA-256; pss as PS256 has it. */
static inline void write_jwt(char *out, size_t size, const char *header, const char *claims, const char *key_pem,
                             bool pss)
{
    EVP_PKEY *key = read_private_key(key_pem);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *key_context = NULL;
    unsigned char signature[512];
    size_t length = sizeof(signature);

    out[0] = '\0';
    append_base64url(out, size, (const unsigned char *)header, strlen(header));
    append_text(out, size, ".");
    append_base64url(out, size, (const unsigned char *)claims, strlen(claims));
    assert_int_equal(1, EVP_DigestSignInit(context, &key_context, EVP_sha256(), NULL, key));
    if (pss) {
        assert_int_equal(1, EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING));
        assert_int_equal(1, EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, 32));
    }
    assert_int_equal(1, EVP_DigestSign(context, signature, &length, (const unsigned char *)out, strlen(out)));
    append_text(out, size, ".");
    append_base64url(out, size, signature, length);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

/* client_credentials with an assertion. */
static inline int ask_with_assertion(world *w, const char *tenant, const char *assertion)
{
    char url[256];

    join(url, sizeof(url), AUTHORITY, tenant, "/oauth2/v2.0/token", NULL);
    join(w->text, sizeof(w->text),
         "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&grant_type=client_credentials"
         "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_assertion_type=" ASSERTION_TYPE
         "&client_assertion=", assertion, NULL);
    return ask(w, "POST", url, FORM, w->text);
}

#endif
