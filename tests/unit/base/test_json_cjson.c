/* SPDX-License-Identifier: Apache-2.0 */
/* test_json_cjson.c - what we read out of a text is what cJSON reads: value by value, over many texts made by chance.
 */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { TEXTS = 20000, TEXT_MAX = 4000, DEPTH = 4 };

static uint64_t dice = 1;

static uint32_t throw_dice(uint32_t sides)
{
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice >> 33) % sides;
}

typedef struct maker {
    char text[TEXT_MAX * 2];
    size_t len;
    unsigned int names; /* a number in each, so that none comes twice */
} maker;

static void put(maker *m, const char *text)
{
    size_t len = strlen(text);

    if (m->len + len < sizeof(m->text)) {
        memcpy(m->text + m->len, text, len + 1);
        m->len += len;
    }
}

static const char *choose(const char *const *from, size_t count)
{
    return from[throw_dice((uint32_t)count)];
}

static void put_white(maker *m)
{
    static const char *const white[] = { "", "", "", " ", "\n", "\t \r\n" };

    put(m, choose(white, LENGTH(white)));
}

static void put_string(maker *m, bool name)
{
    static const char *const parts[] = { "",         "a",
                                         "token",    "\\\"",
                                         "\\\\",     "\\/",
                                         "\\b",      "\\u00e4",
                                         "\\u20ac",  "\\ud83d\\ude00",
                                         "\xc3\xa4", "\xf0\x9f\x98\x80",
                                         "\x7f",     "0123456789012345678901234567890123456789" };
    char number[16];
    uint32_t i;

    put(m, "\"");
    for (i = throw_dice(4); i > 0; i--)
        put(m, choose(parts, LENGTH(parts)));
    (void)snprintf(number, sizeof(number), "%u", name ? m->names++ : 0);
    put(m, name ? number : "");
    put(m, "\"");
}

static void put_number(maker *m)
{
    static const char *const numbers[] = { "0",
                                           "-0",
                                           "1",
                                           "-17",
                                           "3599",
                                           "1.5",
                                           "-0.25",
                                           "1e3",
                                           "2E-2",
                                           "1.25e+2",
                                           "999999999999999",
                                           "9007199254740992",
                                           "-9007199254740993",
                                           "123456789012345678901234567890",
                                           "1700000000.125" };

    put(m, choose(numbers, LENGTH(numbers)));
}

static void put_value(maker *m, int depth);

static void put_list(maker *m, int depth, bool object)
{
    uint32_t i;

    put(m, object ? "{" : "[");
    for (i = throw_dice(5); i > 0; i--) {
        put_white(m);
        if (object) {
            put_string(m, true);
            put_white(m);
            put(m, ":");
        }
        put_value(m, depth + 1);
        put_white(m);
        put(m, i > 1 ? "," : "");
    }
    put(m, object ? "}" : "]");
}

static void put_value(maker *m, int depth)
{
    static const char *const words[] = { "true", "false", "null" };

    put_white(m);
    switch (throw_dice(depth < DEPTH ? 8 : 5)) {
    case 0:
    case 1:
        put_string(m, false);
        break;
    case 2:
    case 3:
        put_number(m);
        break;
    case 4:
        put(m, choose(words, LENGTH(words)));
        break;
    default:
        put_list(m, depth, throw_dice(3) > 0);
    }
}

static void assert_same_string(const cJSON *theirs, ti_slice ours)
{
    assert_int_equal(ours.len, strlen(theirs->valuestring));
    assert_memory_equal(ours.ptr, theirs->valuestring, ours.len);
}

static void assert_same_number(const cJSON *theirs, const ti_json *object)
{
    double ours;

    if (!isfinite(theirs->valuedouble)) {
        assert_int_equal(ti_json_number(object, theirs->string, &ours), TI_JSON_WRONG);
        return;
    }
    assert_int_equal(ti_json_number(object, theirs->string, &ours), TI_JSON_FOUND);
    assert_true(ours <= theirs->valuedouble && ours >= theirs->valuedouble);
}

