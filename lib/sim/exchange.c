/* SPDX-License-Identifier: Apache-2.0 */
/* exchange.c - one request, from its arrival to the journal. */
#include "sim/exchange.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "sim/http_time.h"
#include "sim/sim.h"

enum { METHOD_MAX = 16, URL_MAX = 64 * 1024 };

bool ti_sim_header_find(const ti_sim_exchange *x, const char *name, ti_slice *out)
{
    ti_slice rest = x->request.headers;
    ti_slice line;

    while (ti_slice_next(&rest, '\n', &line)) {
        size_t colon = ti_slice_find(line, ':');

        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (colon < line.len && ti_slice_equal_nocase(ti_slice_first(line, colon), ti_slice_of(name))) {
            line = ti_slice_first(line, ti_slice_find(line, '\r'));
            *out = ti_slice_trim(ti_slice_skip(line, colon + 1));
            return true;
        }
    }
    return false;
}

bool ti_sim_content_is(const ti_sim_exchange *x, const char *media_type)
{
    ti_slice value;

    if (!ti_sim_header_find(x, "Content-Type", &value))
        return false;
    return ti_slice_equal_nocase(ti_slice_trim(ti_slice_first(value, ti_slice_find(value, ';'))),
                                 ti_slice_of(media_type));
}

bool ti_sim_method_is(const ti_sim_exchange *x, const char *method)
{
    return strcmp(x->request.method, method) == 0;
}

static void add_common_headers(ti_sim_exchange *x)
{
    int64_t date_ms = x->now_ms + x->skew_ms;
    char date[TI_SIM_HTTP_TIME_SIZE];

    ti_sim_http_time(date_ms < 0 ? 0 : date_ms, date);
    ti_sim_response_add(x->response, "Date", date);
    ti_sim_response_add(x->response, x->is_graph ? "request-id" : "x-ms-request-id", x->request_id);
}

static void admit_failure(ti_sim_exchange *x)
{
    ti_sim_response_begin(x->response, 500);
    x->response->failed = false;
    ti_sim_response_add(x->response, "Content-Type", "text/plain");
    ti_sim_response_text(x->response, "the simulator is out of memory");
}

void ti_sim_answer(ti_sim_exchange *x)
{
    ti_sim_scenarios *scenarios = &x->sim->scenarios;

    x->now_ms = ti_sim_now(x->sim);
    ti_sim_guid(x->request_id);
    if (!ti_sim_scenario_run(scenarios, TI_SIM_INSTEAD, x->place, x)) {
        x->serve(x);
        (void)ti_sim_scenario_run(scenarios, TI_SIM_AFTERWARDS, x->place, x);
    }
    add_common_headers(x);
    if (x->response->failed || x->response->body.failed)
        admit_failure(x);
    ti_sim_journal_add(&x->sim->journal, x);
}

/* Lines "Name: value", ended by LF or CRLF; a blank one is allowed. */
static teamsinvite_status check_headers(ti_error *err, ti_slice headers)
{
    ti_slice line;

    while (ti_slice_next(&headers, '\n', &line)) {
        size_t colon = ti_slice_find(line, ':');
        bool is_blank = line.len == 0 || ti_slice_equal_text(line, "\r");

        if (!is_blank && (colon == 0 || colon == line.len || ti_slice_find(line, ' ') < colon))
            return ti_fail_parameter(err, "headers", "holds a line that is not \"Name: value\"");
    }
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_request(ti_error *err, const teamsinvite_sim *sim, const ti_sim_request *request,
                                        const char *url)
{
    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK ||
        ti_check_token(err, "method", request->method, METHOD_MAX) != TEAMSINVITE_OK ||
        ti_check_token(err, "url", url, URL_MAX) != TEAMSINVITE_OK ||
        check_headers(err, request->headers) != TEAMSINVITE_OK)
        return err->status;
    if (request->body.ptr == NULL && request->body.len > 0)
        return ti_fail_parameter(err, "body", "is NULL, but has a length");
    return TEAMSINVITE_OK;
}

static teamsinvite_status answer(teamsinvite_sim *sim, const ti_sim_request *request,
                                 teamsinvite_sim_response *response, ti_error *err)
{
    ti_sim_exchange x = { .sim = sim, .request = *request, .response = response };
    bool found;

    ti_arena_init(&x.arena);
    ti_sim_lock(sim);
    found = ti_sim_route(&x);
    if (found)
        ti_sim_answer(&x);
    ti_sim_unlock(sim);
    ti_arena_clear(&x.arena);
    return found ? TEAMSINVITE_OK : ti_fail(err, TEAMSINVITE_E_NETWORK, "that host is not the simulator's");
}

teamsinvite_status teamsinvite_sim_request(teamsinvite_sim *sim, const char *method, const char *url,
                                           const char *headers, const void *body, size_t length,
                                           teamsinvite_sim_response **out, teamsinvite_error **err)
{
    ti_sim_request request = {
        .method = method, .url = ti_slice_of(url), .headers = ti_slice_of(headers), .body = ti_slice_make(body, length)
    };
    teamsinvite_sim_response *response = NULL;
    ti_error error = { 0 };

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(&error, "out", out) == TEAMSINVITE_OK &&
        check_request(&error, sim, &request, url) == TEAMSINVITE_OK) {
        response = ti_sim_response_new();
        if (response == NULL)
            (void)ti_fail_no_memory(&error);
        else
            (void)answer(sim, &request, response, &error);
    }
    if (error.status != TEAMSINVITE_OK || out == NULL) {
        teamsinvite_sim_response_free(response);
        return ti_error_give(&error, err);
    }
    *out = response;
    return ti_error_give(&error, err);
}
