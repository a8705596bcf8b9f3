/* SPDX-License-Identifier: Apache-2.0 */
/* company_result.h - what is known of a company. */
#ifndef TI_FLOW_COMPANY_RESULT_H
#define TI_FLOW_COMPANY_RESULT_H

#include <teamsinvite/company.h>

#include "call/call.h"

struct teamsinvite_company {
    int32_t state;
    int32_t mode;
    char tenant[37];
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_company_done(teamsinvite_call *call, const teamsinvite_company *company);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_company(teamsinvite_status started, teamsinvite_call *call, teamsinvite_company **out,
                                    teamsinvite_error **err);

#endif
