/* SPDX-License-Identifier: Apache-2.0 */
/* loop.c - the life of a loop, and how calls come into it. */
#include "loop/loop.h"

#include <unistd.h>

#include "base/alloc.h"
#include "base/check.h"

enum { PER_HOST = 100, PER_TENANT = 4, PER_HOST_MAX = 10000 };

static teamsinvite_loop *make(void)
{
    teamsinvite_loop *loop = ti_alloc(sizeof(*loop));

    if (loop == NULL)
        return NULL;
    loop->owner = getpid();
    loop->turns.per_host = PER_HOST;
    loop->turns.per_tenant = PER_TENANT;
    loop->curl_due_ms = INT64_MAX;
    if (!ti_inbox_init(&loop->inbox)) {
        ti_free(loop);
        return NULL;
    }
    if (ti_watch_set(&loop->watch, loop->inbox.bell[0], TEAMSINVITE_LOOP_READ) && ti_multi_init(loop))
        return loop;
    teamsinvite_loop_free(loop);
    return NULL;
}

teamsinvite_status teamsinvite_loop_new(teamsinvite_loop **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = NULL;
    if (ti_curl_prepare(&error, "https") == TEAMSINVITE_OK) {
        *out = make();
        if (*out == NULL)
            (void)ti_fail_no_memory(&error);
    }
    return ti_error_give(&error, err);
}

/* What a forked child has inherited is abandoned: closing it would end the parent's
 * connections and silence its bell, and a lock may be held for ever. */
void teamsinvite_loop_free(teamsinvite_loop *loop)
{
    if (loop == NULL || loop->owner != getpid())
        return;
    ti_inbox_close(&loop->inbox, true);
    if (loop->multi != NULL)
        do
            teamsinvite_loop_drive(loop, -1, 0);
        while (loop->busy);
    while (loop->entries != NULL)
        ti_entry_free(loop->entries);
    ti_lanes_clear(loop);
    ti_multi_clear(loop);
    (void)ti_watch_set(&loop->watch, loop->inbox.bell[0], 0);
    ti_watch_clear(&loop->watch);
    ti_timers_clear(&loop->timers);
    ti_turns_clear(&loop->turns);
    ti_inbox_clear(&loop->inbox);
    ti_free(loop);
}

teamsinvite_status teamsinvite_loop_set_limits(teamsinvite_loop *loop, size_t per_host, size_t per_tenant,
                                               teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "loop", loop) == TEAMSINVITE_OK &&
        ti_check_range(&error, "per_host", (int64_t)per_host, 1, PER_HOST_MAX) == TEAMSINVITE_OK &&
        ti_check_range(&error, "per_tenant", (int64_t)per_tenant, 1, (int64_t)per_host) == TEAMSINVITE_OK) {
        loop->turns.per_host = per_host;
        loop->turns.per_tenant = per_tenant;
        (void)ti_multi_set_connections(loop, per_host);
    }
    return ti_error_give(&error, err);
}

/* Whoever answers has let go of the call. */
static void answered(void *driver)
{
    ti_entry *entry = driver;

    ti_inbox_put(&entry->loop->inbox, &entry->letter);
}

static teamsinvite_status add(teamsinvite_loop *loop, teamsinvite_call *call, teamsinvite_done_fn done,
                              void *user_data, ti_error *err)
{
    ti_entry *entry;

    if (call->driver != NULL)
        return ti_fail_parameter(err, "call", "is in a loop already");
    entry = ti_alloc(sizeof(*entry));
    if (entry == NULL)
        return ti_fail_no_memory(err);
    if (!ti_inbox_enter(&loop->inbox)) {
        ti_free(entry);
        return ti_fail_parameter(err, "loop", "is closed");
    }
    entry->loop = loop;
    entry->call = call;
    entry->done = done;
    entry->user_data = user_data;
    call->driver = entry;
    call->answered = answered;
    ti_inbox_put(&loop->inbox, &entry->letter);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_loop_add(teamsinvite_loop *loop, teamsinvite_call *call, teamsinvite_done_fn done,
                                        void *user_data, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "loop", loop) == TEAMSINVITE_OK &&
        ti_check_given(&error, "call", call) == TEAMSINVITE_OK)
        (void)add(loop, call, done, user_data, &error);
    return ti_error_give(&error, err);
}

size_t teamsinvite_loop_count(teamsinvite_loop *loop)
{
    return loop == NULL ? 0 : ti_inbox_calls(&loop->inbox);
}

void teamsinvite_loop_close(teamsinvite_loop *loop, int32_t cancel)
{
    if (loop != NULL)
        ti_inbox_close(&loop->inbox, cancel != 0);
}

teamsinvite_status teamsinvite_loop_set_watch(teamsinvite_loop *loop, teamsinvite_watch_fn watch, void *user_data,
                                              teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "loop", loop) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (watch == NULL)
        (void)ti_fail_parameter(&error, "watch", "is NULL");
    else if (loop->driven || loop->watch.tell != NULL)
        (void)ti_fail_parameter(&error, "loop", "has been driven already, or has a watch function");
    else {
        ti_watch_clear(&loop->watch);
        loop->watch.tell = watch;
        loop->watch.user_data = user_data;
        (void)ti_watch_set(&loop->watch, loop->inbox.bell[0], TEAMSINVITE_LOOP_READ);
    }
    return ti_error_give(&error, err);
}
