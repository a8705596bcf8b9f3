/* SPDX-License-Identifier: Apache-2.0 */
/* buf.c - bytes to build, up to a maximum, wiped whenever memory is let go. */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

enum { FIRST_SIZE = 512 };

void ti_buf_init(ti_buf *buf, size_t max)
{
    *buf = (ti_buf){ .max = max };
}

void ti_buf_reset(ti_buf *buf)
{
    ti_wipe(buf->ptr, buf->len);
    buf->len = 0;
    buf->failed = false;
    buf->too_long = false;
}

/* Beyond len nothing was ever written, or ti_buf_reset() has wiped it. */
void ti_buf_clear(ti_buf *buf)
{
    ti_wipe(buf->ptr, buf->len);
    ti_free(buf->ptr);
    ti_buf_init(buf, buf->max);
}

void ti_buf_let_go(ti_buf *buf, size_t most)
{
    if (buf->cap > most)
        ti_buf_clear(buf);
    else
        ti_buf_reset(buf);
}

static size_t first_size(const ti_buf *buf)
{
    return buf->max < FIRST_SIZE ? buf->max + 1 : FIRST_SIZE;
}

/* No realloc: it would leave the old bytes behind unwiped. */
static bool grow(ti_buf *buf, size_t needed)
{
    size_t cap = buf->cap == 0 ? first_size(buf) : buf->cap;
    char *ptr;

    if (needed > SIZE_MAX / 2)
        return false;
    while (cap <= needed)
        cap *= 2;
    ptr = ti_alloc_raw(cap);
    if (ptr == NULL)
        return false;
    if (buf->len > 0)
        memcpy(ptr, buf->ptr, buf->len);
    ti_wipe(buf->ptr, buf->len);
    ti_free(buf->ptr);
    buf->ptr = ptr;
    buf->cap = cap;
    return true;
}

char *ti_buf_extend(ti_buf *buf, size_t len)
{
    if (buf->failed)
        return NULL;
    if (len > buf->max || buf->len > buf->max - len) {
        buf->failed = buf->too_long = true;
        return NULL;
    }
    if (buf->len + len >= buf->cap && !grow(buf, buf->len + len)) {
        buf->failed = true;
        return NULL;
    }
    buf->len += len;
    buf->ptr[buf->len] = '\0';
    return buf->ptr + buf->len - len;
}

bool ti_buf_add(ti_buf *buf, ti_slice bytes)
{
    char *room = ti_buf_extend(buf, bytes.len);

    if (room != NULL && bytes.len > 0)
        memcpy(room, bytes.ptr, bytes.len);
    return !buf->failed;
}

bool ti_buf_add_text(ti_buf *buf, const char *text)
{
    return ti_buf_add(buf, ti_slice_of(text));
}

bool ti_buf_add_char(ti_buf *buf, char c)
{
    char *room = ti_buf_extend(buf, 1);

    if (room != NULL)
        *room = c;
    return !buf->failed;
}

bool ti_buf_add_int64(ti_buf *buf, int64_t number)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%lld", (long long)number);
    return ti_buf_add_text(buf, text);
}

ti_slice ti_buf_slice(const ti_buf *buf)
{
    return ti_slice_make(ti_buf_text(buf), buf->failed ? 0 : buf->len);
}

const char *ti_buf_text(const ti_buf *buf)
{
    return buf->ptr == NULL || buf->failed ? "" : buf->ptr;
}

char *ti_buf_take(ti_buf *buf)
{
    char *text = NULL;

    if (!buf->failed && (buf->ptr != NULL || ti_buf_extend(buf, 0) != NULL)) {
        text = buf->ptr;
        ti_buf_init(buf, buf->max);
    }
    return text;
}
