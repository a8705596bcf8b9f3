/* SPDX-License-Identifier: Apache-2.0 */
/* test_text.c - the invitation as plain text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "invite/invite.h"
#include "sample_invite.h"

static ti_buf text;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&text, 65536);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&text);
    return 0;
}

static const char *render(const ti_invite *invite, ti_invite_audience audience)
{
    ti_buf_reset(&text);
    assert_true(ti_invite_text(&text, invite, audience));
    return ti_buf_text(&text);
}

static void test_candidate_reads_when_and_where(void **state)
{
    (void)state;
    assert_string_equal(render(&sample_invite, TI_INVITE_CANDIDATE),
                        "Hello Jane Doe,\n"
                        "\n"
                        "You are invited to a video interview.\n"
                        "\n"
                        "Interview: Platform Engineer\n"
                        "When: Tuesday, 15 January 2030, 09:00–10:00 UTC\n"
                        "\n"
                        "Join in Microsoft Teams:\n" SAMPLE_LINK "\n"
                        "\n"
                        "Please bring a pen.\n"
                        "We look forward to meeting you.\n"
                        "\n"
                        "Kind regards\n"
                        "Rita Recruiter\n"
                        "Example Corp\n");
}

static void test_recruiter_reads_of_the_candidate_and_the_note(void **state)
{
    (void)state;
    assert_string_equal(render(&sample_invite, TI_INVITE_RECRUITER),
                        "Hello Rita Recruiter,\n"
                        "\n"
                        "Your interview is planned.\n"
                        "\n"
                        "Interview: Platform Engineer\n"
                        "When: Tuesday, 15 January 2030, 09:00–10:00 UTC\n"
                        "Candidate: Jane Doe, jane@mail.example\n"
                        "\n"
                        "Join in Microsoft Teams:\n" SAMPLE_LINK "\n"
                        "\n"
                        "Please bring a pen.\n"
                        "We look forward to meeting you.\n"
                        "\n"
                        "Internal note (not in the candidate's copy):\n"
                        "NOTE-CANARY salary 70k\n");
}

static void test_what_is_left_out_leaves_no_trace(void **state)
{
    ti_invite invite = { .method = TI_INVITE_REQUEST,
                         .title = "Interview",
                         .join_url = "https://t.example/x",
                         .start_ms = sample_invite.start_ms,
                         .end_ms = sample_invite.end_ms };

    (void)state;
    assert_string_equal(render(&invite, TI_INVITE_CANDIDATE), "Hello,\n"
                                                              "\n"
                                                              "You are invited to a video interview.\n"
                                                              "\n"
                                                              "Interview\n"
                                                              "When: Tuesday, 15 January 2030, 09:00–10:00 UTC\n"
                                                              "\n"
                                                              "Join in Microsoft Teams:\nhttps://t.example/x\n");
    assert_null(strstr(render(&invite, TI_INVITE_RECRUITER), "Candidate"));
    invite.company_name = "Example Corp";
    assert_non_null(strstr(render(&invite, TI_INVITE_CANDIDATE), "/x\n\nKind regards\nExample Corp\n"));
    invite.company_name = NULL;
    invite.recruiter_name = "Rita";
    assert_non_null(strstr(render(&invite, TI_INVITE_CANDIDATE), "/x\n\nKind regards\nRita\n"));
    invite.candidate_email = "jane@mail.example";
    assert_non_null(strstr(render(&invite, TI_INVITE_RECRUITER), "\nCandidate: jane@mail.example\n"));
    invite.candidate_email = NULL;
    invite.candidate_name = "Jane Doe";
    assert_non_null(strstr(render(&invite, TI_INVITE_RECRUITER), "\nCandidate: Jane Doe\n"));
}

static void test_cancellation_says_so_and_has_no_link(void **state)
{
    ti_invite invite = sample_invite;
    int audience;

    (void)state;
    invite.method = TI_INVITE_CANCEL;
    for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
        const char *seen = render(&invite, (ti_invite_audience)audience);

        assert_non_null(strstr(seen, "This interview is cancelled.\n"));
        assert_non_null(strstr(seen, "Interview: Platform Engineer\n"));
        assert_non_null(strstr(seen, "15 January 2030"));
        assert_null(strstr(seen, "https://"));
        assert_null(strstr(seen, "Join"));
    }
}

/* The copy with a note is the copy without one: byte for byte, whatever the note. */
static void test_candidates_copy_does_not_depend_on_the_note(void **state)
{
    ti_invite invite = sample_invite;
    ti_buf without;
    size_t i;
    int method;

    (void)state;
    ti_buf_init(&without, 65536);
    for (method = TI_INVITE_REQUEST; method <= TI_INVITE_CANCEL; method++) {
        invite.method = (ti_invite_method)method;
        invite.internal_note = NULL;
        ti_buf_reset(&without);
        assert_true(ti_invite_text(&without, &invite, TI_INVITE_CANDIDATE));
        for (i = 0; i < HOSTILE_COUNT; i++) {
            invite.internal_note = hostile_texts[i];
            assert_string_equal(render(&invite, TI_INVITE_CANDIDATE), ti_buf_text(&without));
        }
        invite.internal_note = sample_invite.internal_note;
        assert_string_equal(render(&invite, TI_INVITE_CANDIDATE), ti_buf_text(&without));
        assert_non_null(strstr(render(&invite, TI_INVITE_RECRUITER), "NOTE-CANARY"));
    }
    ti_buf_clear(&without);
}

