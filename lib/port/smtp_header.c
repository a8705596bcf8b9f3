/* SPDX-License-Identifier: Apache-2.0 */
/* smtp_header.c - header lines of a mail, in ASCII. */
#include "port/smtp_header.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/time.h"

enum {
    FOLD_AT = 76,    /* RFC 2047, 2: no line with an encoded word is longer */
    WORD_BYTES = 39, /* of text in one encoded word: 52 characters of base64, and 12 around them */
    WORD_LENGTH = 64
};

static bool fail(ti_buf *line)
{
    line->failed = true;
    return false;
}

static bool begin(ti_buf *line, const char *header)
{
    ti_buf_add_text(line, header);
    return ti_buf_add_text(line, ": ");
}

/* ASCII that no reader takes for an encoded word, short enough for the line. */
static bool can_stand(const char *text, size_t room)
{
    const char *at;

    for (at = text; *at != '\0'; at++)
        if ((unsigned char)*at >= 0x80)
            return false;
    return strlen(text) <= room && strstr(text, "=?") == NULL && text[0] != ' ' && (at == text || at[-1] != ' ');
}

/* As many whole characters as fit into one encoded word (RFC 2047, 5: none is split). */
static size_t word_length(const char *text)
{
    size_t length = strlen(text);

    if (length <= WORD_BYTES)
        return length;
    for (length = WORD_BYTES; length > 1 && ((unsigned char)text[length] & 0xc0) == 0x80; length--)
        ;
    return length;
}

static bool add_word(ti_buf *line, const char *text, size_t length)
{
    unsigned char encoded[WORD_LENGTH];

    if (EVP_EncodeBlock(encoded, (const unsigned char *)text, (int)length) < 0)
        return fail(line);
    ti_buf_add_text(line, "=?UTF-8?B?");
    ti_buf_add_text(line, (const char *)encoded);
    return ti_buf_add_text(line, "?=");
}

/* One word to a line: each fits, whatever the header is called. Readers put
 * words together without the blank between them. */
static bool add_words(ti_buf *line, const char *text)
{
    size_t length;

    for (; *text != '\0'; text += length) {
        length = word_length(text);
        add_word(line, text, length);
        if (text[length] != '\0')
            ti_buf_add_text(line, "\r\n ");
    }
    return !line->failed;
}

bool ti_smtp_header_text(ti_buf *line, const char *header, const char *text)
{
    begin(line, header);
    if (!ti_smtp_is_line(text))
        return fail(line);
    return can_stand(text, FOLD_AT - line->len) ? ti_buf_add_text(line, text) : add_words(line, text);
}

static bool add_quoted(ti_buf *line, const char *text)
{
    ti_buf_add_char(line, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            ti_buf_add_char(line, '\\');
        ti_buf_add_char(line, *text);
    }
    return ti_buf_add_char(line, '"');
}

bool ti_smtp_header_mailbox(ti_buf *line, const char *header, const char *name, const char *address)
{
    begin(line, header);
    if (!ti_smtp_is_line(name) || !ti_smtp_is_address(address))
        return fail(line);
    if (name[0] != '\0') {
        if (can_stand(name, FOLD_AT / 2))
            add_quoted(line, name);
        else
            add_words(line, name);
        ti_buf_add_text(line, line->len + strlen(address) + 3 > FOLD_AT ? "\r\n " : " ");
    }
    ti_buf_add_char(line, '<');
    ti_buf_add_text(line, address);
    return ti_buf_add_char(line, '>');
}

bool ti_smtp_header_id(ti_buf *line, const char *header, const char *id)
{
    return ti_smtp_header_mailbox(line, header, "", id);
}

bool ti_smtp_header_date(ti_buf *line, const char *header, int64_t at_ms)
{
    static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    char text[64];
    ti_civil at;

    begin(line, header);
    if (at_ms < 0 || at_ms > TI_TIME_MAX_MS)
        return fail(line);
    at = ti_time_civil(at_ms);
    (void)snprintf(text, sizeof(text), "%s, %d %s %04d %02d:%02d:%02d +0000", days[at.weekday], at.day,
                   months[at.month - 1], at.year, at.hour, at.minute, at.second);
    return ti_buf_add_text(line, text);
}

bool ti_smtp_is_line(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return false;
    return true;
}

bool ti_smtp_is_address(const char *text)
{
    const char *at;

    for (at = text; *at != '\0'; at++)
        if (*at <= ' ' || *at >= 0x7f || strchr("<>(),;:\\\"[]", *at) != NULL)
            return false;
    return strchr(text, '@') != NULL;
}
