/* SPDX-License-Identifier: Apache-2.0 */
/* metadata.c - the OpenID Connect discovery document of a tenant. */
#include "proto/entra/metadata.h"

#include <string.h>

#include "base/url.h"

enum { MEMBER_MAX = 2048 };

bool ti_metadata_url(ti_buf *buf, const ti_cloud *cloud, const char *tenant)
{
    ti_buf_add_text(buf, cloud->authority);
    ti_buf_add_char(buf, '/');
    ti_url_encode(buf, ti_slice_of(tenant));
    return ti_buf_add_text(buf, "/v2.0/.well-known/openid-configuration");
}

static bool is_same_origin(const ti_url *a, const ti_url *b)
{
    return strcmp(a->scheme, b->scheme) == 0 && strcmp(a->host, b->host) == 0 && strcmp(a->port, b->port) == 0;
}

static bool is_on_authority(ti_slice text, const ti_cloud *cloud)
{
    ti_url authority = { 0 };
    ti_url url = { 0 };
    bool ok;

    ok = ti_url_parse(&authority, ti_slice_of(cloud->authority)) && ti_url_parse(&url, text) &&
         is_same_origin(&url, &authority) && !url.has_user && !url.has_fragment;
    ti_url_clear(&url);
    ti_url_clear(&authority);
    return ok;
}

static bool begins_with_authority(ti_slice issuer, const ti_cloud *cloud)
{
    ti_slice authority = ti_slice_of(cloud->authority);

    return ti_slice_starts_with(issuer, authority) && issuer.len > authority.len && issuer.ptr[authority.len] == '/';
}

static teamsinvite_status read_member(const ti_json *json, const char *name, ti_slice *out, ti_error *err)
{
    if (ti_json_string(json, name, 1, MEMBER_MAX, out) != TI_JSON_FOUND)
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "the metadata of Entra has no usable %s", name);
    return TEAMSINVITE_OK;
}

static teamsinvite_status read_url(const ti_json *json, const char *name, const ti_cloud *cloud, ti_slice *out,
                                   ti_error *err)
{
    teamsinvite_status status = read_member(json, name, out, err);

    if (status == TEAMSINVITE_OK && !is_on_authority(*out, cloud))
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "%s of the metadata is not on the authority of cloud \"%s\"", name,
                       cloud->name);
    return status;
}

teamsinvite_status ti_metadata_read(ti_metadata *metadata, const ti_json *json, const ti_cloud *cloud, ti_error *err)
{
    ti_metadata read = { 0 };
    ti_slice token_endpoint = { 0 };
    teamsinvite_status status;

    memset(metadata, 0, sizeof(*metadata));
    if (json == NULL || !ti_json_is_object(json))
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "the metadata of Entra is not a JSON object");
    status = read_member(json, "issuer", &read.issuer, err);
    if (status != TEAMSINVITE_OK)
        return status;
    if (!begins_with_authority(read.issuer, cloud))
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "issuer of the metadata is not the authority of cloud \"%s\"",
                       cloud->name);
    status = read_url(json, "token_endpoint", cloud, &token_endpoint, err);
    if (status != TEAMSINVITE_OK)
        return status;
    status = read_url(json, "jwks_uri", cloud, &read.jwks_uri, err);
    if (status != TEAMSINVITE_OK)
        return status;
    *metadata = read;
    return TEAMSINVITE_OK;
}
