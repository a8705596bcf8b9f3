/* SPDX-License-Identifier: Apache-2.0 */
/* base64.c - base64url without padding, on OpenSSL's base64, and hex. */
#include "base/base64.h"

#include <limits.h>
#include <string.h>

#include <openssl/evp.h>

enum { BLOCK_BYTES = 3, BLOCK_TEXT = 4 };

static void translate(char *text, size_t len, const char *from, const char *to)
{
    size_t i;

    for (i = 0; i < len; i++) {
        if (text[i] == from[0])
            text[i] = to[0];
        else if (text[i] == from[1])
            text[i] = to[1];
    }
}

bool ti_base64url_encode(ti_buf *buf, ti_slice bytes)
{
    size_t blocks = (bytes.len + BLOCK_BYTES - 1) / BLOCK_BYTES;
    size_t rest = bytes.len % BLOCK_BYTES;
    size_t len = bytes.len / BLOCK_BYTES * BLOCK_TEXT + (rest == 0 ? 0 : rest + 1);
    ti_buf whole;

    if (bytes.len > INT_MAX / 2) {
        buf->failed = buf->too_long = true;
        return false;
    }
    ti_buf_init(&whole, blocks * BLOCK_TEXT);
    if (ti_buf_extend(&whole, blocks * BLOCK_TEXT) != NULL) { /* OpenSSL's NUL comes where the buffer has one */
        (void)EVP_EncodeBlock((unsigned char *)whole.ptr, (const unsigned char *)bytes.ptr, (int)bytes.len);
        translate(whole.ptr, len, "+/", "-_");
    }
    if (whole.failed)
        buf->failed = true;
    else
        ti_buf_add(buf, ti_slice_make(whole.ptr, len));
    ti_buf_clear(&whole);
    return !buf->failed;
}

/* OpenSSL skips blanks, takes + and /, and overlooks bits of the last character
 * that no byte takes. Whatever is not as we write it is found by writing it again. */
static bool is_canonical(ti_slice text, ti_slice bytes)
{
    bool same = false;
    ti_buf again;

    ti_buf_init(&again, text.len);
    if (ti_base64url_encode(&again, bytes))
        same = ti_slice_equal(ti_buf_slice(&again), text);
    ti_buf_clear(&again);
    return same;
}

bool ti_base64url_decode(ti_buf *buf, ti_slice text)
{
    size_t rest = text.len % BLOCK_TEXT;
    size_t padding = rest == 0 ? 0 : BLOCK_TEXT - rest;
    size_t len = text.len / BLOCK_TEXT * BLOCK_BYTES + (rest == 0 ? 0 : rest - 1);
    bool good = false;
    ti_buf padded;
    ti_buf bytes;

    if (rest == 1 || text.len > INT_MAX / 2)
        return false;
    ti_buf_init(&padded, text.len + padding);
    ti_buf_init(&bytes, len + padding);
    ti_buf_add(&padded, text);
    ti_buf_add(&padded, ti_slice_first(TI_SLICE("=="), padding));
    if (!padded.failed && ti_buf_extend(&bytes, len + padding) != NULL) {
        translate(padded.ptr, text.len, "-_", "+/");
        good = EVP_DecodeBlock((unsigned char *)bytes.ptr, (const unsigned char *)padded.ptr, (int)padded.len) >= 0 &&
               is_canonical(text, ti_slice_make(bytes.ptr, len)) && ti_buf_add(buf, ti_slice_make(bytes.ptr, len));
    }
    ti_buf_clear(&padded);
    ti_buf_clear(&bytes);
    return good;
}

void ti_hex_write(char *out, ti_slice bytes)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    for (i = 0; i < bytes.len; i++) {
        *out++ = digits[(unsigned char)bytes.ptr[i] >> 4];
        *out++ = digits[(unsigned char)bytes.ptr[i] & 0x0f];
    }
    *out = '\0';
}

bool ti_hex_encode(ti_buf *buf, ti_slice bytes)
{
    char *out = ti_buf_extend(buf, bytes.len > SIZE_MAX / 2 ? SIZE_MAX : 2 * bytes.len);

    if (out != NULL)
        ti_hex_write(out, bytes);
    return !buf->failed;
}
