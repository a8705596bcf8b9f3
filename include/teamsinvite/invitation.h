/* SPDX-License-Identifier: Apache-2.0 */
/**
 * invitation.h - the invitation as text, HTML and iCalendar, for recruiter and
 * candidate.
 *
 * You hand in what people read; it is escaped for each format and stored
 * nowhere. The candidate's copy holds nothing internal. An invitation is never
 * made without a link. Send the parts as multipart/alternative, the calendar
 * as text/calendar with the method as parameter.
 *
 * Protocol: iCalendar (RFC 5545), iTIP (RFC 5546), CONFERENCE (RFC 7986).
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_INVITATION_H
#define TEAMSINVITE_INVITATION_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** iCalendar's method. */
enum {
    TEAMSINVITE_METHOD_REQUEST = 1, /**< an invitation, or an update of one */
    TEAMSINVITE_METHOD_CANCEL = 2   /**< the interview does not take place; needs no link */
};

/** Whose copy. */
enum {
    TEAMSINVITE_AUDIENCE_RECRUITER = 1,
    TEAMSINVITE_AUDIENCE_CANDIDATE = 2
};

/** What to write. */
typedef struct teamsinvite_invitation_request teamsinvite_invitation_request;

/**
 * Make an empty request.
 *
 * @param[out] out yours to free with teamsinvite_invitation_request_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: a request belongs to one thread at a time; operations copy it.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_new(teamsinvite_invitation_request **out,
                                                                      teamsinvite_error **err);

TEAMSINVITE_API void teamsinvite_invitation_request_free(teamsinvite_invitation_request *request);

/** Your id of the interview, as for the meeting. Required. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_reference(
    teamsinvite_invitation_request *request, const char *reference, teamsinvite_error **err);

/** TEAMSINVITE_METHOD_…; default REQUEST. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_method(
    teamsinvite_invitation_request *request, int32_t method, teamsinvite_error **err);

/** 0 for the first invitation, one more for each update and for the cancel; default 0, at most 1,000,000. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_sequence(
    teamsinvite_invitation_request *request, int32_t sequence, teamsinvite_error **err);

/** Start and end, as for the meeting. Required. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_times(teamsinvite_invitation_request *request,
                                                                            int64_t start_ms, int64_t end_ms,
                                                                            teamsinvite_error **err);

/** The time as people shall read it, in their zone and language; NULL: UTC is written. At most 200 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_time_text(
    teamsinvite_invitation_request *request, const char *text, teamsinvite_error **err);

/** One line, "Interview: Platform Engineer". Required; at most 200 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_title(teamsinvite_invitation_request *request,
                                                                            const char *title,
                                                                            teamsinvite_error **err);

/** Who invites, as people know it; NULL for none. At most 200 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_company_name(
    teamsinvite_invitation_request *request, const char *name, teamsinvite_error **err);

/** Name (at most 200 bytes) and mail address of the recruiter. Required. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_recruiter(
    teamsinvite_invitation_request *request, const char *name, const char *email, teamsinvite_error **err);

/** Name (at most 200 bytes) and mail address of the candidate. Required. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_candidate(
    teamsinvite_invitation_request *request, const char *name, const char *email, teamsinvite_error **err);

/** Lines to both; NULL for none. At most 4,000 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_message(
    teamsinvite_invitation_request *request, const char *text, teamsinvite_error **err);

/** Lines to the recruiter only; NULL for none. At most 4,000 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_internal_note(
    teamsinvite_invitation_request *request, const char *text, teamsinvite_error **err);

/** A link of your own keeping, instead of the stored one; NULL for the stored one. At most 2,048 bytes. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_join_url(
    teamsinvite_invitation_request *request, const char *url, teamsinvite_error **err);

/** Both copies of an invitation. */
typedef struct teamsinvite_invitation teamsinvite_invitation;

/** The mail's subject, one line without control characters. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_invitation_subject(const teamsinvite_invitation *invitation);

/** text/plain; @param audience TEAMSINVITE_AUDIENCE_… @return borrowed; "" for an unknown audience */
TEAMSINVITE_API const char *teamsinvite_invitation_text(const teamsinvite_invitation *invitation, int32_t audience);

/** text/html, one document. @return borrowed; "" for an unknown audience */
TEAMSINVITE_API const char *teamsinvite_invitation_html(const teamsinvite_invitation *invitation, int32_t audience);

/** text/calendar. @return borrowed; "" for an unknown audience */
TEAMSINVITE_API const char *teamsinvite_invitation_ical(const teamsinvite_invitation *invitation, int32_t audience);

TEAMSINVITE_API void teamsinvite_invitation_free(teamsinvite_invitation *invitation);

/**
 * invitation.render: both copies, with the stored link of the meeting.
 *
 * @param client  borrowed; must outlive the call
 * @param actor   borrowed
 * @param request copied
 * @param[out] out yours to free with teamsinvite_invitation_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID   something required is missing; the error names it
 * @return TEAMSINVITE_E_NOT_FOUND there is no meeting of this reference, so there is no link
 * @return TEAMSINVITE_E_ENDED     the meeting has ended
 * @return TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time.
 * Callbacks: storage of the client, on this thread; none for a CANCEL or a link of your own.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_render(teamsinvite_client *client,
                                                                 const teamsinvite_actor *actor,
                                                                 const teamsinvite_invitation_request *request,
                                                                 teamsinvite_invitation **out,
                                                                 teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_invitation(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_render_start(
    teamsinvite_client *client, const teamsinvite_actor *actor, const teamsinvite_invitation_request *request,
    teamsinvite_call **out, teamsinvite_error **err);

/** Take the result of invitation.render; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_invitation(teamsinvite_call *call,
                                                                    teamsinvite_invitation **out,
                                                                    teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
