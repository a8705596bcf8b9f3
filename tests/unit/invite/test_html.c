/* SPDX-License-Identifier: Apache-2.0 */
/* test_html.c - the invitation as one HTML document; covers: V2, V3, V5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "invite/invite.h"
#include "invite/plain_text.h"
#include "sample_invite.h"

#define ESCAPED_LINK \
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%7d&amp;a=1"

static ti_buf html;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&html, 65536);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&html);
    return 0;
}

static const char *render(const ti_invite *invite, ti_invite_audience audience)
{
    ti_buf_reset(&html);
    assert_true(ti_invite_html(&html, invite, audience));
    return ti_buf_text(&html);
}

/* All tags in order, without the <br> that a message has as it likes. */
static void add_tags(ti_buf *tags, const char *document)
{
    const char *open;

    while ((open = strchr(document, '<')) != NULL) {
        const char *close = strchr(open, '>');

        assert_non_null(close);
        if (strncmp(open, "<br>", 4) != 0)
            ti_buf_add(tags, ti_slice_make(open, (size_t)(close - open) + 1));
        document = close + 1;
    }
    assert_null(strchr(document, '>'));
}

static bool is_void(const char *name)
{
    return strcmp(name, "meta") == 0 || strcmp(name, "br") == 0 || strcmp(name, "!DOCTYPE") == 0;
}

/* Each element is closed, in order; attribute values are quoted. */
static void assert_balanced(const char *document)
{
    char open[16][16];
    size_t depth = 0;

    while ((document = strchr(document, '<')) != NULL) {
        bool closes = document[1] == '/';
        size_t length;
        char name[16] = "";

        document += closes ? 2 : 1;
        length = strcspn(document, " >");
        assert_true(length > 0 && length < sizeof(name));
        memcpy(name, document, length);
        document = strchr(document, '>') + 1;
        if (is_void(name))
            continue;
        if (closes) {
            assert_true(depth > 0);
            assert_string_equal(open[--depth], name);
        } else {
            assert_true(depth < 16);
            memcpy(open[depth++], name, sizeof(name));
        }
    }
    assert_int_equal(depth, 0);
}

/* What is left of a document without its tags, empty lines aside. */
static void add_words(ti_buf *words, const char *document)
{
    bool tag = false;

    for (; *document != '\0'; document++) {
        if (*document == '<')
            tag = true;
        if (!tag && (*document != '\n' || (words->len > 0 && words->ptr[words->len - 1] != '\n')))
            ti_buf_add_char(words, *document);
        if (*document == '>')
            tag = false;
    }
}

/* The text between two marks, with its references read. */
static void add_visible(ti_buf *seen, const char *document, const char *from, const char *to)
{
    static const struct {
        const char *reference;
        char c;
    } known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
    const char *at = strstr(document, from);
    const char *end;
    size_t i;

    assert_non_null(at);
    at += strlen(from);
    end = strstr(at, to);
    assert_non_null(end);
    while (at < end) {
        for (i = 0; i < 5 && strncmp(at, known[i].reference, strlen(known[i].reference)) != 0; i++)
            ;
        ti_buf_add_char(seen, i < 5 ? known[i].c : *at);
        at += i < 5 ? strlen(known[i].reference) : 1;
    }
}

