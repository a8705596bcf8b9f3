/* SPDX-License-Identifier: Apache-2.0 */
/**
 * meeting.h - the online meeting of an interview: create, update, revoke, show.
 *
 * A meeting belongs to a company and is known by *your* reference of the
 * interview. Only its join URL is stored, sealed, until it is due: an hour
 * after its end unless configured otherwise. Beside it stand two checksums of
 * what you asked for (organizer; times and settings): they tell whether a
 * request is the same as before, and nothing else. Nothing personal goes to
 * Teams: the subject is fixed, and there are no participants.
 *
 * The meeting is made in the name of its organizer: a user of the company who
 * has connected. That is the actor, unless an administrator names another.
 *
 * Settings for interviews are on before the link is given out: colleagues pass
 * the lobby, the candidate waits in it and cannot present, chat is on during
 * the call only, nothing is recorded or announced. A request may change each.
 * Where they cannot be set, the link is withheld.
 *
 * Protocol: https://learn.microsoft.com/graph/api/onlinemeeting-createorget
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_MEETING_H
#define TEAMSINVITE_MEETING_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to create or to change. */
typedef struct teamsinvite_meeting_request teamsinvite_meeting_request;

/**
 * Make an empty request.
 *
 * @param[out] out yours to free with teamsinvite_meeting_request_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: a request belongs to one thread at a time; operations copy it.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_new(teamsinvite_meeting_request **out,
                                                                   teamsinvite_error **err);

TEAMSINVITE_API void teamsinvite_meeting_request_free(teamsinvite_meeting_request *request);

/**
 * Your id of the interview; it makes every create repeatable. Required.
 *
 * @param reference copied; 1 to 64 of [A-Za-z0-9._-]
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_reference(teamsinvite_meeting_request *request,
                                                                             const char *reference,
                                                                             teamsinvite_error **err);

/**
 * The user in whose name the meeting is made. Default: the actor. Naming
 * somebody else takes an administrator.
 *
 * @param user copied; your id of the user; NULL for the default
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_organizer(teamsinvite_meeting_request *request,
                                                                             const char *user, teamsinvite_error **err);

/**
 * Start and end. Required.
 *
 * @param start_ms, end_ms since 1970-01-01 UTC, whole seconds; the end after
 *        the start and at most 24 hours later
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_times(teamsinvite_meeting_request *request,
                                                                         int64_t start_ms, int64_t end_ms,
                                                                         teamsinvite_error **err);

/** Who passes the lobby; the others wait until somebody lets them in. Graph: lobbyBypassSettings.scope. */
enum {
    TEAMSINVITE_LOBBY_ORGANIZER = 1,    /**< the organizer alone */
    TEAMSINVITE_LOBBY_ORGANIZATION = 2, /**< colleagues, guests of their directory too; default */
    TEAMSINVITE_LOBBY_FEDERATED = 3,    /**< and people of directories that theirs trusts */
    TEAMSINVITE_LOBBY_EVERYONE = 4      /**< everybody who has the link, the candidate too */
};

/** Who may present. Graph: allowedPresenters. */
enum {
    TEAMSINVITE_PRESENTERS_ORGANIZER = 1,
    TEAMSINVITE_PRESENTERS_ORGANIZATION = 2, /**< colleagues; default */
    TEAMSINVITE_PRESENTERS_EVERYONE = 3      /**< the candidate too */
};

/** When people may chat. Graph: allowMeetingChat. */
enum {
    TEAMSINVITE_CHAT_OFF = 1,
    TEAMSINVITE_CHAT_DURING = 2, /**< during the call only; default */
    TEAMSINVITE_CHAT_ALWAYS = 3
};

/** Another lobby than the preset. @param lobby TEAMSINVITE_LOBBY_… @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_lobby(teamsinvite_meeting_request *request,
                                                                         int32_t lobby, teamsinvite_error **err);

/** Other presenters. @param presenters TEAMSINVITE_PRESENTERS_… @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_presenters(teamsinvite_meeting_request *request,
                                                                              int32_t presenters,
                                                                              teamsinvite_error **err);

/** Another chat. @param chat TEAMSINVITE_CHAT_… @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_chat(teamsinvite_meeting_request *request,
                                                                        int32_t chat, teamsinvite_error **err);

/** Record from the start. Tell people before, where your law says so. @param record 1 or 0, the default */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_recording(teamsinvite_meeting_request *request,
                                                                             int32_t record,
                                                                             teamsinvite_error **err);

