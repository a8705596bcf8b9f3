/* SPDX-License-Identifier: Apache-2.0 */
/* check.h - a check: what it is told, and what it has found. */
#ifndef TI_CHECK_CHECK_H
#define TI_CHECK_CHECK_H

#include "check/bench.h"

typedef struct kit_finding {
    const char *name;
    char detail[KIT_DETAIL_SIZE];
} kit_finding;

struct teamsinvite_storage_check {
    kit_plan plan;
    kit_finding *findings; /* room for every property */
    size_t failed_count;
    size_t counts[TEAMSINVITE_PROPERTY_SKIPPED + 1]; /* by result */
};

void kit_findings_clear(teamsinvite_storage_check *check);

#endif
