/* SPDX-License-Identifier: Apache-2.0 */
/* test_json_out.c - writing JSON: commas, nesting, escapes, and the way back. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_written(ti_slice value, const char *expected)
{
    ti_json_out out;
    ti_buf buf;

    ti_buf_init(&buf, 1000);
    ti_json_begin(&out, &buf);
    ti_json_put_string(&out, "v", value);
    ti_json_end(&out);
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void test_members_of_every_kind(void **state)
{
    ti_json_out out;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 1000);
    ti_json_begin(&out, &buf);
    ti_json_put_text(&out, "subject", "Interview");
    ti_json_put_text(&out, "left_out", NULL);
    ti_json_put_text(&out, "empty", "");
    ti_json_put_int(&out, "min", INT64_MIN);
    ti_json_put_int(&out, "zero", 0);
    ti_json_put_bool(&out, "yes", true);
    ti_json_put_bool(&out, "no", false);
    ti_json_end(&out);
    assert_false(buf.failed);
    assert_string_equal(ti_buf_text(&buf), "{\"subject\":\"Interview\",\"empty\":\"\",\"min\":-9223372036854775808,"
                                           "\"zero\":0,\"yes\":true,\"no\":false}");
    ti_buf_clear(&buf);
}

static void test_an_empty_object(void **state)
{
    ti_json_out out;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 2);
    ti_json_begin(&out, &buf);
    ti_json_end(&out);
    assert_string_equal(ti_buf_text(&buf), "{}");
    ti_buf_clear(&buf);
}

static void test_objects_inside_objects_and_commas_after_them(void **state)
{
    ti_json_out out;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 1000);
    ti_json_begin(&out, &buf);
    ti_json_open(&out, "a");
    ti_json_open(&out, "b");
    ti_json_end(&out);
    ti_json_put_int(&out, "c", 1);
    ti_json_end(&out);
    ti_json_put_int(&out, "d", 2);
    ti_json_open(&out, "e");
    ti_json_put_bool(&out, "f", true);
    ti_json_end(&out);
    ti_json_end(&out);
    assert_string_equal(ti_buf_text(&buf), "{\"a\":{\"b\":{},\"c\":1},\"d\":2,\"e\":{\"f\":true}}");
    ti_buf_clear(&buf);
}

static void test_characters_that_need_an_escape(void **state)
{
    (void)state;
    assert_written(TI_SLICE("a\"b\\c"), "{\"v\":\"a\\\"b\\\\c\"}");
    assert_written(TI_SLICE("\n\r\t\x01\x1f\x7f"), "{\"v\":\"\\u000a\\u000d\\u0009\\u0001\\u001f\\u007f\"}");
    assert_written(TI_SLICE("</script>&"), "{\"v\":\"\\u003c/script\\u003e\\u0026\"}");
    assert_written(TI_SLICE("a\xe2\x80\xa8" "b\xe2\x80\xa9"), "{\"v\":\"a\\u2028b\\u2029\"}");
    assert_written(TI_SLICE("a\0b"), "{\"v\":\"a\\u0000b\"}");
}

static void test_characters_that_stay(void **state)
{
    (void)state;
    assert_written(TI_SLICE(""), "{\"v\":\"\"}");
    assert_written(TI_SLICE(" !#$%'()*+,-./:;=?@[]^_`{|}~"), "{\"v\":\" !#$%'()*+,-./:;=?@[]^_`{|}~\"}");
    assert_written(TI_SLICE("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"),
                   "{\"v\":\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"}");
    assert_written(TI_SLICE("\xe2\x80\xa7\xe2\x80\xaa"), "{\"v\":\"\xe2\x80\xa7\xe2\x80\xaa\"}"); /* beside U+2028/9 */
}

static void test_names_are_escaped_as_well(void **state)
{
    ti_json_out out;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    ti_json_begin(&out, &buf);
    ti_json_put_int(&out, "a\"b", 1);
    ti_json_end(&out);
    assert_string_equal(ti_buf_text(&buf), "{\"a\\\"b\":1}");
    ti_buf_clear(&buf);
}

static void test_text_that_is_not_utf8_fails_the_buffer(void **state)
{
    static const char *const bad[] = { "\xff", "a\xc3", "\xe2\x80", "\xe2", "\xed\xa0\x80" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_json_out out;
        ti_buf buf;

        ti_buf_init(&buf, 1000);
        ti_json_begin(&out, &buf);
        ti_json_put_text(&out, "v", bad[i]);
        ti_json_end(&out);
        assert_true(buf.failed);
        assert_string_equal(ti_buf_text(&buf), "");
        ti_buf_clear(&buf);
    }
}

static void test_what_does_not_fit_fails_the_buffer(void **state)
{
    size_t max;

    (void)state;
    for (max = 0; max <= 12; max++) {
        ti_json_out out;
        ti_buf buf;

        ti_buf_init(&buf, max);
        ti_json_begin(&out, &buf);
        ti_json_put_text(&out, "v", "abc");
        ti_json_end(&out);
        assert_int_equal(buf.failed, max < 11);
        ti_buf_clear(&buf);
    }
}

static void test_any_character_written_is_read_back(void **state)
{
    unsigned int c;

    (void)state;
    for (c = 1; c < 0x800; c++) {
        char text[] = { 'a', (char)c, 'b', '\0', '\0' };
        ti_json_out out;
        ti_json *json;
        ti_slice back;
        ti_buf buf;

        if (c >= 0x80) {
            text[1] = (char)(0xc0 | (c >> 6));
            text[2] = (char)(0x80 | (c & 0x3f));
        }
        ti_buf_init(&buf, 100);
        ti_json_begin(&out, &buf);
        ti_json_put_text(&out, "v", text);
        ti_json_end(&out);
        json = ti_json_read(ti_buf_slice(&buf));
        assert_non_null(json);
        assert_int_equal(ti_json_string(json, "v", 1, 10, &back), TI_JSON_FOUND);
        assert_true(ti_slice_equal_text(back, text));
        ti_json_free(json);
        ti_buf_clear(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_of_every_kind),
        cmocka_unit_test(test_an_empty_object),
        cmocka_unit_test(test_objects_inside_objects_and_commas_after_them),
        cmocka_unit_test(test_characters_that_need_an_escape),
        cmocka_unit_test(test_characters_that_stay),
        cmocka_unit_test(test_names_are_escaped_as_well),
        cmocka_unit_test(test_text_that_is_not_utf8_fails_the_buffer),
        cmocka_unit_test(test_what_does_not_fit_fails_the_buffer),
        cmocka_unit_test(test_any_character_written_is_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
