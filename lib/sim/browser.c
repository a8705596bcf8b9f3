/* SPDX-License-Identifier: Apache-2.0 */
/* browser.c - enough of a browser to fill in the simulator's own forms. */
#include "sim/browser.h"

#include <string.h>

#include "sim/form.h"

enum { TEXT_MAX = 64 * 1024 };

/* What follows a mark; *rest goes on behind it. False where there is none. */
static bool skip_to(ti_slice *rest, const char *mark)
{
    ti_slice wanted = ti_slice_of(mark);
    size_t i;

    for (i = 0; i + wanted.len <= rest->len; i++) {
        if (memcmp(rest->ptr + i, wanted.ptr, wanted.len) == 0) {
            *rest = ti_slice_skip(*rest, i + wanted.len);
            return true;
        }
    }
    return false;
}

/* Up to the next mark, which is passed; all of it where there is none. */
static ti_slice cut_before(ti_slice *rest, const char *mark)
{
    ti_slice all = *rest;

    if (!skip_to(rest, mark)) {
        *rest = ti_slice_skip(all, all.len);
        return all;
    }
    return ti_slice_first(all, all.len - rest->len - strlen(mark));
}

static bool attribute(ti_slice tag, const char *mark, ti_slice *out)
{
    if (!skip_to(&tag, mark))
        return false;
    *out = cut_before(&tag, "\"");
    return true;
}

static void unescape(ti_slice text, ti_buf *out)
{
    static const struct {
        const char *escape;
        char plain;
    } known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
    size_t i;

    while (text.len > 0) {
        for (i = 0; i < 5; i++) {
            if (ti_slice_starts_with(text, ti_slice_of(known[i].escape)))
                break;
        }
        ti_buf_add_char(out, i < 5 ? known[i].plain : text.ptr[0]);
        text = ti_slice_skip(text, i < 5 ? strlen(known[i].escape) : 1);
    }
}

static void add_field(ti_buf *fields, ti_slice name, ti_slice value)
{
    bool first = fields->len == 0;
    ti_buf plain_name;
    ti_buf plain_value;

    ti_buf_init(&plain_name, TEXT_MAX);
    ti_buf_init(&plain_value, TEXT_MAX);
    unescape(name, &plain_name);
    unescape(value, &plain_value);
    ti_sim_form_add(fields, &first, ti_buf_text(&plain_name), ti_buf_text(&plain_value));
    ti_buf_clear(&plain_name);
    ti_buf_clear(&plain_value);
}

/* Walk over the inputs of a form: hidden ones are sent in any case, and one has to be the wanted one. */
static bool read_inputs(ti_slice form, const char *name, const char *value, ti_buf *hidden)
{
    bool found = false;
    ti_slice tag;
    ti_slice tag_name = { 0 };
    ti_slice tag_value = { 0 };

    while (skip_to(&form, "<input ")) {
        tag = cut_before(&form, ">");
        if (!attribute(tag, "name=\"", &tag_name) || !attribute(tag, "value=\"", &tag_value))
            continue;
        if (ti_slice_equal_text(tag_name, name) && ti_slice_equal_nocase(tag_value, ti_slice_of(value)))
            found = true;
        if (ti_slice_starts_with(tag, TI_SLICE("type=\"hidden\"")))
            add_field(hidden, tag_name, tag_value);
    }
    return found;
}

bool ti_sim_form_find(ti_slice page, const char *name, const char *value, ti_buf *action, ti_buf *hidden)
{
    ti_slice form;
    ti_slice target = { 0 };

    while (skip_to(&page, "<form ")) {
        form = cut_before(&page, "</form>");
        ti_buf_reset(hidden);
        if (!read_inputs(form, name, value, hidden) || !attribute(form, "action=\"", &target))
            continue;
        unescape(target, action);
        return !action->failed && !hidden->failed;
    }
    return false;
}

ti_slice ti_sim_page_code(ti_slice page)
{
    size_t end = 0;

    if (!skip_to(&page, "id=\"error\">"))
        return (ti_slice){ 0 };
    while (end < page.len && page.ptr[end] != ':' && page.ptr[end] != '<')
        end++;
    return ti_slice_first(page, end);
}
