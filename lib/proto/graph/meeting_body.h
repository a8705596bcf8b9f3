/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_body.h - what we send to Graph about a meeting. Built from closed
 * structs: there is no field that personal data could enter by.
 */
#ifndef TI_PROTO_GRAPH_MEETING_BODY_H
#define TI_PROTO_GRAPH_MEETING_BODY_H

#include "base/buf.h"
#include "proto/graph/meeting_settings.h"

/* What must not be sent fails the buffer, as a full one does. */

/* Body of createOrGet: external_id is 1 to 64 of [A-Za-z0-9._-]; subject is 1
 * to 40 of [A-Za-z0-9 -], NULL for "Interview"; both times in UTC, the end
 * after the start. */
bool ti_meeting_create_body(ti_buf *buf, const char *external_id, const char *subject, int64_t start_ms,
                            int64_t end_ms);

/* Body of PATCH; settings or times may be left out (NULL, 0 and 0), not both. */
bool ti_meeting_patch_body(ti_buf *buf, const ti_meeting_settings *settings, int64_t start_ms, int64_t end_ms);

#endif
