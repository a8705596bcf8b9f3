/* SPDX-License-Identifier: Apache-2.0 */
/* http_curl.c - the built-in HTTP transport: one exchange at a time on a pooled libcurl handle. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "port/http_transport.h"

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
    atomic_init(&transport->connections, 0);
    *out = transport;
    return ti_error_give(&error, err);
}

void teamsinvite_transport_free(teamsinvite_transport *transport)
{
    size_t i;

    if (transport == NULL)
        return;
    for (i = 0; i < transport->idle_count; i++)
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

static teamsinvite_status check_readable(ti_error *err, const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return ti_fail_parameter(err, "path", "cannot be read");
    (void)fclose(file);
    return TEAMSINVITE_OK;
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

teamsinvite_status teamsinvite_transport_allow_private_host(teamsinvite_transport *transport, const char *host,
                                                            teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "transport", transport) != TEAMSINVITE_OK ||
        ti_check_token(&error, "host", host, HOST_MAX) != TEAMSINVITE_OK)
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

/* An idle handle with its kept connections, or a new one. */
static CURL *borrow_handle(teamsinvite_transport *transport)
{
    CURL *handle = NULL;

    (void)pthread_mutex_lock(&transport->lock);
    if (transport->idle_count > 0)
        handle = transport->idle[--transport->idle_count];
    (void)pthread_mutex_unlock(&transport->lock);
    return handle != NULL ? handle : curl_easy_init();
}

/* The reset takes all pointers into the call out of it; connections stay. */
static void return_handle(teamsinvite_transport *transport, CURL *handle)
{
    bool kept = false;

    curl_easy_reset(handle);
    (void)pthread_mutex_lock(&transport->lock);
    if (transport->idle_count < TI_HTTP_POOL_MAX) {
        transport->idle[transport->idle_count++] = handle;
        kept = true;
    }
    (void)pthread_mutex_unlock(&transport->lock);
    if (!kept)
        curl_easy_cleanup(handle);
}

/* "Name: value" lines; NULL without memory. The list holds the bearer token,
 * so it is wiped before it is freed. */
static struct curl_slist *make_headers(const teamsinvite_io *io)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    size_t i;

    for (i = 0; list != NULL && i < teamsinvite_io_header_count(io); i++) {
        struct curl_slist *longer = NULL;
        ti_buf line;

        ti_buf_init(&line, 64 * 1024);
        ti_buf_add_text(&line, teamsinvite_io_header_name(io, i));
        ti_buf_add_text(&line, ": ");
        ti_buf_add_text(&line, teamsinvite_io_header_value(io, i));
        if (!line.failed)
            longer = curl_slist_append(list, ti_buf_text(&line));
        ti_buf_clear(&line);
        if (longer == NULL)
            curl_slist_free_all(list);
        list = longer;
    }
    return list;
}

static void free_headers(struct curl_slist *list)
{
    struct curl_slist *at;

    for (at = list; at != NULL; at = at->next)
        ti_wipe(at->data, strlen(at->data));
    curl_slist_free_all(list);
}

/* In words of ours: libcurl's own may quote a URL. */
static const char *reason_of(const ti_http_exchange *x, CURLcode code)
{
    if (x->private_address)
        return "the name leads to a private address";
    if (x->encoded)
        return "the answer has a content coding that was not asked for";
    switch ((int)code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
        return "plain http is for loopback addresses only";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "the name was not found";
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "the proxy's name was not found";
    case CURLE_COULDNT_CONNECT:
        return "no connection";
    case CURLE_OPERATION_TIMEDOUT:
        return "no complete answer in time";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return "the TLS certificate is not trusted";
    case CURLE_SSL_CONNECT_ERROR:
        return "no TLS connection";
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
        return "the answer was cut off";
    case CURLE_SEND_ERROR:
        return "the request was cut off";
    case CURLE_ABORTED_BY_CALLBACK:
        return "cancelled";
    case CURLE_URL_MALFORMAT:
        return "the URL was not understood";
    default:
        return "the exchange failed";
    }
}

static void answer_failure(const ti_http_exchange *x, CURLcode code)
{
    char reason[160];

    (void)snprintf(reason, sizeof(reason), "%.80s: %s (libcurl %d)", x->url.host, reason_of(x, code), (int)code);
    (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_NETWORK, reason);
}

static void perform(teamsinvite_transport *transport, CURL *handle, ti_http_exchange *x)
{
    CURLcode code;
    long opened = 0;
    long status = 0;

    if (!ti_http_set_options(handle, x)) {
        (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_NETWORK, x->failed_option);
        return;
    }
    code = curl_easy_perform(handle);
    if (curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &opened) == CURLE_OK)
        (void)atomic_fetch_add(&transport->connections, opened);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_OK)
        (void)teamsinvite_call_complete_send(x->call, status >= 100 && status <= 599 ? (int32_t)status : 599);
    else if (x->too_large || code == CURLE_FILESIZE_EXCEEDED)
        (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_RESPONSE, "the answer is too large");
    else
        answer_failure(x, code);
}

void teamsinvite_transport_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_transport *transport = user_data;
    ti_http_exchange x = { .transport = transport, .call = call, .io = io };
    CURL *handle = NULL;

    if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a transport does not do this");
        return;
    }
    if (!ti_url_parse(&x.url, ti_slice_of(teamsinvite_io_url(io)))) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, "the URL was not understood");
        return;
    }
    x.headers = make_headers(io);
    handle = x.headers == NULL ? NULL : borrow_handle(transport);
    if (handle != NULL) {
        perform(transport, handle, &x);
        return_handle(transport, handle);
    } else {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
    }
    free_headers(x.headers);
    ti_url_clear(&x.url);
}
