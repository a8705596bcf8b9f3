/* SPDX-License-Identifier: Apache-2.0 */
/* erase.h - remove many records: all that begin with a prefix, or all that are due; in small batches. */
#ifndef TI_FLOW_ERASE_H
#define TI_FLOW_ERASE_H

#include <teamsinvite/records.h>

#include "call/call.h"

struct teamsinvite_erasure {
    int64_t records;
    int64_t connections;
    int64_t meetings;
    bool more;
};

typedef struct ti_erase {
    const char *prefix;
    int64_t due_before_ms; /* 0: whether due or not */
    int64_t limit;

    bool listed;   /* a batch stands in call->record … */
    size_t cursor; /* … and is removed up to here */
    teamsinvite_erasure counts; /* answered */
} ti_erase;

extern const ti_flow ti_flow_erase;

/* A copy of the counts as a call's result. */
ti_verdict ti_erase_done(teamsinvite_call *call, const ti_erase *erase);

/* The end of a blocking function that answers an erasure. */
teamsinvite_status ti_finish_erasure(teamsinvite_status started, teamsinvite_call *call, teamsinvite_erasure **out,
                                     teamsinvite_error **err);

#endif
