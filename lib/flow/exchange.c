/* SPDX-License-Identifier: Apache-2.0 */
/* exchange.c - one HTTP exchange with Microsoft, repeated only where that is safe and useful. */
#include "flow/exchange.h"

#include "base/base64.h"
#include "base/version.h"
#include "proto/retry_after.h"

/* Of one exchange; and of all exchanges of one call together. */
enum { MAX_ATTEMPTS = 4, MAX_RETRIES = 6 };

#define MAX_WAIT_MS INT64_C(300000)
#define LEAST_WAIT_MS INT64_C(1000)

static void write_uuid(char *out, const unsigned char bytes[16])
{
    static const size_t parts[] = { 4, 2, 2, 2, 6 };
    size_t i;

    for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        ti_hex_write(out, ti_slice_make(bytes, parts[i]));
        bytes += parts[i];
        out += 2 * parts[i];
        *out++ = '-';
    }
    out[-1] = '\0';
}

/* A random UUID of version 4 (RFC 9562) that Microsoft's logs and our errors share. */
static bool make_request_id(teamsinvite_call *call)
{
    unsigned char b[16];

    if (!ti_call_random(call, b, sizeof(b)))
        return false;
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    write_uuid(call->request_id, b);
    return true;
}

static ti_verdict look_at_gate(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    return ti_ask_gate(call, s->gate);
}

static ti_verdict take_gate(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    return ti_take_gate(call, s->gate);
}

static bool is_worth_waiting(teamsinvite_call *call, const ti_exchange *s, int64_t wait_ms)
{
    return !s->in_haste && !call->in_haste && wait_ms <= MAX_WAIT_MS && wait_ms < ti_call_time_left(call);
}

static ti_verdict wait_at_gate(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;
    int64_t wait_ms = ti_gate_wait_ms(call, s->gate);

    if (wait_ms == 0)
        return TI_NEXT;
    if (is_worth_waiting(call, s, wait_ms))
        return ti_ask_wait(call, wait_ms);
    (void)ti_call_fail(call, TEAMSINVITE_E_THROTTLED, "Microsoft has asked this company's callers to slow down");
    call->error.retry_after_ms = wait_ms;
    return TI_FAIL;
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
    return call->error.status == TEAMSINVITE_OK ? ti_send_ask(call) : TI_FAIL;
}

static bool is_transient(int32_t http_status)
{
    return http_status == 408 || http_status == 429 || (http_status >= 500 && http_status <= 504 && http_status != 501);
}

static int64_t backoff(teamsinvite_call *call, const ti_exchange *s)
{
    uint32_t random = 0;

    (void)ti_client_random(call->client, &random, sizeof(random)); /* without it all wait the same: no harm */
    return ti_backoff_ms(s->attempts, random);
}

/* The longest that is asked for; never at once, whatever the dice say. */
static int64_t wait_before_next(teamsinvite_call *call, const ti_exchange *s)
{
    int64_t longest_ms = 0;
    int64_t asked_ms;
    ti_slice value;
    size_t i;

    for (i = 0; ti_io_reply_header_at(&call->io, "Retry-After", i, &value); i++)
        if (ti_retry_after_ms(value, ti_call_now(call), &asked_ms) && asked_ms > longest_ms)
            longest_ms = asked_ms;
    return longest_ms > 0 ? longest_ms : LEAST_WAIT_MS + backoff(call, s);
}

static bool has_attempts(const teamsinvite_call *call, const ti_exchange *s)
{
    return s->attempts < MAX_ATTEMPTS && call->retry_count < MAX_RETRIES;
}

/* Where the wait is longer than this call may take, the caller is told to come back. */
static void plan_retry(teamsinvite_call *call, ti_exchange *s)
{
    s->wait_ms = wait_before_next(call, s);
    s->given_up = !has_attempts(call, s) || !is_worth_waiting(call, s, s->wait_ms);
}

/* Nothing came back, or not all of it. Repeating is safe: Microsoft does each of
 * our requests at most once (createOrGet), except the redemption of a code. */
static ti_verdict take_no_answer(teamsinvite_call *call, ti_exchange *s)
{
    if (s->once || call->error.status != TEAMSINVITE_E_NETWORK || !has_attempts(call, s))
        return TI_FAIL;
    s->wait_ms = backoff(call, s);
    return is_worth_waiting(call, s, s->wait_ms) ? TI_NEXT : TI_FAIL;
}

static ti_verdict take_answer(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    s->http_status = 0;
    if (ti_call_failed(call))
        return take_no_answer(call, s);
    s->http_status = call->io.http_status;
    s->json = ti_take_json(call);
    if (!is_transient(s->http_status) || s->once)
        return TI_DONE;
    plan_retry(call, s);
    return TI_NEXT;
}

static ti_verdict close_gate(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    return s->http_status == 429 ? ti_ask_close_gate(call, s->gate, s->wait_ms) : TI_NEXT;
}

static ti_verdict take_closed_gate(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    return ti_take_closed_gate(call, s->gate);
}

static ti_verdict wait(teamsinvite_call *call, void *state)
{
    ti_exchange *s = state;

    if (!s->given_up) {
        call->retry_count++;
        return ti_ask_wait(call, s->wait_ms);
    }
    (void)ti_call_fail(call, s->http_status == 429 ? TEAMSINVITE_E_THROTTLED : TEAMSINVITE_E_SERVICE,
                       "Microsoft answered %d and asks to come back later", s->http_status);
    call->error.http_status = s->http_status;
    call->error.retry_after_ms = s->wait_ms;
    return TI_FAIL;
}

static ti_verdict again(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_RESTART;
}

static const ti_step steps[] = {
    { .name = "look at the gate", .ask = look_at_gate, .take = take_gate },
    { .name = "wait at the gate", .ask = wait_at_gate },
    { .name = "send", .ask = send, .take = take_answer },
    { .name = "close the gate", .ask = close_gate, .take = take_closed_gate },
    { .name = "wait to send again", .ask = wait, .take = again },
};

const ti_flow ti_flow_exchange = TI_SERVING_FLOW("exchange", steps);
