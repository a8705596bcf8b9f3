/* SPDX-License-Identifier: Apache-2.0 */
/* invite_copy.c - render a case, by the public interface where that takes it. */
#include "contract/invite_copy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

#include "contract/invite_expected.h"
#include "invite/invite.h"

enum { ICAL_MAX = 128 * 1024, CASE_NAME_MAX = 64 };

static void need(bool worked, const char *what, const invite_case *c)
{
    if (worked)
        return;
    (void)fprintf(stderr, "%s: %s\n", c->name, what);
    exit(1);
}

static int64_t stamp_clock(int32_t which, void *user_data)
{
    (void)which;
    (void)user_data;
    return INVITE_STAMP_MS;
}

/* The zone is in no calendar: any will do. */
static int32_t zone_of_everywhere(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data)
{
    (void)zone;
    (void)at_ms;
    (void)user_data;
    *offset_s = 20700;
    return 1;
}

static teamsinvite_client *make_client(const invite_case *c)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    need(teamsinvite_config_new(&config, NULL) == TEAMSINVITE_OK &&
             teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, NULL) ==
                 TEAMSINVITE_OK &&
             teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, NULL) == TEAMSINVITE_OK &&
             teamsinvite_config_set_clock(config, stamp_clock, NULL, NULL) == TEAMSINVITE_OK &&
             teamsinvite_config_set_zones(config, zone_of_everywhere, NULL, NULL) == TEAMSINVITE_OK &&
             teamsinvite_client_new(config, &client, NULL) == TEAMSINVITE_OK,
         "no client", c);
    return client;
}

/* days_from_civil: https://howardhinnant.github.io/date_algorithms.html */
static int64_t milliseconds_of(const char *ical)
{
    int64_t year = strtol((char[]){ ical[0], ical[1], ical[2], ical[3], '\0' }, NULL, 10);
    int64_t month = strtol((char[]){ ical[4], ical[5], '\0' }, NULL, 10);
    int64_t day = strtol((char[]){ ical[6], ical[7], '\0' }, NULL, 10);
    int64_t hour = strtol((char[]){ ical[9], ical[10], '\0' }, NULL, 10);
    int64_t minute = strtol((char[]){ ical[11], ical[12], '\0' }, NULL, 10);
    int64_t second = strtol((char[]){ ical[13], ical[14], '\0' }, NULL, 10);
    int64_t shifted = month <= 2 ? year - 1 : year;
    int64_t era = shifted / 400;
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;

    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

static void set_required(teamsinvite_invitation_request *r, const invite_case *c)
{
    need(teamsinvite_invitation_request_set_reference(r, c->reference, NULL) == TEAMSINVITE_OK, "reference", c);
    need(teamsinvite_invitation_request_set_method(r, c->method, NULL) == TEAMSINVITE_OK, "method", c);
    need(teamsinvite_invitation_request_set_sequence(r, c->sequence, NULL) == TEAMSINVITE_OK, "sequence", c);
    need(teamsinvite_invitation_request_set_times(r, milliseconds_of(c->start), milliseconds_of(c->end), NULL) ==
             TEAMSINVITE_OK,
         "times", c);
    need(teamsinvite_invitation_request_set_title(r, c->title, NULL) == TEAMSINVITE_OK, "title", c);
    need(teamsinvite_invitation_request_set_recruiter(r, c->recruiter_name, c->recruiter_email, NULL) ==
             TEAMSINVITE_OK,
         "recruiter", c);
    need(teamsinvite_invitation_request_set_candidate(r, c->candidate_name, c->candidate_email, NULL) ==
             TEAMSINVITE_OK,
         "candidate", c);
}

static void set_optional(teamsinvite_invitation_request *r, const invite_case *c)
{
    need(teamsinvite_invitation_request_set_message(r, c->message, NULL) == TEAMSINVITE_OK, "message", c);
    need(teamsinvite_invitation_request_set_company_name(r, c->company_name, NULL) == TEAMSINVITE_OK, "company", c);
    need(teamsinvite_invitation_request_set_internal_note(r, INVITE_NOTE, NULL) == TEAMSINVITE_OK, "note", c);
    need(teamsinvite_invitation_request_set_join_url(r, c->join_url, NULL) == TEAMSINVITE_OK, "join URL", c);
}

static void set_place_and_language(teamsinvite_invitation_request *r, const invite_case *c)
{
    need(c->language == NULL ||
             teamsinvite_invitation_request_set_language(r, c->language, NULL) == TEAMSINVITE_OK,
         "language", c);
    need(teamsinvite_invitation_request_set_zone(r, c->zone, NULL) == TEAMSINVITE_OK, "zone", c);
    need(teamsinvite_invitation_request_set_dial_in(r, c->dial_in_number, c->conference_id, NULL) == TEAMSINVITE_OK,
         "dial-in", c);
    need(teamsinvite_invitation_request_set_join_id(r, c->join_id, c->passcode, NULL) == TEAMSINVITE_OK, "join ID",
         c);
}

static char *copy_of(const char *text, const invite_case *c)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);

    need(copy != NULL, "no memory", c);
    memcpy(copy, text, size);
    return copy;
}

