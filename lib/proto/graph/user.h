/* SPDX-License-Identifier: Apache-2.0 */
/*
 * user.h - people in Graph's directory: only ever their object ids. What must
 * not become a path fails the buffer.
 */
#ifndef TI_PROTO_GRAPH_USER_H
#define TI_PROTO_GRAPH_USER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"

enum { TI_ADDRESS_MAX = 254 };

/* The id of anybody: whether the permission User.Read.All is there, and nothing else. */
bool ti_users_probe_path(ti_buf *buf);

/* Whose sign-in name or mail address this is; two, so that an ambiguous one shows. */
bool ti_user_find_path(ti_buf *buf, ti_slice address);

/* "/v1.0/me" for NULL, "/v1.0/users/{oid}" else, and the suffix as it is. */
bool ti_user_path(ti_buf *buf, const char *oid, const char *suffix);

/* Of an answer to …/licenseDetails?$select=servicePlans. */
bool ti_user_has_teams(const ti_json *json);

/* The one object id of the answer. E_ORGANIZER where nobody or more than one has that address. */
teamsinvite_status ti_user_read_found(char oid[TI_GUID_SIZE], const ti_json *json, ti_error *err);

#endif
