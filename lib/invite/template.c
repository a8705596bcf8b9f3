/* SPDX-License-Identifier: Apache-2.0 */
/* template.c - the host's own text and HTML, with values in place of the placeholders. */
#include "invite/template.h"

#include <stddef.h>
#include <string.h>

#include "invite/complete.h"
#include "invite/html_escape.h"
#include "invite/plain_text.h"
#include "invite/ways_in.h"
#include "invite/when.h"

enum { NAME_MAX = 40 }; /* of a name in an error */

static const ti_slice OPEN = { "{{", 2 };
static const ti_slice CLOSE = { "}}", 2 };
static const char LINK[] = "join_url";

typedef enum kind {
    LINE,
    LINES,
    WAY_IN,  /* one line, not in a CANCEL */
    JOIN_ID, /* the same, in groups */
    URL,     /* as it is, not in a CANCEL */
    TIME,
    NOTE     /* of several lines, the recruiter's only */
} kind;

typedef struct placeholder {
    const char *name;
    kind kind;
    size_t offset; /* of the text in ti_invite */
} placeholder;

static const placeholder placeholders[] = {
    { "title", LINE, offsetof(ti_invite, title) },
    { "company_name", LINE, offsetof(ti_invite, company_name) },
    { "recruiter_name", LINE, offsetof(ti_invite, recruiter_name) },
    { "recruiter_email", LINE, offsetof(ti_invite, recruiter_email) },
    { "candidate_name", LINE, offsetof(ti_invite, candidate_name) },
    { "candidate_email", LINE, offsetof(ti_invite, candidate_email) },
    { "message", LINES, offsetof(ti_invite, message) },
    { "time", TIME, offsetof(ti_invite, time_text) },
    { LINK, URL, offsetof(ti_invite, join_url) },
    { "dial_in_number", WAY_IN, offsetof(ti_invite, dial_in_number) },
    { "conference_id", WAY_IN, offsetof(ti_invite, conference_id) },
    { "join_id", JOIN_ID, offsetof(ti_invite, join_id) },
    { "passcode", WAY_IN, offsetof(ti_invite, passcode) },
    { "internal_note", NOTE, offsetof(ti_invite, internal_note) },
};

/* NULL where there is none of this name that this audience may read. */
static const placeholder *find_placeholder(ti_slice name, ti_invite_audience audience)
{
    size_t i;

    for (i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++)
        if (ti_slice_equal_text(name, placeholders[i].name))
            return placeholders[i].kind == NOTE && audience != TI_INVITE_RECRUITER ? NULL : &placeholders[i];
    return NULL;
}

