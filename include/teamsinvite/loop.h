/* SPDX-License-Identifier: Apache-2.0 */
/**
 * loop.h - any number of calls at once on one thread.
 *
 * A blocking function occupies its thread for the two round trips that a
 * meeting takes. A *loop* drives thousands of calls side by side instead:
 *
 *     teamsinvite_loop *loop = NULL;
 *     teamsinvite_call *call = NULL;
 *
 *     status = teamsinvite_loop_new(&loop, &err);
 *     status = teamsinvite_meeting_create_start(client, actor, request, &call, &err);
 *     status = teamsinvite_loop_add(loop, call, created, my_request, &err);
 *     status = teamsinvite_loop_run(loop, &err);      // until no call is left
 *
 * and for each call, when it is finished:
 *
 *     static void created(teamsinvite_call *call, void *my_request)
 *     {
 *         status = teamsinvite_call_take_meeting(call, &meeting, &err);
 *         teamsinvite_call_free(call);
 *     }
 *
 * SEND and DELIVER go out side by side where they are for the built-in
 * transport (transport.h) and mailer (smtp.h): over HTTP/2, many exchanges on
 * one connection, where the server offers it, otherwise over kept HTTP/1.1
 * connections. WAIT is a timer. Everything else goes to the handler that the
 * client was given, on the loop's thread: a storage that blocks holds up all
 * calls for as long as it takes. Such a handler may instead return without an
 * answer and give it later, from this thread or another; it must answer within
 * teamsinvite_io_timeout_ms(), also when the call was cancelled.
 *
 * A loop has its own poll loop (teamsinvite_loop_run()), or is driven by
 * yours, be it epoll, libuv, libevent or GLib: teamsinvite_loop_set_watch().
 *
 * Threads: teamsinvite_loop_add() and teamsinvite_loop_close() from any
 *          thread. Everything else, and every callback, on one: the thread
 *          that drives the loop. No lock is held while a callback runs. Use
 *          one loop a core, with a client that they share.
 * Forks:   a loop stays with the process that made it. A forked child leaves it
 *          alone; teamsinvite_loop_free() does nothing there.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_LOOP_H
#define TEAMSINVITE_LOOP_H

#include <teamsinvite/call.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Calls under way and their connections; opaque. */
typedef struct teamsinvite_loop teamsinvite_loop;

/**
 * Make a loop. No connection is opened yet.
 *
 * @param[out] out yours to free with teamsinvite_loop_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFIG the libcurl that is loaded is older than 7.85
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_new(teamsinvite_loop **out, teamsinvite_error **err);

/**
 * Close its connections and free it. Every call that is still in it is
 * cancelled, and its done function called, except where a handler of yours
 * still owes an answer: such a call is let go as it stands, without a word, not
 * to be answered any more but freed by you. To leave none behind, close the loop
 * and drive it until it is empty. Not from inside a callback.
 */
TEAMSINVITE_API void teamsinvite_loop_free(teamsinvite_loop *loop);

/**
 * How many exchanges may be under way at once: with one host, and of one
 * tenant with one host. What is over the limit waits for its turn; the tenants
 * take turns, so that one company's thousand interviews do not hold up the one
 * of another. Within a tenant a call that has begun goes before those that have
 * not. A wait counts into the exchange's time-out. What is not yet known to be
 * of a tenant, the first exchange of a sign-in or a meeting made with a token
 * of yours, counts into the limit of the host alone. Limits are those of one
 * loop: two loops make two times as many.
 *
 * The default is 100 and 4. Microsoft publishes no number for online meetings;
 * 4 at once keeps well below what has been seen to be throttled.
 *
 * @param per_host   1 to 10,000
 * @param per_tenant 1 to @p per_host
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_set_limits(teamsinvite_loop *loop, size_t per_host,
                                                               size_t per_tenant, teamsinvite_error **err);

/**
 * Told that a call is finished, well or not: take its result. The call has left
 * the loop and is yours again, to free here or later. Anything may be done in
 * it but driving or freeing the loop; adding the next call is usual.
 */
typedef void (*teamsinvite_done_fn)(teamsinvite_call *call, void *user_data);

