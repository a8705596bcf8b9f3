/* SPDX-License-Identifier: Apache-2.0 */
/*
 * property.h - one line of the contract, with how it is tried. A group is a
 * table in a file of its own; property.c has the list of them.
 */
#ifndef TI_CHECK_PROPERTY_H
#define TI_CHECK_PROPERTY_H

#include "check/bench.h"

typedef struct kit_property {
    const char *name;          /* "save.insert_conflict": stable, hosts look for it */
    const char *text;          /* what is promised, in one sentence */
    void (*run)(kit_bench *b); /* what the bench has in its detail afterwards is what failed */
    kit_crew crew;
    bool keeps; /* the records stay for the properties after it, which have the same root */
} kit_property;

typedef struct kit_group {
    const kit_property *properties;
    size_t count;
} kit_group;

extern const kit_group kit_values;
extern const kit_group kit_keys;
extern const kit_group kit_verbs;
extern const kit_group kit_lists;
extern const kit_group kit_cursors;
extern const kit_group kit_dues;
extern const kit_group kit_clocks;
extern const kit_group kit_opens;
extern const kit_group kit_races;
extern const kit_group kit_meetings;
extern const kit_group kit_kills;
extern const kit_group kit_volumes;

#define KIT_GROUP(table)                                                                                               \
    {                                                                                                                  \
        .properties = (table), .count = sizeof(table) / sizeof((table)[0])                                             \
    }

/* NULL beyond the end. */
const kit_property *kit_property_at(size_t index);

/* Where its records are: "check/12/"; the same for those of a group that keeps them. */
void kit_property_root(size_t index, char root[KIT_KEY_SIZE]);

#endif
