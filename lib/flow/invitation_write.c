/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_write.c - from a request and a link to both copies. */
#include "flow/invitation_write.h"

#include <string.h>

#include "base/base64.h"
#include "invite/when.h"
#include "proto/graph/join_url.h"
#include "record/key.h"
#include "vault/hash.h"

enum { PART_MAX = 128 * 1024, UID_BYTES = 16, UID_MAX = 64 };

/* Stable over updates and the cancel, and without anything internal to read in it. */
static const char *make_uid(teamsinvite_call *call, const char *meeting_key)
{
    unsigned char hash[TI_HASH_BYTES];
    const char *uid = NULL;
    ti_buf buf;

    ti_buf_init(&buf, UID_MAX);
    if (ti_sha256(hash, ti_slice_of(meeting_key)) && ti_hex_encode(&buf, ti_slice_make(hash, UID_BYTES)) &&
        ti_buf_add_text(&buf, "@libteamsinvite"))
        uid = ti_arena_copy(&call->arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    return uid;
}

typedef struct text_copy {
    const char **to;
    const char *from;
} text_copy;

static bool copy_texts(teamsinvite_call *call, ti_invitation_draft *draft, const teamsinvite_invitation_request *r)
{
    ti_invite *invite = &draft->invite;
    const text_copy texts[] = {
        { &invite->title, r->title },
        { &invite->company_name, r->company_name },
        { &invite->recruiter_name, r->recruiter_name },
        { &invite->recruiter_email, r->recruiter_email },
        { &invite->candidate_name, r->candidate_name },
        { &invite->candidate_email, r->candidate_email },
        { &invite->message, r->message },
        { &invite->internal_note, r->internal_note },
        { &invite->time_text, r->time_text },
        { &invite->zone, r->zone },
        { &invite->join_url, r->join_url },
        { &invite->dial_in_number, r->dial_in_number },
        { &invite->conference_id, r->conference_id },
        { &invite->join_id, r->join_id },
        { &invite->passcode, r->passcode },
        { &draft->templates[TI_INVITE_RECRUITER].text, r->recruiter_text },
        { &draft->templates[TI_INVITE_RECRUITER].html, r->recruiter_html },
        { &draft->templates[TI_INVITE_CANDIDATE].text, r->candidate_text },
        { &draft->templates[TI_INVITE_CANDIDATE].html, r->candidate_html },
    };
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (texts[i].from != NULL && (*texts[i].to = ti_arena_copy_text(&call->arena, texts[i].from)) == NULL)
            return false;
    return true;
}

teamsinvite_status ti_invitation_prepare(teamsinvite_call *call, ti_invitation_draft *draft,
                                         const teamsinvite_actor *actor,
                                         const teamsinvite_invitation_request *request, ti_error *err)
{
    *draft = (ti_invitation_draft){ 0 };
    if (!copy_texts(call, draft, request))
        return ti_fail_no_memory(err);
    draft->invite.method = request->method == TEAMSINVITE_METHOD_CANCEL ? TI_INVITE_CANCEL : TI_INVITE_REQUEST;
    draft->invite.sequence = request->sequence;
    draft->invite.start_ms = request->start_ms;
    draft->invite.end_ms = request->end_ms;
    draft->invite.wording = request->wording;
    draft->meeting_key = ti_key_meeting(&call->arena, actor->company, request->reference);
    draft->invite.uid = draft->meeting_key == NULL ? NULL : make_uid(call, draft->meeting_key);
    return draft->invite.uid != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

bool ti_invitation_needs_link(const ti_invitation_draft *draft)
{
    return draft->invite.method == TI_INVITE_REQUEST && draft->invite.join_url == NULL;
}

static bool find_offset(const teamsinvite_client *client, const char *zone, int64_t at_ms, int32_t *offset_s)
{
    const teamsinvite_config *config = client->config;

    return config->zones != NULL && config->zones(zone, at_ms, offset_s, config->zones_data) == 1;
}

/* The offsets at both ends. A time_text needs none, but a zone that does not exist is a mistake in any case. */
static ti_verdict place(teamsinvite_call *call, ti_invitation_draft *draft)
{
    ti_invite *invite = &draft->invite;

    if (draft->placed || invite->zone == NULL)
        return TI_NEXT;
    if (!find_offset(call->client, invite->zone, invite->start_ms, &invite->start_offset_s) ||
        !find_offset(call->client, invite->zone, invite->end_ms, &invite->end_offset_s))
        return ti_call_checked(ti_fail_parameter(&call->error, "zone", "is unknown, or the zone data (package tzdata) "
                                                                       "is missing"));
    if (!ti_when_is_possible(invite))
        return ti_call_checked(ti_fail_parameter(&call->error, "zone", "is farther from UTC than any zone, or the time "
                                                                       "is not from 1970 to 9999 there"));
    draft->placed = true;
    return TI_NEXT;
}

static bool write_subject(ti_buf *buf, const ti_invitation_draft *draft, ti_invite_audience audience)
{
    (void)audience;
    return ti_invite_subject(buf, &draft->invite);
}

static bool write_text(ti_buf *buf, const ti_invitation_draft *draft, ti_invite_audience audience)
{
    const char *source = draft->templates[audience].text;

    return source == NULL ? ti_invite_text(buf, &draft->invite, audience)
                          : ti_template_add_text(buf, source, &draft->invite, audience);
}

static bool write_html(ti_buf *buf, const ti_invitation_draft *draft, ti_invite_audience audience)
{
    const char *source = draft->templates[audience].html;

    return source == NULL ? ti_invite_html(buf, &draft->invite, audience)
                          : ti_template_add_html(buf, source, &draft->invite, audience);
}

static bool write_ical(ti_buf *buf, const ti_invitation_draft *draft, ti_invite_audience audience)
{
    return ti_invite_ical(buf, &draft->invite, audience);
}

/* One part of an invitation, and where it is kept. */
typedef struct part {
    bool (*write)(ti_buf *buf, const ti_invitation_draft *draft, ti_invite_audience audience);
    ti_invite_audience audience;
    size_t offset; /* in teamsinvite_invitation */
    const char *name;
} part;

static const part parts[] = {
    { write_subject, TI_INVITE_RECRUITER, offsetof(teamsinvite_invitation, subject), "the subject" },
    { write_text, TI_INVITE_RECRUITER, offsetof(teamsinvite_invitation, recruiter_text), "the recruiter's text" },
    { write_html, TI_INVITE_RECRUITER, offsetof(teamsinvite_invitation, recruiter_html), "the recruiter's HTML" },
    { write_ical, TI_INVITE_RECRUITER, offsetof(teamsinvite_invitation, recruiter_ical), "the recruiter's calendar" },
    { write_text, TI_INVITE_CANDIDATE, offsetof(teamsinvite_invitation, candidate_text), "the candidate's text" },
    { write_html, TI_INVITE_CANDIDATE, offsetof(teamsinvite_invitation, candidate_html), "the candidate's HTML" },
    { write_ical, TI_INVITE_CANDIDATE, offsetof(teamsinvite_invitation, candidate_ical), "the candidate's calendar" },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

/* Only a template can make a part too large: our own have room for the longest of all texts. */
static ti_verdict refuse(teamsinvite_call *call, const ti_buf *buf, const part *p)
{
    if (buf->too_long)
        return ti_call_checked(ti_fail_parameter(&call->error, "template", "makes %s longer than %d bytes", p->name,
                                                 (int)PART_MAX));
    return ti_call_fail(call, TEAMSINVITE_E_NO_MEMORY, "the invitation could not be written");
}

/* Into the arena where there is a place for it. */
static ti_verdict write_part(teamsinvite_call *call, const ti_invitation_draft *draft, const part *p,
                             teamsinvite_invitation *out)
{
    ti_verdict verdict = TI_NEXT;
    char *text = NULL;
    ti_buf buf;

    ti_buf_init(&buf, PART_MAX);
    if (!p->write(&buf, draft, p->audience))
        verdict = refuse(call, &buf, p);
    else if (out != NULL && (text = ti_arena_copy(&call->arena, ti_buf_slice(&buf))) == NULL)
        verdict = ti_call_no_memory(call);
    else if (out != NULL)
        memcpy((char *)out + p->offset, &text, sizeof(text));
    ti_buf_clear(&buf);
    return verdict;
}

static ti_verdict write_all(teamsinvite_call *call, ti_invitation_draft *draft, teamsinvite_invitation *out)
{
    ti_verdict verdict = place(call, draft);
    size_t i;

    draft->invite.stamp_ms = ti_call_now(call);
    for (i = 0; i < PARTS && verdict == TI_NEXT; i++)
        verdict = write_part(call, draft, &parts[i], out);
    return verdict;
}

ti_verdict ti_invitation_rehearse(teamsinvite_call *call, ti_invitation_draft *draft)
{
    static const char scheme[] = "https://";
    char longest[TI_JOIN_URL_MAX + 1];
    ti_verdict verdict;

    if (!ti_invitation_needs_link(draft))
        return write_all(call, draft, NULL);
    memset(longest, '&', TI_JOIN_URL_MAX); /* what takes the most room in HTML */
    memcpy(longest, scheme, sizeof(scheme) - 1);
    longest[TI_JOIN_URL_MAX] = '\0';
    draft->invite.join_url = longest;
    verdict = write_all(call, draft, NULL);
    draft->invite.join_url = NULL;
    return verdict;
}

ti_verdict ti_invitation_write(teamsinvite_call *call, ti_invitation_draft *draft, teamsinvite_invitation *out)
{
    *out = (teamsinvite_invitation){ 0 };
    return write_all(call, draft, out);
}
