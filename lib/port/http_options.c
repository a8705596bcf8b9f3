/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_options.c - every libcurl option that an exchange depends on, set
 * explicitly. libcurl's defaults differ between versions and read the
 * environment; a default that fails to be replaced is an error, not a shrug.
 */
#include <string.h>

#include <teamsinvite/call.h>

#include "port/http_address.h"
#include "port/http_transport.h"

enum { CONNECT_TIMEOUT_MS = 5000, LOW_SPEED_BYTES = 64, LOW_SPEED_SECONDS = 10, LIFETIME_S = 600, IDLE_S = 60 };

#define SET(handle, option, value) \
    do { \
        if (curl_easy_setopt(handle, option, value) != CURLE_OK) { \
            x->failed_option = #option; \
            return false; \
        } \
    } while (0)

static size_t take_body(char *bytes, size_t size, size_t count, void *user_data)
{
    ti_http_exchange *x = user_data;

    if (teamsinvite_call_add_body(x->call, bytes, size * count) == TEAMSINVITE_OK)
        return size * count;
    x->too_large = true;
    return 0;
}

static bool is_identity(ti_slice value)
{
    return value.len == 0 || ti_slice_equal_nocase(value, TI_SLICE("identity"));
}

static bool pass_on(ti_http_exchange *x, ti_slice name, ti_slice value)
{
    teamsinvite_status status;
    ti_buf text;

    ti_buf_init(&text, name.len + value.len + 2);
    ti_buf_add(&text, name);
    ti_buf_add_char(&text, '\0');
    ti_buf_add(&text, value);
    status = text.failed ? TEAMSINVITE_E_NO_MEMORY
                         : teamsinvite_call_add_header(x->call, text.ptr, text.ptr + name.len + 1);
    ti_buf_clear(&text);
    x->too_large = status == TEAMSINVITE_E_RESPONSE;
    return status == TEAMSINVITE_OK;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *user_data)
{
    ti_http_exchange *x = user_data;
    ti_slice line = ti_slice_make(bytes, size * count);
    size_t colon = ti_slice_find(line, ':');
    ti_slice value;

    while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    if (ti_slice_starts_with(line, TI_SLICE("HTTP/"))) /* "HTTP/1.1 100 Continue" and its headers are no answer yet */
        x->interim = line.len > 9 && line.ptr[9] == '1';
    if (line.len == 0 && !x->interim)
        x->has_headers = true;
    if (x->interim || x->has_headers || colon >= line.len || ti_slice_starts_with(line, TI_SLICE("HTTP/")))
        return size * count;
    value = ti_slice_trim(ti_slice_skip(line, colon + 1));
    if (ti_slice_find(line, '\0') < line.len || ti_slice_find(line, '\r') < line.len)
        return 0;
    line = ti_slice_first(line, colon);
    if (ti_slice_equal_nocase(line, TI_SLICE("Content-Encoding")) && !is_identity(value))
        x->encoded = true;
    return !x->encoded && pass_on(x, line, value) ? size * count : 0;
}

static int watch(void *user_data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const ti_http_exchange *x = user_data;

    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return teamsinvite_call_is_cancelled(x->call);
}

static bool may_be_private(const ti_http_exchange *x)
{
    size_t i;

    if (x->transport->proxy != NULL || ti_url_is_loopback(&x->url))
        return true;
    for (i = 0; i < x->transport->allowed_count; i++)
        if (ti_slice_equal_nocase(ti_slice_of(x->transport->allowed[i]), ti_slice_of(x->url.host)))
            return true;
    return false;
}

/* After the connection is made and before anything is sent on it: a name that
 * resolves into the host's own network must not be given a token. */
static int check_peer(void *user_data, char *address, char *local_address, int port, int local_port)
{
    ti_http_exchange *x = user_data;

    (void)local_address;
    (void)port;
    (void)local_port;
    if (may_be_private(x) || !ti_http_address_is_private(address))
        return CURL_PREREQFUNC_OK;
    x->private_address = true;
    return CURL_PREREQFUNC_ABORT;
}

