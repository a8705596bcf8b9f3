/* SPDX-License-Identifier: Apache-2.0 */
/* json_string.c - one string inside a JSON text: no raw control character, no bad escape, no half surrogate. */
#include "base/json_string.h"

#include <string.h>

#define EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

typedef struct scanner {
    const unsigned char *at;
    const unsigned char *end;
} scanner;

static bool eat(scanner *s, char wanted)
{
    if (s->at == s->end || *s->at != (unsigned char)wanted)
        return false;
    s->at++;
    return true;
}

/* FNV-1a, 64 bits. */
static void mix(uint64_t *hash, const unsigned char *bytes, size_t len)
{
    size_t i;

    if (hash == NULL)
        return;
    for (i = 0; i < len; i++)
        *hash = (*hash ^ bytes[i]) * UINT64_C(1099511628211);
}

/* So that an escape and the same character written out hash alike. */
static size_t to_utf8(uint32_t character, unsigned char out[4])
{
    static const unsigned char first[] = { 0, 0x00, 0xc0, 0xe0, 0xf0 };
    size_t len = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    size_t i;

    for (i = len - 1; i > 0; i--) {
        out[i] = (unsigned char)(0x80 | (character & 0x3f));
        character >>= 6;
    }
    out[0] = (unsigned char)(first[len] | character);
    return len;
}

static int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "uXXXX", behind the backslash. */
static bool eat_unit(scanner *s, uint32_t *unit)
{
    size_t i;

    *unit = 0;
    if (!eat(s, 'u') || s->end - s->at < 4)
        return false;
    for (i = 0; i < 4; i++, s->at++) {
        int digit = hex_digit(*s->at);

        if (digit < 0)
            return false;
        *unit = *unit * 16 + (uint32_t)digit;
    }
    return true;
}

static bool eat_character(scanner *s, uint32_t *character)
{
    uint32_t low;

    if (!eat_unit(s, character) || *character == 0 || (*character >= 0xdc00 && *character <= 0xdfff))
        return false;
    if (*character < 0xd800 || *character > 0xdbff)
        return true;
    if (!eat(s, '\\') || !eat_unit(s, &low) || low < 0xdc00 || low > 0xdfff)
        return false;
    *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
    return true;
}

/* From its backslash on; how many bytes it stands for, 0 where it is none. */
static size_t read_escape(scanner *s, unsigned char meaning[4])
{
    static const unsigned char letters[] = { '"', '\\', '/', 'b', 'f', 'n', 'r', 't' };
    static const unsigned char meanings[] = { '"', '\\', '/', '\b', '\f', '\n', '\r', '\t' };
    const unsigned char *letter;
    uint32_t character;

    if (!eat(s, '\\') || s->at == s->end)
        return 0;
    letter = memchr(letters, *s->at, sizeof(letters));
    if (letter == NULL)
        return eat_character(s, &character) ? to_utf8(character, meaning) : 0;
    s->at++;
    meaning[0] = meanings[letter - letters];
    return 1;
}

/* To the next quote, backslash or control character. Most of a text is skipped
 * here, so eight bytes are looked at together: (x - 1s) & ~x has the top bit set
 * in some byte exactly where some byte of x is 0. */
static void skip_plain(scanner *s)
{
    for (; s->end - s->at >= 8; s->at += 8) {
        uint64_t x;
        uint64_t quote;
        uint64_t backslash;

        memcpy(&x, s->at, sizeof(x));
        quote = x ^ EVERY_BYTE('"');
        backslash = x ^ EVERY_BYTE('\\');
        x = ((x - EVERY_BYTE(0x20)) & ~x) | ((quote - EVERY_BYTE(1)) & ~quote) |
            ((backslash - EVERY_BYTE(1)) & ~backslash);
        if ((x & EVERY_BYTE(0x80)) != 0)
            break;
    }
    while (s->at < s->end && *s->at >= 0x20 && *s->at != '"' && *s->at != '\\')
        s->at++;
}

bool ti_json_skip_string(ti_slice *rest, uint64_t *hash)
{
    const unsigned char *start = (const unsigned char *)rest->ptr;
    scanner s = { start, start + rest->len };
    const unsigned char *run;
    unsigned char meaning[4];
    size_t len;

    if (hash != NULL)
        *hash = UINT64_C(14695981039346656037);
    if (!eat(&s, '"'))
        return false;
    for (;;) {
        run = s.at;
        skip_plain(&s);
        mix(hash, run, (size_t)(s.at - run));
        if (s.at == s.end || *s.at != '\\')
            break;
        len = read_escape(&s, meaning);
        if (len == 0)
            return false;
        mix(hash, meaning, len);
    }
    if (s.at - start - 1 > TI_JSON_STRING_MAX || !eat(&s, '"'))
        return false;
    *rest = ti_slice_skip(*rest, (size_t)(s.at - start));
    return true;
}

size_t ti_json_unescape(char *text, size_t len)
{
    const unsigned char *start = (const unsigned char *)text;
    scanner s = { start, start + len };
    unsigned char meaning[4];
    const unsigned char *run;
    char *to = text;
    size_t count;

    while (s.at < s.end) {
        run = s.at;
        skip_plain(&s);
        memmove(to, run, (size_t)(s.at - run));
        to += s.at - run;
        if (s.at == s.end)
            break;
        count = read_escape(&s, meaning);
        if (count == 0)
            break;
        memcpy(to, meaning, count);
        to += count;
    }
    return (size_t)(to - text);
}
