/* SPDX-License-Identifier: Apache-2.0 */
/*
 * smtp_header.h - header lines of a mail (RFC 5322), in ASCII: what is not, or is
 * long, becomes encoded words (RFC 2047). Lines are folded and have no end.
 *
 * Each answers !line->failed; what is neither a line nor an address fails too.
 */
#ifndef TI_PORT_SMTP_HEADER_H
#define TI_PORT_SMTP_HEADER_H

#include <stdint.h>

#include "base/buf.h"

/* "Subject: text" */
bool ti_smtp_header_text(ti_buf *line, const char *header, const char *text);

/* "To: "name" <address>"; the name may be "". */
bool ti_smtp_header_mailbox(ti_buf *line, const char *header, const char *name, const char *address);

/* "Message-ID: <id>" */
bool ti_smtp_header_id(ti_buf *line, const char *header, const char *id);

/* "Date: Tue, 15 Jan 2030 09:00:00 +0000" */
bool ti_smtp_header_date(ti_buf *line, const char *header, int64_t at_ms);

/* Without control characters, which could end it. */
bool ti_smtp_is_line(const char *text);

/* Whether it can stand between angle brackets, in a header and in a command. */
bool ti_smtp_is_address(const char *text);

#endif
