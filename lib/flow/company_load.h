/* SPDX-License-Identifier: Apache-2.0 */
/* company_load.h - the first step of most operations: the company's record, and whether it is enabled. */
#ifndef TI_FLOW_COMPANY_LOAD_H
#define TI_FLOW_COMPANY_LOAD_H

#include "call/call.h"
#include "record/company_record.h"

typedef struct ti_company_state {
    const char *key; /* in the arena, once asked for */
    int64_t version; /* 0: there is none */
    ti_company_record record;
} ti_company_state;

ti_verdict ti_ask_company(teamsinvite_call *call, ti_company_state *company, const char *id);

/* TI_NEXT also where there is none: version 0, state none. */
ti_verdict ti_take_company(teamsinvite_call *call, ti_company_state *company);

/* TI_FAIL unless it is enabled: pending and none have errors of their own. */
ti_verdict ti_take_enabled_company(teamsinvite_call *call, ti_company_state *company);

ti_verdict ti_ask_save_company(teamsinvite_call *call, const ti_company_state *company);

#endif
