/* SPDX-License-Identifier: Apache-2.0 */
/* test_template.c - the host's own text and HTML, with values in place of placeholders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "invite/template.h"
#include "sample_invite.h"

#define ALL_NAMES                                                                                                  \
    "{{title}}|{{company_name}}|{{recruiter_name}}|{{recruiter_email}}|{{candidate_name}}|{{candidate_email}}|"      \
    "{{message}}|{{time}}|{{join_url}}|{{dial_in_number}}|{{conference_id}}|{{join_id}}|{{passcode}}"

static const char *expand(bool html, const char *source, const ti_invite *invite, ti_invite_audience audience)
{
    static char out[16384];
    ti_buf buf;
    bool made;

    ti_buf_init(&buf, sizeof(out) - 1);
    made = html ? ti_template_add_html(&buf, source, invite, audience)
                : ti_template_add_text(&buf, source, invite, audience);
    assert_int_equal(made, !buf.failed);
    memcpy(out, ti_buf_text(&buf), buf.failed ? 1 : buf.len + 1);
    ti_buf_clear(&buf);
    return made ? out : NULL;
}

static const char *text(const char *source, const ti_invite *invite)
{
    return expand(false, source, invite, TI_INVITE_CANDIDATE);
}

static const char *html(const char *source, const ti_invite *invite)
{
    return expand(true, source, invite, TI_INVITE_CANDIDATE);
}

static ti_invite full(void)
{
    ti_invite invite = sample_invite;

    invite.title = "T";
    invite.company_name = "C";
    invite.recruiter_name = "R";
    invite.candidate_name = "N";
    invite.message = "a\nb";
    invite.join_url = "https://t.example/x?a=1&b=2";
    invite.dial_in_number = "+49 30 1";
    invite.conference_id = "987#";
    invite.join_id = "1234";
    invite.passcode = "Ab";
    return invite;
}

static void test_every_placeholder_is_its_value(void **state)
{
    ti_invite invite = full();

    (void)state;
    assert_string_equal(text(ALL_NAMES, &invite),
                        "T|C|R|rita@corp.example|N|jane@mail.example|a\nb|Tuesday, 15 January 2030, 09:00–10:00 UTC|"
                        "https://t.example/x?a=1&b=2|+49 30 1|987#|123 4|Ab");
    assert_string_equal(html(ALL_NAMES, &invite),
                        "T|C|R|rita@corp.example|N|jane@mail.example|a<br>\nb|"
                        "Tuesday, 15 January 2030, 09:00–10:00 UTC|https://t.example/x?a=1&amp;b=2|+49 30 1|987#|123 4|Ab");
    assert_string_equal(expand(false, "{{internal_note}}", &invite, TI_INVITE_RECRUITER), invite.internal_note);
}

static void test_what_is_left_out_is_nothing(void **state)
{
    ti_invite invite = full();

    (void)state;
    invite.company_name = NULL;
    invite.message = NULL;
    invite.dial_in_number = NULL;
    invite.join_id = NULL;
    assert_string_equal(text("[{{company_name}}{{message}}{{dial_in_number}}{{join_id}}]", &invite), "[]");
    assert_string_equal(html("[{{company_name}}{{message}}{{dial_in_number}}{{join_id}}]", &invite), "[]");
}

static void test_values_are_escaped_for_html_and_for_quoted_attributes(void **state)
{
    ti_invite invite = full();

    (void)state;
    invite.candidate_name = "<b a='x' c=\"y\">&amp;";
    assert_string_equal(text("{{candidate_name}}", &invite), "<b a='x' c=\"y\">&amp;");
    assert_string_equal(html("<p title=\"{{candidate_name}}\">", &invite),
                        "<p title=\"&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;amp;\">");
}

/* In any place a value may have, in the HTML of the host. */
static void test_hostile_values_add_nothing_that_acts(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < HOSTILE_COUNT; i++) {
        ti_invite invite = hostile_invite(hostile_texts[i]);
        const char *out;

        invite.title = "T"; /* an empty one is no invitation */
        out = html("<p title=\"{{candidate_name}}\">{{message}}{{time}}{{passcode}}</p>", &invite);
        assert_non_null(out);
        assert_int_equal(count_of(out, "<") - count_of(out, "<br>"), 2);
        assert_int_equal(count_of(out, "\""), 2);
        assert_null(strchr(out, '\r'));
        out = text("{{candidate_name}}", &invite);
        assert_non_null(out);
        assert_null(strpbrk(out, "\r\n\x01\x7f"));
    }
}

