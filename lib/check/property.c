/* SPDX-License-Identifier: Apache-2.0 */
/* property.c - all properties there are, in the order of a run: what others need first. */
#include "check/property.h"

#include <stdio.h>

static const kit_group *const groups[] = { &kit_verbs,   &kit_values,   &kit_keys,   &kit_lists,
                                           &kit_cursors, &kit_dues,     &kit_clocks, &kit_opens,
                                           &kit_races,   &kit_meetings, &kit_kills,  &kit_volumes };

/* The group of the property, and its place there. */
static const kit_group *find(size_t *index)
{
    size_t i;

    for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if (*index < groups[i]->count)
            return groups[i];
        *index -= groups[i]->count;
    }
    return NULL;
}

const kit_property *kit_property_at(size_t index)
{
    const kit_group *group = find(&index);

    return group == NULL ? NULL : &group->properties[index];
}

void kit_property_root(size_t index, char root[KIT_KEY_SIZE])
{
    const kit_property *property = kit_property_at(index);

    while (index > 0 && property != NULL && kit_property_at(index - 1)->keeps)
        index--;
    (void)snprintf(root, KIT_KEY_SIZE, "check/%zu/", index + 1);
}
