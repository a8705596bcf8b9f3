/* SPDX-License-Identifier: Apache-2.0 */
/* company_load.c - the company's record, asked for and taken. */
#include "flow/company_load.h"

#include <string.h>

#include <teamsinvite/company.h>

#include "record/key.h"

ti_verdict ti_ask_company(teamsinvite_call *call, ti_company_state *company, const char *id)
{
    company->key = ti_key_company(&call->arena, id);
    return company->key != NULL ? ti_ask_load(call, company->key) : ti_call_no_memory(call);
}

ti_verdict ti_take_company(teamsinvite_call *call, ti_company_state *company)
{
    company->version = 0;
    company->record = (ti_company_record){ .state = TEAMSINVITE_COMPANY_NONE };
    if (ti_took_missing(call))
        return TI_NEXT;
    if (ti_take_record(call, company->key, &company->version) == TI_FAIL)
        return TI_FAIL;
    if (ti_company_record_read(&company->record, ti_buf_slice(&call->record), &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    memcpy(call->tenant, company->record.tenant, sizeof(call->tenant));
    return TI_NEXT;
}

ti_verdict ti_take_enabled_company(teamsinvite_call *call, ti_company_state *company)
{
    if (ti_take_company(call, company) == TI_FAIL)
        return TI_FAIL;
    switch (company->record.state) {
    case TEAMSINVITE_COMPANY_ENABLED:
        return TI_NEXT;
    case TEAMSINVITE_COMPANY_PENDING:
        return ti_call_fail(call, TEAMSINVITE_E_CONSENT_PENDING,
                            "the company's consent is not effective yet (company.check looks again)");
    default:
        return ti_call_fail(call, TEAMSINVITE_E_NOT_ENABLED, "Teams is not enabled for this company");
    }
}

ti_verdict ti_ask_save_company(teamsinvite_call *call, const ti_company_state *company)
{
    ti_company_record_write(&call->record, &company->record);
    return ti_ask_save(call, company->key, company->version, 0);
}
