/* SPDX-License-Identifier: Apache-2.0 */
/* tenant_record.c - which company an Entra directory is bound to, as JSON. */
#include "record/tenant_record.h"

#include "base/json.h"

enum { COMPANY_MAX = 64 };

bool ti_tenant_record_write(ti_buf *buf, const char *company)
{
    ti_json_out out;

    ti_buf_reset(buf);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "company", company);
    ti_json_end(&out);
    return !buf->failed;
}

teamsinvite_status ti_tenant_record_read(const char **company, ti_slice plain, ti_arena *arena, ti_error *err)
{
    ti_json *json = ti_json_read(plain);
    teamsinvite_status status = TEAMSINVITE_OK;
    ti_slice value;

    *company = NULL;
    if (ti_json_string(json, "company", 1, COMPANY_MAX, &value) != TI_JSON_FOUND) {
        status = ti_fail(err, TEAMSINVITE_E_CORRUPT, "the directory's record is not one that this version writes");
    } else {
        *company = ti_arena_copy(arena, value);
        if (*company == NULL)
            status = ti_fail_no_memory(err);
    }
    ti_json_free(json);
    return status;
}