static void test_document_is_complete_small_and_dark_mode_safe(void **state)
{
    static const char *const wanted[] = { "<html lang=\"en\">",
                                          "<meta charset=\"utf-8\">",
                                          "<meta name=\"color-scheme\" content=\"light dark\">",
                                          "<title>Interview: Platform Engineer</title>",
                                          "Hello Jane Doe,",
                                          "You are invited to a video interview.",
                                          ">Interview: Platform Engineer</h1>",
                                          "Tuesday, 15 January 2030, 09:00–10:00 UTC",
                                          "Please bring a pen.<br>\nWe look forward to meeting you.",
                                          "Kind regards<br>\nRita Recruiter<br>\nExample Corp",
                                          "</html>\n" };
    static const char *const banned[] = { "<table", "<script", "<img", "<style", "<link", "<form", "<iframe", "src=",
                                          "url(",   "@import", "class=", " on",  "http:", "expression" };
    const char *document = render(&sample_invite, TI_INVITE_CANDIDATE);
    const char *at = document;
    size_t i;

    (void)state;
    assert_int_equal(strncmp(document, "<!DOCTYPE html>\n", 16), 0);
    for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        at = strstr(at, wanted[i]); /* in this order */
        if (at == NULL)
            fail_msg("missing: %s", wanted[i]);
    }
    assert_string_equal(at, "</html>\n");
    for (i = 0; i < sizeof(banned) / sizeof(banned[0]); i++) {
        if (strstr(document, banned[i]) != NULL)
            fail_msg("present: %s", banned[i]);
    }
    assert_true(html.len < 4096);
}

static void assert_words(const ti_invite *invite, ti_invite_audience audience, const char *wanted)
{
    ti_buf words;

    ti_buf_init(&words, 65536);
    add_words(&words, render(invite, audience));
    assert_string_equal(ti_buf_text(&words), wanted);
    assert_balanced(ti_buf_text(&html));
    ti_buf_clear(&words);
}

static void test_words_of_each_copy(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    assert_words(&invite, TI_INVITE_CANDIDATE,
                 "Interview: Platform Engineer\nHello Jane Doe,\nYou are invited to a video interview.\n"
                 "Interview: Platform Engineer\nWhen\nTuesday, 15 January 2030, 09:00–10:00 UTC\n"
                 "Join in Microsoft Teams\nOr open this address:\n" ESCAPED_LINK "\n"
                 "Please bring a pen.\nWe look forward to meeting you.\n"
                 "Kind regards\nRita Recruiter\nExample Corp\n");
    assert_words(&invite, TI_INVITE_RECRUITER,
                 "Interview: Platform Engineer\nHello Rita Recruiter,\nYour interview is planned.\n"
                 "Interview: Platform Engineer\nWhen\nTuesday, 15 January 2030, 09:00–10:00 UTC\n"
                 "Candidate\nJane Doe\njane@mail.example\n"
                 "Join in Microsoft Teams\nOr open this address:\n" ESCAPED_LINK "\n"
                 "Please bring a pen.\nWe look forward to meeting you.\n"
                 "Internal note (not in the candidate&#39;s copy)\nNOTE-CANARY salary 70k\n");
    invite.method = TI_INVITE_CANCEL;
    assert_words(&invite, TI_INVITE_CANDIDATE,
                 "Cancelled: Interview: Platform Engineer\nHello Jane Doe,\nThis interview is cancelled.\n"
                 "Interview: Platform Engineer\nWhen\nTuesday, 15 January 2030, 09:00–10:00 UTC\n"
                 "Please bring a pen.\nWe look forward to meeting you.\n"
                 "Kind regards\nRita Recruiter\nExample Corp\n");
}

#define WORDS_OF_JOIN "Join in Microsoft Teams\nOr open this address:\nhttps://t.example/x\n"