/** Announce on the phone who comes and goes. @param announce 1 or 0, the default */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_entry_announcement(
    teamsinvite_meeting_request *request, int32_t announce, teamsinvite_error **err);

/** Let callers by phone pass the lobby. @param bypass 1 or 0, the default */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_dial_in_bypass(
    teamsinvite_meeting_request *request, int32_t bypass, teamsinvite_error **err);

/**
 * meeting.create and meeting.update for another organizer: who it was until
 * now. The record does not tell. The new organizer gets a new meeting, and the
 * old one is revoked.
 *
 * @param user copied; your id of the user; NULL for none
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_previous_organizer(
    teamsinvite_meeting_request *request, const char *user, teamsinvite_error **err);

/**
 * Ask Microsoft for the dial-in number, meeting id and passcode also where the
 * link is stored already: one request more then.
 *
 * @param wanted 1 or 0, the default
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_request_set_details(teamsinvite_meeting_request *request,
                                                                           int32_t wanted, teamsinvite_error **err);

/** A meeting with its link. */
typedef struct teamsinvite_meeting teamsinvite_meeting;

/** The link, byte for byte as Microsoft gave it: do not clean or re-encode it. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_meeting_join_url(const teamsinvite_meeting *meeting);

/** Your reference. @return borrowed; "" for one made with a token */
TEAMSINVITE_API const char *teamsinvite_meeting_reference(const teamsinvite_meeting *meeting);

/*
 * Other ways in, as Microsoft gave them to this very call. They are stored
 * nowhere: a call that finds the link in the storage has them only when asked
 * for the details. Each "" where there is none: without a licence for it a
 * meeting has no dial-in. Whether there is a passcode is for the tenant to say:
 * Microsoft takes that setting in a plain create only, which cannot be repeated
 * without making a second meeting.
 */

/** Phone number to dial, "+1 555 0100". @return borrowed */
TEAMSINVITE_API const char *teamsinvite_meeting_dial_in_number(const teamsinvite_meeting *meeting);

/** Number to enter after it. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_meeting_conference_id(const teamsinvite_meeting *meeting);

/** Number to join by in Teams, without the link. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_meeting_join_id(const teamsinvite_meeting *meeting);

/** What to enter with it. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_meeting_passcode(const teamsinvite_meeting *meeting);

/** When the link is removed. 0 for one made with a token: nothing was stored. */
TEAMSINVITE_API int64_t teamsinvite_meeting_due_ms(const teamsinvite_meeting *meeting);

/** 1 where this call has made or changed something at Microsoft; 0 where all was there already. */
TEAMSINVITE_API int32_t teamsinvite_meeting_is_changed(const teamsinvite_meeting *meeting);

TEAMSINVITE_API void teamsinvite_meeting_free(teamsinvite_meeting *meeting);

