/* SPDX-License-Identifier: Apache-2.0 */
/* test_send_smtp.c - invitation.send as a host uses it: the simulator, and a real mail server with TLS. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/smtp.h>

#include "support/hostile_texts.h"
#include "support/mail_server.h"
#include "support/world.h"

#define RECRUITER "alice@contoso.example"
#define START_MS (WORLD_START_MS + 48 * WORLD_HOUR_MS)

static mail_server server;
static teamsinvite_smtp *smtp;

static teamsinvite_status set_mail(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_mail(config, teamsinvite_smtp_handle, smtp, NULL, err);
}

static int setup(void **state)
{
    int result = world_setup(state);
    world *w = *state;
    char url[64];

    if (result != 0)
        return result;
    mail_server_start(&server, "starttls-auth", "DNS:localhost");
    (void)snprintf(url, sizeof(url), "smtp://localhost:%u", server.port);
    assert_int_equal(teamsinvite_smtp_new(url, &smtp, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_smtp_set_ca_file(smtp, server.ca_file, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_smtp_set_login(smtp, "ats", "p\xc3\xa4ss w\xc3\xb6rd", NULL), TEAMSINVITE_OK);
    w->configure = set_mail;
    world_new_client(w);
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    return 0;
}

static int teardown(void **state)
{
    int result = world_teardown(state);

    teamsinvite_smtp_free(smtp);
    mail_server_stop(&server);
    return result;
}

static teamsinvite_invitation_request *request_for(const char *candidate)
{
    teamsinvite_invitation_request *r = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_new(&r, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(r, "interview-1", &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(r, START_MS, START_MS + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_invitation_request_set_title(r, "Entwickler f\xc3\xbcr Z\xc3\xa4hler", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(r, "J\xc3\xbcrgen Alice", RECRUITER, &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(r, "Carl \xc5\x81ukasz", candidate, &err), err);
    assert_worked(teamsinvite_invitation_request_set_language(r, "de", &err), err);
    assert_worked(teamsinvite_invitation_request_set_zone(r, "Europe/Berlin", &err), err);
    assert_worked(teamsinvite_invitation_request_set_internal_note(r, "expects 90k", &err), err);
    return r;
}

static teamsinvite_delivery *send(const world *w, const teamsinvite_invitation_request *r)
{
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_send(w->client, w->alice, r, NULL, &delivery, &err), err);
    return delivery;
}

static void assert_in(int number, const char *what, const char *text)
{
    if (strstr(mail_server_read(&server, number, what), text) == NULL)
        fail_msg("mail %d: no \"%s\" in its %s: %s", number, text, what, server.text);
}

static void assert_not_in(int number, const char *what, const char *text)
{
    assert_null(strstr(mail_server_read(&server, number, what), text));
}

/* The link is in each part, whole, and the calendar's lines join to it again. */
static void assert_has_link(int number, const char *url)
{
    char calendar[MAIL_SERVER_TEXT_MAX];
    size_t length = 0;
    const char *at;

    assert_in(number, "0", url);
    assert_in(number, "1", "href=\"https://");
    for (at = mail_server_read(&server, number, "2"); *at != '\0'; at++) {
        if (strncmp(at, "\r\n ", 3) == 0)
            at += 2;
        else
            calendar[length++] = *at;
    }
    calendar[length] = '\0';
    assert_non_null(strstr(calendar, url));
}

