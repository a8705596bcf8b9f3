/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.c - reading JSON: one strict pass notes where each value stands, and getters tell absent from wrong. No tree
 * is built; where one has to be changed (proto/entra/claims.c) that is cJSON's.
 */
#include "base/json.h"

#include <string.h>

#include "base/alloc.h"
#include "base/json_number.h"
#include "base/json_scan.h"
#include "base/json_string.h"

enum { FIRST_ROOM = 64 };

typedef struct document document;

/* What it consists of follows it. */
struct ti_json {
    document *document;
    ti_json_kind kind;
    uint32_t span; /* how many values it consists of, itself included */
    ti_slice name;
    ti_slice text;
};

/* The values of one text in its order; the first is the root. Most texts have
 * room for all of theirs in the first ones. */
struct document {
    ti_json *values;
    size_t count;
    size_t room;
    size_t text_len;
    ti_json first[FIRST_ROOM];
    char text[];
};

typedef struct reader {
    document *document;
    size_t open[TI_JSON_DEPTH_MAX];
    size_t depth;
} reader;

static void free_document(document *d)
{
    if (d->values != d->first)
        ti_free(d->values);
    ti_wipe(d->text, d->text_len);
    ti_free(d);
}

static bool has_room(document *d)
{
    ti_json *larger;

    if (d->count < d->room)
        return true;
    larger = ti_alloc_raw(d->room * 2 * sizeof(*larger));
    if (larger == NULL)
        return false;
    memcpy(larger, d->values, d->count * sizeof(*larger));
    if (d->values != d->first)
        ti_free(d->values);
    d->values = larger;
    d->room *= 2;
    return true;
}

/* In the document's own copy of the text, where the scan has passed already. */
static ti_slice resolve(document *d, ti_slice written)
{
    size_t len = written.len;
    char *text;

    if (written.ptr == NULL)
        return written;
    text = d->text + (written.ptr - d->text);
    if (ti_slice_find(written, '\\') < len)
        len = ti_json_unescape(text, len);
    return ti_slice_make(text, len);
}

static bool begin_value(void *user_data, ti_slice name, ti_json_kind kind, ti_slice text)
{
    reader *r = user_data;
    document *d = r->document;

    if (!has_room(d))
        return false;
    if (kind == TI_JSON_OBJECT || kind == TI_JSON_ARRAY)
        r->open[r->depth++] = d->count;
    if (kind == TI_JSON_STRING)
        text = resolve(d, text);
    d->values[d->count++] = (ti_json){ .document = d, .kind = kind, .span = 1, .name = resolve(d, name), .text = text };
    return true;
}

static void end_value(void *user_data)
{
    reader *r = user_data;
    size_t at = r->open[--r->depth];

    r->document->values[at].span = (uint32_t)(r->document->count - at);
}

static document *new_document(ti_slice text)
{
    document *d = text.len > SIZE_MAX - sizeof(*d) ? NULL : ti_alloc_raw(sizeof(*d) + text.len);

    if (d == NULL)
        return NULL;
    d->values = d->first;
    d->count = 0;
    d->room = FIRST_ROOM;
    d->text_len = text.len;
    if (text.len > 0)
        memcpy(d->text, text.ptr, text.len);
    return d;
}

ti_json *ti_json_read(ti_slice text)
{
    reader r = { .document = new_document(text) };
    ti_json_sink sink = { .begin = begin_value, .end = end_value, .user_data = &r };

    if (r.document == NULL)
        return NULL;
    if (ti_json_scan(ti_slice_make(r.document->text, text.len), &sink))
        return r.document->values;
    free_document(r.document);
    return NULL;
}

void ti_json_free(ti_json *root)
{
    if (root != NULL)
        free_document(root->document);
}

static bool is_kind(const ti_json *value, ti_json_kind kind)
{
    return value != NULL && value->kind == kind;
}

bool ti_json_is_object(const ti_json *value)
{
    return is_kind(value, TI_JSON_OBJECT);
}

static const ti_json *member(const ti_json *object, const char *name)
{
    ti_slice wanted = ti_slice_of(name);
    const ti_json *value;

    if (!ti_json_is_object(object))
        return NULL;
    for (value = object + 1; value < object + object->span; value += value->span)
        if (ti_slice_equal(value->name, wanted))
            return value;
    return NULL;
}

