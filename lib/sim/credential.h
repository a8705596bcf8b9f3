/* SPDX-License-Identifier: Apache-2.0 */
/* credential.h - what an app proves with that it is itself: secrets, certificates, tokens of another issuer. */
#ifndef TI_SIM_CREDENTIAL_H
#define TI_SIM_CREDENTIAL_H

#include <openssl/types.h>

#include "base/slice.h"
#include "sim/random.h"

enum {
    TI_SIM_SECRET_MAX = 256,
    TI_SIM_KEY_TEXT_MAX = 64 * 1024,
    TI_SIM_THUMBPRINT_SIZE = 44 /* base64url of 32 bytes, and a NUL */
};

typedef struct ti_sim_secret ti_sim_secret;

struct ti_sim_secret {
    ti_sim_secret *next;
    char *value;
    char id[TI_SIM_GUID_SIZE]; /* what the portal shows beside it, and people send by mistake */
    int64_t expires_ms;        /* 0: never */
};

typedef struct ti_sim_certificate ti_sim_certificate;

struct ti_sim_certificate {
    ti_sim_certificate *next;
    EVP_PKEY *key;
    char x5t[TI_SIM_THUMBPRINT_SIZE];        /* SHA-1 of the DER form … */
    char x5t_sha256[TI_SIM_THUMBPRINT_SIZE]; /* … and SHA-256, as the header of an assertion has them */
    int64_t not_after_ms;
};

typedef struct ti_sim_federation ti_sim_federation;

/* A federated identity credential. */
struct ti_sim_federation {
    ti_sim_federation *next;
    EVP_PKEY *key;
    char *issuer;
    char *subject;
    char *audience;
};

/* False without memory. */
bool ti_sim_secret_add(ti_sim_secret **list, const char *value);

/* By its value; NULL where there is none. */
ti_sim_secret *ti_sim_secret_find(ti_sim_secret *list, const char *value);

/* False where there is none. */
bool ti_sim_secret_remove(ti_sim_secret **list, const char *value);
void ti_sim_secrets_clear(ti_sim_secret **list);

/* By either thumbprint; NULL where there is none. */
const ti_sim_certificate *ti_sim_certificate_find(const ti_sim_certificate *list, const char *thumbprint);
void ti_sim_certificates_clear(ti_sim_certificate **list);

void ti_sim_federations_clear(ti_sim_federation **list);

#endif
