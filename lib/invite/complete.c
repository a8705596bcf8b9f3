/* SPDX-License-Identifier: Apache-2.0 */
/* complete.c - the last look before an invitation is written. */
#include "invite/complete.h"

#include <string.h>

#include "base/time.h"
#include "invite/plain_text.h"
#include "invite/when.h"

static bool is_address_or_absent(const char *address)
{
    return address == NULL || ti_invite_is_address(ti_slice_of(address));
}

/* Only https leaves the library, and only what needs no care in HTML, mail and calendars. */
static bool is_link(const char *url)
{
    static const ti_slice scheme = { "https://", 8 };
    ti_slice s = ti_slice_of(url);
    size_t i;

    if (!ti_slice_starts_with(s, scheme) || s.len == scheme.len || s.ptr[scheme.len] == '/')
        return false;
    for (i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\`", c) != NULL)
            return false;
    }
    return true;
}

static bool is_all_utf8(const ti_invite *invite)
{
    const char *const texts[] = {
        invite->uid,     invite->title,         invite->company_name, invite->recruiter_name, invite->candidate_name,
        invite->message, invite->internal_note, invite->time_text,    invite->zone,           invite->dial_in_number,
        invite->conference_id, invite->join_id, invite->passcode,
    };
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (!ti_slice_is_utf8(ti_slice_of(texts[i])))
            return false;
    }
    return true;
}

bool ti_invite_is_complete(const ti_invite *invite)
{
    if (!ti_plain_is_given(invite->title) || !is_all_utf8(invite))
        return false;
    if (invite->start_ms < 0 || invite->start_ms >= invite->end_ms || invite->end_ms > TI_TIME_MAX_MS)
        return false;
    if (!ti_when_is_possible(invite))
        return false;
    if (invite->method == TI_INVITE_REQUEST && !is_link(invite->join_url))
        return false;
    return is_address_or_absent(invite->recruiter_email) && is_address_or_absent(invite->candidate_email);
}

bool ti_invite_is_complete_for_calendar(const ti_invite *invite)
{
    return ti_invite_is_complete(invite) && ti_plain_is_given(invite->uid) && invite->recruiter_email != NULL &&
           invite->candidate_email != NULL && invite->sequence >= 0 && invite->stamp_ms >= 0 &&
           invite->stamp_ms <= TI_TIME_MAX_MS;
}

bool ti_invite_refuse(ti_buf *buf)
{
    buf->failed = true;
    return false;
}
