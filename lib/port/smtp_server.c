/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_server.c - a mail server: its life and its settings. */
#include "port/smtp_server.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"

enum { URL_MAX = 320, HELO_MAX = 253, LOGIN_MAX = 256 };

static bool has_port(const teamsinvite_smtp *smtp, const char *url)
{
    return url[strlen(smtp->url.scheme) + strlen("://") + strlen(smtp->url.host)] == ':';
}

static teamsinvite_status check_url(teamsinvite_smtp *smtp, const char *url, ti_error *err)
{
    const ti_url *parts = &smtp->url;

    if (ti_check_token(err, "url", url, URL_MAX) != TEAMSINVITE_OK)
        return err->status;
    if (!ti_url_parse(&smtp->url, ti_slice_of(url)))
        return ti_fail_parameter(err, "url", "is not an absolute URL");
    if (strcmp(parts->scheme, "smtp") != 0 && strcmp(parts->scheme, "smtps") != 0)
        return ti_fail_parameter(err, "url", "is neither smtp nor smtps");
    if (parts->has_user)
        return ti_fail_parameter(err, "url", "holds a user (teamsinvite_smtp_set_login takes it)");
    if (strcmp(parts->path, "/") != 0 || parts->has_query || parts->has_fragment)
        return ti_fail_parameter(err, "url", "has more than scheme, host and port");
    return TEAMSINVITE_OK;
}

/* To libcurl the path of the URL is the name for EHLO. */
static teamsinvite_status write_url(teamsinvite_smtp *smtp, const char *port, const char *helo, ti_error *err)
{
    char text[URL_MAX + HELO_MAX + 2];

    (void)snprintf(text, sizeof(text), "%s://%s:%s/%s", smtp->url.scheme, smtp->url.host, port,
                   helo == NULL ? "" : helo);
    return ti_curl_replace(err, &smtp->text, text);
}

/* Submission has a port of its own (RFC 6409); libcurl's default is that of relays. */
static teamsinvite_status set_url(teamsinvite_smtp *smtp, const char *url, ti_error *err)
{
    if (strcmp(smtp->url.scheme, "smtp") == 0 && !has_port(smtp, url))
        smtp->url.port = "587";
    return write_url(smtp, smtp->url.port, NULL, err);
}

teamsinvite_status teamsinvite_smtp_new(const char *url, teamsinvite_smtp **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_smtp *smtp = NULL;

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = NULL;
    if (ti_check_given(&error, "url", url) != TEAMSINVITE_OK || ti_curl_prepare(&error, "smtps") != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    smtp = ti_alloc(sizeof(*smtp));
    if (smtp == NULL || !ti_curl_pool_init(&smtp->pool)) {
        ti_free(smtp);
        (void)ti_fail_no_memory(&error);
    } else if (check_url(smtp, url, &error) == TEAMSINVITE_OK && set_url(smtp, url, &error) == TEAMSINVITE_OK) {
        *out = smtp;
    } else {
        teamsinvite_smtp_free(smtp);
    }
    return ti_error_give(&error, err);
}

void teamsinvite_smtp_free(teamsinvite_smtp *smtp)
{
    if (smtp == NULL)
        return;
    ti_curl_pool_clear(&smtp->pool);
    ti_url_clear(&smtp->url);
    ti_free(smtp->text);
    ti_free(smtp->ca_file);
    ti_free_secret(smtp->user);
    ti_free_secret(smtp->password);
    ti_free(smtp);
}

teamsinvite_status teamsinvite_smtp_set_login(teamsinvite_smtp *smtp, const char *user, const char *password,
                                              teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "smtp", smtp) == TEAMSINVITE_OK &&
        ti_check_text(&error, "user", user, LOGIN_MAX, false) == TEAMSINVITE_OK &&
        ti_check_text(&error, "password", password, LOGIN_MAX, false) == TEAMSINVITE_OK &&
        ti_curl_replace(&error, &smtp->user, user) == TEAMSINVITE_OK)
        (void)ti_curl_replace(&error, &smtp->password, password);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_smtp_set_ca_file(teamsinvite_smtp *smtp, const char *path, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "smtp", smtp) == TEAMSINVITE_OK)
        (void)ti_curl_set_ca_file(&error, &smtp->ca_file, path);
    return ti_error_give(&error, err);
}

/* A domain or an address literal (RFC 5321, 4.1.1.1). */
static teamsinvite_status check_helo(ti_error *err, const char *host)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    teamsinvite_status status = ti_check_token(err, "host", host, HELO_MAX);

    if (status == TEAMSINVITE_OK && host[strspn(host, allowed)] != '\0')
        return ti_fail_parameter(err, "host", "is neither a host name nor an address literal");
    return status;
}

teamsinvite_status teamsinvite_smtp_set_helo(teamsinvite_smtp *smtp, const char *host, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "smtp", smtp) == TEAMSINVITE_OK && check_helo(&error, host) == TEAMSINVITE_OK)
        (void)write_url(smtp, smtp->url.port, host, &error);
    return ti_error_give(&error, err);
}
