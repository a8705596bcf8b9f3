/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_server.h - a real mail server on loopback (aiosmtpd), which reads each
 * mail with Python's email package; see mail_server.py for what it does with whom.
 */
#ifndef TI_TESTS_SUPPORT_MAIL_SERVER_H
#define TI_TESTS_SUPPORT_MAIL_SERVER_H

#include "support/certificate.h"
#include "support/process.h"

enum { MAIL_SERVER_TEXT_MAX = 64 * 1024 };

typedef struct mail_server {
    process process;
    unsigned int port;
    char folder[40];
    char ca_file[64];
    bool has_certificate;
    char text[MAIL_SERVER_TEXT_MAX]; /* what was read last */
} mail_server;

/* NULL names: no TLS. Its certificate is signed by an authority that ca_file trusts. */
void mail_server_start(mail_server *server, const char *mode, const char *names);
void mail_server_stop(mail_server *server);

/* What is known of a mail, "subject" say; numbers begin with 1. Valid until the next call; asserts that it is there. */
const char *mail_server_read(mail_server *server, int number, const char *what);

/* How many mails it has taken. */
int mail_server_count(mail_server *server);

#endif