/* As a member of an object, where each getter can be asked. */
static void assert_same_member(const cJSON *theirs, const ti_json *object, const ti_json **inner)
{
    ti_slice text;
    bool flag = false;

    *inner = NULL;
    assert_true(ti_json_has(object, theirs->string));
    assert_int_equal(ti_json_string(object, theirs->string, 0, TEXT_MAX, &text) == TI_JSON_FOUND,
                     cJSON_IsString(theirs));
    if (cJSON_IsString(theirs))
        assert_same_string(theirs, text);
    if (cJSON_IsNumber(theirs))
        assert_same_number(theirs, object);
    assert_int_equal(ti_json_bool(object, theirs->string, &flag) == TI_JSON_FOUND, cJSON_IsBool(theirs));
    assert_int_equal(flag, cJSON_IsTrue(theirs));
    if (cJSON_IsObject(theirs))
        assert_int_equal(ti_json_object(object, theirs->string, inner), TI_JSON_FOUND);
    if (cJSON_IsArray(theirs))
        assert_int_equal(ti_json_array(object, theirs->string, inner), TI_JSON_FOUND);
}

static void assert_same(const cJSON *theirs, const ti_json *ours)
{
    const cJSON *child = theirs->child;
    const ti_json *inner;
    ti_slice text;
    size_t i;

    assert_int_equal(cJSON_IsObject(theirs), ti_json_is_object(ours));
    assert_int_equal(ti_json_count(ours), cJSON_IsArray(theirs) ? cJSON_GetArraySize(theirs) : 0);
    for (i = 0; child != NULL; child = child->next, i++) {
        inner = cJSON_IsArray(theirs) ? ti_json_item(ours, i) : NULL;
        if (cJSON_IsObject(theirs))
            assert_same_member(child, ours, &inner);
        else if (ti_json_item_string(inner, &text) || cJSON_IsString(child))
            assert_same_string(child, text);
        if (cJSON_IsObject(child) || cJSON_IsArray(child))
            assert_same(child, inner);
    }
}

static void compare(const char *text, size_t len)
{
    ti_json *ours = ti_json_read(ti_slice_make(text, len));
    cJSON *theirs = cJSON_ParseWithLength(text, len);

    if (ours != NULL) {
        assert_non_null(theirs);
        assert_same(theirs, ours);
    }
    ti_json_free(ours);
    cJSON_Delete(theirs);
}

static void test_what_is_well_formed_is_read_as_cjson_reads_it(void **state)
{
    static maker m;
    size_t read = 0;
    size_t i;

    (void)state;
    for (i = 0; i < TEXTS; i++) {
        m.len = 0;
        put_value(&m, 0);
        put_white(&m);
        if (m.len > TEXT_MAX)
            continue;
        if (!ti_json_is_strict(ti_slice_make(m.text, m.len)))
            fail_msg("refused: %s", m.text);
        compare(m.text, m.len);
        read++;
    }
    assert_true(read > TEXTS / 2);
}

/* One byte changed: either both read the same, or we refuse. */
static void test_what_is_damaged_is_refused_or_read_as_cjson_reads_it(void **state)
{
    static const char bytes[] = "\"\\{}[]:,0eE.-+tu \n\x01\x80\xff";
    static maker m;
    size_t i;

    (void)state;
    for (i = 0; i < TEXTS; i++) {
        m.len = 0;
        put_list(&m, 0, true);
        if (m.len > TEXT_MAX)
            continue;
        m.text[throw_dice((uint32_t)m.len)] = bytes[throw_dice(sizeof(bytes) - 1)];
        compare(m.text, m.len);
    }
}

static void test_the_locale_does_not_change_a_number(void **state)
{
    static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8" };
    ti_json *json = ti_json_read(TI_SLICE("{\"exp\":1700000000.25,\"n\":1.5e1}"));
    double number = 0;
    int64_t whole = 0;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(locales); i++) {
        if (setlocale(LC_NUMERIC, locales[i]) == NULL)
            continue;
        assert_int_equal(ti_json_number(json, "exp", &number), TI_JSON_FOUND);
        assert_true(number > 1700000000.24 && number < 1700000000.26);
        assert_int_equal(ti_json_int(json, "n", 0, 20, &whole), TI_JSON_FOUND);
        assert_int_equal(whole, 15);
    }
    assert_non_null(setlocale(LC_NUMERIC, "C"));
    ti_json_free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_well_formed_is_read_as_cjson_reads_it),
        cmocka_unit_test(test_what_is_damaged_is_refused_or_read_as_cjson_reads_it),
        cmocka_unit_test(test_the_locale_does_not_change_a_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
