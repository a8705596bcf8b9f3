/* SPDX-License-Identifier: Apache-2.0 */
/* remedy.c - who has to do what, as a sentence. */
#include "base/error.h"

enum { WHO_COUNT = TEAMSINVITE_WHO_LIBRARY + 1 };

/* By what is to be done and by whom; NULL where the pair says nothing more than `any`. */
typedef struct remedy_row {
    const char *any;
    const char *by[WHO_COUNT];
} remedy_row;

#define COMPANY_ADMIN TEAMSINVITE_WHO_COMPANY_ADMIN
#define HOST TEAMSINVITE_WHO_HOST

static const remedy_row rows[] = {
    [TEAMSINVITE_DO_NOTHING] = { .any = "Nothing has to be done.",
                                 .by = { [HOST] = "Nobody can change this; offer another kind of meeting." } },
    [TEAMSINVITE_DO_RETRY] = { .any = "Try the same again later.",
                               .by = { [HOST] = "Look after the machine, then try the same again." } },
    [TEAMSINVITE_DO_SIGN_IN] = { .any = "The recruiter has to sign in to Microsoft (user.connect)." },
    [TEAMSINVITE_DO_CONSENT] = { .any = "An administrator of the ATS has to enable Teams for the company "
                                        "(company.enable).",
                                 .by = { [COMPANY_ADMIN] = "The company's Entra administrator has to consent to the "
                                                           "app (company.enable)." } },
    [TEAMSINVITE_DO_START_AGAIN] = { .any = "Begin the sign-in again, in one browser and within 15 minutes." },
    [TEAMSINVITE_DO_OTHER_ACCOUNT] = { .any = "Sign in with a work account of the company's own directory." },
    [TEAMSINVITE_DO_FIX_CREDENTIAL] = { .any = "Renew or correct the app's client secret or certificate; of a "
                                               "secret the value counts, not the id." },
    [TEAMSINVITE_DO_FIX_REGISTRATION] = { .any = "Correct the app registration in Entra: redirect URI of type Web, "
                                                 "permissions, account types." },
    [TEAMSINVITE_DO_FIX_CONFIG] = { .any = "Correct the client's settings." },
    [TEAMSINVITE_DO_FIX_CALL] = { .any = "Correct what the program asks for." },
    [TEAMSINVITE_DO_FIX_STORAGE] = { .any = "Look after the storage: space, permissions, integrity." },
    [TEAMSINVITE_DO_GRANT_POLICY] = { .any = "The company's Teams administrator has to grant the application access "
                                             "policy; it takes up to 30 minutes to work." },
    [TEAMSINVITE_DO_ASSIGN_LICENCE] = { .any = "The company's administrator has to check the organizer's Teams licence "
                                               "and meeting policy; guests cannot organize meetings." },
    [TEAMSINVITE_DO_CHANGE_POLICY] = { .any = "The company's Entra administrator has to let the app through the "
                                              "company's access policies." },
    [TEAMSINVITE_DO_ASK_ADMIN] = { .any = "Somebody with the administrator role in the ATS has to do this." },
    [TEAMSINVITE_DO_UPDATE_MEETING] = { .any = "Use meeting.update to change a meeting that exists." },
    [TEAMSINVITE_DO_NEW_MEETING] = { .any = "Create a new meeting: under a new reference, or, after meeting.revoke, "
                                              "under this one." },
    [TEAMSINVITE_DO_REPORT] = { .any = "Please report this to the makers of libteamsinvite." },
    [TEAMSINVITE_DO_RECOVER] = { .any = "Run records.recover, or ask again as it was asked before." },
    [TEAMSINVITE_DO_FIX_MAIL] = { .any = "Look after the mail server, its account, and the address of the mail." },
    [TEAMSINVITE_DO_FIX_CLOCK] = { .any = "Correct the machine's clock; where it is right, say so "
                                          "(TEAMSINVITE_PURGE_CLOCK_IS_RIGHT)." },
};

enum { WHAT_COUNT = sizeof(rows) / sizeof(rows[0]) };

const char *ti_remedy_text(int32_t who, int32_t what)
{
    if (what < 0 || what >= WHAT_COUNT)
        return "";
    if (who >= 0 && who < WHO_COUNT && rows[what].by[who] != NULL)
        return rows[what].by[who];
    return rows[what].any;
}

const char *teamsinvite_error_remedy_text(const teamsinvite_error *error)
{
    if (error == NULL)
        return "";
    if (error->advice != NULL)
        return error->advice;
    return ti_remedy_text(teamsinvite_error_remedy_who(error), teamsinvite_error_remedy_what(error));
}
