/* SPDX-License-Identifier: Apache-2.0 */
/* property_race.c - several at one record at once: there is exactly one winner, and what it wrote is there. */
#include <stdio.h>
#include <string.h>

#include "check/crew.h"
#include "check/property.h"

static void write_name(char key[KIT_KEY_SIZE], const char *kind, int64_t number)
{
    (void)snprintf(key, KIT_KEY_SIZE, "%s%06lld", kind, (long long)number);
}

/* Each number has to be told this often: by the one winner of the round. */
static void expect_told(kit_bench *b, const kit_tally *tally, size_t first, size_t end, uint32_t times,
                        const char *what)
{
    size_t i;

    for (i = first; i < end && kit_ok(b); i++)
        if (kit_tally_of(tally, i) != times)
            kit_fail(b, "%s %zu: expected %u of the workers to be told done, got %u", what, i, (unsigned)times,
                     (unsigned)kit_tally_of(tally, i));
}

static void insert_each(kit_worker *w)
{
    char key[KIT_KEY_SIZE];
    char value[KIT_KEY_SIZE];
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        write_name(key, "r", i);
        write_name(value, "of worker ", w->index);
        w->meet(w);
        if (kit_save(&w->bench, key, ti_slice_of(value), 0, 0) == TEAMSINVITE_STORAGE_DONE)
            w->tell(w, (uint32_t)(i * w->count + w->index));
    }
}

/* Who has won stands in the record. */
static void expect_winners(kit_bench *b, const kit_tally *tally, int32_t rounds)
{
    int32_t workers = b->plan->workers;
    char key[KIT_KEY_SIZE];
    char value[KIT_KEY_SIZE];
    int32_t i;
    int32_t k;

    for (i = 0; i < rounds && kit_ok(b); i++) {
        int32_t winner = -1;
        int32_t winners = 0;

        for (k = 0; k < workers; k++)
            if (kit_tally_of(tally, (size_t)(i * workers + k)) > 0) {
                winner = k;
                winners++;
            }
        if (winners != 1)
            kit_fail(b, "round %d of inserting one key: expected 1 worker to be told done, got %d", i, winners);
        write_name(key, "r", i);
        write_name(value, "of worker ", winner);
        kit_expect_record(b, key, ti_slice_of(value), 1, 0);
    }
}

static void try_insert(kit_bench *b)
{
    int32_t rounds = b->plan->rounds;
    kit_tally tally = kit_tally_make(b, (size_t)rounds * (size_t)b->plan->workers);

    kit_crew_work(b, rounds, insert_each, &tally);
    expect_winners(b, &tally, rounds);
    kit_tally_free(&tally);
}

/* Load, save one further; who loses begins again. The number told is the version that was written. */
static void count_up(kit_worker *w)
{
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        int64_t version;

        w->meet(w);
        (void)kit_load(&w->bench, "counter");
        version = kit_version(&w->bench);
        if (kit_save(&w->bench, "counter", TI_SLICE("x"), 0, version) == TEAMSINVITE_STORAGE_DONE)
            w->tell(w, (uint32_t)version + 1);
    }
}

static void try_save(kit_bench *b)
{
    int32_t rounds = b->plan->rounds;
    kit_tally tally = kit_tally_make(b, (size_t)rounds * (size_t)b->plan->workers + 2);
    int64_t last;

    kit_expect_save(b, "counter", TI_SLICE("x"), 0, 0);
    kit_crew_work(b, rounds, count_up, &tally);
    (void)kit_load(b, "counter");
    last = kit_version(b);
    if (last < 2 || last >= (int64_t)tally.size)
        kit_fail(b, "a record saved by all: expected a version between 2 and %zu, got %lld", tally.size - 1,
                 (long long)last);
    else
        expect_told(b, &tally, 2, (size_t)last + 1, 1, "SAVE of version");
    kit_tally_free(&tally);
}

static void remove_each(kit_worker *w)
{
    char key[KIT_KEY_SIZE];
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        int32_t outcome;

        write_name(key, "r", i);
        w->meet(w);
        outcome = kit_remove(&w->bench, key, 1);
        if (outcome == TEAMSINVITE_STORAGE_DONE)
            w->tell(w, (uint32_t)i);
        else if (outcome == TEAMSINVITE_STORAGE_CONFLICT)
            kit_fail(&w->bench, "REMOVE of %s, removed by another: expected missing, got conflict", key);
    }
}

static void insert_for_all(kit_bench *b, int32_t rounds)
{
    char key[KIT_KEY_SIZE];
    int32_t i;

    for (i = 0; i < rounds && kit_ok(b); i++) {
        write_name(key, "r", i);
        kit_expect_save(b, key, TI_SLICE("x"), 0, 0);
    }
}

static void try_remove(kit_bench *b)
{
    int32_t rounds = b->plan->rounds;
    kit_tally tally = kit_tally_make(b, (size_t)rounds);

    insert_for_all(b, rounds);
    kit_crew_work(b, rounds, remove_each, &tally);
    expect_told(b, &tally, 0, tally.size, 1, "REMOVE in round");
    kit_expect_list(b, "", "", 0, 10, "");
    kit_tally_free(&tally);
}

