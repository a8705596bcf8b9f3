/* SPDX-License-Identifier: Apache-2.0 */
/* form.h - a posted form, or the query of a URL, decoded strictly. */
#ifndef TI_SIM_FORM_H
#define TI_SIM_FORM_H

#include "base/arena.h"
#include "base/buf.h"

enum { TI_SIM_FIELD_MAX = 32 };

typedef struct ti_sim_field {
    const char *name;
    const char *value;
} ti_sim_field;

typedef struct ti_sim_form {
    ti_sim_field fields[TI_SIM_FIELD_MAX];
    size_t count;
} ti_sim_form;

/* False for a bad escape, a NUL, text that is not UTF-8, a field given twice, or too many. */
bool ti_sim_form_read(ti_sim_form *form, ti_slice text, ti_arena *arena);

/* The value; NULL where the field is absent. */
const char *ti_sim_form_get(const ti_sim_form *form, const char *name);

/* A decoded copy of one component; NULL where it is malformed. */
const char *ti_sim_decode(ti_slice encoded, ti_arena *arena);

/* "name=value" as Entra writes it into a redirect: a blank is a plus, escapes
 * are lower case. With "&" before it unless first is true (then set to false). */
void ti_sim_form_add(ti_buf *buf, bool *first, const char *name, const char *value);

#endif
