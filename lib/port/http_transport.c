/* SPDX-License-Identifier: Apache-2.0 */
/* http_transport.c - the built-in HTTP transport: its life and its settings. */
#include "port/http_transport.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/check.h"

enum { PATH_BYTES_MAX = 4096, PROXY_MAX = 256, HOST_MAX = 253 };

/* CURLOPT_PROTOCOLS_STR, without which the choice of protocols may be lost. */
#define OLDEST_LIBCURL 0x075500u

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static CURLcode curl_ready = CURLE_FAILED_INIT;

/* Once in a process and never undone: other users of libcurl may live in it. */
static void init_curl(void)
{
    curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static teamsinvite_status check_curl(ti_error *err)
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

    if (info->version_num < OLDEST_LIBCURL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "libcurl %s is too old, 7.85 is needed", info->version);
    (void)pthread_once(&curl_once, init_curl);
    return curl_ready == CURLE_OK ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_transport_new(teamsinvite_transport **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_transport *transport = NULL;

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = NULL;
    if (check_curl(&error) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    transport = ti_alloc(sizeof(*transport));
    if (transport == NULL || pthread_mutex_init(&transport->lock, NULL) != 0) {
        ti_free(transport);
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    transport->owner = getpid();
    atomic_init(&transport->connections, 0);
    *out = transport;
    return ti_error_give(&error, err);
}

void teamsinvite_transport_free(teamsinvite_transport *transport)
{
    size_t i;

    if (transport == NULL)
        return;
    for (i = 0; i < transport->idle_count && transport->owner == getpid(); i++)
        curl_easy_cleanup(transport->idle[i]);
    for (i = 0; i < transport->allowed_count; i++)
        ti_free(transport->allowed[i]);
    ti_free(transport->ca_file);
    ti_free_secret(transport->proxy);
    (void)pthread_mutex_destroy(&transport->lock);
    ti_free(transport);
}

static teamsinvite_status replace(char **field, const char *text, ti_error *err)
{
    char *copy = ti_strdup(text);

    if (copy == NULL && text != NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(*field);
    *field = copy;
    return TEAMSINVITE_OK;
}

/* A folder can be opened but not read. */
static teamsinvite_status check_readable(ti_error *err, const char *path)
{
    FILE *file = fopen(path, "rb");
    bool readable = file != NULL && (fgetc(file) != EOF || ferror(file) == 0);

    if (file != NULL)
        (void)fclose(file);
    return readable ? TEAMSINVITE_OK : ti_fail_parameter(err, "path", "cannot be read");
}

teamsinvite_status teamsinvite_transport_set_ca_file(teamsinvite_transport *transport, const char *path,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "transport", transport) == TEAMSINVITE_OK &&
        ti_check_text(&error, "path", path, PATH_BYTES_MAX, false) == TEAMSINVITE_OK &&
        check_readable(&error, path) == TEAMSINVITE_OK)
        (void)replace(&transport->ca_file, path, &error);
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
        (void)replace(&transport->proxy, url, &error);
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
    else if (replace(&transport->allowed[transport->allowed_count], host, &error) == TEAMSINVITE_OK)
        transport->allowed_count++;
    return ti_error_give(&error, err);
}

int64_t teamsinvite_transport_connection_count(const teamsinvite_transport *transport)
{
    return transport == NULL ? 0 : (int64_t)atomic_load(&transport->connections);
}
