/* SPDX-License-Identifier: Apache-2.0 */
/*
 * url.h - encoding into URLs and forms, and reading queries and URLs. On
 * libcurl's URL functions; strict where those are lenient.
 */
#ifndef TI_BASE_URL_H
#define TI_BASE_URL_H

#include "base/buf.h"

/* Everything but the unreserved set becomes %XX, upper case: right for a path
 * segment, a query value and a form value alike. A blank is %20 everywhere. */
bool ti_url_encode(ti_buf *buf, ti_slice value);

/* "name=value", with "&" before it unless first is true (then set to false).
 * Name is a literal of ours; the value is encoded. */
bool ti_form_add(ti_buf *buf, bool *first, const char *name, ti_slice value);

/* Decode one form or query component: %XX and '+' as blank. False for a bad
 * escape, a NUL, or text that is not UTF-8. */
bool ti_form_decode(ti_buf *buf, ti_slice encoded);

/* The next "name=value" of a query or form, still encoded; false at the end. */
bool ti_form_next(ti_slice *rest, ti_slice *name, ti_slice *value);

/* What we need of an absolute URL; strings are one heap copy. */
typedef struct ti_url {
    char *text;         /* what the others stand in */
    const char *scheme; /* lower case */
    const char *host;   /* lower case, [..] around IPv6 as in the URL */
    const char *port;   /* always given: the scheme's default where the URL has none */
    const char *path;   /* as written, at least "/" */
    size_t text_len;
    bool has_user;
    bool has_query;
    bool has_fragment;
} ti_url;

/* False when libcurl does not take it as an absolute URL, or it holds a
 * control character, blank or byte above 0x7e. */
bool ti_url_parse(ti_url *url, ti_slice text);
void ti_url_clear(ti_url *url);

/* "localhost", 127.0.0.0/8 in dotted form, "[::1]". */
bool ti_url_is_loopback(const ti_url *url);

#endif
