/* SPDX-License-Identifier: Apache-2.0 */
/* http_transport.c - the built-in HTTP transport: its life and its settings. */
#include "port/http_transport.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"

enum { PROXY_MAX = 256, HOST_MAX = 253 };

teamsinvite_status teamsinvite_transport_new(teamsinvite_transport **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_transport *transport = NULL;

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = NULL;
    if (ti_curl_prepare(&error, "https") != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    transport = ti_alloc(sizeof(*transport));
    if (transport == NULL || !ti_curl_pool_init(&transport->pool)) {
        ti_free(transport);
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    atomic_init(&transport->connections, 0);
    *out = transport;
    return ti_error_give(&error, err);
}

void teamsinvite_transport_free(teamsinvite_transport *transport)
{
    size_t i;

    if (transport == NULL)
        return;
    ti_curl_pool_clear(&transport->pool);
    for (i = 0; i < transport->allowed_count; i++)
        ti_free(transport->allowed[i]);
    ti_free(transport->ca_file);
    ti_free_secret(transport->proxy);
    ti_free(transport);
}

teamsinvite_status teamsinvite_transport_set_ca_file(teamsinvite_transport *transport, const char *path,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "transport", transport) == TEAMSINVITE_OK)
        (void)ti_curl_set_ca_file(&error, &transport->ca_file, path);
    return ti_error_give(&error, err);
}

static teamsinvite_status check_proxy(ti_error *err, const char *url)
{
    teamsinvite_status status = ti_check_token(err, "url", url, PROXY_MAX);
    ti_url parts;

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_url_parse(&parts, ti_slice_of(url)))
        return ti_fail_parameter(err, "url", "is not an absolute URL");
    if (strcmp(parts.scheme, "http") != 0 && strcmp(parts.scheme, "https") != 0)
        status = ti_fail_parameter(err, "url", "is neither http nor https");
    else if (strcmp(parts.path, "/") != 0 || parts.has_query || parts.has_fragment || parts.has_user)
        status = ti_fail_parameter(err, "url", "has more than scheme, host and port");
    ti_url_clear(&parts);
    return status;
}

teamsinvite_status teamsinvite_transport_set_proxy(teamsinvite_transport *transport, const char *url,
                                                   teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "transport", transport) == TEAMSINVITE_OK &&
        (url == NULL || check_proxy(&error, url) == TEAMSINVITE_OK))
        (void)ti_curl_replace(&error, &transport->proxy, url);
    return ti_error_give(&error, err);
}

/* A URL would be taken and then match nothing. */
static teamsinvite_status check_host(ti_error *err, const char *host)
{
    teamsinvite_status status = ti_check_token(err, "host", host, HOST_MAX);

    if (status == TEAMSINVITE_OK && strpbrk(host, "/?#@") != NULL)
        return ti_fail_parameter(err, "host", "is not just a host name");
    return status;
}

teamsinvite_status teamsinvite_transport_allow_private_host(teamsinvite_transport *transport, const char *host,
                                                            teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "transport", transport) != TEAMSINVITE_OK ||
        check_host(&error, host) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (transport->allowed_count == TI_HTTP_ALLOWED_MAX)
        (void)ti_fail_parameter(&error, "host", "is one more than the %d that can be allowed", TI_HTTP_ALLOWED_MAX);
    else if (ti_curl_replace(&error, &transport->allowed[transport->allowed_count], host) == TEAMSINVITE_OK)
        transport->allowed_count++;
    return ti_error_give(&error, err);
}

int64_t teamsinvite_transport_connection_count(const teamsinvite_transport *transport)
{
    return transport == NULL ? 0 : (int64_t)atomic_load(&transport->connections);
}
