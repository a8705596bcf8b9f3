/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invite.h - the invitation as text, HTML and iCalendar. Pure: the same input
 * gives the same bytes.
 */
#ifndef TI_INVITE_INVITE_H
#define TI_INVITE_INVITE_H

#include "base/buf.h"
#include "base/error.h"

typedef enum ti_invite_method { TI_INVITE_REQUEST, TI_INVITE_CANCEL } ti_invite_method;
typedef enum ti_invite_audience { TI_INVITE_RECRUITER, TI_INVITE_CANDIDATE } ti_invite_audience;

/* The words of one language; see wording.h. */
typedef struct ti_wording ti_wording;

/* All strings UTF-8, checked before they get here; NULL where left out. Control
 * characters are left out, what turns the direction of writing (U+202E and its
 * like) too, and line ends where one line is meant. */
typedef struct ti_invite {
    ti_invite_method method;
    const char *uid;             /* iCalendar UID, stable over updates */
    int32_t sequence;            /* iCalendar SEQUENCE */
    const char *title;           /* "Interview: Platform Engineer" */
    const char *company_name;    /* or NULL */
    const char *recruiter_name;
    const char *recruiter_email;
    const char *candidate_name;
    const char *candidate_email;
    const char *message;         /* to both; several lines allowed; or NULL */
    const char *internal_note;   /* recruiter's copy only; or NULL */
    const char *join_url;        /* never NULL for a REQUEST; not used in a CANCEL */
    int64_t start_ms, end_ms;
    int64_t stamp_ms;            /* iCalendar DTSTAMP: now */
    const char *time_text;       /* how the host writes the time for people; NULL: as follows */
    const char *zone;            /* the name of the zone people read the time in; NULL: UTC, offsets not used */
    int32_t start_offset_s;      /* what to add to UTC there, at the start and at the end */
    int32_t end_offset_s;
    const ti_wording *wording;   /* our words; NULL: English */
    const char *dial_in_number;  /* other ways in, each or NULL; not used in a CANCEL */
    const char *conference_id;
    const char *join_id;
    const char *passcode;
} ti_invite;

/* Each needs a title, a start before its end, in the zone too between 1970 and
 * 9999, for a REQUEST an https link, and of the addresses given that
 * ti_invite_is_address(); the calendar needs both addresses and a UID besides.
 * What lacks one fails the buffer: nothing is rendered in part, and no REQUEST
 * without a link. */

/* Lines end with LF. */
bool ti_invite_text(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience);

/* One HTML document with inline styles: no table, no script, no image, dark-mode safe. */
bool ti_invite_html(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience);

/* VCALENDAR with one VEVENT (RFC 5545, RFC 5546); CRLF, folded at 75 octets
 * without splitting a character; times in UTC. ORGANIZER is the recruiter. The
 * internal note is in neither copy: calendars are shared. */
bool ti_invite_ical(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience);

/* "Subject" for the mail: one line, no control characters; UTF-8, not encoded yet. */
bool ti_invite_subject(ti_buf *buf, const ti_invite *invite);

/* A mail address that is safe in headers and iCalendar: an ASCII dot-atom, one
 * @ and a domain of letters, digits and hyphens; at most 254 bytes. So no blank,
 * control character, quote, comma, semicolon, colon, bracket or backslash. */
bool ti_invite_is_address(ti_slice address);

#endif
