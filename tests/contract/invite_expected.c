/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invite_expected.c - every property of a copy, in no order. Written from RFC
 * 5545, 5546 and 7986 and from invitation.h, not from the code it is to judge.
 */
#include "contract/invite_expected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/invitation.h>

/* Not assert(): it is not there in an optimised build. */
static void need_room(bool there_is)
{
    if (there_is)
        return;
    (void)fprintf(stderr, "invite_expected.c: more than there is room for\n");
    abort();
}

static invite_property *expect(invite_properties *all, const char *name, const char *type, const char *value)
{
    invite_property *p;

    need_room(all->count < INVITE_PROPERTIES_MAX);
    p = &all->list[all->count++];
    p->name = name;
    p->type = type;
    p->value = value;
    return p;
}

static void with(invite_property *p, const char *name, const char *value)
{
    need_room(p->parameter_count < INVITE_PARAMETERS_MAX);
    p->parameters[p->parameter_count++] = (invite_parameter){ name, value };
}

static void expect_attendee(invite_copy *copy, const char *uri, const char *name, const char *role,
                            const char *partstat, const char *rsvp)
{
    invite_property *p = expect(&copy->event, "ATTENDEE", "cal-address", uri);

    with(p, "CN", name);
    with(p, "ROLE", role);
    with(p, "PARTSTAT", partstat);
    with(p, "RSVP", rsvp);
}

/* The candidate is asked to answer; the recruiter, who asks, is there in any case. */
static void expect_people(invite_copy *copy, bool cancelled)
{
    const invite_case *c = &copy->wanted;

    with(expect(&copy->event, "ORGANIZER", "cal-address", c->recruiter_uri), "CN", c->recruiter_name_seen);
    if (copy->audience == TEAMSINVITE_AUDIENCE_RECRUITER)
        expect_attendee(copy, c->recruiter_uri, c->recruiter_name_seen, "CHAIR", "ACCEPTED", "FALSE");
    expect_attendee(copy, c->candidate_uri, c->candidate_name_seen, "REQ-PARTICIPANT", "NEEDS-ACTION",
                    cancelled ? "FALSE" : "TRUE");
}

/* Our words, as the host asked for them. */
typedef struct our_words {
    const char *join, *cancelled, *dial_in_number, *conference_id, *join_id, *passcode;
} our_words;

static const our_words *words_of(const invite_case *c)
{
    static const our_words english = { "Join in Microsoft Teams", "This interview is cancelled.", "Phone",
                                       "Phone conference ID", "Meeting ID", "Passcode" };
    static const our_words german = { "In Microsoft Teams teilnehmen", "Ihr Interview wurde abgesagt.", "Telefon",
                                      "Telefonkonferenz-ID", "Besprechungs-ID", "Passcode" };

    return c->language != NULL && strncmp(c->language, "de", 2) == 0 ? &german : &english;
}

static void expect_link(invite_copy *copy)
{
    const char *url = copy->wanted.join_url;
    invite_property *conference = expect(&copy->event, "CONFERENCE", "uri", url);

    with(conference, "VALUE", "URI");
    with(conference, "FEATURE", "VIDEO");
    with(conference, "LABEL", words_of(&copy->wanted)->join);
    (void)expect(&copy->event, "LOCATION", "text", url);
    (void)expect(&copy->event, "URL", "uri", url);
    (void)expect(&copy->event, "X-MICROSOFT-SKYPETEAMSMEETINGURL", "text", url);
    (void)expect(&copy->event, "X-MICROSOFT-DISALLOW-COUNTER", "text", "TRUE");
}

static void describe(invite_copy *copy, const char *text)
{
    size_t length = strlen(copy->description);

    need_room(length + strlen(text) < sizeof(copy->description));
    memcpy(copy->description + length, text, strlen(text) + 1);
}

/* "\nPhone: +49 30 123": the first of them a line further down. */
static void describe_way_in(invite_copy *copy, bool *first, const char *label, const char *value)
{
    if (value == NULL)
        return;
    describe(copy, *first ? "\n\n" : "\n");
    describe(copy, label);
    describe(copy, ": ");
    describe(copy, value);
    *first = false;
}

static void describe_meeting(invite_copy *copy)
{
    const invite_case *c = &copy->wanted;
    const our_words *words = words_of(c);
    bool first = true;

    describe(copy, words->join);
    describe(copy, ":\n");
    describe(copy, c->join_url);
    describe_way_in(copy, &first, words->dial_in_number, c->dial_in_number);
    describe_way_in(copy, &first, words->conference_id, c->conference_id);
    describe_way_in(copy, &first, words->join_id, c->join_id_seen);
    describe_way_in(copy, &first, words->passcode, c->passcode);
}

/* Of a meeting that does not take place, no way in. */
static void expect_description(invite_copy *copy, bool cancelled)
{
    const invite_case *c = &copy->wanted;

    if (cancelled)
        describe(copy, words_of(c)->cancelled);
    else
        describe_meeting(copy);
    if (c->message_seen != NULL) {
        describe(copy, "\n\n");
        describe(copy, c->message_seen);
    }
    (void)expect(&copy->event, "DESCRIPTION", "text", copy->description);
}

static void expect_calendar(invite_copy *copy, bool cancelled)
{
    (void)expect(&copy->calendar, "PRODID", "text", "-//libteamsinvite//libteamsinvite//EN");
    (void)expect(&copy->calendar, "VERSION", "text", "2.0");
    (void)expect(&copy->calendar, "CALSCALE", "text", "GREGORIAN");
    (void)expect(&copy->calendar, "METHOD", "text", cancelled ? "CANCEL" : "REQUEST");
}

void invite_expect(invite_copy *copy)
{
    const invite_case *c = &copy->wanted;
    bool cancelled = c->method == TEAMSINVITE_METHOD_CANCEL;

    (void)snprintf(copy->sequence, sizeof(copy->sequence), "%d", (int)c->sequence);
    expect_calendar(copy, cancelled);
    (void)expect(&copy->event, "UID", "text", c->inside ? c->title_seen : copy->uid);
    (void)expect(&copy->event, "SEQUENCE", "integer", copy->sequence);
    (void)expect(&copy->event, "DTSTAMP", "date-time", INVITE_STAMP);
    (void)expect(&copy->event, "DTSTART", "date-time", c->start);
    (void)expect(&copy->event, "DTEND", "date-time", c->end);
    (void)expect(&copy->event, "SUMMARY", "text", c->title_seen);
    (void)expect(&copy->event, "STATUS", "text", cancelled ? "CANCELLED" : "CONFIRMED");
    (void)expect(&copy->event, "TRANSP", "text", "OPAQUE");
    expect_description(copy, cancelled);
    if (!cancelled)
        expect_link(copy);
    expect_people(copy, cancelled);
}
