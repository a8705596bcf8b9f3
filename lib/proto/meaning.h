/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meaning.h - what an answer of Microsoft's comes to: one row of the tables
 * that decide, and one entry of the public catalogue.
 */
#ifndef TI_PROTO_MEANING_H
#define TI_PROTO_MEANING_H

#include <teamsinvite/catalogue.h>

#include "base/error.h"

struct teamsinvite_catalogue_entry {
    int32_t source;      /* TEAMSINVITE_SOURCE_… */
    int32_t number;      /* of an Entra code; 0 for what has a name only */
    const char *code;    /* as it is sent; "": any */
    const char *phrase;  /* part of the message, compared without case; NULL: any */
    int32_t http_status; /* 0: any; 4, 5: the whole class */
    teamsinvite_status status;
    int32_t who;         /* with what: another remedy than that of the status */
    int32_t what;
    const char *text;    /* ours, in short: goes into the message */
    const char *advice;  /* another sentence than that of who and what; NULL: none */
    bool for_good;       /* asking again with the same grant does not change it */
};

typedef struct teamsinvite_catalogue_entry ti_meaning;

/* A table, in the order in which it is searched: the first row that fits wins,
 * so the distinctions come before the plain HTTP statuses. */
typedef struct ti_meanings {
    const ti_meaning *rows;
    size_t count;
} ti_meanings;

/* NULL where no row fits. */
const ti_meaning *ti_meaning_find(ti_meanings table, int32_t http_status, ti_slice code, ti_slice message);

/* Fill *err with status, "<prefix><text>", remedy and advice of the row; returns its status. */
teamsinvite_status ti_meaning_fail(ti_error *err, const ti_meaning *row, const char *prefix);

/* Only who, what and advice. */
void ti_meaning_set_remedy(ti_error *err, const ti_meaning *row);

#endif
