/* SPDX-License-Identifier: Apache-2.0 */
/**
 * call.h - one operation under way, and the ways to drive it.
 *
 * Every operation has two faces on the same engine. The plain function blocks
 * until the operation is done, and answers each io with the handlers of its
 * client. The function whose name ends in _start returns a *call* at once,
 * and you drive it:
 *
 *     teamsinvite_call *call = NULL;
 *     const teamsinvite_io *io;
 *
 *     status = teamsinvite_meeting_create_start(client, actor, request, &call, &err);
 *     while ((io = teamsinvite_call_next(call)) != NULL)
 *         my_perform(call, io);           // ends in teamsinvite_call_complete_…(call, …)
 *     status = teamsinvite_call_take_meeting(call, &meeting, &err);
 *     teamsinvite_call_free(call);
 *
 * A call has one io at a time. Many meetings are many calls, driven together:
 * some dozens by teamsinvite_run_all(), thousands by a loop (loop.h).
 *
 * Threads: a call belongs to one thread at a time, and while it is in a loop to
 *          that loop; different calls of one client may run on different
 *          threads at once.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_CALL_H
#define TEAMSINVITE_CALL_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The io that the call waits for.
 *
 * The same io again until it is completed. NULL: the call is finished, well or
 * not; take its result.
 *
 * @return borrowed until the io is completed; NULL also for NULL
 */
TEAMSINVITE_API const teamsinvite_io *teamsinvite_call_next(teamsinvite_call *call);

/**
 * Answer the call's open io with the handlers of its client, as the blocking
 * functions do: for a driver that performs some kinds itself and leaves the
 * others. A WAIT sleeps on this thread.
 *
 * @return TEAMSINVITE_OK also when what the io asked for failed: the call knows
 * @return TEAMSINVITE_E_INVALID no io is open, or the call is in a loop
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_perform(teamsinvite_call *call);

/**
 * Drive the call to its end on this thread with the handlers of its client.
 *
 * @return the outcome of the call, as the take function of its result will say
 * @return TEAMSINVITE_E_INVALID also where it is in a loop: it goes on there
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_run(teamsinvite_call *call);

/**
 * Told while teamsinvite_run_all() works: @p finished of @p count calls are
 * over, the one at @p index just now. Thread: the one that runs them. It may
 * cancel calls, free none.
 */
typedef void (*teamsinvite_progress_fn)(size_t finished, size_t count, size_t index, void *user_data);

/**
 * Drive many calls to their ends on this thread, with the handlers of their
 * clients: the interviews of a panel day, say. They take turns io by io, and
 * while one waits (throttled, or for somebody else's refresh) the others go
 * on. One that fails does not hold up the rest.
 *
 *     teamsinvite_call *calls[40];    // each from a ..._start()
 *
 *     teamsinvite_run_all(calls, 40, NULL, NULL);
 *     for (i = 0; i < 40; i++)
 *         teamsinvite_call_take_meeting(calls[i], &meetings[i], &errors[i]);
 *
 * @param calls    borrowed; a NULL among them is left out; each at most once;
 *                 finished ones stay as they are
 * @param progress may be NULL
 * @return TEAMSINVITE_OK: all are finished, well or not; take their results in
 *         the order you gave them
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY: none has been touched
 *
 * Callbacks: the clients' handlers, and @p progress, on this thread. WAIT goes
 *            to the handler of the client whose call has to wait least.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_run_all(teamsinvite_call *const *calls, size_t count,
                                                       teamsinvite_progress_fn progress, void *user_data);

/**
 * Set how long the whole call may take, counted from now. The default is that
 * of the client (60 s). Waits and exchanges are cut to what is left.
 *
 * @param timeout_ms 1 to 3,600,000
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_set_timeout_ms(teamsinvite_call *call, int64_t timeout_ms);

/**
 * Ask for no further io: the call finishes with TEAMSINVITE_E_CANCELLED as
 * soon as its open io is completed, and a wait ends within a quarter second.
 *
 * Threads: any thread, any time before teamsinvite_call_free().
 */
TEAMSINVITE_API void teamsinvite_call_cancel(teamsinvite_call *call);

/** 1 when teamsinvite_call_cancel() was called: for handlers that take long. Threads: any thread. */
TEAMSINVITE_API int32_t teamsinvite_call_is_cancelled(const teamsinvite_call *call);

/** The operation, as "meeting.create". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_call_operation(const teamsinvite_call *call);

/** How many HTTP exchanges the call has asked for so far. */
TEAMSINVITE_API int32_t teamsinvite_call_send_count(const teamsinvite_call *call);

/**
 * The outcome of a finished call whose result is of no interest, or that has
 * none. The results themselves are taken with teamsinvite_call_take_…(), each
 * declared beside the object it returns.
 *
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_E_INVALID the call is NULL or not finished
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_outcome(teamsinvite_call *call, teamsinvite_error **err);

/** Wipe and free a call, finished or not. Not from inside a handler, and not while it is in a loop. */
TEAMSINVITE_API void teamsinvite_call_free(teamsinvite_call *call);

#ifdef __cplusplus
}
#endif

#endif
