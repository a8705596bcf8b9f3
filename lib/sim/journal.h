/* SPDX-License-Identifier: Apache-2.0 */
/* journal.h - what was asked so far: counts, lines, and the bytes that Graph was sent. */
#ifndef TI_SIM_JOURNAL_H
#define TI_SIM_JOURNAL_H

#include "sim/exchange.h"

enum {
    TI_SIM_KIND_COUNT = 5,
    TI_SIM_LINES_MAX = 1000,
    TI_SIM_RECEIVED_MAX = 4 * 1024 * 1024
};

typedef struct ti_sim_journal {
    int64_t counts[TI_SIM_KIND_COUNT]; /* by TEAMSINVITE_SIM_ALL … GRAPH */
    char *lines[TI_SIM_LINES_MAX];     /* a ring */
    size_t line_count;                 /* ever written */
    ti_buf received;
} ti_sim_journal;

void ti_sim_journal_init(ti_sim_journal *journal);
void ti_sim_journal_clear(ti_sim_journal *journal);

/* Once an exchange is answered. */
void ti_sim_journal_add(ti_sim_journal *journal, const ti_sim_exchange *x);

#endif
