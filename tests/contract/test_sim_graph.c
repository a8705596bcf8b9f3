/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_graph.c - the simulator's Graph: meetings and users, and each of its refusals. */
#include "test_sim_world.h"

#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define FABRIKAM TEAMSINVITE_SIM_FABRIKAM
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define BOB TEAMSINVITE_SIM_CONTOSO_BOB
#define MEETINGS "/v1.0/me/onlineMeetings"
#define CREATE_OR_GET MEETINGS "/createOrGet"
#define START "\"startDateTime\":\"2030-02-01T09:00:00Z\""
#define END "\"endDateTime\":\"2030-02-01T10:00:00Z\""
#define TIMES START "," END
#define BODY "{\"externalId\":\"e1\",\"subject\":\"Interview\"," TIMES "}"

static void expect_refusal(const world *w, int status, int got, const char *code)
{
    if (got != status || strcmp(graph_code(w), code) != 0)
        fail_msg("expected %d %s, got %d %s", status, code, got, body_of(w));
}

static void write_encoded(char *out, size_t size, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t used = 0;

    for (; *text != '\0'; text++) {
        assert_true(used + 4 < size);
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", *text) != NULL) {
            out[used++] = *text;
        } else {
            out[used++] = '%';
            out[used++] = digits[(unsigned char)*text >> 4];
            out[used++] = digits[(unsigned char)*text & 15];
        }
    }
    out[used] = '\0';
}

/* Path of the meeting that was answered last: its id, percent-encoded, under a collection. */
static void write_path(const world *w, const char *collection, char *path, size_t size)
{
    char id[512];

    write_encoded(id, sizeof(id), json_text(w, "id"));
    join(path, size, collection, "/", id, NULL);
}

static void write_filter(const char *collection, const char *join_url, char *path, size_t size)
{
    char value[2048];

    write_encoded(value, sizeof(value), join_url);
    join(path, size, collection, "?$filter=JoinWebUrl%20eq%20'", value, "'", NULL);
}

static void make_meeting(world *w, char *path, char *join_url)
{
    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, BODY));
    write_path(w, MEETINGS, path, 1024);
    join(join_url, 1024, json_text(w, "joinWebUrl"), NULL);
}

static void test_token_is_needed(void **state)
{
    world *w = *state;

    expect_refusal(w, 401, ask(w, "GET", GRAPH "/v1.0/me", NULL, NULL), "InvalidAuthenticationToken");
    assert_non_null(strstr(teamsinvite_sim_response_header(w->response, "WWW-Authenticate"), "Bearer realm=\"\""));
    expect_refusal(w, 401, ask(w, "GET", GRAPH "/v1.0/me", "Authorization: Basic eDp5\n", NULL),
                   "InvalidAuthenticationToken");
    (void)snprintf(w->token, sizeof(w->token), "invented");
    expect_refusal(w, 401, ask_graph(w, "GET", "/v1.0/me", NULL), "InvalidAuthenticationToken");
    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/me", NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 3598999));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/me", NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1));
    expect_refusal(w, 401, ask_graph(w, "GET", "/v1.0/me", NULL), "InvalidAuthenticationToken");
}

static void test_error_has_the_members_of_graph(void **state)
{
    world *w = *state;
    const cJSON *inner;

    (void)ask(w, "GET", GRAPH "/v1.0/me", "Client-Request-Id: 7\n", NULL);
    inner = cJSON_GetObjectItem(cJSON_GetObjectItem(w->json, "error"), "innerError");
    assert_string_equal("7", cJSON_GetStringValue(cJSON_GetObjectItem(inner, "client-request-id")));
    assert_string_equal("2030-01-15T09:00:00", cJSON_GetStringValue(cJSON_GetObjectItem(inner, "date")));
    assert_string_equal(teamsinvite_sim_response_header(w->response, "request-id"),
                        cJSON_GetStringValue(cJSON_GetObjectItem(inner, "request-id")));
    assert_string_equal("7", teamsinvite_sim_response_header(w->response, "client-request-id"));
    assert_string_equal("Tue, 15 Jan 2030 09:00:00 GMT", teamsinvite_sim_response_header(w->response, "date"));
}

