/* SPDX-License-Identifier: Apache-2.0 */
/* test_loop_mail.c - invitations sent through the loop to a real mail server. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/smtp.h>

#include "support/descriptors.h"
#include "support/loop_stage.h"
#include "support/mail_server.h"

enum { MANY = 50, SOME = 20, AT_ONCE = 4, TIMEOUT_MS = 8000 };

#define RECRUITER "alice@contoso.example"
#define START_MS (WORLD_START_MS + 48 * WORLD_HOUR_MS)

typedef struct mailroom {
    world *w;
    mail_server server;
    teamsinvite_smtp *smtp;
    teamsinvite_loop *loop;
    size_t told;
    size_t delivered; /* to both */
    size_t half;      /* to one of them */
    size_t cancelled;
} mailroom;

static mailroom in_use;

static teamsinvite_status set_mail(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_mail(config, teamsinvite_smtp_handle, in_use.smtp, NULL, err);
}

static int setup(void **state)
{
    mailroom *room = &in_use;
    teamsinvite_error *err = NULL;
    void *w = NULL;
    char url[64];

    memset(room, 0, sizeof(*room));
    assert_int_equal(world_setup(&w), 0);
    room->w = w;
    mail_server_start(&room->server, "starttls-auth", "DNS:localhost");
    (void)snprintf(url, sizeof(url), "smtp://localhost:%u", room->server.port);
    assert_worked(teamsinvite_smtp_new(url, &room->smtp, &err), err);
    assert_worked(teamsinvite_smtp_set_ca_file(room->smtp, room->server.ca_file, &err), err);
    assert_worked(teamsinvite_smtp_set_login(room->smtp, "ats", "p\xc3\xa4ss w\xc3\xb6rd", &err), err);
    room->w->configure = set_mail;
    world_new_client(room->w);
    world_enable(room->w);
    world_connect(room->w, room->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(teamsinvite_loop_new(&room->loop, &err), err);
    assert_worked(teamsinvite_loop_set_limits(room->loop, AT_ONCE, AT_ONCE, &err), err);
    *state = room;
    return 0;
}

static int teardown(void **state)
{
    mailroom *room = *state;
    void *w = room->w;

    teamsinvite_loop_free(room->loop);
    teamsinvite_smtp_free(room->smtp);
    mail_server_stop(&room->server);
    return world_teardown(&w);
}

static void count(teamsinvite_call *call, void *user_data)
{
    mailroom *room = user_data;
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_call_take_delivery(call, &delivery, &err);
    int32_t both = TEAMSINVITE_AUDIENCE_RECRUITER | TEAMSINVITE_AUDIENCE_CANDIDATE;
    int32_t to = teamsinvite_delivery_delivered(delivery);

    room->told++;
    room->delivered += status == TEAMSINVITE_OK && to == both ? 1 : 0;
    room->half += to == TEAMSINVITE_AUDIENCE_RECRUITER ? 1 : 0;
    room->cancelled += status == TEAMSINVITE_E_CANCELLED ? 1 : 0;
    teamsinvite_delivery_free(delivery);
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
}

static teamsinvite_call *add(mailroom *room, size_t number, const char *candidate)
{
    teamsinvite_invitation_request *r = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "interview-%zu", number);
    assert_worked(teamsinvite_invitation_request_new(&r, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(r, reference, &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(r, START_MS, START_MS + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_invitation_request_set_title(r, "Interview", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(r, "Alice", RECRUITER, &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(r, "Carl", candidate, &err), err);
    assert_worked(teamsinvite_invitation_send_start(room->w->client, room->w->alice, r, NULL, &call, &err), err);
    assert_worked(teamsinvite_loop_add(room->loop, call, count, room, &err), err);
    teamsinvite_invitation_request_free(r);
    return call;
}

static void run(mailroom *room, size_t calls)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_run(room->loop, &err), err);
    assert_int_equal(room->told, calls);
}

static long connections_used(mailroom *room)
{
    long most = 0;
    int i;

    for (i = 1; i <= mail_server_count(&room->server); i++) {
        long number = strtol(mail_server_read(&room->server, i, "connection"), NULL, 10);

        most = number > most ? number : most;
    }
    return most;
}

static void test_fifty_invitations_are_delivered_over_few_connections(void **state)
{
    mailroom *room = *state;
    char candidate[64];
    size_t i;

    for (i = 0; i < MANY; i++) {
        (void)snprintf(candidate, sizeof(candidate), "carl-%zu@home.example", i);
        (void)add(room, i, candidate);
    }
    run(room, MANY);
    assert_int_equal(room->delivered, MANY);
    assert_int_equal(mail_server_count(&room->server), 2 * MANY);
    assert_in_range(connections_used(room), 1, AT_ONCE);
}

/* It takes a mail, and gives the connection up when the next one begins: that one goes by another. */
static void test_a_server_that_gives_its_connections_up_gets_every_mail_once(void **state)
{
    mailroom *room = *state;
    size_t i;

    for (i = 0; i < SOME; i++)
        (void)add(room, i, i % 2 == 0 ? "hangup@home.example" : "goodbye@home.example");
    run(room, SOME);
    assert_int_equal(room->delivered, SOME);
    assert_int_equal(mail_server_count(&room->server), 2 * SOME);
}

static void test_a_mail_that_is_never_answered_holds_up_no_other(void **state)
{
    mailroom *room = *state;
    teamsinvite_call *stalled = add(room, 0, "stall@home.example");
    size_t i;

    assert_int_equal(teamsinvite_call_set_timeout_ms(stalled, TIMEOUT_MS), TEAMSINVITE_OK);
    for (i = 1; i <= SOME; i++)
        (void)add(room, i, "carl@home.example");
    run(room, SOME + 1);
    assert_int_equal(room->delivered, SOME);
    assert_int_equal(room->half, 1);
    assert_int_equal(mail_server_count(&room->server), 2 * SOME + 1);
}

static void test_mails_under_way_are_let_go_when_the_loop_is_freed(void **state)
{
    mailroom *room = *state;
    size_t descriptors = open_descriptors();
    teamsinvite_loop *others = room->loop;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_loop_new(&room->loop, &err), err);
    for (i = 0; i < AT_ONCE; i++)
        (void)add(room, i, "carl@home.example");
    for (i = 0; i < 3; i++)
        teamsinvite_loop_drive(room->loop, -1, 0);
    assert_int_equal(room->told, 0);
    teamsinvite_loop_free(room->loop);
    room->loop = others;
    assert_int_equal(room->cancelled, AT_ONCE);
    assert_int_equal(open_descriptors(), descriptors);
}

#define MAIL_TEST(name_) cmocka_unit_test_setup_teardown(name_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MAIL_TEST(test_fifty_invitations_are_delivered_over_few_connections),
        MAIL_TEST(test_a_server_that_gives_its_connections_up_gets_every_mail_once),
        MAIL_TEST(test_a_mail_that_is_never_answered_holds_up_no_other),
        MAIL_TEST(test_mails_under_way_are_let_go_when_the_loop_is_freed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
