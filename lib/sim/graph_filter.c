/* SPDX-License-Identifier: Apache-2.0 */
/* graph_filter.c - $filter: comparisons with a text, no more. */
#include "sim/graph_filter.h"

#include "base/buf.h"

static bool skip_blanks(ti_slice *rest)
{
    size_t start = rest->len;

    while (rest->len > 0 && rest->ptr[0] == ' ')
        *rest = ti_slice_skip(*rest, 1);
    return rest->len < start;
}

/* A word that blanks stand around. */
static bool skip_word(ti_slice *rest, ti_slice word)
{
    if (!skip_blanks(rest) || !ti_slice_starts_with(*rest, word))
        return false;
    *rest = ti_slice_skip(*rest, word.len);
    return skip_blanks(rest);
}

/* Between two quotes; a quote within comes twice. *rest goes on behind the closing one. */
static const char *read_quoted(ti_slice *rest, ti_arena *arena)
{
    const char *value = NULL;
    bool closed = false;
    size_t i;
    ti_buf buf;

    if (rest->len == 0 || rest->ptr[0] != '\'')
        return NULL;
    ti_buf_init(&buf, rest->len);
    for (i = 1; i < rest->len && !closed; i++) {
        closed = rest->ptr[i] == '\'' && (i + 1 == rest->len || rest->ptr[i + 1] != '\'');
        if (rest->ptr[i] == '\'' && !closed)
            i++;
        if (!closed)
            ti_buf_add_char(&buf, rest->ptr[i]);
    }
    if (closed && !buf.failed)
        value = ti_arena_copy(arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    *rest = ti_slice_skip(*rest, i);
    return value;
}

bool ti_sim_filter_next(ti_sim_filter *filter, ti_slice *rest, ti_arena *arena)
{
    size_t end = ti_slice_find(*rest, ' ');

    filter->property = ti_arena_copy(arena, ti_slice_first(*rest, end));
    *rest = ti_slice_skip(*rest, end);
    if (!skip_word(rest, TI_SLICE("eq")))
        return false;
    filter->value = read_quoted(rest, arena);
    if (filter->property == NULL || filter->value == NULL)
        return false;
    return rest->len == 0 || (skip_word(rest, TI_SLICE("or")) && rest->len > 0);
}

bool ti_sim_filter_read(ti_sim_filter *filter, const char *text, ti_arena *arena)
{
    ti_slice rest = ti_slice_of(text);

    return ti_sim_filter_next(filter, &rest, arena) && rest.len == 0;
}
