/* SPDX-License-Identifier: Apache-2.0 */
/* late_desk.c - a queue of ios, and the threads that answer them. */
#include "support/late_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void late_desk_init(late_desk *desk, teamsinvite_memory *memory, teamsinvite_sim *sim)
{
    memset(desk, 0, sizeof(*desk));
    assert_int_equal(pthread_mutex_init(&desk->lock, NULL), 0);
    assert_int_equal(pthread_cond_init(&desk->arrived, NULL), 0);
    desk->memory = memory;
    desk->sim = sim;
}

static void answer(const late_desk *desk, const late_paper *paper)
{
    if (teamsinvite_io_kind(paper->io) == TEAMSINVITE_IO_SEND)
        teamsinvite_sim_handle(paper->call, paper->io, desk->sim);
    else
        teamsinvite_memory_handle(paper->call, paper->io, desk->memory);
}

static void *work(void *user_data)
{
    late_desk *desk = user_data;
    late_paper paper;

    (void)pthread_mutex_lock(&desk->lock);
    for (;;) {
        while (desk->count == 0 && !desk->closed)
            (void)pthread_cond_wait(&desk->arrived, &desk->lock);
        if (desk->count == 0)
            break;
        paper = desk->papers[desk->first];
        desk->first = (desk->first + 1) % LATE_DESK_ROOM;
        desk->count--;
        (void)pthread_mutex_unlock(&desk->lock);
        answer(desk, &paper);
        (void)pthread_mutex_lock(&desk->lock);
    }
    (void)pthread_mutex_unlock(&desk->lock);
    return NULL;
}

void late_desk_open(late_desk *desk, size_t clerks)
{
    assert_true(clerks <= LATE_DESK_CLERKS);
    for (; desk->clerk_count < clerks; desk->clerk_count++)
        assert_int_equal(pthread_create(&desk->clerks[desk->clerk_count], NULL, work, desk), 0);
}

void late_desk_clear(late_desk *desk)
{
    size_t i;

    (void)pthread_mutex_lock(&desk->lock);
    desk->closed = 1;
    (void)pthread_cond_broadcast(&desk->arrived);
    (void)pthread_mutex_unlock(&desk->lock);
    for (i = 0; i < desk->clerk_count; i++)
        (void)pthread_join(desk->clerks[i], NULL);
    (void)pthread_cond_destroy(&desk->arrived);
    (void)pthread_mutex_destroy(&desk->lock);
}

void late_desk_forget(late_desk *desk)
{
    desk->count = 0;
}

size_t late_desk_most_at_once(late_desk *desk)
{
    size_t most;

    (void)pthread_mutex_lock(&desk->lock);
    most = desk->most;
    (void)pthread_mutex_unlock(&desk->lock);
    return most;
}

static void put(late_desk *desk, teamsinvite_call *call, const teamsinvite_io *io)
{
    (void)pthread_mutex_lock(&desk->lock);
    assert_true(desk->count < LATE_DESK_ROOM);
    desk->papers[(desk->first + desk->count) % LATE_DESK_ROOM] = (late_paper){ .call = call, .io = io };
    desk->count++;
    desk->most = desk->count > desk->most ? desk->count : desk->most;
    (void)pthread_cond_signal(&desk->arrived);
    (void)pthread_mutex_unlock(&desk->lock);
}

void late_desk_storage(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    put(user_data, call, io);
}

void late_desk_transport(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    put(user_data, call, io);
}
