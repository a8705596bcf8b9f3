/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_server.h - a mail server from the inside: its settings, and one mail on its way. */
#ifndef TI_PORT_SMTP_SERVER_H
#define TI_PORT_SMTP_SERVER_H

#include <teamsinvite/smtp.h>

#include "base/url.h"
#include "port/transfer.h"

struct teamsinvite_smtp {
    ti_url url;
    char *text;     /* of the URL, with the port and the name for EHLO */
    char *ca_file;  /* NULL: the system's */
    char *user;     /* NULL: no sign-in */
    char *password;
    ti_curl_pool pool;
};

/* One mail on its way. */
typedef struct ti_smtp_exchange {
    ti_transfer transfer;
    char *from; /* "<address>" */
    struct curl_slist *to;
    struct curl_slist *headers;
    curl_mime *mime;
} ti_smtp_exchange;

/* Headers, envelope and parts from the io. TEAMSINVITE_E_MAIL for what is no mail.
 * What there is by then is freed with the other. */
teamsinvite_status ti_smtp_make_message(ti_smtp_exchange *exchange);
void ti_smtp_free_message(ti_smtp_exchange *exchange);

/* Set every option that counts for one mail; false with failed_option set when
 * libcurl does not take one: then nothing may be sent. */
bool ti_smtp_set_options(ti_smtp_exchange *exchange);

#endif
