/* SPDX-License-Identifier: Apache-2.0 */
/* Settings as digits: every one that stands for something, and none that does not. */
#include "proto/graph/meeting_settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite/meeting.h>

static void test_the_preset_is_the_interviews(void **state)
{
    ti_meeting_settings settings;

    (void)state;
    assert_true(ti_meeting_settings_read(&settings, TI_SETTINGS_INTERVIEW));
    assert_string_equal(settings.lobby_scope, "organization");
    assert_string_equal(settings.allowed_presenters, "organization");
    assert_string_equal(settings.meeting_chat, "limited");
    assert_false(settings.record_automatically || settings.entry_exit_announced || settings.dial_in_bypass);
}

static void test_each_digit_is_the_public_number_of_its_word(void **state)
{
    static const char *const lobbies[] = { "organizer", "organization", "organizationAndFederated", "everyone" };
    static const char *const presenters[] = { "organizer", "organization", "everyone" };
    static const char *const chats[] = { "disabled", "limited", "enabled" };
    ti_meeting_settings settings;
    char digits[] = TI_SETTINGS_INTERVIEW;
    int i;

    (void)state;
    for (i = TEAMSINVITE_LOBBY_ORGANIZER; i <= TEAMSINVITE_LOBBY_EVERYONE; i++) {
        digits[TI_SETTING_LOBBY] = (char)('0' + i);
        assert_true(ti_meeting_settings_read(&settings, digits));
        assert_string_equal(settings.lobby_scope, lobbies[i - 1]);
    }
    for (i = TEAMSINVITE_PRESENTERS_ORGANIZER; i <= TEAMSINVITE_PRESENTERS_EVERYONE; i++) {
        digits[TI_SETTING_PRESENTERS] = (char)('0' + i);
        assert_true(ti_meeting_settings_read(&settings, digits));
        assert_string_equal(settings.allowed_presenters, presenters[i - 1]);
    }
    for (i = TEAMSINVITE_CHAT_OFF; i <= TEAMSINVITE_CHAT_ALWAYS; i++) {
        digits[TI_SETTING_CHAT] = (char)('0' + i);
        assert_true(ti_meeting_settings_read(&settings, digits));
        assert_string_equal(settings.meeting_chat, chats[i - 1]);
    }
}

static void test_switches_are_told_apart(void **state)
{
    ti_meeting_settings settings;

    (void)state;
    assert_true(ti_meeting_settings_read(&settings, "222100"));
    assert_true(settings.record_automatically && !settings.entry_exit_announced && !settings.dial_in_bypass);
    assert_true(ti_meeting_settings_read(&settings, "222010"));
    assert_true(!settings.record_automatically && settings.entry_exit_announced && !settings.dial_in_bypass);
    assert_true(ti_meeting_settings_read(&settings, "222001"));
    assert_true(!settings.record_automatically && !settings.entry_exit_announced && settings.dial_in_bypass);
}

static void test_digits_that_stand_for_nothing_are_refused(void **state)
{
    static const char *const bad[] = { "",       "22200",  "2220000", "022000", "522000", "202000", "242000",
                                       "220000", "224000", "222200",  "222020", "222002", "22 000", "a22000" };
    ti_meeting_settings settings;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (ti_meeting_settings_read(&settings, bad[i]))
            fail_msg("taken: '%s'", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_preset_is_the_interviews),
        cmocka_unit_test(test_each_digit_is_the_public_number_of_its_word),
        cmocka_unit_test(test_switches_are_told_apart),
        cmocka_unit_test(test_digits_that_stand_for_nothing_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
