/* SPDX-License-Identifier: Apache-2.0 */
/* http_curl.c - one HTTP exchange on a pooled libcurl handle. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "port/http_transport.h"

enum { HEADER_MAX = 64 * 1024 };

/* The list holds the bearer token, so it is wiped before it is freed. */
static void free_headers(struct curl_slist *list)
{
    struct curl_slist *at;

    for (at = list; at != NULL; at = at->next)
        ti_wipe(at->data, strlen(at->data));
    curl_slist_free_all(list);
}

static struct curl_slist *add_line(struct curl_slist *list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(list, line);

    if (longer == NULL)
        free_headers(list);
    return longer;
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    struct curl_slist *longer = NULL;
    ti_buf line;

    ti_buf_init(&line, HEADER_MAX);
    ti_buf_add_text(&line, name);
    ti_buf_add_text(&line, ": ");
    ti_buf_add_text(&line, value);
    if (line.failed || strpbrk(ti_buf_text(&line), "\r\n") != NULL)
        free_headers(list);
    else
        longer = add_line(list, ti_buf_text(&line));
    ti_buf_clear(&line);
    return longer;
}

/* The headers of the io and none that libcurl thinks up; NULL without memory,
 * or where one would be two lines. */
static struct curl_slist *make_headers(const teamsinvite_io *io)
{
    struct curl_slist *list = add_line(NULL, "Expect:");
    size_t i;

    if (list != NULL)
        list = add_line(list, "Content-Type:");
    for (i = 0; list != NULL && i < teamsinvite_io_header_count(io); i++)
        list = add_header(list, teamsinvite_io_header_name(io, i), teamsinvite_io_header_value(io, i));
    return list;
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
        return "only https is spoken, and http to loopback addresses";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "the name was not found";
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "the proxy's name was not found";
    case CURLE_COULDNT_CONNECT:
        return "no connection";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return "the TLS certificate is not trusted";
    case CURLE_SSL_CACERT_BADFILE:
        return "the file of trusted CAs cannot be used";
    case CURLE_SSL_CONNECT_ERROR:
        return "no TLS connection";
    case CURLE_WEIRD_SERVER_REPLY:
        return "the answer is not HTTP";
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

/* What took too long, and how long that was. */
static void answer_timeout(const ti_http_exchange *x, CURL *handle)
{
    curl_off_t ready_us = 0;
    curl_off_t total_us = 0;
    char reason[160];

    (void)curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &ready_us);
    (void)curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &total_us);
    (void)snprintf(reason, sizeof(reason), "%.80s: %s in %lld ms", x->url.host,
                   ready_us == 0 ? "no connection" : "no complete answer", (long long)(total_us / 1000));
    (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_NETWORK, reason);
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
    code = ti_curl_perform(handle);
    if (curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &opened) == CURLE_OK)
        (void)atomic_fetch_add(&transport->connections, opened);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_OK && (status < 200 || status > 599))
        code = CURLE_WEIRD_SERVER_REPLY;
    if (code == CURLE_OK)
        (void)teamsinvite_call_complete_send(x->call, (int32_t)status);
    else if (x->too_large || code == CURLE_FILESIZE_EXCEEDED)
        (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_RESPONSE, "the answer is too large");
    else if (code == CURLE_OPERATION_TIMEDOUT)
        answer_timeout(x, handle);
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
    if (transport == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "transport: is NULL");
        return;
    }
    if (!ti_url_parse(&x.url, ti_slice_of(teamsinvite_io_url(io)))) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, "the URL was not understood");
        return;
    }
    x.headers = make_headers(io);
    handle = x.headers == NULL ? NULL : ti_curl_borrow(&transport->pool);
    if (handle != NULL) {
        perform(transport, handle, &x);
        ti_curl_return(&transport->pool, handle);
    } else {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
    }
    free_headers(x.headers);
    ti_url_clear(&x.url);
}
