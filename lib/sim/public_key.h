/* SPDX-License-Identifier: Apache-2.0 */
/* public_key.h - somebody else's RSA key, as PEM or as JWK. */
#ifndef TI_SIM_PUBLIC_KEY_H
#define TI_SIM_PUBLIC_KEY_H

#include <openssl/types.h>

/* NULL where the text is neither. Free with EVP_PKEY_free(). */
EVP_PKEY *ti_sim_public_key_read(const char *text);

#endif
