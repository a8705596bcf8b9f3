/* SPDX-License-Identifier: Apache-2.0 */
/* text.c - the invitation as plain text. */
#include "invite/complete.h"
#include "invite/plain_text.h"
#include "invite/ways_in.h"
#include "invite/when.h"
#include "invite/wording.h"

/* "Candidate: " */
static void add_label(ti_buf *buf, const ti_wording *words, const char *label)
{
    ti_buf_add_text(buf, label);
    ti_buf_add_text(buf, words->colon);
    ti_buf_add_char(buf, ' ');
}

/* A line of its own; nothing where there is no value. */
static void add_line(ti_buf *buf, const char *value)
{
    if (!ti_plain_is_given(value))
        return;
    ti_plain_add_line(buf, value);
    ti_buf_add_char(buf, '\n');
}

/* Text of several lines, set off by an empty one; with a label above it, or NULL. */
static void add_block(ti_buf *buf, const ti_wording *words, const char *label, const char *text)
{
    if (!ti_plain_is_given(text))
        return;
    ti_buf_add_char(buf, '\n');
    if (label != NULL) {
        ti_buf_add_text(buf, label);
        ti_buf_add_text(buf, words->colon);
        ti_buf_add_char(buf, '\n');
    }
    ti_plain_add_lines(buf, text);
    ti_buf_add_char(buf, '\n');
}

static void add_greeting(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    const ti_wording *words = ti_wording_of(invite);
    const char *name = ti_wording_addressee(invite, audience);

    ti_buf_add_text(buf, words->greeting);
    if (name != NULL)
        ti_buf_add_char(buf, ' ');
    ti_plain_add_line(buf, name);
    ti_buf_add_text(buf, words->comma);
    ti_buf_add_text(buf, "\n\n");
    ti_buf_add_text(buf, ti_wording_opening(invite, audience));
    ti_buf_add_text(buf, "\n\n");
}

static void add_when(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);

    add_label(buf, words, words->when);
    ti_when_add(buf, invite);
    ti_buf_add_char(buf, '\n');
}

static void add_candidate(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    bool named = ti_plain_is_given(invite->candidate_name);
    bool addressed = ti_plain_is_given(invite->candidate_email);

    if (!named && !addressed)
        return;
    add_label(buf, words, words->candidate);
    ti_plain_add_line(buf, invite->candidate_name);
    if (named && addressed)
        ti_buf_add_text(buf, ", ");
    ti_plain_add_line(buf, invite->candidate_email);
    ti_buf_add_char(buf, '\n');
}

static void add_ways_in(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    ti_way_in ways[TI_WAYS_IN_MAX];
    size_t count = ti_ways_in(invite, ways);
    size_t i;

    add_block(buf, words, words->join, invite->join_url);
    if (count > 0)
        ti_buf_add_char(buf, '\n');
    for (i = 0; i < count; i++) {
        add_label(buf, words, ways[i].label);
        add_line(buf, ways[i].value);
    }
}

static void add_signature(ti_buf *buf, const ti_invite *invite)
{
    if (!ti_plain_is_given(invite->recruiter_name) && !ti_plain_is_given(invite->company_name))
        return;
    ti_buf_add_char(buf, '\n');
    add_line(buf, ti_wording_of(invite)->regards);
    add_line(buf, invite->recruiter_name);
    add_line(buf, invite->company_name);
}

bool ti_invite_text(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    const ti_wording *words = ti_wording_of(invite);
    bool for_recruiter = audience == TI_INVITE_RECRUITER;

    if (!ti_invite_is_complete(invite))
        return ti_invite_refuse(buf);
    add_greeting(buf, invite, audience);
    add_line(buf, invite->title);
    add_when(buf, invite);
    if (for_recruiter)
        add_candidate(buf, invite);
    if (invite->method == TI_INVITE_REQUEST)
        add_ways_in(buf, invite);
    add_block(buf, words, NULL, invite->message);
    if (for_recruiter)
        add_block(buf, words, words->note, invite->internal_note);
    else
        add_signature(buf, invite);
    return !buf->failed;
}
