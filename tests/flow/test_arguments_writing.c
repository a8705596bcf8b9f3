/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_writing.c - how an invitation is written: a bad language, zone, way in or template is named. */
#include "support/arguments.h"

enum { LINE_MAX_BYTES = 200, ADDRESS_MAX = 254, ZONE_MAX = 64, WAY_IN_MAX = 64, TEXT_MAX = 32000, HTML_MAX = 64000 };

static void test_a_language_we_have_no_words_in_is_refused(void **state)
{
    static const char *const bad[] = { NULL, "", "e", "fr", "english", "en_US", "-en", "de DE", "\xff\xfe",
                                       "deutsch", "en\n" };
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++)
        assert_names(b, teamsinvite_invitation_request_set_language(b->invitation, bad[i], &err), "language", &err,
                     bad[i] == NULL ? "NULL" : bad[i]);
    assert_names(b, teamsinvite_invitation_request_set_language(NULL, "en", &err), "request", &err, "no request");
    assert_int_equal(teamsinvite_invitation_request_set_language(b->invitation, "xx", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_invitation_request_set_language(b->invitation, "de-AT", &err), TEAMSINVITE_OK);
    assert_null(err);
}

static void test_what_can_be_no_zones_name_is_refused(void **state)
{
    static const char *const bad[] = { "",          "Europe Berlin", "/etc/localtime", "../passwd",  "Europe/../x",
                                       "Europe/",   "Europe//x",     ".",              ".hidden",    "Europe/.x",
                                       "Europe\\x", "Europe/Berlin\n", "caf\xc3\xa9",   "\xff\xfe", "a:b" };
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++)
        assert_names(b, teamsinvite_invitation_request_set_zone(b->invitation, bad[i], &err), "zone", &err, bad[i]);
    assert_names(b, teamsinvite_invitation_request_set_zone(b->invitation, text_of_length("", ZONE_MAX + 1), &err),
                 "zone", &err, "an over-long name");
    assert_names(b, teamsinvite_invitation_request_set_zone(NULL, "UTC", &err), "request", &err, "no request");
    assert_int_equal(teamsinvite_invitation_request_set_zone(b->invitation, text_of_length("", ZONE_MAX), &err),
                     TEAMSINVITE_OK); /* whether it exists shows later */
    assert_int_equal(teamsinvite_invitation_request_set_zone(b->invitation, "America/Port-au-Prince", &err),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_zone(b->invitation, NULL, &err), TEAMSINVITE_OK);
    assert_null(err);
}

typedef teamsinvite_status (*set_pair_fn)(teamsinvite_invitation_request *request, const char *first,
                                          const char *second, teamsinvite_error **err);

typedef struct pair_setter {
    const char *parameters[2];
    set_pair_fn set;
    const char *good[2];
    size_t longest[2];
    const char *stem; /* of the second one */
} pair_setter;

/* Two texts, each of which may be left out. */
static const pair_setter pairs[] = {
    { { "dial_in_number", "conference_id" }, teamsinvite_invitation_request_set_dial_in, { "+1 555 0100", "1" },
      { WAY_IN_MAX, WAY_IN_MAX }, "" },
    { { "join_id", "passcode" }, teamsinvite_invitation_request_set_join_id, { "123 456", "Secret" },
      { WAY_IN_MAX, WAY_IN_MAX }, "" },
    { { "sender_name", "sender_email" }, teamsinvite_invitation_request_set_sender, { "Us", "us@ats.example" },
      { LINE_MAX_BYTES, 0 }, "a@" },
};

