/* SPDX-License-Identifier: Apache-2.0 */
/* retry_after.c - how long a server asks us to wait, and how long to wait when it does not say. */
#include "proto/retry_after.h"

#include "proto/http_date.h"

enum {
    WAIT_MIN_MS = 1000, /* also for "0" and the past: a server that refuses is not asked again at once */
    WAIT_MAX_MS = 24 * 60 * 60 * 1000,
    WAIT_MAX_SECONDS = WAIT_MAX_MS / 1000,
    BACKOFF_FIRST_MS = 1000,
    BACKOFF_MAX_MS = 60000
};

static int64_t clamp_wait(int64_t wait_ms)
{
    if (wait_ms < WAIT_MIN_MS)
        return WAIT_MIN_MS;
    return wait_ms > WAIT_MAX_MS ? WAIT_MAX_MS : wait_ms;
}

/* Digits, at least one; a number beyond the longest wait is cut to that. */
static bool take_seconds(ti_slice *s, int64_t *seconds)
{
    size_t i = 0;

    *seconds = 0;
    while (i < s->len && s->ptr[i] >= '0' && s->ptr[i] <= '9') {
        *seconds = *seconds * 10 + (s->ptr[i] - '0');
        if (*seconds > WAIT_MAX_SECONDS)
            *seconds = WAIT_MAX_SECONDS;
        i++;
    }
    *s = ti_slice_skip(*s, i);
    return i > 0;
}

/* The digits behind the point as milliseconds, rounded up: never too early. */
static bool read_fraction(ti_slice s, int64_t *ms)
{
    static const int64_t weight[] = { 100, 10, 1 };
    bool rest = false;
    size_t i;

    *ms = 0;
    for (i = 0; i < s.len; i++) {
        int digit = s.ptr[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        if (i < 3)
            *ms += digit * weight[i];
        else if (digit > 0)
            rest = true;
    }
    *ms += rest ? 1 : 0;
    return s.len > 0;
}

/* "120", and "1.5" which no standard knows but some gateways send. */
static bool parse_seconds(ti_slice s, int64_t *wait_ms)
{
    int64_t seconds;
    int64_t fraction_ms = 0;

    if (!take_seconds(&s, &seconds))
        return false;
    if (s.len > 0 && (s.ptr[0] != '.' || !read_fraction(ti_slice_skip(s, 1), &fraction_ms)))
        return false;
    *wait_ms = seconds * 1000 + fraction_ms;
    return true;
}

bool ti_retry_after_ms(ti_slice value, int64_t now_ms, int64_t *out_ms)
{
    int64_t wait_ms;
    int64_t at_ms;

    value = ti_slice_trim(value);
    if (parse_seconds(value, &wait_ms)) {
        *out_ms = clamp_wait(wait_ms);
        return true;
    }
    if (ti_http_date_parse(value, now_ms, &at_ms)) {
        *out_ms = clamp_wait(at_ms - now_ms);
        return true;
    }
    return false;
}

int64_t ti_backoff_ms(int32_t attempt, uint32_t random)
{
    int64_t longest = BACKOFF_FIRST_MS;
    int32_t i;

    for (i = 1; i < attempt && longest < BACKOFF_MAX_MS; i++)
        longest *= 2;
    if (longest > BACKOFF_MAX_MS)
        longest = BACKOFF_MAX_MS;
    return longest - (int64_t)(((uint64_t)random * (uint64_t)longest) >> 32);
}
