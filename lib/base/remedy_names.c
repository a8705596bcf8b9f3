/* SPDX-License-Identifier: Apache-2.0 */
/* remedy_names.c - the remedies of the statuses, and the names of those who act and of what they do. */
#include <teamsinvite/catalogue.h>

#include "base/error.h"

static const char *const who_names[] = {
    [TEAMSINVITE_WHO_NOBODY] = "NOBODY",
    [TEAMSINVITE_WHO_USER] = "USER",
    [TEAMSINVITE_WHO_COMPANY_ADMIN] = "COMPANY_ADMIN",
    [TEAMSINVITE_WHO_TEAMS_ADMIN] = "TEAMS_ADMIN",
    [TEAMSINVITE_WHO_HOST] = "HOST",
    [TEAMSINVITE_WHO_LIBRARY] = "LIBRARY",
};

static const char *const what_names[] = {
    [TEAMSINVITE_DO_NOTHING] = "NOTHING",
    [TEAMSINVITE_DO_RETRY] = "RETRY",
    [TEAMSINVITE_DO_SIGN_IN] = "SIGN_IN",
    [TEAMSINVITE_DO_CONSENT] = "CONSENT",
    [TEAMSINVITE_DO_START_AGAIN] = "START_AGAIN",
    [TEAMSINVITE_DO_OTHER_ACCOUNT] = "OTHER_ACCOUNT",
    [TEAMSINVITE_DO_FIX_CREDENTIAL] = "FIX_CREDENTIAL",
    [TEAMSINVITE_DO_FIX_REGISTRATION] = "FIX_REGISTRATION",
    [TEAMSINVITE_DO_FIX_CONFIG] = "FIX_CONFIG",
    [TEAMSINVITE_DO_FIX_CALL] = "FIX_CALL",
    [TEAMSINVITE_DO_FIX_STORAGE] = "FIX_STORAGE",
    [TEAMSINVITE_DO_GRANT_POLICY] = "GRANT_POLICY",
    [TEAMSINVITE_DO_ASSIGN_LICENCE] = "ASSIGN_LICENCE",
    [TEAMSINVITE_DO_CHANGE_POLICY] = "CHANGE_POLICY",
    [TEAMSINVITE_DO_ASK_ADMIN] = "ASK_ADMIN",
    [TEAMSINVITE_DO_UPDATE_MEETING] = "UPDATE_MEETING",
    [TEAMSINVITE_DO_NEW_MEETING] = "NEW_MEETING",
    [TEAMSINVITE_DO_REPORT] = "REPORT",
    [TEAMSINVITE_DO_RECOVER] = "RECOVER",
    [TEAMSINVITE_DO_FIX_MAIL] = "FIX_MAIL",
    [TEAMSINVITE_DO_FIX_CLOCK] = "FIX_CLOCK",
};

enum {
    WHO_COUNT = sizeof(who_names) / sizeof(who_names[0]),
    WHAT_COUNT = sizeof(what_names) / sizeof(what_names[0])
};

const char *teamsinvite_who_name(int32_t who)
{
    return who >= 0 && who < WHO_COUNT ? who_names[who] : "?";
}

const char *teamsinvite_do_name(int32_t what)
{
    return what >= 0 && what < WHAT_COUNT ? what_names[what] : "?";
}

int32_t teamsinvite_status_remedy_who(teamsinvite_status status)
{
    return ti_status_find(status)->who;
}

int32_t teamsinvite_status_remedy_what(teamsinvite_status status)
{
    return ti_status_find(status)->what;
}

const char *teamsinvite_status_remedy_text(teamsinvite_status status)
{
    const ti_status_row *row = ti_status_find(status);

    return ti_remedy_text(row->who, row->what);
}
