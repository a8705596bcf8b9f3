/* SPDX-License-Identifier: Apache-2.0 */
/* scope.c - delegated permissions, as bits and as text. */
#include "sim/scope.h"

typedef struct scope_row {
    const char *name;
    uint32_t bit;
    bool is_graph;
    bool answered; /* listed in the "scope" of a token reply */
    const char *words;
} scope_row;

static const scope_row rows[] = {
    { "OnlineMeetings.ReadWrite", TI_SIM_MEETINGS, true, true, "read and create your online meetings" },
    { "OnlineMeetings.Read", TI_SIM_MEETINGS_READ, true, true, "read your online meetings" },
    { "User.Read", TI_SIM_USER_READ, true, true, "sign you in and read your profile" },
    { ".default", TI_SIM_DEFAULT, true, false, NULL },
    { "openid", TI_SIM_OPENID, false, true, NULL },
    { "profile", TI_SIM_PROFILE, false, true, "view your basic profile" },
    { "email", TI_SIM_EMAIL, false, true, "view your email address" },
    { "offline_access", TI_SIM_OFFLINE, false, false, "maintain access to data you have given it access to" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static ti_sim_scope_found read_one(const char *graph, ti_slice name, uint32_t *out)
{
    ti_slice root = ti_slice_of(graph);
    bool is_absolute = ti_slice_find(name, '/') < name.len;
    size_t i;

    if (is_absolute) {
        if (!ti_slice_starts_with(name, root) || name.len == root.len || name.ptr[root.len] != '/')
            return TI_SIM_SCOPE_FOREIGN;
        name = ti_slice_skip(name, root.len + 1);
    }
    for (i = 0; i < ROW_COUNT; i++) {
        if (ti_slice_equal_nocase(name, ti_slice_of(rows[i].name)) && (rows[i].is_graph || !is_absolute)) {
            *out |= rows[i].bit;
            return TI_SIM_SCOPE_GOOD;
        }
    }
    return TI_SIM_SCOPE_UNKNOWN;
}

ti_sim_scope_found ti_sim_scope_read(const char *graph, const char *text, uint32_t *out)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice name;

    *out = 0;
    while (ti_slice_next(&rest, ' ', &name)) {
        ti_sim_scope_found found = name.len == 0 ? TI_SIM_SCOPE_GOOD : read_one(graph, name, out);

        if (found != TI_SIM_SCOPE_GOOD)
            return found;
    }
    return *out == 0 ? TI_SIM_SCOPE_EMPTY : TI_SIM_SCOPE_GOOD;
}

uint32_t ti_sim_scope_expand(uint32_t scopes)
{
    if ((scopes & TI_SIM_DEFAULT) == 0)
        return scopes;
    return (scopes & ~(uint32_t)TI_SIM_DEFAULT) | TI_SIM_LISTED;
}

void ti_sim_scope_write(ti_buf *buf, uint32_t scopes)
{
    bool first = true;
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if ((scopes & rows[i].bit) == 0 || !rows[i].answered)
            continue;
        if (!first)
            ti_buf_add_char(buf, ' ');
        first = false;
        ti_buf_add_text(buf, rows[i].name);
    }
}

void ti_sim_scope_explain(ti_buf *buf, uint32_t scopes)
{
    bool first = true;
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if ((scopes & rows[i].bit) == 0 || rows[i].words == NULL)
            continue;
        if (!first)
            ti_buf_add_text(buf, ", ");
        first = false;
        ti_buf_add_text(buf, rows[i].words);
    }
}
