/* SPDX-License-Identifier: Apache-2.0 */
/* router.c - which endpoint a request is for. */
#include "sim/router.h"

#include <string.h>

#include "base/url.h"
#include "sim/form.h"
#include "sim/html.h"
#include "sim/sim.h"

typedef struct entra_route {
    const char *tail; /* behind /{tenant}/ */
    int32_t kind;
    uint32_t place;
    void (*serve)(ti_sim_exchange *x);
} entra_route;

static const entra_route entra_routes[] = {
    { "oauth2/v2.0/authorize", TEAMSINVITE_SIM_PAGE, TI_SIM_AT_AUTHORIZE, ti_sim_serve_authorize },
    { "v2.0/adminconsent", TEAMSINVITE_SIM_PAGE, TI_SIM_AT_CONSENT, ti_sim_serve_consent },
    { "oauth2/v2.0/token", TEAMSINVITE_SIM_TOKEN, 0, ti_sim_serve_token },
    { "v2.0/.well-known/openid-configuration", TEAMSINVITE_SIM_KEYS, TI_SIM_AT_METADATA, ti_sim_serve_metadata },
    { "discovery/v2.0/keys", TEAMSINVITE_SIM_KEYS, TI_SIM_AT_KEYS, ti_sim_serve_keys },
};

static void serve_nothing(ti_sim_exchange *x)
{
    ti_sim_page_begin(x, 404, "Not found");
    ti_sim_page_add(x, "<p>There is nothing at this address.</p>");
    ti_sim_page_end(x);
}

static bool is_graph_path(ti_slice target)
{
    return ti_slice_starts_with(target, TI_SLICE("/v1.0/")) || ti_slice_starts_with(target, TI_SLICE("/beta/"));
}

/* What is behind an address of ours; false where the URL does not begin with it. */
static bool cut_address(ti_slice url, const char *address, ti_slice *target)
{
    ti_slice prefix = ti_slice_of(address);

    if (!ti_slice_starts_with(url, prefix) || url.len == prefix.len || url.ptr[prefix.len] != '/')
        return false;
    *target = ti_slice_skip(url, prefix.len);
    return true;
}

static bool find_target(ti_sim_exchange *x)
{
    ti_slice url = x->request.url;

    x->target = url;
    if (url.ptr[0] == '/' || strcmp(x->sim->authority, x->sim->graph) == 0) {
        x->is_graph = url.ptr[0] == '/' ? is_graph_path(url)
                                        : cut_address(url, x->sim->graph, &x->target) && is_graph_path(x->target);
        return x->target.ptr[0] == '/';
    }
    x->is_graph = cut_address(url, x->sim->graph, &x->target);
    return x->is_graph || cut_address(url, x->sim->authority, &x->target);
}

/* In a path a plus is a plus, unlike in a form. */
static const char *decode_segment(ti_slice raw, ti_arena *arena)
{
    const char *text = NULL;
    ti_slice part;
    bool first = true;
    ti_buf buf;

    ti_buf_init(&buf, raw.len * 3);
    while (ti_slice_next(&raw, '+', &part)) {
        ti_buf_add_text(&buf, first ? "" : "%2B");
        ti_buf_add(&buf, part);
        first = false;
    }
    if (!buf.failed)
        text = ti_sim_decode(ti_buf_slice(&buf), arena);
    ti_buf_clear(&buf);
    return text;
}

static bool is_good_segment(const char *text)
{
    return text != NULL && text[0] != '\0' && strcmp(text, ".") != 0 && strcmp(text, "..") != 0;
}

static bool split_path(ti_sim_exchange *x)
{
    ti_slice rest = ti_slice_skip(x->path, 1);
    ti_slice raw;

    while (ti_slice_next(&rest, '/', &raw)) {
        const char *text = decode_segment(raw, &x->arena);

        if (x->segment_count == TI_SIM_SEGMENT_MAX || !is_good_segment(text))
            return false;
        x->raw[x->segment_count] = raw;
        x->segment[x->segment_count] = text;
        x->segment_count++;
    }
    return true;
}

static uint32_t token_place(ti_sim_exchange *x)
{
    const char *grant_type;
    ti_sim_form form;

    grant_type = ti_sim_form_read(&form, x->request.body, &x->arena) ? ti_sim_form_get(&form, "grant_type") : NULL;
    if (grant_type != NULL && strcmp(grant_type, "refresh_token") == 0)
        return TI_SIM_AT_REFRESH;
    if (grant_type != NULL && strcmp(grant_type, "client_credentials") == 0)
        return TI_SIM_AT_APP;
    return TI_SIM_AT_CODE;
}

static void route_entra(ti_sim_exchange *x)
{
    ti_slice path = ti_slice_skip(x->path, 1);
    ti_slice tail = ti_slice_skip(path, ti_slice_find(path, '/') + 1);
    size_t i;

    x->kind = TEAMSINVITE_SIM_PAGE;
    x->serve = serve_nothing;
    if (!split_path(x))
        return;
    for (i = 0; i < sizeof(entra_routes) / sizeof(entra_routes[0]); i++) {
        if (!ti_slice_equal_text(tail, entra_routes[i].tail))
            continue;
        x->kind = entra_routes[i].kind;
        x->place = entra_routes[i].place != 0 ? entra_routes[i].place : token_place(x);
        x->serve = entra_routes[i].serve;
    }
}

/* By the shape of the path only: whether it is right is Graph's business. */
static uint32_t graph_place(const ti_sim_exchange *x)
{
    size_t meetings = 0;

    while (meetings < x->segment_count && strcmp(x->segment[meetings], "onlineMeetings") != 0)
        meetings++;
    if (meetings == x->segment_count)
        return TI_SIM_AT_USER;
    if (ti_sim_method_is(x, "POST"))
        return TI_SIM_AT_CREATE;
    if (ti_sim_method_is(x, "PATCH"))
        return TI_SIM_AT_PATCH;
    if (ti_sim_method_is(x, "DELETE"))
        return TI_SIM_AT_DELETE;
    return meetings + 1 == x->segment_count ? TI_SIM_AT_LOOKUP : TI_SIM_AT_GET;
}

bool ti_sim_route(ti_sim_exchange *x)
{
    size_t question;

    if (!find_target(x))
        return false;
    question = ti_slice_find(x->target, '?');
    x->path = ti_slice_first(x->target, question);
    x->query = ti_slice_skip(x->target, question + 1);
    if (!x->is_graph) {
        route_entra(x);
        return true;
    }
    x->kind = TEAMSINVITE_SIM_GRAPH;
    x->serve = ti_sim_serve_graph;
    if (!split_path(x))
        x->segment_count = 0; /* Graph knows no such thing */
    x->place = graph_place(x);
    return true;
}
