/* SPDX-License-Identifier: Apache-2.0 */
/* metadata.h - the OpenID Connect discovery document of a tenant. */
#ifndef TI_PROTO_ENTRA_METADATA_H
#define TI_PROTO_ENTRA_METADATA_H

#include "base/json.h"
#include "proto/entra/cloud.h"

typedef struct ti_metadata {
    ti_slice issuer;   /* may hold "{tenantid}" */
    ti_slice jwks_uri;
} ti_metadata;

/* {authority}/{tenant}/v2.0/.well-known/openid-configuration */
bool ti_metadata_url(ti_buf *buf, const ti_cloud *cloud, const char *tenant);

/* jwks_uri and token_endpoint must stand on the cloud's authority (same scheme,
 * host and port), and issuer must begin with it: otherwise
 * TEAMSINVITE_E_CONFIG, and nothing is fetched from there. */
teamsinvite_status ti_metadata_read(ti_metadata *metadata, const ti_json *json, const ti_cloud *cloud, ti_error *err);

#endif