static void test_both_mails_arrive_with_the_link_in_three_forms(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_for("carl@home.example");
    teamsinvite_delivery *delivery = send(w, r);
    int i;

    assert_int_equal(teamsinvite_delivery_delivered(delivery), 3);
    assert_int_equal(mail_server_count(&server), 2);
    for (i = 1; i <= 2; i++) {
        assert_in(i, "complaints", "");
        assert_string_equal(mail_server_read(&server, i, "complaints"), "");
        assert_in(i, "parts", "method=\"REQUEST\"");
        assert_has_link(i, teamsinvite_delivery_join_url(delivery));
        assert_in(i, "subject", "Entwickler f\xc3\xbcr Z\xc3\xa4hler");
        assert_in(i, "0", "Donnerstag, 3. Januar 2030, 01:00");
        assert_in(i, "2", "METHOD:REQUEST\r\n");
        assert_in(i, "wire", "\nTLSv1");
        assert_string_equal(mail_server_read(&server, i, "from-name"), "J\xc3\xbcrgen Alice");
    }
    assert_string_equal(mail_server_read(&server, 1, "to-address"), RECRUITER);
    assert_string_equal(mail_server_read(&server, 2, "to-address"), "carl@home.example");
    assert_string_equal(mail_server_read(&server, 2, "to-name"), "Carl \xc5\x81ukasz");
    assert_in(1, "0", "90k");
    for (i = 0; i < 3; i++)
        assert_not_in(2, (const char *[]){ "0", "1", "2" }[i], "90k");
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

static void test_only_the_mail_that_was_put_off_is_sent_again(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_for("grey@home.example");
    teamsinvite_delivery *delivery = send(w, r);
    const teamsinvite_error *why = teamsinvite_delivery_error(delivery, TEAMSINVITE_AUDIENCE_CANDIDATE);

    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
    assert_int_equal(teamsinvite_error_status(why), TEAMSINVITE_E_MAIL_BUSY);
    assert_non_null(strstr(teamsinvite_error_message(why), "localhost answers 451"));
    assert_null(strstr(teamsinvite_error_message(why), "grey@"));
    assert_int_equal(mail_server_count(&server), 1);
    assert_int_equal(teamsinvite_invitation_request_set_recipients(r, teamsinvite_delivery_failed(delivery), NULL),
                     TEAMSINVITE_OK);
    teamsinvite_delivery_free(delivery);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_CANDIDATE);
    assert_int_equal(teamsinvite_delivery_failed(delivery), 0);
    assert_int_equal(mail_server_count(&server), 2);
    assert_string_equal(mail_server_read(&server, 2, "to-address"), "grey@home.example");
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

/* As the UID stands in a calendar. */
static void read_uid(int number, char uid[256])
{
    const char *found = strstr(mail_server_read(&server, number, "2"), "\r\nUID:");
    size_t length;

    assert_non_null(found);
    length = strcspn(found + 2, "\r");
    assert_in_range(length, 5, 255);
    memcpy(uid, found + 2, length);
    uid[length] = '\0';
}

static void test_a_cancellation_goes_to_those_who_got_the_invitation(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_for("refused@home.example");
    teamsinvite_delivery *delivery = send(w, r);
    char first[256];
    char second[256];

    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
    assert_int_equal(teamsinvite_invitation_request_set_method(r, TEAMSINVITE_METHOD_CANCEL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_sequence(r, 1, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_recipients(r, teamsinvite_delivery_delivered(delivery), NULL),
                     TEAMSINVITE_OK);
    teamsinvite_delivery_free(delivery);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), TEAMSINVITE_AUDIENCE_RECRUITER);
    assert_int_equal(mail_server_count(&server), 2);
    assert_string_equal(mail_server_read(&server, 2, "to-address"), RECRUITER);
    assert_in(2, "parts", "method=\"CANCEL\"");
    assert_in(2, "2", "METHOD:CANCEL\r\n");
    assert_in(2, "2", "SEQUENCE:1\r\n");
    assert_not_in(2, "0", "https://");
    read_uid(1, first);
    read_uid(2, second);
    assert_string_equal(first, second);
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

/* Refused at the door or set: which of them a setter takes is its own tests' matter. */
static bool set_hostile(teamsinvite_invitation_request *r, const char *text)
{
    return teamsinvite_invitation_request_set_title(r, text, NULL) == TEAMSINVITE_OK &&
           teamsinvite_invitation_request_set_company_name(r, text, NULL) == TEAMSINVITE_OK &&
           teamsinvite_invitation_request_set_recruiter(r, text, RECRUITER, NULL) == TEAMSINVITE_OK &&
           teamsinvite_invitation_request_set_candidate(r, text, "carl@home.example", NULL) == TEAMSINVITE_OK;
}

static void assert_is_an_ordinary_mail(int number, const char *to)
{
    char wire[128];

    assert_string_equal(mail_server_read(&server, number, "complaints"), "");
    (void)snprintf(wire, sizeof(wire), RECRUITER "\n%s\n", to);
    assert_int_equal(strncmp(mail_server_read(&server, number, "wire"), wire, strlen(wire)), 0);
    assert_string_equal(mail_server_read(&server, number, "from-address"), RECRUITER);
    assert_string_equal(mail_server_read(&server, number, "to-address"), to);
    assert_string_equal(mail_server_read(&server, number, "parts"),
                        "multipart/alternative\n"
                        "text/plain; charset=\"utf-8\" None\n"
                        "text/html; charset=\"utf-8\" None\n"
                        "text/calendar; charset=\"utf-8\"; method=\"REQUEST\" None\n");
}

static void test_hostile_texts_make_ordinary_mails(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_for("carl@home.example");
    int sent = 0;
    size_t i;

    for (i = 0; i < HOSTILE_COUNT; i++) {
        bool in_lines = teamsinvite_invitation_request_set_message(r, hostile_texts[i], NULL) == TEAMSINVITE_OK;
        bool in_names = set_hostile(r, hostile_texts[i]);

        if (!in_lines && !in_names)
            continue;
        if (!in_names)
            assert_true(set_hostile(r, "Jane"));
        teamsinvite_delivery_free(send(w, r));
        assert_is_an_ordinary_mail(++sent, RECRUITER);
        assert_is_an_ordinary_mail(++sent, "carl@home.example");
        if (in_names)
            assert_in(sent, "to-name", hostile_texts[i]);
    }
    assert_int_equal(mail_server_count(&server), sent);
    print_message("  %d mails of %zu hostile texts\n", sent, HOSTILE_COUNT);
    assert_in_range(sent, 40, 2 * HOSTILE_COUNT);
    teamsinvite_invitation_request_free(r);
}

/* The link is there and stays; who asks again when the mail server is back needs no new meeting. */
static void test_a_mail_server_that_is_down_costs_no_meeting(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_for("carl@home.example");
    teamsinvite_delivery *delivery;
    teamsinvite_smtp *nowhere = NULL;
    teamsinvite_smtp *there = smtp;
    char url[512];

    assert_int_equal(teamsinvite_smtp_new("smtp://localhost:1", &nowhere, NULL), TEAMSINVITE_OK);
    smtp = nowhere;
    world_new_client(w);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_failed(delivery), 3);
    (void)snprintf(url, sizeof(url), "%s", teamsinvite_delivery_join_url(delivery));
    assert_string_not_equal(url, "");
    teamsinvite_delivery_free(delivery);
    smtp = there;
    world_new_client(w);
    teamsinvite_smtp_free(nowhere);
    teamsinvite_sim_forget_requests(w->sim);
    delivery = send(w, r);
    assert_int_equal(teamsinvite_delivery_delivered(delivery), 3);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_string_equal(teamsinvite_delivery_join_url(delivery), url);
    teamsinvite_delivery_free(delivery);
    teamsinvite_invitation_request_free(r);
}

#define IN_WORLD(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(test_both_mails_arrive_with_the_link_in_three_forms),
        IN_WORLD(test_only_the_mail_that_was_put_off_is_sent_again),
        IN_WORLD(test_a_cancellation_goes_to_those_who_got_the_invitation),
        IN_WORLD(test_hostile_texts_make_ordinary_mails),
        IN_WORLD(test_a_mail_server_that_is_down_costs_no_meeting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
