/* SPDX-License-Identifier: Apache-2.0 */
/*
 * failpoint.h - what can go wrong at an io, on purpose: the process dies before
 * or after it, waits before it, or the request is carried out and its answer does
 * not arrive.
 * The library knows nothing of this: the failpoints are the steps it names.
 */
#ifndef TESTS_FAULT_FAILPOINT_H
#define TESTS_FAULT_FAILPOINT_H

#include <stdbool.h>

#include <teamsinvite.h>
#include <teamsinvite/transport.h>

typedef enum mishap {
    MISHAP_NONE,
    MISHAP_KILL_BEFORE,  /* nothing has happened outside */
    MISHAP_KILL_AFTER,   /* it has, and the library does not know */
    MISHAP_HOLD,         /* say "held", and go on before the io when there is a line on stdin */
    MISHAP_HOLD_AND_DIE, /* the same, and die after the io */
    MISHAP_LOSE,         /* SEND: it has, and the connection breaks before the answer */
    MISHAP_GATEWAY       /* SEND: it has, and a gateway answers 504 */
} mishap;

typedef struct failpoint {
    teamsinvite_handler_fn handle; /* of the storage */
    void *storage;
    teamsinvite_transport *transport;
    mishap mishap;
    int at;           /* the how manyth io, from 1; 0: by name */
    const char *step; /* "meeting.create/keep the link" */
    bool trace;       /* a line on stdout for each io */
    int count;
} failpoint;

/* "kill-before:3", "lose:graph.exchange/send"; false where it is none of these. */
bool failpoint_read(failpoint *point, const char *text);

/* Say so on stdout, and wait for a line on stdin. */
void failpoint_wait(const char *saying);

/* Plug in as storage and as transport, with a failpoint. */
void failpoint_storage(teamsinvite_call *call, const teamsinvite_io *io, void *point);
void failpoint_transport(teamsinvite_call *call, const teamsinvite_io *io, void *point);

#endif
