/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_meeting.c - meetings refuse bad arguments by name, before anything is sent or stored. */
#include <string.h>

#include "support/arguments.h"

enum { ID_MAX = 64, ACCESS_TOKEN_MAX = 16384, JOIN_URL_MAX = 2048 };

OPERATION(meeting_create, teamsinvite_meeting, a->client, a->actor, a->meeting)
OPERATION(meeting_update, teamsinvite_meeting, a->client, a->actor, a->meeting)
OPERATION(meeting_show, teamsinvite_meeting, a->client, a->actor, a->reference)
OPERATION(meeting_revoke, teamsinvite_revocation, a->client, a->actor, a->reference, a->organizer, 0)
OPERATION(meeting_create_with_token, teamsinvite_meeting, a->client, a->access_token, a->meeting)
OPERATION(meeting_update_with_token, teamsinvite_meeting, a->client, a->access_token, a->join_url, a->start_ms,
          a->end_ms)
OPERATION(meeting_revoke_with_token, teamsinvite_revocation, a->client, a->access_token, a->join_url)

#define BAD_CLIENT BAD("client", client, bad_pointers, 0)
#define BAD_ACTOR BAD("actor", actor, bad_pointers, 0)
#define BAD_REQUEST BAD("request", meeting, bad_pointers, 0)
#define BAD_REFERENCE BAD("reference", reference, bad_ids, ID_MAX)
#define BAD_ACCESS_TOKEN BAD("access_token", access_token, bad_tokens, ACCESS_TOKEN_MAX)
#define BAD_JOIN_URL BAD_URL("join_url", join_url, bad_join_urls, JOIN_URL_MAX)

static void test_create_and_update_name_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_ACTOR, BAD_REQUEST };

    assert_operation_checks(*state, &op_meeting_create, bad, ARGUMENTS_COUNT(bad));
    assert_operation_checks(*state, &op_meeting_update, bad, ARGUMENTS_COUNT(bad));
}

static void test_show_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_ACTOR, BAD_REFERENCE };

    assert_operation_checks(*state, &op_meeting_show, bad, ARGUMENTS_COUNT(bad));
}

static void test_revoke_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_ACTOR, BAD_REFERENCE,
                                        BAD_BUT_NULL("organizer", organizer, bad_ids, ID_MAX) };

    assert_operation_checks(*state, &op_meeting_revoke, bad, ARGUMENTS_COUNT(bad));
}

static void test_functions_with_a_token_name_the_bad_argument(void **state)
{
    static const bad_argument for_create[] = { BAD_CLIENT, BAD_ACCESS_TOKEN, BAD_REQUEST };
    static const bad_argument for_others[] = { BAD_CLIENT, BAD_ACCESS_TOKEN, BAD_JOIN_URL };

    assert_operation_checks(*state, &op_meeting_create_with_token, for_create, ARGUMENTS_COUNT(for_create));
    assert_operation_checks(*state, &op_meeting_update_with_token, for_others, ARGUMENTS_COUNT(for_others));
    assert_operation_checks(*state, &op_meeting_revoke_with_token, for_others, ARGUMENTS_COUNT(for_others));
}

typedef struct bad_times {
    const char *parameter;
    int64_t start_ms;
    int64_t end_ms;
} bad_times;

#define SOON (ARGUMENTS_NOW_MS + ARGUMENTS_HOUR_MS)
#define DAY_MS (24 * ARGUMENTS_HOUR_MS)

static const bad_times times[] = {
    { "start_ms", 0, SOON },
    { "start_ms", -1000, SOON },
    { "start_ms", INT64_MIN, INT64_MAX },
    { "start_ms", INT64_MAX, SOON },
    { "start_ms", SOON + 1, SOON + ARGUMENTS_HOUR_MS },
    { "start_ms", SOON / 1000, SOON / 1000 + 3600 }, /* seconds, and no whole ones */
    { "end_ms", SOON, 0 },
    { "end_ms", SOON, INT64_MIN },
    { "end_ms", SOON, INT64_MAX },
    { "end_ms", SOON, SOON },
    { "end_ms", SOON, SOON - 1000 },
    { "end_ms", SOON, SOON + 999 },
    { "end_ms", SOON, SOON + DAY_MS + 1000 },
};

