/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html.c - the invitation as one HTML document.
 *
 * Mail programs drop style sheets, so styles are inline. No colour is set for
 * text or page: the reader's own are right in the light and in the dark, and
 * the ones that are set (button, rules) hold on both. The button is made of
 * borders, which Outlook paints where it leaves padding out.
 */
#include "invite/complete.h"
#include "invite/html_escape.h"
#include "invite/plain_text.h"
#include "invite/ways_in.h"
#include "invite/when.h"
#include "invite/wording.h"

#define FONT "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:24px;" \
    "overflow-wrap:break-word"
#define PARAGRAPH "<p dir=\"auto\" style=\"margin:0 0 16px\">"
#define LABEL "<p style=\"margin:0 0 2px;font-size:13px;line-height:18px\">"
#define RULED \
    "<div dir=\"auto\" style=\"margin:0 0 20px;padding:4px 16px;border-left:4px solid #7f85d6\">"
#define TITLE "<h1 dir=\"auto\" style=\"margin:24px 0 16px;font-size:24px;line-height:32px;font-weight:600\">"
#define BUTTON \
    "display:inline-block;background:#4f52b2;border:solid #4f52b2;border-width:12px 24px;border-radius:6px;" \
    "color:#ffffff;font-weight:600;text-decoration:none"

static void add_head(ti_buf *buf, const ti_invite *invite)
{
    ti_buf_add_text(buf, "<!DOCTYPE html>\n<html lang=\"");
    ti_html_add_line(buf, ti_wording_of(invite)->tag);
    ti_buf_add_text(buf, "\">\n"
                         "<head>\n"
                         "<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                         "<meta name=\"color-scheme\" content=\"light dark\">\n"
                         "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
                         "<title>");
    ti_html_add_line(buf, ti_wording_prefix(invite));
    ti_html_add_line(buf, invite->title);
    ti_buf_add_text(buf, "</title>\n</head>\n");
}

static void add_greeting(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    const ti_wording *words = ti_wording_of(invite);
    const char *name = ti_wording_addressee(invite, audience);

    ti_buf_add_text(buf, PARAGRAPH);
    ti_html_add_line(buf, words->greeting);
    if (name != NULL)
        ti_buf_add_char(buf, ' ');
    ti_html_add_line(buf, name);
    ti_html_add_line(buf, words->comma);
    ti_buf_add_text(buf, "</p>\n" PARAGRAPH);
    ti_html_add_line(buf, ti_wording_opening(invite, audience));
    ti_buf_add_text(buf, "</p>\n");
}

static void add_title(ti_buf *buf, const ti_invite *invite)
{
    ti_buf_add_text(buf, TITLE);
    ti_html_add_line(buf, invite->title);
    ti_buf_add_text(buf, "</h1>\n");
}

/* What stands above a paragraph, in small print. */
static void add_label(ti_buf *buf, const char *label)
{
    ti_buf_add_text(buf, LABEL);
    ti_html_add_line(buf, label);
    ti_buf_add_text(buf, "</p>\n");
}

static void add_when(ti_buf *buf, const ti_invite *invite)
{
    ti_buf when;

    ti_buf_init(&when, buf->max);
    ti_when_add(&when, invite);
    add_label(buf, ti_wording_of(invite)->when);
    ti_buf_add_text(buf, PARAGRAPH "<strong>");
    ti_html_add(buf, ti_buf_slice(&when));
    ti_buf_add_text(buf, "</strong></p>\n");
    if (when.failed)
        ti_invite_refuse(buf);
    ti_buf_clear(&when);
}

static void add_candidate(ti_buf *buf, const ti_invite *invite)
{
    bool named = ti_plain_is_given(invite->candidate_name);
    bool addressed = ti_plain_is_given(invite->candidate_email);

    if (!named && !addressed)
        return;
    add_label(buf, ti_wording_of(invite)->candidate);
    ti_buf_add_text(buf, PARAGRAPH);
    ti_html_add_line(buf, invite->candidate_name);
    if (named && addressed)
        ti_buf_add_text(buf, "<br>\n");
    ti_html_add_line(buf, invite->candidate_email);
    ti_buf_add_text(buf, "</p>\n");
}

static void add_link(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    ti_slice url = ti_slice_of(invite->join_url);

    ti_buf_add_text(buf, "<p style=\"margin:24px 0 16px\"><a href=\"");
    ti_html_add(buf, url);
    ti_buf_add_text(buf, "\" style=\"" BUTTON "\">");
    ti_html_add_line(buf, words->join);
    ti_buf_add_text(buf, "</a></p>\n");
    add_label(buf, words->address);
    ti_buf_add_text(buf, "<p style=\"margin:0 0 24px;font-size:13px;line-height:18px;overflow-wrap:anywhere;"
                         "word-break:break-all\"><a href=\"");
    ti_html_add(buf, url);
    ti_buf_add_text(buf, "\">");
    ti_html_add(buf, url);
    ti_buf_add_text(buf, "</a></p>\n");
}

static void add_ways_in(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    ti_way_in ways[TI_WAYS_IN_MAX];
    size_t count = ti_ways_in(invite, ways);
    size_t i;

    if (count > 0)
        ti_buf_add_text(buf, PARAGRAPH);
    for (i = 0; i < count; i++) {
        ti_html_add_line(buf, ways[i].label);
        ti_html_add_line(buf, words->colon);
        ti_buf_add_char(buf, ' ');
        ti_html_add_line(buf, ways[i].value);
        ti_buf_add_text(buf, i + 1 < count ? "<br>\n" : "</p>\n");
    }
}

static void add_ruled(ti_buf *buf, const char *label, const char *text)
{
    if (!ti_plain_is_given(text))
        return;
    if (label != NULL)
        add_label(buf, label);
    ti_buf_add_text(buf, RULED);
    ti_html_add_lines(buf, text);
    ti_buf_add_text(buf, "</div>\n");
}

static void add_signature(ti_buf *buf, const ti_invite *invite)
{
    bool signed_by = ti_plain_is_given(invite->recruiter_name);
    bool company = ti_plain_is_given(invite->company_name);

    if (!signed_by && !company)
        return;
    ti_buf_add_text(buf, PARAGRAPH);
    ti_html_add_line(buf, ti_wording_of(invite)->regards);
    ti_buf_add_text(buf, "<br>\n");
    ti_html_add_line(buf, invite->recruiter_name);
    if (signed_by && company)
        ti_buf_add_text(buf, "<br>\n");
    ti_html_add_line(buf, invite->company_name);
    ti_buf_add_text(buf, "</p>\n");
}

bool ti_invite_html(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    bool for_recruiter = audience == TI_INVITE_RECRUITER;

    if (!ti_invite_is_complete(invite))
        return ti_invite_refuse(buf);
    add_head(buf, invite);
    ti_buf_add_text(buf, "<body style=\"margin:0;padding:24px 16px;" FONT "\">\n"
                         "<div style=\"max-width:560px;margin:0 auto\">\n");
    add_greeting(buf, invite, audience);
    add_title(buf, invite);
    add_when(buf, invite);
    if (for_recruiter)
        add_candidate(buf, invite);
    if (invite->method == TI_INVITE_REQUEST)
        add_link(buf, invite);
    add_ways_in(buf, invite);
    add_ruled(buf, NULL, invite->message);
    if (for_recruiter)
        add_ruled(buf, ti_wording_of(invite)->note, invite->internal_note);
    else
        add_signature(buf, invite);
    return ti_buf_add_text(buf, "</div>\n</body>\n</html>\n");
}
