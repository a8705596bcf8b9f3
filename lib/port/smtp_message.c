/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_message.c - a mail as libcurl sends it: envelope, headers, and the three parts. */
#include <stdio.h>
#include <string.h>

#include <teamsinvite/call.h>

#include "base/alloc.h"
#include "port/smtp_header.h"
#include "port/smtp_server.h"

enum { LINE_BYTES_MAX = 4096, PART_MAX = 1024 * 1024 };

static bool append(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);

    if (longer != NULL)
        *list = longer;
    return longer != NULL;
}

static bool add_header(ti_smtp_exchange *x, ti_buf *line)
{
    bool added = !line->failed && append(&x->headers, ti_buf_text(line));

    ti_buf_reset(line);
    return added;
}

static bool add_people(ti_smtp_exchange *x, ti_buf *line)
{
    const char *reply_to = teamsinvite_io_mail_reply_to(x->transfer.io);

    ti_smtp_header_mailbox(line, "From", teamsinvite_io_mail_from_name(x->transfer.io),
                           teamsinvite_io_mail_from(x->transfer.io));
    if (!add_header(x, line))
        return false;
    ti_smtp_header_mailbox(line, "To", teamsinvite_io_mail_to_name(x->transfer.io),
                           teamsinvite_io_mail_to(x->transfer.io));
    if (!add_header(x, line))
        return false;
    if (reply_to[0] == '\0')
        return true;
    ti_smtp_header_mailbox(line, "Reply-To", "", reply_to);
    return add_header(x, line);
}

static bool add_headers(ti_smtp_exchange *x, ti_buf *line)
{
    ti_smtp_header_date(line, "Date", teamsinvite_io_mail_date_ms(x->transfer.io));
    if (!add_header(x, line) || !add_people(x, line))
        return false;
    ti_smtp_header_id(line, "Message-ID", teamsinvite_io_mail_message_id(x->transfer.io));
    if (!add_header(x, line))
        return false;
    ti_smtp_header_text(line, "Subject", teamsinvite_io_mail_subject(x->transfer.io));
    return add_header(x, line) && append(&x->headers, "MIME-Version: 1.0") &&
           append(&x->headers, "Content-Type: multipart/alternative");
}

static char *in_brackets(const char *address)
{
    ti_buf text;

    ti_buf_init(&text, LINE_BYTES_MAX);
    ti_buf_add_char(&text, '<');
    ti_buf_add_text(&text, address);
    ti_buf_add_char(&text, '>');
    return ti_buf_take(&text);
}

static bool make_envelope(ti_smtp_exchange *x)
{
    char *to = in_brackets(teamsinvite_io_mail_to(x->transfer.io));
    bool made = to != NULL && append(&x->to, to);

    ti_free(to);
    x->from = in_brackets(teamsinvite_io_mail_from(x->transfer.io));
    return made && x->from != NULL;
}

/* Lines end with CR LF in a mail, whatever they end with here: the encoder keeps
 * only those as ends of lines. */
static bool add_lines(ti_buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n' && (out->len == 0 || out->ptr[out->len - 1] != '\r'))
            ti_buf_add_char(out, '\r');
        ti_buf_add_char(out, *text);
    }
    return !out->failed;
}

static bool add_part(ti_smtp_exchange *x, const char *type, const char *text)
{
    curl_mimepart *part = curl_mime_addpart(x->mime);
    bool added;
    ti_buf lines;

    ti_buf_init(&lines, PART_MAX);
    added = add_lines(&lines, text) && part != NULL && curl_mime_type(part, type) == CURLE_OK &&
            curl_mime_encoder(part, "quoted-printable") == CURLE_OK &&
            curl_mime_data(part, ti_buf_text(&lines), lines.len) == CURLE_OK;
    ti_buf_clear(&lines);
    return added;
}

/* The best comes last (RFC 2046, 5.1.4). Without a file name no reader hides the
 * calendar among attachments. */
static bool make_parts(ti_smtp_exchange *x)
{
    char type[96];

    (void)snprintf(type, sizeof(type), "text/calendar; charset=utf-8; method=%.16s",
                   teamsinvite_io_mail_calendar_method(x->transfer.io));
    x->mime = curl_mime_init(x->transfer.handle);
    return x->mime != NULL && add_part(x, "text/plain; charset=utf-8", teamsinvite_io_mail_text(x->transfer.io)) &&
           add_part(x, "text/html; charset=utf-8", teamsinvite_io_mail_html(x->transfer.io)) &&
           add_part(x, type, teamsinvite_io_mail_calendar(x->transfer.io));
}

static bool is_mail(const teamsinvite_io *io)
{
    const char *reply_to = teamsinvite_io_mail_reply_to(io);

    return ti_smtp_is_address(teamsinvite_io_mail_from(io)) && ti_smtp_is_address(teamsinvite_io_mail_to(io)) &&
           ti_smtp_is_address(teamsinvite_io_mail_message_id(io)) &&
           (reply_to[0] == '\0' || ti_smtp_is_address(reply_to)) &&
           ti_smtp_is_line(teamsinvite_io_mail_from_name(io)) && ti_smtp_is_line(teamsinvite_io_mail_to_name(io)) &&
           ti_smtp_is_line(teamsinvite_io_mail_subject(io));
}

teamsinvite_status ti_smtp_make_message(ti_smtp_exchange *exchange)
{
    ti_buf line;
    bool made;

    if (!is_mail(exchange->transfer.io))
        return TEAMSINVITE_E_MAIL;
    ti_buf_init(&line, LINE_BYTES_MAX);
    made = add_headers(exchange, &line) && make_envelope(exchange) && make_parts(exchange);
    ti_buf_clear(&line);
    return made ? TEAMSINVITE_OK : TEAMSINVITE_E_NO_MEMORY;
}

void ti_smtp_free_message(ti_smtp_exchange *exchange)
{
    curl_mime_free(exchange->mime);
    curl_slist_free_all(exchange->headers);
    curl_slist_free_all(exchange->to);
    ti_free(exchange->from);
}
