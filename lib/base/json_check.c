/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_check.c - whether a text is one strict JSON value: no heap, no recursion.
 *
 * cJSON lets pass what RFC 8259 forbids (leading zeros, raw control
 * characters, bytes after a NUL) and picks one of two members of the same
 * name. Whoever can make two readers disagree wins, so such texts are refused
 * before cJSON sees them.
 */
#include <string.h>

#include "base/json.h"

enum {
    DEPTH_MAX = 16,
    VALUES_MAX = 4096,
    STRING_MAX = 16384, /* as written, escapes included */
    NUMBER_MAX = 63     /* cJSON reads no further into a number */
};

#define EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

typedef struct level {
    bool object;
    size_t first_name; /* of this object in names */
} level;

typedef struct checker {
    const unsigned char *at;
    const unsigned char *end;
    size_t values;
    size_t depth;
    size_t name_count;
    level levels[DEPTH_MAX];
    uint64_t names[VALUES_MAX]; /* hashes of the names in all open objects, as a stack */
} checker;

static bool at_end(const checker *c)
{
    return c->at == c->end;
}

static unsigned char peek(const checker *c)
{
    return at_end(c) ? 0 : *c->at;
}

static bool eat(checker *c, char wanted)
{
    if (at_end(c) || *c->at != (unsigned char)wanted)
        return false;
    c->at++;
    return true;
}

static bool eat_word(checker *c, ti_slice word)
{
    if ((size_t)(c->end - c->at) < word.len || memcmp(c->at, word.ptr, word.len) != 0)
        return false;
    c->at += word.len;
    return true;
}

