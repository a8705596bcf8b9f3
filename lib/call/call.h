/* SPDX-License-Identifier: Apache-2.0 */
/*
 * call.h - the engine: one operation as a table of named steps.
 *
 * A *flow* is a list of steps. A step asks and takes: asking may fill an io
 * and hand it out (TI_ASK), run another flow (TI_RUN), find that it is not
 * needed (TI_NEXT), or end the flow (TI_DONE, TI_FAIL); taking reads the
 * answer and goes on (TI_NEXT), begins the flow again (TI_RESTART), or ends it.
 * There is no other jump. The state of a flow is one struct that its caller
 * owns; request and result of a nested flow are that struct.
 *
 * The engine touches nothing outside: it asks the client for the time, that is
 * all. Who performs the io is the driver's business.
 */
#ifndef TI_CALL_CALL_H
#define TI_CALL_CALL_H

#include <stdatomic.h>

#include <teamsinvite/call.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "call/io.h"
#include "client/client.h"

typedef enum ti_verdict { TI_ASK, TI_RUN, TI_NEXT, TI_RESTART, TI_DONE, TI_FAIL } ti_verdict;

typedef ti_verdict (*ti_step_fn)(teamsinvite_call *call, void *state);

typedef struct ti_flow ti_flow;

typedef struct ti_step {
    const char *name;
    ti_step_fn ask;      /* NULL: TI_NEXT, or TI_RUN where there is a flow and a fixed state */
    ti_step_fn take;     /* NULL: pass a failure on, else TI_NEXT */
    const ti_flow *flow; /* what TI_RUN runs */
    bool always;         /* also after a failure of an earlier step, as far as time is left */
} ti_step;

struct ti_flow {
    const char *name;
    const ti_step *steps;
    size_t count;
    bool serves; /* what it sends is known by the step that runs it, not by its own */
};

#define TI_FLOW(flow_name, step_table) \
    { .name = (flow_name), .steps = (step_table), .count = sizeof(step_table) / sizeof((step_table)[0]) }

#define TI_SERVING_FLOW(flow_name, step_table) \
    { .name = (flow_name), .steps = (step_table), .count = sizeof(step_table) / sizeof((step_table)[0]), \
      .serves = true }

enum { TI_CALL_DEPTH = 12 };

typedef struct ti_frame {
    const ti_flow *flow;
    void *state;
    size_t step;
    ti_error *failure; /* not NULL: only `always` steps are still run */
} ti_frame;

/* Frees a result that nobody took. */
typedef void (*ti_result_free_fn)(void *result);

struct teamsinvite_call {
    teamsinvite_client *client; /* borrowed */
    ti_arena arena;
    ti_frame frames[TI_CALL_DEPTH];
    size_t depth;
    void *nested; /* state of the flow that the step asked to run */
    teamsinvite_io io;
    ti_json *json;    /* the last JSON reply, until the next one */
    ti_buf record;    /* the last record, opened */
    ti_error error;
    int64_t deadline_ms; /* monotonic */
    atomic_bool cancelled;
    int32_t send_count;
    int32_t retry_count; /* one budget for all exchanges of the call */
    bool in_haste;       /* the operation has something to fall back on: no exchange is repeated or takes all the time */
    char request_id[37]; /* client-request-id of the last SEND */
    bool finished;
    bool gathered; /* among the calls of a teamsinvite_run_all() that is about to begin */

    char tenant[37];       /* the directory it works for, once known; callers of one tenant take turns with others */

    void (*answered)(void *driver); /* by a driver that does not wait in the handler for the answer */
    void *driver;

    void *result;
    ti_result_free_fn result_free; /* also tells the kinds of results apart */
};

/* A call about to begin `flow`. *state is zeroed, lives in the call's arena and
 * has state_size bytes; fill it before the first teamsinvite_call_next(). */
teamsinvite_status ti_call_new(teamsinvite_call **out, teamsinvite_client *client, const ti_flow *flow,
                               size_t state_size, void **state, ti_error *err);

/* The first and the last line of every _start: client and out are given and the
 * client has storage; then whatever failed since is given to the caller, and a
 * call that was made before that is freed. */