static void test_times_that_contradict_each_other_are_named(void **state)
{
    arguments_bench *b = *state;
    arguments a = b->good;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(times); i++) {
        const bad_times *t = &times[i];

        assert_names(b, teamsinvite_meeting_request_set_times(b->meeting, t->start_ms, t->end_ms, &err), t->parameter,
                     &err, "meeting_request_set_times");
        assert_names(b, teamsinvite_invitation_request_set_times(b->invitation, t->start_ms, t->end_ms, &err),
                     t->parameter, &err, "invitation_request_set_times");
        a.start_ms = t->start_ms;
        a.end_ms = t->end_ms;
        assert_operation_refuses(b, &op_meeting_update_with_token, &a, t->parameter, "bad times");
    }
    assert_operation_checks(b, &op_meeting_create, NULL, 0); /* a refused setter leaves what was set */
}

static teamsinvite_meeting_request *empty_request(void)
{
    teamsinvite_meeting_request *request = NULL;

    assert_int_equal(teamsinvite_meeting_request_new(&request, NULL), TEAMSINVITE_OK);
    return request;
}

static void assert_request_refused(const arguments_bench *b, const teamsinvite_meeting_request *request,
                                   const char *parameter, const char *what)
{
    arguments a = b->good;

    a.meeting = request;
    assert_operation_refuses(b, &op_meeting_create, &a, parameter, what);
    assert_operation_refuses(b, &op_meeting_update, &a, parameter, what);
    assert_operation_refuses(b, &op_meeting_create_with_token, &a, parameter, what);
}

static void test_a_request_that_lacks_something_is_told_what(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_meeting_request *request = empty_request();

    assert_request_refused(b, request, "reference", "an empty request");
    assert_int_equal(teamsinvite_meeting_request_set_reference(request, "interview-1", NULL), TEAMSINVITE_OK);
    assert_request_refused(b, request, "start_ms", "no times");
    teamsinvite_meeting_request_free(request);
}

static void test_a_meeting_that_is_over_before_it_is_made_is_refused(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_meeting_request *request = empty_request();
    arguments a = b->good;

    assert_int_equal(teamsinvite_meeting_request_set_reference(request, "interview-1", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_times(request, ARGUMENTS_NOW_MS - ARGUMENTS_HOUR_MS,
                                                           ARGUMENTS_NOW_MS, NULL), TEAMSINVITE_OK);
    assert_request_refused(b, request, "end_ms", "an end that is past");
    teamsinvite_meeting_request_free(request);
    a.start_ms = ARGUMENTS_NOW_MS - ARGUMENTS_HOUR_MS;
    a.end_ms = ARGUMENTS_NOW_MS;
    assert_operation_refuses(b, &op_meeting_update_with_token, &a, "end_ms", "an end that is past");
}

static void test_an_organizer_beside_a_token_is_refused(void **state)
{
    arguments_bench *b = *state;

    assert_int_equal(teamsinvite_meeting_request_set_organizer(b->meeting, "bob", NULL), TEAMSINVITE_OK);
    assert_operation_refuses(b, &op_meeting_create_with_token, &b->good, "organizer", "an organizer");
}

static void assert_denied(const arguments_bench *b, const operation *op, const arguments *a)
{
    teamsinvite_error *err = NULL;

    assert_int_equal(op->run(a, true, &err), TEAMSINVITE_E_DENIED);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_ASK_ADMIN);
    teamsinvite_error_free(err);
    assert_int_equal(op->start(a, true, &err), TEAMSINVITE_E_DENIED);
    assert_non_null(strstr(teamsinvite_error_message(err), "organizer"));
    teamsinvite_error_free(err);
    assert_int_equal(b->ios, 0);
}

static void test_a_member_who_names_another_organizer_is_denied(void **state)
{
    arguments_bench *b = *state;
    arguments a = b->good;

    assert_int_equal(teamsinvite_meeting_request_set_organizer(b->meeting, "bob", NULL), TEAMSINVITE_OK);
    a.actor = b->member;
    a.organizer = "bob";
    assert_denied(b, &op_meeting_create, &a);
    assert_denied(b, &op_meeting_update, &a);
    assert_denied(b, &op_meeting_revoke, &a);
}

