/* SPDX-License-Identifier: Apache-2.0 */
/* wording.c - the sentences that text, HTML and calendar have in common. */
#include "invite/wording.h"

#include <stdio.h>

#include "base/time.h"
#include "invite/complete.h"
#include "invite/plain_text.h"

const char *ti_wording_addressee(const ti_invite *invite, ti_invite_audience audience)
{
    const char *name = audience == TI_INVITE_RECRUITER ? invite->recruiter_name : invite->candidate_name;

    return ti_plain_is_given(name) ? name : NULL;
}

const char *ti_wording_opening(const ti_invite *invite, ti_invite_audience audience)
{
    if (invite->method == TI_INVITE_CANCEL)
        return "This interview is cancelled.";
    if (invite->sequence > 0)
        return "The details of this interview have changed.";
    return audience == TI_INVITE_RECRUITER ? "Your interview is planned." : "You are invited to a video interview.";
}

const char *ti_wording_prefix(const ti_invite *invite)
{
    if (invite->method == TI_INVITE_CANCEL)
        return "Cancelled: ";
    return invite->sequence > 0 ? "Updated: " : "";
}

static bool add_date(ti_buf *buf, const ti_civil *at)
{
    static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December" };

    ti_buf_add_int64(buf, at->day);
    ti_buf_add_char(buf, ' ');
    ti_buf_add_text(buf, months[at->month - 1]);
    ti_buf_add_char(buf, ' ');
    return ti_buf_add_int64(buf, at->year);
}

static bool add_clock(ti_buf *buf, const ti_civil *at)
{
    char text[32];

    if (snprintf(text, sizeof(text), "%02d:%02d", (int)at->hour, (int)at->minute) != 5)
        return ti_invite_refuse(buf);
    return ti_buf_add_text(buf, text);
}

bool ti_wording_add_when(ti_buf *buf, const ti_invite *invite)
{
    ti_civil start = ti_time_civil(invite->start_ms);
    ti_civil end = ti_time_civil(invite->end_ms);

    if (ti_plain_is_given(invite->time_text))
        return ti_plain_add_line(buf, invite->time_text);
    add_date(buf, &start);
    ti_buf_add_text(buf, ", ");
    add_clock(buf, &start);
    if (start.year == end.year && start.month == end.month && start.day == end.day) {
        ti_buf_add_text(buf, "–");
    } else {
        ti_buf_add_text(buf, " – ");
        add_date(buf, &end);
        ti_buf_add_text(buf, ", ");
    }
    add_clock(buf, &end);
    return ti_buf_add_text(buf, " UTC");
}
