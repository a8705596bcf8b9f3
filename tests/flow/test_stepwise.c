/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_stepwise.c - each operation driven by hand, io by io: the test is the
 * driver, keeps the records itself, and feeds every answer. No operation can
 * tell. The trace of steps is compared with what is written here.
 */
#include <string.h>

#include "support/by_hand.h"

#define FIND_KEYS                                                                                                      \
    "load load the keys; load look at the lease; save take the lease; load look once more; send GET; send GET; "       \
    "save keep the keys; remove release the lease; "

static teamsinvite_redirect *finish_redirect(world *w, const char *url, const char *wanted)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, url, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "redirect.finish", wanted);
    teamsinvite_call_free(call);
    return redirect;
}

static void enable(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(
        teamsinvite_company_enable_start(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &call, &err),
        err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "company.enable", "save keep the sign-in");
    teamsinvite_call_free(call);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    redirect = finish_redirect(w, back,
                               "load load the sign-in; remove use it up; send POST; " FIND_KEYS
                               "load load the company; load look whose the directory is; "
                               "save claim the directory; save bind it to the tenant; "
                               "save keep the sign-in");
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; save keep the state"));
    teamsinvite_string_free(back);

    assert_worked(teamsinvite_company_check_start(w->client, w->admin, 0, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_company(call, &company, &err), err);
    assert_trace(call, "company.check", "load load the company; send POST");
    teamsinvite_company_free(company);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_company_status_start(w->client, w->admin, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_company(call, &company, &err), err);
    assert_trace(call, "company.status", "load load the company");
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_ENABLED);
    teamsinvite_company_free(company);
    teamsinvite_call_free(call);
}

static void connect_alice(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_user_connect_start(w->client, w->alice, WORLD_SESSION, NULL, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "user.connect", "load load the company; load load the connection; save keep the sign-in");
    teamsinvite_call_free(call);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; " FIND_KEYS
                                              "load load the connection; save keep the connection"));
    teamsinvite_string_free(back);

    assert_worked(teamsinvite_user_status_start(w->client, w->alice, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_connection(call, &connection, &err), err);
    assert_trace(call, "user.status", "load load the connection");
    teamsinvite_connection_free(connection);
    teamsinvite_call_free(call);
}

static void examine(world *w)
{
    teamsinvite_report *report = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_doctor_run_start(w->client, w->admin, "alice", &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_report(call, &report, &err), err);
    assert_trace(
        call, "doctor.run",
        "save write a record; load read it back; remove remove it; load load the company; send GET; send POST; "
        "load load the token; load look at the gate; send GET; send GET; send GET");
    assert_int_equal(teamsinvite_report_broken(report), -1);
    teamsinvite_report_free(report);
    teamsinvite_call_free(call);
}

/* Bob, in application mode: the only operation that only it has. */
static void resolve_bob(world *w)
{
    teamsinvite_connection *connection = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_resolve_start(w->client, w->admin, "bob", "bob@contoso.example", &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_connection(call, &connection, &err), err);
    assert_trace(
        call, "user.resolve",
        "load load the company; load load the token; load look at the lease; save take the lease; "
        "load look once more; load look at the gate; send POST; save keep the tokens; remove release the lease; "
        "load look at the gate; send GET; load load the connection; save keep the connection");
    teamsinvite_connection_free(connection);
    teamsinvite_call_free(call);
}

static void token(world *w, const char *wanted)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_tokens(call, &tokens, &err), err);
    assert_trace(call, "user.token", wanted);
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
}

static void create_update_show(world *w)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.create",
                 "load load the company; load find the meeting; load load the token; save note the intent; "
                 "load look at the gate; send POST; send PATCH; save keep the link");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);

    request = world_request(w, "interview-1", 30);
    assert_worked(teamsinvite_meeting_update_start(w->client, w->alice, request, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.update",
                 "load load the company; load find the meeting; load load the token; "
                 "load look at the gate; send GET; send PATCH; save move when it is due");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);

    assert_worked(teamsinvite_meeting_show_start(w->client, w->alice, "interview-1", &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.show", "load find the meeting");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
}

static void revoke(world *w, const char *reference)
{
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, reference, NULL, 0, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    teamsinvite_call_free(call);
}

/* A create that ends after its intent, as if its process had been killed; then what recover makes of it. */
static void recover(world *w)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-2", 24);
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    by_hand_some(w, call, 4);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);
    world_advance(w, 2 * 60000);

    assert_worked(teamsinvite_records_recover_start(w->client, NULL, 10, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_recovery(call, &recovery, &err), err);
    assert_trace(call, "records.recover",
                 "list find the next one; load find the meeting; load load the company; load load the token; "
                 "save note the intent; load look at the gate; send POST; send PATCH; save keep the link; "
                 "list find the next one");
    teamsinvite_recovery_free(recovery);
    teamsinvite_call_free(call);
    revoke(w, "interview-2");
}

