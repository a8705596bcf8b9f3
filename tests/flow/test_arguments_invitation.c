/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_invitation.c - invitations refuse bad arguments by name, before a record is looked at. */
#include "support/arguments.h"

enum { ID_MAX = 64, LINE_MAX_BYTES = 200, TEXT_MAX_BYTES = 4000, ADDRESS_MAX = 254, JOIN_URL_MAX = 2048 };

OPERATION(invitation_render, teamsinvite_invitation, a->client, a->actor, a->invitation)

static void test_render_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD("client", client, bad_pointers, 0), BAD("actor", actor, bad_pointers, 0),
                                        BAD("request", invitation, bad_pointers, 0) };

    assert_operation_checks(*state, &op_invitation_render, bad, ARGUMENTS_COUNT(bad));
}

static void assert_lacks(const arguments_bench *b, const teamsinvite_invitation_request *request,
                         const char *parameter)
{
    arguments a = b->good;

    a.invitation = request;
    assert_operation_refuses(b, &op_invitation_render, &a, parameter, "a request that lacks it");
}

static void test_a_request_that_lacks_something_is_told_what(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_invitation_request *request = NULL;

    assert_int_equal(teamsinvite_invitation_request_new(&request, NULL), TEAMSINVITE_OK);
    assert_lacks(b, request, "reference");
    assert_int_equal(teamsinvite_invitation_request_set_reference(request, "interview-1", NULL), TEAMSINVITE_OK);
    assert_lacks(b, request, "start_ms");
    assert_int_equal(teamsinvite_invitation_request_set_times(request, ARGUMENTS_NOW_MS,
                                                              ARGUMENTS_NOW_MS + ARGUMENTS_HOUR_MS, NULL),
                     TEAMSINVITE_OK);
    assert_lacks(b, request, "title");
    assert_int_equal(teamsinvite_invitation_request_set_title(request, "Interview", NULL), TEAMSINVITE_OK);
    assert_lacks(b, request, "recruiter_email");
    assert_int_equal(teamsinvite_invitation_request_set_recruiter(request, "Alice", "alice@acme.example", NULL),
                     TEAMSINVITE_OK);
    assert_lacks(b, request, "candidate_email");
    teamsinvite_invitation_request_free(request);
}