static char *render(const invite_case *c, int32_t audience)
{
    teamsinvite_client *client = make_client(c);
    teamsinvite_actor *actor = NULL;
    teamsinvite_invitation_request *request = NULL;
    teamsinvite_invitation *invitation = NULL;
    char *ical;

    need(teamsinvite_actor_new(c->company, "rita", TEAMSINVITE_ROLE_MEMBER, &actor, NULL) == TEAMSINVITE_OK, "actor",
         c);
    need(teamsinvite_invitation_request_new(&request, NULL) == TEAMSINVITE_OK, "request", c);
    set_required(request, c);
    set_optional(request, c);
    set_place_and_language(request, c);
    need(teamsinvite_invitation_render(client, actor, request, &invitation, NULL) == TEAMSINVITE_OK, "render", c);
    ical = copy_of(teamsinvite_invitation_ical(invitation, audience), c);
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
    teamsinvite_actor_free(actor);
    teamsinvite_client_free(client);
    return ical;
}

static char *render_inside(const invite_case *c, int32_t audience)
{
    const ti_invite invite = {
        .method = c->method == TEAMSINVITE_METHOD_CANCEL ? TI_INVITE_CANCEL : TI_INVITE_REQUEST,
        .uid = c->title,
        .sequence = c->sequence,
        .title = c->title,
        .recruiter_name = c->recruiter_name,
        .recruiter_email = c->recruiter_email,
        .candidate_name = c->candidate_name,
        .candidate_email = c->candidate_email,
        .message = c->message,
        .internal_note = INVITE_NOTE,
        .join_url = c->join_url,
        .start_ms = milliseconds_of(c->start),
        .end_ms = milliseconds_of(c->end),
        .stamp_ms = INVITE_STAMP_MS,
    };
    ti_buf buf;
    char *ical;

    ti_buf_init(&buf, ICAL_MAX);
    need(ti_invite_ical(&buf, &invite,
                        audience == TEAMSINVITE_AUDIENCE_RECRUITER ? TI_INVITE_RECRUITER : TI_INVITE_CANDIDATE),
         "render", c);
    ical = copy_of(ti_buf_text(&buf), c);
    ti_buf_clear(&buf);
    return ical;
}

/* One for all copies of an interview: taken from its first invitation. */
static void find_uid(invite_copy *copy)
{
    const invite_case first = { .name = "uid", .company = copy->wanted.company, .reference = copy->wanted.reference };
    invite_case ordinary = invite_case_complete(&first);
    char *ical = render(&ordinary, TEAMSINVITE_AUDIENCE_RECRUITER);
    const char *at = strstr(ical, "\r\nUID:");
    size_t length = at == NULL ? 0 : strcspn(at + 6, "\r");

    need(length > 0 && length < sizeof(copy->uid), "no UID", &copy->wanted);
    memcpy(copy->uid, at + 6, length);
    copy->uid[length] = '\0';
    free(ical);
}

void invite_copy_make(invite_copy *copy, const invite_case *given, int32_t audience)
{
    memset(copy, 0, sizeof(*copy));
    copy->wanted = invite_case_complete(given);
    copy->audience = audience;
    if (given->inside) {
        copy->ical = render_inside(&copy->wanted, audience);
    } else {
        copy->ical = render(&copy->wanted, audience);
        find_uid(copy);
    }
    invite_expect(copy);
}

void invite_copy_clear(invite_copy *copy)
{
    free(copy->ical);
    copy->ical = NULL;
}

void invite_copy_check(const invite_case *given, int32_t audience, invite_check_fn check)
{
    static invite_copy copy;

    invite_copy_make(&copy, given, audience);
    check(&copy);
    invite_copy_clear(&copy);
}

void invite_copy_check_all(invite_check_fn check)
{
    size_t i;

    for (i = 0; i < invite_case_count; i++) {
        invite_copy_check(&invite_cases[i], TEAMSINVITE_AUDIENCE_RECRUITER, check);
        invite_copy_check(&invite_cases[i], TEAMSINVITE_AUDIENCE_CANDIDATE, check);
    }
}

void invite_copy_name(const invite_copy *copy, char *name, size_t size)
{
    int length = snprintf(name, size, "%s-%s", copy->wanted.name,
                          copy->audience == TEAMSINVITE_AUDIENCE_RECRUITER ? "recruiter" : "candidate");

    need(length > 0 && (size_t)length < size, "the name is too long", &copy->wanted);
}
