/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ical.c - the invitation as a calendar object: VCALENDAR with one VEVENT, by
 * RFC 5545, the method by RFC 5546, CONFERENCE by RFC 7986.
 *
 * Calendars are shared with colleagues and synchronised to phones: the
 * internal note is in neither copy. What only the owner of a calendar can know
 * is left to him: alarms, class, and who may see that he is busy.
 */
#include "invite/complete.h"
#include "invite/ical_line.h"
#include "invite/plain_text.h"
#include "invite/ways_in.h"
#include "invite/wording.h"

static void add_person(ti_ical *out, const char *property, const char *name, const char *address)
{
    ti_ical_add(out, property);
    ti_ical_add(out, ";CN=");
    ti_ical_add_quoted(out, ti_plain_is_given(name) ? name : address);
    ti_ical_add(out, ":");
    ti_ical_add_mailto(out, address);
    ti_ical_end_line(out);
}

static void add_people(ti_ical *out, const ti_invite *invite, ti_invite_audience audience)
{
    bool cancelled = invite->method == TI_INVITE_CANCEL;

    add_person(out, "ORGANIZER", invite->recruiter_name, invite->recruiter_email);
    if (audience == TI_INVITE_RECRUITER)
        add_person(out, "ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE", invite->recruiter_name,
                   invite->recruiter_email);
    add_person(out,
               cancelled ? "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
                         : "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
               invite->candidate_name, invite->candidate_email);
}

static void add_times(ti_ical *out, const ti_invite *invite)
{
    ti_ical_add(out, "DTSTAMP:");
    ti_ical_add_time(out, invite->stamp_ms);
    ti_ical_end_line(out);
    ti_ical_add(out, "DTSTART:");
    ti_ical_add_time(out, invite->start_ms);
    ti_ical_end_line(out);
    ti_ical_add(out, "DTEND:");
    ti_ical_add_time(out, invite->end_ms);
    ti_ical_end_line(out);
}

static void add_ways_in(ti_ical *out, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    ti_way_in ways[TI_WAYS_IN_MAX];
    size_t count = ti_ways_in(invite, ways);
    size_t i;

    for (i = 0; i < count; i++) {
        ti_ical_add(out, i == 0 ? "\\n\\n" : "\\n");
        ti_ical_add_text_line(out, ways[i].label);
        ti_ical_add_text_line(out, words->colon);
        ti_ical_add(out, " ");
        ti_ical_add_text_line(out, ways[i].value);
    }
}

static void add_description(ti_ical *out, const ti_invite *invite, ti_invite_audience audience)
{
    const ti_wording *words = ti_wording_of(invite);

    ti_ical_add(out, "DESCRIPTION:");
    if (invite->method == TI_INVITE_REQUEST) {
        ti_ical_add_text_line(out, words->join);
        ti_ical_add_text_line(out, words->colon);
        ti_ical_add(out, "\\n");
        ti_ical_add_text(out, invite->join_url);
    } else {
        ti_ical_add_text(out, ti_wording_opening(invite, audience));
    }
    add_ways_in(out, invite);
    if (ti_plain_is_given(invite->message)) {
        ti_ical_add(out, "\\n\\n");
        ti_ical_add_text(out, invite->message);
    }
    ti_ical_end_line(out);
}

/* The link in each place where some calendar looks for it; the X- one makes
 * Outlook show its Join button. */
static void add_link(ti_ical *out, const ti_invite *invite)
{
    ti_ical_add(out, "LOCATION:");
    ti_ical_add_text(out, invite->join_url);
    ti_ical_end_line(out);
    ti_ical_add(out, "URL:");
    ti_ical_line(out, invite->join_url);
    ti_ical_add(out, "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=");
    ti_ical_add_quoted(out, ti_wording_of(invite)->join);
    ti_ical_add(out, ":");
    ti_ical_line(out, invite->join_url);
    ti_ical_add(out, "X-MICROSOFT-SKYPETEAMSMEETINGURL:");
    ti_ical_add_text(out, invite->join_url);
    ti_ical_end_line(out);
}

static void add_event(ti_ical *out, const ti_invite *invite, ti_invite_audience audience)
{
    bool cancelled = invite->method == TI_INVITE_CANCEL;

    ti_ical_line(out, "BEGIN:VEVENT");
    ti_ical_add(out, "UID:");
    ti_ical_add_text_line(out, invite->uid);
    ti_ical_end_line(out);
    ti_ical_add(out, "SEQUENCE:");
    ti_ical_add_int64(out, invite->sequence);
    ti_ical_end_line(out);
    add_times(out, invite);
    ti_ical_add(out, "SUMMARY:");
    ti_ical_add_text_line(out, invite->title);
    ti_ical_end_line(out);
    add_description(out, invite, audience);
    if (!cancelled) {
        add_link(out, invite);
        /* A new time that the recruiter took in Outlook would move one calendar with a SEQUENCE of
         * its own, behind the back of the host; whose next update would then be taken for an old one. */
        ti_ical_line(out, "X-MICROSOFT-DISALLOW-COUNTER:TRUE");
    }
    add_people(out, invite, audience);
    ti_ical_line(out, cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    ti_ical_line(out, "TRANSP:OPAQUE");
    ti_ical_line(out, "END:VEVENT");
}

bool ti_invite_ical(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    ti_ical out;

    if (!ti_invite_is_complete_for_calendar(invite))
        return ti_invite_refuse(buf);
    ti_ical_begin(&out, buf);
    ti_ical_line(&out, "BEGIN:VCALENDAR");
    ti_ical_line(&out, "PRODID:-//libteamsinvite//libteamsinvite//EN");
    ti_ical_line(&out, "VERSION:2.0");
    ti_ical_line(&out, "CALSCALE:GREGORIAN");
    ti_ical_line(&out, invite->method == TI_INVITE_CANCEL ? "METHOD:CANCEL" : "METHOD:REQUEST");
    add_event(&out, invite, audience);
    ti_ical_line(&out, "END:VCALENDAR");
    return !buf->failed;
}
