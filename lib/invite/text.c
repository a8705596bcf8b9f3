/* SPDX-License-Identifier: Apache-2.0 */
/* text.c - the invitation as plain text. */
#include "invite/complete.h"
#include "invite/plain_text.h"
#include "invite/wording.h"

/* "label" and the value on one line; nothing where there is no value. */
static void add_line(ti_buf *buf, const char *label, const char *value)
{
    if (!ti_plain_is_given(value))
        return;
    ti_buf_add_text(buf, label);
    ti_plain_add_line(buf, value);
    ti_buf_add_char(buf, '\n');
}

/* Text of several lines, set off by an empty one. */
static void add_paragraph(ti_buf *buf, const char *heading, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;
    ti_plain piece;

    if (!ti_plain_is_given(text))
        return;
    ti_buf_add_char(buf, '\n');
    ti_buf_add_text(buf, heading);
    while ((piece = ti_plain_next(&rest, &run)) != TI_PLAIN_END)
        ti_buf_add(buf, piece == TI_PLAIN_BREAK ? TI_SLICE("\n") : run);
    ti_buf_add_char(buf, '\n');
}

static void add_greeting(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    const char *name = ti_wording_addressee(invite, audience);

    ti_buf_add_text(buf, "Hello");
    if (name != NULL)
        ti_buf_add_char(buf, ' ');
    ti_plain_add_line(buf, name);
    ti_buf_add_text(buf, ",\n\n");
    ti_buf_add_text(buf, ti_wording_opening(invite, audience));
    ti_buf_add_text(buf, "\n\n");
}

static void add_candidate(ti_buf *buf, const ti_invite *invite)
{
    if (ti_plain_is_given(invite->candidate_name) && ti_plain_is_given(invite->candidate_email)) {
        ti_buf_add_text(buf, "Candidate: ");
        ti_plain_add_line(buf, invite->candidate_name);
        add_line(buf, ", ", invite->candidate_email);
        return;
    }
    add_line(buf, "Candidate: ", invite->candidate_name);
    add_line(buf, "Candidate: ", invite->candidate_email);
}

static void add_signature(ti_buf *buf, const ti_invite *invite)
{
    if (!ti_plain_is_given(invite->recruiter_name) && !ti_plain_is_given(invite->company_name))
        return;
    ti_buf_add_text(buf, "\nKind regards\n");
    add_line(buf, "", invite->recruiter_name);
    add_line(buf, "", invite->company_name);
}

bool ti_invite_text(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    bool for_recruiter = audience == TI_INVITE_RECRUITER;

    if (!ti_invite_is_complete(invite))
        return ti_invite_refuse(buf);
    add_greeting(buf, invite, audience);
    add_line(buf, "", invite->title);
    ti_buf_add_text(buf, "When: ");
    ti_wording_add_when(buf, invite);
    ti_buf_add_char(buf, '\n');
    if (for_recruiter)
        add_candidate(buf, invite);
    if (invite->method == TI_INVITE_REQUEST) {
        ti_buf_add_text(buf, "\n" TI_WORDING_JOIN ":\n");
        ti_buf_add_text(buf, invite->join_url);
        ti_buf_add_char(buf, '\n');
    }
    add_paragraph(buf, "", invite->message);
    if (for_recruiter)
        add_paragraph(buf, TI_WORDING_NOTE ":\n", invite->internal_note);
    else
        add_signature(buf, invite);
    return !buf->failed;
}