static void test_values_are_not_read_for_placeholders(void **state)
{
    ti_invite invite = full();

    (void)state;
    invite.candidate_name = "{{internal_note}}{{title}}";
    invite.message = "{{";
    assert_string_equal(text("{{candidate_name}} {{message}}title}}", &invite),
                        "{{internal_note}}{{title}} {{title}}");
}

static void test_lines_of_a_value_end_in_one_way(void **state)
{
    ti_invite invite = full();

    (void)state;
    invite.title = "a\r\nb";
    invite.message = "a\r\nb\rc";
    assert_string_equal(text("{{title}}\r\n{{message}}\rend", &invite), "a b\na\nb\nc\nend");
}

static void test_braces_that_are_no_pair_are_themselves(void **state)
{
    ti_invite invite = full();

    (void)state;
    assert_string_equal(text("{ } }} {title} {{title}}}}", &invite), "{ } }} {title} T}}");
}

static void test_a_cancellation_has_no_way_in(void **state)
{
    ti_invite invite = full();

    (void)state;
    invite.method = TI_INVITE_CANCEL;
    assert_string_equal(text("[{{join_url}}{{dial_in_number}}{{conference_id}}{{join_id}}{{passcode}}]", &invite), "[]");
}

static void assert_refused(const char *source, const char *message)
{
    ti_invite invite = full();
    ti_error err = { 0 };

    assert_int_equal(ti_template_check(source, TI_INVITE_CANDIDATE, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(err.parameter, "template");
    assert_string_equal(err.message, message);
    assert_null(text(source, &invite));
    assert_null(html(source, &invite));
}

static void test_what_is_no_placeholder_is_refused_by_name(void **state)
{
    ti_error err = { 0 };

    (void)state;
    assert_refused("{{title}} {{candidate}}", "template: {{candidate}} is no placeholder");
    assert_refused("{{Title}}", "template: holds {{ that begins no placeholder");
    assert_refused("{{ title }}", "template: holds {{ that begins no placeholder");
    assert_refused("{{}}", "template: holds {{ that begins no placeholder");
    assert_refused("{{{title}}}", "template: holds {{ that begins no placeholder");
    assert_refused("{{title", "template: holds {{ without }} behind it");
    assert_refused("{{<script>alert(1)</script>}}", "template: holds {{ that begins no placeholder");
    assert_refused("{{internal_note}}", "template: {{internal_note}} is for the recruiter only");
    assert_refused("{{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}",
                   "template: {{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}} is no placeholder");
    assert_int_equal(ti_template_check(ALL_NAMES, TI_INVITE_CANDIDATE, &err), TEAMSINVITE_OK);
    assert_int_equal(ti_template_check(ALL_NAMES "{{internal_note}}", TI_INVITE_RECRUITER, &err), TEAMSINVITE_OK);
    assert_int_equal(ti_template_check("", TI_INVITE_CANDIDATE, &err), TEAMSINVITE_OK);
}

static void test_the_link_is_found_where_it_is(void **state)
{
    (void)state;
    assert_true(ti_template_has_link("{{join_url}}"));
    assert_true(ti_template_has_link("a {{title}} <a href=\"{{join_url}}\">"));
    assert_false(ti_template_has_link(""));
    assert_false(ti_template_has_link("join_url {{title}} {join_url} {{join_ur}}"));
    assert_false(ti_template_has_link("{{join_url"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_placeholder_is_its_value),
        cmocka_unit_test(test_what_is_left_out_is_nothing),
        cmocka_unit_test(test_values_are_escaped_for_html_and_for_quoted_attributes),
        cmocka_unit_test(test_hostile_values_add_nothing_that_acts),
        cmocka_unit_test(test_values_are_not_read_for_placeholders),
        cmocka_unit_test(test_lines_of_a_value_end_in_one_way),
        cmocka_unit_test(test_braces_that_are_no_pair_are_themselves),
        cmocka_unit_test(test_a_cancellation_has_no_way_in),
        cmocka_unit_test(test_what_is_no_placeholder_is_refused_by_name),
        cmocka_unit_test(test_the_link_is_found_where_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
