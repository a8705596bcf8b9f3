/* SPDX-License-Identifier: Apache-2.0 */
/*
 * loop.h - the loop from the inside: the calls that are in it, and what each
 * of them waits for. All of it belongs to the thread that drives the loop, save
 * the inbox.
 */
#ifndef TI_LOOP_LOOP_H
#define TI_LOOP_LOOP_H

#include <sys/types.h>

#include <teamsinvite/loop.h>

#include "call/call.h"
#include "loop/inbox.h"
#include "loop/timers.h"
#include "loop/turns.h"
#include "loop/watch.h"
#include "port/transfer.h"

typedef struct ti_lane ti_lane; /* a libcurl handle at work for somebody */

/* A call in the loop. At any time it waits for one of these: in the inbox to be
 * gone on with; for its timer; for its turn to send, with a timer for how long
 * that may take; for its lane; or for a handler that will answer. */
typedef struct ti_entry {
    ti_letter letter; /* first: what comes out of the inbox is an entry */
    teamsinvite_loop *loop;
    teamsinvite_call *call;
    teamsinvite_done_fn done;
    void *user_data;
    struct ti_entry *before; /* among all */
    struct ti_entry *after;
    bool known; /* is among all */
    ti_timer timer;
    ti_turn turn;
    int64_t asked_ms; /* when it began to wait for its turn */
    ti_lane *lane;
} ti_entry;

struct teamsinvite_loop {
    pid_t owner;
    ti_inbox inbox;
    ti_entry *entries;
    ti_timers timers;
    ti_turns turns;
    ti_watch watch;
    CURLM *multi;
    ti_lane *spare_lanes;
    size_t spare_count;
    int64_t curl_due_ms; /* INT64_MAX: libcurl waits for descriptors alone */
    int64_t look_due_ms; /* at who was cancelled */
    bool driven;         /* has been, once */
    bool busy;           /* left off with something to do */
};

/* What is to be done after libcurl was told of descriptors: everything but waiting. */
void ti_loop_go_on(teamsinvite_loop *loop);

/* Go on with the call: its io is answered, or none was asked for yet. */
void ti_entry_go_on(ti_entry *entry);

/* Its timer is due. */
void ti_entry_ring(ti_entry *entry);

/* The call was cancelled: answer the io that it waits for. */
void ti_entry_cancel(ti_entry *entry);

/* Out of the loop, as it stands. */
void ti_entry_free(ti_entry *entry);

/* What a handler of ours does, in parts; NULL: it is the host's, or none. */
const ti_transfer_kind *ti_lane_kind(const ti_handler *handler);

/* A lane for everybody whose turn it is. */
void ti_lanes_start(teamsinvite_loop *loop);

/* The io of whoever is in it is answered, and the lane is spare. */
void ti_lane_end(ti_lane *lane, CURLcode code);

void ti_lanes_clear(teamsinvite_loop *loop);

bool ti_multi_init(teamsinvite_loop *loop);
void ti_multi_clear(teamsinvite_loop *loop);
bool ti_multi_set_connections(teamsinvite_loop *loop, size_t per_host);

/* Tell libcurl that a descriptor is ready (-1: none), and end what is through. */
void ti_multi_drive(teamsinvite_loop *loop, int fd, int32_t events);

#endif
