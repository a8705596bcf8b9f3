/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_bench.c - a mail server, the built-in handler before it, and mails to hand over one by one. */
#include "support/smtp_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const ti_mail ordinary = {
    .from = "rita@ats.example",
    .from_name = "Rita Recruiter",
    .to = "jane@candidate.example",
    .to_name = "Jane Doe",
    .reply_to = NULL,
    .message_id = "0123456789abcdef@ats.example",
    .date_ms = INT64_C(1894698000000), /* 2030-01-15T09:00:00Z */
    .subject = "Interview: Platform Engineer",
    .text = "Hello Jane,\n\nhttps://teams.microsoft.com/l/meetup-join/19%3ameeting_A/0\n",
    .html = "<!DOCTYPE html>\n<p>Hello Jane</p>\n",
    .calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
    .calendar_method = "REQUEST",
};

void smtp_bench_use(smtp_bench *b, const char *url)
{
    char text[128];
    char *sign = NULL;

    (void)snprintf(text, sizeof(text), "%s", url);
    sign = strstr(text, "%u");
    if (sign != NULL)
        (void)snprintf(sign, sizeof(text) - (size_t)(sign - text), "%u", b->server.port);
    teamsinvite_smtp_free(b->smtp);
    assert_int_equal(teamsinvite_smtp_new(text, &b->smtp, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_smtp_set_helo(b->smtp, "bench.example", NULL), TEAMSINVITE_OK);
    if (b->server.has_certificate)
        assert_int_equal(teamsinvite_smtp_set_ca_file(b->smtp, b->server.ca_file, NULL), TEAMSINVITE_OK);
}

void smtp_bench_start(smtp_bench *b, const char *mode, const char *names)
{
    *b = (smtp_bench){ .mail = ordinary, .timeout_ms = SMTP_BENCH_TIMEOUT_MS };
    b->url = strncmp(mode, "smtps", 5) == 0 ? "smtps://localhost:%u" : "smtp://localhost:%u";
    mail_server_start(&b->server, mode, names);
    b->client = single_io_client();
    assert_non_null(b->client);
    smtp_bench_use(b, b->url);
}

void smtp_bench_stop(smtp_bench *b)
{
    teamsinvite_call_free(b->call);
    teamsinvite_smtp_free(b->smtp);
    teamsinvite_client_free(b->client);
    mail_server_stop(&b->server);
}

teamsinvite_status smtp_bench_deliver(smtp_bench *b)
{
    teamsinvite_call_free(b->call);
    b->call = single_io_begin(b->client, TEAMSINVITE_IO_DELIVER, b->timeout_ms);
    assert_non_null(b->call);
    b->call->io.mail = &b->mail;
    if (b->cancelled)
        teamsinvite_call_cancel(b->call);
    teamsinvite_smtp_handle(b->call, &b->call->io, b->smtp);
    assert_null(teamsinvite_call_next(b->call));
    return teamsinvite_call_outcome(b->call, NULL);
}

const char *smtp_bench_reason(const smtp_bench *b)
{
    return b->call->io.reason;
}