static void test_what_is_left_out_leaves_no_trace(void **state)
{
    static const char opening[] = "T\nHello,\nYou are invited to a video interview.\nT\nWhen\n"
                                  "Tuesday, 15 January 2030, 09:00–10:00 UTC\n" WORDS_OF_JOIN;
    ti_invite invite = { .method = TI_INVITE_REQUEST,
                         .title = "T",
                         .join_url = "https://t.example/x",
                         .start_ms = sample_invite.start_ms,
                         .end_ms = sample_invite.end_ms };
    char wanted[512];

    (void)state;
    assert_words(&invite, TI_INVITE_CANDIDATE, opening);
    invite.company_name = "Example Corp";
    snprintf(wanted, sizeof(wanted), "%sKind regards\nExample Corp\n", opening);
    assert_words(&invite, TI_INVITE_CANDIDATE, wanted);
    invite.company_name = NULL;
    invite.recruiter_name = "Rita";
    snprintf(wanted, sizeof(wanted), "%sKind regards\nRita\n", opening);
    assert_words(&invite, TI_INVITE_CANDIDATE, wanted);
    assert_int_equal(count_of(ti_buf_text(&html), "<br>"), 1);
    assert_null(strstr(ti_buf_text(&html), "<div dir"));

    invite.recruiter_name = NULL;
    assert_null(strstr(render(&invite, TI_INVITE_RECRUITER), "Candidate"));
    assert_null(strstr(ti_buf_text(&html), "<br>"));
    invite.candidate_name = "Jane";
    assert_non_null(strstr(render(&invite, TI_INVITE_RECRUITER), ">Jane</p>"));
    invite.candidate_name = NULL;
    invite.candidate_email = "jane@mail.example";
    assert_non_null(strstr(render(&invite, TI_INVITE_RECRUITER), ">jane@mail.example</p>"));
}

static void test_button_and_message_are_set_off(void **state)
{
    const char *document = render(&sample_invite, TI_INVITE_CANDIDATE);
    const char *button = strstr(document, "<a href");
    const char *message = strstr(document, "Please bring a pen.");

    (void)state;
    assert_non_null(strstr(button, "\" style=\"display:inline-block;background:#4f52b2;"));
    assert_non_null(strstr(button, "color:#ffffff;font-weight:600;text-decoration:none\">" "Join in"));
    assert_int_equal(strncmp(message - 9, "#7f85d6\">", 9), 0);
    assert_non_null(strstr(document, "<meta name=\"supported-color-schemes\" content=\"light dark\">"));
    assert_non_null(strstr(document, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
    assert_int_equal(count_of(document, "color:#"), 1); /* text keeps the reader's own */
}

static void test_link_is_a_button_and_readable(void **state)
{
    const char *document = render(&sample_invite, TI_INVITE_CANDIDATE);

    (void)state;
    assert_int_equal(count_of(document, "<a href=\"" ESCAPED_LINK "\""), 2);
    assert_int_equal(count_of(document, "<a "), 2);
    assert_non_null(strstr(document, ">Join in Microsoft Teams</a>"));
    assert_non_null(strstr(document, ">" ESCAPED_LINK "</a>"));
    assert_int_equal(count_of(document, "&a=1"), 0);
}

static void test_recruiter_sees_candidate_and_note(void **state)
{
    const char *document = render(&sample_invite, TI_INVITE_RECRUITER);

    (void)state;
    assert_non_null(strstr(document, "Hello Rita Recruiter,"));
    assert_non_null(strstr(document, "Jane Doe<br>\njane@mail.example"));
    assert_non_null(strstr(document, "Internal note (not in the candidate&#39;s copy)</p>"));
    assert_non_null(strstr(document, "NOTE-CANARY salary 70k</div>"));
    assert_non_null(strstr(document, ESCAPED_LINK));
}

static void test_cancellation_has_no_link(void **state)
{
    ti_invite invite = sample_invite;
    int audience;

    (void)state;
    invite.method = TI_INVITE_CANCEL;
    for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
        const char *document = render(&invite, (ti_invite_audience)audience);

        assert_non_null(strstr(document, "<title>Cancelled: Interview: Platform Engineer</title>"));
        assert_non_null(strstr(document, "This interview is cancelled."));
        assert_null(strstr(document, "https:"));
        assert_null(strstr(document, "<a"));
        assert_null(strstr(document, "Join"));
    }
}

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
        assert_true(ti_invite_html(&without, &invite, TI_INVITE_CANDIDATE));
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

/* Whatever the host hands in, the document has the tags of a harmless one. */
static void test_hostile_texts_add_no_tag_and_no_attribute(void **state)
{
    ti_invite ordinary = hostile_invite("Jane");
    ti_buf harmless, hostile;
    size_t i;
    int audience;

    (void)state;
    ti_buf_init(&harmless, 65536);
    ti_buf_init(&hostile, 65536);
    for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
        ti_buf_reset(&harmless);
        add_tags(&harmless, render(&ordinary, (ti_invite_audience)audience));
        for (i = 0; i < HOSTILE_COUNT; i++) {
            ti_invite invite = hostile_invite(hostile_texts[i]);

            ti_buf_reset(&hostile);
            add_tags(&hostile, render(&invite, (ti_invite_audience)audience));
            assert_string_equal(ti_buf_text(&hostile), ti_buf_text(&harmless));
            assert_balanced(ti_buf_text(&html));
            assert_true(ti_slice_is_utf8(ti_buf_slice(&html)));
        }
    }
    ti_buf_clear(&harmless);
    ti_buf_clear(&hostile);
}