static void test_create_or_get_makes_one_meeting(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];

    make_meeting(w, path, join_url);
    assert_true(strlen(body_of(w)) > 3000);
    assert_int_equal(0, strncmp(join_url, "https://teams.microsoft.com/l/meetup-join/19%3ameeting_", 54));
    assert_non_null(
        strstr(join_url, "%40thread.v2/0?context=%7b%22Tid%22%3a%22" CONTOSO "%22%2c%22Oid%22%3a%22" ALICE));
    assert_string_equal("2030-02-01T09:00:00Z", json_text(w, "startDateTime"));
    assert_string_equal("everyone", json_text(w, "allowedPresenters"));
    assert_non_null(strchr(json_text(w, "id"), '='));
    assert_int_equal(200,
                     ask_graph(w, "POST", CREATE_OR_GET, "{\"externalId\":\"e1\",\"subject\":\"Other\"," START "}"));
    assert_string_equal(join_url, json_text(w, "joinWebUrl"));
    assert_string_equal("Interview", json_text(w, "subject"));
    assert_string_equal("2030-02-01T10:00:00Z", json_text(w, "endDateTime"));
    assert_int_equal(1, teamsinvite_sim_meeting_count(w->sim));
    get_user_token(w, CONTOSO, BOB);
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, BODY));
    assert_int_equal(2, teamsinvite_sim_meeting_count(w->sim));
}

static void test_create_or_get_fills_in_times(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, "{\"externalId\":\"a\"}"));
    assert_string_equal("2030-01-15T09:00:00Z", json_text(w, "startDateTime"));
    assert_string_equal("2030-01-15T10:00:00Z", json_text(w, "endDateTime"));
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, "{\"externalId\":\"b\"," START "}"));
    assert_string_equal("2030-02-01T10:00:00Z", json_text(w, "endDateTime"));
    expect_refusal(w, 400, ask_graph(w, "POST", CREATE_OR_GET, "{\"externalId\":\"c\"," END "}"), "BadRequest");
}

static void test_create_or_get_refuses_what_it_does_not_know(void **state)
{
    static const char *const bad[] = {
        "{" TIMES "}",
        "{\"externalId\":\"\"," TIMES "}",
        "{\"externalId\":17}",
        "{\"externalId\":null}",
        "{\"externalId\":\"x\",\"allowedPresenters\":\"organization\"}",
        "{\"externalId\":\"x\",\"lobbyBypassSettings\":{\"scope\":\"organizer\"}}",
        "{\"externalId\":\"x\",\"candidate\":\"y\"}",
        "{\"externalId\":\"x\",\"subject\":5}",
        "{\"externalId\":\"x\",\"startDateTime\":\"2030-02-01T09:00:00\"}",
        "{\"externalId\":\"x\",\"startDateTime\":\"tomorrow\"}",
        "{\"externalId\":\"x\",\"startDateTime\":\"2030-02-01T10:00:00Z\",\"endDateTime\":\"2030-02-01T09:00:00Z\"}",
        "{\"externalId\":\"x\",\"startDateTime\":\"2030-02-01T10:00:00Z\",\"endDateTime\":\"2030-02-01T10:00:00Z\"}",
        "{\"externalId\":\"x\",\"externalId\":\"y\"}",
        "{\"externalId\":\"x\"",
        "{\"externalId\":\"x\"} {}",
        "[]",
        "\"x\"",
        "",
    };
    world *w = *state;
    size_t i;

    get_user_token(w, CONTOSO, ALICE);
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (ask_graph(w, "POST", CREATE_OR_GET, bad[i]) != 400 || strcmp(graph_code(w), "BadRequest") != 0)
            fail_msg("taken: %s", bad[i]);
    }
    assert_int_equal(0, teamsinvite_sim_meeting_count(w->sim));
}