ti_json_found ti_json_string(const ti_json *object, const char *name, size_t min, size_t max, ti_slice *out)
{
    const ti_json *value = member(object, name);

    *out = ti_slice_of("");
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!is_kind(value, TI_JSON_STRING) || value->text.len < min || value->text.len > max)
        return TI_JSON_WRONG;
    *out = value->text;
    return TI_JSON_FOUND;
}

static ti_json_found to_int(const ti_json *value, int64_t min, int64_t max, int64_t *out)
{
    int64_t number;

    if (!is_kind(value, TI_JSON_NUMBER) || !ti_json_to_int(value->text, &number) || number < min || number > max)
        return TI_JSON_WRONG;
    *out = number;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_int(const ti_json *object, const char *name, int64_t min, int64_t max, int64_t *out)
{
    const ti_json *value = member(object, name);

    *out = 0;
    return value == NULL ? TI_JSON_ABSENT : to_int(value, min, max, out);
}

ti_json_found ti_json_int_or_digits(const ti_json *object, const char *name, int64_t min, int64_t max, int64_t *out)
{
    const ti_json *value = member(object, name);
    int64_t number = 0;

    if (!is_kind(value, TI_JSON_STRING))
        return ti_json_int(object, name, min, max, out);
    *out = 0;
    if (!ti_slice_to_int64(value->text, &number) || number < min || number > max)
        return TI_JSON_WRONG;
    *out = number;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_number(const ti_json *object, const char *name, double *out)
{
    const ti_json *value = member(object, name);

    *out = 0;
    if (value == NULL)
        return TI_JSON_ABSENT;
    return is_kind(value, TI_JSON_NUMBER) && ti_json_to_double(value->text, out) ? TI_JSON_FOUND : TI_JSON_WRONG;
}

ti_json_found ti_json_bool(const ti_json *object, const char *name, bool *out)
{
    const ti_json *value = member(object, name);

    *out = is_kind(value, TI_JSON_TRUE);
    if (value == NULL)
        return TI_JSON_ABSENT;
    return *out || is_kind(value, TI_JSON_FALSE) ? TI_JSON_FOUND : TI_JSON_WRONG;
}

static ti_json_found find_kind(const ti_json *object, const char *name, ti_json_kind kind, const ti_json **out)
{
    const ti_json *value = member(object, name);

    *out = is_kind(value, kind) ? value : NULL;
    if (value == NULL)
        return TI_JSON_ABSENT;
    return *out != NULL ? TI_JSON_FOUND : TI_JSON_WRONG;
}

ti_json_found ti_json_object(const ti_json *object, const char *name, const ti_json **out)
{
    return find_kind(object, name, TI_JSON_OBJECT, out);
}

ti_json_found ti_json_array(const ti_json *object, const char *name, const ti_json **out)
{
    return find_kind(object, name, TI_JSON_ARRAY, out);
}

bool ti_json_has(const ti_json *object, const char *name)
{
    return member(object, name) != NULL;
}

size_t ti_json_count(const ti_json *array)
{
    const ti_json *item;
    size_t count = 0;

    if (!is_kind(array, TI_JSON_ARRAY))
        return 0;
    for (item = array + 1; item < array + array->span; item += item->span)
        count++;
    return count;
}

const ti_json *ti_json_item(const ti_json *array, size_t index)
{
    const ti_json *item;

    if (!is_kind(array, TI_JSON_ARRAY))
        return NULL;
    for (item = array + 1; item < array + array->span; item += item->span)
        if (index-- == 0)
            return item;
    return NULL;
}

bool ti_json_item_string(const ti_json *item, ti_slice *out)
{
    *out = is_kind(item, TI_JSON_STRING) ? item->text : ti_slice_of("");
    return is_kind(item, TI_JSON_STRING);
}

bool ti_json_item_int(const ti_json *item, int64_t min, int64_t max, int64_t *out)
{
    *out = 0;
    return to_int(item, min, max, out) == TI_JSON_FOUND;
}
