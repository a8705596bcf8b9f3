/* SPDX-License-Identifier: Apache-2.0 */
/**
 * storage.h - what a storage must guarantee, and the one that needs none.
 *
 * The host owns persistence. A storage is a handler (io.h) for four verbs over
 * *records*: a key, a sealed value, a version, and the time it is due for
 * removal. The value is ciphertext; the key holds only the host's own opaque
 * ids. The whole contract:
 *
 * - LOAD answers the newest value that a completed SAVE wrote, with its
 *   version and due time; else missing.
 * - SAVE writes value, due time and version (the expected one plus 1) in one
 *   atomic step, if and only if the record is at the expected version now;
 *   expected 0 means that it must not exist. Otherwise conflict, and nothing
 *   changed. Completed means durable.
 * - REMOVE deletes the record if it is at the expected version; otherwise
 *   conflict, or missing where there is none. Completed means durable.
 * - LIST answers keys with version and due time, without values, in ascending
 *   order of the keys' bytes (memcmp), starting after the given key.
 *
 * Keys are compared bytewise: "a" and "A" are different. A due record is still
 * there until it is removed; the library does not give it out. Where a storage
 * cannot tell whether a write happened (a connection lost during commit), it
 * answers failed, and the library reads again before it goes on.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_STORAGE_H
#define TEAMSINVITE_STORAGE_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Limits of the contract. */
enum {
    TEAMSINVITE_KEY_MAX = 255,          /**< bytes of a key */
    TEAMSINVITE_VALUE_MAX = 64 * 1024,  /**< bytes of a value */
    TEAMSINVITE_LIST_MAX = 1000         /**< items of one LIST */
};

/**
 * A storage in this process's memory: for tests and for trying things out.
 * Everything is lost when it is freed. Several clients may share one.
 */
typedef struct teamsinvite_memory teamsinvite_memory;

/**
 * Make an empty memory storage.
 *
 * @param[out] out yours to free with teamsinvite_memory_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_memory_new(teamsinvite_memory **out, teamsinvite_error **err);

/** Wipe and free it. No client may use it any more. */
TEAMSINVITE_API void teamsinvite_memory_free(teamsinvite_memory *memory);

/**
 * The handler to plug in with teamsinvite_config_set_storage().
 *
 * @param memory a teamsinvite_memory, borrowed
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API void teamsinvite_memory_handle(teamsinvite_call *call, const teamsinvite_io *io, void *memory);

/** How many records it holds: for tests. Threads: any thread, any time. */
TEAMSINVITE_API size_t teamsinvite_memory_count(teamsinvite_memory *memory);

#ifdef __cplusplus
}
#endif

#endif