/**
 * meeting.create: the meeting for this company and reference, made if it is
 * not there yet. The same link however often, from wherever and after whatever
 * crash it is asked: never two meetings.
 *
 * Requests on the wire: 2 (createOrGet, settings), 1 where the settings hold
 * already, 0 where the link is stored; one more to refresh an expired token.
 *
 * @param client  borrowed; must outlive the call
 * @param actor   borrowed
 * @param request copied; reference and times are required; the end lies ahead
 * @param[out] out yours to free with teamsinvite_meeting_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_DENIED        another organizer, and the actor is no administrator
 * @return TEAMSINVITE_E_NOT_ENABLED   the company is not enabled
 * @return TEAMSINVITE_E_NOT_CONNECTED the organizer has not connected
 * @return TEAMSINVITE_E_SIGN_IN_AGAIN the organizer has to sign in again
 * @return TEAMSINVITE_E_CONFLICT      the reference has a meeting at other times, with other settings or for another
 *         organizer; the error's remedy names what to do: meeting.update, set_previous_organizer(), records.recover
 * @return TEAMSINVITE_E_FORBIDDEN, TEAMSINVITE_E_ORGANIZER the organizer may not have meetings
 * @return TEAMSINVITE_E_THROTTLED, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_RESPONSE,
 *         TEAMSINVITE_E_STORAGE … ask again: nothing is made twice
 *
 * Threads:   any thread, any time; the same for all operations of this header.
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_create(teamsinvite_client *client,
                                                              const teamsinvite_actor *actor,
                                                              const teamsinvite_meeting_request *request,
                                                              teamsinvite_meeting **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_meeting(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_create_start(teamsinvite_client *client,
                                                                    const teamsinvite_actor *actor,
                                                                    const teamsinvite_meeting_request *request,
                                                                    teamsinvite_call **out, teamsinvite_error **err);

/**
 * meeting.update: other times and settings for the meeting, in place, under
 * the same link. Settings that the request leaves alone are those of the
 * preset. For another organizer (name the previous one) a new meeting is made,
 * with a new link, and the old one revoked.
 *
 * Requests on the wire: 2 (find by the link, change), none where nothing
 * changes; for another organizer 6.
 *
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_FOUND    there is no meeting of this reference
 * @return TEAMSINVITE_E_ENDED        it has ended
 * @return TEAMSINVITE_E_MEETING_GONE it was deleted in Teams. Nothing is made in its place by itself:
 *         meeting.revoke, then meeting.create, give the reference a new meeting and a new link
 * @return otherwise as teamsinvite_meeting_create()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_update(teamsinvite_client *client,
                                                              const teamsinvite_actor *actor,
                                                              const teamsinvite_meeting_request *request,
                                                              teamsinvite_meeting **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_meeting(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_update_start(teamsinvite_client *client,
                                                                    const teamsinvite_actor *actor,
                                                                    const teamsinvite_meeting_request *request,
                                                                    teamsinvite_call **out, teamsinvite_error **err);

/**
 * meeting.show: the stored link, while the meeting has not ended. No request.
 *
 * @param reference borrowed
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_FOUND there is none, or it was removed
 * @return TEAMSINVITE_E_ENDED     it is due for removal
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_show(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                            const char *reference, teamsinvite_meeting **out,
                                                            teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_meeting(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_show_start(teamsinvite_client *client,
                                                                  const teamsinvite_actor *actor, const char *reference,
                                                                  teamsinvite_call **out, teamsinvite_error **err);

/** What a revoke has reached. Expect new ones. */
enum {
    TEAMSINVITE_REVOKED_LOCKED_AND_DELETED = 1, /**< lobby and presenters locked, deleted, and not found afterwards */
    TEAMSINVITE_REVOKED_DELETED = 2,      /**< deleted and not found afterwards, but it could not be locked before */
    TEAMSINVITE_REVOKED_ALREADY_GONE = 3, /**< there was no meeting any more */
    TEAMSINVITE_REVOKED_LOCKED_BUT_ALIVE = 4, /**< deleted, yet Microsoft still finds it; it is locked */
    TEAMSINVITE_REVOKED_STILL_ALIVE = 5,      /**< deleted, yet Microsoft still finds it, and it is not locked */
    TEAMSINVITE_REVOKED_HERE_ONLY = 6         /**< the link is erased here; at Microsoft the meeting stands */
};

/** What a revoke is told besides. */
enum {
    TEAMSINVITE_REVOKE_ERASE_ANYWAY = 1 /**< erase the link here also where Microsoft cannot be asked */
};

/** The outcome of a revoke. */
typedef struct teamsinvite_revocation teamsinvite_revocation;

/** TEAMSINVITE_REVOKED_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_revocation_reached(const teamsinvite_revocation *revocation);

/** It in a word, "locked_and_deleted". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_revocation_name(int32_t reached);

/** What is left to do, one English sentence; "" where nothing is. @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_revocation_left_to_do(int32_t reached);

/** For TEAMSINVITE_REVOKED_HERE_ONLY: why Microsoft could not be asked; else TEAMSINVITE_OK. */
TEAMSINVITE_API teamsinvite_status teamsinvite_revocation_reason(const teamsinvite_revocation *revocation);

TEAMSINVITE_API void teamsinvite_revocation_free(teamsinvite_revocation *revocation);

