/* SPDX-License-Identifier: Apache-2.0 */
/* test_replies.c - answers of Microsoft that cannot be used: a clear error, nothing stored, nothing leaked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/world.h"

#define CANARY "CANARY-of-a-peer"

typedef struct bad_reply {
    const char *what;
    int32_t http_status;
    const char *content_type;
    const char *body;
    teamsinvite_status wanted;
} bad_reply;

/* Answer the first SEND whose step begins with `step` by hand, all else as usual. */
static void drive(teamsinvite_call *call, const char *step, const bad_reply *reply)
{
    const teamsinvite_io *io;

    while ((io = teamsinvite_call_next(call)) != NULL) {
        if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND || strstr(teamsinvite_io_url(io), step) == NULL) {
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
            continue;
        }
        assert_int_equal(teamsinvite_call_add_header(call, "Content-Type", reply->content_type), TEAMSINVITE_OK);
        if (reply->body != NULL)
            (void)teamsinvite_call_add_body(call, reply->body, strlen(reply->body));
        assert_int_equal(teamsinvite_call_complete_send(call, reply->http_status), TEAMSINVITE_OK);
    }
}

static void assert_says_nothing_of_the_peer(const teamsinvite_error *err)
{
    assert_null(strstr(teamsinvite_error_message(err), CANARY));
    assert_null(strstr(teamsinvite_error_service_code(err), CANARY));
    assert_null(strstr(teamsinvite_error_request_id(err), CANARY));
    assert_null(strstr(teamsinvite_error_message(err), "https://teams."));
}

static void check_create(world *w, const bad_reply *reply)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    drive(call, "createOrGet", reply);
    if (teamsinvite_call_take_meeting(call, &meeting, &err) != reply->wanted)
        print_error("%s: %s\n", reply->what, teamsinvite_error_message(err));
    assert_int_equal(teamsinvite_error_status(err), reply->wanted);
    assert_says_nothing_of_the_peer(err);
    assert_null(meeting);
    teamsinvite_error_free(err);
    err = NULL;
    teamsinvite_call_free(call);
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_NOT_FOUND, &err);
    teamsinvite_meeting_request_free(request);
}

#define MEETING(id, url) "{\"id\":" id ",\"joinWebUrl\":" url ",\"startDateTime\":\"2030-01-02T00:00:00Z\"}"

static const bad_reply graph_replies[] = {
    { "empty", 201, "application/json", NULL, TEAMSINVITE_E_RESPONSE },
    { "cut", 201, "application/json", "{\"id\":\"x\",\"joinWebUrl\":\"https://teams.microsoft.com/l/mee",
      TEAMSINVITE_E_RESPONSE },
    { "two values", 201, "application/json", "{} {}", TEAMSINVITE_E_RESPONSE },
    { "array", 201, "application/json", "[]", TEAMSINVITE_E_RESPONSE },
    { "string", 201, "application/json", "\"" CANARY "\"", TEAMSINVITE_E_RESPONSE },
    { "empty object", 201, "application/json", "{}", TEAMSINVITE_E_RESPONSE },
    { "a page", 200, "text/html", "<html>" CANARY "</html>", TEAMSINVITE_E_RESPONSE },
    { "id is a number", 201, "application/json", MEETING("1", "\"https://teams.microsoft.com/l/x\""),
      TEAMSINVITE_E_RESPONSE },
    { "link is a number", 201, "application/json", MEETING("\"x\"", "1"), TEAMSINVITE_E_RESPONSE },
    { "link is null", 201, "application/json", MEETING("\"x\"", "null"), TEAMSINVITE_E_RESPONSE },
    { "link is http", 201, "application/json", MEETING("\"x\"", "\"http://teams.microsoft.com/l/x\""),
      TEAMSINVITE_E_RESPONSE },
    { "link is a script", 201, "application/json", MEETING("\"x\"", "\"javascript:alert(1)\""),
      TEAMSINVITE_E_RESPONSE },
    { "link with a quote", 201, "application/json",
      MEETING("\"x\"", "\"https://teams.microsoft.com/\\\"onclick=" CANARY "\""), TEAMSINVITE_E_RESPONSE },
    { "error with 200", 200, "application/json", "{\"error\":{\"code\":\"X\",\"message\":\"" CANARY "\"}}",
      TEAMSINVITE_E_RESPONSE },
    { "redirect", 302, "text/html", "", TEAMSINVITE_E_RESPONSE },
    { "forbidden", 403, "application/json", "{\"error\":{\"code\":\"Forbidden\",\"message\":\"" CANARY "\"}}",
      TEAMSINVITE_E_FORBIDDEN },
    { "bad request", 400, "application/json", "{\"error\":{\"code\":\"BadRequest\",\"message\":\"" CANARY "\"}}",
      TEAMSINVITE_E_REJECTED },
    { "not found", 404, "application/json", "{\"error\":{\"code\":\"UnknownError\",\"message\":\"\"}}",
      TEAMSINVITE_E_ORGANIZER },
    { "503 for ever", 503, "text/html", "<html>" CANARY "</html>", TEAMSINVITE_E_SERVICE },
    { "429 for ever", 429, "text/plain", "Too Many Requests", TEAMSINVITE_E_THROTTLED },
};

