/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writer.h - a process that writes until it is killed, and what has to be there
 * then. What it does follows from a seed, step by step; after each step that
 * the storage calls done it says so. So its parent knows what was acknowledged,
 * and the one step that may or may not have happened.
 */
#ifndef TI_CHECK_WRITER_H
#define TI_CHECK_WRITER_H

#include <sys/types.h>

#include "check/bench.h"

enum { KIT_WRITER_KEYS = 10 };

typedef struct kit_writer {
    int32_t index;                     /* its keys begin with it */
    bool pauses;                       /* for a moment after each step: so others get a turn */
    int64_t next;                      /* step */
    int64_t versions[KIT_WRITER_KEYS]; /* 0 where there is no record */
    int64_t steps[KIT_WRITER_KEYS];    /* the step that wrote it */
    pid_t pid;
    int words; /* its pipe */
} kit_writer;

/* A process that goes on where this writer is. The storage must not be open. */
void kit_writer_start(kit_bench *b, kit_writer *w);

/* Wait until it has acknowledged so many more steps. */
void kit_writer_wait(kit_bench *b, kit_writer *w, int32_t count);

/* kill -9; what it had still said is taken too. */
void kit_writer_kill(kit_bench *b, kit_writer *w);

/* In the storage, open again, is what was acknowledged, and perhaps one step more, which is taken then in any case. */
void kit_writer_verify(kit_bench *b, kit_writer *w);

#endif
