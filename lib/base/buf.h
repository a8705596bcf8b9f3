/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buf.h - bytes to build.
 *
 * The maximum is given at init and every append is checked against it. Failure
 * is sticky: append, append, then ask once. The content is always followed by
 * a NUL that is not counted. Old memory is wiped whenever it is let go, so any
 * buffer may hold a secret.
 */
#ifndef TI_BASE_BUF_H
#define TI_BASE_BUF_H

#include "base/slice.h"

typedef struct ti_buf {
    char *ptr; /* NULL until the first append */
    size_t len;
    size_t cap;
    size_t max;
    bool failed;   /* some append did not fit or found no memory */
    bool too_long; /* … because of max */
} ti_buf;

void ti_buf_init(ti_buf *buf, size_t max);

/* Forget and wipe the content, keep the memory, clear the failure. */
void ti_buf_reset(ti_buf *buf);

/* Wipe and free; usable again as after init. */
void ti_buf_clear(ti_buf *buf);

/* Forget the content as ti_buf_reset() does, and the memory where it is more than this. */
void ti_buf_let_go(ti_buf *buf, size_t most);

/* Each returns !buf->failed. */
bool ti_buf_add(ti_buf *buf, ti_slice bytes);
bool ti_buf_add_text(ti_buf *buf, const char *text);
bool ti_buf_add_char(ti_buf *buf, char c);
bool ti_buf_add_int64(ti_buf *buf, int64_t number);

/* Room for len bytes at the end, counted as content; NULL on failure. */
char *ti_buf_extend(ti_buf *buf, size_t len);

ti_slice ti_buf_slice(const ti_buf *buf);

/* The content as a string, never NULL: "" while empty or failed. */
const char *ti_buf_text(const ti_buf *buf);

/* Hand out the memory (free with ti_free_secret or ti_free); NULL when failed. */
char *ti_buf_take(ti_buf *buf);

#endif