/**
 * meeting.revoke: find the meeting by its link, lock lobby, presenters and
 * chat, delete it, look again, and erase the record.
 *
 * Microsoft documents no way to make a link dead for certain: a deleted
 * meeting's link has been seen to work again. Hence the lock before, the look
 * after, and an outcome that says what was reached.
 *
 * Requests on the wire: 4 (find, lock, delete, find), 1 where it is gone; one
 * more where the creation was interrupted, which is finished first.
 *
 * @param reference borrowed
 * @param organizer borrowed; the user it was made for, NULL for the actor; the
 *                  record does not tell, as it holds the link only
 * @param flags     0 or TEAMSINVITE_REVOKE_ERASE_ANYWAY
 * @param[out] out yours to free with teamsinvite_revocation_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_FOUND there is no such record
 * @return TEAMSINVITE_E_CONFLICT  another organizer's; or it is just being made, handed on or revoked:
 *         ask again after teamsinvite_error_retry_after_ms()
 * @return otherwise as teamsinvite_meeting_create(); the record is kept then,
 *         so ask again, or with TEAMSINVITE_REVOKE_ERASE_ANYWAY. What failed
 *         after the lock was asked for gives nobody its link any more, and is
 *         ended by asking again or by teamsinvite_records_recover()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_revoke(teamsinvite_client *client,
                                                              const teamsinvite_actor *actor, const char *reference,
                                                              const char *organizer, int32_t flags,
                                                              teamsinvite_revocation **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_revocation(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_revoke_start(teamsinvite_client *client,
                                                                    const teamsinvite_actor *actor,
                                                                    const char *reference, const char *organizer,
                                                                    int32_t flags, teamsinvite_call **out,
                                                                    teamsinvite_error **err);

/* --- With a token of your own: nothing is stored --------------------------- */

/**
 * The meeting for a reference in the name of whom the token belongs to, made
 * if it is not there yet: asked again with the same reference and token owner
 * it answers the same meeting. Without a keyring the reference goes to
 * Microsoft as a hash that whoever guesses it can confirm; use opaque ones.
 *
 * @param access_token borrowed; a user's token with OnlineMeetings.ReadWrite
 * @param request      copied; reference and times; an organizer is refused
 * @param[out] out yours to free with teamsinvite_meeting_free()
 * @return as teamsinvite_meeting_create(); a token that Graph does not take is TEAMSINVITE_E_SIGN_IN_AGAIN
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_create_with_token(teamsinvite_client *client,
                                                                         const char *access_token,
                                                                         const teamsinvite_meeting_request *request,
                                                                         teamsinvite_meeting **out,
                                                                         teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_meeting(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_create_with_token_start(
    teamsinvite_client *client, const char *access_token, const teamsinvite_meeting_request *request,
    teamsinvite_call **out, teamsinvite_error **err);

/** Other times for the meeting with this link. @return as teamsinvite_meeting_update() */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_update_with_token(teamsinvite_client *client,
                                                                         const char *access_token, const char *join_url,
                                                                         int64_t start_ms, int64_t end_ms,
                                                                         teamsinvite_meeting **out,
                                                                         teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_meeting(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_update_with_token_start(teamsinvite_client *client,
                                                                               const char *access_token,
                                                                               const char *join_url, int64_t start_ms,
                                                                               int64_t end_ms, teamsinvite_call **out,
                                                                               teamsinvite_error **err);

/** Lock and delete the meeting with this link. @return as teamsinvite_meeting_revoke() */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_revoke_with_token(teamsinvite_client *client,
                                                                         const char *access_token, const char *join_url,
                                                                         teamsinvite_revocation **out,
                                                                         teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_revocation(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_meeting_revoke_with_token_start(teamsinvite_client *client,
                                                                               const char *access_token,
                                                                               const char *join_url,
                                                                               teamsinvite_call **out,
                                                                               teamsinvite_error **err);

/** Take the result of meeting.create, .update or .show; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_meeting(teamsinvite_call *call, teamsinvite_meeting **out,
                                                                 teamsinvite_error **err);

/** Take the result of meeting.revoke; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_revocation(teamsinvite_call *call,
                                                                    teamsinvite_revocation **out,
                                                                    teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
