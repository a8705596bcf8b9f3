/* SPDX-License-Identifier: Apache-2.0 */
/* access_policy.c - how the customer's Teams administrator lets an app create meetings. */
#include "proto/graph/access_policy.h"

#include <stdio.h>
#include <string.h>

#define POLICY "LibTeamsInvite"

/* https://learn.microsoft.com/graph/cloud-communication-online-meeting-application-access-policy */
static const char define_policy[] =
    "Connect-MicrosoftTeams\n"
    "New-CsApplicationAccessPolicy -Identity \"" POLICY "\" -AppIds \"%s\" -Description \"Online meetings\"\n";
static const char grant_to_user[] = "Grant-CsApplicationAccessPolicy -PolicyName \"" POLICY "\" -Identity \"%s\"\n"
                                    "# Or, instead, for everybody without a policy of their own:\n";
static const char grant_to_all[] = "Grant-CsApplicationAccessPolicy -PolicyName \"" POLICY "\" -Global\n";
static const char hints[] = "# Allow up to 30 minutes for it to work. Only one policy counts for a user: where one is\n"
                            "# assigned already, add the app's id to that one instead.\n";

static bool is_guid(const char *id)
{
    return id != NULL && ti_slice_is_guid(ti_slice_of(id));
}

void ti_access_policy_explain(ti_error *err, const char *client_id, const char *oid)
{
    char define[sizeof(define_policy) + TI_GUID_SIZE];
    char grant[sizeof(grant_to_user) + TI_GUID_SIZE] = "";

    err->commands[0] = '\0';
    if (!is_guid(client_id))
        return;
    (void)snprintf(define, sizeof(define), define_policy, client_id);
    if (is_guid(oid))
        (void)snprintf(grant, sizeof(grant), grant_to_user, oid);
    (void)snprintf(err->commands, sizeof(err->commands), "%s%s%s%s", define, grant, grant_to_all, hints);
}