/* Where needle begins in s, or s.len. */
static size_t find_pair(ti_slice s, ti_slice needle)
{
    size_t i;

    for (i = 0; i + needle.len <= s.len; i++)
        if (memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
            return i;
    return s.len;
}

typedef enum piece { END, LITERAL, PLACEHOLDER, OPEN_END } piece;

/* What comes next: text as it is, the name between {{ and }}, or a {{ that is never closed. */
static piece take_piece(ti_slice *rest, ti_slice *out)
{
    size_t at = find_pair(*rest, OPEN);

    if (rest->len == 0)
        return END;
    if (at > 0) {
        *out = ti_slice_first(*rest, at);
        *rest = ti_slice_skip(*rest, at);
        return LITERAL;
    }
    *rest = ti_slice_skip(*rest, OPEN.len);
    at = find_pair(*rest, CLOSE);
    *out = ti_slice_first(*rest, at);
    if (at == rest->len)
        return OPEN_END;
    *rest = ti_slice_skip(*rest, at + CLOSE.len);
    return PLACEHOLDER;
}

/* The name may stand in a message: it is made of [a-z_]. */
static bool is_name(ti_slice name)
{
    size_t i;

    for (i = 0; i < name.len; i++)
        if (name.ptr[i] != '_' && (name.ptr[i] < 'a' || name.ptr[i] > 'z'))
            return false;
    return name.len > 0;
}

static teamsinvite_status refuse_placeholder(ti_slice name, ti_error *err)
{
    int length = (int)(name.len < NAME_MAX ? name.len : NAME_MAX);

    if (!is_name(name))
        return ti_fail_parameter(err, "template", "holds {{ that begins no placeholder");
    if (find_placeholder(name, TI_INVITE_RECRUITER) != NULL)
        return ti_fail_parameter(err, "template", "{{%.*s}} is for the recruiter only", length, name.ptr);
    return ti_fail_parameter(err, "template", "{{%.*s}} is no placeholder", length, name.ptr);
}

teamsinvite_status ti_template_check(const char *source, ti_invite_audience audience, ti_error *err)
{
    ti_slice rest = ti_slice_of(source);
    ti_slice part;
    piece found;

    while ((found = take_piece(&rest, &part)) != END) {
        if (found == OPEN_END)
            return ti_fail_parameter(err, "template", "holds {{ without }} behind it");
        if (found == PLACEHOLDER && find_placeholder(part, audience) == NULL)
            return refuse_placeholder(part, err);
    }
    return TEAMSINVITE_OK;
}

bool ti_template_has_link(const char *source)
{
    ti_slice rest = ti_slice_of(source);
    ti_slice part;
    piece found;

    while ((found = take_piece(&rest, &part)) != END && found != OPEN_END)
        if (found == PLACEHOLDER && ti_slice_equal_text(part, LINK))
            return true;
    return false;
}

/* How a value of several lines is written: as text or as HTML. */
typedef bool (*add_lines_fn)(ti_buf *buf, const char *text);

static const char *text_of(const ti_invite *invite, const placeholder *p)
{
    const char *text;

    if (invite->method == TI_INVITE_CANCEL && (p->kind == WAY_IN || p->kind == JOIN_ID || p->kind == URL))
        return NULL;
    memcpy(&text, (const char *)invite + p->offset, sizeof(text));
    return text;
}

static void add_value(ti_buf *buf, const ti_invite *invite, const placeholder *p, add_lines_fn add_lines)
{
    const char *text = text_of(invite, p);
    char grouped[TI_JOIN_ID_GROUPED_MAX];
    ti_buf line;

    if (p->kind == LINES || p->kind == NOTE) {
        add_lines(buf, text);
        return;
    }
    ti_buf_init(&line, buf->max);
    if (p->kind == TIME)
        ti_when_add(&line, invite);
    else if (p->kind == JOIN_ID && text != NULL)
        ti_plain_add_line(&line, ti_join_id_grouped(text, grouped));
    else
        ti_plain_add_line(&line, text);
    if (line.failed)
        ti_invite_refuse(buf);
    add_lines(buf, ti_buf_text(&line));
    ti_buf_clear(&line);
}

/* The host's own words as they are, with line ends of one kind. */
static void add_literal(ti_buf *buf, ti_slice text)
{
    size_t end;

    while ((end = ti_slice_find(text, '\r')) < text.len) {
        ti_buf_add(buf, ti_slice_first(text, end));
        text = ti_slice_skip(text, end + 1);
        if (text.len == 0 || text.ptr[0] != '\n')
            ti_buf_add_char(buf, '\n');
    }
    ti_buf_add(buf, text);
}

static bool expand(ti_buf *buf, const char *source, const ti_invite *invite, ti_invite_audience audience,
                   add_lines_fn add_lines)
{
    ti_slice rest = ti_slice_of(source);
    ti_slice part;
    piece found;

    if (!ti_invite_is_complete(invite))
        return ti_invite_refuse(buf);
    while (!buf->failed && (found = take_piece(&rest, &part)) != END) {
        const placeholder *p = found == PLACEHOLDER ? find_placeholder(part, audience) : NULL;

        if (found == LITERAL)
            add_literal(buf, part);
        else if (p != NULL)
            add_value(buf, invite, p, add_lines);
        else
            return ti_invite_refuse(buf);
    }
    return !buf->failed;
}

bool ti_template_add_text(ti_buf *buf, const char *source, const ti_invite *invite, ti_invite_audience audience)
{
    return expand(buf, source, invite, audience, ti_plain_add_lines);
}

bool ti_template_add_html(ti_buf *buf, const char *source, const ti_invite *invite, ti_invite_audience audience)
{
    return expand(buf, source, invite, audience, ti_html_add_lines);
}
