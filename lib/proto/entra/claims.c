/* SPDX-License-Identifier: Apache-2.0 */
/* claims.c - the `claims` parameter of a request for a token. */
#include "proto/entra/claims.h"

#include <cjson/cJSON.h>

#include "base/json.h"

/* Absent, or null ("no particular claim"), is made an empty object. */
static cJSON *find_access_token(cJSON *claims)
{
    cJSON *token = cJSON_GetObjectItemCaseSensitive(claims, "access_token");

    if (token != NULL && !cJSON_IsNull(token))
        return cJSON_IsObject(token) ? token : NULL;
    cJSON_DeleteItemFromObjectCaseSensitive(claims, "access_token");
    return cJSON_AddObjectToObject(claims, "access_token");
}

/* In the place of whatever the challenge says about it: only the client knows. */
static bool add_capability(cJSON *claims)
{
    cJSON *token = find_access_token(claims);
    cJSON *values;

    if (token == NULL)
        return false;
    cJSON_DeleteItemFromObjectCaseSensitive(token, "xms_cc");
    values = cJSON_AddArrayToObject(cJSON_AddObjectToObject(token, "xms_cc"), "values");
    return values != NULL && cJSON_AddItemToArray(values, cJSON_CreateString("cp1"));
}

bool ti_claims_merge(ti_buf *out, ti_slice challenge, bool cp1)
{
    ti_slice given = challenge.len == 0 ? TI_SLICE("{}") : challenge;
    cJSON *claims = ti_json_is_strict(given) ? cJSON_ParseWithLength(given.ptr, given.len) : NULL;
    char *text = NULL;
    bool good = cJSON_IsObject(claims) && (!cp1 || add_capability(claims));

    if (good)
        text = cJSON_PrintUnformatted(claims);
    good = text != NULL && ti_buf_add_text(out, text);
    cJSON_free(text);
    cJSON_Delete(claims);
    return good;
}
