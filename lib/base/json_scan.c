/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_scan.c - one pass over a text: is it one strict JSON value, and where does what stand in it. No heap, no
 * recursion.
 *
 * Common readers let pass what RFC 8259 forbids (leading zeros, raw control
 * characters, bytes after a NUL) and pick one of two members of the same
 * name. Whoever can make two readers disagree wins, so such texts are refused.
 */
#include "base/json_scan.h"

#include "base/json.h"
#include "base/json_string.h"

enum { VALUES_MAX = 4096 };

typedef struct level {
    bool object;
    size_t first_name; /* of this object in names */
} level;

/* Names stand in it as their hashes. Two names with one hash count as the same:
 * equal ones are found for certain, and no chance makes different ones collide. */
typedef struct checker {
    const ti_json_sink *sink; /* NULL: nobody wants to know */
    ti_slice name;            /* of the value that begins next */
    ti_slice rest;
    size_t values;
    size_t depth;
    size_t name_count;
    level levels[TI_JSON_DEPTH_MAX];
    uint64_t names[VALUES_MAX]; /* of all open objects, as a stack */
} checker;

static bool tell(checker *c, ti_json_kind kind, ti_slice text)
{
    ti_slice name = c->name;

    c->name = ti_slice_make(NULL, 0);
    return c->sink == NULL || c->sink->begin(c->sink->user_data, name, kind, text);
}

static char peek(const checker *c)
{
    return c->rest.len == 0 ? '\0' : c->rest.ptr[0];
}

static void step(checker *c)
{
    c->rest.ptr++;
    c->rest.len--;
}

static bool eat(checker *c, char wanted)
{
    if (c->rest.len == 0 || c->rest.ptr[0] != wanted)
        return false;
    step(c);
    return true;
}

static bool check_word(checker *c, ti_json_kind kind, ti_slice word)
{
    if (!ti_slice_starts_with(c->rest, word))
        return false;
    c->rest = ti_slice_skip(c->rest, word.len);
    return tell(c, kind, word);
}

static void skip_white(checker *c)
{
    while (peek(c) == ' ' || peek(c) == '\t' || peek(c) == '\n' || peek(c) == '\r')
        step(c);
}

static bool eat_digits(checker *c)
{
    size_t before = c->rest.len;

    while (peek(c) >= '0' && peek(c) <= '9')
        step(c);
    return c->rest.len < before;
}

static bool check_number(checker *c)
{
    ti_slice text = c->rest;

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
    text.len -= c->rest.len;
    return text.len <= TI_JSON_NUMBER_MAX && tell(c, TI_JSON_NUMBER, text);
}

/* Between the quotes. */
static ti_slice inside(ti_slice before, ti_slice behind)
{
    return ti_slice_make(before.ptr + 1, before.len - behind.len - 2);
}

static bool check_string(checker *c)
{
    ti_slice before = c->rest;

    return ti_json_skip_string(&c->rest, NULL) && tell(c, TI_JSON_STRING, inside(before, c->rest));
}

static bool check_name(checker *c)
{
    ti_slice before = c->rest;
    uint64_t hash;
    size_t i;

    if (c->name_count == VALUES_MAX || !ti_json_skip_string(&c->rest, &hash))
        return false;
    for (i = c->levels[c->depth - 1].first_name; i < c->name_count; i++)
        if (c->names[i] == hash)
            return false;
    c->names[c->name_count++] = hash;
    c->name = inside(before, c->rest);
    skip_white(c);
    if (!eat(c, ':'))
        return false;
    skip_white(c);
    return true;
}

static bool open_level(checker *c, bool object)
{
    if (c->depth == TI_JSON_DEPTH_MAX || !tell(c, object ? TI_JSON_OBJECT : TI_JSON_ARRAY, ti_slice_make(NULL, 0)))
        return false;
    c->levels[c->depth++] = (level){ .object = object, .first_name = c->name_count };
    step(c);
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
    if (c->sink != NULL)
        c->sink->end(c->sink->user_data);
    return true;
}

static bool check_scalar(checker *c)
{
    switch (peek(c)) {
    case '"':
        return check_string(c);
    case 't':
        return check_word(c, TI_JSON_TRUE, TI_SLICE("true"));
    case 'f':
        return check_word(c, TI_JSON_FALSE, TI_SLICE("false"));
    case 'n':
        return check_word(c, TI_JSON_NULL, TI_SLICE("null"));
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
            return c->rest.len == 0;
        }
        if (eat(c, ',')) {
            skip_white(c);
            return !c->levels[c->depth - 1].object || check_name(c);
        }
        if (!close_level(c))
            return false;
    }
}

bool ti_json_scan(ti_slice text, const ti_json_sink *sink)
{
    checker c; /* not cleared as a whole: of names only name_count are ever read */
    bool opened;
    bool done = false;

    if (!ti_slice_is_utf8(text))
        return false;
    c.sink = sink;
    c.name = ti_slice_make(NULL, 0);
    c.rest = text;
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

bool ti_json_is_strict(ti_slice text)
{
    return ti_json_scan(text, NULL);
}
