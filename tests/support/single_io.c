/* SPDX-License-Identifier: Apache-2.0 */
/* single_io.c - a call that asks for one io and is over. */
#include "support/single_io.h"

typedef struct single_io {
    int32_t kind;
    int64_t timeout_ms;
} single_io;

static ti_verdict ask(teamsinvite_call *call, void *state)
{
    const single_io *s = state;

    ti_io_reset(&call->io, s->kind);
    call->io.timeout_ms = s->timeout_ms;
    return TI_ASK;
}

static const ti_step steps[] = { { .name = "ask", .ask = ask } };

static const ti_flow flow = TI_FLOW("test.single_io", steps);

static void answer_nothing(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)call;
    (void)io;
    (void)user_data;
}

teamsinvite_client *single_io_client(void)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    if (teamsinvite_config_new(&config, NULL) == TEAMSINVITE_OK &&
        teamsinvite_config_set_app(config, "11111111-2222-4333-8444-555555555555", "secret", NULL) == TEAMSINVITE_OK &&
        teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL) == TEAMSINVITE_OK &&
        teamsinvite_config_set_transport(config, answer_nothing, NULL, NULL, NULL) == TEAMSINVITE_OK &&
        teamsinvite_client_new(config, &client, NULL) == TEAMSINVITE_OK)
        return client;
    teamsinvite_config_free(config);
    return NULL;
}

teamsinvite_call *single_io_begin(teamsinvite_client *client, int32_t kind, int64_t timeout_ms)
{
    ti_error error = { 0 };
    teamsinvite_call *call = NULL;
    void *state = NULL;

    if (ti_call_new(&call, client, &flow, sizeof(single_io), &state, &error) != TEAMSINVITE_OK)
        return NULL;
    *(single_io *)state = (single_io){ .kind = kind, .timeout_ms = timeout_ms };
    if (teamsinvite_call_next(call) == NULL) {
        teamsinvite_call_free(call);
        return NULL;
    }
    return call;
}
