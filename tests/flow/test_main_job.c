/* SPDX-License-Identifier: Apache-2.0 */
/* test_main_job.c - the whole job through the blocking functions, and how many requests each operation makes. */
#include <stdio.h>
#include <string.h>

#include "support/world.h"

static int64_t requests_since(world *w)
{
    int64_t count = teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL) -
                    teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_PAGE);

    teamsinvite_sim_forget_requests(w->sim);
    return count;
}

static void expect_requests(world *w, const char *operation, int64_t wanted)
{
    int64_t got = requests_since(w);

    print_message("  %-28s %lld request%s\n", operation, (long long)got, got == 1 ? "" : "s");
    assert_int_equal(got, wanted);
}

static teamsinvite_invitation_request *invitation_request(const char *reference, int32_t method)
{
    teamsinvite_invitation_request *request = NULL;
    teamsinvite_error *err = NULL;
    int64_t start_ms = WORLD_START_MS + 24 * WORLD_HOUR_MS;

    assert_worked(teamsinvite_invitation_request_new(&request, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(request, reference, &err), err);
    assert_worked(teamsinvite_invitation_request_set_method(request, method, &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(request, start_ms, start_ms + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_invitation_request_set_title(request, "Interview: Platform Engineer", &err), err);
    assert_worked(
        teamsinvite_invitation_request_set_recruiter(request, "Alice Recruiter", "alice@contoso.example", &err), err);
    assert_worked(
        teamsinvite_invitation_request_set_candidate(request, "Canary Candidate", "canary@home.example", &err), err);
    assert_worked(teamsinvite_invitation_request_set_internal_note(request, "expects 90k", &err), err);
    return request;
}

static void check_invitation(world *w, const char *reference, const char *join_url)
{
    teamsinvite_invitation_request *request = invitation_request(reference, TEAMSINVITE_METHOD_REQUEST);
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;
    int32_t audience;

    assert_worked(teamsinvite_invitation_render(w->client, w->alice, request, &invitation, &err), err);
    for (audience = TEAMSINVITE_AUDIENCE_RECRUITER; audience <= TEAMSINVITE_AUDIENCE_CANDIDATE; audience++) {
        assert_non_null(strstr(teamsinvite_invitation_text(invitation, audience), join_url));
        assert_non_null(strstr(teamsinvite_invitation_html(invitation, audience), "href=\"https://"));
        assert_non_null(strstr(teamsinvite_invitation_ical(invitation, audience), "METHOD:REQUEST"));
    }
    assert_non_null(strstr(teamsinvite_invitation_text(invitation, TEAMSINVITE_AUDIENCE_RECRUITER), "expects 90k"));
    assert_null(strstr(teamsinvite_invitation_text(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "expects 90k"));
    assert_null(strstr(teamsinvite_invitation_html(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "expects 90k"));
    assert_null(strstr(teamsinvite_invitation_ical(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "expects 90k"));
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
}

/* Nothing that Graph received may hold a person's name or address. */
static void check_nothing_personal_was_sent(world *w)
{
    static const char *const canaries[] = { "Canary", "canary", "Alice", "alice@", "Platform", "90k" };
    char *bytes = NULL;
    size_t length = 0;
    size_t i;

    assert_int_equal(teamsinvite_sim_received(w->sim, &bytes, &length), TEAMSINVITE_OK);
    assert_true(length > 0);
    for (i = 0; i < sizeof(canaries) / sizeof(canaries[0]); i++)
        assert_null(strstr(bytes, canaries[i]));
    teamsinvite_string_free(bytes);
}

static void check_settings(world *w, const char *join_url)
{
    teamsinvite_sim_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_find_meeting(w->sim, join_url, &meeting, &err), err);
    assert_int_equal(teamsinvite_sim_meeting_exists(meeting), 1);
    assert_string_equal(teamsinvite_sim_meeting_lobby_scope(meeting), "organization");
    assert_string_equal(teamsinvite_sim_meeting_allowed_presenters(meeting), "organization");
    assert_string_equal(teamsinvite_sim_meeting_subject(meeting), "Interview");
    assert_string_equal(teamsinvite_sim_meeting_organizer(meeting), TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_sim_meeting_free(meeting);
}

static void test_the_whole_job(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_meeting *again = NULL;
    teamsinvite_meeting_request *request;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    (void)requests_since(w);
    world_enable(w);
    expect_requests(w, "company.enable (3 redirects)", 4); /* token, metadata, keys; app token */
    assert_worked(teamsinvite_company_status(w->client, w->alice, &company, &err), err);
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_ENABLED);
    assert_string_equal(teamsinvite_company_tenant(company), TEAMSINVITE_SIM_CONTOSO);
    teamsinvite_company_free(company);
    expect_requests(w, "company.status", 0);
    assert_worked(teamsinvite_company_check(w->client, w->alice, 0, &company, &err), err);
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_ENABLED);
    teamsinvite_company_free(company);
    expect_requests(w, "company.check", 1);

    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    expect_requests(w, "user.connect (2 redirects)", 3); /* token, metadata, keys */
    assert_worked(teamsinvite_user_status(w->client, w->alice, &connection, &err), err);
    assert_int_equal(teamsinvite_connection_state(connection), TEAMSINVITE_CONNECTION_CONNECTED);
    assert_string_equal(teamsinvite_connection_account(connection), TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_connection_free(connection);
    expect_requests(w, "user.status", 0);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    assert_true(strlen(teamsinvite_tokens_access_token(tokens)) > 0);
    assert_string_equal(teamsinvite_tokens_refresh_token(tokens), "");
    teamsinvite_tokens_free(tokens);
    expect_requests(w, "user.token, valid", 0);

    meeting = world_create(w, w->alice, "interview-1");
    expect_requests(w, "meeting.create", 2);
    check_settings(w, teamsinvite_meeting_join_url(meeting));
    again = world_create(w, w->alice, "interview-1");
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    assert_int_equal(teamsinvite_meeting_is_changed(again), 0);
    teamsinvite_meeting_free(again);
    expect_requests(w, "meeting.create, again", 0);
    check_invitation(w, "interview-1", teamsinvite_meeting_join_url(meeting));
    expect_requests(w, "invitation.render", 0);

    request = world_request(w, "interview-1", 48);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &again, &err), err);
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    assert_int_equal(teamsinvite_meeting_is_changed(again), 1);
    teamsinvite_meeting_free(again);
    expect_requests(w, "meeting.update", 2);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &again, &err), err);
    assert_int_equal(teamsinvite_meeting_is_changed(again), 0);
    teamsinvite_meeting_free(again);
    teamsinvite_meeting_request_free(request);
    expect_requests(w, "meeting.update, no change", 0);
    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &again, &err), err);
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    teamsinvite_meeting_free(again);
    teamsinvite_meeting_free(meeting);
    expect_requests(w, "meeting.show", 0);

    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err), err);
    assert_int_equal(teamsinvite_revocation_reached(revocation), TEAMSINVITE_REVOKED_LOCKED_AND_DELETED);
    teamsinvite_revocation_free(revocation);
    expect_requests(w, "meeting.revoke", 4);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);

    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    assert_failed(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), TEAMSINVITE_E_NOT_CONNECTED, &err);
    assert_worked(teamsinvite_company_disable(w->client, w->admin, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    expect_requests(w, "disconnect and disable", 0);
    world_advance(w, 24 * WORLD_HOUR_MS); /* Entra's public keys are kept for a day */
    assert_worked(teamsinvite_records_purge(w->client, 100, 0, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    assert_int_equal(teamsinvite_memory_count(w->memory), 1); /* when the last purge was */
}

static void test_nothing_personal_reaches_graph(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    meeting = world_create(w, w->alice, "interview-1");
    check_invitation(w, "interview-1", teamsinvite_meeting_join_url(meeting));
    check_nothing_personal_was_sent(w);
    teamsinvite_meeting_free(meeting);
}

static void test_the_link_is_gone_when_the_meeting_has_ended(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    meeting = world_create(w, w->alice, "interview-1"); /* ends in 25 hours, due an hour later */
    teamsinvite_meeting_free(meeting);

    world_advance(w, 26 * WORLD_HOUR_MS - 1);
    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    world_advance(w, 1);
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err), TEAMSINVITE_E_ENDED,
                  &err);
    assert_null(meeting);
    assert_worked(teamsinvite_records_purge(w->client, 100, 0, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    assert_int_equal(teamsinvite_erasure_has_more(erasure), 0);
    teamsinvite_erasure_free(erasure);
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err), TEAMSINVITE_E_NOT_FOUND,
                  &err);
}

static void test_a_cancel_is_written_without_any_record(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *request = invitation_request("interview-9", TEAMSINVITE_METHOD_CANCEL);
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_render(w->client, w->alice, request, &invitation, &err), err);
    assert_non_null(strstr(teamsinvite_invitation_ical(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "METHOD:CANCEL"));
    teamsinvite_invitation_free(invitation);
    assert_worked(teamsinvite_invitation_request_set_method(request, TEAMSINVITE_METHOD_REQUEST, &err), err);
    assert_failed(teamsinvite_invitation_render(w->client, w->alice, request, &invitation, &err),
                  TEAMSINVITE_E_NOT_FOUND, &err);
    teamsinvite_invitation_request_free(request);
}

static void test_an_administrator_may_act_for_an_organizer_and_a_member_may_not(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    request = world_request(w, "interview-1", 24);
    assert_worked(teamsinvite_meeting_request_set_organizer(request, "alice", &err), err);
    assert_failed(teamsinvite_meeting_create(w->client, w->bob, request, &meeting, &err), TEAMSINVITE_E_DENIED, &err);
    assert_worked(teamsinvite_meeting_create(w->client, w->admin, request, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void test_a_member_is_refused_the_operations_of_an_administrator(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    assert_failed(
        teamsinvite_company_enable(w->client, w->alice, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err),
        TEAMSINVITE_E_DENIED, &err);
    world_enable(w);
    assert_failed(teamsinvite_company_disable(w->client, w->alice, &erasure, &err), TEAMSINVITE_E_DENIED, &err);
}

static void test_disable_erases_connections_and_links_and_ends_all_work(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    meeting = world_create(w, w->alice, "interview-1");
    teamsinvite_meeting_free(meeting);
    assert_worked(teamsinvite_company_disable(w->client, w->admin, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_connections(erasure), 2);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    assert_int_equal(teamsinvite_erasure_records(erasure), 4);
    teamsinvite_erasure_free(erasure);
    world_advance(w, 24 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_records_purge(w->client, 100, 0, &erasure, &err), err);
    teamsinvite_erasure_free(erasure);
    assert_int_equal(teamsinvite_memory_count(w->memory), 1);
    request = world_request(w, "interview-2", 24);
    assert_failed(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), TEAMSINVITE_E_NOT_ENABLED,
                  &err);
    teamsinvite_meeting_request_free(request);
    assert_worked(teamsinvite_company_disable(w->client, w->admin, &erasure, &err), err); /* nothing left to do */
    assert_int_equal(teamsinvite_erasure_records(erasure), 0);
    teamsinvite_erasure_free(erasure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_whole_job, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_personal_reaches_graph, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_link_is_gone_when_the_meeting_has_ended, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_cancel_is_written_without_any_record, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_an_administrator_may_act_for_an_organizer_and_a_member_may_not,
                                        world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_member_is_refused_the_operations_of_an_administrator, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_disable_erases_connections_and_links_and_ends_all_work, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
