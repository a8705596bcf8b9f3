/* SPDX-License-Identifier: Apache-2.0 */
/* graph_error.h - what Graph answers when it does not do what it was asked. */
#ifndef TI_PROTO_GRAPH_GRAPH_ERROR_H
#define TI_PROTO_GRAPH_GRAPH_ERROR_H

#include "base/error.h"
#include "base/json.h"

/* Any status that is not 2xx, or a 2xx with an `error` member; json may be NULL
 * (plain text, HTML). Status and `code` decide; the message is only searched
 * for the few distinctions that Graph makes nowhere else, and is never kept.
 * Fills *err: status, remedy, service code, HTTP status, request id of
 * innerError. Returns its status, never TEAMSINVITE_OK.
 *
 * A 404 that does not say what is missing is TEAMSINVITE_E_ORGANIZER: right
 * for a create. Who asked for a meeting by its id reads it as "gone". */
teamsinvite_status ti_graph_error_read(const ti_json *json, int32_t http_status, ti_error *err);

/* Graph's 3003, "does not have access to lookup meeting": of a person it says
 * that the meeting is another's; of an app, that there is an application access
 * policy, but not for this organizer. */
bool ti_graph_error_is_of_policy(const ti_json *json, int32_t http_status);

#endif
