/* SPDX-License-Identifier: Apache-2.0 */
/* response.c - what the simulator answers. */
#include "sim/response.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

teamsinvite_sim_response *ti_sim_response_new(void)
{
    teamsinvite_sim_response *response = ti_alloc(sizeof(*response));

    if (response != NULL)
        ti_buf_init(&response->body, TI_SIM_BODY_MAX);
    return response;
}

static void clear_headers(teamsinvite_sim_response *response)
{
    while (response->header_count > 0) {
        response->header_count--;
        ti_free_secret(response->headers[response->header_count].value);
        response->headers[response->header_count].value = NULL;
    }
}

void ti_sim_response_begin(teamsinvite_sim_response *response, int32_t status)
{
    clear_headers(response);
    ti_buf_reset(&response->body);
    response->status = status;
    response->fault = TEAMSINVITE_SIM_FAULT_NONE;
}

/* The index of a header; header_count where there is none. */
static size_t find_header(const teamsinvite_sim_response *response, const char *name)
{
    size_t i = 0;

    while (i < response->header_count &&
           !ti_slice_equal_nocase(ti_slice_of(response->headers[i].name), ti_slice_of(name)))
        i++;
    return i;
}

static void set_header(teamsinvite_sim_response *response, size_t i, const char *name, const char *value)
{
    char *copy = ti_strdup(value);

    if (copy == NULL || i == TI_SIM_HEADER_MAX) {
        ti_free(copy);
        response->failed = true;
        return;
    }
    if (i == response->header_count)
        response->header_count++;
    ti_free_secret(response->headers[i].value);
    response->headers[i].name = name;
    response->headers[i].value = copy;
}

void ti_sim_response_add(teamsinvite_sim_response *response, const char *name, const char *value)
{
    set_header(response, find_header(response, name), name, value);
}

void ti_sim_response_add_another(teamsinvite_sim_response *response, const char *name, const char *value)
{
    set_header(response, response->header_count, name, value);
}

void ti_sim_response_add_int(teamsinvite_sim_response *response, const char *name, int64_t value)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%lld", (long long)value);
    ti_sim_response_add(response, name, text);
}

void ti_sim_response_json(teamsinvite_sim_response *response, cJSON *json)
{
    char *text = json == NULL ? NULL : cJSON_PrintUnformatted(json);

    if (text == NULL)
        response->failed = true;
    else
        ti_buf_add_text(&response->body, text);
    if (text != NULL)
        ti_wipe(text, strlen(text));
    cJSON_free(text);
    cJSON_Delete(json);
}

void ti_sim_response_text(teamsinvite_sim_response *response, const char *text)
{
    ti_buf_add_text(&response->body, text);
}

int32_t teamsinvite_sim_response_status(const teamsinvite_sim_response *response)
{
    return response == NULL ? 0 : response->status;
}

size_t teamsinvite_sim_response_header_count(const teamsinvite_sim_response *response)
{
    return response == NULL ? 0 : response->header_count;
}

const char *teamsinvite_sim_response_header_name(const teamsinvite_sim_response *response, size_t index)
{
    return response == NULL || index >= response->header_count ? NULL : response->headers[index].name;
}

const char *teamsinvite_sim_response_header_value(const teamsinvite_sim_response *response, size_t index)
{
    return response == NULL || index >= response->header_count ? NULL : response->headers[index].value;
}

const char *teamsinvite_sim_response_header(const teamsinvite_sim_response *response, const char *name)
{
    return response == NULL || name == NULL
               ? NULL
               : teamsinvite_sim_response_header_value(response, find_header(response, name));
}

const char *teamsinvite_sim_response_body(const teamsinvite_sim_response *response, size_t *length)
{
    if (length != NULL)
        *length = response == NULL ? 0 : response->body.len;
    return response == NULL ? "" : ti_buf_text(&response->body);
}

int32_t teamsinvite_sim_response_fault(const teamsinvite_sim_response *response)
{
    return response == NULL ? TEAMSINVITE_SIM_FAULT_NONE : response->fault;
}

void teamsinvite_sim_response_free(teamsinvite_sim_response *response)
{
    if (response == NULL)
        return;
    clear_headers(response);
    ti_buf_clear(&response->body);
    ti_free(response);
}
