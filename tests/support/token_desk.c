/* SPDX-License-Identifier: Apache-2.0 */
/* token_desk.c - the token endpoint, answered by hand. */
#include "support/token_desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/url.h"

enum { FORM_MAX = 16 * 1024 };

const desk_answer desk_granted = { 200, "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":3599}" };
int desk_destroyed;

void desk_count_destroyed(void *user_data)
{
    (void)user_data;
    desk_destroyed++;
}

static int64_t read_clock(int32_t which, void *user_data)
{
    (void)which;
    return ((desk *)user_data)->now_ms;
}

static void answer_send(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    desk *d = user_data;
    size_t index = d->asked < d->answer_count ? d->asked : d->answer_count - 1;
    size_t length = 0;
    const char *body = teamsinvite_io_body(io, &length);

    assert_string_equal(teamsinvite_io_url(io), DESK_URL);
    assert_true(d->asked < DESK_ATTEMPTS_MAX);
    d->forms[d->asked] = calloc(1, length + 1);
    assert_non_null(d->forms[d->asked]);
    memcpy(d->forms[d->asked++], body, length);
    if (d->meanwhile != NULL)
        d->meanwhile(d);
    (void)teamsinvite_call_add_header(call, "Content-Type", "application/json");
    (void)teamsinvite_call_add_body(call, d->answers[index].body, strlen(d->answers[index].body));
    (void)teamsinvite_call_complete_send(call, d->answers[index].http_status);
}

static void wait_without_waiting(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    ((desk *)user_data)->now_ms += teamsinvite_io_wait_ms(io);
    (void)teamsinvite_call_complete_wait(call);
}

static void hear(const teamsinvite_event *event, void *user_data)
{
    desk *d = user_data;
    const char *message = teamsinvite_event_message(event);

    if (teamsinvite_event_kind(event) == TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES) {
        d->expiring++;
        d->expires_at_ms = teamsinvite_event_value(event);
    }
    d->refused += teamsinvite_event_kind(event) == TEAMSINVITE_EVENT_CREDENTIAL_REFUSED;
    assert_true(strlen(message) < sizeof(d->message));
    memcpy(d->message, message, strlen(message) + 1);
}

teamsinvite_config *desk_begin_config(desk *d)
{
    teamsinvite_config *config = NULL;

    *d = (desk){ .now_ms = DESK_NOW_MS, .answers = &desk_granted, .answer_count = 1 };
    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, DESK_CLIENT, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_transport(config, answer_send, d, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_wait(config, wait_without_waiting, d, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_clock(config, read_clock, d, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_event(config, hear, d, NULL, NULL), TEAMSINVITE_OK);
    return config;
}

void desk_open(desk *d, teamsinvite_credential *first, teamsinvite_credential *second)
{
    teamsinvite_config *config = desk_begin_config(d);

    desk_destroyed = 0;
    assert_int_equal(teamsinvite_config_add_credential(config, first, NULL), TEAMSINVITE_OK);
    if (second != NULL)
        assert_int_equal(teamsinvite_config_add_credential(config, second, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &d->client, NULL), TEAMSINVITE_OK);
}

static void desk_forget(desk *d)
{
    while (d->asked > 0)
        free(d->forms[--d->asked]);
}

void desk_close(desk *d)
{
    teamsinvite_client_free(d->client);
    desk_forget(d);
}

void desk_set_answers(desk *d, const desk_answer *answers, size_t count)
{
    desk_forget(d);
    d->answers = answers;
    d->answer_count = count;
}

teamsinvite_status desk_ask_with(desk *d, char code[48])
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_token_app(d->client, DESK_TENANT, &tokens, &err);

    if (status != TEAMSINVITE_OK) {
        assert_null(strstr(teamsinvite_error_message(err), "CANARY"));
        (void)snprintf(code, 48, "%s", teamsinvite_error_service_code(err));
    }
    teamsinvite_tokens_free(tokens);
    teamsinvite_error_free(err);
    return status;
}

teamsinvite_status desk_ask(desk *d)
{
    char code[48] = "";

    return desk_ask_with(d, code);
}

/* Value of a form's desk_member, decoded; "" where it is not there. Free it. */
char *desk_member(const char *form, const char *name)
{
    ti_slice rest = ti_slice_of(form);
    ti_slice pair;
    ti_buf value;

    ti_buf_init(&value, FORM_MAX);
    while (ti_slice_next(&rest, '&', &pair)) {
        size_t end = ti_slice_find(pair, '=');

        if (ti_slice_equal_text(ti_slice_first(pair, end), name))
            assert_true(ti_form_decode(&value, ti_slice_skip(pair, end + 1)));
    }
    return ti_buf_take(&value);
}

void assert_secret_sent(const desk *d, size_t attempt, const char *expected)
{
    char *secret;
    char *assertion;

    assert_true(attempt < d->asked);
    secret = desk_member(d->forms[attempt], "client_secret");
    assertion = desk_member(d->forms[attempt], "client_assertion");
    assert_string_equal(secret, expected);
    assert_string_equal(assertion, "");
    free(secret);
    free(assertion);
}

char *desk_assertion(const desk *d, size_t attempt)
{
    char *secret;
    char *type;

    assert_true(attempt < d->asked);
    secret = desk_member(d->forms[attempt], "client_secret");
    type = desk_member(d->forms[attempt], "client_assertion_type");
    assert_string_equal(secret, "");
    assert_string_equal(type, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    free(secret);
    free(type);
    return desk_member(d->forms[attempt], "client_assertion");
}

teamsinvite_credential *desk_secret(const char *text, int64_t expires_at_ms)
{
    teamsinvite_credential *credential = NULL;

    assert_int_equal(teamsinvite_credential_secret(text, expires_at_ms, &credential, NULL), TEAMSINVITE_OK);
    return credential;
}

teamsinvite_credential *desk_certificate(const certificate *c, int32_t algorithm)
{
    teamsinvite_credential *credential = NULL;
    char *pem = certificate_pem(c);

    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), algorithm, &credential, NULL),
                     TEAMSINVITE_OK);
    free(pem);
    return credential;
}

static int32_t give(char *assertion, size_t size, void *user_data)
{
    desk_issuer *i = user_data;

    (void)size;
    i->asked++;
    if (i->text == NULL)
        return -1;
    memcpy(assertion, i->text, strlen(i->text));
    return (int32_t)strlen(i->text);
}

teamsinvite_credential *desk_federated(desk_issuer *i)
{
    teamsinvite_credential *credential = NULL;

    assert_int_equal(teamsinvite_credential_assertion(give, i, desk_count_destroyed, &credential, NULL),
                     TEAMSINVITE_OK);
    return credential;
}
