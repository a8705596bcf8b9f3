/* SPDX-License-Identifier: Apache-2.0 */
/* random.c - the simulator's random texts, on OpenSSL. */
#include "sim/random.h"

#include <stdio.h>
#include <string.h>

#include <openssl/rand.h>

#include "base/base64.h"

enum { CHUNK = 48 };

/* Chunks of a multiple of 3 bytes, so that their texts join without padding. */
bool ti_sim_random_text(ti_buf *buf, size_t bytes)
{
    unsigned char chunk[CHUNK];

    while (bytes > 0 && !buf->failed) {
        size_t now = bytes < sizeof(chunk) ? bytes : sizeof(chunk);

        if (RAND_bytes(chunk, (int)now) != 1)
            buf->failed = true;
        ti_base64url_encode(buf, ti_slice_make(chunk, now));
        bytes -= now;
    }
    return !buf->failed;
}

void ti_sim_guid(char out[TI_SIM_GUID_SIZE])
{
    unsigned char b[16] = { 0 };

    if (RAND_bytes(b, (int)sizeof(b)) != 1)
        memset(b, 0, sizeof(b));
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    (void)snprintf(out, TI_SIM_GUID_SIZE,
                   "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3],
                   b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

void ti_sim_random_digits(char *out, size_t digits)
{
    size_t i;

    for (i = 0; i < digits; i++) {
        unsigned char byte = 0;

        (void)RAND_bytes(&byte, 1);
        out[i] = (char)(i == 0 ? '1' + byte % 9 : '0' + byte % 10);
    }
    out[digits] = '\0';
}