static void test_content_type_has_to_be_json(void **state)
{
    world *w = *state;
    char headers[9000];

    get_user_token(w, CONTOSO, ALICE);
    join(headers, sizeof(headers), "Authorization: Bearer ", w->token, "\nContent-Type: text/plain\n", NULL);
    expect_refusal(w, 400, ask(w, "POST", GRAPH CREATE_OR_GET, headers, BODY), "BadRequest");
    join(headers, sizeof(headers), "Authorization: Bearer ", w->token, "\n", NULL);
    expect_refusal(w, 400, ask(w, "POST", GRAPH CREATE_OR_GET, headers, BODY), "BadRequest");
    assert_int_equal(0, teamsinvite_sim_meeting_count(w->sim));
}

static void test_plain_create_is_not_repeatable(void **state)
{
    static const char body[] =
        "{\"subject\":\"S\"," TIMES ",\"allowedPresenters\":\"organizer\",\"allowMeetingChat\":\"limited\","
        "\"lobbyBypassSettings\":{\"scope\":\"organizer\",\"isDialInBypassEnabled\":false},"
        "\"joinMeetingIdSettings\":{\"isPasscodeRequired\":false},"
        "\"participants\":{\"attendees\":[{\"upn\":\"bob@contoso.example\",\"role\":\"attendee\"}]}}";
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS, body));
    assert_string_equal("organizer", json_text(w, "allowedPresenters"));
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS, body));
    assert_int_equal(2, teamsinvite_sim_meeting_count(w->sim));
    expect_refusal(w, 400, ask_graph(w, "POST", MEETINGS, "{\"subject\":\"S\"," START "}"), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "POST", MEETINGS, "{" TIMES "}"), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "POST", MEETINGS, BODY), "BadRequest");
    assert_non_null(strstr(graph_message(w), "only for createOrGet"));
    expect_refusal(w, 500,
                   ask_graph(w, "POST", MEETINGS,
                             "{\"subject\":\"S\"," TIMES ",\"participants\":{\"attendees\":[{\"identity\":{}}]}}"),
                   "InternalServerError");
}

static void test_patch_changes_in_place(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    const cJSON *lobby;

    make_meeting(w, path, join_url);
    assert_int_equal(200,
                     ask_graph(w, "PATCH", path,
                               "{\"startDateTime\":\"2030-02-01T11:00:00Z\",\"endDateTime\":\"2030-02-01T14:00:00"
                               "+02:00\",\"allowedPresenters\":\"organization\",\"lobbyBypassSettings\":{\"scope\":"
                               "\"everyone\"},\"recordAutomatically\":true}"));
    assert_string_equal(join_url, json_text(w, "joinWebUrl"));
    assert_string_equal("2030-02-01T12:00:00Z", json_text(w, "endDateTime"));
    assert_string_equal("organization", json_text(w, "allowedPresenters"));
    lobby = cJSON_GetObjectItem(w->json, "lobbyBypassSettings");
    assert_string_equal("everyone", cJSON_GetStringValue(cJSON_GetObjectItem(lobby, "scope")));
    assert_true(cJSON_IsFalse(cJSON_GetObjectItem(lobby, "isDialInBypassEnabled")));
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(w->json, "recordAutomatically")));
}

