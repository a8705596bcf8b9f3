/* SPDX-License-Identifier: Apache-2.0 */
/* test_json.c - reading members: found, absent, or not what was asked for. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static ti_json *read_json(const char *text)
{
    ti_json *json = ti_json_read(ti_slice_of(text));

    if (json == NULL)
        fail_msg("refused %s", text);
    return json;
}

static void test_a_string_is_found_with_its_escapes_resolved(void **state)
{
    ti_json *json =
        read_json("{\"token_type\":\"Bearer\",\"x\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\xe2\x82\xac\"}");
    ti_slice text;

    (void)state;
    assert_int_equal(ti_json_string(json, "token_type", 1, 20, &text), TI_JSON_FOUND);
    assert_true(ti_slice_equal_text(text, "Bearer"));
    assert_int_equal(ti_json_string(json, "x", 0, 100, &text), TI_JSON_FOUND);
    assert_true(ti_slice_equal_text(text, "\"\\/\b\f\n\r\t\xc3\xa4\xf0\x9f\x98\x80\xe2\x82\xac"));
    ti_json_free(json);
}

static void test_a_string_outside_its_lengths_is_wrong(void **state)
{
    ti_json *json = read_json("{\"four\":\"1234\",\"empty\":\"\"}");
    ti_slice text;

    (void)state;
    assert_int_equal(ti_json_string(json, "four", 4, 4, &text), TI_JSON_FOUND);
    assert_int_equal(ti_json_string(json, "four", 5, 9, &text), TI_JSON_WRONG);
    assert_int_equal(text.len, 0);
    assert_int_equal(ti_json_string(json, "four", 0, 3, &text), TI_JSON_WRONG);
    assert_int_equal(ti_json_string(json, "empty", 0, 3, &text), TI_JSON_FOUND);
    assert_int_equal(ti_json_string(json, "empty", 1, 3, &text), TI_JSON_WRONG);
    ti_json_free(json);
}

/* Each getter against each kind of value: it takes its own and calls all others wrong. */
static void test_every_getter_takes_its_own_kind_and_no_other(void **state)
{
    static const struct {
        const char *name;
        bool string, integer, digits, number, boolean, object, array;
    } rows[] = {
        { .name = "string", .string = true },
        { .name = "digit_string", .string = true, .digits = true },
        { .name = "integer", .integer = true, .digits = true, .number = true },
        { .name = "fraction", .number = true },
        { .name = "true", .boolean = true },
        { .name = "false", .boolean = true },
        { .name = "null" },
        { .name = "object", .object = true },
        { .name = "array", .array = true },
    };
    ti_json *json = read_json("{\"string\":\"s\",\"digit_string\":\"12\",\"integer\":12,\"fraction\":1.5,\"true\":true,"
                              "\"false\":false,\"null\":null,\"object\":{},\"array\":[]}");
    const ti_json *value;
    int64_t number;
    ti_slice text;
    double real;
    bool flag;
    size_t i;

    (void)state;
#define EXPECT(row, call) assert_int_equal((call), (row) ? TI_JSON_FOUND : TI_JSON_WRONG)
    for (i = 0; i < LENGTH(rows); i++) {
        EXPECT(rows[i].string, ti_json_string(json, rows[i].name, 0, 100, &text));
        EXPECT(rows[i].integer, ti_json_int(json, rows[i].name, 0, 100, &number));
        EXPECT(rows[i].digits, ti_json_int_or_digits(json, rows[i].name, 0, 100, &number));
        EXPECT(rows[i].number, ti_json_number(json, rows[i].name, &real));
        EXPECT(rows[i].boolean, ti_json_bool(json, rows[i].name, &flag));
        EXPECT(rows[i].object, ti_json_object(json, rows[i].name, &value));
        EXPECT(rows[i].array, ti_json_array(json, rows[i].name, &value));
        assert_true(ti_json_has(json, rows[i].name));
    }
#undef EXPECT
    ti_json_free(json);
}

