/* SPDX-License-Identifier: Apache-2.0 */
/* graph_filter.c - the $filter of a meeting lookup: one comparison, no more. */
#include "sim/graph_filter.h"

#include "base/buf.h"

static bool skip_blanks(ti_slice *rest)
{
    size_t start = rest->len;

    while (rest->len > 0 && rest->ptr[0] == ' ')
        *rest = ti_slice_skip(*rest, 1);
    return rest->len < start;
}

/* From behind the opening quote on: the closing one is the last character, and
 * any in between comes twice. */
static const char *read_quoted(ti_slice rest, ti_arena *arena)
{
    const char *value = NULL;
    bool good = rest.len > 0 && rest.ptr[rest.len - 1] == '\'';
    size_t end = good ? rest.len - 1 : 0;
    size_t i;
    ti_buf buf;

    ti_buf_init(&buf, rest.len);
    for (i = 0; i < end && good; i++) {
        if (rest.ptr[i] == '\'')
            good = ++i < end && rest.ptr[i] == '\'';
        ti_buf_add_char(&buf, rest.ptr[i]);
    }
    if (good && !buf.failed)
        value = ti_arena_copy(arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    return value;
}

bool ti_sim_filter_read(ti_sim_filter *filter, const char *text, ti_arena *arena)
{
    ti_slice rest = ti_slice_of(text);
    size_t end = ti_slice_find(rest, ' ');

    filter->property = ti_arena_copy(arena, ti_slice_first(rest, end));
    rest = ti_slice_skip(rest, end);
    if (!skip_blanks(&rest) || !ti_slice_starts_with(rest, TI_SLICE("eq ")))
        return false;
    rest = ti_slice_skip(rest, 2);
    if (!skip_blanks(&rest) || rest.len == 0 || rest.ptr[0] != '\'')
        return false;
    filter->value = read_quoted(ti_slice_skip(rest, 1), arena);
    return filter->property != NULL && filter->value != NULL;
}