static void test_patch_refuses_what_cannot_change(void **state)
{
    static const char *const bad[] = {
        "{" START "}",
        "{" END "}",
        "{\"startDateTime\":\"2030-02-01T10:00:00Z\",\"endDateTime\":\"2030-02-01T09:00:00Z\"}",
        "{\"externalId\":\"e2\"}",
        "{\"joinMeetingIdSettings\":{\"isPasscodeRequired\":false}}",
        "{\"participants\":{\"organizer\":{\"upn\":\"x\"}}}",
        "{\"participants\":{\"organizer\":{\"upn\":\"x\"},\"attendees\":[]}}",
        "{\"joinWebUrl\":\"https://x\"}",
        "{\"allowedPresenters\":\"nobody\"}",
        "{\"allowedPresenters\":null}",
        "{\"allowMeetingChat\":true}",
        "{\"recordAutomatically\":\"yes\"}",
        "{\"lobbyBypassSettings\":{\"scope\":\"anyone\"}}",
        "{\"lobbyBypassSettings\":{\"door\":true}}",
        "{\"lobbyBypassSettings\":\"organizer\"}",
        "{\"watermarkProtection\":{\"isEnabledForVideo\":1}}",
        "{\"anonymizeIdentityForRoles\":[\"king\"]}",
        "{\"notes\":\"about the candidate\"}",
    };
    world *w = *state;
    char join_url[1024];
    char path[1024];
    size_t i;

    make_meeting(w, path, join_url);
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (ask_graph(w, "PATCH", path, bad[i]) != 400 || strcmp(graph_code(w), "BadRequest") != 0)
            fail_msg("taken: %s", bad[i]);
    }
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    assert_string_equal("2030-02-01T09:00:00Z", json_text(w, "startDateTime"));
}

static void test_newer_values_are_shown_on_demand(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char headers[9000];
    char url[1200];

    make_meeting(w, path, join_url);
    assert_int_equal(200, ask_graph(w, "PATCH", path, "{\"lobbyBypassSettings\":{\"scope\":\"invited\"}}"));
    assert_non_null(strstr(body_of(w), "\"scope\":\"unknownFutureValue\""));
    join(headers, sizeof(headers), "Authorization: Bearer ", w->token, "\nPrefer: include-unknown-enum-members\n",
         NULL);
    join(url, sizeof(url), GRAPH, path, NULL);
    assert_int_equal(200, ask(w, "GET", url, headers, NULL));
    assert_non_null(strstr(body_of(w), "\"scope\":\"invited\""));
}

static void test_id_has_to_be_percent_encoded(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char raw[1024];

    make_meeting(w, path, join_url);
    join(raw, sizeof(raw), MEETINGS "/", json_text(w, "id"), NULL);
    expect_refusal(w, 400, ask_graph(w, "GET", raw, NULL), "BadRequest");
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    expect_refusal(w, 400, ask_graph(w, "GET", MEETINGS "/short", NULL), "BadRequest");
    path[strlen(MEETINGS) + 30] ^= 1;
    expect_refusal(w, 404, ask_graph(w, "GET", path, NULL), "NotFound");
}

static void test_lookup_takes_the_link_byte_for_byte(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char filter[4096];
    char once[4096];
    const cJSON *list;

    make_meeting(w, path, join_url);
    write_filter(MEETINGS, join_url, filter, sizeof(filter));
    assert_non_null(strstr(filter, "%253ameeting_"));
    assert_int_equal(200, ask_graph(w, "GET", filter, NULL));
    list = cJSON_GetObjectItem(w->json, "value");
    assert_int_equal(1, cJSON_GetArraySize(list));
    assert_string_equal(join_url, cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetArrayItem(list, 0), "joinWebUrl")));
    join(once, sizeof(once), MEETINGS "?$filter=JoinWebUrl%20eq%20'", join_url, "'", NULL);
    expect_refusal(w, 404, ask_graph(w, "GET", once, NULL), "NotFound"); /* %3a was decoded */
    filter[strlen(filter) - 1] = '\0';
    expect_refusal(w, 400, ask_graph(w, "GET", filter, NULL), "BadRequest"); /* no closing quote */
}

