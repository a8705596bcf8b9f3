/* SPDX-License-Identifier: Apache-2.0 */
/* test_json_scan.c - which texts count as JSON: the grammar of RFC 8259 and our limits. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ROW(literal) { "" literal, sizeof(literal) - 1 }

enum { TEXT_MAX = 200000 };

/* Asks the check and the reader, over a copy with nothing behind it, so that a
 * read too far is seen by the sanitizer. Both must agree. */
static bool accepts(ti_slice text)
{
    char *copy = text.len == 0 ? NULL : malloc(text.len);
    ti_slice exact = { copy, text.len };
    ti_json *json;
    bool strict;

    if (copy != NULL)
        memcpy(copy, text.ptr, text.len);
    strict = ti_json_is_strict(exact);
    json = ti_json_read(exact);
    if (strict != (json != NULL))
        fail_msg("check and reader disagree on \"%.*s\"", (int)text.len, text.ptr);
    ti_json_free(json);
    free(copy);
    return strict;
}

static void assert_all(const ti_slice *rows, size_t count, bool expected)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (accepts(rows[i]) != expected)
            fail_msg("row %zu: %s \"%.*s\"", i, expected ? "refused" : "accepted", (int)rows[i].len, rows[i].ptr);
}

static void test_values_of_each_kind_are_accepted(void **state)
{
    static const ti_slice good[] = {
        ROW("null"), ROW("true"), ROW("false"), ROW("0"), ROW("\"\""), ROW("[]"), ROW("{}"),
        ROW(" \t\r\n{ \t\r\n} \t\r\n"), ROW("[ ]"), ROW("[1]"), ROW("[1,2]"), ROW(" [ 1 , 2 ] "),
        ROW("[[],{},[[]]]"),
        ROW("{\"a\":1}"), ROW("{ \"a\" : 1 , \"b\" : 2 }"), ROW("{\"a\":{\"a\":{\"a\":[]}}}"), ROW("{\"\":null}"),
        ROW("[null,true,false,0,\"\",[],{}]"), ROW("{\"a\":1}\n"),
    };

    (void)state;
    assert_all(good, LENGTH(good), true);
}

static void test_numbers_of_the_grammar_are_accepted(void **state)
{
    static const ti_slice good[] = {
        ROW("0"), ROW("-0"), ROW("1"), ROW("-1"), ROW("10"), ROW("1234567890"), ROW("0.0"), ROW("0.5"),
        ROW("-0.5"), ROW("1.25"),
        ROW("1e1"), ROW("1E1"), ROW("1e+1"), ROW("1e-1"), ROW("1E+01"), ROW("0e0"), ROW("1.5e3"),
        ROW("-1.5E-03"), ROW("1e400"),
        ROW("9007199254740993"), ROW("123456789012345678901234567890123456789012345678901234567890123"),
    };

    (void)state;
    assert_all(good, LENGTH(good), true);
}

static void test_strings_of_the_grammar_are_accepted(void **state)
{
    static const ti_slice good[] = {
        ROW("\"a\""), ROW("\" \""), ROW("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), ROW("\"\\u0001\""), ROW("\"\\u001f\""),
        ROW("\"\\u00e4\\u00E4\\uABcd\""), ROW("\"\\ud83d\\ude00\""), ROW("\"\\uD800\\uDC00\""),
        ROW("\"\\uDBFF\\uDFFF\""),
        ROW("\"\\ud7ff\\ue000\\uffff\""), ROW("\"\x7f\""), ROW("\"\xc2\x80\""),
        ROW("\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\""),
        ROW("\"\xef\xbb\xbf\""), ROW("\"'//[{,:\""), ROW("\"1234567\\\\12345678\\\"123456789\""),
        ROW("\"\\u0022\\u005c\""),
        ROW("\"\\u0123\\u4567\\u89ab\\ucdef\\uCDEF\\uAB89\""),
    };

    (void)state;
    assert_all(good, LENGTH(good), true);
}

