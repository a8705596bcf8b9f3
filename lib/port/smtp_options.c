/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_options.c - every libcurl option that a mail depends on, set explicitly. */
#include <string.h>

#include <teamsinvite/call.h>

#include "port/smtp_server.h"

/* A kept connection is taken again only while no server has given it up yet. */
enum { CONNECT_TIMEOUT_MS = 5000, LIFETIME_S = 600, IDLE_S = 30 };

#define SET(handle, option, value) \
    do { \
        if (curl_easy_setopt(handle, option, value) != CURLE_OK) { \
            x->failed_option = #option; \
            return false; \
        } \
    } while (0)

static int watch(void *user_data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const ti_smtp_exchange *x = user_data;

    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return teamsinvite_call_is_cancelled(x->call);
}

/* STARTTLS on the loopback host where it is offered, elsewhere in any case. */
static bool set_trust(CURL *handle, ti_smtp_exchange *x)
{
    const teamsinvite_smtp *server = x->server;

    SET(handle, CURLOPT_PROTOCOLS_STR, server->url.scheme);
    SET(handle, CURLOPT_USE_SSL, (long)(ti_url_is_loopback(&server->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    SET(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    SET(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    SET(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(handle, CURLOPT_SSL_OPTIONS, 0L);
    if (server->ca_file != NULL) {
        SET(handle, CURLOPT_CAINFO, server->ca_file);
        SET(handle, CURLOPT_CAPATH, NULL);
    }
    SET(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    SET(handle, CURLOPT_PROXY, "");
    return true;
}

static bool set_login(CURL *handle, ti_smtp_exchange *x)
{
    if (x->server->user == NULL)
        return true;
    SET(handle, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    SET(handle, CURLOPT_USERNAME, x->server->user);
    SET(handle, CURLOPT_PASSWORD, x->server->password);
    return true;
}

static bool set_limits(CURL *handle, ti_smtp_exchange *x)
{
    int64_t timeout_ms = teamsinvite_io_timeout_ms(x->io);
    long timeout = timeout_ms > 0 && timeout_ms < 3600000 ? (long)timeout_ms : 30000L;

    SET(handle, CURLOPT_TIMEOUT_MS, timeout);
    SET(handle, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_TIMEOUT_MS ? timeout : (long)CONNECT_TIMEOUT_MS);
    SET(handle, CURLOPT_NOSIGNAL, 1L);
    SET(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    SET(handle, CURLOPT_MAXLIFETIME_CONN, (long)LIFETIME_S);
    SET(handle, CURLOPT_MAXAGE_CONN, (long)IDLE_S);
    SET(handle, CURLOPT_MAXCONNECTS, 1L);
    SET(handle, CURLOPT_NOPROGRESS, 0L);
    SET(handle, CURLOPT_XFERINFOFUNCTION, watch);
    SET(handle, CURLOPT_XFERINFODATA, x);
    return true;
}

static bool set_mail(CURL *handle, ti_smtp_exchange *x)
{
    SET(handle, CURLOPT_URL, x->server->text);
    SET(handle, CURLOPT_MAIL_FROM, x->from);
    SET(handle, CURLOPT_MAIL_RCPT, x->to);
    SET(handle, CURLOPT_HTTPHEADER, x->headers);
    SET(handle, CURLOPT_MIMEPOST, x->mime);
    return true;
}

bool ti_smtp_set_options(CURL *handle, ti_smtp_exchange *exchange)
{
    return set_trust(handle, exchange) && set_login(handle, exchange) && set_limits(handle, exchange) &&
           set_mail(handle, exchange);
}
