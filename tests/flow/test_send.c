/* SPDX-License-Identifier: Apache-2.0 */
/* invitation.send: the meeting, both copies, a mail to each, and an outcome for each. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/world.h"

enum { MAIL_MAX = 8, TEXT_MAX = 65536 };

/* What came to the mail handler of these tests, and what it answers. */
typedef struct mail {
    char from[300], from_name[300], to[300], to_name[300], reply_to[300], message_id[300], subject[300], method[16];
    char text[TEXT_MAX], html[TEXT_MAX], calendar[TEXT_MAX];
    int64_t date_ms;
} mail;

typedef struct mailbox {
    mail mails[MAIL_MAX];
    size_t count;
    const char *refused; /* mails to this address are refused; NULL: none */
    teamsinvite_status status;
    world *w; /* NULL, or whose clock goes on while a mail is on its way */
} mailbox;

static mailbox box;

static void keep(char *to, size_t size, const char *from)
{
    assert_true(strlen(from) < size);
    memcpy(to, from, strlen(from) + 1);
}

static void take_mail(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    mailbox *b = user_data;
    mail *m = &b->mails[b->count];

    assert_int_equal(teamsinvite_io_kind(io), TEAMSINVITE_IO_DELIVER);
    assert_true(teamsinvite_io_timeout_ms(io) > 0);
    if (b->w != NULL)
        world_advance(b->w, teamsinvite_io_timeout_ms(io));
    if (b->refused != NULL && strcmp(b->refused, teamsinvite_io_mail_to(io)) == 0) {
        assert_int_equal(teamsinvite_call_complete_failed(call, b->status, "550 5.1.1"), TEAMSINVITE_OK);
        return;
    }
    assert_true(b->count < MAIL_MAX);
    keep(m->from, sizeof(m->from), teamsinvite_io_mail_from(io));
    keep(m->from_name, sizeof(m->from_name), teamsinvite_io_mail_from_name(io));
    keep(m->to, sizeof(m->to), teamsinvite_io_mail_to(io));
    keep(m->to_name, sizeof(m->to_name), teamsinvite_io_mail_to_name(io));
    keep(m->reply_to, sizeof(m->reply_to), teamsinvite_io_mail_reply_to(io));
    keep(m->message_id, sizeof(m->message_id), teamsinvite_io_mail_message_id(io));
    keep(m->subject, sizeof(m->subject), teamsinvite_io_mail_subject(io));
    keep(m->method, sizeof(m->method), teamsinvite_io_mail_calendar_method(io));
    keep(m->text, sizeof(m->text), teamsinvite_io_mail_text(io));
    keep(m->html, sizeof(m->html), teamsinvite_io_mail_html(io));
    keep(m->calendar, sizeof(m->calendar), teamsinvite_io_mail_calendar(io));
    m->date_ms = teamsinvite_io_mail_date_ms(io);
    b->count++;
    assert_int_equal(teamsinvite_call_complete_deliver(call), TEAMSINVITE_OK);
}

static teamsinvite_status set_mail(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_mail(config, take_mail, &box, NULL, err);
}

static int setup(void **state)
{
    int result = world_setup(state);
    world *w = *state;

    memset(&box, 0, sizeof(box));
    if (result == 0) {
        w->configure = set_mail;
        world_new_client(w);
        world_enable(w);
        world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    }
    return result;
}

#define RECRUITER "alice@contoso.example"
#define CANDIDATE "canary@home.example"
#define START_MS (WORLD_START_MS + 48 * WORLD_HOUR_MS)