static void test_lookup_refuses_other_filters(void **state)
{
    static const char *const bad[] = { MEETINGS,
                                       MEETINGS "?$top=1",
                                       MEETINGS "?$filter=",
                                       MEETINGS "?$filter=JoinWebUrl%20eq%20x",
                                       MEETINGS "?$filter=JoinWebUrl%20ne%20'x'",
                                       MEETINGS "?$filter=externalId%20eq%20'e1'",
                                       MEETINGS "?$filter=JoinWebUrl%20eq%20'x'y'",
                                       MEETINGS "?$filter=JoinWebUrl%20eq%20'x''",
                                       MEETINGS "?$filter=JoinWebUrl%20eq%20'",
                                       MEETINGS "?$filter=JoinWebUrl%20eq%20'x'&$select=id" };
    world *w = *state;
    size_t i;

    get_user_token(w, CONTOSO, ALICE);
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (ask_graph(w, "GET", bad[i], NULL) != 400)
            fail_msg("taken: %s", bad[i]);
    }
    expect_refusal(w, 404, ask_graph(w, "GET", MEETINGS "?$filter=joinweburl+eq+'x''y'''", NULL), "NotFound");
    assert_non_null(strstr(graph_message(w), "3004"));
}

static void test_lookup_is_for_the_organizer(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char filter[4096];

    make_meeting(w, path, join_url);
    write_filter(MEETINGS, join_url, filter, sizeof(filter));
    get_user_token(w, CONTOSO, BOB);
    expect_refusal(w, 403, ask_graph(w, "GET", filter, NULL), "Forbidden");
    assert_non_null(strstr(graph_message(w), "3003"));
    expect_refusal(w, 404, ask_graph(w, "GET", path, NULL), "NotFound");
    assert_non_null(strstr(graph_message(w), "Organizer Id mismatch"));
    get_user_token(w, FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_CAROL);
    expect_refusal(w, 404, ask_graph(w, "GET", filter, NULL), "NotFound");
}

static void test_lookup_by_number(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char filter[512];
    const char *number;

    make_meeting(w, path, join_url);
    number = cJSON_GetStringValue(
        cJSON_GetObjectItem(cJSON_GetObjectItem(w->json, "joinMeetingIdSettings"), "joinMeetingId"));
    join(filter, sizeof(filter), MEETINGS "?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'", number, "'", NULL);
    assert_int_equal(200, ask_graph(w, "GET", filter, NULL));
}

static void test_short_links_can_be_had(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char filter[4096];

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_SHORT_JOIN_URLS, 1));
    make_meeting(w, path, join_url);
    assert_int_equal(0, strncmp(join_url, "https://teams.microsoft.com/meet/", 33));
    assert_non_null(strstr(join_url, "?p="));
    write_filter(MEETINGS, join_url, filter, sizeof(filter));
    assert_int_equal(200, ask_graph(w, "GET", filter, NULL));
}

static void test_deleted_meeting_is_gone_and_its_external_id_free(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char filter[4096];

    make_meeting(w, path, join_url);
    assert_int_equal(204, ask_graph(w, "DELETE", path, NULL));
    assert_string_equal("", body_of(w));
    assert_int_equal(0, teamsinvite_sim_meeting_count(w->sim));
    expect_refusal(w, 404, ask_graph(w, "DELETE", path, NULL), "NotFound");
    expect_refusal(w, 404, ask_graph(w, "GET", path, NULL), "NotFound");
    expect_refusal(w, 404, ask_graph(w, "PATCH", path, "{\"subject\":\"x\"}"), "NotFound");
    write_filter(MEETINGS, join_url, filter, sizeof(filter));
    expect_refusal(w, 404, ask_graph(w, "GET", filter, NULL), "NotFound");
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, BODY));
    assert_string_not_equal(join_url, json_text(w, "joinWebUrl"));
}

