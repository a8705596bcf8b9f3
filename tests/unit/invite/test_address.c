/* SPDX-License-Identifier: Apache-2.0 */
/* test_address.c - mail addresses that are safe wherever we write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "invite/invite.h"

static void test_ordinary_addresses_are_taken(void **state)
{
    static const char *const good[] = {
        "jane@example.com",
        "j@x",
        "jane.doe+ats@sub.example.co.uk",
        "o'brien@example.ie",
        "a_b-c@ex-ample.org",
        "1@2.example",
        "jane@xn--mnchen-3ya.example",
        "azAZ09@azAZ09.az",
        "!#$%&'*+-/=?^_`{|}~@example.com",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        if (!ti_invite_is_address(ti_slice_of(good[i])))
            fail_msg("refused: %s", good[i]);
    }
}

static void test_what_could_break_out_of_a_header_is_no_address(void **state)
{
    static const char *const bad[] = {
        "",
        "@",
        "jane",
        "jane@",
        "@example.com",
        "jane@@example.com",
        "jane@a@b",
        "jane doe@example.com",
        " jane@example.com",
        "jane@example.com ",
        "jane@example.com\n",
        "jane@example.com\r\nBcc: eve@evil.example",
        "jane\r\n@example.com",
        "jane\t@example.com",
        "jane\x01@example.com",
        "jane\x7f@example.com",
        "\"jane\"@example.com",
        "ja\"ne@example.com",
        "jane,eve@example.com",
        "jane;eve@example.com",
        "mailto:jane@example.com",
        "<jane@example.com>",
        "jane@example.com>",
        "jane(x)@example.com",
        "jane[x]@example.com",
        "ja\\ne@example.com",
        "jane@[127.0.0.1]",
        "jane@exa_mple.com",
        "jane@exam ple.com",
        "jane@example.com/x",
        "jane@example.com?subject=x",
        "jane@example.com:25",
        ".jane@example.com",
        "jane.@example.com",
        "ja..ne@example.com",
        "jane@.example.com",
        "jane@example..com",
        "jane@example.com.",
        "jane@-example.com",
        "j\xc3\xbcrgen@example.com",
        "jane@m\xc3\xbcnchen.example",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (ti_invite_is_address(ti_slice_of(bad[i])))
            fail_msg("number %zu was taken: %s", i, bad[i]);
    }
    assert_false(ti_invite_is_address(ti_slice_make(NULL, 0)));
    assert_false(ti_invite_is_address(ti_slice_make("jane\0@example.com", 17)));
    assert_false(ti_invite_is_address(ti_slice_make("jane@example.com\0", 17)));
}

/* local@label.label.…: of length bytes */
static bool is_address_of_length(size_t local, size_t label, size_t length)
{
    char text[512];
    size_t i;

    memset(text, 'a', sizeof(text));
    text[local] = '@';
    for (i = local + 1 + label; i + 1 < length; i += label + 1)
        text[i] = '.';
    return ti_invite_is_address(ti_slice_make(text, length));
}

static void test_lengths_are_those_of_smtp(void **state)
{
    (void)state;
    assert_true(is_address_of_length(64, 63, 254));
    assert_false(is_address_of_length(64, 63, 255));
    assert_false(is_address_of_length(65, 63, 200));
    assert_false(is_address_of_length(64, 64, 200));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ordinary_addresses_are_taken),
        cmocka_unit_test(test_what_could_break_out_of_a_header_is_no_address),
        cmocka_unit_test(test_lengths_are_those_of_smtp),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
