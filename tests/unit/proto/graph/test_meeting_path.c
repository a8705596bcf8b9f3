/* SPDX-License-Identifier: Apache-2.0 */
/* test_meeting_path.c - where Graph keeps online meetings; covers: G3, G7, U7. */
#include "proto/graph/meeting_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define OID "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

static ti_buf path;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&path, 16384);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&path);
    return 0;
}

static void test_meetings_path_is_that_of_me_or_of_an_organizer(void **state)
{
    (void)state;
    assert_true(ti_meetings_path(&path, NULL, NULL));
    assert_string_equal(ti_buf_text(&path), "/v1.0/me/onlineMeetings");
    ti_buf_reset(&path);
    assert_true(ti_meetings_path(&path, OID, "/createOrGet"));
    assert_string_equal(ti_buf_text(&path), "/v1.0/users/" OID "/onlineMeetings/createOrGet");
}

static void test_meetings_path_is_appended(void **state)
{
    (void)state;
    ti_buf_add_text(&path, "https://graph.microsoft.com");
    assert_true(ti_meetings_path(&path, NULL, "/createOrGet"));
    assert_string_equal(ti_buf_text(&path), "https://graph.microsoft.com/v1.0/me/onlineMeetings/createOrGet");
}

static void test_organizer_that_is_no_guid_never_enters_a_path(void **state)
{
    static const char *const bad[] = {
        "", "me", "rita@example.com", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeee", OID "/../x", "../" OID, OID " ",
        "{" OID "}", "aaaaaaaabbbbccccddddeeeeeeeeeeee", "gaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf_reset(&path);
        assert_false(ti_meetings_path(&path, bad[i], "/createOrGet"));
        assert_true(path.failed);
        ti_buf_reset(&path);
        assert_false(ti_meeting_path(&path, bad[i], TI_SLICE("id")));
        assert_true(path.failed);
        ti_buf_reset(&path);
        assert_false(ti_meeting_find_path(&path, bad[i], TI_SLICE("https://teams.microsoft.com/l/x")));
        assert_true(path.failed);
        assert_string_equal(ti_buf_text(&path), "");
    }
}

static void test_meeting_path_encodes_all_of_the_id(void **state)
{
    (void)state;
    assert_true(ti_meeting_path(&path, OID, TI_SLICE("MSo1+N2/Y5==")));
    assert_string_equal(ti_buf_text(&path), "/v1.0/users/" OID "/onlineMeetings/MSo1%2BN2%2FY5%3D%3D");
    ti_buf_reset(&path);
    assert_true(ti_meeting_path(&path, NULL, TI_SLICE("o_19:meeting_x@thread.skype")));
    assert_string_equal(ti_buf_text(&path), "/v1.0/me/onlineMeetings/o_19%3Ameeting_x%40thread.skype");
    ti_buf_reset(&path);
    assert_true(ti_meeting_path(&path, NULL, TI_SLICE("../../users?$select=id#'")));
    assert_string_equal(ti_buf_text(&path), "/v1.0/me/onlineMeetings/..%2F..%2Fusers%3F%24select%3Did%23%27");
}

static void test_meeting_id_that_would_change_the_path_is_refused(void **state)
{
    static const ti_slice bad[] = { { "", 0 }, { NULL, 0 }, { ".", 1 }, { "..", 2 } };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf_reset(&path);
        assert_false(ti_meeting_path(&path, OID, bad[i]));
        assert_true(path.failed);
    }
    ti_buf_reset(&path);
    assert_true(ti_meeting_path(&path, NULL, TI_SLICE("...")));
}

/* The example of Microsoft's page: %3a becomes %253a with its case kept. */
static void test_find_path_encodes_the_link_once_more(void **state)
{
    (void)state;
    assert_true(ti_meeting_find_path(
        &path, OID,
        TI_SLICE("https://teams.microsoft.com/l/meetup-join/19%3ameeting_ABC%40thread.v2/0?context=%7b%22Tid%22%7d")));
    assert_string_equal(
        ti_buf_text(&path),
        "/v1.0/users/" OID "/onlineMeetings?$filter=JoinWebUrl%20eq%20'"
        "https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting_ABC%2540thread.v2%2F0%3Fcontext%3D"
        "%257b%2522Tid%2522%257d'");
}

static void test_find_path_doubles_each_quote(void **state)
{
    (void)state;
    assert_true(ti_meeting_find_path(&path, NULL, TI_SLICE("https://t.example/a'b''c?p=1+2")));
    assert_string_equal(ti_buf_text(&path), "/v1.0/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'"
                                            "https%3A%2F%2Ft.example%2Fa%27%27b%27%27%27%27c%3Fp%3D1%2B2'");
    ti_buf_reset(&path);
    assert_true(ti_meeting_find_path(&path, NULL, TI_SLICE("https://t.example/x'")));
    assert_string_equal(ti_buf_text(&path),
                        "/v1.0/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'https%3A%2F%2Ft.example%2Fx%27%27'");
    ti_buf_reset(&path);
    assert_false(ti_meeting_find_path(&path, NULL, TI_SLICE("https://t.example/x' or 'a' eq 'a")));
    assert_true(path.failed);
}

static void test_find_path_of_a_link_we_would_not_hand_out_is_refused(void **state)
{
    (void)state;
    assert_false(ti_meeting_find_path(&path, NULL, TI_SLICE("http://teams.microsoft.com/l/x")));
    assert_true(path.failed);
    ti_buf_reset(&path);
    assert_false(ti_meeting_find_path(&path, NULL, ti_slice_make(NULL, 0)));
    assert_true(path.failed);
}

static void test_path_that_does_not_fit_is_not_given_in_part(void **state)
{
    size_t max;

    (void)state;
    assert_true(ti_meeting_find_path(&path, OID, TI_SLICE("https://t.example/it's")));
    for (max = 0; max <= path.len; max++) {
        ti_buf small;
        bool done;

        ti_buf_init(&small, max);
        done = ti_meeting_find_path(&small, OID, TI_SLICE("https://t.example/it's"));
        assert_int_equal(done, max == path.len);
        assert_string_equal(ti_buf_text(&small), done ? ti_buf_text(&path) : "");
        ti_buf_clear(&small);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_meetings_path_is_that_of_me_or_of_an_organizer),
        TEST(test_meetings_path_is_appended),
        TEST(test_organizer_that_is_no_guid_never_enters_a_path),
        TEST(test_meeting_path_encodes_all_of_the_id),
        TEST(test_meeting_id_that_would_change_the_path_is_refused),
        TEST(test_find_path_encodes_the_link_once_more),
        TEST(test_find_path_doubles_each_quote),
        TEST(test_find_path_of_a_link_we_would_not_hand_out_is_refused),
        TEST(test_path_that_does_not_fit_is_not_given_in_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