static teamsinvite_invitation_request *request_of(int32_t method, int32_t sequence)
{
    teamsinvite_invitation_request *r = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_new(&r, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(r, "interview-1", &err), err);
    assert_worked(teamsinvite_invitation_request_set_method(r, method, &err), err);
    assert_worked(teamsinvite_invitation_request_set_sequence(r, sequence, &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(r, START_MS, START_MS + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_invitation_request_set_title(r, "Canary Engineer", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(r, "Alice Canary", RECRUITER, &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(r, "Carl Canary", CANDIDATE, &err), err);
    assert_worked(teamsinvite_invitation_request_set_internal_note(r, "expects 90k", &err), err);
    return r;
}

static teamsinvite_delivery *send(world *w, teamsinvite_invitation_request *r)
{
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_send(w->client, w->alice, r, NULL, &delivery, &err), err);
    return delivery;
}

static void test_both_get_their_copy_with_the_link(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery;
    const char *url;
    size_t i;

    teamsinvite_sim_forget_requests(w->sim);
    delivery = send(w, r);
    url = teamsinvite_delivery_join_url(delivery);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 2);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), 3);
    assert_int_equal(teamsinvite_delivery_failed(delivery), 0);
    assert_null(teamsinvite_delivery_error(delivery, TEAMSINVITE_AUDIENCE_CANDIDATE));
    assert_int_equal(box.count, 2);
    for (i = 0; i < 2; i++) {
        assert_non_null(strstr(box.mails[i].text, url));
        assert_non_null(strstr(box.mails[i].html, "href=\"https://"));
        assert_non_null(strstr(box.mails[i].calendar, "METHOD:REQUEST"));
        assert_string_equal(box.mails[i].method, "REQUEST");
        assert_string_equal(box.mails[i].from, RECRUITER);
        assert_string_equal(box.mails[i].from_name, "Alice Canary");
        assert_string_equal(box.mails[i].reply_to, "");
        assert_non_null(strstr(box.mails[i].subject, "Canary Engineer"));
        assert_true(box.mails[i].date_ms == teamsinvite_sim_time_ms(w->sim));
    }
    assert_string_equal(box.mails[0].to, RECRUITER);
    assert_string_equal(box.mails[1].to, CANDIDATE);
    assert_string_equal(box.mails[1].to_name, "Carl Canary");
    assert_non_null(strstr(box.mails[0].text, "expects 90k"));
    assert_null(strstr(box.mails[1].text, "90k"));
    assert_null(strstr(box.mails[1].html, "90k"));
    assert_null(strstr(box.mails[1].calendar, "90k"));
    assert_string_not_equal(box.mails[0].message_id, box.mails[1].message_id);
    assert_non_null(strstr(box.mails[0].message_id, "@contoso.example"));
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_the_ways_in_are_in_the_mails(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery = send(w, r);
    teamsinvite_meeting_request *details = world_request(w, "interview-1", 48);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_set_details(details, 1, &err), err);
    assert_worked(teamsinvite_meeting_create(w->client, w->alice, details, &meeting, &err), err);
    assert_string_not_equal(teamsinvite_meeting_dial_in_number(meeting), "");
    assert_non_null(strstr(box.mails[1].text, teamsinvite_meeting_dial_in_number(meeting)));
    assert_non_null(strstr(box.mails[1].text, teamsinvite_meeting_conference_id(meeting)));
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(details);
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_a_refused_mail_holds_back_no_other_and_is_repeated_alone(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery;
    const teamsinvite_error *why;
    teamsinvite_error *err = NULL;
    char id[300];

    box.refused = RECRUITER;
    box.status = TEAMSINVITE_E_MAIL;
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_CANDIDATE);
    assert_int_equal(teamsinvite_delivery_failed(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
    why = teamsinvite_delivery_error(delivery, TEAMSINVITE_AUDIENCE_RECRUITER);
    assert_int_equal(teamsinvite_error_status(why), TEAMSINVITE_E_MAIL);
    assert_non_null(strstr(teamsinvite_error_message(why), "550"));
    assert_int_equal(teamsinvite_error_remedy_what(why), TEAMSINVITE_DO_FIX_MAIL);
    assert_null(teamsinvite_delivery_error(delivery, TEAMSINVITE_AUDIENCE_CANDIDATE));
    assert_null(teamsinvite_delivery_error(delivery, 3));
    assert_int_equal(box.count, 1);
    box.refused = NULL;
    assert_worked(teamsinvite_invitation_request_set_recipients(r, teamsinvite_delivery_failed(delivery), &err), err);
    teamsinvite_delivery_free(delivery);
    teamsinvite_sim_forget_requests(w->sim);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
    assert_int_equal(box.count, 2);
    assert_string_equal(box.mails[1].to, RECRUITER);
    keep(id, sizeof(id), box.mails[1].message_id);
    teamsinvite_delivery_free(delivery);
    delivery = send(w, r); /* the same mail again is the same mail */
    assert_string_equal(box.mails[2].message_id, id);
    assert_string_not_equal(box.mails[0].message_id, id);
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_each_kind_of_failure_is_told(void **state)
{
    static const teamsinvite_status statuses[] = { TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_MAIL, TEAMSINVITE_E_MAIL_BUSY,
                                                   TEAMSINVITE_E_HANDLER, TEAMSINVITE_E_NO_MEMORY };
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    size_t i;

    box.refused = CANDIDATE;
    for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        teamsinvite_delivery *delivery;

        box.count = 0;
        box.status = statuses[i];
        delivery = send(w, r);
        assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
        assert_int_equal(
            teamsinvite_error_status(teamsinvite_delivery_error(delivery, TEAMSINVITE_AUDIENCE_CANDIDATE)),
            statuses[i]);
        teamsinvite_delivery_free(delivery);
    }
    teamsinvite_invitation_request_free(r);
}

static void test_a_slow_mail_server_leaves_time_to_tell(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery;

    box.w = w; /* both take all the time they are given */
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), 3);
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_a_cancel_goes_to_those_who_are_named_and_needs_no_meeting(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_CANCEL, 1);
    teamsinvite_delivery *delivery;
    teamsinvite_error *err = NULL;

    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(teamsinvite_invitation_request_set_recipients(r, TEAMSINVITE_AUDIENCE_CANDIDATE, &err), err);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(box.count, 1);
    assert_string_equal(box.mails[0].to, CANDIDATE);
    assert_string_equal(box.mails[0].method, "CANCEL");
    assert_non_null(strstr(box.mails[0].calendar, "METHOD:CANCEL"));
    assert_null(strstr(box.mails[0].text, "https://"));
    assert_string_equal(teamsinvite_delivery_join_url(delivery), "");
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_the_rounds_have_message_ids_of_their_own(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *first = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_invitation_request *update = request_of(TEAMSINVITE_METHOD_REQUEST, 1);
    teamsinvite_invitation_request *cancel = request_of(TEAMSINVITE_METHOD_CANCEL, 1);
    size_t i;
    size_t k;

    teamsinvite_delivery_free(send(w, first));
    teamsinvite_delivery_free(send(w, update));
    teamsinvite_delivery_free(send(w, cancel));
    assert_int_equal(box.count, 6);
    for (i = 0; i < 6; i++)
        for (k = 0; k < i; k++)
            assert_string_not_equal(box.mails[i].message_id, box.mails[k].message_id);
    teamsinvite_invitation_request_free(first);
    teamsinvite_invitation_request_free(update);
    teamsinvite_invitation_request_free(cancel);
}

static void test_a_sender_of_its_own_leaves_replies_to_the_recruiter(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_set_sender(r, "Interviews", "no-reply@ats.example", &err), err);
    teamsinvite_delivery_free(send(w, r));
    assert_string_equal(box.mails[1].from, "no-reply@ats.example");
    assert_string_equal(box.mails[1].from_name, "Interviews");
    assert_string_equal(box.mails[1].reply_to, RECRUITER);
    assert_non_null(strstr(box.mails[1].message_id, "@ats.example"));
    assert_non_null(strstr(box.mails[1].calendar, "ORGANIZER"));
    teamsinvite_invitation_request_free(r);
}

