/* SPDX-License-Identifier: Apache-2.0 */
/* form.c - a posted form, or the query of a URL. */
#include "sim/form.h"

#include <string.h>

#include "base/base64.h"
#include "base/url.h"

const char *ti_sim_decode(ti_slice encoded, ti_arena *arena)
{
    const char *text = NULL;
    ti_buf buf;

    ti_buf_init(&buf, encoded.len);
    if (ti_form_decode(&buf, encoded))
        text = ti_arena_copy(arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    return text;
}

const char *ti_sim_form_get(const ti_sim_form *form, const char *name)
{
    size_t i;

    for (i = 0; i < form->count; i++) {
        if (strcmp(form->fields[i].name, name) == 0)
            return form->fields[i].value;
    }
    return NULL;
}

bool ti_sim_form_read(ti_sim_form *form, ti_slice text, ti_arena *arena)
{
    ti_slice name;
    ti_slice value;

    form->count = 0;
    while (ti_form_next(&text, &name, &value)) {
        ti_sim_field field = { ti_sim_decode(name, arena), ti_sim_decode(value, arena) };

        if (field.name == NULL || field.value == NULL || form->count == TI_SIM_FIELD_MAX ||
            ti_sim_form_get(form, field.name) != NULL)
            return false;
        form->fields[form->count++] = field;
    }
    return true;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

static void add_encoded(ti_buf *buf, const char *value)
{
    for (; *value != '\0'; value++) {
        if (*value == ' ') {
            ti_buf_add_char(buf, '+');
        } else if (is_unreserved(*value)) {
            ti_buf_add_char(buf, *value);
        } else {
            ti_buf_add_char(buf, '%');
            ti_hex_encode(buf, ti_slice_make(value, 1));
        }
    }
}

void ti_sim_form_add(ti_buf *buf, bool *first, const char *name, const char *value)
{
    if (!*first)
        ti_buf_add_char(buf, '&');
    *first = false;
    add_encoded(buf, name);
    ti_buf_add_char(buf, '=');
    add_encoded(buf, value);
}
