/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_bench.h - a mail server, the built-in handler before it, and mails to hand over one by one. */
#ifndef TI_TESTS_SUPPORT_SMTP_BENCH_H
#define TI_TESTS_SUPPORT_SMTP_BENCH_H

#include <teamsinvite/smtp.h>

#include "support/mail_server.h"
#include "support/single_io.h"

typedef struct smtp_bench {
    mail_server server;
    teamsinvite_client *client;
    teamsinvite_smtp *smtp;
    teamsinvite_call *call; /* of the mail before */
    const char *url;        /* of the handler, with %u for the server's port */
    ti_mail mail;           /* change what a test is about, and deliver */
    int64_t timeout_ms;
    bool cancelled; /* before the mail goes */
} smtp_bench;

enum { SMTP_BENCH_TIMEOUT_MS = 5000 };

/* A server of that mode and with these names, and a handler that trusts it under "localhost". */
void smtp_bench_start(smtp_bench *b, const char *mode, const char *names);
void smtp_bench_stop(smtp_bench *b);

/* The mail's outcome. */
teamsinvite_status smtp_bench_deliver(smtp_bench *b);

/* Of the mail before, when it failed. */
const char *smtp_bench_reason(const smtp_bench *b);

/* Another handler, for this URL; it trusts the server's authority. */
void smtp_bench_use(smtp_bench *b, const char *url);

#endif
