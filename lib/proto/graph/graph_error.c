/* SPDX-License-Identifier: Apache-2.0 */
/* graph_error.c - what Graph answers when it does not do what it was asked. */
#include "proto/graph/graph_error.h"

#include "proto/graph/graph_meanings.h"

enum {
    CODE_MAX = 128,
    TEXT_MAX = 16384, /* as much as ti_json_read() lets in */
    INNER_MAX = 8     /* levels of innerError that are looked through */
};

/* Strings live as long as the JSON; the message never leaves this file. */
typedef struct graph_answer {
    ti_slice code;
    ti_slice message;
    ti_slice request_id;
} graph_answer;

static ti_slice read_string(const ti_json *object, const char *name, size_t max)
{
    ti_slice value = { NULL, 0 };

    if (ti_json_string(object, name, 1, max, &value) != TI_JSON_FOUND)
        return (ti_slice){ NULL, 0 };
    return value;
}

static void read_answer(graph_answer *answer, const ti_json *json)
{
    const ti_json *level = NULL;
    const ti_json *inner = NULL;
    int depth;

    if (json == NULL || !ti_json_is_object(json) || ti_json_object(json, "error", &level) != TI_JSON_FOUND)
        return;
    answer->code = read_string(level, "code", CODE_MAX);
    answer->message = read_string(level, "message", TEXT_MAX);
    for (depth = 0; depth < INNER_MAX && answer->request_id.ptr == NULL; depth++) {
        if (ti_json_object(level, "innerError", &inner) != TI_JSON_FOUND &&
            ti_json_object(level, "innererror", &inner) != TI_JSON_FOUND)
            return;
        answer->request_id = read_string(inner, "request-id", CODE_MAX);
        if (answer->code.ptr == NULL)
            answer->code = read_string(inner, "code", CODE_MAX);
        level = inner;
    }
}

teamsinvite_status ti_graph_error_read(const ti_json *json, int32_t http_status, ti_error *err)
{
    graph_answer answer = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };

    read_answer(&answer, json);
    ti_meaning_fail(err, ti_meaning_find(ti_graph_table, http_status, answer.code, answer.message), "");
    err->http_status = http_status;
    ti_error_set_code(err->service_code, sizeof(err->service_code), answer.code);
    ti_error_set_code(err->request_id, sizeof(err->request_id), answer.request_id);
    return err->status;
}

bool ti_graph_error_is_of_policy(const ti_json *json, int32_t http_status)
{
    graph_answer answer = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };

    read_answer(&answer, json);
    return http_status == 403 && ti_slice_contains_nocase(answer.message, TI_SLICE("3003:"));
}
