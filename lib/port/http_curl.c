/* SPDX-License-Identifier: Apache-2.0 */
/* http_curl.c - one HTTP exchange on a pooled libcurl handle. */
#include <stdio.h>
#include <string.h>

#include "port/http_transport.h"

/* libcurl reads the list while it runs; what ends it is freed with the io. */
static void add_line(ti_http_exchange *x, size_t at, const char *line)
{
    memcpy(&x->lines[at].data, &line, sizeof(line)); /* it is not written to, though it is not const */
    x->lines[at].next = NULL;
    if (at > 0)
        x->lines[at - 1].next = &x->lines[at];
}

/* The headers of the io and none that libcurl thinks up. */
static void add_lines(ti_http_exchange *x)
{
    const teamsinvite_io *io = x->transfer.io;
    size_t i;

    add_line(x, 0, "Expect:");
    add_line(x, 1, "Content-Type:");
    for (i = 0; i < teamsinvite_io_header_count(io) && i + 2 < TI_HTTP_LINES_MAX; i++)
        add_line(x, i + 2, teamsinvite_io_header_line(io, i));
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
static void answer_timeout(const ti_http_exchange *x)
{
    curl_off_t ready_us = 0;
    curl_off_t total_us = 0;
    char reason[160];

    (void)curl_easy_getinfo(x->transfer.handle, CURLINFO_PRETRANSFER_TIME_T, &ready_us);
    (void)curl_easy_getinfo(x->transfer.handle, CURLINFO_TOTAL_TIME_T, &total_us);
    (void)snprintf(reason, sizeof(reason), "%.80s: %s in %lld ms", x->url.host,
                   ready_us == 0 ? "no connection" : "no complete answer", (long long)(total_us / 1000));
    (void)teamsinvite_call_complete_failed(x->transfer.call, TEAMSINVITE_E_NETWORK, reason);
}

static void answer_failure(const ti_http_exchange *x, CURLcode code)
{
    char reason[160];

    (void)snprintf(reason, sizeof(reason), "%.80s: %s (libcurl %d)", x->url.host, reason_of(x, code), (int)code);
    (void)teamsinvite_call_complete_failed(x->transfer.call, TEAMSINVITE_E_NETWORK, reason);
}

static void let_go(ti_http_exchange *x)
{
    ti_buf_clear(&x->reply_header);
    ti_url_clear(&x->url);
}

static bool begin(ti_transfer *transfer)
{
    ti_http_exchange *x = (ti_http_exchange *)(void *)transfer;

    if (!ti_url_parse(&x->url, ti_slice_of(teamsinvite_io_url(transfer->io)))) {
        (void)teamsinvite_call_complete_failed(transfer->call, TEAMSINVITE_E_NETWORK, "the URL was not understood");
        return false;
    }
    ti_buf_init(&x->reply_header, TI_HTTP_REPLY_HEADER_MAX);
    add_lines(x);
    if (ti_http_set_options(x))
        return true;
    (void)teamsinvite_call_complete_failed(transfer->call, TEAMSINVITE_E_NETWORK, transfer->failed_option);
    let_go(x);
    return false;
}

static void count_connections(ti_transfer *transfer)
{
    teamsinvite_transport *transport = transfer->user_data;
    long opened = 0;

    if (curl_easy_getinfo(transfer->handle, CURLINFO_NUM_CONNECTS, &opened) == CURLE_OK)
        (void)atomic_fetch_add(&transport->connections, opened);
}

static bool end(ti_transfer *transfer, CURLcode code)
{
    ti_http_exchange *x = (ti_http_exchange *)(void *)transfer;
    long status = 0;

    count_connections(transfer);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_OK && (status < 200 || status > 599))
        code = CURLE_WEIRD_SERVER_REPLY;
    if (code == CURLE_OK)
        (void)teamsinvite_call_complete_send(transfer->call, (int32_t)status);
    else if (x->too_large || code == CURLE_FILESIZE_EXCEEDED)
        (void)teamsinvite_call_complete_failed(transfer->call, TEAMSINVITE_E_RESPONSE, "the answer is too large");
    else if (code == CURLE_OPERATION_TIMEDOUT)
        answer_timeout(x);
    else
        answer_failure(x, code);
    let_go(x);
    return true;
}

/* With its port: what stands before the path. */
static ti_slice host(const teamsinvite_io *io, const void *user_data)
{
    ti_slice url = ti_slice_of(teamsinvite_io_url(io));
    size_t scheme = ti_slice_find(url, '/');

    (void)user_data;
    url = ti_slice_skip(url, scheme + 2 < url.len ? scheme + 2 : url.len);
    return ti_slice_first(url, ti_slice_find(url, '/'));
}

const ti_transfer_kind ti_http_transfer = {
    .size = sizeof(ti_http_exchange), .handle = teamsinvite_transport_handle, .host = host, .begin = begin, .end = end
};

void teamsinvite_transport_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    ti_http_exchange x = {
        .transfer = { .kind = &ti_http_transfer, .user_data = user_data, .call = call, .io = io }
    };
    teamsinvite_transport *transport = user_data;

    if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a transport does not do this");
    else if (transport == NULL)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "transport: is NULL");
    else
        ti_transfer_perform(&x.transfer, &transport->pool);
}
