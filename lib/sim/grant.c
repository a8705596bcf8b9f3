/* SPDX-License-Identifier: Apache-2.0 */
/* grant.c - codes and tokens that were issued. */
#include "sim/grant.h"

#include <openssl/evp.h>

#include "base/alloc.h"
#include "sim/random.h"

/* As long as Entra's are, so that whoever reads or stores them meets the real size. */
enum { CODE_BYTES = 600, REFRESH_BYTES = 1000, ACCESS_BYTES = 1860, HASH_BYTES = 32 };

static ti_slice hash_of(ti_slice token, unsigned char out[HASH_BYTES])
{
    unsigned int length = 0;

    if (EVP_Digest(token.ptr, token.len, out, &length, EVP_sha256(), NULL) != 1)
        length = 0;
    return ti_slice_make(out, length);
}

static void free_grant(void *value)
{
    ti_sim_grant *grant = value;

    if (grant == NULL)
        return;
    ti_free(grant->authority);
    ti_free(grant->redirect_uri);
    ti_free(grant->challenge);
    ti_free(grant->nonce);
    ti_free(grant);
}

static bool copy_binding(ti_sim_grant *grant, const ti_sim_binding *binding)
{
    grant->authority = ti_strdup(binding->authority);
    grant->redirect_uri = ti_strdup(binding->redirect_uri);
    grant->challenge = ti_strdup(binding->challenge);
    grant->nonce = ti_strdup(binding->nonce);
    return grant->authority != NULL && grant->redirect_uri != NULL && grant->challenge != NULL &&
           (grant->nonce != NULL || binding->nonce == NULL);
}

/* Opaque, but of the looks: "1.AX…" for codes and refresh tokens, two dots in access tokens. */
static bool write_token(ti_buf *out, ti_sim_grant_kind kind)
{
    switch (kind) {
    case TI_SIM_CODE:
        ti_buf_add_text(out, "1.AX");
        return ti_sim_random_text(out, CODE_BYTES);
    case TI_SIM_REFRESH:
        ti_buf_add_text(out, "1.AR");
        return ti_sim_random_text(out, REFRESH_BYTES);
    case TI_SIM_ACCESS:
        ti_buf_add_text(out, "EwB.");
        ti_sim_random_text(out, ACCESS_BYTES / 2);
        ti_buf_add_char(out, '.');
        return ti_sim_random_text(out, ACCESS_BYTES / 2);
    }
    return false;
}

bool ti_sim_grant_issue(ti_sim_grants *grants, const ti_sim_grant *grant, const ti_sim_binding *binding, ti_buf *out)
{
    ti_sim_grant *copy = ti_alloc(sizeof(*copy));
    size_t start = out->len;
    unsigned char hash[HASH_BYTES];

    if (copy == NULL)
        return false;
    *copy = *grant;
    if ((binding == NULL || copy_binding(copy, binding)) && write_token(out, grant->kind) &&
        ti_sim_index_put(&grants->by_hash, hash_of(ti_slice_skip(ti_buf_slice(out), start), hash), copy))
        return true;
    free_grant(copy);
    return false;
}

ti_sim_grant *ti_sim_grant_find(const ti_sim_grants *grants, ti_sim_grant_kind kind, ti_slice token)
{
    unsigned char hash[HASH_BYTES];
    ti_sim_grant *grant = ti_sim_index_get(&grants->by_hash, hash_of(token, hash));

    return grant != NULL && grant->kind == kind ? grant : NULL;
}

void ti_sim_grants_clear(ti_sim_grants *grants)
{
    ti_sim_index_clear(&grants->by_hash, free_grant);
}