static void assert_all_absent(const ti_json *json, const char *name)
{
    const ti_json *value = json;
    int64_t number = 7;
    ti_slice text = TI_SLICE("before");
    double real = 7;
    bool flag = true;

    assert_int_equal(ti_json_string(json, name, 0, 100, &text), TI_JSON_ABSENT);
    assert_int_equal(text.len, 0);
    assert_int_equal(ti_json_int(json, name, 0, 100, &number), TI_JSON_ABSENT);
    assert_int_equal(number, 0);
    assert_int_equal(ti_json_int_or_digits(json, name, 0, 100, &number), TI_JSON_ABSENT);
    assert_int_equal(ti_json_number(json, name, &real), TI_JSON_ABSENT);
    assert_true(real >= 0 && real <= 0);
    assert_int_equal(ti_json_bool(json, name, &flag), TI_JSON_ABSENT);
    assert_false(flag);
    assert_int_equal(ti_json_object(json, name, &value), TI_JSON_ABSENT);
    assert_null(value);
    assert_int_equal(ti_json_array(json, name, &value), TI_JSON_ABSENT);
    assert_false(ti_json_has(json, name));
}

static void test_what_is_not_there_is_absent(void **state)
{
    ti_json *json = read_json("{\"Name\":1,\"inner\":{\"deep\":1}}");

    (void)state;
    assert_all_absent(json, "name"); /* names are compared with case */
    assert_all_absent(json, "NAME");
    assert_all_absent(json, "Nam");
    assert_all_absent(json, "Name ");
    assert_all_absent(json, "");
    assert_all_absent(json, "deep");
    ti_json_free(json);
}

static void test_members_of_what_is_no_object_are_absent(void **state)
{
    static const char *const texts[] = { "[1]", "\"a\"", "1", "null", "true", "[{\"a\":1}]" };
    size_t i;

    (void)state;
    assert_all_absent(NULL, "a");
    for (i = 0; i < LENGTH(texts); i++) {
        ti_json *json = read_json(texts[i]);

        assert_false(ti_json_is_object(json));
        assert_all_absent(json, "a");
        ti_json_free(json);
    }
    assert_false(ti_json_is_object(NULL));
}

static ti_json_found read_int(const char *number, int64_t min, int64_t max, int64_t *out)
{
    char text[100];
    ti_json *json;
    ti_json_found found;

    (void)snprintf(text, sizeof(text), "{\"n\":%s}", number);
    json = read_json(text);
    found = ti_json_int(json, "n", min, max, out);
    ti_json_free(json);
    return found;
}

static void test_integers_that_a_double_holds(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } rows[] = {
        { "0", 0 }, { "-0", 0 }, { "3599", 3599 }, { "-1", -1 }, { "1.0", 1 }, { "1e3", 1000 },
        { "2147483648", INT64_C(2147483648) },
        { "9007199254740991", INT64_C(9007199254740991) }, { "9007199254740992", INT64_C(9007199254740992) },
        { "-9007199254740992", INT64_C(-9007199254740992) }, { "1.5e1", 15 },
    };
    int64_t number;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(read_int(rows[i].text, INT64_MIN, INT64_MAX, &number), TI_JSON_FOUND);
        assert_true(number == rows[i].value);
    }
}

static void test_numbers_that_are_no_such_integer(void **state)
{
    static const char *const bad[] = { "0.5",
                                       "-0.5",
                                       "1.25",
                                       "1e-1",
                                       "9007199254740993",
                                       "-9007199254740993",
                                       "9007199254740994",
                                       "-9007199254740994",
                                       "1e16",
                                       "1e300",
                                       "1e400",
                                       "-1e400",
                                       "123456789012345678901234567890" };
    int64_t number;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++) {
        number = 7;
        assert_int_equal(read_int(bad[i], INT64_MIN, INT64_MAX, &number), TI_JSON_WRONG);
        assert_int_equal(number, 0);
    }
}

static void test_integers_keep_to_their_range(void **state)
{
    int64_t number;

    (void)state;
    assert_int_equal(read_int("5", 5, 10, &number), TI_JSON_FOUND);
    assert_int_equal(read_int("10", 5, 10, &number), TI_JSON_FOUND);
    assert_int_equal(read_int("4", 5, 10, &number), TI_JSON_WRONG);
    assert_int_equal(read_int("11", 5, 10, &number), TI_JSON_WRONG);
}

