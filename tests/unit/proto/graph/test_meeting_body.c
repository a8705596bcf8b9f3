/* SPDX-License-Identifier: Apache-2.0 */
/* test_meeting_body.c - what we send to Graph about a meeting; covers: G1, G5, G6, J8. */
#include "proto/graph/meeting_body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/time.h"

#define START_MS INT64_C(1894698000000) /* 2030-01-15T09:00:00Z */
#define END_MS INT64_C(1894701600000)

static ti_buf body;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&body, 4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&body);
    return 0;
}

static const ti_meeting_settings *interview(void)
{
    static ti_meeting_settings settings;

    assert_true(ti_meeting_settings_read(&settings, TI_SETTINGS_INTERVIEW));
    return &settings;
}

static void test_create_body_holds_four_members_and_no_more(void **state)
{
    (void)state;
    assert_true(ti_meeting_create_body(&body, "0123abc", NULL, START_MS, END_MS));
    assert_string_equal(ti_buf_text(&body), "{\"externalId\":\"0123abc\",\"subject\":\"Interview\","
                                            "\"startDateTime\":\"2030-01-15T09:00:00Z\","
                                            "\"endDateTime\":\"2030-01-15T10:00:00Z\"}");
    assert_true(ti_json_is_strict(ti_buf_slice(&body)));
}

static void test_create_body_takes_a_plain_subject(void **state)
{
    (void)state;
    assert_true(ti_meeting_create_body(&body, "x", "Second interview - room 4", START_MS, END_MS));
    assert_non_null(strstr(ti_buf_text(&body), "\"subject\":\"Second interview - room 4\""));
    ti_buf_reset(&body);
    assert_true(ti_meeting_create_body(&body, "az.AZ_09-", "az AZ-09", START_MS, END_MS));
    assert_non_null(strstr(ti_buf_text(&body), "\"externalId\":\"az.AZ_09-\",\"subject\":\"az AZ-09\""));
}

static void test_subject_that_could_hold_personal_data_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "Interview: Jane Doe <jane@example.com>",
        "jane@example.com",
        "O'Brien",
        "J\xc3\xbcrgen",
        "a\nb",
        "a\"b",
        "a.b",
        "a,b",
        "12345678901234567890123456789012345678901",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf_reset(&body);
        assert_false(ti_meeting_create_body(&body, "x", bad[i], START_MS, END_MS));
        assert_true(body.failed);
        assert_string_equal(ti_buf_text(&body), "");
    }
    ti_buf_reset(&body);
    assert_true(ti_meeting_create_body(&body, "x", "1234567890123456789012345678901234567890", START_MS, END_MS));
}

static void test_external_id_that_could_hold_personal_data_is_refused(void **state)
{
    static const char *const bad[] = { "", "jane@example.com", "Jane Doe", "a/b", "a\"b", "a:b",
                                       "12345678901234567890123456789012345678901234567890123456789012345" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf_reset(&body);
        assert_false(ti_meeting_create_body(&body, bad[i], NULL, START_MS, END_MS));
        assert_true(body.failed);
    }
    ti_buf_reset(&body);
    assert_false(ti_meeting_create_body(&body, NULL, NULL, START_MS, END_MS));
}

static void test_times_that_make_no_meeting_are_refused(void **state)
{
    static const int64_t bad[][2] = { { START_MS, START_MS },       { END_MS, START_MS },    { -1, START_MS },
                                      { START_MS, TI_TIME_MAX_MS + 1 }, { INT64_MIN, INT64_MAX }, { START_MS, 0 },
                                      { START_MS, INT64_MIN } };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf_reset(&body);
        assert_false(ti_meeting_create_body(&body, "x", NULL, bad[i][0], bad[i][1]));
        assert_true(body.failed);
        ti_buf_reset(&body);
        assert_false(ti_meeting_patch_body(&body, interview(), bad[i][0], bad[i][1]));
        assert_true(body.failed);
    }
    ti_buf_reset(&body);
    assert_false(ti_meeting_create_body(&body, "x", NULL, 0, 0));
    ti_buf_reset(&body);
    assert_true(ti_meeting_create_body(&body, "x", NULL, 0, TI_TIME_MAX_MS));
}

