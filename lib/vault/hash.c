/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash.c - SHA-256 and HMAC-SHA-256 by OpenSSL, and HKDF-SHA-256 (RFC 5869) on
 * its HMAC: its own HKDF looks up digest and MAC by name three times for each
 * record, and costs half as much again.
 */
#include "vault/hash.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>

#include "base/alloc.h"

bool ti_sha256(unsigned char out[TI_HASH_BYTES], ti_slice bytes)
{
    size_t len = 0;
    bool ok;

    ERR_set_mark();
    ok = EVP_Q_digest(NULL, "SHA256", NULL, bytes.ptr, bytes.len, out, &len) == 1 && len == TI_HASH_BYTES;
    ERR_pop_to_mark();
    return ok;
}

bool ti_hmac_sha256(unsigned char out[TI_HASH_BYTES], ti_slice key, ti_slice bytes)
{
    size_t len = 0;
    bool ok;

    ERR_set_mark();
    ok = EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key.ptr, key.len, (const unsigned char *)bytes.ptr, bytes.len,
                   out, TI_HASH_BYTES, &len) != NULL &&
         len == TI_HASH_BYTES;
    ERR_pop_to_mark();
    return ok;
}

/* HMAC of these parts, one after the other. With the key each time: up to 3.0.2 OpenSSL takes none for "go on". */
static bool mac(EVP_MAC_CTX *context, ti_slice key, const ti_slice *parts, size_t count,
                unsigned char out[TI_HASH_BYTES])
{
    size_t len = 0;
    size_t i;
    bool ok = EVP_MAC_init(context, (const unsigned char *)key.ptr, key.len, NULL) == 1;

    for (i = 0; i < count && ok; i++)
        ok = EVP_MAC_update(context, (const unsigned char *)parts[i].ptr, parts[i].len) == 1;
    return ok && EVP_MAC_final(context, out, &len, TI_HASH_BYTES) == 1 && len == TI_HASH_BYTES;
}

/* RFC 5869, 2.3: each block is over the one before it, the info, and its number. */
static bool expand(EVP_MAC_CTX *context, ti_slice pseudorandom, ti_slice info, unsigned char *out, size_t out_len)
{
    unsigned char block[TI_HASH_BYTES];
    unsigned char number;
    bool ok = true;

    for (number = 1; ok && out_len > 0; number++) {
        ti_slice parts[] = { ti_slice_make(block, number == 1 ? 0 : sizeof(block)), info, ti_slice_make(&number, 1) };
        size_t len = out_len < sizeof(block) ? out_len : sizeof(block);

        ok = mac(context, pseudorandom, parts, 3, block);
        if (ok)
            memcpy(out, block, len);
        out += len;
        out_len -= len;
    }
    ti_wipe(block, sizeof(block));
    return ok;
}

bool ti_hkdf_sha256(const ti_algorithms *algorithms, unsigned char *out, size_t out_len, ti_slice key, ti_slice salt,
                    ti_slice info)
{
    static const unsigned char no_salt[TI_HASH_BYTES];
    unsigned char pseudorandom[TI_HASH_BYTES];
    EVP_MAC_CTX *context;
    bool ok;

    if (key.len == 0 || out_len == 0 || out_len > (size_t)255 * TI_HASH_BYTES)
        return false;
    if (salt.len == 0)
        salt = ti_slice_make(no_salt, sizeof(no_salt));
    ERR_set_mark();
    context = EVP_MAC_CTX_dup(algorithms->hmac_sha256);
    ok = context != NULL && mac(context, salt, &key, 1, pseudorandom) &&
         expand(context, ti_slice_make(pseudorandom, sizeof(pseudorandom)), info, out, out_len);
    EVP_MAC_CTX_free(context);
    ERR_pop_to_mark();
    ti_wipe(pseudorandom, sizeof(pseudorandom));
    return ok;
}