static void skip_white(checker *c)
{
    while (!at_end(c) && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
        c->at++;
}

static bool eat_digits(checker *c)
{
    const unsigned char *start = c->at;

    while (!at_end(c) && *c->at >= '0' && *c->at <= '9')
        c->at++;
    return c->at > start;
}

static bool check_number(checker *c)
{
    const unsigned char *start = c->at;

    (void)eat(c, '-');
    if (!eat(c, '0') && !eat_digits(c))
        return false;
    if (eat(c, '.') && !eat_digits(c))
        return false;
    if (eat(c, 'e') || eat(c, 'E')) {
        if (!eat(c, '+'))
            (void)eat(c, '-');
        if (!eat_digits(c))
            return false;
    }
    return c->at - start <= NUMBER_MAX;
}

/* FNV-1a, 64 bits. Two names with one hash count as the same name: equal names
 * are found for certain, and chance will not make different ones collide. */
static void mix(uint64_t *hash, const unsigned char *bytes, size_t len)
{
    size_t i;

    if (hash == NULL)
        return;
    for (i = 0; i < len; i++)
        *hash = (*hash ^ bytes[i]) * UINT64_C(1099511628211);
}

/* So that an escape and the same character written out hash alike. */
static size_t to_utf8(uint32_t c, unsigned char out[4])
{
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    size_t i;

    for (i = len - 1; i > 0; i--) {
        out[i] = (unsigned char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    out[0] = (unsigned char)(c | (len == 1 ? 0x00 : len == 2 ? 0xc0 : len == 3 ? 0xe0 : 0xf0));
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
static bool eat_unit(checker *c, uint32_t *unit)
{
    size_t i;

    *unit = 0;
    if (!eat(c, 'u') || c->end - c->at < 4)
        return false;
    for (i = 0; i < 4; i++, c->at++) {
        int digit = hex_digit(*c->at);

        if (digit < 0)
            return false;
        *unit = *unit * 16 + (uint32_t)digit;
    }
    return true;
}

static bool check_escape(checker *c, uint64_t *hash)
{
    static const unsigned char letters[] = { '"', '\\', '/', 'b', 'f', 'n', 'r', 't' };
    static const unsigned char meanings[] = { '"', '\\', '/', '\b', '\f', '\n', '\r', '\t' };
    const unsigned char *letter;
    unsigned char bytes[4];
    uint32_t character;
    uint32_t low;

    if (!eat(c, '\\') || at_end(c))
        return false;
    letter = memchr(letters, *c->at, sizeof(letters));
    if (letter != NULL) {
        c->at++;
        mix(hash, &meanings[letter - letters], 1);
        return true;
    }
    if (!eat_unit(c, &character) || character == 0 || (character >= 0xdc00 && character <= 0xdfff))
        return false;
    if (character >= 0xd800 && character <= 0xdbff) {
        if (!eat(c, '\\') || !eat_unit(c, &low) || low < 0xdc00 || low > 0xdfff)
            return false;
        character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
    }
    mix(hash, bytes, to_utf8(character, bytes));
    return true;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

/* To the next quote, backslash or control character. Most of a text is skipped
 * here, so eight bytes are looked at together: the top bit of a byte of
 * (x - 1s) & ~x is set at the first byte of x that is 0. */
static void skip_plain(checker *c)
{
    uint64_t x;

    for (; c->end - c->at >= 8; c->at += 8) {
        uint64_t quote;
        uint64_t backslash;

        memcpy(&x, c->at, sizeof(x));
        quote = x ^ EVERY_BYTE('"');
        backslash = x ^ EVERY_BYTE('\\');
        if ((((x - EVERY_BYTE(0x20)) & ~x) | ((quote - EVERY_BYTE(1)) & ~quote) |
             ((backslash - EVERY_BYTE(1)) & ~backslash)) & EVERY_BYTE(0x80))
            break;
    }
    while (!at_end(c) && is_plain(*c->at))
        c->at++;
}

/* hash is NULL for a string that is no name. */
static bool check_string(checker *c, uint64_t *hash)
{
    const unsigned char *start = c->at + 1;
    const unsigned char *run;

    if (!eat(c, '"'))
        return false;
    for (;;) {
        run = c->at;
        skip_plain(c);
        mix(hash, run, (size_t)(c->at - run));
        if (peek(c) != '\\')
            break;
        if (!check_escape(c, hash))
            return false;
    }
    return c->at - start <= STRING_MAX && eat(c, '"');
}

static bool check_name(checker *c)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t i;

    if (c->name_count == VALUES_MAX || !check_string(c, &hash))
        return false;
    for (i = c->levels[c->depth - 1].first_name; i < c->name_count; i++)
        if (c->names[i] == hash)
            return false;
    c->names[c->name_count++] = hash;
    skip_white(c);
    if (!eat(c, ':'))
        return false;
    skip_white(c);
    return true;
}

static bool open_level(checker *c, bool object)
{
    if (c->depth == DEPTH_MAX)
        return false;
    c->levels[c->depth++] = (level){ .object = object, .first_name = c->name_count };
    c->at++;
    skip_white(c);
    return true;
}

static bool close_level(checker *c)
{
    const level *top = &c->levels[c->depth - 1];

    if (!eat(c, top->object ? '}' : ']'))
        return false;
    c->name_count = top->first_name;
    c->depth--;
    return true;
}

static bool check_scalar(checker *c)
{
    switch (peek(c)) {
    case '"':
        return check_string(c, NULL);
    case 't':
        return eat_word(c, TI_SLICE("true"));
    case 'f':
        return eat_word(c, TI_SLICE("false"));
    case 'n':
        return eat_word(c, TI_SLICE("null"));
    default:
        return check_number(c);
    }
}

/* A value begins here. *opened: it is an object or array with something in it,
 * and its first value comes next. */
static bool begin_value(checker *c, bool *opened)
{
    bool object = peek(c) == '{';

    *opened = false;
    if (++c->values > VALUES_MAX)
        return false;
    if (!object && peek(c) != '[')
        return check_scalar(c);
    if (!open_level(c, object))
        return false;
    if (peek(c) == (object ? '}' : ']'))
        return close_level(c);
    *opened = true;
    return !object || check_name(c);
}

/* Behind a value: close what ends here, and stand before the next one. *done:
 * the outermost value is complete. */
static bool end_value(checker *c, bool *done)
{
    for (;;) {
        skip_white(c);
        if (c->depth == 0) {
            *done = true;
            return at_end(c);
        }
        if (eat(c, ',')) {
            skip_white(c);
            return !c->levels[c->depth - 1].object || check_name(c);
        }
        if (!close_level(c))
            return false;
    }
}

bool ti_json_is_strict(ti_slice text)
{
    checker c; /* the large array is left as it is: only what name_count covers is read */
    bool opened;
    bool done = false;

    if (text.len == 0 || !ti_slice_is_utf8(text))
        return false;
    c.at = (const unsigned char *)text.ptr;
    c.end = c.at + text.len;
    c.values = c.depth = c.name_count = 0;
    skip_white(&c);
    while (!done) {
        if (!begin_value(&c, &opened))
            return false;
        if (!opened && !end_value(&c, &done))
            return false;
    }
    return true;
}