/**
 * Hand a call to the loop. It begins when the loop is driven next.
 *
 * @param call      taken until it is finished: meanwhile nothing but
 *                  teamsinvite_call_cancel() may be called on it, which is
 *                  noticed within a quarter second of driving the loop in time
 * @param done      may be NULL: then look after teamsinvite_loop_run()
 * @param user_data for @p done
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID the loop is closed, or the call is in a loop already
 * @return TEAMSINVITE_E_NO_MEMORY the call is yours as before
 *
 * Threads: any thread, any time until teamsinvite_loop_free().
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_add(teamsinvite_loop *loop, teamsinvite_call *call,
                                                        teamsinvite_done_fn done, void *user_data,
                                                        teamsinvite_error **err);

/** How many calls are in it. Threads: any thread, any time until teamsinvite_loop_free(). */
TEAMSINVITE_API size_t teamsinvite_loop_count(teamsinvite_loop *loop);

/**
 * Take no further call: the way to shut down. With @p cancel every call that
 * is in it is cancelled too; otherwise they go on to their ends. Either way
 * drive the loop until teamsinvite_loop_count() is 0, then free it.
 *
 * Threads: any thread, any time until teamsinvite_loop_free().
 */
TEAMSINVITE_API void teamsinvite_loop_close(teamsinvite_loop *loop, int32_t cancel);

/* --- Driven by its own poll loop --------------------------------------------- */

/**
 * Drive the calls on this thread until none is left.
 *
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID the loop is driven by yours, see below
 * @return TEAMSINVITE_E_NO_MEMORY some calls may be left in it: try again, or free it
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_run(teamsinvite_loop *loop, teamsinvite_error **err);

/**
 * The same, but wait for further calls when none is left, until the loop is
 * closed: for a thread that does nothing else, to which others add.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_run_until_closed(teamsinvite_loop *loop,
                                                                     teamsinvite_error **err);

/* --- Driven by yours ------------------------------------------------------------
 *
 * Three things to do, whatever your loop is:
 *
 * 1. watch descriptors as teamsinvite_watch_fn says;
 * 2. when one of them is ready, call teamsinvite_loop_drive() with it;
 * 3. after each of these calls set your timer to teamsinvite_loop_timeout_ms(),
 *    and when it fires, call teamsinvite_loop_drive(loop, -1, 0).
 *
 * A call that is added makes a descriptor ready: nothing else is to be done.
 */

enum { TEAMSINVITE_LOOP_READ = 1, TEAMSINVITE_LOOP_WRITE = 2 };

/**
 * Watch this descriptor from now on, level-triggered, for these events (a sum
 * of TEAMSINVITE_LOOP_…) instead of those before; 0: no longer. It may be closed
 * then, or be an idle connection that is watched again later. An event that
 * you hold already for a descriptor that has gone does no harm.
 *
 * When:     inside teamsinvite_loop_set_watch(), teamsinvite_loop_drive() and
 *           teamsinvite_loop_free().
 * Calls in: none on this loop.
 */
typedef void (*teamsinvite_watch_fn)(int fd, int32_t events, void *user_data);

/**
 * Have this loop driven by yours.
 *
 * @param watch     called at once for the descriptor that teamsinvite_loop_add() makes ready
 * @param user_data for @p watch
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID it has been driven already, has one, or @p watch is NULL
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_loop_set_watch(teamsinvite_loop *loop, teamsinvite_watch_fn watch,
                                                              void *user_data, teamsinvite_error **err);

/** Drive it again after this many milliseconds at the latest; 0: at once; -1: not before a descriptor is ready. */
TEAMSINVITE_API int64_t teamsinvite_loop_timeout_ms(const teamsinvite_loop *loop);

/**
 * Do what there is to do, without blocking. Done functions are called in it.
 *
 * @param fd     the descriptor that is ready; -1: none, the time has come
 * @param events what it is ready for; both on an error or a hang-up
 */
TEAMSINVITE_API void teamsinvite_loop_drive(teamsinvite_loop *loop, int fd, int32_t events);

#ifdef __cplusplus
}
#endif

#endif
