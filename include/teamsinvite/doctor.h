/* SPDX-License-Identifier: Apache-2.0 */
/**
 * doctor.h - why it does not work: every link of the chain looked at, one by one.
 *
 * The report is a list of checks in the order in which they build on each
 * other. Each has a verdict, evidence, and where it failed an error with its
 * remedy. The first failure is the one to repair; what stands on it was not
 * looked at. Nothing is changed, at Microsoft or here, except that a token is
 * renewed where any operation would renew it.
 *
 * Since: 0.1; the same for all of this header.
 */
#ifndef TEAMSINVITE_DOCTOR_H
#define TEAMSINVITE_DOCTOR_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is looked at, in this order. Expect new ones. */
enum {
    TEAMSINVITE_CHECK_STORAGE = 0,     /**< a record can be written, read and removed */
    TEAMSINVITE_CHECK_COMPANY = 1,     /**< the company is bound to a directory, and its record opens */
    TEAMSINVITE_CHECK_ENTRA = 2,       /**< Entra answers, and knows the directory */
    TEAMSINVITE_CHECK_CLOCK = 3,       /**< our clock and Entra's are less than two minutes apart */
    TEAMSINVITE_CHECK_CREDENTIAL = 4,  /**< Entra accepts the app's credential */
    TEAMSINVITE_CHECK_CONSENT = 5,     /**< the app has been consented to in the directory */
    TEAMSINVITE_CHECK_GRAPH = 6,       /**< Graph answers */
    TEAMSINVITE_CHECK_PERMISSIONS = 7, /**< the app's token carries its permissions (application mode) */
    TEAMSINVITE_CHECK_CONNECTION = 8,  /**< the user is connected, and Entra renews their token */
    TEAMSINVITE_CHECK_ORGANIZER = 9,   /**< Graph knows the user's account */
    TEAMSINVITE_CHECK_LICENCE = 10,    /**< the account has a licence for Teams */
    TEAMSINVITE_CHECK_MEETINGS = 11,   /**< Teams lets us at the user's meetings: access policy, meeting policy */
    TEAMSINVITE_CHECK_COUNT = 12
};

/** Verdicts. */
enum {
    TEAMSINVITE_VERDICT_NOT_CHECKED = 0, /**< stands on a check that failed, or does not apply */
    TEAMSINVITE_VERDICT_GOOD = 1,
    TEAMSINVITE_VERDICT_BAD = 2
};

/** What doctor.run has found. */
typedef struct teamsinvite_report teamsinvite_report;

/** A check in a word: "storage", "credential". @return borrowed for ever; "?" for an unknown one */
TEAMSINVITE_API const char *teamsinvite_check_name(int32_t check);

/** TEAMSINVITE_VERDICT_… of a check. */
TEAMSINVITE_API int32_t teamsinvite_report_verdict(const teamsinvite_report *report, int32_t check);

/** What was seen, one line. @return borrowed from the report; "" where nothing was */
TEAMSINVITE_API const char *teamsinvite_report_evidence(const teamsinvite_report *report, int32_t check);

/** Why the check is bad, with its remedy. @return borrowed from the report; NULL unless it is bad */
TEAMSINVITE_API const teamsinvite_error *teamsinvite_report_error(const teamsinvite_report *report, int32_t check);

/** The check to repair first; -1 where none is bad. */
TEAMSINVITE_API int32_t teamsinvite_report_broken(const teamsinvite_report *report);

TEAMSINVITE_API void teamsinvite_report_free(teamsinvite_report *report);

/**
 * doctor.run: look at every link of the chain.
 *
 * @param client borrowed; must outlive the call
 * @param actor  borrowed; an administrator
 * @param user   borrowed; the host's id of the recruiter whose meetings fail, or NULL: the checks
 *               from TEAMSINVITE_CHECK_CONNECTION on are then left out
 * @param[out] out yours to free with teamsinvite_report_free(), also where checks are bad
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK       the report is there, whatever it says
 * @return TEAMSINVITE_E_DENIED the actor is no administrator
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_DEADLINE, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads:   any thread, any time.
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_doctor_run(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                          const char *user, teamsinvite_report **out,
                                                          teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_report(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_doctor_run_start(teamsinvite_client *client,
                                                                const teamsinvite_actor *actor, const char *user,
                                                                teamsinvite_call **out, teamsinvite_error **err);

/** Take the result of doctor.run; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_report(teamsinvite_call *call, teamsinvite_report **out,
                                                                teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
