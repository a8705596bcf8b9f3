/* SPDX-License-Identifier: Apache-2.0 */
/*
 * error.h - an error while it is inside the library: a plain struct that its
 * owner embeds, filled by the layer that knows and passed on by the others.
 */
#ifndef TI_BASE_ERROR_H
#define TI_BASE_ERROR_H

#include <teamsinvite/error.h>

#include "base/slice.h"

struct teamsinvite_error {
    teamsinvite_status status;
    int32_t http_status;
    int32_t who;  /* remedy; 0 with what 0: that of the status */
    int32_t what;
    const char *advice; /* static text, in place of the sentence for who and what; else NULL */
    int64_t retry_after_ms;
    bool confirmed; /* a refusal that asking again does not change (proto/entra/oauth_error) */
    bool is_static; /* the one for when there is no memory: nobody frees it */
    char parameter[32];
    char service_code[48];
    char request_id[64];
    char correlation_id[40];
    char message[256];
    char commands[1024]; /* what to type; only where the remedy is commands */
};

typedef struct teamsinvite_error ti_error;

/* One row a status: the catalogue behind status_text, the remedies and the docs. */
typedef struct ti_status_row {
    teamsinvite_status status;
    const char *name;
    const char *text;
    int32_t who;
    int32_t what;
    bool retryable;
} ti_status_row;

/* Never NULL; an unknown status gets a row that says so. */
const ti_status_row *ti_status_find(teamsinvite_status status);

/* Fill *error afresh; the message is cut to fit. Returns status, so that a
 * function can `return ti_fail(err, …)`. error is never NULL in the library. */
teamsinvite_status ti_fail(ti_error *error, teamsinvite_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* TEAMSINVITE_E_INVALID naming the parameter: "organizer: is empty". */
teamsinvite_status ti_fail_parameter(ti_error *error, const char *parameter, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

teamsinvite_status ti_fail_no_memory(ti_error *error);

/* More to the message, cut to fit. */
void ti_error_add(ti_error *error, const char *text);

/* Another remedy than that of the status. */
void ti_error_set_remedy(ti_error *error, int32_t who, int32_t what);

/* Who has to do what, as a sentence; "" for numbers nobody declared. */
const char *ti_remedy_text(int32_t who, int32_t what);

/* Copy what a peer sent into one of the id fields: only [A-Za-z0-9._-], cut to
 * fit; anything else leaves the field empty. */
void ti_error_set_code(char *field, size_t size, ti_slice value);

void ti_error_clear(ti_error *error);

/* Copy to the heap for the caller where out is not NULL; returns the status.
 * Without memory *out is a static "no memory" error that free leaves alone. */
teamsinvite_status ti_error_give(const ti_error *error, teamsinvite_error **out);

#endif
