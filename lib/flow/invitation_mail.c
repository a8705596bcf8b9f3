/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_mail.c - both copies of an invitation as mails. */
#include "flow/invitation_mail.h"

#include <string.h>

#include "base/base64.h"
#include "vault/hash.h"

enum { TEXT_MAX = 512, ID_BYTES = 16 };

/* What makes two mails the same one: whose interview, which round of it, for whom. */
static void describe(ti_buf *text, const ti_invitation_draft *draft, ti_invite_audience audience)
{
    ti_buf_add_text(text, draft->meeting_key);
    ti_buf_add_char(text, '\n');
    ti_buf_add_int64(text, draft->invite.sequence);
    ti_buf_add_char(text, draft->invite.method == TI_INVITE_CANCEL ? 'C' : 'R');
    ti_buf_add_char(text, audience == TI_INVITE_RECRUITER ? 'r' : 'c');
}

/* Asked for again it is the same, so that a mail that did arrive is recognised
 * as the one before. On the right stands the sender's domain (RFC 5322, 3.6.4). */
static const char *make_message_id(teamsinvite_call *call, const ti_invitation_draft *draft, const char *from,
                                   ti_invite_audience audience)
{
    unsigned char hash[TI_HASH_BYTES];
    const char *id = NULL;
    ti_buf text;
    ti_buf out;

    ti_buf_init(&text, TEXT_MAX);
    ti_buf_init(&out, TEXT_MAX);
    describe(&text, draft, audience);
    if (!text.failed && ti_sha256(hash, ti_buf_slice(&text)) &&
        ti_hex_encode(&out, ti_slice_make(hash, ID_BYTES)) && ti_buf_add_text(&out, strchr(from, '@')))
        id = ti_arena_copy(&call->arena, ti_buf_slice(&out));
    ti_buf_clear(&text);
    ti_buf_clear(&out);
    return id;
}

static void put_parts(ti_mail *mail, const teamsinvite_invitation *invitation, ti_invite_audience audience)
{
    bool for_recruiter = audience == TI_INVITE_RECRUITER;

    mail->subject = invitation->subject;
    mail->text = for_recruiter ? invitation->recruiter_text : invitation->candidate_text;
    mail->html = for_recruiter ? invitation->recruiter_html : invitation->candidate_html;
    mail->calendar = for_recruiter ? invitation->recruiter_ical : invitation->candidate_ical;
}

ti_verdict ti_invitation_mail(teamsinvite_call *call, ti_mail *mail, const ti_invitation_draft *draft,
                              const teamsinvite_invitation *invitation, const ti_mail_sender *sender,
                              ti_invite_audience audience)
{
    const ti_invite *invite = &draft->invite;
    bool for_recruiter = audience == TI_INVITE_RECRUITER;

    *mail = (ti_mail){
        .from = sender->email != NULL ? sender->email : invite->recruiter_email,
        .from_name = sender->email != NULL ? sender->name : invite->recruiter_name,
        .to = for_recruiter ? invite->recruiter_email : invite->candidate_email,
        .to_name = for_recruiter ? invite->recruiter_name : invite->candidate_name,
        .reply_to = sender->email != NULL ? invite->recruiter_email : NULL,
        .date_ms = ti_call_now(call),
        .calendar_method = invite->method == TI_INVITE_CANCEL ? "CANCEL" : "REQUEST",
    };
    put_parts(mail, invitation, audience);
    mail->message_id = make_message_id(call, draft, mail->from, audience);
    return mail->message_id != NULL ? TI_NEXT : ti_call_no_memory(call);
}
