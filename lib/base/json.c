/* SPDX-License-Identifier: Apache-2.0 */
/* json.c - reading JSON: cJSON behind a strict check, and getters that tell absent from wrong. */
#include "base/json.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/alloc.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: up to there a double holds every integer */

static const cJSON *to_cjson(const ti_json *value)
{
    return (const cJSON *)(const void *)value;
}

static const ti_json *from_cjson(const cJSON *value)
{
    return (const ti_json *)(const void *)value;
}

ti_json *ti_json_read(ti_slice text)
{
    cJSON *root = NULL;
    const char *end = NULL;
    ti_buf copy;

    if (!ti_json_is_strict(text))
        return NULL;
    ti_buf_init(&copy, text.len);
    if (ti_buf_add(&copy, text))
        root = cJSON_ParseWithLengthOpts(copy.ptr, copy.len + 1, &end, 1);
    if (root != NULL && end != copy.ptr + copy.len) {
        ti_json_free((ti_json *)(void *)root);
        root = NULL;
    }
    ti_buf_clear(&copy);
    return (ti_json *)(void *)root;
}

/* The strings of the whole tree, without recursion: down to the first child,
 * else on to the next sibling, freeing behind us. */
void ti_json_free(ti_json *root)
{
    cJSON *value = (cJSON *)(void *)root;
    cJSON *next;

    while (value != NULL) {
        cJSON *child = value->child;

        if (child != NULL) { /* its children take its place in the chain */
            cJSON *last = child;

            while (last->next != NULL)
                last = last->next;
            last->next = value->next;
            value->child = NULL;
            value->next = child;
        }
        next = value->next;
        value->next = value->prev = NULL;
        if (value->valuestring != NULL)
            ti_wipe(value->valuestring, strlen(value->valuestring));
        cJSON_Delete(value);
        value = next;
    }
}

bool ti_json_is_object(const ti_json *value)
{
    return cJSON_IsObject(to_cjson(value)) != 0;
}

static const cJSON *member(const ti_json *object, const char *name)
{
    return ti_json_is_object(object) ? cJSON_GetObjectItemCaseSensitive(to_cjson(object), name) : NULL;
}

ti_json_found ti_json_string(const ti_json *object, const char *name, size_t min, size_t max, ti_slice *out)
{
    const cJSON *value = member(object, name);
    ti_slice text;

    *out = ti_slice_of("");
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!cJSON_IsString(value))
        return TI_JSON_WRONG;
    text = ti_slice_of(value->valuestring);
    if (text.len < min || text.len > max)
        return TI_JSON_WRONG;
    *out = text;
    return TI_JSON_FOUND;
}

static ti_json_found to_int(double number, int64_t min, int64_t max, int64_t *out)
{
    int64_t whole;

    if (!isfinite(number) || number > EXACT_MAX || number < -EXACT_MAX)
        return TI_JSON_WRONG;
    whole = (int64_t)number;
    if ((double)whole < number || (double)whole > number || whole < min || whole > max)
        return TI_JSON_WRONG;
    *out = whole;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_int(const ti_json *object, const char *name, int64_t min, int64_t max, int64_t *out)
{
    const cJSON *value = member(object, name);

    *out = 0;
    if (value == NULL)
        return TI_JSON_ABSENT;
    return cJSON_IsNumber(value) ? to_int(value->valuedouble, min, max, out) : TI_JSON_WRONG;
}

ti_json_found ti_json_int_or_digits(const ti_json *object, const char *name, int64_t min, int64_t max, int64_t *out)
{
    const cJSON *value = member(object, name);
    int64_t number = 0;

    if (!cJSON_IsString(value))
        return ti_json_int(object, name, min, max, out);
    *out = 0;
    if (!ti_slice_to_int64(ti_slice_of(value->valuestring), &number) || number < min || number > max)
        return TI_JSON_WRONG;
    *out = number;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_number(const ti_json *object, const char *name, double *out)
{
    const cJSON *value = member(object, name);

    *out = 0;
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!cJSON_IsNumber(value) || !isfinite(value->valuedouble))
        return TI_JSON_WRONG;
    *out = value->valuedouble;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_bool(const ti_json *object, const char *name, bool *out)
{
    const cJSON *value = member(object, name);

    *out = false;
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!cJSON_IsBool(value))
        return TI_JSON_WRONG;
    *out = cJSON_IsTrue(value) != 0;
    return TI_JSON_FOUND;
}

ti_json_found ti_json_object(const ti_json *object, const char *name, const ti_json **out)
{
    const cJSON *value = member(object, name);

    *out = NULL;
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!cJSON_IsObject(value))
        return TI_JSON_WRONG;
    *out = from_cjson(value);
    return TI_JSON_FOUND;
}

ti_json_found ti_json_array(const ti_json *object, const char *name, const ti_json **out)
{
    const cJSON *value = member(object, name);

    *out = NULL;
    if (value == NULL)
        return TI_JSON_ABSENT;
    if (!cJSON_IsArray(value))
        return TI_JSON_WRONG;
    *out = from_cjson(value);
    return TI_JSON_FOUND;
}

bool ti_json_has(const ti_json *object, const char *name)
{
    return member(object, name) != NULL;
}

size_t ti_json_count(const ti_json *array)
{
    return cJSON_IsArray(to_cjson(array)) ? (size_t)cJSON_GetArraySize(to_cjson(array)) : 0;
}

const ti_json *ti_json_item(const ti_json *array, size_t index)
{
    return index < ti_json_count(array) ? from_cjson(cJSON_GetArrayItem(to_cjson(array), (int)index)) : NULL;
}

bool ti_json_item_string(const ti_json *item, ti_slice *out)
{
    *out = ti_slice_of("");
    if (!cJSON_IsString(to_cjson(item)))
        return false;
    *out = ti_slice_of(to_cjson(item)->valuestring);
    return true;
}

bool ti_json_item_int(const ti_json *item, int64_t min, int64_t max, int64_t *out)
{
    *out = 0;
    return cJSON_IsNumber(to_cjson(item)) && to_int(to_cjson(item)->valuedouble, min, max, out) == TI_JSON_FOUND;
}
