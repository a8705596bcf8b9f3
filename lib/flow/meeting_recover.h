/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_recover.h - one meeting that a dead process left half made or half closed: finished, or undone. */
#ifndef TI_FLOW_MEETING_RECOVER_H
#define TI_FLOW_MEETING_RECOVER_H

#include "flow/company_load.h"
#include "flow/meeting_make.h"
#include "flow/meeting_unmake.h"

typedef enum ti_recovered { TI_RECOVERED_NONE, TI_RECOVERED_FINISHED, TI_RECOVERED_UNDONE, TI_RECOVERED_LEFT } ti_recovered;

typedef struct ti_meeting_recover {
    ti_meeting_state meeting; /* its key is set */

    const char *company_id;
    ti_company_state company;
    ti_meeting_make make;
    ti_meeting_unmake unmake;

    ti_recovered outcome; /* answered; NONE: it is nobody's left-over */
} ti_meeting_recover;

/* Fails only where the storage does. */
extern const ti_flow ti_flow_meeting_recover;

#endif
