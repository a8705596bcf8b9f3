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
static void answer_failure(const ti_smtp_exchange *x, CURL *handle, CURLcode code)
{
    const char *host = x->server->url.host;
    char reason[160];
    long answer = 0;

    if (code != CURLE_OPERATION_TIMEDOUT && code != CURLE_ABORTED_BY_CALLBACK)
        (void)curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= 400)
        (void)snprintf(reason, sizeof(reason), "%.80s answers %ld%s", host, answer,
                       code == CURLE_LOGIN_DENIED ? " to the sign-in" : "");
    else
        (void)snprintf(reason, sizeof(reason), "%.80s: %s (libcurl %d)", host, reason_of(code), (int)code);
    (void)teamsinvite_call_complete_failed(x->call, status_of(code, answer), reason);
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

static void perform(CURL *handle, ti_smtp_exchange *x)
{
    CURLcode code;

    if (!ti_smtp_set_options(handle, x)) {
        (void)teamsinvite_call_complete_failed(x->call, TEAMSINVITE_E_NETWORK, x->failed_option);
        return;
    }
    code = ti_curl_perform(handle);
    if (was_stale(handle, code) && curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK)
        code = ti_curl_perform(handle);
    if (code == CURLE_OK)
        (void)teamsinvite_call_complete_deliver(x->call);
    else
        answer_failure(x, handle, code);
}

void teamsinvite_smtp_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_smtp *server = user_data;
    ti_smtp_exchange x = { .server = server, .call = call, .io = io };
    teamsinvite_status status;
    CURL *handle;

    if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_DELIVER || server == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER,
                                               server == NULL ? "smtp: is NULL" : "a mail server does not do this");
        return;
    }
    handle = ti_curl_borrow(&server->pool);
    if (handle == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return;
    }
    status = ti_smtp_make_message(handle, &x);
    if (status == TEAMSINVITE_OK)
        perform(handle, &x);
    else
        (void)teamsinvite_call_complete_failed(call, status,
                                               status == TEAMSINVITE_E_MAIL ? "an address or a name is not one" : NULL);
    ti_curl_return(&server->pool, handle);
    ti_smtp_free_message(&x);
}
