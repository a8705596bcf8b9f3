/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_path.h - where Graph keeps online meetings. Each appends to buf; what
 * must not become a path fails the buffer, so that asking once at the end holds.
 */
#ifndef TI_PROTO_GRAPH_MEETING_PATH_H
#define TI_PROTO_GRAPH_MEETING_PATH_H

#include "base/buf.h"

/* "/v1.0/me/onlineMeetings" for NULL, "/v1.0/users/{oid}/onlineMeetings" else;
 * suffix, where given, appended as it is. An oid that is no GUID is refused:
 * Graph would take a mail address there too. */
bool ti_meetings_path(ti_buf *buf, const char *oid, const char *suffix);

/* … + "/{id}", the id percent-encoded. */
bool ti_meeting_path(ti_buf *buf, const char *oid, ti_slice id);

/* … + "?$filter=JoinWebUrl%20eq%20'…'": quote doubled, then everything encoded once more. */
bool ti_meeting_find_path(ti_buf *buf, const char *oid, ti_slice join_url);

#endif
