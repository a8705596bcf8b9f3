/* SPDX-License-Identifier: Apache-2.0 */
/* exchange.c - one HTTP exchange with Microsoft, repeated only where that is safe and useful. */
#include "flow/exchange.h"

#include <stdio.h>

#include "base/version.h"
#include "proto/retry_after.h"

enum { MAX_ATTEMPTS = 4 };

#define MAX_WAIT_MS INT64_C(300000)

/* A random UUID of version 4 (RFC 9562) that Microsoft's logs and our errors share. */
static bool make_request_id(teamsinvite_call *call)
{
    unsigned char b[16];

    if (!ti_call_random(call, b, sizeof(b)))
        return false;
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    (void)snprintf(call->request_id, sizeof(call->request_id),
                   "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4],
                   b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
    return true;
}

static ti_verdict send(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    if (!make_request_id(call))
        return TI_FAIL;
    ti_send_begin(call, s->method, s->response_limit);
    ti_io_add_header(&call->io, "Accept", TI_SLICE("application/json"));
    ti_io_add_header(&call->io, "User-Agent", ti_slice_of(ti_user_agent()));
    ti_io_add_header(&call->io, "client-request-id", ti_slice_of(call->request_id));
    s->build(call, s->owner);
    s->attempts++;
    s->wait_ms = 0;
    return ti_send_ask(call);
}

static bool is_transient(int32_t http_status)
{
    return http_status == 408 || http_status == 429 || (http_status >= 500 && http_status <= 504 && http_status != 501);
}

static int64_t wait_before_next(teamsinvite_call *call, const ti_exchange *s)
{
    int64_t asked_ms;
    uint32_t random = 0;

    if (ti_retry_after_ms(ti_io_reply_header(&call->io, "Retry-After"), ti_call_now(call), &asked_ms))
        return asked_ms;
    (void)ti_call_random(call, &random, sizeof(random)); /* without it all wait the same: no harm */
    return ti_backoff_ms(s->attempts, random);
}

/* Where the wait is longer than this call may take, the caller is told to come back. */
static ti_verdict give_up(teamsinvite_call *call, int32_t http_status, int64_t wait_ms)
{
    (void)ti_call_fail(call, http_status == 429 ? TEAMSINVITE_E_THROTTLED : TEAMSINVITE_E_SERVICE,
                       "Microsoft answered %d and asks to come back later", http_status);
    call->error.http_status = http_status;
    call->error.retry_after_ms = wait_ms;
    return TI_FAIL;
}

static ti_verdict plan_retry(teamsinvite_call *call, ti_exchange *s)
{
    int64_t wait_ms = wait_before_next(call, s);

    if (s->attempts >= MAX_ATTEMPTS || wait_ms > MAX_WAIT_MS || wait_ms >= ti_call_time_left(call))
        return give_up(call, s->http_status, wait_ms);
    s->wait_ms = wait_ms;
    return TI_NEXT;
}

/* Nothing came back, or not all of it. Repeating is safe: Microsoft does each of
 * our requests at most once (createOrGet), except the redemption of a code. */
static ti_verdict take_no_answer(teamsinvite_call *call, ti_exchange *s)
{
    uint32_t random = 0;

    if (s->once || call->error.status != TEAMSINVITE_E_NETWORK || s->attempts >= MAX_ATTEMPTS)
        return TI_FAIL;
    (void)ti_client_random(call->client, &random, sizeof(random));
    s->wait_ms = ti_backoff_ms(s->attempts, random);
    return s->wait_ms < ti_call_time_left(call) ? TI_NEXT : TI_FAIL;
}

static ti_verdict take_answer(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    if (ti_call_failed(call))
        return take_no_answer(call, s);
    s->http_status = call->io.http_status;
    s->json = ti_take_json(call);
    if (is_transient(s->http_status) && !s->once)
        return plan_retry(call, s);
    return TI_DONE;
}

static ti_verdict wait(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    return ti_ask_wait(call, s->wait_ms);
}

static ti_verdict again(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_RESTART;
}

static const ti_step steps[] = {
    { .name = "send", .ask = send, .take = take_answer },
    { .name = "wait to send again", .ask = wait, .take = again },
};

const ti_flow ti_flow_exchange = TI_FLOW("exchange", steps);
