/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_mail.c - what is written and sent refuses bad arguments by name, before a meeting is made. */
#include <string.h>

#include "support/arguments.h"
#include "support/single_io.h"

OPERATION(invitation_send, teamsinvite_delivery, a->client, a->actor, a->invitation, a->meeting)

static void test_send_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD("client", client, bad_pointers, 0), BAD("actor", actor, bad_pointers, 0),
                                        BAD("request", invitation, bad_pointers, 0) };
    const arguments_bench *b = *state;
    arguments a = b->good;

    assert_operation_checks(b, &op_invitation_send, bad, ARGUMENTS_COUNT(bad));
    a.meeting = NULL; /* the preset */
    assert_int_equal(op_invitation_send.start(&a, true, NULL), TEAMSINVITE_OK);
}

/* Reference and times are the invitation's: those of the meeting's request may be missing or past. */
static void test_send_looks_at_organizer_and_settings_of_a_meeting_only(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_meeting_request *meeting = NULL;
    arguments a = b->good;

    assert_int_equal(teamsinvite_meeting_request_new(&meeting, NULL), TEAMSINVITE_OK);
    a.meeting = meeting;
    a.actor = b->member;
    assert_int_equal(op_invitation_send.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_organizer(meeting, "bob", NULL), TEAMSINVITE_OK);
    assert_int_equal(op_invitation_send.run(&a, true, NULL), TEAMSINVITE_E_DENIED);
    assert_int_equal(op_invitation_send.start(&a, true, NULL), TEAMSINVITE_E_DENIED);
    assert_int_equal(b->ios, 0);
    teamsinvite_meeting_request_free(meeting);
}

static void test_send_of_an_interview_that_is_over_is_refused_but_its_cancel_is_not(void **state)
{
    const arguments_bench *b = *state;

    assert_int_equal(teamsinvite_invitation_request_set_times(b->invitation, ARGUMENTS_NOW_MS - ARGUMENTS_HOUR_MS,
                                                              ARGUMENTS_NOW_MS, NULL), TEAMSINVITE_OK);
    assert_operation_refuses(b, &op_invitation_send, &b->good, "end_ms", "an end that is past");
    assert_int_equal(teamsinvite_invitation_request_set_method(b->invitation, TEAMSINVITE_METHOD_CANCEL, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(op_invitation_send.start(&b->good, true, NULL), TEAMSINVITE_OK);
}

static void test_a_client_without_mail_or_storage_is_told_so(void **state)
{
    const arguments_bench *b = *state;
    arguments a = b->good;
    teamsinvite_error *err = NULL;

    a.client = b->bare;
    assert_int_equal(op_invitation_send.run(&a, true, &err), TEAMSINVITE_E_CONFIG);
    assert_non_null(strstr(teamsinvite_error_message(err), "teamsinvite_config_set_mail"));
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_FIX_CONFIG);
    teamsinvite_error_free(err);
    assert_int_equal(op_invitation_send.start(&a, true, NULL), TEAMSINVITE_E_CONFIG);
    assert_int_equal(b->ios, 0);
}

static void test_recipients_are_one_or_both(void **state)
{
    static const int32_t bad[] = { INT32_MIN, -1, 0, 4, 5, INT32_MAX };
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++)
        assert_names(b, teamsinvite_invitation_request_set_recipients(b->invitation, bad[i], &err), "recipients",
                     &err, "no such set");
    assert_names(b, teamsinvite_invitation_request_set_recipients(NULL, 1, &err), "request", &err, "no request");
    for (i = 1; i <= 3; i++)
        assert_int_equal(teamsinvite_invitation_request_set_recipients(b->invitation, (int32_t)i, &err),
                         TEAMSINVITE_OK);
    assert_null(err);
}

static teamsinvite_call *begin_mail(const arguments_bench *b)
{
    teamsinvite_call *call = single_io_begin(b->good.client, TEAMSINVITE_IO_DELIVER, 1000);

    assert_non_null(call);
    return call;
}

typedef const char *(*mail_text_fn)(const teamsinvite_io *io);

static const mail_text_fn mail_texts[] = {
    teamsinvite_io_mail_from,       teamsinvite_io_mail_from_name, teamsinvite_io_mail_to,
    teamsinvite_io_mail_to_name,    teamsinvite_io_mail_reply_to,  teamsinvite_io_mail_message_id,
    teamsinvite_io_mail_subject,    teamsinvite_io_mail_text,      teamsinvite_io_mail_html,
    teamsinvite_io_mail_calendar,   teamsinvite_io_mail_calendar_method,
};