static void test_texts_that_are_no_value_are_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW(""), ROW(" "), ROW("\n"), ROW(","), ROW(":"), ROW("]"), ROW("}"), ROW("["), ROW("{"), ROW("\""),
        ROW("-"),
        ROW("nul"), ROW("nulL"), ROW("NULL"), ROW("True"), ROW("tru"), ROW("truee"), ROW("fals"),
        ROW("nullnull"), ROW("t"),
        ROW("undefined"), ROW("NaN"), ROW("Infinity"), ROW("-Infinity"), ROW("a"), ROW("'a'"), ROW("/**/1"),
        ROW("1//"), ROW("#1"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_anything_around_the_value_is_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("\xef\xbb\xbf{}"),      /* BOM */
        ROW("\xfe\xff{}"), ROW("\xff\xfe{\0}\0"),
        ROW("{}\0"), ROW("\0{}"), ROW("{}\0{}"), ROW("1\0"),
        ROW("{}{}"), ROW("{} {}"), ROW("{},"), ROW("{}]"), ROW("[]]"), ROW("{}}"), ROW("1 2"), ROW("1,2"),
        ROW("\"a\"\"b\""), ROW("{}x"),
        ROW("\f{}"), ROW("{}\f"), ROW("\v[]"), ROW("[]\v"), ROW("[\f1]"), ROW("[1\v]"), ROW("{\f\"a\":1}"),
        ROW("\b1"),
        ROW("\xc2\xa0{}"),          /* no-break space */
        ROW("{}\xc2\x85"), ROW("[\xe2\x80\xa8]"), ROW("[\xe3\x80\x80]"),
        ROW("\x1e{}"),              /* RFC 7464 */
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_numbers_outside_the_grammar_are_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("01"), ROW("00"), ROW("-01"), ROW("-00"), ROW("00.5"), ROW("1."), ROW("1.e1"), ROW(".5"),
        ROW("-.5"), ROW("-"), ROW("--1"),
        ROW("+1"), ROW("1e"), ROW("1e+"), ROW("1e-"), ROW("1e1.5"), ROW("1e++1"), ROW("1e+-1"), ROW("e1"),
        ROW("1E"), ROW("1.2.3"),
        ROW("0x10"), ROW("0b1"), ROW("1_000"), ROW("1,000"), ROW("- 1"), ROW("1 .5"), ROW("1f"), ROW("1e1e1"),
        ROW("inf"), ROW("nan"),
        ROW("[1.]"), ROW("[-]"), ROW("[01]"), ROW("\xd9\xa1"), /* an Arabic digit */
        ROW("1234567890123456789012345678901234567890123456789012345678901234"),
        ROW("0.00000000000000000000000000000000000000000000000000000000000000"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_strings_outside_the_grammar_are_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("\"a"), ROW("a\""), ROW("\"a\"b\""), ROW("\"\\\""), ROW("\"\\"), ROW("\"\\a\""), ROW("\"\\'\""),
        ROW("\"\\x41\""),
        ROW("\"\\0\""), ROW("\"\\v\""), ROW("\"\\e\""), ROW("\"\\U0041\""), ROW("\"\\B\""), ROW("\"\\\n\""),
        ROW("\"\\ \""),
        ROW("\"\\\0\""), ROW("\"\\\xc3\xa4\""), ROW("\"\\u\""), ROW("\"\\u1\""), ROW("\"\\u123\""),
        ROW("\"\\u123"), ROW("\"\\u12g4\""),
        ROW("\"\\u 123\""), ROW("\"\\u+123\""), ROW("\"\\u-001\""), ROW("\"\\u12/4\""), ROW("\"\\u12:4\""),
        ROW("\"\\u12@4\""),
        ROW("\"\\u12`4\""), ROW("\"\\u12G4\""), ROW("\"\\u{41}\""), ROW("\"\\u"), ROW("\"\\u0041"),
        ROW("'a'"), ROW("\"a\\"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_nul_is_refused_in_every_form(void **state)
{
    static const ti_slice bad[] = {
        ROW("\"\\u0000\""), ROW("\"a\\u0000b\""), ROW("{\"\\u0000\":1}"), ROW("{\"a\\u0000\":1}"),
        ROW("\"\0\""), ROW("\"a\0b\""),
        ROW("{\"a\0\":1}"), ROW("[\0]"), ROW("[1,\0]"), ROW("{\"a\":\0}"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_every_raw_control_character_is_refused(void **state)
{
    unsigned int c;

    (void)state;
    for (c = 0; c < 0x20; c++) {
        char alone[] = { '"', (char)c, '"' };
        char late[] = "\"123456789012345678901234567890\""; /* behind the steps of eight */
        size_t at;

        assert_false(accepts(ti_slice_make(alone, sizeof(alone))));
        for (at = 1; at < sizeof(late) - 2; at++) {
            char saved = late[at];

            late[at] = (char)c;
            assert_false(accepts(ti_slice_make(late, sizeof(late) - 1)));
            late[at] = saved;
        }
    }
}

static void test_lone_surrogates_are_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("\"\\ud800\""), ROW("\"\\udbff\""), ROW("\"\\udc00\""), ROW("\"\\udfff\""), ROW("\"\\ud800x\""),
        ROW("\"\\ud800\\n\""),
        ROW("\"\\ud800\\u0041\""), ROW("\"\\ud800\\ud800\""), ROW("\"\\udc00\\ud800\""),
        ROW("\"\\ud800\\udbff\""), ROW("\"\\ud800\\ue000\""),
        ROW("\"\\ud800\\\""), ROW("\"\\ud800\\"), ROW("\"\\ud800\\u\""), ROW("\"\\ud800\\udc0\""),
        ROW("\"\\ud800\\udc0"), ROW("\"\\ud800udc00\""),
        ROW("\"\xed\xa0\x80\""), ROW("\"\xed\xa0\xbd\xed\xb8\x80\""), ROW("{\"\\ud800\":1}"),
        ROW("\"\\ud800\\udc00\\udc00\""),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_bad_utf8_is_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("\"\x80\""), ROW("\"\xff\""), ROW("\"\xc0\x80\""), ROW("\"\xc1\xbf\""),
        ROW("\"\xc0\xa2\""), /* an overlong quote */
        ROW("\"\xe0\x80\xaf\""), ROW("\"\xf0\x80\x80\xaf\""), ROW("\"\xf4\x90\x80\x80\""),
        ROW("\"\xf8\x88\x80\x80\x80\""),
        ROW("\"\xc3\""), ROW("\"\xe2\x82\""), ROW("\"\xf0\x9f\x98\""), ROW("\"\xc3"), ROW("\"\xe4\""),
        ROW("{\"\xff\":1}"), ROW("\xff"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_broken_arrays_and_objects_are_refused(void **state)
{
    static const ti_slice bad[] = {
        ROW("[1"), ROW("[1,"), ROW("[1,]"), ROW("[,1]"), ROW("[,]"), ROW("[1,,2]"), ROW("[1 2]"), ROW("[1:2]"),
        ROW("[1}"), ROW("[}"), ROW("[1;2]"),
        ROW("[\"a\":1]"), ROW("[[]"), ROW("[]["), ROW("[\"a\",\n4\n,1,"),
        ROW("{\"a\":1"), ROW("{\"a\":1,"), ROW("{\"a\":1,}"), ROW("{,}"), ROW("{,\"a\":1}"), ROW("{\"a\"}"),
        ROW("{\"a\":}"), ROW("{\"a\" 1}"),
        ROW("{\"a\":1 \"b\":2}"), ROW("{\"a\":1,,\"b\":2}"), ROW("{\"a\"::1}"), ROW("{\"a\",1}"),
        ROW("{\"a\":1]"), ROW("{]"), ROW("{1}"),
        ROW("{a:1}"), ROW("{1:1}"), ROW("{'a':1}"), ROW("{null:1}"), ROW("{[]:1}"), ROW("{{}:1}"), ROW("{:1}"),
        ROW("{\"a\":1:2}"), ROW("{\"a\":1;\"b\":2}"),
        ROW("{\"a\""), ROW("{\"a\":"), ROW("{\"a"), ROW("{\"a\":{}"), ROW("{\"a\":[1}"), ROW("{\"a\":[1]]"),
        ROW("[{]}"),
        ROW("{\"a\":1,\"b\"}"), ROW("{\"a\":1,2}"), ROW("{\"a\":tru}"), ROW("{\"a\":/*x*/1}"), ROW("{\"a\":1}/"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_a_name_twice_is_refused_at_any_level(void **state)
{
    static const ti_slice bad[] = {
        ROW("{\"a\":1,\"a\":1}"), ROW("{\"a\":1,\"b\":2,\"a\":3}"), ROW("{\"\":1,\"\":2}"),
        ROW("[{\"a\":1,\"a\":2}]"),
        ROW("{\"x\":{\"a\":1,\"a\":2}}"), ROW("{\"a\":{\"b\":1},\"a\":2}"),
        ROW("{\"a\":{\"b\":[{\"c\":1}]},\"d\":[],\"a\":0}"),
        ROW("{\"x\":[0,{\"y\":{\"a\":1,\"b\":{},\"a\":2}}]}"), ROW("{\"a\":{},\"b\":{},\"b\":{}}"),
        ROW("{\"a-name-longer-than-eight\":1,\"a-name-longer-than-eight\":2}"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_a_name_twice_is_seen_through_its_escapes(void **state)
{
    static const ti_slice bad[] = {
        ROW("{\"a\":1,\"\\u0061\":2}"), ROW("{\"\\u0061\":1,\"a\":2}"), ROW("{\"/\":1,\"\\/\":2}"),
        ROW("{\"\\n\":1,\"\\u000a\":2}"),
        ROW("{\"\\n\":1,\"\\u000A\":2}"), ROW("{\"\\\"\":1,\"\\u0022\":2}"), ROW("{\"\\\\\":1,\"\\u005c\":2}"),
        ROW("{\"\\b\":1,\"\\u0008\":2}"),
        ROW("{\"\\f\":1,\"\\u000c\":2}"), ROW("{\"\\r\":1,\"\\u000d\":2}"), ROW("{\"\\t\":1,\"\\u0009\":2}"),
        ROW("{\"\x7f\":1,\"\\u007f\":2}"), ROW("{\"\xc2\x80\":1,\"\\u0080\":2}"),
        ROW("{\"\xc3\xa4\":1,\"\\u00e4\":2}"),
        ROW("{\"\xdf\xbf\":1,\"\\u07ff\":2}"), ROW("{\"\xe0\xa0\x80\":1,\"\\u0800\":2}"),
        ROW("{\"\xe2\x82\xac\":1,\"\\u20ac\":2}"),
        ROW("{\"\xef\xbf\xbf\":1,\"\\uffff\":2}"), ROW("{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}"),
        ROW("{\"\xf4\x8f\xbf\xbf\":1,\"\\udbff\\udfff\":2}"), ROW("{\"\xf0\x90\x80\x80\":1,\"\\ud800\\udc00\":2}"),
        ROW("{\"access_token\":\"x\",\"access\\u005ftoken\":\"y\"}"), ROW("{\"a\\/b\\u0063\":1,\"\\u0061/bc\":2}"),
    };

    (void)state;
    assert_all(bad, LENGTH(bad), false);
}

static void test_names_that_differ_may_stand_together(void **state)
{
    static const ti_slice good[] = {
        ROW("{\"a\":1,\"A\":1}"), ROW("{\"a\":1,\"aa\":1,\"\":1,\" a\":1,\"a \":1}"),
        ROW("{\"a\":{\"a\":1},\"b\":{\"a\":1}}"),
        ROW("[{\"a\":1},{\"a\":1}]"), ROW("{\"a\":[{\"a\":1},{\"a\":1}]}"),
        ROW("{\"x\":{\"a\":1,\"b\":2},\"a\":1,\"b\":2}"),
        ROW("{\"\\\\u0061\":1,\"a\":2}"), ROW("{\"\xc3\xa4\":1,\"a\xcc\x88\":2}"), /* not normalized */
        ROW("{\"ab\":1,\"ba\":2}"), ROW("{\"\\n\":1,\"n\":2}"), ROW("{\"a\":\"b\",\"b\":\"a\"}"),
    };

    (void)state;
    assert_all(good, LENGTH(good), true);
}

/* count times text, then the rest. */
static size_t repeat(char *out, size_t count, const char *text)
{
    size_t len = strlen(text);
    size_t i;

    for (i = 0; i < count; i++)
        memcpy(out + i * len, text, len);
    return count * len;
}

static bool accepts_depth(size_t depth, const char *open, const char *inner, const char *close)
{
    static char text[TEXT_MAX];
    size_t len = repeat(text, depth, open);

    len += repeat(text + len, 1, inner);
    len += repeat(text + len, depth, close);
    return accepts(ti_slice_make(text, len));
}

static void test_depth_up_to_16(void **state)
{
    (void)state;
    assert_true(accepts_depth(16, "[", "1", "]"));
    assert_false(accepts_depth(17, "[", "1", "]"));
    assert_true(accepts_depth(15, "[", "{}", "]"));
    assert_false(accepts_depth(16, "[", "{}", "]"));
    assert_false(accepts_depth(16, "[", "[]", "]"));
    assert_true(accepts_depth(16, "{\"a\":", "1", "}"));
    assert_false(accepts_depth(17, "{\"a\":", "1", "}"));
    assert_true(accepts_depth(8, "[{\"a\":", "1", "}]"));
    assert_false(accepts_depth(50000, "[", "", "]"));
    assert_false(accepts_depth(100000, "[", "", ""));
}

static void test_depth_comes_back_when_something_closes(void **state)
{
    static char text[TEXT_MAX];
    size_t len = repeat(text, 1, "[");

    (void)state;
    len += repeat(text + len, 100, "[[[{\"a\":[]}]]],");
    len += repeat(text + len, 1, "0]");
    assert_true(accepts(ti_slice_make(text, len)));
}

/* The array is a value too. */
static void test_values_up_to_4096(void **state)
{
    static char text[TEXT_MAX];
    size_t len;

    (void)state;
    len = repeat(text, 1, "[");
    len += repeat(text + len, 4094, "1,");
    len += repeat(text + len, 1, "1]");
    assert_true(accepts(ti_slice_make(text, len)));
    len = repeat(text, 1, "[");
    len += repeat(text + len, 4095, "1,");
    len += repeat(text + len, 1, "1]");
    assert_false(accepts(ti_slice_make(text, len)));
    len = repeat(text, 1, "[");
    len += repeat(text + len, 2048, "[1],");
    len += repeat(text + len, 1, "[]]");
    assert_false(accepts(ti_slice_make(text, len)));
}

static size_t object_of(char *text, int members)
{
    int at = sprintf(text, "{");
    int i;

    for (i = 0; i < members; i++)
        at += sprintf(text + at, "%s\"name-%d\":%d", i == 0 ? "" : ",", i, i);
    at += sprintf(text + at, "}");
    return (size_t)at;
}

static void test_an_object_with_as_many_members_as_there_may_be_values(void **state)
{
    static char text[TEXT_MAX];

    (void)state;
    assert_true(accepts(ti_slice_make(text, object_of(text, 4095))));
    assert_false(accepts(ti_slice_make(text, object_of(text, 4096))));
    assert_false(accepts(ti_slice_make(text, object_of(text, 5000))));
}

static void test_the_last_of_many_members_may_not_repeat_the_first(void **state)
{
    static char text[TEXT_MAX];
    size_t len = object_of(text, 1000) - 1;

    (void)state;
    memcpy(text + len, ",\"name-1000\":1}", 15);
    assert_true(accepts(ti_slice_make(text, len + 15)));
    memcpy(text + len, ",\"name-0\":1}", 12);
    assert_false(accepts(ti_slice_make(text, len + 12)));
}

static bool accepts_string_of(const char *before, size_t len, const char *after)
{
    static char text[TEXT_MAX];
    size_t at = repeat(text, 1, before);

    memset(text + at, 'x', len);
    at += len;
    at += repeat(text + at, 1, after);
    return accepts(ti_slice_make(text, at));
}

static void test_strings_up_to_16_kib_as_written(void **state)
{
    (void)state;
    assert_true(accepts_string_of("\"", 16384, "\""));
    assert_false(accepts_string_of("\"", 16385, "\""));
    assert_true(accepts_string_of("{\"", 16384, "\":1}"));
    assert_false(accepts_string_of("{\"", 16385, "\":1}"));
    assert_true(accepts_string_of("\"\\n", 16382, "\""));
    assert_false(accepts_string_of("\"\\n", 16383, "\""));
    assert_false(accepts_string_of("\"", 100000, "\""));
}

static void test_every_beginning_of_a_reply_is_refused(void **state)
{
    static const ti_slice whole =
        ROW("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#x\",\"id\":\"MSo1\\u007e\\/\","
            "\"n\":[1,-2.5e+3,null,true,false],\"o\":{\"upn\":null,\"e\":\"\\ud83d\\ude00\xe2\x82\xac\"}}");
    size_t len;

    (void)state;
    assert_true(accepts(whole));
    for (len = 0; len < whole.len; len++)
        assert_false(accepts(ti_slice_first(whole, len)));
}

/* Any one byte changed to any other: never a crash or a read too far, and check
 * and reader never disagree (which accepts() asks). */
static void test_any_byte_changed_keeps_check_and_reader_in_step(void **state)
{
    char text[] = "{\"a\\n\":[1.5e3,\"\\ud83d\\ude00\xc3\xa4\",{}],\"b\":null}";
    size_t accepted = 0;
    unsigned int c;
    size_t at;

    (void)state;
    for (at = 0; at < sizeof(text) - 1; at++) {
        char saved = text[at];

        for (c = 0; c < 256; c++) {
            text[at] = (char)c;
            accepted += accepts(ti_slice_make(text, sizeof(text) - 1)) ? 1 : 0;
        }
        text[at] = saved;
    }
    assert_true(accepted > 500 && accepted < 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_of_each_kind_are_accepted),
        cmocka_unit_test(test_numbers_of_the_grammar_are_accepted),
        cmocka_unit_test(test_strings_of_the_grammar_are_accepted),
        cmocka_unit_test(test_texts_that_are_no_value_are_refused),
        cmocka_unit_test(test_anything_around_the_value_is_refused),
        cmocka_unit_test(test_numbers_outside_the_grammar_are_refused),
        cmocka_unit_test(test_strings_outside_the_grammar_are_refused),
        cmocka_unit_test(test_nul_is_refused_in_every_form),
        cmocka_unit_test(test_every_raw_control_character_is_refused),
        cmocka_unit_test(test_lone_surrogates_are_refused),
        cmocka_unit_test(test_bad_utf8_is_refused),
        cmocka_unit_test(test_broken_arrays_and_objects_are_refused),
        cmocka_unit_test(test_a_name_twice_is_refused_at_any_level),
        cmocka_unit_test(test_a_name_twice_is_seen_through_its_escapes),
        cmocka_unit_test(test_names_that_differ_may_stand_together),
        cmocka_unit_test(test_depth_up_to_16),
        cmocka_unit_test(test_depth_comes_back_when_something_closes),
        cmocka_unit_test(test_values_up_to_4096),
        cmocka_unit_test(test_an_object_with_as_many_members_as_there_may_be_values),
        cmocka_unit_test(test_the_last_of_many_members_may_not_repeat_the_first),
        cmocka_unit_test(test_strings_up_to_16_kib_as_written),
        cmocka_unit_test(test_every_beginning_of_a_reply_is_refused),
        cmocka_unit_test(test_any_byte_changed_keeps_check_and_reader_in_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