static void test_a_meeting_reply_that_cannot_be_used_stores_nothing(void **state)
{
    world *w = *state;
    size_t i;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    for (i = 0; i < sizeof(graph_replies) / sizeof(graph_replies[0]); i++)
        check_create(w, &graph_replies[i]);
    print_message("  %zu meeting replies refused\n", i);
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-1")); /* and then it works after all */
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_a_meeting_reply_over_the_limit_is_refused(void **state)
{
    world *w = *state;
    bad_reply reply = { "oversize", 201, "application/json", NULL, TEAMSINVITE_E_RESPONSE };
    size_t size = 1024 * 1024 + 2;
    char *body = malloc(size);

    assert_non_null(body);
    memset(body, ' ', size - 1);
    body[0] = '{';
    body[size - 2] = '}';
    body[size - 1] = '\0';
    reply.body = body;
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    check_create(w, &reply);
    free(body);
}

static const bad_reply token_replies[] = {
    { "empty", 200, "application/json", NULL, TEAMSINVITE_E_RESPONSE },
    { "cut", 200, "application/json", "{\"token_type\":\"Bearer\",\"access_token\":\"" CANARY, TEAMSINVITE_E_RESPONSE },
    { "array", 200, "application/json", "[1]", TEAMSINVITE_E_RESPONSE },
    { "no token", 200, "application/json", "{\"token_type\":\"Bearer\",\"expires_in\":3599}", TEAMSINVITE_E_RESPONSE },
    { "no lifetime", 200, "application/json", "{\"token_type\":\"Bearer\",\"access_token\":\"" CANARY "\"}",
      TEAMSINVITE_E_RESPONSE },
    { "another type", 200, "application/json",
      "{\"token_type\":\"mac\",\"access_token\":\"" CANARY "\",\"expires_in\":3599}", TEAMSINVITE_E_RESPONSE },
    { "line break in the token", 200, "application/json",
      "{\"token_type\":\"Bearer\",\"access_token\":\"a\\r\\nb\",\"expires_in\":3599}", TEAMSINVITE_E_RESPONSE },
    { "a page", 200, "text/html", "<html>" CANARY "</html>", TEAMSINVITE_E_RESPONSE },
    { "wrong secret", 401, "application/json",
      "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: " CANARY "\",\"error_codes\":[7000215]}",
      TEAMSINVITE_E_CREDENTIAL },
    { "throttled", 429, "text/plain", "Too Many Requests", TEAMSINVITE_E_THROTTLED },
    { "down", 503, "text/html", "<html></html>", TEAMSINVITE_E_SERVICE },
};

static teamsinvite_status refresh_with(world *w, const bad_reply *reply, teamsinvite_error **err)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_status status;

    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, err), *err);
    drive(call, "/oauth2/v2.0/token", reply);
    status = teamsinvite_call_take_tokens(call, &tokens, err);
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
    return status;
}

