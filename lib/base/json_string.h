/* SPDX-License-Identifier: Apache-2.0 */
/* json_string.h - one string inside a JSON text: whether it is allowed, and which names are the same. */
#ifndef TI_BASE_JSON_STRING_H
#define TI_BASE_JSON_STRING_H

#include "base/slice.h"

enum {
    TI_JSON_STRING_MAX = 16384 /* as written, escapes included */
};

/* The string that begins with the quote at the front of *rest; *rest goes on
 * behind its last quote. The text was found to be UTF-8 before. Where hash is
 * not NULL it gets a hash of the content with all escapes resolved. */
bool ti_json_skip_string(ti_slice *rest, uint64_t *hash);

/* Resolve the escapes of what stands between the quotes of a string that was
 * found to be allowed, in its place; answers the length, which never grows. */
size_t ti_json_unescape(char *text, size_t len);

#endif
