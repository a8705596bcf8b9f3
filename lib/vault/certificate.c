/* SPDX-License-Identifier: Apache-2.0 */
/* certificate.c - an X.509 certificate with an RSA key, read from PEM by OpenSSL. */
#include "vault/certificate.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/time.h"

enum { KEY_BITS_MIN = 2048, KEY_BITS_MAX = 8192 };

#define MS_PER_DAY INT64_C(86400000)

/* OpenSSL would ask at the terminal otherwise. */
static int have_no_passphrase(char *buffer, int size, int writing, void *user_data)
{
    (void)buffer;
    (void)size;
    (void)writing;
    (void)user_data;
    return -1;
}

static BIO *open_pem(ti_slice pem)
{
    return pem.len > 0 && pem.len <= INT_MAX ? BIO_new_mem_buf(pem.ptr, (int)pem.len) : NULL;
}

static EVP_PKEY *read_key(ti_slice pem)
{
    BIO *bio = open_pem(pem);
    EVP_PKEY *key = bio == NULL ? NULL : PEM_read_bio_PrivateKey(bio, NULL, have_no_passphrase, NULL);

    BIO_free(bio);
    return key;
}

/* The first certificate that the key belongs to; with no key the first of all. */
static X509 *read_certificate(ti_slice pem, const EVP_PKEY *key, bool *any)
{
    BIO *bio = open_pem(pem);
    X509 *x = NULL;

    *any = false;
    while (bio != NULL && (x = PEM_read_bio_X509(bio, NULL, have_no_passphrase, NULL)) != NULL) {
        *any = true;
        if (key == NULL || EVP_PKEY_eq(X509_get0_pubkey(x), key) == 1)
            break;
        X509_free(x);
    }
    BIO_free(bio);
    return x;
}

static bool read_end(const X509 *x, int64_t *out_ms)
{
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0;
    int seconds = 0;
    bool ok = epoch != NULL && ASN1_TIME_diff(&days, &seconds, epoch, X509_get0_notAfter(x)) == 1;

    ASN1_TIME_free(epoch);
    *out_ms = days * MS_PER_DAY + seconds * INT64_C(1000);
    return ok;
}

static bool make_thumbprints(ti_certificate *certificate, const X509 *x)
{
    unsigned int sha256_len = 0;
    unsigned int sha1_len = 0;

    return X509_digest(x, EVP_sha256(), certificate->sha256, &sha256_len) == 1 && sha256_len == TI_HASH_BYTES &&
           X509_digest(x, EVP_sha1(), certificate->sha1, &sha1_len) == 1 && sha1_len == TI_SHA1_BYTES;
}

static teamsinvite_status check_key(const EVP_PKEY *key, const char *parameter, ti_error *err)
{
    int bits = key == NULL ? 0 : EVP_PKEY_get_bits(key);

    if (key == NULL || EVP_PKEY_is_a(key, "RSA") != 1)
        return ti_fail_parameter(err, parameter, "the key of the certificate is not an RSA key");
    if (bits < KEY_BITS_MIN || bits > KEY_BITS_MAX)
        return ti_fail_parameter(err, parameter, "the key has %d bits, not %d to %d", bits, (int)KEY_BITS_MIN,
                                 (int)KEY_BITS_MAX);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_time(int64_t not_after_ms, const char *parameter, int64_t now_ms, ti_error *err)
{
    char text[TI_TIME_TEXT_MAX];

    if (now_ms <= not_after_ms)
        return TEAMSINVITE_OK;
    ti_time_format_iso(not_after_ms > 0 ? not_after_ms : 0, text);
    return ti_fail_parameter(err, parameter, "the certificate expired at %s", text);
}

static teamsinvite_status take_certificate(ti_certificate *certificate, const char *parameter, X509 *x,
                                           int64_t now_ms, ti_error *err)
{
    EVP_PKEY *key = X509_get0_pubkey(x);
    teamsinvite_status status = check_key(key, parameter, err);

    if (status != TEAMSINVITE_OK)
        return status;
    if (!read_end(x, &certificate->not_after_ms) || !make_thumbprints(certificate, x) || EVP_PKEY_up_ref(key) != 1)
        return ti_fail_parameter(err, parameter, "the certificate is not valid");
    certificate->public_key = key;
    certificate->signature_bytes = (size_t)EVP_PKEY_get_size(key);
    return check_time(certificate->not_after_ms, parameter, now_ms, err);
}

static teamsinvite_status load(ti_certificate *certificate, const char *parameter, ti_slice pem, bool with_key,
                               int64_t now_ms, ti_error *err)
{
    teamsinvite_status status;
    bool any = false;
    X509 *x;

    if (with_key)
        certificate->private_key = read_key(pem);
    if (with_key && certificate->private_key == NULL)
        return ti_fail_parameter(err, parameter, "holds no private key in PEM without a passphrase");
    x = read_certificate(pem, certificate->private_key, &any);
    if (x == NULL)
        return ti_fail_parameter(err, parameter, any ? "holds a key that is not that of the certificate"
                                                     : "holds no certificate in PEM");
    status = take_certificate(certificate, parameter, x, now_ms, err);
    X509_free(x);
    return status;
}

teamsinvite_status ti_certificate_load(ti_certificate *certificate, const char *parameter, ti_slice pem,
                                       bool with_key, int64_t now_ms, ti_error *err)
{
    teamsinvite_status status;

    *certificate = (ti_certificate){ 0 };
    ERR_set_mark();
    status = load(certificate, parameter, pem, with_key, now_ms, err);
    ERR_pop_to_mark();
    if (status != TEAMSINVITE_OK)
        ti_certificate_clear(certificate);
    return status;
}

/* OpenSSL wipes the numbers of a private key as it frees them. */
void ti_certificate_clear(ti_certificate *certificate)
{
    EVP_PKEY_free(certificate->private_key);
    EVP_PKEY_free(certificate->public_key);
    *certificate = (ti_certificate){ 0 };
}
