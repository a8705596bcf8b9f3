/* SPDX-License-Identifier: Apache-2.0 */
/**
 * invitation.h - the invitation as text, HTML and iCalendar, for recruiter and
 * candidate: rendered for your own mailer, or sent.
 *
 * You hand in what people read; it is escaped for each format and stored
 * nowhere. The candidate's copy holds nothing internal. An invitation is never
 * made without a link. If you send it yourself, send the parts as
 * multipart/alternative, the calendar as text/calendar with the method as
 * parameter.
 *
 * Protocol: iCalendar (RFC 5545), iTIP (RFC 5546), CONFERENCE (RFC 7986), iMIP
 * (RFC 6047).
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_INVITATION_H
#define TEAMSINVITE_INVITATION_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>
#include <teamsinvite/meeting.h>

#ifdef __cplusplus
extern "C" {
#endif

/** iCalendar's method. */
enum {
    TEAMSINVITE_METHOD_REQUEST = 1, /**< an invitation, or an update of one */
    TEAMSINVITE_METHOD_CANCEL = 2   /**< the interview does not take place; needs no link */
};

/** Whose copy; as a set, add them up. */
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

/**
 * The language of the words that are ours, for both copies.
 *
 * @param language copied; "en" (default) or "de"; a region is taken and ignored, as in "de-AT"
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID for a language we do not have
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_language(
    teamsinvite_invitation_request *request, const char *language, teamsinvite_error **err);

/**
 * The zone in which people read the time: "Tuesday, 15 January 2030,
 * 10:00–11:00 (Europe/Berlin, UTC+1)". NULL: UTC, the default. Calendars show
 * the time in their owner's zone in any case.
 *
 * @param zone copied; an IANA name; whether it exists shows when the invitation is rendered
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID for what can be no zone's name
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_zone(teamsinvite_invitation_request *request,
                                                                           const char *zone,
                                                                           teamsinvite_error **err);

/** The time as you write it yourself, instead of language and zone; NULL for none. At most 200 bytes. */
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

/**
 * Other ways in, as the meeting gave them (meeting.h); each NULL or "" for
 * none. At most 64 bytes each, one line.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_dial_in(teamsinvite_invitation_request *request,
                                                                              const char *number,
                                                                              const char *conference_id,
                                                                              teamsinvite_error **err);

/** … by the number of the meeting and its passcode. */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_join_id(teamsinvite_invitation_request *request,
                                                                              const char *join_id,
                                                                              const char *passcode,
                                                                              teamsinvite_error **err);

/**
 * Your own text and HTML in place of ours, for one audience; the calendar
 * stays ours. Where a placeholder stands, its value is put in, escaped for
 * HTML in the HTML:
 *
 *     {{title}} {{company_name}} {{recruiter_name}} {{recruiter_email}} {{candidate_name}} {{candidate_email}}
 *     {{message}} {{time}} {{join_url}} {{dial_in_number}} {{conference_id}} {{join_id}} {{passcode}}
 *     {{internal_note}}  in the recruiter's only
 *
 * A placeholder that is not one of these is an error, and so is a template of
 * a REQUEST without {{join_url}}; "{{" stands for nothing else. One template
 * serves one method: set another for the CANCEL.
 *
 * @param audience TEAMSINVITE_AUDIENCE_…, one
 * @param text     copied; at most 32,000 bytes; NULL with html NULL for ours again
 * @param html     copied; at most 64,000 bytes, a whole document
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID the error names the placeholder
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_template(teamsinvite_invitation_request *request,
                                                                               int32_t audience, const char *text,
                                                                               const char *html,
                                                                               teamsinvite_error **err);

/**
 * invitation.send: who the mails are from. Default: the recruiter. With an
 * address of your own ("interviews@ats.example", one your mail server may send
 * for) replies still go to the recruiter.
 *
 * @param name  copied; NULL for none; at most 200 bytes
 * @param email copied; NULL for the default
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_sender(teamsinvite_invitation_request *request,
                                                                             const char *name, const char *email,
                                                                             teamsinvite_error **err);

/**
 * invitation.send: to whom. Default: both. To repeat what failed, hand in
 * teamsinvite_delivery_failed() of the last time; to cancel, the delivered
 * ones of all times before.
 *
 * @param recipients TEAMSINVITE_AUDIENCE_RECRUITER, TEAMSINVITE_AUDIENCE_CANDIDATE, or their sum
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_request_set_recipients(
    teamsinvite_invitation_request *request, int32_t recipients, teamsinvite_error **err);

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
 * @return TEAMSINVITE_E_INVALID   something required is missing, or the zone is unknown; the error names it
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

/** What became of the mails. */
typedef struct teamsinvite_delivery teamsinvite_delivery;

/** Whose mail was taken by the mail server: a set of TEAMSINVITE_AUDIENCE_…. Keep it for the cancel. */
TEAMSINVITE_API int32_t teamsinvite_delivery_delivered(const teamsinvite_delivery *delivery);

/** Whose was not. 0 when all is well. */
TEAMSINVITE_API int32_t teamsinvite_delivery_failed(const teamsinvite_delivery *delivery);

/** Why not. @return borrowed; NULL where that mail was delivered or not asked for */
TEAMSINVITE_API const teamsinvite_error *teamsinvite_delivery_error(const teamsinvite_delivery *delivery,
                                                                    int32_t audience);

/** The meeting's link, as both mails hold it. @return borrowed; "" for a CANCEL */
TEAMSINVITE_API const char *teamsinvite_delivery_join_url(const teamsinvite_delivery *delivery);

TEAMSINVITE_API void teamsinvite_delivery_free(teamsinvite_delivery *delivery);

/**
 * invitation.send: create the meeting, or take the one there is, render both
 * copies and deliver them; for a CANCEL deliver alone. One mail a recipient,
 * each with an outcome of its own: a refused candidate does not hold back the
 * recruiter's. Asked again, the meeting is the same, and so are the Message-IDs
 * of the mails. Nothing is noted about mails: say with
 * teamsinvite_invitation_request_set_recipients() who is still to get one.
 *
 * A CANCEL leaves the meeting alone; meeting.revoke closes it.
 *
 * @param client  borrowed; must outlive the call
 * @param actor   borrowed
 * @param request copied; its reference and times are taken for the meeting too
 * @param meeting copied; organizer and settings of the meeting; reference and times in it are not looked at.
 *                NULL: the actor's, with the preset
 * @param[out] out yours to free with teamsinvite_delivery_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK        look at teamsinvite_delivery_failed()
 * @return TEAMSINVITE_E_CONFIG  the client has no mail handler
 * @return otherwise as teamsinvite_meeting_create() and teamsinvite_invitation_render(); no mail was sent then
 *
 * Threads:   any thread, any time.
 * Callbacks: storage, transport, wait, zones and mail of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_send(teamsinvite_client *client,
                                                               const teamsinvite_actor *actor,
                                                               const teamsinvite_invitation_request *request,
                                                               const teamsinvite_meeting_request *meeting,
                                                               teamsinvite_delivery **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_delivery(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_invitation_send_start(
    teamsinvite_client *client, const teamsinvite_actor *actor, const teamsinvite_invitation_request *request,
    const teamsinvite_meeting_request *meeting, teamsinvite_call **out, teamsinvite_error **err);

/** Take the result of invitation.send; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_delivery(teamsinvite_call *call, teamsinvite_delivery **out,
                                                                  teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
