/* SPDX-License-Identifier: Apache-2.0 */
/* claims.c - the "claims" that a client asks with. */
#include "sim/claims.h"

#include <cjson/cJSON.h>

#include "base/slice.h"

static bool has_capability(const cJSON *values)
{
    const cJSON *each;

    cJSON_ArrayForEach(each, values)
    {
        if (ti_slice_equal_nocase(ti_slice_of(cJSON_GetStringValue(each)), TI_SLICE("cp1")))
            return true;
    }
    return false;
}

/* The value is a text, as challenges have it. */
static bool read_time(const cJSON *member, int64_t *out)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(member, "value");

    return member == NULL || ti_slice_to_int64(ti_slice_of(cJSON_GetStringValue(value)), out);
}

static bool read_access_token(const cJSON *json, ti_sim_claims *out)
{
    const cJSON *capabilities = cJSON_GetObjectItemCaseSensitive(json, "xms_cc");
    const cJSON *values = cJSON_GetObjectItemCaseSensitive(capabilities, "values");

    if (capabilities != NULL && !cJSON_IsArray(values))
        return false;
    out->capable = has_capability(values);
    return read_time(cJSON_GetObjectItemCaseSensitive(json, "nbf"), &out->not_before_s);
}

bool ti_sim_claims_read(const char *text, ti_sim_claims *out)
{
    cJSON *json;
    const cJSON *member;
    bool good = false;

    *out = (ti_sim_claims){ 0 };
    if (text == NULL)
        return true;
    json = cJSON_ParseWithOpts(text, NULL, 1);
    member = cJSON_GetObjectItemCaseSensitive(json, "access_token");
    if (cJSON_IsObject(json))
        good = member == NULL || (cJSON_IsObject(member) && read_access_token(member, out));
    cJSON_Delete(json);
    return good;
}
