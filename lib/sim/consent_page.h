/* SPDX-License-Identifier: Apache-2.0 */
/* consent_page.h - what the administrator decided. */
#ifndef TI_SIM_CONSENT_PAGE_H
#define TI_SIM_CONSENT_PAGE_H

#include <stdbool.h>

/* Subject of a scenario within the place "consent". */
typedef struct ti_sim_decision {
    bool accepted;
} ti_sim_decision;

#endif
