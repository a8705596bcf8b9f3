/* SPDX-License-Identifier: Apache-2.0 */
/* signature.c - PS256 and RS256 with the key of a certificate, by OpenSSL. */
#include "vault/signature.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

static const unsigned char *octets(ti_slice bytes)
{
    return (const unsigned char *)bytes.ptr;
}

/* The salt is as long as the hash: RFC 7518, 3.5 leaves no choice. */
static bool set_padding(EVP_PKEY_CTX *context, ti_signature_algorithm algorithm)
{
    if (algorithm == TI_SIGNATURE_RS256)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1;
}

static bool sign(EVP_PKEY *key, ti_signature_algorithm algorithm, ti_slice message, unsigned char *signature,
                 size_t size)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *padding = NULL; /* owned by context */
    size_t len = size;
    bool ok;

    ok = context != NULL && EVP_DigestSignInit_ex(context, &padding, "SHA256", NULL, NULL, key, NULL) == 1 &&
         set_padding(padding, algorithm) &&
         EVP_DigestSign(context, signature, &len, octets(message), message.len) == 1 && len == size;
    EVP_MD_CTX_free(context);
    return ok;
}

static bool verify(EVP_PKEY *key, ti_signature_algorithm algorithm, ti_slice message, ti_slice signature)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *padding = NULL; /* owned by context */
    bool ok;

    ok = context != NULL && EVP_DigestVerifyInit_ex(context, &padding, "SHA256", NULL, NULL, key, NULL) == 1 &&
         set_padding(padding, algorithm) &&
         EVP_DigestVerify(context, octets(signature), signature.len, octets(message), message.len) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}

bool ti_signature_make(ti_buf *buf, const ti_certificate *certificate, ti_signature_algorithm algorithm,
                       ti_slice message)
{
    char *room = certificate->private_key == NULL ? NULL : ti_buf_extend(buf, certificate->signature_bytes);
    bool ok;

    if (room == NULL)
        return false;
    ERR_set_mark();
    ok = sign(certificate->private_key, algorithm, message, (unsigned char *)room, certificate->signature_bytes);
    ERR_pop_to_mark();
    return ok;
}

bool ti_signature_is_good(const ti_certificate *certificate, ti_signature_algorithm algorithm, ti_slice message,
                          ti_slice signature)
{
    bool ok;

    if (signature.len != certificate->signature_bytes || certificate->public_key == NULL)
        return false;
    ERR_set_mark();
    ok = verify(certificate->public_key, algorithm, message, signature);
    ERR_pop_to_mark();
    return ok;
}
