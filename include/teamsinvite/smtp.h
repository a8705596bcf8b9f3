/* SPDX-License-Identifier: Apache-2.0 */
/**
 * smtp.h - the built-in handler for mail: SMTP through libcurl.
 *
 * Answers DELIVER by handing one mail to your mail server (submission, RFC
 * 6409). TLS is required and verified: "smtps" speaks it from the first byte,
 * "smtp" upgrades with STARTTLS (RFC 3207) and goes no further where the server
 * does not. Only on the loopback host itself may a mail server do without, as a
 * local relay does. Content is made by libcurl's MIME functions, 7-bit safe.
 *
 *     teamsinvite_smtp *smtp = NULL;
 *
 *     teamsinvite_smtp_new("smtp://mail.ats.example:587", &smtp, &err);
 *     teamsinvite_smtp_set_login(smtp, "ats", password, &err);
 *     teamsinvite_config_set_mail(config, teamsinvite_smtp_handle, smtp, NULL, &err);
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_SMTP_H
#define TEAMSINVITE_SMTP_H

#include <teamsinvite/call.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A mail server and how to sign in to it; keeps a connection between mails. */
typedef struct teamsinvite_smtp teamsinvite_smtp;

/**
 * @param url  copied; "smtp://host:port" (default 587) or "smtps://host:port" (default 465), no user, path or query
 * @param[out] out yours to free with teamsinvite_smtp_free(), after every client that uses it
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFIG the libcurl that is loaded is older than 7.85, or built without SMTP or TLS
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_smtp_new(const char *url, teamsinvite_smtp **out,
                                                        teamsinvite_error **err);

/** Close the connection, wipe and free it. */
TEAMSINVITE_API void teamsinvite_smtp_free(teamsinvite_smtp *smtp);

/**
 * Sign in (AUTH PLAIN or LOGIN, RFC 4954), after TLS. Without it the mail
 * server has to take mail from this host as it is.
 *
 * @param user, password copied, wiped on free; each 1 to 256 bytes, no control character
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: before it is first used; the same for all setters.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_smtp_set_login(teamsinvite_smtp *smtp, const char *user,
                                                              const char *password, teamsinvite_error **err);

/** Trust the CAs in this PEM file instead of the system's. @param path copied; a readable file */
TEAMSINVITE_API teamsinvite_status teamsinvite_smtp_set_ca_file(teamsinvite_smtp *smtp, const char *path,
                                                                teamsinvite_error **err);

/**
 * How this host names itself (EHLO); default: its own name, as libcurl finds it.
 *
 * @param host copied; a host name or an address literal, at most 253 bytes
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_smtp_set_helo(teamsinvite_smtp *smtp, const char *host,
                                                             teamsinvite_error **err);

/**
 * The handler to plug in with teamsinvite_config_set_mail(). Blocks until the
 * server has answered for the mail, the io's time is over, or the call is
 * cancelled. A 5xx answer, and a server without STARTTLS, is
 * TEAMSINVITE_E_MAIL, a 4xx answer TEAMSINVITE_E_MAIL_BUSY, anything before
 * that TEAMSINVITE_E_NETWORK. After a time-out the mail may have been taken
 * all the same; sent again it has the same Message-ID.
 *
 * @param smtp a teamsinvite_smtp, borrowed
 *
 * Threads: any thread, any time; mails on different threads take different connections.
 */
TEAMSINVITE_API void teamsinvite_smtp_handle(teamsinvite_call *call, const teamsinvite_io *io, void *smtp);

#ifdef __cplusplus
}
#endif

#endif
