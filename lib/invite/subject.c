/* SPDX-License-Identifier: Apache-2.0 */
/* subject.c - the subject of the mail, the same for both. */
#include "invite/complete.h"
#include "invite/plain_text.h"
#include "invite/wording.h"

bool ti_invite_subject(ti_buf *buf, const ti_invite *invite)
{
    if (!ti_invite_is_complete(invite))
        return ti_invite_refuse(buf);
    ti_buf_add_text(buf, ti_wording_prefix(invite));
    return ti_plain_add_line(buf, invite->title);
}