static void test_transient_trouble_never_touches_a_connection(void **state)
{
    world *w = *state;
    teamsinvite_connection *connection = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS); /* the access token has expired */
    for (i = 0; i < sizeof(token_replies) / sizeof(token_replies[0]); i++) {
        if (refresh_with(w, &token_replies[i], &err) != token_replies[i].wanted)
            print_error("%s: %s\n", token_replies[i].what, teamsinvite_error_message(err));
        assert_int_equal(teamsinvite_error_status(err), token_replies[i].wanted);
        assert_says_nothing_of_the_peer(err);
        teamsinvite_error_free(err);
        err = NULL;
        assert_worked(teamsinvite_user_status(w->client, w->alice, &connection, &err), err);
        assert_int_equal(teamsinvite_connection_state(connection), TEAMSINVITE_CONNECTION_CONNECTED);
        teamsinvite_connection_free(connection);
        world_advance(w, WORLD_HOUR_MS); /* pauses are over, gates open */
    }
    print_message("  %zu token replies refused\n", i);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
}

static void test_a_refusal_for_good_asks_to_sign_in_again(void **state)
{
    static const bad_reply revoked = {
        "revoked", 400, "application/json",
        "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50173: " CANARY "\",\"error_codes\":[50173]}",
        TEAMSINVITE_E_SIGN_IN_AGAIN
    };
    world *w = *state;
    teamsinvite_connection *connection = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_int_equal(refresh_with(w, &revoked, &err), TEAMSINVITE_E_SIGN_IN_AGAIN);
    assert_string_equal(teamsinvite_error_service_code(err), "AADSTS50173");
    assert_int_equal(teamsinvite_error_remedy_who(err), TEAMSINVITE_WHO_USER);
    assert_says_nothing_of_the_peer(err);
    teamsinvite_error_free(err);
    err = NULL;
    assert_worked(teamsinvite_user_status(w->client, w->alice, &connection, &err), err);
    assert_int_equal(teamsinvite_connection_state(connection), TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN);
    assert_string_equal(teamsinvite_connection_reason(connection), "AADSTS50173");
    assert_int_equal(teamsinvite_connection_since_ms(connection), WORLD_START_MS + 2 * WORLD_HOUR_MS);
    teamsinvite_connection_free(connection);
    teamsinvite_sim_forget_requests(w->sim);
    assert_failed(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), TEAMSINVITE_E_SIGN_IN_AGAIN, &err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0); /* Entra is not asked again */
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
}

static void test_a_401_of_graph_is_answered_by_one_refresh_and_one_replay(void **state)
{
    static const bad_reply expired = { "401", 401, "application/json",
                                       "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"\"}}", 0 };
    world *w = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    const teamsinvite_io *io;
    int sends = 0;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    request = world_request(w, "interview-1", 24);
    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    while ((io = teamsinvite_call_next(call)) != NULL) {
        if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND && sends++ == 0) {
            assert_int_equal(teamsinvite_call_add_body(call, expired.body, strlen(expired.body)), TEAMSINVITE_OK);
            assert_int_equal(teamsinvite_call_complete_send(call, expired.http_status), TEAMSINVITE_OK);
        } else {
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
        }
    }
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_int_equal(sends, 4); /* refused, refresh, createOrGet, settings */
    assert_int_equal(teamsinvite_call_send_count(call), 4);
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);

    (void)teamsinvite_meeting_request_set_reference(request, "interview-2", &err);
    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    drive(call, "createOrGet", &expired); /* refused again and again: one replay, then the truth */
    assert_int_equal(teamsinvite_call_take_meeting(call, &meeting, &err), TEAMSINVITE_E_SIGN_IN_AGAIN);
    assert_int_equal(teamsinvite_call_send_count(call), 3);
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_meeting_reply_that_cannot_be_used_stores_nothing, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_meeting_reply_over_the_limit_is_refused, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_transient_trouble_never_touches_a_connection, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_refusal_for_good_asks_to_sign_in_again, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_401_of_graph_is_answered_by_one_refresh_and_one_replay, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