teamsinvite_status ti_call_begin(const teamsinvite_client *client, teamsinvite_call **out, ti_error *err);
teamsinvite_status ti_call_begin_without_storage(const teamsinvite_client *client, teamsinvite_call **out,
                                                 ti_error *err);
teamsinvite_status ti_call_started(teamsinvite_call **out, const ti_error *error, teamsinvite_error **err);

/* For drivers: what the client has for the open io; its function NULL where the driver has to see to it. */
const ti_handler *ti_call_handler(const teamsinvite_call *call);

/* For steps. */
int64_t ti_call_now(const teamsinvite_call *call);                /* wall clock, ms */
bool ti_call_random(teamsinvite_call *call, void *bytes, size_t length);
int64_t ti_call_time_left(const teamsinvite_call *call);          /* ms; 0 when the deadline has passed */
ti_verdict ti_call_run(teamsinvite_call *call, void *state);      /* TI_RUN with this state */
ti_verdict ti_call_fail(teamsinvite_call *call, teamsinvite_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
ti_verdict ti_call_no_memory(teamsinvite_call *call);

/* In a take function of a nested flow or a SEND: whether it failed, and forget
 * that where the step handles it. */
bool ti_call_failed(const teamsinvite_call *call);
void ti_call_forgive(teamsinvite_call *call);

/* TI_NEXT for TEAMSINVITE_OK, else TI_FAIL: for functions that filled call->error. */
ti_verdict ti_call_checked(teamsinvite_status status);

/* The finished call hands over `result`; result_free is called if nobody takes it. */
ti_verdict ti_call_done(teamsinvite_call *call, void *result, ti_result_free_fn result_free);

/* What teamsinvite_call_take_…() does: the result, or NULL with *status and *err
 * saying why; wanted is false where the caller gave no place for it. */
void *ti_call_take(teamsinvite_call *call, ti_result_free_fn kind, bool wanted, teamsinvite_status *status,
                   teamsinvite_error **err);

/* What a blocking function does after its _start: run, take, free the call. */
void *ti_call_finish(teamsinvite_status started, teamsinvite_call *call, ti_result_free_fn kind, bool wanted,
                     teamsinvite_status *status, teamsinvite_error **err);

/* Ask. Each resets the io, fills it, and returns TI_ASK or TI_FAIL. */
ti_verdict ti_ask_load(teamsinvite_call *call, const char *key);
ti_verdict ti_ask_remove(teamsinvite_call *call, const char *key, int64_t expected_version);
ti_verdict ti_ask_list(teamsinvite_call *call, const char *prefix, const char *after_key, int64_t due_before_ms,
                       size_t limit);
ti_verdict ti_ask_wait(teamsinvite_call *call, int64_t wait_ms);
ti_verdict ti_ask_deliver(teamsinvite_call *call, const ti_mail *mail); /* borrowed until it is answered */

/* Seal what stands in call->record as the record's value, and ask to save it. */
ti_verdict ti_ask_save(teamsinvite_call *call, const char *key, int64_t expected_version, int64_t due_ms);

/* The same with the record as it is: for what has to be read without a key. */
ti_verdict ti_ask_save_plain(teamsinvite_call *call, const char *key, int64_t expected_version, int64_t due_ms);

/* A SEND in two parts: reset with method and limit, then the step adds to
 * io.url, headers and io.body, then hand it out. */
void ti_send_begin(teamsinvite_call *call, const char *method, size_t response_limit);
ti_verdict ti_send_ask(teamsinvite_call *call);

/* Take. A fault of the storage has ended the call before these are reached. */
bool ti_took_missing(const teamsinvite_call *call);
bool ti_took_conflict(const teamsinvite_call *call);

/* Open the record that a LOAD answered into call->record; TI_NEXT, or TI_FAIL
 * with the error set. Not for missing ones. */
ti_verdict ti_take_record(teamsinvite_call *call, const char *key, int64_t *version);

/* The body of the response as strict JSON, owned by the call until the next
 * reply; NULL where it is none. */
const ti_json *ti_take_json(teamsinvite_call *call);

#endif
