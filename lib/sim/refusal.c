/* SPDX-License-Identifier: Apache-2.0 */
/* refusal.c - what Entra says no with. */
#include "sim/refusal.h"

#include <stdio.h>

#include "sim/form.h"
#include "sim/html.h"
#include "sim/http_time.h"
#include "sim/sim.h"

enum { DESCRIPTION_MAX = 2048, QUERY_MAX = 8192 };

/* The ids differ from those in the headers, as the real service's may. */
static void describe(const ti_sim_exchange *x, const ti_sim_refusal *refusal, ti_buf *out)
{
    char time[TI_SIM_HTTP_TIME_SIZE];
    char correlation_id[TI_SIM_GUID_SIZE];

    ti_sim_entra_time(x->now_ms, time);
    ti_sim_guid(correlation_id);
    ti_buf_add_text(out, "AADSTS");
    ti_buf_add_int64(out, refusal->code);
    ti_buf_add_text(out, ": ");
    ti_buf_add_text(out, refusal->text);
    ti_buf_add_text(out, "\r\nTrace ID: ");
    ti_buf_add_text(out, x->request_id);
    ti_buf_add_text(out, "\r\nCorrelation ID: ");
    ti_buf_add_text(out, correlation_id);
    ti_buf_add_text(out, "\r\nTimestamp: ");
    ti_buf_add_text(out, time);
}

static cJSON *error_json(const ti_sim_exchange *x, const ti_sim_refusal *refusal, const char *description)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *codes;
    char time[TI_SIM_HTTP_TIME_SIZE];
    char correlation_id[TI_SIM_GUID_SIZE];
    char uri[300];

    ti_sim_entra_time(x->now_ms, time);
    ti_sim_guid(correlation_id);
    (void)snprintf(uri, sizeof(uri), "%s/error?code=%d", x->sim->authority, (int)refusal->code);
    cJSON_AddStringToObject(json, "error", refusal->error);
    cJSON_AddStringToObject(json, "error_description", description);
    codes = cJSON_AddArrayToObject(json, "error_codes");
    if (refusal->generic_code != 0)
        cJSON_AddItemToArray(codes, cJSON_CreateNumber(refusal->generic_code));
    cJSON_AddItemToArray(codes, cJSON_CreateNumber(refusal->code));
    cJSON_AddStringToObject(json, "timestamp", time);
    cJSON_AddStringToObject(json, "trace_id", x->request_id);
    cJSON_AddStringToObject(json, "correlation_id", correlation_id);
    cJSON_AddStringToObject(json, "error_uri", uri);
    if (refusal->suberror != NULL)
        cJSON_AddStringToObject(json, "suberror", refusal->suberror);
    if (x->claims != NULL)
        cJSON_AddStringToObject(json, "claims", x->claims);
    return json;
}

void ti_sim_refuse(ti_sim_exchange *x, const ti_sim_refusal *refusal)
{
    ti_buf description;

    ti_buf_init(&description, DESCRIPTION_MAX);
    describe(x, refusal, &description);
    ti_sim_response_begin(x->response, refusal->status);
    ti_sim_response_add(x->response, "Content-Type", "application/json; charset=utf-8");
    ti_sim_response_add(x->response, "Cache-Control", "no-store, no-cache");
    ti_sim_response_json(x->response, error_json(x, refusal, ti_buf_text(&description)));
    ti_buf_clear(&description);
}

void ti_sim_refuse_on_page(ti_sim_exchange *x, const ti_sim_refusal *refusal)
{
    ti_buf description;

    ti_buf_init(&description, DESCRIPTION_MAX);
    describe(x, refusal, &description);
    ti_sim_page_begin(x, 400, "Sorry, but we\xe2\x80\x99re having trouble signing you in");
    ti_sim_page_add(x, "<p class=\"error\" id=\"error\">");
    ti_sim_page_text(x, ti_buf_text(&description));
    ti_sim_page_add(x, "</p>\n");
    ti_sim_page_end(x);
    ti_buf_clear(&description);
}

/* A query that the redirect URI has already is kept. */
void ti_sim_redirect(ti_sim_exchange *x, const char *redirect_uri, const ti_buf *query)
{
    bool has_query = ti_slice_find(ti_slice_of(redirect_uri), '?') < ti_slice_of(redirect_uri).len;
    ti_buf location;

    ti_buf_init(&location, QUERY_MAX * 2);
    ti_buf_add_text(&location, redirect_uri);
    ti_buf_add_char(&location, has_query ? '&' : '?');
    ti_buf_add(&location, ti_buf_slice(query));
    ti_sim_response_begin(x->response, 302);
    ti_sim_response_add(x->response, "Location", ti_buf_text(&location));
    ti_sim_response_add(x->response, "Cache-Control", "no-store, no-cache");
    ti_sim_response_add(x->response, "Referrer-Policy", "no-referrer");
    if (location.failed || query->failed)
        x->response->failed = true;
    ti_buf_clear(&location);
}

void ti_sim_refuse_by_redirect(ti_sim_exchange *x, const ti_sim_refusal *refusal, const char *redirect_uri,
                               const char *state, const char *extra)
{
    bool first = extra == NULL;
    ti_buf description;
    ti_buf query;

    ti_buf_init(&description, DESCRIPTION_MAX);
    ti_buf_init(&query, QUERY_MAX);
    describe(x, refusal, &description);
    ti_buf_add_text(&query, extra);
    ti_sim_form_add(&query, &first, "error", refusal->error);
    ti_sim_form_add(&query, &first, "error_description", ti_buf_text(&description));
    if (state != NULL)
        ti_sim_form_add(&query, &first, "state", state);
    ti_sim_redirect(x, redirect_uri, &query);
    ti_buf_clear(&description);
    ti_buf_clear(&query);
}
