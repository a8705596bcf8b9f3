/* SPDX-License-Identifier: Apache-2.0 */
/* property_meeting.c - what one sees of what another does at the same time: whole values, its turns, ordered lists. */
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "check/crew.h"
#include "check/property.h"

enum { WIDE = 6000, FIXED = 40, PAGE = 7, TURNS_MAX = 100, PATIENCE_S = 20, LOOKS_MAX = 40 };

/* A value that shows whether it is of one piece: its length is known from its first byte. */
static size_t write_wide(char bytes[WIDE], int32_t number)
{
    size_t length = (size_t)(number % 60) * 97 + 1;

    memset(bytes, number % 60, length);
    return length;
}

static void expect_whole(kit_bench *b, const char *key)
{
    ti_slice value = kit_value(b);
    char bytes[WIDE];
    int32_t first = value.len > 0 ? value.ptr[0] : -1;

    if (!kit_ok(b))
        return;
    if (first < 0 || first >= 60 || !ti_slice_equal(value, ti_slice_make(bytes, write_wide(bytes, first))))
        kit_fail(b, "LOAD of %s while it is written: expected a value of one SAVE, got a mixture of %zu bytes", key,
                 value.len);
}

/* The version that it is at, 0 where it is not there. */
static int64_t load_whole(kit_bench *b)
{
    if (kit_load(b, "wide") != TEAMSINVITE_STORAGE_DONE)
        return 0;
    expect_whole(b, "wide");
    return kit_version(b);
}

/* A reader is faster than those who write: it looks until there is something new, a while at most. */
static int64_t wait_for_another(kit_worker *w, int64_t version)
{
    int64_t got = version;
    int looks;

    for (looks = 0; looks < LOOKS_MAX && got == version && kit_ok(&w->bench); looks++) {
        got = load_whole(&w->bench);
        (void)sched_yield();
    }
    return got;
}

static void write_whole(kit_worker *w, int32_t round, int64_t version)
{
    char bytes[WIDE];
    size_t length = write_wide(bytes, round + w->index * 13);

    (void)kit_save(&w->bench, "wide", ti_slice_make(bytes, length), 0, version);
}

static void write_and_read(kit_worker *w)
{
    int64_t version = 0;
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        w->meet(w);
        if (w->index % 2 == 0)
            write_whole(w, i, load_whole(&w->bench));
        else
            version = wait_for_another(w, version);
    }
}

static void try_whole(kit_bench *b)
{
    kit_tally tally = kit_tally_make(b, 1);

    kit_crew_work(b, b->plan->rounds, write_and_read, &tally);
    if (kit_load(b, "wide") == TEAMSINVITE_STORAGE_DONE)
        expect_whole(b, "wide");
    kit_tally_free(&tally);
}

static bool is_turn(kit_worker *w, int64_t turn, time_t give_up)
{
    (void)kit_load(&w->bench, "turn");
    if (kit_version(&w->bench) > turn)
        kit_fail(&w->bench, "turn %lld: expected it to be waited for, got turn %lld", (long long)turn,
                 (long long)kit_version(&w->bench));
    if (time(NULL) > give_up)
        kit_fail(&w->bench, "turn %lld was saved, and not seen by another for %d s", (long long)turn, PATIENCE_S);
    return kit_version(&w->bench) == turn;
}

/* Round the table: note what is told, then pass the turn on. Who has the turn has to see the note. */
static void take_turns(kit_worker *w)
{
    int32_t turns = w->rounds < TURNS_MAX ? w->rounds : TURNS_MAX;
    int64_t turn;

    for (turn = 1; turn <= turns; turn++) {
        time_t give_up = time(NULL) + PATIENCE_S;
        char note[32];

        if (turn % w->count != w->index)
            continue;
        while (kit_ok(&w->bench) && !is_turn(w, turn, give_up))
            (void)sched_yield();
        (void)snprintf(note, sizeof(note), "turn %lld", (long long)turn);
        kit_expect_record(&w->bench, "note", ti_slice_of(note), turn, 0);
        (void)snprintf(note, sizeof(note), "turn %lld", (long long)turn + 1);
        kit_expect_save(&w->bench, "note", ti_slice_of(note), 0, turn);
        kit_expect_record(&w->bench, "note", ti_slice_of(note), turn + 1, 0);
        kit_expect_save(&w->bench, "turn", TI_SLICE("x"), 0, turn);
    }
}

static void try_turns(kit_bench *b)
{
    kit_tally tally = kit_tally_make(b, 1);

    kit_expect_save(b, "note", TI_SLICE("turn 1"), 0, 0);
    kit_expect_save(b, "turn", TI_SLICE("x"), 0, 0);
    kit_crew_work(b, b->plan->rounds, take_turns, &tally);
    kit_tally_free(&tally);
}

/* One walk from the first page to the last: in order, with all fixed keys. */
static void walk(kit_bench *b)
{
    char after[KIT_KEY_SIZE] = "";
    char before[KIT_KEY_SIZE];
    int fixed = 0;
    size_t i;

    do {
        (void)kit_list(b, "p", after, 0, PAGE);
        for (i = 0; i < kit_item_count(b); i++) {
            (void)snprintf(before, sizeof(before), "%s", after);
            (void)snprintf(after, sizeof(after), "%s", kit_item(b, i));
            if (strcmp(before, after) >= 0)
                kit_fail(b, "LIST under writes: %.60s comes after %.60s", after, before);
            fixed += strlen(after) == 5;
        }
    } while (i > 0 && kit_ok(b));
    if (fixed != FIXED)
        kit_fail(b, "LIST under writes: expected all %d records that nobody touches, got %d", FIXED, fixed);
}

/* The first lists, the others make and remove between the fixed keys. */
static void list_or_write(kit_worker *w)
{
    char key[KIT_KEY_SIZE];
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        w->meet(w);
        if (w->index == 0) {
            walk(&w->bench);
            continue;
        }
        (void)snprintf(key, sizeof(key), "p%04d.of%d", (i * 17) % FIXED, (int)w->index);
        kit_expect_save(&w->bench, key, TI_SLICE("x"), 0, 0);
        kit_expect_remove(&w->bench, key, 1);
    }
}

static void try_list(kit_bench *b)
{
    kit_tally tally = kit_tally_make(b, 1);
    char key[KIT_KEY_SIZE];
    int i;

    for (i = 0; i < FIXED; i++) {
        (void)snprintf(key, sizeof(key), "p%04d", i);
        kit_insert_all(b, key);
    }
    kit_crew_work(b, b->plan->rounds, list_or_write, &tally);
    kit_tally_free(&tally);
}

#define MEETING(what, sentence, function)                                                                              \
    { .name = "threads." what, .text = "Threads, one storage: " sentence, .run = (function), .crew = KIT_THREADS },    \
        { .name = "opened." what,                                                                                      \
          .text = "Threads, a storage each: " sentence,                                                                \
          .run = (function),                                                                                           \
          .crew = KIT_HANDLES },                                                                                       \
    {                                                                                                                  \
        .name = "processes." what, .text = "Processes: " sentence, .run = (function), .crew = KIT_PROCESSES            \
    }

static const kit_property meetings[] = {
    MEETING("whole", "a value is always that of one SAVE.", try_whole),
    MEETING("turns", "what one has written, all others read.", try_turns),
    MEETING("list", "a list under writes is in order and lacks nothing that stays.", try_list),
};

const kit_group kit_meetings = KIT_GROUP(meetings);