static void assert_mail_reads_as_empty(const teamsinvite_io *io)
{
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(mail_texts); i++)
        assert_string_equal(mail_texts[i](io), "");
    assert_int_equal(teamsinvite_io_mail_date_ms(io), 0);
}

/* Each part is told from all others, and shown while the mail is open: to no other kind, and not afterwards. */
static void test_a_mail_is_read_part_by_part_while_it_is_open(void **state)
{
    static const ti_mail mail = { .from = "0", .from_name = "1", .to = "2", .to_name = "3", .reply_to = "4",
                                  .message_id = "5", .subject = "6", .text = "7", .html = "8", .calendar = "9",
                                  .calendar_method = ":", .date_ms = 1893456000000 };
    static const ti_mail empty;
    teamsinvite_call *call = begin_mail(*state);
    const teamsinvite_io *io = teamsinvite_call_next(call);
    size_t i;

    assert_mail_reads_as_empty(NULL);
    assert_mail_reads_as_empty(io);
    call->io.mail = &empty; /* its parts are all left out */
    assert_mail_reads_as_empty(io);
    call->io.mail = &mail;
    for (i = 0; i < ARGUMENTS_COUNT(mail_texts); i++) {
        assert_int_equal(mail_texts[i](io)[0], '0' + (int)i);
        assert_int_equal(mail_texts[i](io)[1], '\0');
    }
    assert_int_equal(teamsinvite_io_mail_date_ms(io), 1893456000000);
    call->io.kind = TEAMSINVITE_IO_SEND;
    assert_mail_reads_as_empty(io);
    call->io.kind = TEAMSINVITE_IO_DELIVER;
    assert_int_equal(teamsinvite_call_complete_deliver(call), TEAMSINVITE_OK);
    assert_null(teamsinvite_call_next(call));
    teamsinvite_call_free(call);
}

static void test_a_delivery_that_is_null_reads_as_empty(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_delivery_delivered(NULL), 0);
    assert_int_equal(teamsinvite_delivery_failed(NULL), 0);
    assert_null(teamsinvite_delivery_error(NULL, TEAMSINVITE_AUDIENCE_CANDIDATE));
    assert_string_equal(teamsinvite_delivery_join_url(NULL), "");
    teamsinvite_delivery_free(NULL);
}

/* Its errors are looked up by audience: any other number finds none. */
static void test_a_delivery_has_errors_for_its_audiences_only(void **state)
{
    static const int32_t audiences[] = { INT32_MIN, -1, 0, 3, 4, INT32_MAX };
    arguments_bench *b = *state;
    teamsinvite_delivery *delivery = NULL;
    size_t i;

    assert_int_equal(teamsinvite_invitation_request_set_method(b->invitation, TEAMSINVITE_METHOD_CANCEL, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_send(b->good.client, b->member, b->invitation, NULL, &delivery, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(b->ios, 2); /* both mails, which fail here */
    assert_int_equal(teamsinvite_delivery_failed(delivery), 3);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), 0);
    for (i = 1; i <= 2; i++)
        assert_int_equal(teamsinvite_error_status(teamsinvite_delivery_error(delivery, (int32_t)i)),
                         TEAMSINVITE_E_HANDLER);
    for (i = 0; i < ARGUMENTS_COUNT(audiences); i++)
        assert_null(teamsinvite_delivery_error(delivery, audiences[i]));
    assert_string_equal(teamsinvite_delivery_join_url(delivery), "");
    teamsinvite_delivery_free(delivery);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_send_names_the_bad_argument),
        IN_BENCH(test_send_looks_at_organizer_and_settings_of_a_meeting_only),
        IN_BENCH(test_send_of_an_interview_that_is_over_is_refused_but_its_cancel_is_not),
        IN_BENCH(test_a_client_without_mail_or_storage_is_told_so),
        IN_BENCH(test_recipients_are_one_or_both),
        IN_BENCH(test_a_mail_is_read_part_by_part_while_it_is_open),
        cmocka_unit_test(test_a_delivery_that_is_null_reads_as_empty),
        IN_BENCH(test_a_delivery_has_errors_for_its_audiences_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
