/* SPDX-License-Identifier: Apache-2.0 */
/* control.c - the simulator's own endpoints, under /_sim/. */
#include "sim/program/control.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "sim/program/control_world.h"
#include "sim/program/options.h"

static char *copy_text(const char *text)
{
    size_t size = text == NULL ? 0 : strlen(text) + 1;
    char *copy = size == 0 ? NULL : malloc(size);

    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

static sim_reply reply_json(int status, cJSON *json)
{
    char *text = cJSON_PrintUnformatted(json);
    sim_reply reply = { status, copy_text(text), "application/json" };

    cJSON_free(text);
    cJSON_Delete(json);
    return reply;
}

static sim_reply reply_error(int status, const char *message)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "error", message);
    return reply_json(status, json);
}

static sim_reply reply_done(void)
{
    return (sim_reply){ 204, NULL, NULL };
}

static sim_reply show_welcome(teamsinvite_sim *sim, const cJSON *body)
{
    (void)sim;
    (void)body;
    return (
        sim_reply){ 200,
                    copy_text("<!doctype html>\n<title>teamsinvite-sim</title>\n<h1>The simulator of libteamsinvite"
                              "</h1>\n<p>It plays Microsoft Entra and Graph. What there is: <a href=\"/_sim/state\">"
                              "state</a>, <a href=\"/_sim/scenario\">scenarios</a>, <a href=\"/_sim/requests\">"
                              "requests</a>.</p>\n"),
                    "text/html; charset=utf-8" };
}

static sim_reply show_state(teamsinvite_sim *sim, const cJSON *body)
{
    char *text = NULL;
    sim_reply reply = { 500, NULL, "application/json" };

    (void)body;
    if (teamsinvite_sim_state(sim, &text) == TEAMSINVITE_OK)
        reply = (sim_reply){ 200, copy_text(text), "application/json" };
    teamsinvite_string_free(text);
    return reply;
}

static sim_reply show_requests(teamsinvite_sim *sim, const cJSON *body)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *list = cJSON_AddArrayToObject(json, "requests");
    char *text = NULL;
    char *line;
    char *end;

    (void)body;
    (void)teamsinvite_sim_requests(sim, &text);
    for (line = text; line != NULL && *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        cJSON_AddItemToArray(list, cJSON_CreateString(line));
    }
    teamsinvite_string_free(text);
    return reply_json(200, json);
}

static sim_reply forget_requests(teamsinvite_sim *sim, const cJSON *body)
{
    (void)body;
    teamsinvite_sim_forget_requests(sim);
    return reply_done();
}

static sim_reply show_scenarios(teamsinvite_sim *sim, const cJSON *body)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *list = cJSON_AddArrayToObject(json, "scenarios");
    size_t i;

    (void)sim;
    (void)body;
    for (i = 0; i < teamsinvite_sim_scenario_count(); i++) {
        cJSON *each = cJSON_CreateObject();

        cJSON_AddStringToObject(each, "name", teamsinvite_sim_scenario_name(i));
        cJSON_AddStringToObject(each, "place", teamsinvite_sim_scenario_place(i));
        cJSON_AddStringToObject(each, "text", teamsinvite_sim_scenario_text(i));
        cJSON_AddItemToArray(list, each);
    }
    return reply_json(200, json);
}

static sim_reply set_scenario(teamsinvite_sim *sim, const cJSON *body)
{
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(body, "scenario"));
    const cJSON *count = cJSON_GetObjectItemCaseSensitive(body, "count");
    teamsinvite_error *err = NULL;
    sim_reply reply;

    if (teamsinvite_sim_set_scenario(sim, name, cJSON_IsNumber(count) ? count->valueint : 1, &err) == TEAMSINVITE_OK)
        return reply_done();
    reply = reply_error(400, teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return reply;
}

static sim_reply clear_scenarios(teamsinvite_sim *sim, const cJSON *body)
{
    (void)body;
    teamsinvite_sim_clear_scenarios(sim);
    return reply_done();
}

static sim_reply set_clock(teamsinvite_sim *sim, const cJSON *body)
{
    const char *time = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(body, "time"));
    const cJSON *by = cJSON_GetObjectItemCaseSensitive(body, "advance_ms");
    teamsinvite_status status = TEAMSINVITE_E_INVALID;
    int64_t time_ms;

    if (time != NULL && sim_time_read(time, &time_ms))
        status = teamsinvite_sim_set_time_ms(sim, time_ms);
    else if (cJSON_IsNumber(by) && by->valuedouble >= 0 && by->valuedouble <= 1e13)
        status = teamsinvite_sim_advance_ms(sim, (int64_t)by->valuedouble);
    return status == TEAMSINVITE_OK ? reply_done()
                                    : reply_error(400, "takes \"advance_ms\": N or \"time\": \"2030-01-15T09:00:00Z\"");
}

typedef struct control_route {
    const char *method;
    const char *path;
    sim_reply (*serve)(teamsinvite_sim *sim, const cJSON *body);
} control_route;

static const control_route routes[] = {
    { "GET", "/", show_welcome },
    { "GET", "/_sim/state", show_state },
    { "GET", "/_sim/requests", show_requests },
    { "DELETE", "/_sim/requests", forget_requests },
    { "GET", "/_sim/scenario", show_scenarios },
    { "POST", "/_sim/scenario", set_scenario },
    { "DELETE", "/_sim/scenario", clear_scenarios },
    { "POST", "/_sim/clock", set_clock },
};

static sim_reply change_world(teamsinvite_sim *sim, const sim_change *change, const cJSON *body)
{
    teamsinvite_error *err = NULL;
    teamsinvite_status status = change->change(sim, body, &err);
    int http_status = status == TEAMSINVITE_E_NOT_FOUND ? 404 : status == TEAMSINVITE_E_CONFLICT ? 409 : 400;
    sim_reply reply = reply_done();

    if (status != TEAMSINVITE_OK)
        reply = reply_error(http_status, err == NULL ? "does not take that" : teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return reply;
}

static const sim_change *find_change(const char *method, const char *path)
{
    const sim_change *change;
    size_t i = 0;

    do
        change = sim_change_at(i++);
    while (change != NULL && (strcmp(method, change->method) != 0 || strcmp(path, change->path) != 0));
    return change;
}

static sim_reply serve(teamsinvite_sim *sim, const char *method, const char *path, const cJSON *body)
{
    const sim_change *change = find_change(method, path);
    size_t i;

    for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
        if (strcmp(method, routes[i].method) == 0 && strcmp(path, routes[i].path) == 0)
            return routes[i].serve(sim, body);
    }
    return change != NULL ? change_world(sim, change, body) : reply_error(404, "there is no such control; see --help");
}

int sim_control_owns(const char *path)
{
    return strcmp(path, "/") == 0 || strncmp(path, "/_sim/", 6) == 0;
}

sim_reply sim_control_serve(teamsinvite_sim *sim, const char *method, const char *path, const char *body)
{
    cJSON *json = cJSON_Parse(body);
    sim_reply reply = serve(sim, method, path, json);

    cJSON_Delete(json);
    return reply;
}
