/* SPDX-License-Identifier: Apache-2.0 */
/* oauth_names.h - the names that OAuth and Entra give to refusals, as status and remedy: three tables. */
#ifndef TI_PROTO_ENTRA_OAUTH_NAMES_H
#define TI_PROTO_ENTRA_OAUTH_NAMES_H

#include "proto/meaning.h"

extern const ti_meanings ti_oauth_token_table;    /* HTTP statuses and `error` of the token endpoint */
extern const ti_meanings ti_oauth_redirect_table; /* `error` of a redirect */
extern const ti_meanings ti_oauth_suberror_table; /* `suberror`, error_subcode */

/* What the token endpoint's answer comes to; error is empty where none came. Never NULL. */
const ti_meaning *ti_oauth_token_find(int32_t http_status, ti_slice error);

/* What a redirect's `error` comes to. Never NULL: "other" is there for what nobody told us of. */
const ti_meaning *ti_oauth_redirect_find(ti_slice error);

/* NULL for none, and for one that is not known. */
const ti_meaning *ti_oauth_suberror_find(ti_slice suberror);

#endif
