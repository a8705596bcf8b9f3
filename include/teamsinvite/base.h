/* SPDX-License-Identifier: Apache-2.0 */
/**
 * base.h - what every other header stands on: statuses, strings, the version.
 *
 * Conventions that hold for the whole library:
 *
 * - Text is UTF-8 and NUL-terminated; bytes are a pointer and a length.
 * - Times are int64_t milliseconds since 1970-01-01 UTC and end in _ms.
 * - Four words say who owns what: an argument is *borrowed* (used during the
 *   call only), *copied* (yours to reuse when the call returns) or *taken*;
 *   what comes back through a pointer-to-pointer is *yours to free with X*.
 *   A returned pointer is borrowed from the object it was asked of.
 * - On failure every output is NULL and nothing was taken.
 * - Every _free function accepts NULL.
 */
#ifndef TEAMSINVITE_BASE_H
#define TEAMSINVITE_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define TEAMSINVITE_API __declspec(dllexport)
#elif defined(__GNUC__)
#define TEAMSINVITE_API __attribute__((visibility("default")))
#else
#define TEAMSINVITE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The outcome of a function: TEAMSINVITE_OK (0) or a negative number out of
 * error.h. Numbers are stable and never reused; expect new ones.
 */
typedef int32_t teamsinvite_status;

/**
 * Called exactly once when the library lets go of @p user_data, also when the
 * registration it came with failed. May be NULL wherever it is asked for.
 */
typedef void (*teamsinvite_destroy_fn)(void *user_data);

/**
 * The version of the library that is loaded, as "MAJOR.MINOR.PATCH".
 *
 * @return borrowed for ever
 *
 * Threads: any thread, any time.
 * Since:   0.1
 */
TEAMSINVITE_API const char *teamsinvite_version(void);

/**
 * The same as one number, MAJOR * 10000 + MINOR * 100 + PATCH, to compare.
 *
 * Threads: any thread, any time.
 * Since:   0.1
 */
TEAMSINVITE_API int32_t teamsinvite_version_number(void);

/**
 * One line for a bug report: our version and those of libcurl, cJSON and
 * OpenSSL as they are loaded now.
 *
 * @param[out] text yours to free with teamsinvite_string_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID (no @p text), TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread, any time.
 * Since:   0.1
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_version_describe(char **text);

/**
 * Wipe and free a string that the library gave you.
 *
 * Threads: any thread, any time.
 * Since:   0.1
 */
TEAMSINVITE_API void teamsinvite_string_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
