/* SPDX-License-Identifier: Apache-2.0 */
/* delivery_result.c - what became of the mails of an invitation; wiped when freed. */
#include "flow/delivery_result.h"

#include "base/alloc.h"

int32_t teamsinvite_delivery_delivered(const teamsinvite_delivery *delivery)
{
    return delivery == NULL ? 0 : delivery->delivered;
}

int32_t teamsinvite_delivery_failed(const teamsinvite_delivery *delivery)
{
    return delivery == NULL ? 0 : delivery->failed;
}

const teamsinvite_error *teamsinvite_delivery_error(const teamsinvite_delivery *delivery, int32_t audience)
{
    if (delivery == NULL ||
        (audience != TEAMSINVITE_AUDIENCE_RECRUITER && audience != TEAMSINVITE_AUDIENCE_CANDIDATE) ||
        (delivery->failed & audience) == 0)
        return NULL;
    return &delivery->errors[audience - TEAMSINVITE_AUDIENCE_RECRUITER];
}

const char *teamsinvite_delivery_join_url(const teamsinvite_delivery *delivery)
{
    return delivery == NULL || delivery->join_url == NULL ? "" : delivery->join_url;
}

void teamsinvite_delivery_free(teamsinvite_delivery *delivery)
{
    if (delivery == NULL)
        return;
    ti_free_secret(delivery->join_url);
    ti_free(delivery);
}

static void free_result(void *result)
{
    teamsinvite_delivery_free(result);
}

ti_verdict ti_delivery_done(teamsinvite_call *call, const teamsinvite_delivery *delivery, const char *join_url)
{
    teamsinvite_delivery *copy = ti_alloc(sizeof(*copy));

    if (copy == NULL)
        return ti_call_no_memory(call);
    *copy = *delivery;
    copy->join_url = ti_strdup(join_url);
    if (copy->join_url != NULL || join_url == NULL)
        return ti_call_done(call, copy, free_result);
    teamsinvite_delivery_free(copy);
    return ti_call_no_memory(call);
}

teamsinvite_status teamsinvite_call_take_delivery(teamsinvite_call *call, teamsinvite_delivery **out,
                                                  teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_delivery(teamsinvite_status started, teamsinvite_call *call, teamsinvite_delivery **out,
                                      teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