static void test_digits_in_a_string_count_where_allowed(void **state)
{
    static const char *const bad[] = { "\"\"",    "\"-1\"",  "\"+1\"",  "\" 1\"",   "\"1.0\"",
                                       "\"1e3\"", "\"0x1\"", "\"101\"", "\"four\"", "\"1234567890123456789\"",
                                       "101",     "1.5",     "null",    "true",     "[]" };
    ti_json *json = read_json("{\"expires_in\":\"99\",\"not_before\":7}");
    int64_t number;
    size_t i;

    (void)state;
    assert_int_equal(ti_json_int_or_digits(json, "expires_in", 0, 100, &number), TI_JSON_FOUND);
    assert_int_equal(number, 99);
    assert_int_equal(ti_json_int_or_digits(json, "not_before", 0, 100, &number), TI_JSON_FOUND);
    assert_int_equal(number, 7);
    assert_int_equal(ti_json_int_or_digits(json, "expires_in", 99, 99, &number), TI_JSON_FOUND);
    assert_int_equal(number, 99);
    assert_int_equal(ti_json_int_or_digits(json, "expires_in", 100, 200, &number), TI_JSON_WRONG);
    assert_int_equal(ti_json_int_or_digits(json, "expires_in", 0, 98, &number), TI_JSON_WRONG);
    ti_json_free(json);
    for (i = 0; i < LENGTH(bad); i++) {
        char text[60];

        (void)snprintf(text, sizeof(text), "{\"n\":%s}", bad[i]);
        json = read_json(text);
        number = 7;
        assert_int_equal(ti_json_int_or_digits(json, "n", 0, 100, &number), TI_JSON_WRONG);
        assert_int_equal(number, 0);
        ti_json_free(json);
    }
}

static void test_numbers_with_fractions(void **state)
{
    ti_json *json = read_json("{\"exp\":1700000000.25,\"huge\":1e400,\"tiny\":-1e-3}");
    double number;

    (void)state;
    assert_int_equal(ti_json_number(json, "exp", &number), TI_JSON_FOUND);
    assert_true(number > 1700000000.2 && number < 1700000000.3);
    assert_int_equal(ti_json_number(json, "tiny", &number), TI_JSON_FOUND);
    assert_true(number < 0 && number > -0.002);
    assert_int_equal(ti_json_number(json, "huge", &number), TI_JSON_WRONG);
    ti_json_free(json);
}

static void test_booleans(void **state)
{
    ti_json *json = read_json("{\"yes\":true,\"no\":false}");
    bool flag = false;

    (void)state;
    assert_int_equal(ti_json_bool(json, "yes", &flag), TI_JSON_FOUND);
    assert_true(flag);
    assert_int_equal(ti_json_bool(json, "no", &flag), TI_JSON_FOUND);
    assert_false(flag);
    ti_json_free(json);
}

static void test_objects_inside_objects(void **state)
{
    ti_json *json = read_json("{\"participants\":{\"organizer\":{\"id\":\"o-1\"}}}");
    const ti_json *participants;
    const ti_json *organizer;
    ti_slice text;

    (void)state;
    assert_true(ti_json_is_object(json));
    assert_int_equal(ti_json_object(json, "participants", &participants), TI_JSON_FOUND);
    assert_int_equal(ti_json_object(participants, "organizer", &organizer), TI_JSON_FOUND);
    assert_int_equal(ti_json_string(organizer, "id", 1, 10, &text), TI_JSON_FOUND);
    assert_true(ti_slice_equal_text(text, "o-1"));
    ti_json_free(json);
}

static void test_arrays_and_their_items(void **state)
{
    ti_json *json = read_json("{\"wids\":[\"a\",1,null,\"\"],\"none\":[]}");
    const ti_json *array;
    ti_slice text;

    (void)state;
    assert_int_equal(ti_json_array(json, "wids", &array), TI_JSON_FOUND);
    assert_int_equal(ti_json_count(array), 4);
    assert_true(ti_json_item_string(ti_json_item(array, 0), &text));
    assert_true(ti_slice_equal_text(text, "a"));
    assert_false(ti_json_item_string(ti_json_item(array, 1), &text));
    assert_int_equal(text.len, 0);
    assert_false(ti_json_item_string(ti_json_item(array, 2), &text));
    assert_true(ti_json_item_string(ti_json_item(array, 3), &text));
    assert_int_equal(text.len, 0);
    assert_null(ti_json_item(array, 4));
    assert_null(ti_json_item(array, SIZE_MAX));
    assert_false(ti_json_item_string(NULL, &text));
    assert_int_equal(ti_json_array(json, "none", &array), TI_JSON_FOUND);
    assert_int_equal(ti_json_count(array), 0);
    assert_null(ti_json_item(array, 0));
    assert_int_equal(ti_json_count(json), 0); /* an object has no items */
    assert_int_equal(ti_json_count(NULL), 0);
    ti_json_free(json);
}