static void assert_needs_storage(const arguments_bench *b, const operation *op, const arguments *a)
{
    teamsinvite_error *err = NULL;

    assert_int_equal(op->run(a, true, &err), TEAMSINVITE_E_CONFIG);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_FIX_CONFIG);
    teamsinvite_error_free(err);
    assert_int_equal(op->start(a, true, NULL), TEAMSINVITE_E_CONFIG);
    assert_int_equal(b->ios, 0);
}

static void test_a_client_without_storage_is_told_so(void **state)
{
    const arguments_bench *b = *state;
    arguments a = b->good;

    a.client = b->bare;
    assert_needs_storage(b, &op_meeting_create, &a);
    assert_needs_storage(b, &op_meeting_update, &a);
    assert_needs_storage(b, &op_meeting_show, &a);
    assert_needs_storage(b, &op_meeting_revoke, &a);
}

static void test_setters_of_a_meeting_request_name_the_bad_argument(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_meeting_request *request = b->meeting;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad_ids); i++)
        assert_names(b, teamsinvite_meeting_request_set_reference(request, bad_ids[i], &err), "reference", &err,
                     "meeting_request_set_reference");
    for (i = 1; i < ARGUMENTS_COUNT(bad_ids); i++)
        assert_names(b, teamsinvite_meeting_request_set_organizer(request, bad_ids[i], &err), "organizer", &err,
                     "meeting_request_set_organizer");
    assert_names(b, teamsinvite_meeting_request_set_reference(request, text_of_length("", ID_MAX + 1), &err),
                 "reference", &err, "an over-long reference");
    assert_names(b, teamsinvite_meeting_request_set_organizer(request, text_of_length("", ID_MAX + 1), &err),
                 "organizer", &err, "an over-long organizer");
    assert_int_equal(teamsinvite_meeting_request_set_reference(request, "", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_meeting_request_set_organizer(request, "", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_meeting_request_set_reference(request, text_of_length("", ID_MAX), NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_organizer(request, NULL, NULL), TEAMSINVITE_OK);
}

static void test_a_request_that_is_null_is_named(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_meeting_request_new(NULL, &err), "out", &err, "meeting_request_new");
    assert_names(b, teamsinvite_meeting_request_set_reference(NULL, "x", &err), "request", &err, "set_reference");
    assert_names(b, teamsinvite_meeting_request_set_organizer(NULL, NULL, &err), "request", &err, "set_organizer");
    assert_names(b, teamsinvite_meeting_request_set_times(NULL, SOON, SOON + 1000, &err), "request", &err,
                 "set_times");
    assert_int_equal(teamsinvite_meeting_request_new(NULL, NULL), TEAMSINVITE_E_INVALID);
}

static void test_results_that_are_null_read_as_empty(void **state)
{
    (void)state;
    assert_string_equal(teamsinvite_meeting_join_url(NULL), "");
    assert_string_equal(teamsinvite_meeting_reference(NULL), "");
    assert_int_equal(teamsinvite_meeting_due_ms(NULL), 0);
    assert_int_equal(teamsinvite_meeting_is_changed(NULL), 0);
    assert_int_equal(teamsinvite_revocation_reached(NULL), 0);
    assert_non_null(teamsinvite_revocation_name(0));
    assert_non_null(teamsinvite_revocation_name(INT32_MIN));
    assert_non_null(teamsinvite_revocation_name(INT32_MAX));
    teamsinvite_meeting_request_free(NULL);
    teamsinvite_meeting_free(NULL);
    teamsinvite_revocation_free(NULL);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_create_and_update_name_the_bad_argument),
        IN_BENCH(test_show_names_the_bad_argument),
        IN_BENCH(test_revoke_names_the_bad_argument),
        IN_BENCH(test_functions_with_a_token_name_the_bad_argument),
        IN_BENCH(test_times_that_contradict_each_other_are_named),
        IN_BENCH(test_a_request_that_lacks_something_is_told_what),
        IN_BENCH(test_a_meeting_that_is_over_before_it_is_made_is_refused),
        IN_BENCH(test_an_organizer_beside_a_token_is_refused),
        IN_BENCH(test_a_member_who_names_another_organizer_is_denied),
        IN_BENCH(test_a_client_without_storage_is_told_so),
        IN_BENCH(test_setters_of_a_meeting_request_name_the_bad_argument),
        IN_BENCH(test_a_request_that_is_null_is_named),
        cmocka_unit_test(test_results_that_are_null_read_as_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
