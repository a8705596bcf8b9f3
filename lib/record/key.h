/* SPDX-License-Identifier: Apache-2.0 */
/*
 * key.h - the keys that records stand under. The ids in them are the host's
 * own opaque ones, checked before they get here, so "/" separates safely.
 */
#ifndef TI_RECORD_KEY_H
#define TI_RECORD_KEY_H

#include "base/arena.h"

/* Each NULL when there is no memory. */
const char *ti_key_company(ti_arena *arena, const char *company);                        /* c/{company} */
const char *ti_key_company_prefix(ti_arena *arena, const char *company);                 /* c/{company}/ */
const char *ti_key_user(ti_arena *arena, const char *company, const char *user);         /* c/{company}/u/{user} */
const char *ti_key_meeting(ti_arena *arena, const char *company, const char *reference); /* c/{company}/m/{reference} */
const char *ti_key_user_lease(ti_arena *arena, const char *company, const char *user); /* c/{company}/lease/u/{user} */
const char *ti_key_app(ti_arena *arena, const char *company);                          /* c/{company}/app */
const char *ti_key_app_lease(ti_arena *arena, const char *company);                    /* c/{company}/lease/app */
const char *ti_key_gate(ti_arena *arena, const char *company, const char *service);    /* c/{company}/gate/{service} */
const char *ti_key_tenant(ti_arena *arena, const char *tenant);                        /* t/{tenant} */
const char *ti_key_keys(ti_arena *arena, const char *tenant);                          /* k/{tenant} */
const char *ti_key_keys_lease(ti_arena *arena, const char *tenant);                    /* l/{tenant} */
const char *ti_key_probe(ti_arena *arena, const char *company);                        /* c/{company}/probe */
const char *ti_key_signin(ti_arena *arena, const char *state);                         /* p/{sha256 of state} */

/* What kind of record a key names. */
bool ti_key_is_user(ti_slice key);
bool ti_key_is_meeting(ti_slice key);
bool ti_key_is_app(ti_slice key);
bool ti_key_is_lease(ti_slice key);
bool ti_key_is_mark(ti_slice key); /* s/…, not sealed */

#endif
