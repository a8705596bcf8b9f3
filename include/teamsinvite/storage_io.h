/* SPDX-License-Identifier: Apache-2.0 */
/**
 * storage_io.h - drive one storage io alone: for kits and tests.
 *
 * The operations ask a storage for what they need, when they need it, and seal
 * what they keep. Here is one LOAD, SAVE, REMOVE or LIST as a call of its own,
 * with the bytes as they are given: what <teamsinvite/storage_check.h> is made
 * of, and what the tests of your own storage can be made of. It is driven like
 * any call (call.h), so an answer that is missing, given twice, or of the wrong
 * kind comes out as TEAMSINVITE_E_HANDLER here too.
 *
 *     teamsinvite_storage_load_start(client, "c/42", &call, &err);
 *     teamsinvite_call_run(call);
 *     status = teamsinvite_call_take_storage_answer(call, &answer, &err);
 *
 * Not for an application: a record written here is not one that the library
 * can open, and the next operation on it fails with TEAMSINVITE_E_CORRUPT.
 *
 * Threads: as call.h says; an answer is immutable.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_STORAGE_IO_H
#define TEAMSINVITE_STORAGE_IO_H

#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an io came to. That it failed is the status of the call. */
enum {
    TEAMSINVITE_STORAGE_DONE = 1,    /**< loaded, saved, removed, listed */
    TEAMSINVITE_STORAGE_MISSING = 2, /**< LOAD, REMOVE: there is no such record */
    TEAMSINVITE_STORAGE_CONFLICT = 3 /**< SAVE, REMOVE: it is not at the expected version */
};

/** How one storage io was answered; opaque, independent of call and client. */
typedef struct teamsinvite_storage_answer teamsinvite_storage_answer;

/**
 * Start one LOAD.
 *
 * @param client one with a storage
 * @param key    copied; 1 to 255 bytes of [A-Za-z0-9._/-]
 * @param[out] out yours to free with teamsinvite_call_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_NO_MEMORY;
 *         the same for the other three
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_load_start(teamsinvite_client *client, const char *key,
                                                                  teamsinvite_call **out, teamsinvite_error **err);

/**
 * Start one SAVE.
 *
 * @param value            copied; NULL only where @p length is 0
 * @param length           at most 64 KiB
 * @param due_ms           0 for never
 * @param expected_version 0: the record must not exist
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_save_start(teamsinvite_client *client, const char *key,
                                                                  const void *value, size_t length, int64_t due_ms,
                                                                  int64_t expected_version, teamsinvite_call **out,
                                                                  teamsinvite_error **err);

/** Start one REMOVE. @param expected_version 1 or more */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_remove_start(teamsinvite_client *client, const char *key,
                                                                    int64_t expected_version, teamsinvite_call **out,
                                                                    teamsinvite_error **err);

/**
 * Start one LIST.
 *
 * @param prefix        copied; "" for all
 * @param after_key     copied; "" from the start
 * @param due_before_ms 0 for all
 * @param limit         1 to 1,000
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_list_start(teamsinvite_client *client, const char *prefix,
                                                                  const char *after_key, int64_t due_before_ms,
                                                                  size_t limit, teamsinvite_call **out,
                                                                  teamsinvite_error **err);

/**
 * Take how the io was answered.
 *
 * @param call one of the four above, finished
 * @param[out] out yours to free with teamsinvite_storage_answer_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_HANDLER the handler did not answer, answered twice, or what was not asked
 * @return what teamsinvite_call_complete_failed() was given
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_storage_answer(teamsinvite_call *call,
                                                                        teamsinvite_storage_answer **out,
                                                                        teamsinvite_error **err);

/** Wipe and free an answer. */
TEAMSINVITE_API void teamsinvite_storage_answer_free(teamsinvite_storage_answer *answer);

/** TEAMSINVITE_STORAGE_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_storage_answer_outcome(const teamsinvite_storage_answer *answer);

/** LOAD: the value. @param[out] length may be NULL @return borrowed; NULL where there is none, and where it is empty */
TEAMSINVITE_API const void *teamsinvite_storage_answer_value(const teamsinvite_storage_answer *answer,
                                                             size_t *length);

/** LOAD: version and due time; 0 where there is no record. */
TEAMSINVITE_API int64_t teamsinvite_storage_answer_version(const teamsinvite_storage_answer *answer);
TEAMSINVITE_API int64_t teamsinvite_storage_answer_due_ms(const teamsinvite_storage_answer *answer);

/** LIST: how many items there are, and the one at @p index: "" and 0 beyond the end. */
TEAMSINVITE_API size_t teamsinvite_storage_answer_item_count(const teamsinvite_storage_answer *answer);
TEAMSINVITE_API const char *teamsinvite_storage_answer_item_key(const teamsinvite_storage_answer *answer, size_t index);
TEAMSINVITE_API int64_t teamsinvite_storage_answer_item_version(const teamsinvite_storage_answer *answer, size_t index);
TEAMSINVITE_API int64_t teamsinvite_storage_answer_item_due_ms(const teamsinvite_storage_answer *answer, size_t index);

#ifdef __cplusplus
}
#endif

#endif