static void test_what_cannot_be_written_makes_no_meeting(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_set_zone(r, "Mars/Olympus_Mons", &err), err);
    teamsinvite_sim_forget_requests(w->sim);
    assert_failed(teamsinvite_invitation_send(w->client, w->alice, r, NULL, &delivery, &err), TEAMSINVITE_E_INVALID,
                  &err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(box.count, 0);
    teamsinvite_invitation_request_free(r);
}

static void test_without_a_meeting_nobody_gets_a_mail(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "meetings-blocked", -1, &err), err);
    assert_failed(teamsinvite_invitation_send(w->client, w->alice, r, NULL, &delivery, &err), TEAMSINVITE_E_FORBIDDEN,
                  &err);
    assert_int_equal(box.count, 0);
    assert_null(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_a_client_without_mail_says_what_is_missing(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;

    w->configure = NULL;
    world_new_client(w);
    assert_int_equal(teamsinvite_invitation_send(w->client, w->alice, r, NULL, &delivery, &err),
                     TEAMSINVITE_E_CONFIG);
    assert_non_null(strstr(teamsinvite_error_message(err), "set_mail"));
    teamsinvite_error_free(err);
    teamsinvite_invitation_request_free(r);
}

static void test_settings_and_organizer_are_the_meetings(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_meeting_request *m = NULL;
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_sim_meeting *there = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_new(&m, &err), err);
    assert_worked(teamsinvite_meeting_request_set_lobby(m, TEAMSINVITE_LOBBY_EVERYONE, &err), err);
    assert_worked(teamsinvite_meeting_request_set_organizer(m, "alice", &err), err);
    assert_failed(teamsinvite_invitation_send(w->client, w->bob, r, m, &delivery, &err), TEAMSINVITE_E_DENIED, &err);
    assert_worked(teamsinvite_invitation_send(w->client, w->admin, r, m, &delivery, &err), err);
    assert_worked(teamsinvite_sim_find_meeting(w->sim, teamsinvite_delivery_join_url(delivery), &there, &err), err);
    assert_string_equal(teamsinvite_sim_meeting_lobby_scope(there), "everyone");
    assert_string_equal(teamsinvite_sim_meeting_organizer(there), TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_true(teamsinvite_sim_meeting_start_ms(there) == START_MS);
    teamsinvite_sim_meeting_free(there);
    teamsinvite_delivery_free(delivery);
    teamsinvite_meeting_request_free(m);
    teamsinvite_invitation_request_free(r);
}

static bool holds(const char *bytes, size_t length, const char *canary)
{
    size_t wanted = strlen(canary);
    size_t i;

    for (i = 0; i + wanted <= length; i++)
        if (memcmp(bytes + i, canary, wanted) == 0)
            return true;
    return false;
}

/* Names, addresses, titles, notes: as they are, in JSON, in a URL, in base64. */
static void test_nothing_personal_is_in_any_byte_that_microsoft_gets(void **state)
{
    static const char *const canaries[] = { "Canary",   "canary", "CANARY",   "Q2FuYXJ5", "Y2FuYXJ5", "NhbmFye", "DYW5hcn",
                                            "contoso.example%", "home.example", "Engineer", "90k",      "interview-1" };
    world *w = *state;
    teamsinvite_invitation_request *r = request_of(TEAMSINVITE_METHOD_REQUEST, 0);
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;
    char *bytes = NULL;
    size_t length = 0;
    size_t i;

    teamsinvite_sim_forget_requests(w->sim);
    teamsinvite_delivery_free(send(w, r));
    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err), err);
    teamsinvite_revocation_free(revocation);
    assert_int_equal(teamsinvite_sim_received(w->sim, &bytes, &length), TEAMSINVITE_OK);
    assert_true(length > 1000);
    for (i = 0; i < sizeof(canaries) / sizeof(canaries[0]); i++)
        if (holds(bytes, length, canaries[i]))
            fail_msg("%s was sent to Microsoft", canaries[i]);
    assert_true(holds(bytes, length, "createOrGet")); /* the search does find what is there */
    print_message("  %zu bytes searched\n", length);
    teamsinvite_string_free(bytes);
    teamsinvite_invitation_request_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_both_get_their_copy_with_the_link, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_ways_in_are_in_the_mails, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_refused_mail_holds_back_no_other_and_is_repeated_alone, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_each_kind_of_failure_is_told, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_slow_mail_server_leaves_time_to_tell, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_cancel_goes_to_those_who_are_named_and_needs_no_meeting, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_the_rounds_have_message_ids_of_their_own, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_sender_of_its_own_leaves_replies_to_the_recruiter, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_written_makes_no_meeting, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_without_a_meeting_nobody_gets_a_mail, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_client_without_mail_says_what_is_missing, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_settings_and_organizer_are_the_meetings, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_personal_is_in_any_byte_that_microsoft_gets, setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