static void test_hostile_texts_are_shown_as_they_are(void **state)
{
    ti_buf seen, wanted;
    size_t i;

    (void)state;
    ti_buf_init(&seen, 4096);
    ti_buf_init(&wanted, 4096);
    for (i = 0; i < HOSTILE_COUNT; i++) {
        ti_invite invite = hostile_invite(hostile_texts[i]);
        const char *document = render(&invite, TI_INVITE_RECRUITER);

        ti_buf_reset(&wanted);
        ti_plain_add_line(&wanted, hostile_texts[i]);
        ti_buf_reset(&seen);
        add_visible(&seen, document, "font-weight:600\">", "</h1>");
        assert_string_equal(ti_buf_text(&seen), ti_buf_text(&wanted));
        ti_buf_reset(&seen);
        add_visible(&seen, document, "<title>", "</title>");
        assert_string_equal(ti_buf_text(&seen), ti_buf_text(&wanted));
        ti_buf_reset(&seen);
        add_visible(&seen, document, "<strong>", "</strong>");
        assert_string_equal(ti_buf_text(&seen), ti_buf_text(&wanted));
        ti_buf_reset(&seen);
        add_visible(&seen, document, "\">Hello ", ",</p>");
        assert_string_equal(ti_buf_text(&seen), ti_buf_text(&wanted));
    }
    ti_buf_clear(&seen);
    ti_buf_clear(&wanted);
}

static void test_quote_in_the_link_stays_in_its_attribute(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.join_url = "https://t.example/it's?a=1&b='onclick='x";
    assert_int_equal(count_of(render(&invite, TI_INVITE_CANDIDATE),
                              "\"https://t.example/it&#39;s?a=1&amp;b=&#39;onclick=&#39;x\""),
                     2);
}

static void test_document_that_does_not_fit_fails(void **state)
{
    size_t whole, max;

    (void)state;
    render(&sample_invite, TI_INVITE_RECRUITER);
    whole = html.len;
    for (max = 0; max <= whole; max += max + 97 < whole ? 97 : whole - max == 0 ? 1 : whole - max) {
        ti_buf small;

        ti_buf_init(&small, max);
        assert_int_equal(ti_invite_html(&small, &sample_invite, TI_INVITE_RECRUITER), max >= whole);
        ti_buf_clear(&small);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_document_is_complete_small_and_dark_mode_safe),
        TEST(test_words_of_each_copy),
        TEST(test_what_is_left_out_leaves_no_trace),
        TEST(test_button_and_message_are_set_off),
        TEST(test_link_is_a_button_and_readable),
        TEST(test_recruiter_sees_candidate_and_note),
        TEST(test_cancellation_has_no_link),
        TEST(test_candidates_copy_does_not_depend_on_the_note),
        TEST(test_hostile_texts_add_no_tag_and_no_attribute),
        TEST(test_hostile_texts_are_shown_as_they_are),
        TEST(test_quote_in_the_link_stays_in_its_attribute),
        TEST(test_document_that_does_not_fit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
