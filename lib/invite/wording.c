/* SPDX-License-Identifier: Apache-2.0 */
/* wording.c - the languages we have, and which of their words to say. */
#include "invite/wording.h"

#include "invite/plain_text.h"

static const ti_wording *const languages[] = { &ti_wording_en, &ti_wording_de };

const ti_wording *ti_wording_find(ti_slice tag)
{
    ti_slice language = ti_slice_first(tag, ti_slice_find(tag, '-'));
    size_t i;

    for (i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
        if (ti_slice_equal_nocase(language, ti_slice_of(languages[i]->tag)))
            return languages[i];
    return NULL;
}

const ti_wording *ti_wording_of(const ti_invite *invite)
{
    return invite->wording != NULL ? invite->wording : &ti_wording_en;
}

const char *ti_wording_addressee(const ti_invite *invite, ti_invite_audience audience)
{
    const char *name = audience == TI_INVITE_RECRUITER ? invite->recruiter_name : invite->candidate_name;

    return ti_plain_is_given(name) ? name : NULL;
}

const char *ti_wording_opening(const ti_invite *invite, ti_invite_audience audience)
{
    const ti_wording *words = ti_wording_of(invite);

    if (invite->method == TI_INVITE_CANCEL)
        return words->cancelled;
    if (invite->sequence > 0)
        return words->changed;
    return audience == TI_INVITE_RECRUITER ? words->planned : words->invited;
}

const char *ti_wording_prefix(const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);

    if (invite->method == TI_INVITE_CANCEL)
        return words->cancelled_prefix;
    return invite->sequence > 0 ? words->updated_prefix : "";
}
