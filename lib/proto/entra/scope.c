/* SPDX-License-Identifier: Apache-2.0 */
/* scope.c - the scopes we ask for, in one place. */
#include "proto/entra/scope.h"

#define MEETINGS_PERMISSION "OnlineMeetings.ReadWrite"

static bool write_graph_scope(ti_buf *buf, const ti_cloud *cloud, const char *permission)
{
    ti_buf_add_text(buf, cloud->graph);
    ti_buf_add_char(buf, '/');
    return ti_buf_add_text(buf, permission);
}

/* Always the absolute form: a short name means Graph of the global cloud. */
bool ti_scope_write(ti_buf *buf, ti_scope scope, const ti_cloud *cloud)
{
    switch (scope) {
    case TI_SCOPE_IDENTITY:
        return ti_buf_add_text(buf, "openid profile");
    case TI_SCOPE_MEETINGS:
        ti_buf_add_text(buf, "openid profile offline_access ");
        write_graph_scope(buf, cloud, MEETINGS_PERMISSION);
        ti_buf_add_char(buf, ' ');
        return write_graph_scope(buf, cloud, "User.Read");
    case TI_SCOPE_DEFAULT:
        return write_graph_scope(buf, cloud, ".default");
    }
    return false;
}

/* Behind the last slash: the resource may be a URL or a GUID. */
static ti_slice without_resource(ti_slice scope)
{
    size_t start = scope.len;

    while (start > 0 && scope.ptr[start - 1] != '/')
        start--;
    return ti_slice_skip(scope, start);
}

bool ti_scope_grants_meetings(ti_slice granted)
{
    ti_slice part;

    while (ti_slice_next(&granted, ' ', &part)) {
        if (ti_slice_equal_nocase(without_resource(part), TI_SLICE(MEETINGS_PERMISSION)))
            return true;
    }
    return false;
}
