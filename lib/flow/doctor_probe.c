/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_probe.c - the single looks that doctor.run takes. */
#include "flow/doctor_probe.h"

#include <teamsinvite/company.h>

#include "proto/entra/metadata.h"
#include "proto/http_date.h"

enum { PATH_MAX_BYTES = 1024 };

#define PROBE_MS INT64_C(60000)

static ti_verdict save_probe(teamsinvite_call *call, void *state)
{
    ti_storage_probe *s = state;

    ti_buf_reset(&call->record);
    ti_buf_add_text(&call->record, "probe");
    return ti_ask_save(call, s->key, s->version, ti_call_now(call) + PROBE_MS);
}

/* A conflict: another doctor, or one that was cut off. Its record serves as well. */
static ti_verdict take_saved_probe(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_NEXT;
}

static ti_verdict load_probe(teamsinvite_call *call, void *state)
{
    ti_storage_probe *s = state;

    return ti_ask_load(call, s->key);
}

static ti_verdict take_probe(teamsinvite_call *call, void *state)
{
    ti_storage_probe *s = state;

    if (ti_took_missing(call))
        return ti_call_fail(call, TEAMSINVITE_E_STORAGE, "a record that was just written is not there");
    return ti_take_record(call, s->key, &s->version);
}

static ti_verdict remove_probe(teamsinvite_call *call, void *state)
{
    ti_storage_probe *s = state;

    return ti_ask_remove(call, s->key, s->version);
}

static const ti_step storage_steps[] = {
    { .name = "write a record", .ask = save_probe, .take = take_saved_probe },
    { .name = "read it back", .ask = load_probe, .take = take_probe },
    { .name = "remove it", .ask = remove_probe },
};

const ti_flow ti_flow_storage_probe = TI_FLOW("storage.probe", storage_steps);

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    ti_company_probe *s = state;

    return ti_ask_company(call, &s->state, s->id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    ti_company_probe *s = state;

    if (ti_take_company(call, &s->state) == TI_FAIL)
        return TI_FAIL;
    if (s->state.version == 0)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_ENABLED, "nobody has enabled Teams for this company");
    if (s->state.record.state == TEAMSINVITE_COMPANY_DISABLING)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_ENABLED, "the company is being disabled; repeat company.disable");
    return TI_NEXT;
}

static const ti_step company_steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
};

const ti_flow ti_flow_company_probe = TI_FLOW("company.probe", company_steps);

static void build_metadata(teamsinvite_call *call, void *owner)
{
    const ti_entra_probe *s = owner;

    ti_metadata_url(&call->io.url, &call->client->cloud, s->tenant);
}

static ti_verdict ask_entra(teamsinvite_call *call, void *state)
{
    ti_entra_probe *s = state;

    s->exchange = (ti_exchange){ .build = build_metadata,
                                 .owner = s,
                                 .method = "GET",
                                 .response_limit = TI_METADATA_REPLY_MAX,
                                 .in_haste = true };
    return ti_call_run(call, &s->exchange);
}

static ti_verdict take_entra(teamsinvite_call *call, void *state)
{
    ti_entra_probe *s = state;
    ti_metadata metadata;
    int64_t now = ti_call_now(call);
    int64_t theirs;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->has_time = ti_http_date_parse(ti_io_reply_header(&call->io, "Date"), now, &theirs);
    s->ahead_ms = s->has_time ? now - theirs : 0;
    if (s->exchange.http_status == 400 || s->exchange.http_status == 404)
        return ti_call_fail(call, TEAMSINVITE_E_CONFIG, "Entra does not know the company's directory in this cloud");
    if (s->exchange.json == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_RESPONSE, "what answers for Entra is not Entra; a proxy perhaps");
    return ti_call_checked(
        ti_metadata_read(&metadata, s->exchange.json, &call->client->cloud, &call->error));
}

static const ti_step entra_steps[] = {
    { .name = "ask Entra for its metadata", .ask = ask_entra, .take = take_entra, .flow = &ti_flow_exchange },
};

const ti_flow ti_flow_entra_probe = TI_FLOW("entra.probe", entra_steps);

static ti_verdict ask_graph(teamsinvite_call *call, void *state)
{
    ti_graph_probe *s = state;
    ti_buf path;

    ti_buf_init(&path, PATH_MAX_BYTES);
    s->path(&path, ti_token_path_user(s->token));
    return ti_graph_run(call, &s->exchange, s->token, "GET", &path, NULL);
}

static const ti_step graph_steps[] = {
    { .name = "ask Graph", .ask = ask_graph, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_graph_probe = TI_FLOW("graph.probe", graph_steps);
