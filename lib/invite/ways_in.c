/* SPDX-License-Identifier: Apache-2.0 */
/* ways_in.c - into the meeting without the link. */
#include "invite/ways_in.h"

#include <string.h>

#include "invite/plain_text.h"

enum { DIGITS_MAX = 32, GROUP = 3 }; /* with their blanks within TI_JOIN_ID_GROUPED_MAX */

const char *ti_join_id_grouped(const char *join_id, char out[TI_JOIN_ID_GROUPED_MAX])
{
    size_t count = strspn(join_id, "0123456789");
    size_t at = 0;
    size_t i;

    if (join_id[count] != '\0' || count > DIGITS_MAX)
        return join_id;
    for (i = 0; i < count; i++) {
        if (i > 0 && i % GROUP == 0)
            out[at++] = ' ';
        out[at++] = join_id[i];
    }
    out[at] = '\0';
    return out;
}

static size_t add_way(ti_way_in *way, const char *label, const char *value)
{
    if (!ti_plain_is_given(value))
        return 0;
    way->label = label;
    way->value = value;
    return 1;
}

size_t ti_ways_in(const ti_invite *invite, ti_way_in ways[TI_WAYS_IN_MAX])
{
    const ti_wording *words = ti_wording_of(invite);
    size_t count = 0;

    if (invite->method == TI_INVITE_CANCEL)
        return 0;
    count += add_way(&ways[count], words->dial_in_number, invite->dial_in_number);
    count += add_way(&ways[count], words->conference_id, invite->conference_id);
    if (add_way(&ways[count], words->join_id, invite->join_id) == 1) {
        ways[count].value = ti_join_id_grouped(invite->join_id, ways[count].grouped);
        count++;
    }
    return count + add_way(&ways[count], words->passcode, invite->passcode);
}
