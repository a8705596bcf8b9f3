/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_check.c - whether a text is one strict JSON value: no heap, no recursion.
 *
 * cJSON lets pass what RFC 8259 forbids (leading zeros, raw control
 * characters, bytes after a NUL) and picks one of two members of the same
 * name. Whoever can make two readers disagree wins, so such texts are refused
 * before cJSON sees them.
 */
#include "base/json.h"
#include "base/json_string.h"

enum {
    DEPTH_MAX = 16,
    VALUES_MAX = 4096,
    NUMBER_MAX = 63 /* cJSON reads no further into a number */
};

typedef struct level {
    bool object;
    size_t first_name; /* of this object in names */
} level;

/* Names stand in it as their hashes. Two names with one hash count as the same:
 * equal ones are found for certain, and no chance makes different ones collide. */
typedef struct checker {
    ti_slice rest;
    size_t values;
    size_t depth;
    size_t name_count;
    level levels[DEPTH_MAX];
    uint64_t names[VALUES_MAX]; /* of all open objects, as a stack */
} checker;

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

static bool eat_word(checker *c, ti_slice word)
{
    if (!ti_slice_starts_with(c->rest, word))
        return false;
    c->rest = ti_slice_skip(c->rest, word.len);
    return true;
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
    size_t before = c->rest.len;

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
    return before - c->rest.len <= NUMBER_MAX;
}

static bool check_name(checker *c)
{
    uint64_t hash;
    size_t i;

    if (c->name_count == VALUES_MAX || !ti_json_skip_string(&c->rest, &hash))
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
    return true;
}

static bool check_scalar(checker *c)
{
    switch (peek(c)) {
    case '"':
        return ti_json_skip_string(&c->rest, NULL);
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

bool ti_json_is_strict(ti_slice text)
{
    checker c; /* not cleared as a whole: of names only name_count are ever read */
    bool opened;
    bool done = false;

    if (!ti_slice_is_utf8(text))
        return false;
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
