/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_curl.c - one mail on a pooled libcurl handle, and what became of it. */
#include <stdio.h>

#include <teamsinvite/call.h>

#include "port/smtp_server.h"

/* In words of ours: libcurl's own may quote an address. */
static const char *reason_of(CURLcode code)
{
    switch ((int)code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "the name was not found";
    case CURLE_COULDNT_CONNECT:
        return "no connection";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return "the TLS certificate is not trusted";
    case CURLE_SSL_CACERT_BADFILE:
        return "the file of trusted CAs cannot be used";
    case CURLE_SSL_CONNECT_ERROR:
        return "no TLS connection";
    case CURLE_USE_SSL_FAILED:
        return "it offers no STARTTLS";
    case CURLE_LOGIN_DENIED:
        return "it has no way to sign in that is spoken here (PLAIN, LOGIN)";
    case CURLE_OPERATION_TIMEDOUT:
        return "no answer in time";
    case CURLE_ABORTED_BY_CALLBACK:
        return "cancelled";
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
        return "the connection was cut off";
    default:
        return "the mail could not be sent";
    }
}

/* What the host has to put right, in its settings or at its mail server. */
static teamsinvite_status status_of(CURLcode code, long answer)
{
    if (answer >= 500)
        return TEAMSINVITE_E_MAIL;
    if (answer >= 400)
        return TEAMSINVITE_E_MAIL_BUSY;
    switch ((int)code) {
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
        return TEAMSINVITE_E_MAIL;
    case CURLE_OUT_OF_MEMORY:
        return TEAMSINVITE_E_NO_MEMORY;
    default:
        return TEAMSINVITE_E_NETWORK;
    }
}

/* The words of an answer may quote the recipient; its code does not. A time-out
 * says nothing about the answer before it. */
static void answer_failure(const ti_transfer *transfer, CURLcode code)
{
    const teamsinvite_smtp *server = transfer->user_data;
    const char *host = server->url.host;
    char reason[160];
    long answer = 0;

    if (code != CURLE_OPERATION_TIMEDOUT && code != CURLE_ABORTED_BY_CALLBACK)
        (void)curl_easy_getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= 400)
        (void)snprintf(reason, sizeof(reason), "%.80s answers %ld%s", host, answer,
                       code == CURLE_LOGIN_DENIED ? " to the sign-in" : "");
    else
        (void)snprintf(reason, sizeof(reason), "%.80s: %s (libcurl %d)", host, reason_of(code), (int)code);
    (void)teamsinvite_call_complete_failed(transfer->call, status_of(code, answer), reason);
}

/* A kept connection that the server has given up meanwhile: nothing of the mail
 * has left on it. */
static bool was_stale(CURL *handle, CURLcode code)
{
    curl_off_t sent = 0;
    long opened = 1;
    long answer = 0;

    if (code == CURLE_OK || curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &opened) != CURLE_OK || opened > 0 ||
        curl_easy_getinfo(handle, CURLINFO_SIZE_UPLOAD_T, &sent) != CURLE_OK || sent > 0 ||
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer) != CURLE_OK)
        return false;
    return answer == 421 || ((answer < 400) && (code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR));
}

static bool begin(ti_transfer *transfer)
{
    ti_smtp_exchange *x = (ti_smtp_exchange *)(void *)transfer;
    teamsinvite_status status = ti_smtp_make_message(x);
    const char *reason = status == TEAMSINVITE_E_MAIL ? "an address or a name is not one" : NULL;

    if (status == TEAMSINVITE_OK && ti_smtp_set_options(x))
        return true;
    if (status == TEAMSINVITE_OK) {
        status = TEAMSINVITE_E_NETWORK;
        reason = transfer->failed_option;
    }
    (void)teamsinvite_call_complete_failed(transfer->call, status, reason);
    ti_smtp_free_message(x);
    return false;
}

static bool end(ti_transfer *transfer, CURLcode code)
{
    ti_smtp_exchange *x = (ti_smtp_exchange *)(void *)transfer;

    if (was_stale(transfer->handle, code) &&
        curl_easy_setopt(transfer->handle, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK)
        return false;
    if (code == CURLE_OK)
        (void)teamsinvite_call_complete_deliver(transfer->call);
    else
        answer_failure(transfer, code);
    ti_smtp_free_message(x);
    return true;
}

static ti_slice host(const teamsinvite_io *io, const void *user_data)
{
    const teamsinvite_smtp *server = user_data;

    (void)io;
    return ti_slice_of(server->url.host);
}

const ti_transfer_kind ti_smtp_transfer = {
    .size = sizeof(ti_smtp_exchange), .handle = teamsinvite_smtp_handle, .host = host, .begin = begin, .end = end
};

void teamsinvite_smtp_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    ti_smtp_exchange x = {
        .transfer = { .kind = &ti_smtp_transfer, .user_data = user_data, .call = call, .io = io }
    };
    teamsinvite_smtp *server = user_data;

    if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_DELIVER)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a mail server does not do this");
    else if (server == NULL)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "smtp: is NULL");
    else
        ti_transfer_perform(&x.transfer, &server->pool);
}
