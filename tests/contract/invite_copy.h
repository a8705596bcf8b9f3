/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invite_copy.h - a case rendered for one audience, beside what each reader of
 * its calendar is to find: these properties, no other.
 */
#ifndef TI_TESTS_CONTRACT_INVITE_COPY_H
#define TI_TESTS_CONTRACT_INVITE_COPY_H

#include "contract/invite_cases.h"

enum { INVITE_PARAMETERS_MAX = 4, INVITE_PROPERTIES_MAX = 24, INVITE_DESCRIPTION_MAX = 8192 };

#define INVITE_NOTE "NOTE-CANARY" /* internal: in no calendar */

typedef struct invite_parameter {
    const char *name, *value;
} invite_parameter;

typedef struct invite_property {
    const char *name;
    const char *type;  /* RFC 5545, 3.3: "text", "integer", "date-time", "uri", "cal-address" */
    const char *value; /* as read: unescaped, times as iCalendar writes them */
    invite_parameter parameters[INVITE_PARAMETERS_MAX];
    size_t parameter_count;
} invite_property;

typedef struct invite_properties {
    invite_property list[INVITE_PROPERTIES_MAX];
    size_t count;
} invite_properties;

typedef struct invite_copy {
    invite_case wanted;
    int32_t audience;
    char *ical;
    invite_properties calendar, event;
    char uid[80], sequence[16], description[INVITE_DESCRIPTION_MAX];
} invite_copy;

/* Render; what fails ends the program with a line that says so. */
void invite_copy_make(invite_copy *copy, const invite_case *given, int32_t audience);
void invite_copy_clear(invite_copy *copy);

typedef void (*invite_check_fn)(const invite_copy *copy);

/* Make it, check it, clear it; for one copy, or for both of every case. */
void invite_copy_check(const invite_case *given, int32_t audience, invite_check_fn check);
void invite_copy_check_all(invite_check_fn check);

/* "plain-recruiter" */
void invite_copy_name(const invite_copy *copy, char *name, size_t size);

#endif
