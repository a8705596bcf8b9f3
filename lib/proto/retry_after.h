/* SPDX-License-Identifier: Apache-2.0 */
/*
 * retry_after.h - how long a server asks us to wait, and how long to wait when
 * it does not say (RFC 9110, 10.2.3; full jitter).
 */
#ifndef TI_PROTO_RETRY_AFTER_H
#define TI_PROTO_RETRY_AFTER_H

#include "base/slice.h"

/* Seconds, also with a fraction, or one of the three HTTP-date forms. The
 * result is clamped to [1 s, 24 h]; false: the value gives no advice. */
bool ti_retry_after_ms(ti_slice value, int64_t now_ms, int64_t *out_ms);

/* Before the attempt-th retry (from 1): full jitter, anything from 1 ms to
 * min(60 s, 1 s * 2^(attempt-1)) with the same chance; random is any 32 bits.
 * With 0, which is no randomness, it is the longest. */
int64_t ti_backoff_ms(int32_t attempt, uint32_t random);

#endif
