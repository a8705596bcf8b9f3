/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_options.c - every libcurl option that a mail depends on, set explicitly. */
#include <string.h>

#include <teamsinvite/call.h>

#include "port/smtp_server.h"

/* A kept connection is taken again only while no server has given it up yet. */
enum { CONNECT_TIMEOUT_MS = 5000, LIFETIME_S = 600, IDLE_S = 30 };

static int watch(void *user_data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const ti_transfer *t = user_data;

    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return teamsinvite_call_is_cancelled(t->call);
}

/* STARTTLS on the loopback host where it is offered, elsewhere in any case. */
static bool set_trust(ti_transfer *t)
{
    const teamsinvite_smtp *server = t->user_data;

    TI_SET(t, CURLOPT_PROTOCOLS_STR, server->url.scheme);
    TI_SET(t, CURLOPT_USE_SSL, (long)(ti_url_is_loopback(&server->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    TI_SET(t, CURLOPT_SSL_VERIFYPEER, 1L);
    TI_SET(t, CURLOPT_SSL_VERIFYHOST, 2L);
    TI_SET(t, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    TI_SET(t, CURLOPT_SSL_OPTIONS, 0L);
    if (server->ca_file != NULL) {
        TI_SET(t, CURLOPT_CAINFO, server->ca_file);
        TI_SET(t, CURLOPT_CAPATH, NULL);
    }
    TI_SET(t, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    TI_SET(t, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    TI_SET(t, CURLOPT_PROXY, "");
    return true;
}

static bool set_login(ti_transfer *t)
{
    const teamsinvite_smtp *server = t->user_data;

    if (server->user == NULL)
        return true;
    TI_SET(t, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    TI_SET(t, CURLOPT_USERNAME, server->user);
    TI_SET(t, CURLOPT_PASSWORD, server->password);
    return true;
}

static bool set_limits(ti_transfer *t)
{
    long timeout = t->timeout_ms > 0 && t->timeout_ms < 3600000 ? (long)t->timeout_ms : 30000L;

    TI_SET(t, CURLOPT_TIMEOUT_MS, timeout);
    TI_SET(t, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_TIMEOUT_MS ? timeout : (long)CONNECT_TIMEOUT_MS);
    TI_SET(t, CURLOPT_NOSIGNAL, 1L);
    ti_curl_leave_resolver(t->handle);
    TI_SET(t, CURLOPT_TCP_KEEPALIVE, 1L);
    TI_SET(t, CURLOPT_MAXLIFETIME_CONN, (long)LIFETIME_S);
    TI_SET(t, CURLOPT_MAXAGE_CONN, (long)IDLE_S);
    TI_SET(t, CURLOPT_MAXCONNECTS, 1L);
    TI_SET(t, CURLOPT_NOPROGRESS, 0L);
    TI_SET(t, CURLOPT_XFERINFOFUNCTION, watch);
    TI_SET(t, CURLOPT_XFERINFODATA, t);
    return true;
}

static bool set_mail(ti_transfer *t, const ti_smtp_exchange *x)
{
    const teamsinvite_smtp *server = t->user_data;

    TI_SET(t, CURLOPT_URL, server->text);
    TI_SET(t, CURLOPT_MAIL_FROM, x->from);
    TI_SET(t, CURLOPT_MAIL_RCPT, x->to);
    TI_SET(t, CURLOPT_HTTPHEADER, x->headers);
    TI_SET(t, CURLOPT_MIMEPOST, x->mime);
    return true;
}

bool ti_smtp_set_options(ti_smtp_exchange *exchange)
{
    ti_transfer *transfer = &exchange->transfer;

    return set_trust(transfer) && set_login(transfer) && set_limits(transfer) && set_mail(transfer, exchange);
}