static void test_path_of_a_user_takes_their_object_id(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(201, ask_graph(w, "POST", "/v1.0/users/" ALICE "/onlineMeetings/createOrGet", BODY));
    expect_refusal(w, 404, ask_graph(w, "POST", "/v1.0/users/alice%40contoso.example/onlineMeetings/createOrGet", BODY),
                   "UnknownError");
    assert_string_equal("", graph_message(w));
    expect_refusal(w, 403, ask_graph(w, "POST", "/v1.0/users/" BOB "/onlineMeetings/createOrGet", BODY), "Forbidden");
    expect_refusal(
        w, 404, ask_graph(w, "POST", "/v1.0/users/" TEAMSINVITE_SIM_FABRIKAM_CAROL "/onlineMeetings/createOrGet", BODY),
        "UnknownError");
}

static void test_scope_of_the_token_counts(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];

    make_meeting(w, path, join_url);
    get_code(w, CONTOSO, "OnlineMeetings.Read", ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    join(w->token, sizeof(w->token), json_text(w, "access_token"), NULL);
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    expect_refusal(w, 403, ask_graph(w, "POST", CREATE_OR_GET, BODY), "Forbidden");
    expect_refusal(w, 403, ask_graph(w, "DELETE", path, NULL), "Forbidden");
    expect_refusal(w, 403, ask_graph(w, "GET", "/v1.0/me", NULL), "Authorization_RequestDenied");
}

static void test_user_without_a_licence_cannot_organize(void **state)
{
    world *w = *state;

    get_user_token(w, FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_DAVE);
    expect_refusal(w, 404, ask_graph(w, "POST", CREATE_OR_GET, BODY), "UnknownError");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_user_flags(w->sim, TEAMSINVITE_SIM_FABRIKAM_DAVE,
                                                                    TEAMSINVITE_SIM_USER_LICENSED, NULL));
    assert_int_equal(201, ask_graph(w, "POST", CREATE_OR_GET, BODY));
}

static void test_methods_and_paths_that_do_not_exist(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];

    make_meeting(w, path, join_url);
    expect_refusal(w, 405, ask_graph(w, "PUT", path, BODY), "Request_BadRequest");
    expect_refusal(w, 405, ask_graph(w, "DELETE", MEETINGS, NULL), "Request_BadRequest");
    expect_refusal(w, 405, ask_graph(w, "GET", CREATE_OR_GET, NULL), "Request_BadRequest");
    expect_refusal(w, 405, ask_graph(w, "POST", "/v1.0/me", BODY), "Request_BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me/events", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/groups", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/beta/me", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me/onlineMeetings/a/b", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me/onlineMeetings//b", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me/onlineMeetings/%zz", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "DELETE", MEETINGS "/x?force=1", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "POST", MEETINGS "/createorget", BODY), "BadRequest");
}

static void test_users_can_be_read(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/me?$select=id,displayName", NULL));
    assert_string_equal("{\"id\":\"" ALICE "\",\"displayName\":\"Alice Recruiter\"}", body_of(w));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/" ALICE "?$select=id", NULL));
    expect_refusal(w, 403, ask_graph(w, "GET", "/v1.0/users/" BOB "?$select=id", NULL), "Authorization_RequestDenied");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me?$select=id,password", NULL), "BadRequest");
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/me?$expand=manager", NULL), "BadRequest");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/bob%40contoso.example?$select=id", NULL));
    assert_string_equal("{\"id\":\"" BOB "\"}", body_of(w));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users?$top=1&$select=id", NULL));
    assert_int_equal(1, cJSON_GetArraySize(cJSON_GetObjectItem(w->json, "value")));
    expect_refusal(w, 400, ask_graph(w, "GET", "/v1.0/users?$top=0", NULL), "BadRequest");
    expect_refusal(w, 404, ask_graph(w, "GET", "/v1.0/users/nobody%40contoso.example", NULL),
                   "Request_ResourceNotFound");
}

