/* SPDX-License-Identifier: Apache-2.0 */
/* client_auth.c - how the app proves at the token endpoint who it is. */
#include "flow/client_auth.h"

#include <stdio.h>
#include <string.h>

#include "base/time.h"
#include "client/event.h"

/* "outside its time": of a clock, or of a federated assertion that was about to be replaced. */
#define NOT_IN_TIME "AADSTS700024"

static void warn_of_expiry(teamsinvite_call *call, const teamsinvite_credential *credential)
{
    int64_t now_ms = ti_call_now(call);
    char at[TI_TIME_TEXT_MAX];
    char message[128];
    teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES,
                                .message = message,
                                .value = credential->expires_at_ms };

    if (!ti_credentials_must_warn(&call->client->credentials, credential, now_ms))
        return;
    ti_time_format_iso(credential->expires_at_ms, at);
    (void)snprintf(message, sizeof(message), "the %s of the app %s at %s",
                   teamsinvite_credential_kind_name(credential->kind),
                   ti_credential_is_live(credential, now_ms) ? "expires" : "expired", at);
    ti_event_raise(call->client, &event);
}

/* The one that Entra will be shown; told of an expiry is also who is passed over because of it. */
static const teamsinvite_credential *choose(teamsinvite_call *call, ti_client_auth *auth,
                                            const ti_credential_set *set)
{
    const teamsinvite_credential *chosen;

    if (auth->set_number != set->number) {
        auth->set_number = set->number;
        auth->index = ti_credential_set_first(set, ti_call_now(call));
    }
    chosen = set->items[auth->index];
    warn_of_expiry(call, chosen);
    warn_of_expiry(call, set->items[ti_credential_set_preferred(set)]);
    return chosen;
}

static void write_with(teamsinvite_call *call, const teamsinvite_credential *credential, ti_token_request request)
{
    const ti_credential_use use = { .client_id = request.client_id,
                                    .token_url = ti_buf_text(&call->io.url),
                                    .now_ms = ti_call_now(call),
                                    .random = ti_client_random_source(call->client) };
    ti_buf proof;

    ti_buf_init(&proof, TEAMSINVITE_ASSERTION_MAX);
    if (ti_credential_prove(credential, &use, &proof, &call->error) == TEAMSINVITE_OK) {
        bool is_secret = credential->kind == TEAMSINVITE_CREDENTIAL_SECRET;

        request.client_secret = is_secret ? ti_buf_text(&proof) : NULL;
        request.client_assertion = is_secret ? NULL : ti_buf_text(&proof);
        ti_token_request_body(&call->io.body, &request);
    }
    ti_buf_clear(&proof);
}

void ti_client_auth_write(teamsinvite_call *call, ti_client_auth *auth, const ti_token_request *request)
{
    ti_credentials *credentials = &call->client->credentials;
    ti_credential_set *set = ti_credentials_hold(credentials);

    write_with(call, choose(call, auth, set), *request);
    ti_credentials_let_go(credentials, set);
}

static bool may_renew(const teamsinvite_call *call, const ti_client_auth *auth,
                      const teamsinvite_credential *credential)
{
    return !auth->renewed && credential->kind != TEAMSINVITE_CREDENTIAL_SECRET &&
           strcmp(call->error.service_code, NOT_IN_TIME) == 0;
}

static bool change(teamsinvite_call *call, ti_client_auth *auth, const ti_credential_set *set)
{
    size_t other = 0;

    if (auth->changed || !ti_credential_set_other(set, auth->index, ti_call_now(call), &other))
        return false;
    auth->changed = true;
    auth->refused_kind = set->items[auth->index]->kind;
    memcpy(auth->refused_code, call->error.service_code, sizeof(auth->refused_code));
    auth->index = other;
    return true;
}

/* Other ones since the request was made: the host knew better already. */
static bool begin_with_new_set(ti_client_auth *auth)
{
    if (auth->changed)
        return false;
    *auth = (ti_client_auth){ .changed = true };
    return true;
}

bool ti_client_auth_again(teamsinvite_call *call, ti_client_auth *auth)
{
    ti_credentials *credentials = &call->client->credentials;
    ti_credential_set *set = ti_credentials_hold(credentials);
    bool again;

    if (set->number != auth->set_number)
        again = begin_with_new_set(auth);
    else if (may_renew(call, auth, set->items[auth->index]))
        again = auth->renewed = true;
    else
        again = change(call, auth, set);
    ti_credentials_let_go(credentials, set);
    return again;
}

static void tell_refusal(teamsinvite_call *call, const ti_client_auth *auth, const teamsinvite_credential *other)
{
    const char *code = auth->refused_code;
    char message[192];
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_CREDENTIAL_REFUSED, .message = message };

    (void)snprintf(message, sizeof(message), "the %s of the app %s%s%s, the %s stood in for it",
                   teamsinvite_credential_kind_name(auth->refused_kind),
                   code[0] == '\0' ? "could not be used" : "was refused (", code, code[0] == '\0' ? "" : ")",
                   teamsinvite_credential_kind_name(other->kind));
    ti_event_raise(call->client, &event);
}

void ti_client_auth_worked(teamsinvite_call *call, const ti_client_auth *auth)
{
    ti_credentials *credentials = &call->client->credentials;
    ti_credential_set *set;

    if (auth->refused_kind == 0)
        return;
    set = ti_credentials_hold(credentials);
    if (set->number == auth->set_number && ti_credential_set_prefer(set, auth->index))
        tell_refusal(call, auth, set->items[auth->index]);
    ti_credentials_let_go(credentials, set);
}
