/* SPDX-License-Identifier: Apache-2.0 */
/* grant.h - codes and tokens that were issued, and what each is good for. */
#ifndef TI_SIM_GRANT_H
#define TI_SIM_GRANT_H

#include "base/buf.h"
#include "sim/directory.h"
#include "sim/index.h"

typedef enum ti_sim_grant_kind { TI_SIM_CODE, TI_SIM_REFRESH, TI_SIM_ACCESS } ti_sim_grant_kind;

typedef struct ti_sim_grant {
    ti_sim_grant_kind kind;
    ti_sim_tenant *tenant;
    ti_sim_user *user; /* NULL: the app itself */
    const ti_sim_app *app;
    uint32_t scopes;
    uint32_t roles; /* app tokens: the application permissions in them */
    int64_t session; /* of the account, when the person signed in */
    int64_t events;  /* … of which this has the newer ones behind it */
    bool capable;    /* access tokens: may be challenged */
    int64_t expires_ms;
    bool used; /* code: redeemed; refresh token: replaced */

    char *authority; /* codes only: as in ti_sim_binding */
    char *redirect_uri;
    char *challenge;
    char *nonce;
} ti_sim_grant;

/* What a code is bound to besides. */
typedef struct ti_sim_binding {
    const char *authority; /* ti_sim_authority.name */
    const char *redirect_uri;
    const char *challenge;
    const char *nonce; /* or NULL */
} ti_sim_binding;

typedef struct ti_sim_grants {
    ti_sim_index by_hash; /* SHA-256 of the token, so that no token is kept */
} ti_sim_grants;

/* Copies are kept; the token's text is appended to out. binding is NULL for
 * tokens. False without memory or randomness. */
bool ti_sim_grant_issue(ti_sim_grants *grants, const ti_sim_grant *grant, const ti_sim_binding *binding, ti_buf *out);

/* NULL for what was never issued as this kind. */
ti_sim_grant *ti_sim_grant_find(const ti_sim_grants *grants, ti_sim_grant_kind kind, ti_slice token);

void ti_sim_grants_clear(ti_sim_grants *grants);

#endif
