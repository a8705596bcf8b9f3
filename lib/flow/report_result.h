/* SPDX-License-Identifier: Apache-2.0 */
/* report_result.h - what doctor.run has found, check by check. */
#ifndef TI_FLOW_REPORT_RESULT_H
#define TI_FLOW_REPORT_RESULT_H

#include <teamsinvite/doctor.h>

#include "call/call.h"

typedef struct ti_check {
    int32_t verdict;
    char evidence[128];
    ti_error error;
} ti_check;

struct teamsinvite_report {
    ti_check checks[TEAMSINVITE_CHECK_COUNT];
};

void ti_report_good(teamsinvite_report *report, int32_t check, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void ti_report_bad(teamsinvite_report *report, int32_t check, const ti_error *error);

/* The call is done with a copy of it; TI_FAIL without memory. */
ti_verdict ti_report_done(teamsinvite_call *call, const teamsinvite_report *report);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_report(teamsinvite_status started, teamsinvite_call *call, teamsinvite_report **out,
                                    teamsinvite_error **err);

#endif
