/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_plan.c - the marks of a plan: enough of a hash to tell another plan, too little to be one's name. */
#include "record/meeting_plan.h"

#include "base/base64.h"
#include "base/buf.h"
#include "vault/hash.h"

enum { TEXT_MAX = 1024, MARK_BYTES = 8 };

/* Parts hold no NUL, so one between them separates. */
static bool add_part(ti_buf *text, const char *part)
{
    ti_buf_add_text(text, part);
    return ti_buf_add_char(text, '\0');
}

static bool mark_of(char out[TI_MARK_SIZE], ti_buf *text)
{
    unsigned char hash[TI_HASH_BYTES];
    bool made = !text->failed && ti_sha256(hash, ti_buf_slice(text));

    if (made)
        ti_hex_write(out, ti_slice_make(hash, MARK_BYTES));
    ti_buf_clear(text);
    return made;
}

bool ti_organizer_mark(char out[TI_MARK_SIZE], const char *key, const char *user)
{
    ti_buf text;

    ti_buf_init(&text, TEXT_MAX);
    add_part(&text, "libteamsinvite/organizer/1");
    add_part(&text, key);
    add_part(&text, user);
    return mark_of(out, &text);
}

bool ti_plan_mark(char out[TI_MARK_SIZE], const char *key, const ti_meeting_plan *plan)
{
    ti_buf text;

    ti_buf_init(&text, TEXT_MAX);
    add_part(&text, "libteamsinvite/plan/1");
    add_part(&text, key);
    ti_buf_add_int64(&text, plan->start_ms);
    add_part(&text, "");
    ti_buf_add_int64(&text, plan->end_ms);
    add_part(&text, "");
    add_part(&text, plan->settings);
    return mark_of(out, &text);
}
