/* SPDX-License-Identifier: Apache-2.0 */
/* property_kill.c - processes that are killed while they write: what was called done is there. */
#include <stdio.h>
#include <time.h>

#include "check/property.h"
#include "check/writer.h"

enum { WRITERS_MAX = 16 };

/* No two kills hit the same place: after 1 to 23 steps, and up to 3 ms into the next ones. */
static int32_t steps_before(int32_t kill)
{
    return 1 + kill * 7 % 23;
}

static void pause_before(int32_t kill)
{
    const struct timespec pause = { .tv_nsec = (long)(kill * 131 % 30) * 100000 };

    (void)nanosleep(&pause, NULL);
}

/* Which kill it was that showed it. */
static void add_kill(kit_bench *b, int32_t kill)
{
    char detail[KIT_DETAIL_SIZE];

    (void)snprintf(detail, sizeof(detail), "%s", b->detail);
    if (!kit_ok(b))
        (void)snprintf(b->detail, sizeof(b->detail), "after kill %d: %.200s", (int)kill, detail);
}

static void kill_once(kit_bench *b, kit_writer *writers, int32_t count, int32_t kill)
{
    int32_t i;

    kit_bench_close(b);
    for (i = 0; i < count; i++)
        kit_writer_start(b, &writers[i]);
    for (i = 0; i < count; i++)
        kit_writer_wait(b, &writers[i], i == 0 ? steps_before(kill) : 1);
    pause_before(kill);
    for (i = 0; i < count; i++)
        kit_writer_kill(b, &writers[i]);
    kit_bench_reopen(b);
    for (i = 0; i < count; i++)
        kit_writer_verify(b, &writers[i]);
}

static void kill_often(kit_bench *b, int32_t count, int32_t kills)
{
    kit_writer writers[WRITERS_MAX] = { { 0 } };
    int32_t i;

    for (i = 0; i < count; i++)
        writers[i] = (kit_writer){ .index = i, .pauses = count > 1 };
    for (i = 1; i <= kills && kit_ok(b); i++) {
        kill_once(b, writers, count, i);
        add_kill(b, i);
        kit_progress(b, i, kills);
    }
}

static void try_one(kit_bench *b)
{
    kill_often(b, 1, b->plan->kills);
}

static int32_t some(const kit_bench *b)
{
    return b->plan->kills < 5 ? 1 : b->plan->kills / 5;
}

static void try_all(kit_bench *b)
{
    kill_often(b, b->plan->workers, some(b));
}

/* The one that is left must get on: nothing that the other held may hold it up for good. */
static void try_other_goes_on(kit_bench *b)
{
    int32_t i;
    kit_writer writers[2] = { { .index = 0, .pauses = true }, { .index = 1, .pauses = true } };

    for (i = 1; i <= some(b) && kit_ok(b); i++) {
        kit_bench_close(b);
        kit_writer_start(b, &writers[0]);
        kit_writer_start(b, &writers[1]);
        kit_writer_wait(b, &writers[1], 1);
        kit_writer_wait(b, &writers[0], steps_before(i));
        pause_before(i);
        kit_writer_kill(b, &writers[0]);
        kit_writer_wait(b, &writers[1], 20);
        kit_writer_kill(b, &writers[1]);
        kit_bench_reopen(b);
        kit_writer_verify(b, &writers[0]);
        kit_writer_verify(b, &writers[1]);
        add_kill(b, i);
        kit_progress(b, i, some(b));
    }
}

static const kit_property kills[] = {
    { .name = "kill.acknowledged",
      .crew = KIT_PROCESSES,
      .run = try_one,
      .text = "A process is killed: what it was told is done is there, whole, and at most one step more." },
    { .name = "kill.all_at_once",
      .crew = KIT_PROCESSES,
      .run = try_all,
      .text = "All processes are killed: nothing that any of them was told is done is lost." },
    { .name = "kill.other_goes_on",
      .crew = KIT_PROCESSES,
      .run = try_other_goes_on,
      .text = "A process is killed: another one that is at work gets on." },
};

const kit_group kit_kills = KIT_GROUP(kills);
