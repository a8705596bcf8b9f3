/* SPDX-License-Identifier: Apache-2.0 */
/* pkce.c - RFC 7636 with S256, the only method there is here. */
#include "proto/entra/pkce.h"

#include "base/base64.h"
#include "vault/hash.h"

enum { VERIFIER_MIN = 43, VERIFIER_MAX = 128 };

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

bool ti_pkce_is_verifier(ti_slice verifier)
{
    size_t i;

    if (verifier.len < VERIFIER_MIN || verifier.len > VERIFIER_MAX)
        return false;
    for (i = 0; i < verifier.len; i++) {
        if (!is_unreserved(verifier.ptr[i]))
            return false;
    }
    return true;
}

bool ti_pkce_challenge(ti_buf *buf, ti_slice verifier)
{
    unsigned char hash[TI_HASH_BYTES];

    return ti_pkce_is_verifier(verifier) && ti_sha256(hash, verifier) &&
           ti_base64url_encode(buf, ti_slice_make(hash, sizeof(hash)));
}
