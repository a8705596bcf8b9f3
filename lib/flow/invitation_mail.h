/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_mail.h - both copies of an invitation as mails. */
#ifndef TI_FLOW_INVITATION_MAIL_H
#define TI_FLOW_INVITATION_MAIL_H

#include "call/mail.h"
#include "flow/invitation_write.h"

typedef struct ti_mail_sender {
    const char *name;
    const char *email; /* NULL: the recruiter sends */
} ti_mail_sender;

/* The mail for one audience; everything in it is borrowed, or lives in the
 * call's arena. TI_FAIL without memory. */
ti_verdict ti_invitation_mail(teamsinvite_call *call, ti_mail *mail, const ti_invitation_draft *draft,
                              const teamsinvite_invitation *invitation, const ti_mail_sender *sender,
                              ti_invite_audience audience);

#endif
