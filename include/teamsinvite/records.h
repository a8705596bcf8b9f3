/* SPDX-License-Identifier: Apache-2.0 */
/**
 * records.h - care of what is stored.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_RECORDS_H
#define TEAMSINVITE_RECORDS_H

#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an operation has erased: counts only. */
typedef struct teamsinvite_erasure teamsinvite_erasure;

/** How many records were removed in all. */
TEAMSINVITE_API int64_t teamsinvite_erasure_records(const teamsinvite_erasure *erasure);

/** … of which users' connections. */
TEAMSINVITE_API int64_t teamsinvite_erasure_connections(const teamsinvite_erasure *erasure);

/** … of which meeting links. */
TEAMSINVITE_API int64_t teamsinvite_erasure_meetings(const teamsinvite_erasure *erasure);

/** 1 where the limit was reached and more may be due: call again. */
TEAMSINVITE_API int32_t teamsinvite_erasure_has_more(const teamsinvite_erasure *erasure);

TEAMSINVITE_API void teamsinvite_erasure_free(teamsinvite_erasure *erasure);

/** What a purge is told besides. */
enum {
    TEAMSINVITE_PURGE_CLOCK_IS_RIGHT = 1 /**< purge although the clock seems to have jumped */
};

/**
 * records.purge: remove what is due: links of ended meetings, sign-ins that
 * nobody came back from, leases. Needs no network and no key. Run it every few
 * minutes; several at once do no harm. A due record is never given out, purged
 * or not.
 *
 * A clock that jumps ahead would make every link due, so a purge looks first:
 * it keeps the time of the last one in the storage, and where more than 8 days
 * have passed since, or the clock went back by more than an hour, it removes
 * nothing until you say that the clock is right.
 *
 * @param client borrowed; must outlive the call
 * @param limit  at most so many records, 1 to 1,000,000
 * @param flags  0 or TEAMSINVITE_PURGE_CLOCK_IS_RIGHT
 * @param[out] out yours to free with teamsinvite_erasure_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_CLOCK the clock seems to have jumped; nothing was removed
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time.
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_purge(teamsinvite_client *client, int64_t limit, int32_t flags,
                                                             teamsinvite_erasure **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_erasure(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_purge_start(teamsinvite_client *client, int64_t limit,
                                                                   int32_t flags, teamsinvite_call **out,
                                                                   teamsinvite_error **err);

/** Take the result of records.purge or company.disable; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_erasure(teamsinvite_call *call, teamsinvite_erasure **out,
                                                                 teamsinvite_error **err);

/** What a recovery has come to: counts only. */
typedef struct teamsinvite_recovery teamsinvite_recovery;

/** Creations and hand-overs that were finished: their links are stored, and meeting.create gives them. */
TEAMSINVITE_API int64_t teamsinvite_recovery_finished(const teamsinvite_recovery *recovery);

/** What was undone: creations that cannot be finished, and revokes; the meeting is deleted, the record gone. */
TEAMSINVITE_API int64_t teamsinvite_recovery_undone(const teamsinvite_recovery *recovery);

/** What was left as it is, for a later recovery: Microsoft is out of reach, or the organizer has disconnected. */
TEAMSINVITE_API int64_t teamsinvite_recovery_left(const teamsinvite_recovery *recovery);

/** Where to go on, for the next call's @p after; "" when all records were looked at. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_recovery_next(const teamsinvite_recovery *recovery);

TEAMSINVITE_API void teamsinvite_recovery_free(teamsinvite_recovery *recovery);

/**
 * records.recover: finish what a crash has left half done. A meeting.create
 * notes its intent before it asks Microsoft; when the process dies after that,
 * there may be a meeting that nobody knows of. Asking for the same reference
 * again finds it; this finds those that nobody asks for again, and meetings
 * that were half handed on or half revoked. Run it at the start of a process and
 * every few minutes. What is still under way (younger than twice the client's
 * timeout) is left alone; several recoveries at once do no harm.
 *
 * @param client borrowed; must outlive the call
 * @param after  borrowed; "" or NULL to begin, teamsinvite_recovery_next() to go on
 * @param limit  at most so many meetings, 1 to 1,000; each takes up to nine requests
 * @param[out] out yours to free with teamsinvite_recovery_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK also where some were left
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …, TEAMSINVITE_E_DEADLINE
 *
 * Threads:   any thread, any time.
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_recover(teamsinvite_client *client, const char *after,
                                                               int64_t limit, teamsinvite_recovery **out,
                                                               teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_recovery(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_recover_start(teamsinvite_client *client, const char *after,
                                                                     int64_t limit, teamsinvite_call **out,
                                                                     teamsinvite_error **err);

/** Take the result of records.recover; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_recovery(teamsinvite_call *call, teamsinvite_recovery **out,
                                                                  teamsinvite_error **err);

/** What a rekeying has come to: counts only. */
typedef struct teamsinvite_rekeying teamsinvite_rekeying;

/** Records that an older key had sealed, and the current one has now. */
TEAMSINVITE_API int64_t teamsinvite_rekeying_resealed(const teamsinvite_rekeying *rekeying);

/** … that had the current key already. */
TEAMSINVITE_API int64_t teamsinvite_rekeying_current(const teamsinvite_rekeying *rekeying);

/** … that somebody was at just then: still under an older key, perhaps. Rekey again. */
TEAMSINVITE_API int64_t teamsinvite_rekeying_left(const teamsinvite_rekeying *rekeying);

/** … whose key is not in the keyring. They are kept; add the key, and they open again. */
TEAMSINVITE_API int64_t teamsinvite_rekeying_unavailable(const teamsinvite_rekeying *rekeying);

/** … that do not open with the key they name: swapped, older than their place, or damaged. They are kept. */
TEAMSINVITE_API int64_t teamsinvite_rekeying_damaged(const teamsinvite_rekeying *rekeying);

/** Where to go on, for the next call's @p after; "" when all records were looked at. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_rekeying_next(const teamsinvite_rekeying *rekeying);

TEAMSINVITE_API void teamsinvite_rekeying_free(teamsinvite_rekeying *rekeying);

/**
 * records.rekey: seal every record under the current key, the one that was
 * added last. When a whole pass has resealed and left nothing, older keys can
 * go. Needs no network. Others go on working meanwhile; nothing that is under
 * way is disturbed, and several rekeyings at once do no harm.
 *
 * @param client borrowed; must outlive the call
 * @param after  borrowed; "" or NULL to begin, teamsinvite_rekeying_next() to go on
 * @param limit  look at so many records at most, 1 to 10,000; fewer where the time of the call is short
 * @param[out] out yours to free with teamsinvite_rekeying_free()
 * @return TEAMSINVITE_OK also where some were left, unavailable or damaged
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …, TEAMSINVITE_E_DEADLINE
 *
 * Threads:   any thread, any time.
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_rekey(teamsinvite_client *client, const char *after,
                                                             int64_t limit, teamsinvite_rekeying **out,
                                                             teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_rekeying(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_rekey_start(teamsinvite_client *client, const char *after,
                                                                   int64_t limit, teamsinvite_call **out,
                                                                   teamsinvite_error **err);

/** Take the result of records.rekey; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_rekeying(teamsinvite_call *call, teamsinvite_rekeying **out,
                                                                  teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