static teamsinvite_invitation_request *invitation_of(const char *reference)
{
    teamsinvite_invitation_request *request = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_new(&request, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(request, reference, &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(request, WORLD_START_MS + 24 * WORLD_HOUR_MS,
                                                           WORLD_START_MS + 25 * WORLD_HOUR_MS, &err),
                  err);
    assert_worked(teamsinvite_invitation_request_set_title(request, "Interview", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(request, "A", "a@acme.example", &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(request, "B", "b@home.example", &err), err);
    return request;
}

static void render(world *w)
{
    teamsinvite_invitation_request *request = invitation_of("interview-1");
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_render_start(w->client, w->alice, request, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_invitation(call, &invitation, &err), err);
    assert_trace(call, "invitation.render", "load find the meeting");
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
    teamsinvite_call_free(call);
}

static void send(world *w)
{
    teamsinvite_invitation_request *request = invitation_of("interview-3");
    teamsinvite_delivery *delivery = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_send_start(w->client, w->alice, request, NULL, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_delivery(call, &delivery, &err), err);
    assert_trace(call, "invitation.send",
                 "load load the company; load find the meeting; load load the token; save note the intent; "
                 "load look at the gate; send POST; send PATCH; save keep the link; "
                 "deliver deliver to the recruiter; deliver deliver to the candidate");
    assert_int_equal(teamsinvite_delivery_failed(delivery), 0);
    teamsinvite_delivery_free(delivery);
    teamsinvite_call_free(call);
    teamsinvite_invitation_request_free(request);
    revoke(w, "interview-3");
}

/* Never called: the test answers the ios. But a client without a mailer sends nothing. */
static void fail_mail(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "not by hand");
}

static teamsinvite_status set_mail(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_mail(config, fail_mail, NULL, NULL, err);
}

static teamsinvite_status add_another_key(teamsinvite_config *config, teamsinvite_error **err)
{
    static const unsigned char key[32] = "the key of those who come after.";
    teamsinvite_status status = set_mail(config, err);

    return status == TEAMSINVITE_OK ? teamsinvite_config_add_key(config, "2031", key, sizeof(key), err) : status;
}

/* From alice's connection on: that, and Entra's keys; the directory's record is under the current key after it. */
static void rekey(world *w)
{
    teamsinvite_rekeying *rekeying = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    w->configure = add_another_key;
    world_new_client(w);
    assert_worked(teamsinvite_records_rekey_start(w->client, "c/acme/m/interview-1", 2, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_rekeying(call, &rekeying, &err), err);
    assert_trace(call, "records.rekey",
                 "list list a batch; load load it; load look at the lease; save take the lease; load load it; "
                 "save seal it anew; remove release the lease; load load it; save seal it anew");
    assert_int_equal(teamsinvite_rekeying_resealed(rekeying), 2);
    teamsinvite_rekeying_free(rekeying);
    teamsinvite_call_free(call);
}

static void revoke_disconnect_disable_purge(world *w)
{
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-1", NULL, 0, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_revocation(call, &revocation, &err), err);
    assert_trace(call, "meeting.revoke",
                 "load load the company; load find the meeting; save note that it is to be closed; "
                 "load load the token; load look at the gate; send GET; send PATCH; send DELETE; send GET; "
                 "remove erase the record");
    teamsinvite_revocation_free(revocation);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_user_disconnect_start(w->client, w->alice, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    assert_trace(call, "user.disconnect", "load load the connection; remove remove it");
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_company_disable_start(w->client, w->admin, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_erasure(call, &erasure, &err), err);
    assert_trace(call, "company.disable",
                 "load load the company; save stop new work; list list a batch; load look whose the directory is; "
                 "remove release the directory; remove remove the company");
    teamsinvite_erasure_free(erasure);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_records_purge_start(w->client, 10, 0, &call, &err), err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_erasure(call, &erasure, &err), err);
    assert_trace(call, "records.purge",
                 "load look when the last one was; save note this one; list list a batch");
    teamsinvite_erasure_free(erasure);
    teamsinvite_call_free(call);
}

static void test_every_operation_can_be_driven_by_hand(void **state)
{
    world *w = *state;

    w->configure = set_mail;
    world_new_client(w);
    by_hand_forget();
    enable(w);
    connect_alice(w);
    token(w, "load load the company; load load the token");
    world_advance(w, 2 * WORLD_HOUR_MS);
    token(w, "load load the company; load load the token; load look at the lease; save take the lease; "
             "load look once more; load look at the gate; send POST; save keep the tokens; remove release the lease");
    examine(w);
    create_update_show(w);
    recover(w);
    render(w);
    send(w);
    rekey(w);
    revoke_disconnect_disable_purge(w);
    assert_int_equal(by_hand_count_but("k/", "s/purge"), 0); /* Entra's public keys stay, and when the last purge was */
}

static teamsinvite_redirect *step(world *w, teamsinvite_status started, teamsinvite_call *call, teamsinvite_error *err)
{
    teamsinvite_redirect *redirect = NULL;

    assert_worked(started, err);
    by_hand(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    teamsinvite_call_free(call);
    return redirect;
}

static void test_an_account_can_be_resolved_by_hand(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status started;
    char *back = NULL;

    by_hand_forget();
    started =
        teamsinvite_company_enable_start(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_APPLICATION, &call, &err);
    redirect = step(w, started, call, err);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    started = teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, back, &call, &err);
    redirect = step(w, started, call, err);
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; send GET; "
                                              "load look for an older app token; save keep the state"));
    teamsinvite_string_free(back);
    resolve_bob(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_account_can_be_resolved_by_hand, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_every_operation_can_be_driven_by_hand, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
