/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check.h - arguments of public functions, checked before anything else is
 * done. Each answers TEAMSINVITE_OK or fails with the parameter's name.
 */
#ifndef TI_BASE_CHECK_H
#define TI_BASE_CHECK_H

#include "base/error.h"

/* Not NULL. */
teamsinvite_status ti_check_given(ti_error *err, const char *parameter, const void *value);

/* The host's opaque id of a company, user or meeting: 1 to 64 of [A-Za-z0-9._-].
 * Anything with an @ or a blank is refused, as a guard against personal data. */
teamsinvite_status ti_check_id(ti_error *err, const char *parameter, const char *value);

/* Text for people: not NULL, 1 to max bytes, UTF-8, no control character except
 * newline and tab where lines is true. */
teamsinvite_status ti_check_text(ti_error *err, const char *parameter, const char *value, size_t max, bool lines);

/* An opaque printable ASCII string without blanks: 1 to max bytes (tokens, codes). */
teamsinvite_status ti_check_token(ti_error *err, const char *parameter, const char *value, size_t max);

/* 8-4-4-4-12 hex digits. */
teamsinvite_status ti_check_guid(ti_error *err, const char *parameter, const char *value);

/* An absolute https URL (http for a loopback host only) without user, fragment
 * or control characters, at most max bytes. */
teamsinvite_status ti_check_url(ti_error *err, const char *parameter, const char *value, size_t max);

teamsinvite_status ti_check_range(ti_error *err, const char *parameter, int64_t value, int64_t min, int64_t max);

#endif
