/* SPDX-License-Identifier: Apache-2.0 */
/* slice.c - bytes to read: comparing, cutting, and the few checks of their form. */
#include "base/slice.h"

#include <string.h>

#include <openssl/crypto.h>

ti_slice ti_slice_of(const char *text)
{
    return text == NULL ? (ti_slice){ "", 0 } : (ti_slice){ text, strlen(text) };
}

ti_slice ti_slice_make(const void *ptr, size_t len)
{
    return (ti_slice){ ptr, len };
}

bool ti_slice_is_empty(ti_slice s)
{
    return s.len == 0;
}

bool ti_slice_equal(ti_slice a, ti_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool ti_slice_equal_text(ti_slice a, const char *text)
{
    return ti_slice_equal(a, ti_slice_of(text));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ti_slice_equal_nocase(ti_slice a, ti_slice b)
{
    size_t i;

    if (a.len != b.len)
        return false;
    for (i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return true;
}

bool ti_slice_starts_with(ti_slice s, ti_slice prefix)
{
    return s.len >= prefix.len && ti_slice_equal(ti_slice_first(s, prefix.len), prefix);
}

bool ti_slice_contains_nocase(ti_slice s, ti_slice needle)
{
    size_t i;

    for (i = 0; i + needle.len <= s.len; i++)
        if (ti_slice_equal_nocase(ti_slice_make(s.ptr + i, needle.len), needle))
            return true;
    return false;
}

size_t ti_slice_find(ti_slice s, char c)
{
    const char *found = s.len == 0 ? NULL : memchr(s.ptr, c, s.len);

    return found == NULL ? s.len : (size_t)(found - s.ptr);
}

ti_slice ti_slice_skip(ti_slice s, size_t offset)
{
    size_t skipped = offset < s.len ? offset : s.len;

    return skipped == 0 ? s : (ti_slice){ s.ptr + skipped, s.len - skipped };
}

ti_slice ti_slice_first(ti_slice s, size_t len)
{
    return (ti_slice){ s.ptr, len < s.len ? len : s.len };
}

bool ti_slice_next(ti_slice *s, char separator, ti_slice *part)
{
    size_t end;

    if (s->ptr == NULL)
        return false;
    end = ti_slice_find(*s, separator);
    *part = ti_slice_first(*s, end);
    *s = end < s->len ? ti_slice_skip(*s, end + 1) : (ti_slice){ NULL, 0 };
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

ti_slice ti_slice_trim(ti_slice s)
{
    while (s.len > 0 && is_blank(s.ptr[0]))
        s = ti_slice_skip(s, 1);
    while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool ti_secret_equal(ti_slice a, ti_slice b)
{
    return a.len == b.len && (a.len == 0 || CRYPTO_memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Length of the sequence that begins at s, or 0 where none that is allowed does
 * (table 3-7 of the Unicode standard). */
static size_t utf8_sequence(const unsigned char *s, size_t len)
{
    size_t need = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
    size_t i;

    if (need == 0 || need > len)
        return 0;
    for (i = 1; i < need; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90) ||
        (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return need;
}

/* Where the run of ASCII at the front ends, looked at in steps of eight bytes. */
static size_t skip_ascii(ti_slice s, size_t at)
{
    uint64_t bytes;

    for (; s.len - at >= sizeof(bytes); at += sizeof(bytes)) {
        memcpy(&bytes, s.ptr + at, sizeof(bytes));
        if ((bytes & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    return at;
}

bool ti_slice_is_utf8(ti_slice s)
{
    size_t at = skip_ascii(s, 0);
    size_t step;

    for (; at < s.len; at = skip_ascii(s, at)) {
        step = utf8_sequence((const unsigned char *)s.ptr + at, s.len - at);
        if (step == 0)
            return false;
        at += step;
    }
    return true;
}

bool ti_slice_to_int64(ti_slice s, int64_t *out)
{
    int64_t number = 0;
    size_t i;

    if (s.len == 0 || s.len > 18)
        return false;
    for (i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        number = number * 10 + (s.ptr[i] - '0');
    }
    *out = number;
    return true;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool ti_slice_is_guid(ti_slice s)
{
    size_t i;

    if (s.len != 36)
        return false;
    for (i = 0; i < s.len; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? s.ptr[i] != '-' : !is_hex(s.ptr[i]))
            return false;
    }
    return true;
}

void ti_guid_copy(char out[TI_GUID_SIZE], ti_slice guid)
{
    size_t i;

    for (i = 0; i < guid.len && i + 1 < TI_GUID_SIZE; i++)
        out[i] = guid.ptr[i] >= 'A' && guid.ptr[i] <= 'Z' ? (char)(guid.ptr[i] + ('a' - 'A')) : guid.ptr[i];
    out[i] = '\0';
}
