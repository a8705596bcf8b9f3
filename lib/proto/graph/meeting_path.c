/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_path.c - where Graph keeps online meetings. */
#include "proto/graph/meeting_path.h"

#include "base/url.h"
#include "proto/graph/join_url.h"

static bool refuse(ti_buf *buf)
{
    buf->failed = true;
    return false;
}

bool ti_meetings_path(ti_buf *buf, const char *oid, const char *suffix)
{
    if (oid == NULL) {
        ti_buf_add_text(buf, "/v1.0/me/onlineMeetings");
    } else {
        if (!ti_slice_is_guid(ti_slice_of(oid)))
            return refuse(buf);
        ti_buf_add_text(buf, "/v1.0/users/");
        ti_buf_add_text(buf, oid);
        ti_buf_add_text(buf, "/onlineMeetings");
    }
    if (suffix != NULL)
        ti_buf_add_text(buf, suffix);
    return !buf->failed;
}

/* Dots are not percent-encoded, and a client that tidies paths would climb with them. */
static bool is_dot_segment(ti_slice id)
{
    return ti_slice_equal_text(id, ".") || ti_slice_equal_text(id, "..");
}

bool ti_meeting_path(ti_buf *buf, const char *oid, ti_slice id)
{
    if (ti_slice_is_empty(id) || is_dot_segment(id))
        return refuse(buf);
    ti_meetings_path(buf, oid, "/");
    return ti_url_encode(buf, id);
}

bool ti_meeting_find_path(ti_buf *buf, const char *oid, ti_slice join_url)
{
    ti_slice part;
    bool first = true;

    if (!ti_join_url_is_usable(join_url))
        return refuse(buf);
    ti_meetings_path(buf, oid, "?$filter=JoinWebUrl%20eq%20'");
    while (ti_slice_next(&join_url, '\'', &part)) {
        if (!first)
            ti_buf_add_text(buf, "%27%27");
        first = false;
        ti_url_encode(buf, part);
    }
    return ti_buf_add_char(buf, '\'');
}
