/* SPDX-License-Identifier: Apache-2.0 */
/* base64.h - base64url without padding (RFC 4648, section 5) and hex, by OpenSSL; strict. */
#ifndef TI_BASE_BASE64_H
#define TI_BASE_BASE64_H

#include "base/buf.h"

bool ti_base64url_encode(ti_buf *buf, ti_slice bytes);

/* False for padding, blanks, foreign characters, or unused bits that are not 0. */
bool ti_base64url_decode(ti_buf *buf, ti_slice text);

/* Lower case. */
bool ti_hex_encode(ti_buf *buf, ti_slice bytes);

/* The same into 2 * bytes.len + 1 characters, a NUL at the end. */
void ti_hex_write(char *out, ti_slice bytes);

#endif
