/* SPDX-License-Identifier: Apache-2.0 */
/* client_info.c - whose account it is, at home. */
#include "sim/client_info.h"

#include "base/base64.h"

enum { JSON_MAX = 256 };

bool ti_sim_client_info(ti_buf *out, const ti_sim_user *user)
{
    const ti_sim_user *home = user->home == NULL ? user : user->home;
    ti_buf json;
    bool ok;

    ti_buf_init(&json, JSON_MAX);
    ti_buf_add_text(&json, "{\"uid\":\"");
    ti_buf_add_text(&json, home->oid);
    ti_buf_add_text(&json, "\",\"utid\":\"");
    ti_buf_add_text(&json, home->tenant->id);
    ti_buf_add_text(&json, "\"}");
    ok = !json.failed && ti_base64url_encode(out, ti_buf_slice(&json));
    ti_buf_clear(&json);
    return ok;
}
