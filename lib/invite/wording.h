/* SPDX-License-Identifier: Apache-2.0 */
/* wording.h - the sentences that text, HTML and calendar have in common. */
#ifndef TI_INVITE_WORDING_H
#define TI_INVITE_WORDING_H

#include "invite/invite.h"

#define TI_WORDING_JOIN "Join in Microsoft Teams"
#define TI_WORDING_NOTE "Internal note (not in the candidate's copy)"

/* "Jane Doe" or NULL: whom this copy speaks to. */
const char *ti_wording_addressee(const ti_invite *invite, ti_invite_audience audience);

/* "You are invited to a video interview." and its siblings. */
const char *ti_wording_opening(const ti_invite *invite, ti_invite_audience audience);

/* What stands before the title in a subject: "Updated: ", "Cancelled: ", or "". */
const char *ti_wording_prefix(const ti_invite *invite);

/* time_text, else "15 January 2030, 09:00–10:00 UTC". */
bool ti_wording_add_when(ti_buf *buf, const ti_invite *invite);

#endif