/* Only what looks into the records needs them. */
static void test_a_client_without_storage_is_told_so_where_the_link_is_needed(void **state)
{
    arguments_bench *b = *state;
    arguments a = b->good;
    teamsinvite_error *err = NULL;

    a.client = b->bare;
    assert_int_equal(op_invitation_render.run(&a, true, &err), TEAMSINVITE_E_CONFIG);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_FIX_CONFIG);
    teamsinvite_error_free(err);
    assert_int_equal(op_invitation_render.start(&a, true, NULL), TEAMSINVITE_E_CONFIG);
    assert_int_equal(teamsinvite_invitation_request_set_join_url(b->invitation, ARGUMENTS_JOIN_URL, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(op_invitation_render.run(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(b->ios, 0);
}

typedef teamsinvite_status (*set_text_fn)(teamsinvite_invitation_request *request, const char *text,
                                          teamsinvite_error **err);

typedef struct text_setter {
    const char *parameter;
    set_text_fn set;
    const char *const *bad; /* the first is NULL */
    size_t bad_count;
    size_t longest;
    bool optional;
} text_setter;

/* Of several lines: a line end and a tab are no fault. */
static const char *const bad_texts[] = { NULL, "", "a\rb", "a\x1b[31mb", "a\x7f" "b", "a\xc2\x85" "b", "cut \xe2\x82",
                                         "surrogate \xed\xa0\x80", "over-long \xc0\xaf", "abc\xff" };

static const text_setter setters[] = {
    { "reference", teamsinvite_invitation_request_set_reference, bad_ids, ARGUMENTS_COUNT(bad_ids), ID_MAX, false },
    { "title", teamsinvite_invitation_request_set_title, bad_lines, ARGUMENTS_COUNT(bad_lines), LINE_MAX_BYTES,
      false },
    { "time_text", teamsinvite_invitation_request_set_time_text, bad_lines, ARGUMENTS_COUNT(bad_lines),
      LINE_MAX_BYTES, true },
    { "company_name", teamsinvite_invitation_request_set_company_name, bad_lines, ARGUMENTS_COUNT(bad_lines),
      LINE_MAX_BYTES, true },
    { "message", teamsinvite_invitation_request_set_message, bad_texts, ARGUMENTS_COUNT(bad_texts), TEXT_MAX_BYTES,
      true },
    { "internal_note", teamsinvite_invitation_request_set_internal_note, bad_texts, ARGUMENTS_COUNT(bad_texts),
      TEXT_MAX_BYTES, true },
};

static void assert_setter_checks(const arguments_bench *b, const text_setter *s)
{
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = s->optional ? 1 : 0; i < s->bad_count; i++) {
        assert_names(b, s->set(b->invitation, s->bad[i], &err), s->parameter, &err, "a bad text");
        assert_int_equal(s->set(b->invitation, s->bad[i], NULL), TEAMSINVITE_E_INVALID);
    }
    assert_names(b, s->set(b->invitation, text_of_length("", s->longest + 1), &err), s->parameter, &err,
                 "an over-long text");
    assert_names(b, s->set(NULL, "text", &err), "request", &err, "no request");
    assert_int_equal(s->set(b->invitation, text_of_length("", s->longest), &err), TEAMSINVITE_OK);
    if (s->optional)
        assert_int_equal(s->set(b->invitation, NULL, &err), TEAMSINVITE_OK);
    assert_null(err);
}

static void test_setters_of_texts_name_the_bad_argument(void **state)
{
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(setters); i++)
        assert_setter_checks(*state, &setters[i]);
}

typedef teamsinvite_status (*set_person_fn)(teamsinvite_invitation_request *request, const char *name,
                                            const char *email, teamsinvite_error **err);

typedef struct person_setter {
    const char *name_parameter;
    const char *email_parameter;
    set_person_fn set;
} person_setter;

static const char *const bad_addresses[] = {
    NULL,
    "",
    "alice",
    "@acme.example",
    "alice@",
    "a@b@acme.example",
    "alice @acme.example",
    "Alice <alice@acme.example>",
    "alice@acme.example,bob@acme.example",
    "alice@acme.example\r\nBcc: bob@acme.example",
    "alice@acme.example;x",
    "alice\"@acme.example",
    "alice@acme.example\xff",
};

static void assert_person_checks(const arguments_bench *b, const person_setter *s)
{
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad_lines); i++)
        assert_names(b, s->set(b->invitation, bad_lines[i], "a@acme.example", &err), s->name_parameter, &err,
                     "a bad name");
    assert_names(b, s->set(b->invitation, text_of_length("", LINE_MAX_BYTES + 1), "a@acme.example", &err),
                 s->name_parameter, &err, "an over-long name");
    for (i = 0; i < ARGUMENTS_COUNT(bad_addresses); i++)
        assert_names(b, s->set(b->invitation, "Alice", bad_addresses[i], &err), s->email_parameter, &err,
                     "a bad address");
    assert_names(b, s->set(b->invitation, "Alice", text_of_length("a@", ADDRESS_MAX + 1), &err), s->email_parameter,
                 &err, "an over-long address");
    assert_names(b, s->set(NULL, "Alice", "a@acme.example", &err), "request", &err, "no request");
    assert_int_equal(s->set(b->invitation, NULL, NULL, NULL), TEAMSINVITE_E_INVALID);
}

static void test_setters_of_people_name_the_bad_argument(void **state)
{
    static const person_setter people[] = {
        { "recruiter_name", "recruiter_email", teamsinvite_invitation_request_set_recruiter },
        { "candidate_name", "candidate_email", teamsinvite_invitation_request_set_candidate },
    };

    assert_person_checks(*state, &people[0]);
    assert_person_checks(*state, &people[1]);
}

