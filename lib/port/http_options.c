/* SPDX-License-Identifier: Apache-2.0 */
/* http_options.c - every libcurl option that an exchange depends on, set explicitly. */
#include <string.h>

#include <teamsinvite/call.h>

#include "port/http_address.h"
#include "port/http_transport.h"

enum { CONNECT_TIMEOUT_MS = 5000, LOW_SPEED_BYTES = 64, LOW_SPEED_SECONDS = 10, LIFETIME_S = 600, IDLE_S = 60 };

/* The least that libcurl takes instead of 64 KiB: each of a thousand exchanges has such a buffer. The one to read
 * into, also 16 KiB, cannot be made smaller safely: libcurl 7.88 keeps it over curl_easy_reset(), but not its size. */
enum { UPLOAD_BUFFER_BYTES = 16384 };

static size_t take_body(char *bytes, size_t size, size_t count, void *user_data)
{
    ti_http_exchange *x = user_data;

    if (teamsinvite_call_add_body(x->transfer.call, bytes, size * count) == TEAMSINVITE_OK)
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
    ti_buf *text = &x->reply_header;
    teamsinvite_status status;

    ti_buf_reset(text);
    ti_buf_add(text, name);
    ti_buf_add_char(text, '\0');
    ti_buf_add(text, value);
    if (text->failed)
        status = text->too_long ? TEAMSINVITE_E_RESPONSE : TEAMSINVITE_E_NO_MEMORY;
    else
        status = teamsinvite_call_add_header(x->transfer.call, text->ptr, text->ptr + name.len + 1);
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
    return teamsinvite_call_is_cancelled(x->transfer.call);
}

static bool may_be_private(const ti_http_exchange *x)
{
    const teamsinvite_transport *transport = x->transfer.user_data;
    size_t i;

    if (transport->proxy != NULL || ti_url_is_loopback(&x->url))
        return true;
    for (i = 0; i < transport->allowed_count; i++)
        if (ti_slice_equal_nocase(ti_slice_of(transport->allowed[i]), ti_slice_of(x->url.host)))
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

static bool set_request(ti_transfer *t, ti_http_exchange *x)
{
    size_t length = 0;
    const void *body = teamsinvite_io_body(t->io, &length);
    const char *method = teamsinvite_io_method(t->io);

    TI_SET(t, CURLOPT_URL, teamsinvite_io_url(t->io));
    TI_SET(t, CURLOPT_HTTPGET, 1L);
    if (body != NULL || strcmp(method, "POST") == 0) {
        TI_SET(t, CURLOPT_POSTFIELDS, body == NULL ? "" : (const char *)body);
        TI_SET(t, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "POST") != 0)
        TI_SET(t, CURLOPT_CUSTOMREQUEST, method);
    TI_SET(t, CURLOPT_HTTPHEADER, x->lines);
    TI_SET(t, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    return true;
}

static bool set_limits(ti_transfer *t)
{
    long timeout = t->timeout_ms > 0 && t->timeout_ms < 3600000 ? (long)t->timeout_ms : 30000L;

    TI_SET(t, CURLOPT_TIMEOUT_MS, timeout);
    TI_SET(t, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_TIMEOUT_MS ? timeout : (long)CONNECT_TIMEOUT_MS);
    TI_SET(t, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES);
    TI_SET(t, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_SECONDS);
    TI_SET(t, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)teamsinvite_io_response_limit(t->io));
    TI_SET(t, CURLOPT_NOSIGNAL, 1L);
    ti_curl_leave_resolver(t->handle);
    TI_SET(t, CURLOPT_TCP_KEEPALIVE, 1L);
    TI_SET(t, CURLOPT_MAXLIFETIME_CONN, (long)LIFETIME_S);
    TI_SET(t, CURLOPT_MAXAGE_CONN, (long)IDLE_S);
    TI_SET(t, CURLOPT_MAXCONNECTS, 4L);
    return true;
}

static bool set_trust(ti_transfer *t, const ti_http_exchange *x)
{
    const teamsinvite_transport *transport = t->user_data;
    const char *protocols = strcmp(x->url.scheme, "http") == 0 && ti_url_is_loopback(&x->url) ? "http" : "https";

    TI_SET(t, CURLOPT_PROTOCOLS_STR, protocols);
    TI_SET(t, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    TI_SET(t, CURLOPT_DEFAULT_PROTOCOL, "https");
    TI_SET(t, CURLOPT_HTTP09_ALLOWED, 0L);
    TI_SET(t, CURLOPT_FOLLOWLOCATION, 0L);
    TI_SET(t, CURLOPT_MAXREDIRS, 0L);
    TI_SET(t, CURLOPT_UNRESTRICTED_AUTH, 0L);
    TI_SET(t, CURLOPT_SSL_VERIFYPEER, 1L);
    TI_SET(t, CURLOPT_SSL_VERIFYHOST, 2L);
    TI_SET(t, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    TI_SET(t, CURLOPT_SSL_OPTIONS, 0L);
    TI_SET(t, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
    TI_SET(t, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
    TI_SET(t, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    TI_SET(t, CURLOPT_PROXY_SSL_OPTIONS, 0L);
    if (transport->ca_file != NULL) {
        TI_SET(t, CURLOPT_CAINFO, transport->ca_file);
        TI_SET(t, CURLOPT_CAPATH, NULL);
        TI_SET(t, CURLOPT_PROXY_CAINFO, transport->ca_file);
        TI_SET(t, CURLOPT_PROXY_CAPATH, NULL);
    }
    TI_SET(t, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    TI_SET(t, CURLOPT_HTTPAUTH, (long)CURLAUTH_NONE);
    TI_SET(t, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    TI_SET(t, CURLOPT_PROXY, transport->proxy == NULL ? "" : transport->proxy);
    TI_SET(t, CURLOPT_NOPROXY, "");
    TI_SET(t, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    TI_SET(t, CURLOPT_ACCEPT_ENCODING, NULL);
    return true;
}

/* Among many, HTTP/2 puts a hundred exchanges on one connection; alone there is
 * nothing to share, and HTTP/1.1 costs less. */
static bool set_sharing(ti_transfer *t)
{
    TI_SET(t, CURLOPT_HTTP_VERSION, (long)(t->among_many ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    TI_SET(t, CURLOPT_PIPEWAIT, t->among_many ? 1L : 0L);
    TI_SET(t, CURLOPT_UPLOAD_BUFFERSIZE, (long)UPLOAD_BUFFER_BYTES);
    return true;
}

static bool set_callbacks(ti_transfer *t, ti_http_exchange *x)
{
    TI_SET(t, CURLOPT_WRITEFUNCTION, take_body);
    TI_SET(t, CURLOPT_WRITEDATA, x);
    TI_SET(t, CURLOPT_HEADERFUNCTION, take_header);
    TI_SET(t, CURLOPT_HEADERDATA, x);
    TI_SET(t, CURLOPT_NOPROGRESS, t->among_many ? 1L : 0L); /* there the driver looks who is cancelled */
    TI_SET(t, CURLOPT_XFERINFOFUNCTION, watch);
    TI_SET(t, CURLOPT_XFERINFODATA, x);
    TI_SET(t, CURLOPT_PREREQFUNCTION, check_peer);
    TI_SET(t, CURLOPT_PREREQDATA, x);
    return true;
}

bool ti_http_set_options(ti_http_exchange *exchange)
{
    ti_transfer *transfer = &exchange->transfer;

    return set_trust(transfer, exchange) && set_limits(transfer) && set_sharing(transfer) &&
           set_callbacks(transfer, exchange) && set_request(transfer, exchange);
}
