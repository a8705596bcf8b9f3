/* SPDX-License-Identifier: Apache-2.0 */
/* company_record.c - what is stored of a company, as JSON. */
#include "record/company_record.h"

#include <string.h>

#include <teamsinvite/company.h>

#include "base/json.h"

bool ti_company_record_write(ti_buf *buf, const ti_company_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "state", teamsinvite_company_state_name(record->state));
    ti_json_put_text(&out, "tenant", record->tenant);
    ti_json_put_text(&out, "mode", teamsinvite_mode_name(record->mode));
    ti_json_put_bool(&out, "consented", record->consented);
    ti_json_end(&out);
    return !buf->failed;
}

static int32_t state_of(ti_slice name)
{
    int32_t state;

    for (state = TEAMSINVITE_COMPANY_PENDING; state <= TEAMSINVITE_COMPANY_DISABLING; state++)
        if (ti_slice_equal_text(name, teamsinvite_company_state_name(state)))
            return state;
    return TEAMSINVITE_COMPANY_NONE;
}

static int32_t mode_of(ti_slice name)
{
    int32_t mode;

    for (mode = TEAMSINVITE_MODE_DELEGATED; mode <= TEAMSINVITE_MODE_APPLICATION; mode++)
        if (ti_slice_equal_text(name, teamsinvite_mode_name(mode)))
            return mode;
    return 0;
}

teamsinvite_status ti_company_record_read(ti_company_record *record, ti_slice plain, ti_error *err)
{
    ti_json *json = ti_json_read(plain);
    teamsinvite_status status = TEAMSINVITE_OK;
    ti_slice state;
    ti_slice tenant;
    ti_slice mode;

    if (ti_json_string(json, "state", 1, 32, &state) != TI_JSON_FOUND || state_of(state) == TEAMSINVITE_COMPANY_NONE ||
        ti_json_string(json, "tenant", 36, 36, &tenant) != TI_JSON_FOUND || !ti_slice_is_guid(tenant) ||
        ti_json_string(json, "mode", 1, 32, &mode) != TI_JSON_FOUND || mode_of(mode) == 0 ||
        ti_json_bool(json, "consented", &record->consented) != TI_JSON_FOUND) {
        status = ti_fail(err, TEAMSINVITE_E_CORRUPT, "the company's record is not one that this version writes");
    } else {
        record->state = state_of(state);
        record->mode = mode_of(mode);
        memcpy(record->tenant, tenant.ptr, tenant.len);
        record->tenant[tenant.len] = '\0';
    }
    ti_json_free(json);
    return status;
}
