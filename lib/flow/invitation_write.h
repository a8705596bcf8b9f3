/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invitation_write.h - from a request and a link to both copies: the part that
 * invitation.render and invitation.send have in common.
 */
#ifndef TI_FLOW_INVITATION_WRITE_H
#define TI_FLOW_INVITATION_WRITE_H

#include "call/call.h"
#include "flow/invitation_request.h"
#include "flow/invitation_result.h"
#include "invite/template.h"

/* All strings live in the call's arena. A flow may set what it learns of the
 * meeting before it writes: invite.join_url, and the other ways in. */
typedef struct ti_invitation_draft {
    ti_invite invite;
    ti_template templates[2]; /* by ti_invite_audience; text NULL: ours */
    const char *meeting_key;  /* c/{company}/m/{reference} */
    bool placed;              /* the zone was looked up */
} ti_invitation_draft;

/* Copies what ti_invitation_request_check() found good. */
teamsinvite_status ti_invitation_prepare(teamsinvite_call *call, ti_invitation_draft *draft,
                                         const teamsinvite_actor *actor,
                                         const teamsinvite_invitation_request *request, ti_error *err);

/* It is no cancel, and has no link yet. */
bool ti_invitation_needs_link(const ti_invitation_draft *draft);

/* TI_NEXT where the invitation can be written, whatever link it will get; else
 * TI_FAIL. For a flow that first makes a meeting: none is made in vain. */
ti_verdict ti_invitation_rehearse(teamsinvite_call *call, ti_invitation_draft *draft);

/* TI_NEXT and all parts, in the call's arena; TI_FAIL for an unknown zone, a
 * part that is larger than a mail should be, or without memory. */
ti_verdict ti_invitation_write(teamsinvite_call *call, ti_invitation_draft *draft, teamsinvite_invitation *out);

#endif
