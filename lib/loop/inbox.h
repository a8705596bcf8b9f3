/* SPDX-License-Identifier: Apache-2.0 */
/* inbox.h - calls that are to be gone on with, left by any thread for the one that drives. */
#ifndef TI_LOOP_INBOX_H
#define TI_LOOP_INBOX_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* What is left there is embedded in this; it belongs to the inbox until it is taken. */
typedef struct ti_letter {
    struct ti_letter *next;
} ti_letter;

typedef struct ti_inbox {
    pthread_mutex_t lock;
    ti_letter *first;
    ti_letter *last;
    size_t calls;  /* in the loop */
    bool attended; /* the driver is awake, or has been rung for */
    bool rung;     /* there is a stroke in the pipe */
    bool closed;
    bool cancelled; /* whatever is in the loop is to be */
    int bell[2];    /* a pipe: its readable end wakes the driver */
} ti_inbox;

bool ti_inbox_init(ti_inbox *inbox);
void ti_inbox_clear(ti_inbox *inbox);

/* Any thread. */
bool ti_inbox_enter(ti_inbox *inbox); /* one call more; false: closed */
void ti_inbox_put(ti_inbox *inbox, ti_letter *letter);
void ti_inbox_close(ti_inbox *inbox, bool cancel);
size_t ti_inbox_calls(ti_inbox *inbox);

/* The driver: it is awake. True: whatever is in the loop is to be cancelled. */
bool ti_inbox_attend(ti_inbox *inbox);

/* At most so many, as a list, oldest first; NULL: there is nothing, and the next letter will ring. */
ti_letter *ti_inbox_take(ti_inbox *inbox, size_t most);

void ti_inbox_leave(ti_inbox *inbox); /* one call less */

/* No call is left; and none can come, where that is asked for. */
bool ti_inbox_is_over(ti_inbox *inbox, bool closed_too);

#endif
