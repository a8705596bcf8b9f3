/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wording.h - our words, one table a language, and which of them to say.
 *
 * Another language is another file like wording_en.c and a line in wording.c.
 * All of it is text for people: each rendering escapes it as it does the host's.
 */
#ifndef TI_INVITE_WORDING_H
#define TI_INVITE_WORDING_H

#include "invite/invite.h"

struct ti_wording {
    const char *tag;       /* BCP 47 */
    const char *greeting;  /* before " Jane Doe" or nothing … */
    const char *comma;     /* … and behind it; the opening begins a new paragraph */
    const char *invited;   /* openings: to the candidate, to the recruiter, then to both */
    const char *planned;
    const char *changed;
    const char *cancelled;
    const char *updated_prefix; /* of a subject, with what parts it from the title */
    const char *cancelled_prefix;
    const char *colon;     /* between a label and what it labels, without a blank behind it */
    const char *when;
    const char *candidate;
    const char *join;
    const char *address;   /* before the link in full; a sentence, with its colon */
    const char *dial_in_number;
    const char *conference_id;
    const char *join_id;
    const char *passcode;
    const char *note;
    const char *regards;
    const char *date;      /* %w weekday, %d day, %m month, %y year; all else is itself */
    const char *clock_end; /* behind a time of day */
    const char *utc;       /* behind the times where no zone is named */
    const char *weekdays[7]; /* from Sunday */
    const char *months[12];
};

extern const ti_wording ti_wording_en;
extern const ti_wording ti_wording_de;

/* By a language tag, its region and all else behind the language ignored; NULL for one we do not have. */
const ti_wording *ti_wording_find(ti_slice tag);

/* Of this invitation; never NULL. */
const ti_wording *ti_wording_of(const ti_invite *invite);

/* "Jane Doe" or NULL: whom this copy speaks to. */
const char *ti_wording_addressee(const ti_invite *invite, ti_invite_audience audience);

/* "You are invited to a video interview." and its siblings. */
const char *ti_wording_opening(const ti_invite *invite, ti_invite_audience audience);

/* What stands before the title in a subject: "Updated: ", "Cancelled: ", or "". */
const char *ti_wording_prefix(const ti_invite *invite);

#endif