static void test_meeting_can_be_inspected(void **state)
{
    world *w = *state;
    teamsinvite_sim_meeting *meeting = NULL;
    char join_url[1024];
    char path[1024];

    make_meeting(w, path, join_url);
    assert_int_equal(204, ask_graph(w, "DELETE", path, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_find_meeting(w->sim, join_url, &meeting, NULL));
    assert_int_equal(0, teamsinvite_sim_meeting_exists(meeting));
    assert_string_equal("Interview", teamsinvite_sim_meeting_subject(meeting));
    assert_string_equal("organization", teamsinvite_sim_meeting_lobby_scope(meeting));
    assert_string_equal("everyone", teamsinvite_sim_meeting_allowed_presenters(meeting));
    assert_string_equal(ALICE, teamsinvite_sim_meeting_organizer(meeting));
    assert_string_equal("e1", teamsinvite_sim_meeting_external_id(meeting));
    assert_int_equal(3600000, teamsinvite_sim_meeting_end_ms(meeting) - teamsinvite_sim_meeting_start_ms(meeting));
    assert_non_null(strstr(teamsinvite_sim_meeting_json(meeting), "\"joinWebUrl\""));
    teamsinvite_sim_meeting_free(meeting);
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_find_meeting(w->sim, "https://x", &meeting, NULL));
}

static void test_every_byte_to_graph_is_kept(void **state)
{
    world *w = *state;
    char join_url[1024];
    char path[1024];
    char *received = NULL;
    char *lines = NULL;
    size_t length = 0;

    make_meeting(w, path, join_url);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_received(w->sim, &received, &length));
    assert_int_equal(strlen(received), length);
    assert_non_null(strstr(received, "POST https://graph.microsoft.com/v1.0/me/onlineMeetings/createOrGet\n"));
    assert_non_null(strstr(received, BODY));
    assert_non_null(strstr(received, w->token));
    assert_null(strstr(received, "code_verifier")); /* Entra's requests are not in it */
    teamsinvite_string_free(received);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_requests(w->sim, &lines));
    assert_non_null(strstr(lines, "\nPOST /v1.0/me/onlineMeetings/createOrGet 201\n"));
    teamsinvite_string_free(lines);
    assert_int_equal(1, teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_GRAPH));
    assert_int_equal(1, teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_TOKEN));
    assert_int_equal(2, teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_PAGE));
    assert_int_equal(4, teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL));
    teamsinvite_sim_forget_requests(w->sim);
    assert_int_equal(0, teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL));
    assert_int_equal(1, teamsinvite_sim_meeting_count(w->sim));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_token_is_needed),
        TEST(test_error_has_the_members_of_graph),
        TEST(test_create_or_get_makes_one_meeting),
        TEST(test_create_or_get_fills_in_times),
        TEST(test_create_or_get_refuses_what_it_does_not_know),
        TEST(test_content_type_has_to_be_json),
        TEST(test_plain_create_is_not_repeatable),
        TEST(test_patch_changes_in_place),
        TEST(test_patch_refuses_what_cannot_change),
        TEST(test_newer_values_are_shown_on_demand),
        TEST(test_id_has_to_be_percent_encoded),
        TEST(test_lookup_takes_the_link_byte_for_byte),
        TEST(test_lookup_refuses_other_filters),
        TEST(test_lookup_is_for_the_organizer),
        TEST(test_lookup_by_number),
        TEST(test_short_links_can_be_had),
        TEST(test_deleted_meeting_is_gone_and_its_external_id_free),
        TEST(test_path_of_a_user_takes_their_object_id),
        TEST(test_scope_of_the_token_counts),
        TEST(test_user_without_a_licence_cannot_organize),
        TEST(test_methods_and_paths_that_do_not_exist),
        TEST(test_users_can_be_read),
        TEST(test_meeting_can_be_inspected),
        TEST(test_every_byte_to_graph_is_kept),
    };

    return cmocka_run_group_tests_name("sim graph", tests, NULL, NULL);
}