static void test_method_and_sequence_out_of_range_are_named(void **state)
{
    static const int32_t methods[] = { INT32_MIN, -1, 0, 3, INT32_MAX };
    static const int32_t sequences[] = { INT32_MIN, -1, 1000001, INT32_MAX };
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(methods); i++)
        assert_names(b, teamsinvite_invitation_request_set_method(b->invitation, methods[i], &err), "method", &err,
                     "a method out of range");
    for (i = 0; i < ARGUMENTS_COUNT(sequences); i++)
        assert_names(b, teamsinvite_invitation_request_set_sequence(b->invitation, sequences[i], &err), "sequence",
                     &err, "a sequence out of range");
    assert_names(b, teamsinvite_invitation_request_set_method(NULL, 1, &err), "request", &err, "no request");
    assert_names(b, teamsinvite_invitation_request_set_sequence(NULL, 1, &err), "request", &err, "no request");
    assert_int_equal(teamsinvite_invitation_request_set_sequence(b->invitation, 1000000, &err), TEAMSINVITE_OK);
}

static void test_a_join_url_of_ones_own_is_checked(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 1; i < ARGUMENTS_COUNT(bad_join_urls); i++)
        assert_names(b, teamsinvite_invitation_request_set_join_url(b->invitation, bad_join_urls[i], &err), "join_url",
                     &err, "a bad URL");
    assert_names(b, teamsinvite_invitation_request_set_join_url(
                        b->invitation, text_of_length("https://host/", JOIN_URL_MAX + 1), &err),
                 "join_url", &err, "an over-long URL");
    assert_names(b, teamsinvite_invitation_request_set_join_url(NULL, ARGUMENTS_JOIN_URL, &err), "request", &err,
                 "no request");
    assert_int_equal(teamsinvite_invitation_request_set_join_url(
                         b->invitation, text_of_length("https://host/", JOIN_URL_MAX), NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_join_url(b->invitation, NULL, NULL), TEAMSINVITE_OK);
}

static void test_a_request_without_a_place_and_times_without_a_request_are_named(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_invitation_request_new(NULL, &err), "out", &err, "no place");
    assert_int_equal(teamsinvite_invitation_request_new(NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_names(b, teamsinvite_invitation_request_set_times(NULL, ARGUMENTS_NOW_MS,
                                                             ARGUMENTS_NOW_MS + ARGUMENTS_HOUR_MS, &err),
                 "request", &err, "no request");
}

static void test_an_invitation_that_is_null_and_an_unknown_audience_read_as_empty(void **state)
{
    static const int32_t audiences[] = { INT32_MIN, 0, 3, INT32_MAX };
    arguments_bench *b = *state;
    teamsinvite_invitation *invitation = NULL;
    size_t i;

    assert_int_equal(teamsinvite_invitation_request_set_join_url(b->invitation, ARGUMENTS_JOIN_URL, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_render(b->good.client, b->admin, b->invitation, &invitation, NULL),
                     TEAMSINVITE_OK);
    assert_string_not_equal(teamsinvite_invitation_text(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "");
    for (i = 0; i < ARGUMENTS_COUNT(audiences); i++) {
        assert_string_equal(teamsinvite_invitation_text(invitation, audiences[i]), "");
        assert_string_equal(teamsinvite_invitation_html(invitation, audiences[i]), "");
        assert_string_equal(teamsinvite_invitation_ical(invitation, audiences[i]), "");
    }
    teamsinvite_invitation_free(invitation);
    assert_string_equal(teamsinvite_invitation_subject(NULL), "");
    assert_string_equal(teamsinvite_invitation_text(NULL, TEAMSINVITE_AUDIENCE_CANDIDATE), "");
    assert_string_equal(teamsinvite_invitation_html(NULL, TEAMSINVITE_AUDIENCE_CANDIDATE), "");
    assert_string_equal(teamsinvite_invitation_ical(NULL, TEAMSINVITE_AUDIENCE_CANDIDATE), "");
    teamsinvite_invitation_free(NULL);
    teamsinvite_invitation_request_free(NULL);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_render_names_the_bad_argument),
        IN_BENCH(test_a_request_that_lacks_something_is_told_what),
        IN_BENCH(test_a_client_without_storage_is_told_so_where_the_link_is_needed),
        IN_BENCH(test_setters_of_texts_name_the_bad_argument),
        IN_BENCH(test_setters_of_people_name_the_bad_argument),
        IN_BENCH(test_method_and_sequence_out_of_range_are_named),
        IN_BENCH(test_a_join_url_of_ones_own_is_checked),
        IN_BENCH(test_a_request_without_a_place_and_times_without_a_request_are_named),
        IN_BENCH(test_an_invitation_that_is_null_and_an_unknown_audience_read_as_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
