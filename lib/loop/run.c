/* SPDX-License-Identifier: Apache-2.0 */
/* run.c - the loop's own poll loop. */
#include <errno.h>
#include <limits.h>

#include "base/check.h"
#include "loop/loop.h"

static int poll_timeout(const teamsinvite_loop *loop)
{
    int64_t timeout_ms = teamsinvite_loop_timeout_ms(loop);

    return timeout_ms > INT_MAX ? INT_MAX : (int)timeout_ms;
}

/* From the end, as one that is taken out is replaced by the last; who comes in
 * meanwhile has not been found ready. */
static void drive_found(teamsinvite_loop *loop)
{
    ti_watch *watch = &loop->watch;
    struct pollfd found;
    size_t i;

    (void)ti_inbox_attend(&loop->inbox); /* who is through need not ring */
    for (i = watch->count; i > 0; i--) {
        if (i > watch->count || watch->fds[i - 1].revents == 0)
            continue;
        found = watch->fds[i - 1];
        watch->fds[i - 1].revents = 0;
        if (found.fd != loop->inbox.bell[0])
            ti_multi_drive(loop, found.fd, ti_watch_events(&found));
    }
}

static teamsinvite_status run(teamsinvite_loop *loop, bool until_closed, ti_error *err)
{
    if (loop->watch.tell != NULL)
        return ti_fail_parameter(err, "loop", "is driven by a loop of yours (teamsinvite_loop_set_watch)");
    teamsinvite_loop_drive(loop, -1, 0);
    while (!ti_inbox_is_over(&loop->inbox, until_closed)) {
        if (poll(loop->watch.fds, (nfds_t)loop->watch.count, poll_timeout(loop)) < 0) {
            if (errno != EINTR)
                return ti_fail_no_memory(err);
        } else {
            drive_found(loop);
        }
        teamsinvite_loop_drive(loop, -1, 0);
    }
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_loop_run(teamsinvite_loop *loop, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "loop", loop) == TEAMSINVITE_OK)
        (void)run(loop, false, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_loop_run_until_closed(teamsinvite_loop *loop, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "loop", loop) == TEAMSINVITE_OK)
        (void)run(loop, true, &error);
    return ti_error_give(&error, err);
}