static void test_patch_body_of_interview_settings(void **state)
{
    (void)state;
    assert_true(ti_meeting_patch_body(&body, interview(), 0, 0));
    assert_string_equal(ti_buf_text(&body),
                        "{\"lobbyBypassSettings\":{\"scope\":\"organization\",\"isDialInBypassEnabled\":false},"
                        "\"allowedPresenters\":\"organization\",\"allowMeetingChat\":\"limited\","
                        "\"recordAutomatically\":false,\"isEntryExitAnnounced\":false}");
    assert_true(ti_json_is_strict(ti_buf_slice(&body)));
}

static void test_patch_body_of_locked_settings_lets_in_the_organizer_only(void **state)
{
    (void)state;
    assert_true(ti_meeting_patch_body(&body, &ti_meeting_settings_locked, 0, 0));
    assert_string_equal(ti_buf_text(&body),
                        "{\"lobbyBypassSettings\":{\"scope\":\"organizer\",\"isDialInBypassEnabled\":false},"
                        "\"allowedPresenters\":\"organizer\",\"allowMeetingChat\":\"disabled\","
                        "\"recordAutomatically\":false,\"isEntryExitAnnounced\":false}");
}

static void test_patch_body_always_has_both_times_or_none(void **state)
{
    (void)state;
    assert_true(ti_meeting_patch_body(&body, NULL, START_MS, END_MS));
    assert_string_equal(ti_buf_text(&body), "{\"startDateTime\":\"2030-01-15T09:00:00Z\","
                                            "\"endDateTime\":\"2030-01-15T10:00:00Z\"}");
    ti_buf_reset(&body);
    assert_true(ti_meeting_patch_body(&body, interview(), START_MS, END_MS));
    assert_non_null(strstr(ti_buf_text(&body), "\"endDateTime\":\"2030-01-15T10:00:00Z\",\"lobbyBypassSettings\""));
    assert_true(ti_json_is_strict(ti_buf_slice(&body)));
}

static void test_patch_body_of_nothing_is_refused(void **state)
{
    (void)state;
    assert_false(ti_meeting_patch_body(&body, NULL, 0, 0));
    assert_true(body.failed);
}

static void test_patch_body_leaves_out_what_the_tenant_decides(void **state)
{
    const ti_meeting_settings some = { .meeting_chat = "enabled", .record_automatically = true };

    (void)state;
    assert_true(ti_meeting_patch_body(&body, &some, 0, 0));
    assert_string_equal(ti_buf_text(&body), "{\"allowMeetingChat\":\"enabled\",\"recordAutomatically\":true,"
                                            "\"isEntryExitAnnounced\":false}");
}

static void test_body_that_does_not_fit_fails(void **state)
{
    size_t max;

    (void)state;
    assert_true(ti_meeting_patch_body(&body, interview(), START_MS, END_MS));
    for (max = 0; max <= body.len; max++) {
        ti_buf small;
        bool done;

        ti_buf_init(&small, max);
        done = ti_meeting_patch_body(&small, interview(), START_MS, END_MS);
        assert_int_equal(done, max == body.len);
        ti_buf_clear(&small);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_create_body_holds_four_members_and_no_more),
        TEST(test_create_body_takes_a_plain_subject),
        TEST(test_subject_that_could_hold_personal_data_is_refused),
        TEST(test_external_id_that_could_hold_personal_data_is_refused),
        TEST(test_times_that_make_no_meeting_are_refused),
        TEST(test_patch_body_of_interview_settings),
        TEST(test_patch_body_of_locked_settings_lets_in_the_organizer_only),
        TEST(test_patch_body_always_has_both_times_or_none),
        TEST(test_patch_body_of_nothing_is_refused),
        TEST(test_patch_body_leaves_out_what_the_tenant_decides),
        TEST(test_body_that_does_not_fit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
