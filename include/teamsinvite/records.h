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

/**
 * records.purge: remove what is due: links of ended meetings, sign-ins that
 * nobody came back from, leases. Needs no network and no key. Run it every few
 * minutes; several at once do no harm. A due record is never given out, purged
 * or not.
 *
 * @param client borrowed; must outlive the call
 * @param limit  at most so many records, 1 to 1,000,000
 * @param[out] out yours to free with teamsinvite_erasure_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time.
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_purge(teamsinvite_client *client, int64_t limit,
                                                             teamsinvite_erasure **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_erasure(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_records_purge_start(teamsinvite_client *client, int64_t limit,
                                                                   teamsinvite_call **out, teamsinvite_error **err);

/** Take the result of records.purge or company.disable; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_erasure(teamsinvite_call *call, teamsinvite_erasure **out,
                                                                 teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
