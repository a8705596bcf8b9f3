/* SPDX-License-Identifier: Apache-2.0 */
/* user.c - people in Graph's directory. */
#include "proto/graph/user.h"

#include "base/url.h"

bool ti_users_probe_path(ti_buf *buf)
{
    return ti_buf_add_text(buf, "/v1.0/users?$top=1&$select=id");
}

/* OData: a quote inside a string is doubled. */
static void add_quoted(ti_buf *buf, ti_slice text)
{
    ti_slice part;
    bool first = true;

    ti_buf_add_text(buf, "%27");
    while (ti_slice_next(&text, '\'', &part)) {
        if (!first)
            ti_buf_add_text(buf, "%27%27");
        first = false;
        ti_url_encode(buf, part);
    }
    ti_buf_add_text(buf, "%27");
}

bool ti_user_find_path(ti_buf *buf, ti_slice address)
{
    if (ti_slice_is_empty(address) || address.len > TI_ADDRESS_MAX) {
        buf->failed = true;
        return false;
    }
    ti_buf_add_text(buf, "/v1.0/users?$filter=userPrincipalName%20eq%20");
    add_quoted(buf, address);
    ti_buf_add_text(buf, "%20or%20mail%20eq%20");
    add_quoted(buf, address);
    return ti_buf_add_text(buf, "&$select=id&$top=2");
}

bool ti_user_path(ti_buf *buf, const char *oid, const char *suffix)
{
    if (oid != NULL && !ti_slice_is_guid(ti_slice_of(oid))) {
        buf->failed = true;
        return false;
    }
    ti_buf_add_text(buf, oid == NULL ? "/v1.0/me" : "/v1.0/users/");
    if (oid != NULL)
        ti_buf_add_text(buf, oid);
    return ti_buf_add_text(buf, suffix);
}

/* Service plan TEAMS1 (Entra, licensing-service-plan-reference). */
static bool is_teams_plan(const ti_json *plan)
{
    ti_slice id;
    ti_slice status;

    return ti_json_string(plan, "servicePlanId", 36, 36, &id) == TI_JSON_FOUND &&
           ti_slice_equal_nocase(id, TI_SLICE("57ff2da0-773e-42df-b2af-ffb7a2317929")) &&
           (ti_json_string(plan, "provisioningStatus", 1, 64, &status) != TI_JSON_FOUND ||
            ti_slice_equal_text(status, "Success"));
}

bool ti_user_has_teams(const ti_json *json)
{
    const ti_json *licences;
    const ti_json *plans;
    size_t i;
    size_t j;

    if (ti_json_array(json, "value", &licences) != TI_JSON_FOUND)
        return false;
    for (i = 0; i < ti_json_count(licences); i++) {
        if (ti_json_array(ti_json_item(licences, i), "servicePlans", &plans) != TI_JSON_FOUND)
            continue;
        for (j = 0; j < ti_json_count(plans); j++)
            if (is_teams_plan(ti_json_item(plans, j)))
                return true;
    }
    return false;
}

teamsinvite_status ti_user_read_found(char oid[TI_GUID_SIZE], const ti_json *json, ti_error *err)
{
    const ti_json *value;
    ti_slice id;

    oid[0] = '\0';
    if (ti_json_array(json, "value", &value) != TI_JSON_FOUND)
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph's answer holds no list of users");
    if (ti_json_count(value) == 0)
        return ti_fail(err, TEAMSINVITE_E_ORGANIZER, "nobody in the company's directory has this address");
    if (ti_json_count(value) > 1)
        return ti_fail(err, TEAMSINVITE_E_ORGANIZER,
                       "more than one account in the company's directory has this address");
    if (ti_json_string(ti_json_item(value, 0), "id", 36, 36, &id) != TI_JSON_FOUND || !ti_slice_is_guid(id))
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph's answer holds no object id");
    ti_guid_copy(oid, id);
    return TEAMSINVITE_OK;
}
