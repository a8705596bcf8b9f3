/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 01_building_blocks.c - a host that keeps its own accounts and tokens: sign-in,
 * tokens and a meeting with the building blocks alone. Nothing is stored.
 *
 *     01_building_blocks http://127.0.0.1:PORT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

#include "common/browser.h"
#include "common/check.h"

#define HOUR_MS INT64_C(3600000)

static teamsinvite_client *make_client(const char *base_url)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_new(&config, &err), &err, "make a config");
    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the cloud");
    check(teamsinvite_client_new(config, &client, &err), &err, "make a client");
    return client;
}

static char *random_text(teamsinvite_client *client)
{
    teamsinvite_error *err = NULL;
    char *text = NULL;

    check(teamsinvite_random_text(client, &text, &err), &err, "randomness");
    return text;
}

/* A host of your own reads the redirect with what it has anyway; this is the least of it. */
static char *parameter(const char *url, const char *name)
{
    const char *at = strstr(url, name);
    char *value;
    size_t length;

    expect(at != NULL, "the parameter is in the redirect");
    at += strlen(name);
    length = strcspn(at, "&#");
    value = calloc(1, length + 1);
    expect(value != NULL, "there is memory");
    memcpy(value, at, length);
    return value;
}

/* State, nonce and verifier are fresh for each sign-in and used once. A real
 * host keeps them in its own session between the two redirects. */
static teamsinvite_tokens *sign_in(teamsinvite_client *client)
{
    teamsinvite_error *err = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_identity *identity = NULL;
    char *state = random_text(client);
    char *nonce = random_text(client);
    char *verifier = random_text(client);
    char *url = NULL;
    char *back;
    char *code;
    char *came_back_with;

    check(teamsinvite_signin_url(client, TEAMSINVITE_SIM_CONTOSO, state, nonce, verifier, NULL, &url, &err), &err,
          "the sign-in URL");
    back = browse(url, "account=" TEAMSINVITE_SIM_CONTOSO_ALICE);
    came_back_with = parameter(back, "state=");
    expect(strcmp(came_back_with, state) == 0, "the redirect answers our own sign-in");
    code = parameter(back, "code=");
    check(teamsinvite_token_exchange(client, TEAMSINVITE_SIM_CONTOSO, code, verifier, &tokens, &err), &err,
          "exchange the code");
    check(teamsinvite_id_token_verify(client, TEAMSINVITE_SIM_CONTOSO, teamsinvite_tokens_id_token(tokens), nonce,
                                      &identity, &err), &err, "verify who it is");
    printf("signed in:   account %s of directory %s\n", teamsinvite_identity_account(identity),
           teamsinvite_identity_tenant(identity));
    teamsinvite_identity_free(identity);
    teamsinvite_string_free(url);
    teamsinvite_string_free(state);
    teamsinvite_string_free(nonce);
    teamsinvite_string_free(verifier);
    free(back);
    free(code);
    free(came_back_with);
    return tokens;
}

static void meet(teamsinvite_client *client, const char *access_token)
{
    int64_t start_ms = ((int64_t)time(NULL) / 3600 + 24) * HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_meeting *moved = NULL;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_request_new(&request, &err), &err, "make a request");
    check(teamsinvite_meeting_request_set_reference(request, "interview-1", &err), &err, "the reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "the times");
    check(teamsinvite_meeting_create_with_token(client, access_token, request, &meeting, &err), &err, "create");
    printf("created:     %s\n", teamsinvite_meeting_join_url(meeting));
    check(teamsinvite_meeting_update_with_token(client, access_token, teamsinvite_meeting_join_url(meeting),
                                                start_ms + HOUR_MS, start_ms + 2 * HOUR_MS, &moved, &err), &err,
          "update");
    expect(teamsinvite_meeting_is_changed(moved), "the meeting was moved");
    printf("moved:       by an hour, under the same link\n");
    check(teamsinvite_meeting_revoke_with_token(client, access_token, teamsinvite_meeting_join_url(meeting),
                                                &revocation, &err), &err, "revoke");
    printf("revoked:     %s\n", teamsinvite_revocation_name(teamsinvite_revocation_reached(revocation)));
    teamsinvite_revocation_free(revocation);
    teamsinvite_meeting_free(moved);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

int main(int argc, char **argv)
{
    teamsinvite_client *client;
    teamsinvite_tokens *tokens;
    teamsinvite_tokens *fresh = NULL;
    teamsinvite_error *err = NULL;

    if (argc != 2) {
        (void)fprintf(stderr, "usage: %s BASE_URL\n", argv[0]);
        return 2;
    }
    client = make_client(argv[1]);
    tokens = sign_in(client);
    check(teamsinvite_token_refresh(client, TEAMSINVITE_SIM_CONTOSO, teamsinvite_tokens_refresh_token(tokens), &fresh,
                                    &err), &err, "refresh");
    printf("refreshed:   keep the new refresh token before you use the new access token\n");
    meet(client, teamsinvite_tokens_access_token(fresh));
    teamsinvite_tokens_free(fresh);
    teamsinvite_tokens_free(tokens);
    teamsinvite_client_free(client);
    return 0;
}