/* One half saves what the other removes: numbers 2i and 2i + 1. */
static void save_or_remove(kit_worker *w)
{
    bool saves = w->index % 2 == 0;
    char key[KIT_KEY_SIZE];
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        int32_t outcome;

        write_name(key, "r", i);
        w->meet(w);
        outcome = saves ? kit_save(&w->bench, key, TI_SLICE("saved"), 0, 1) : kit_remove(&w->bench, key, 1);
        if (outcome == TEAMSINVITE_STORAGE_DONE)
            w->tell(w, (uint32_t)(2 * i + (saves ? 0 : 1)));
    }
}

static void try_save_remove(kit_bench *b)
{
    int32_t rounds = b->plan->rounds;
    kit_tally tally = kit_tally_make(b, 2 * (size_t)rounds);
    char key[KIT_KEY_SIZE];
    int32_t i;

    insert_for_all(b, rounds);
    kit_crew_work(b, rounds, save_or_remove, &tally);
    for (i = 0; i < rounds && kit_ok(b); i++) {
        uint32_t saved = kit_tally_of(&tally, 2 * (size_t)i);
        uint32_t removed = kit_tally_of(&tally, 2 * (size_t)i + 1);

        if (saved + removed != 1)
            kit_fail(b, "round %d of SAVE against REMOVE: expected 1 done, got %u saved and %u removed", i,
                     (unsigned)saved, (unsigned)removed);
        write_name(key, "r", i);
        if (saved > 0)
            kit_expect_record(b, key, TI_SLICE("saved"), 2, 0);
        else
            kit_expect_missing(b, key);
    }
    kit_tally_free(&tally);
}

/* All make and remove one record: 0 is told for made, 1 for removed. */
static void make_and_remove(kit_worker *w)
{
    int32_t i;

    for (i = 0; i < w->rounds; i++) {
        w->meet(w);
        if (kit_load(&w->bench, "r") == TEAMSINVITE_STORAGE_MISSING) {
            if (kit_save(&w->bench, "r", TI_SLICE("x"), 0, 0) == TEAMSINVITE_STORAGE_DONE)
                w->tell(w, 0);
        } else if (kit_remove(&w->bench, "r", 1) == TEAMSINVITE_STORAGE_DONE) {
            w->tell(w, 1);
        }
    }
}

static void try_make_remove(kit_bench *b)
{
    kit_tally tally = kit_tally_make(b, 2);
    uint32_t made;
    uint32_t removed;
    uint32_t left;

    kit_crew_work(b, b->plan->rounds, make_and_remove, &tally);
    made = kit_tally_of(&tally, 0);
    removed = kit_tally_of(&tally, 1);
    left = kit_load(b, "r") == TEAMSINVITE_STORAGE_DONE ? 1 : 0;
    if (made != removed + left)
        kit_fail(b, "one record, made %u times and removed %u times: %u is left", (unsigned)made, (unsigned)removed,
                 (unsigned)left);
    kit_tally_free(&tally);
}

/* Each has a record of its own, which nobody else touches. */
static void count_alone(kit_worker *w)
{
    char key[KIT_KEY_SIZE];
    int32_t i;

    write_name(key, "of", w->index);
    for (i = 0; i < w->rounds; i++) {
        w->meet(w);
        kit_expect_save(&w->bench, key, ti_slice_of(key), 0, i);
    }
}

static void try_apart(kit_bench *b)
{
    kit_tally tally = kit_tally_make(b, 1);
    char key[KIT_KEY_SIZE];
    int32_t i;

    kit_crew_work(b, b->plan->rounds, count_alone, &tally);
    for (i = 0; i < b->plan->workers; i++) {
        write_name(key, "of", i);
        kit_expect_record(b, key, ti_slice_of(key), b->plan->rounds, 0);
    }
    kit_tally_free(&tally);
}

#define RACE(what, sentence, function)                                                                                 \
    { .name = "threads." what, .text = "Threads, one storage: " sentence, .run = (function), .crew = KIT_THREADS },    \
        { .name = "opened." what,                                                                                      \
          .text = "Threads, a storage each: " sentence,                                                                \
          .run = (function),                                                                                           \
          .crew = KIT_HANDLES },                                                                                       \
    {                                                                                                                  \
        .name = "processes." what, .text = "Processes: " sentence, .run = (function), .crew = KIT_PROCESSES            \
    }

static const kit_property races[] = {
    RACE("insert", "of those that insert a key exactly one does.", try_insert),
    RACE("save", "of those that save at a version exactly one does.", try_save),
    RACE("remove", "of those that remove a record exactly one does.", try_remove),
    RACE("save_remove", "a record is saved or removed, never both.", try_save_remove),
    RACE("make_remove", "a record is as often made as removed, or once more.", try_make_remove),
    RACE("apart", "who writes different records loses nothing.", try_apart),
};

const kit_group kit_races = KIT_GROUP(races);