static void assert_pair_checks(const arguments_bench *b, const pair_setter *s)
{
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 2; i < ARGUMENTS_COUNT(bad_lines); i++) {
        assert_names(b, s->set(b->invitation, bad_lines[i], s->good[1], &err), s->parameters[0], &err, "a bad line");
        assert_names(b, s->set(b->invitation, s->good[0], bad_lines[i], &err), s->parameters[1], &err, "a bad line");
        assert_int_equal(s->set(b->invitation, bad_lines[i], bad_lines[i], NULL), TEAMSINVITE_E_INVALID);
    }
    assert_names(b, s->set(b->invitation, text_of_length("", s->longest[0] + 1), s->good[1], &err), s->parameters[0],
                 &err, "an over-long text");
    assert_names(b, s->set(b->invitation, s->good[0],
                           text_of_length(s->stem, (s->longest[1] == 0 ? ADDRESS_MAX : s->longest[1]) + 1), &err),
                 s->parameters[1], &err, "an over-long text");
    assert_names(b, s->set(NULL, s->good[0], s->good[1], &err), "request", &err, "no request");
    assert_int_equal(s->set(b->invitation, text_of_length("", s->longest[0]), s->good[1], &err), TEAMSINVITE_OK);
    assert_int_equal(s->set(b->invitation, NULL, s->good[1], &err), TEAMSINVITE_OK);
    assert_int_equal(s->set(b->invitation, s->good[0], NULL, &err), TEAMSINVITE_OK);
    assert_int_equal(s->set(b->invitation, NULL, NULL, &err), TEAMSINVITE_OK);
    assert_null(err);
}

static void test_ways_in_and_sender_name_the_bad_argument(void **state)
{
    static const char *const bad[] = { "us", "@ats.example", "us@", "Us <us@ats.example>",
                                       "us@ats.example, b@x.example", "us@ats.example\r\nBcc: b@x.example" };
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(pairs); i++)
        assert_pair_checks(b, &pairs[i]);
    for (i = 0; i < ARGUMENTS_COUNT(bad); i++)
        assert_names(b, teamsinvite_invitation_request_set_sender(b->invitation, NULL, bad[i], &err), "sender_email",
                     &err, bad[i]);
}

#define LINK "{{join_url}} "

static void refuse_template(const arguments_bench *b, int32_t audience, const char *text, const char *html,
                            const char *parameter)
{
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_invitation_request_set_template(b->invitation, audience, text, html, &err), parameter,
                 &err, "a template");
    assert_int_equal(teamsinvite_invitation_request_set_template(b->invitation, audience, text, html, NULL),
                     TEAMSINVITE_E_INVALID);
}

static void test_a_template_is_two_texts_for_one_audience(void **state)
{
    static const char *const bad[] = { NULL, "", "a\x1b[31mb", "a\x7f", "a\xc2\x85" "b", "cut \xe2\x82", "\xff\xfe" };
    static const int32_t audiences[] = { INT32_MIN, 0, 3, INT32_MAX };
    const arguments_bench *b = *state;
    const int32_t candidate = TEAMSINVITE_AUDIENCE_CANDIDATE;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++) {
        refuse_template(b, candidate, bad[i], LINK, "text");
        refuse_template(b, candidate, LINK, bad[i], "html");
    }
    for (i = 0; i < ARGUMENTS_COUNT(audiences); i++)
        refuse_template(b, audiences[i], LINK, LINK, "audience");
    refuse_template(b, candidate, text_of_length(LINK, TEXT_MAX + 1), LINK, "text");
    refuse_template(b, candidate, LINK, text_of_length(LINK, HTML_MAX + 1), "html");
    refuse_template(b, candidate, LINK "{{no_such}}", LINK, "template");
    refuse_template(b, candidate, LINK, LINK "{{internal_note}}", "template");
    assert_names(b, teamsinvite_invitation_request_set_template(NULL, candidate, LINK, LINK, &err), "request", &err,
                 "no request");
    assert_int_equal(teamsinvite_invitation_request_set_template(b->invitation, candidate,
                                                                 text_of_length(LINK, TEXT_MAX), LINK, &err),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_template(b->invitation, candidate, NULL, NULL, &err),
                     TEAMSINVITE_OK);
    assert_null(err);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_language_we_have_no_words_in_is_refused),
        IN_BENCH(test_what_can_be_no_zones_name_is_refused),
        IN_BENCH(test_ways_in_and_sender_name_the_bad_argument),
        IN_BENCH(test_a_template_is_two_texts_for_one_audience),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