static void test_link_stands_alone_on_its_line_before_the_hosts_message(void **state)
{
    size_t i;
    int audience;

    (void)state;
    for (i = 0; i < HOSTILE_COUNT; i++) {
        for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
            ti_invite invite = hostile_invite(hostile_texts[i]);
            const char *seen = render(&invite, (ti_invite_audience)audience);

            assert_non_null(strstr(seen, "\nJoin in Microsoft Teams:\n" SAMPLE_LINK "\n"));
            assert_int_equal(count_of(seen, SAMPLE_LINK), 1);
            invite.message = NULL;
            invite.internal_note = NULL;
            seen = render(&invite, (ti_invite_audience)audience);
            /* A line each for all the rest, however the texts are made. */
            assert_int_equal(count_of(seen, "\n"), audience == TI_INVITE_RECRUITER ? 15 : 18);
        }
    }
}

static void test_text_holds_no_control_character_but_line_feed(void **state)
{
    size_t i, j;
    int audience;

    (void)state;
    for (i = 0; i < HOSTILE_COUNT; i++) {
        for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
            ti_invite invite = hostile_invite(hostile_texts[i]);
            const char *seen = render(&invite, (ti_invite_audience)audience);

            for (j = 0; seen[j] != '\0'; j++)
                assert_true(((unsigned char)seen[j] >= 0x20 && seen[j] != 0x7f) || seen[j] == '\n');
            assert_true(ti_slice_is_utf8(ti_buf_slice(&text)));
            assert_null(strstr(seen, "\xc2\x9b"));
        }
    }
}

static void test_same_input_gives_the_same_bytes(void **state)
{
    ti_buf again;

    (void)state;
    ti_buf_init(&again, 65536);
    render(&sample_invite, TI_INVITE_RECRUITER);
    assert_true(ti_invite_text(&again, &sample_invite, TI_INVITE_RECRUITER));
    assert_true(ti_slice_equal(ti_buf_slice(&again), ti_buf_slice(&text)));
    ti_buf_clear(&again);
}

static void test_text_that_does_not_fit_fails(void **state)
{
    size_t max;

    (void)state;
    render(&sample_invite, TI_INVITE_RECRUITER);
    for (max = 0; max <= text.len; max += text.len / 16 + (text.len % 16 == 0 ? 0 : 1)) {
        ti_buf small;

        ti_buf_init(&small, max);
        assert_int_equal(ti_invite_text(&small, &sample_invite, TI_INVITE_RECRUITER), max >= text.len);
        ti_buf_clear(&small);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_candidate_reads_when_and_where),
        TEST(test_recruiter_reads_of_the_candidate_and_the_note),
        TEST(test_what_is_left_out_leaves_no_trace),
        TEST(test_cancellation_says_so_and_has_no_link),
        TEST(test_candidates_copy_does_not_depend_on_the_note),
        TEST(test_link_stands_alone_on_its_line_before_the_hosts_message),
        TEST(test_text_holds_no_control_character_but_line_feed),
        TEST(test_same_input_gives_the_same_bytes),
        TEST(test_text_that_does_not_fit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
