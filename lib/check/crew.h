/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crew.h - several at one storage at once: threads, or processes. What each of
 * them does is one function, the same for both, which *tells* numbers: who has
 * won which round, say. How often each number was told is what a race comes to.
 */
#ifndef TI_CHECK_CREW_H
#define TI_CHECK_CREW_H

#include "check/bench.h"

/* How often each number below `size` was told. */
typedef struct kit_tally {
    uint32_t *counts;
    size_t size;
} kit_tally;

typedef struct kit_worker kit_worker;

struct kit_worker {
    kit_bench bench;
    int32_t index; /* 0 to count - 1 */
    int32_t count;
    int32_t rounds;
    void (*tell)(kit_worker *worker, uint32_t number);
    void (*meet)(kit_worker *worker); /* threads wait for each other: the next round begins at once for all */
    void *crew;
};

/* Work that is not ok goes on to its end all the same: the others wait for it in meet(). */
typedef void (*kit_work_fn)(kit_worker *worker);

/* All of the crew that the property asks for do this; then the storage is open again. Its first failure is the bench's.
 */
void kit_crew_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally);

/* The two kinds. */
void kit_threads_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally);
void kit_processes_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally);

/* Zeroed; counts is NULL where there is no memory, and the bench knows. */
kit_tally kit_tally_make(kit_bench *b, size_t size);
void kit_tally_free(kit_tally *tally);
uint32_t kit_tally_of(const kit_tally *tally, size_t number);

#endif
