/* SPDX-License-Identifier: Apache-2.0 */
/*
 * turns.h - who may send next: so many at once with one host, and of one tenant
 * with one host. Whoever is over that waits in the tenant's queue, and the
 * tenants that have somebody waiting take turns.
 *
 * Where the host's connections take many exchanges at once (HTTP/2), nobody is
 * sent to open a connection while one that is there has room, and not all at
 * once when none has: libcurl would open one for each of them.
 */
#ifndef TI_LOOP_TURNS_H
#define TI_LOOP_TURNS_H

#include "base/slice.h"

enum {
    TI_TURNS_BUCKETS = 256,
    TI_TURNS_NAME_MAX = 256,
    TI_TURNS_STREAMS = 100 /* that libcurl puts on one connection, where the server takes as many */
};

typedef struct ti_queue ti_queue; /* of one tenant with one host */
typedef struct ti_host ti_host;

/* One who wants a turn, has it, or neither. Belongs to whoever asks, and must
 * not move meanwhile. */
typedef struct ti_turn {
    ti_queue *queue; /* NULL: neither */
    struct ti_turn *before;
    struct ti_turn *after;
    bool has_it;
} ti_turn;

typedef struct ti_turns {
    ti_host *hosts; /* a ring; the one whose turn is next */
    ti_queue *buckets[TI_TURNS_BUCKETS];
    size_t per_host;
    size_t per_tenant;
} ti_turns;

/* Queue up; `ahead` of all who have not begun, so that what is begun is ended
 * first. Tenant "": not known, counts into the host's limit only. False without
 * memory. */
bool ti_turns_ask(ti_turns *turns, ti_turn *turn, ti_slice host, const char *tenant, bool ahead);

/* Who has a turn now that had none before; NULL: nobody. */
ti_turn *ti_turns_next(ti_turns *turns);

/* What an exchange that has its turn has shown: whether its connection takes
 * others at the same time; that it had to be opened, however it ended. */
void ti_turns_learn(const ti_turn *turn, bool multiplexes);
void ti_turns_opened(const ti_turn *turn);

/* Nobody asks any more. */
void ti_turns_clear(ti_turns *turns);

/* Over, or no longer wanted. No harm where it is neither. */
void ti_turns_leave(ti_turns *turns, ti_turn *turn);

#endif
