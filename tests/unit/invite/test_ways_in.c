/* SPDX-License-Identifier: Apache-2.0 */
/* test_ways_in.c - into the meeting without the link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "invite/ways_in.h"
#include "invite/wording.h"

static void test_those_given_come_in_order_with_their_labels(void **state)
{
    ti_invite invite = { .dial_in_number = "+49 30 1", .conference_id = "987#", .join_id = "1234567890", .passcode = "Ab" };
    ti_way_in ways[TI_WAYS_IN_MAX];

    (void)state;
    assert_int_equal(ti_ways_in(&invite, ways), 4);
    assert_string_equal(ways[0].label, ti_wording_en.dial_in_number);
    assert_string_equal(ways[0].value, "+49 30 1");
    assert_string_equal(ways[1].label, ti_wording_en.conference_id);
    assert_string_equal(ways[1].value, "987#");
    assert_string_equal(ways[2].label, ti_wording_en.join_id);
    assert_string_equal(ways[2].value, "123 456 789 0");
    assert_string_equal(ways[3].label, ti_wording_en.passcode);
    assert_string_equal(ways[3].value, "Ab");
    invite.wording = &ti_wording_de;
    invite.dial_in_number = "";
    invite.join_id = NULL;
    assert_int_equal(ti_ways_in(&invite, ways), 2);
    assert_string_equal(ways[0].label, ti_wording_de.conference_id);
    assert_string_equal(ways[1].label, ti_wording_de.passcode);
}

static void test_nobody_is_told_ways_into_what_does_not_take_place(void **state)
{
    ti_invite invite = { .method = TI_INVITE_CANCEL, .dial_in_number = "+49 30 1", .join_id = "1", .passcode = "Ab" };
    ti_way_in ways[TI_WAYS_IN_MAX];

    (void)state;
    assert_int_equal(ti_ways_in(&invite, ways), 0);
}

static void test_numbers_are_grouped_and_nothing_else_is(void **state)
{
    static const char digits[] = "12345678901234567890123456789012";
    char out[TI_JOIN_ID_GROUPED_MAX];

    (void)state;
    assert_string_equal(ti_join_id_grouped("1", out), "1");
    assert_string_equal(ti_join_id_grouped("123", out), "123");
    assert_string_equal(ti_join_id_grouped("1234", out), "123 4");
    assert_string_equal(ti_join_id_grouped("", out), "");
    assert_string_equal(ti_join_id_grouped(digits, out), "123 456 789 012 345 678 901 234 567 890 12");
    assert_string_equal(ti_join_id_grouped("123456789012345678901234567890123", out), "123456789012345678901234567890123");
    assert_string_equal(ti_join_id_grouped("123 456", out), "123 456");
    assert_string_equal(ti_join_id_grouped("12345a", out), "12345a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_those_given_come_in_order_with_their_labels),
        cmocka_unit_test(test_nobody_is_told_ways_into_what_does_not_take_place),
        cmocka_unit_test(test_numbers_are_grouped_and_nothing_else_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
