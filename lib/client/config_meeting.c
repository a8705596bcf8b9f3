/* SPDX-License-Identifier: Apache-2.0 */
/* config_meeting.c - settings about meetings and invitations: the subject, the zones people read times in. */
#include <string.h>

#include "base/check.h"
#include "client/client.h"

#define SUBJECT_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -"

/* Narrow enough that no address and no name with an accent fits by accident. */
static teamsinvite_status check_subject(ti_error *err, const char *subject)
{
    teamsinvite_status status = ti_check_text(err, "subject", subject, TI_MEETING_SUBJECT_MAX, false);

    if (status == TEAMSINVITE_OK && subject[strspn(subject, SUBJECT_CHARACTERS)] != '\0')
        return ti_fail_parameter(err, "subject", "may hold only A-Z a-z 0-9, blanks and hyphens");
    return status;
}

teamsinvite_status teamsinvite_config_set_meeting_subject(teamsinvite_config *config, const char *subject,
                                                          teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        check_subject(&error, subject) == TEAMSINVITE_OK)
        memcpy(config->meeting_subject, subject, strlen(subject) + 1);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_zones(teamsinvite_config *config, teamsinvite_zone_fn zones,
                                                void *user_data, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "zones", zones != NULL ? config : NULL) == TEAMSINVITE_OK) {
        config->zones = zones;
        config->zones_data = user_data;
    }
    return ti_error_give(&error, err);
}