static bool set_request(CURL *handle, ti_http_exchange *x)
{
    size_t length = 0;
    const void *body = teamsinvite_io_body(x->io, &length);
    const char *method = teamsinvite_io_method(x->io);

    SET(handle, CURLOPT_URL, teamsinvite_io_url(x->io));
    SET(handle, CURLOPT_HTTPGET, 1L);
    if (body != NULL || strcmp(method, "POST") == 0) {
        SET(handle, CURLOPT_POSTFIELDS, body == NULL ? "" : (const char *)body);
        SET(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "POST") != 0)
        SET(handle, CURLOPT_CUSTOMREQUEST, method);
    SET(handle, CURLOPT_HTTPHEADER, x->headers);
    SET(handle, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    return true;
}

static bool set_limits(CURL *handle, ti_http_exchange *x)
{
    int64_t timeout_ms = teamsinvite_io_timeout_ms(x->io);
    long timeout = timeout_ms > 0 && timeout_ms < 3600000 ? (long)timeout_ms : 30000L;

    SET(handle, CURLOPT_TIMEOUT_MS, timeout);
    SET(handle, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_TIMEOUT_MS ? timeout : (long)CONNECT_TIMEOUT_MS);
    SET(handle, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES);
    SET(handle, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_SECONDS);
    SET(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)teamsinvite_io_response_limit(x->io));
    SET(handle, CURLOPT_NOSIGNAL, 1L);
    SET(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    SET(handle, CURLOPT_MAXLIFETIME_CONN, (long)LIFETIME_S);
    SET(handle, CURLOPT_MAXAGE_CONN, (long)IDLE_S);
    SET(handle, CURLOPT_MAXCONNECTS, 4L);
    return true;
}

static bool set_trust(CURL *handle, ti_http_exchange *x)
{
    const char *protocols = strcmp(x->url.scheme, "http") == 0 && ti_url_is_loopback(&x->url) ? "http" : "https";

    SET(handle, CURLOPT_PROTOCOLS_STR, protocols);
    SET(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    SET(handle, CURLOPT_DEFAULT_PROTOCOL, "https");
    SET(handle, CURLOPT_HTTP09_ALLOWED, 0L);
    SET(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(handle, CURLOPT_FOLLOWLOCATION, 0L);
    SET(handle, CURLOPT_MAXREDIRS, 0L);
    SET(handle, CURLOPT_UNRESTRICTED_AUTH, 0L);
    SET(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    SET(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    SET(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(handle, CURLOPT_SSL_OPTIONS, 0L);
    SET(handle, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
    SET(handle, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
    SET(handle, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(handle, CURLOPT_PROXY_SSL_OPTIONS, 0L);
    if (x->transport->ca_file != NULL) {
        SET(handle, CURLOPT_CAINFO, x->transport->ca_file);
        SET(handle, CURLOPT_CAPATH, NULL);
        SET(handle, CURLOPT_PROXY_CAINFO, x->transport->ca_file);
        SET(handle, CURLOPT_PROXY_CAPATH, NULL);
    }
    SET(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(handle, CURLOPT_HTTPAUTH, (long)CURLAUTH_NONE);
    SET(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    SET(handle, CURLOPT_PROXY, x->transport->proxy == NULL ? "" : x->transport->proxy);
    SET(handle, CURLOPT_NOPROXY, "");
    SET(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(handle, CURLOPT_ACCEPT_ENCODING, NULL);
    return true;
}

static bool set_callbacks(CURL *handle, ti_http_exchange *x)
{
    SET(handle, CURLOPT_WRITEFUNCTION, take_body);
    SET(handle, CURLOPT_WRITEDATA, x);
    SET(handle, CURLOPT_HEADERFUNCTION, take_header);
    SET(handle, CURLOPT_HEADERDATA, x);
    SET(handle, CURLOPT_NOPROGRESS, 0L);
    SET(handle, CURLOPT_XFERINFOFUNCTION, watch);
    SET(handle, CURLOPT_XFERINFODATA, x);
    SET(handle, CURLOPT_PREREQFUNCTION, check_peer);
    SET(handle, CURLOPT_PREREQDATA, x);
    return true;
}

bool ti_http_set_options(CURL *handle, ti_http_exchange *exchange)
{
    return set_trust(handle, exchange) && set_limits(handle, exchange) && set_callbacks(handle, exchange) &&
           set_request(handle, exchange);
}