static void test_numbers_of_an_array(void **state)
{
    ti_json *json = read_json("{\"error_codes\":[70002,-1,1.5,\"7\",null,1e300,9007199254740992]}");
    const ti_json *array;
    int64_t number;

    (void)state;
    assert_int_equal(ti_json_array(json, "error_codes", &array), TI_JSON_FOUND);
    assert_true(ti_json_item_int(ti_json_item(array, 0), 1, 70002, &number));
    assert_int_equal(number, 70002);
    assert_false(ti_json_item_int(ti_json_item(array, 0), 1, 70001, &number));
    assert_int_equal(number, 0);
    assert_false(ti_json_item_int(ti_json_item(array, 0), 70003, 80000, &number));
    assert_true(ti_json_item_int(ti_json_item(array, 1), -1, -1, &number));
    assert_int_equal(number, -1);
    assert_false(ti_json_item_int(ti_json_item(array, 2), 0, 9, &number));
    assert_false(ti_json_item_int(ti_json_item(array, 3), 0, 9, &number));
    assert_false(ti_json_item_int(ti_json_item(array, 4), 0, 9, &number));
    assert_false(ti_json_item_int(ti_json_item(array, 5), 0, INT64_MAX, &number));
    assert_true(ti_json_item_int(ti_json_item(array, 6), 0, INT64_MAX, &number));
    assert_int_equal(number, INT64_C(9007199254740992));
    assert_false(ti_json_item_int(ti_json_item(array, 7), 0, INT64_MAX, &number));
    assert_false(ti_json_item_int(NULL, 0, 9, &number));
    ti_json_free(json);
}

static void test_an_array_may_be_the_root(void **state)
{
    ti_json *json = read_json(" [{\"a\":1},{\"a\":2}] ");
    int64_t number;

    (void)state;
    assert_int_equal(ti_json_count(json), 2);
    assert_int_equal(ti_json_int(ti_json_item(json, 1), "a", 0, 10, &number), TI_JSON_FOUND);
    assert_int_equal(number, 2);
    ti_json_free(json);
}

static void test_free_takes_trees_of_any_shape(void **state)
{
    static const char *const texts[] = {
        "1", "\"a\"", "[]", "{}", "[1,2,3]", "[[1],[2,[3]],4]", "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        "{\"a\":{\"b\":{\"c\":[1,{\"d\":\"e\"}]},\"f\":[]},\"g\":\"h\"}",
    };
    size_t i;

    (void)state;
    ti_json_free(NULL);
    for (i = 0; i < LENGTH(texts); i++)
        ti_json_free(read_json(texts[i])); /* the leak checker looks on */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_string_is_found_with_its_escapes_resolved),
        cmocka_unit_test(test_a_string_outside_its_lengths_is_wrong),
        cmocka_unit_test(test_every_getter_takes_its_own_kind_and_no_other),
        cmocka_unit_test(test_what_is_not_there_is_absent),
        cmocka_unit_test(test_members_of_what_is_no_object_are_absent),
        cmocka_unit_test(test_integers_that_a_double_holds),
        cmocka_unit_test(test_numbers_that_are_no_such_integer),
        cmocka_unit_test(test_integers_keep_to_their_range),
        cmocka_unit_test(test_digits_in_a_string_count_where_allowed),
        cmocka_unit_test(test_numbers_with_fractions),
        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_objects_inside_objects),
        cmocka_unit_test(test_arrays_and_their_items),
        cmocka_unit_test(test_numbers_of_an_array),
        cmocka_unit_test(test_an_array_may_be_the_root),
        cmocka_unit_test(test_free_takes_trees_of_any_shape),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
