/* SPDX-License-Identifier: Apache-2.0 */
/* external_id.h - the name under which createOrGet finds our meeting again. */
#ifndef TI_PROTO_GRAPH_EXTERNAL_ID_H
#define TI_PROTO_GRAPH_EXTERNAL_ID_H

#include "base/buf.h"

enum { TI_EXTERNAL_ID_LENGTH = 64 };

/* 64 hex digits of HMAC-SHA-256 over the length-prefixed parts: the same for
 * the same parts, and nothing can be read back from it. organizer is the
 * object id, or "me" where it is not known; tenant is "" where it is not. The
 * case of the two GUIDs does not matter. Another empty part, NULL or an empty
 * key fails the buffer. */
bool ti_meeting_external_id(ti_buf *buf, ti_slice key, const char *tenant, const char *organizer,
                            const char *reference);

#endif
