/* SPDX-License-Identifier: Apache-2.0 */
/* test_html_escape.c - text into HTML; covers: V2, V4. */
#include "invite/html_escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static ti_buf html;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&html, 4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&html);
    return 0;
}

static void test_five_characters_become_references(void **state)
{
    (void)state;
    assert_true(ti_html_add(&html, TI_SLICE("a&b<c>d\"e'f")));
    assert_string_equal(ti_buf_text(&html), "a&amp;b&lt;c&gt;d&quot;e&#39;f");
    ti_buf_reset(&html);
    assert_true(ti_html_add(&html, TI_SLICE("'\"><&")));
    assert_string_equal(ti_buf_text(&html), "&#39;&quot;&gt;&lt;&amp;");
    ti_buf_reset(&html);
    assert_true(ti_html_add(&html, TI_SLICE("&amp;")));
    assert_string_equal(ti_buf_text(&html), "&amp;amp;");
}

static void test_all_other_characters_stand_for_themselves(void **state)
{
    char each[256];
    size_t count = 0;
    int c;

    (void)state;
    for (c = 1; c < 256; c++) {
        if (c != '&' && c != '<' && c != '>' && c != '"' && c != '\'')
            each[count++] = (char)c;
    }
    assert_true(ti_html_add(&html, ti_slice_make(each, count)));
    assert_true(ti_slice_equal(ti_buf_slice(&html), ti_slice_make(each, count)));
}

static void test_escape_does_not_read_behind_the_slice(void **state)
{
    (void)state;
    assert_true(ti_html_add(&html, ti_slice_make("ab<script>", 2)));
    assert_true(ti_html_add(&html, ti_slice_make("a\0<b", 4)));
    assert_string_equal(ti_buf_text(&html), "aba&lt;b");
    assert_true(ti_html_add(&html, ti_slice_make(NULL, 0)));
    assert_string_equal(ti_buf_text(&html), "aba&lt;b");
}

static void test_line_and_lines_treat_breaks_each_their_way(void **state)
{
    (void)state;
    assert_true(ti_html_add_line(&html, "a\r\n<b>\nc"));
    assert_string_equal(ti_buf_text(&html), "a &lt;b&gt; c");
    ti_buf_reset(&html);
    assert_true(ti_html_add_lines(&html, "a\r\n<b>\nc\x01"));
    assert_string_equal(ti_buf_text(&html), "a<br>\n&lt;b&gt;<br>\nc");
    ti_buf_reset(&html);
    assert_true(ti_html_add_line(&html, NULL));
    assert_true(ti_html_add_lines(&html, NULL));
    assert_string_equal(ti_buf_text(&html), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_five_characters_become_references),
        TEST(test_all_other_characters_stand_for_themselves),
        TEST(test_escape_does_not_read_behind_the_slice),
        TEST(test_line_and_lines_treat_breaks_each_their_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
