/* SPDX-License-Identifier: Apache-2.0 */
/* doctor.h - what the looks of doctor.run have in common: the report, and what came before. */
#ifndef TI_FLOW_DOCTOR_H
#define TI_FLOW_DOCTOR_H

#include "flow/doctor_probe.h"
#include "flow/report_result.h"

typedef struct ti_doctor {
    const char *company_id;
    const char *user; /* NULL: nobody's meetings in particular */
    teamsinvite_report report;
    bool broken; /* a check is bad: what stands on it is passed over */

    ti_storage_probe storage;
    ti_company_probe company;
    ti_entra_probe entra;
    ti_token_grant grant;
    ti_token app;
    ti_token token;
    ti_graph_probe graph;
} ti_doctor;

/* Trouble on the way, of which the question itself knows nothing. */
bool ti_doctor_is_of_the_way(teamsinvite_status status);

/* The check is bad for what call->error says. */
ti_verdict ti_doctor_note_bad(teamsinvite_call *call, ti_doctor *doctor, int32_t check);

/* One look at Graph, and its verdict: bad for the way there, or for what was asked. */
ti_verdict ti_doctor_ask_graph(teamsinvite_call *call, ti_doctor *doctor, ti_token *token,
                               void (*path)(ti_buf *, const char *));
ti_verdict ti_doctor_note_answer(teamsinvite_call *call, ti_doctor *doctor, int32_t check, const char *good);

/* The checks of one user's connection, account, licence and meetings. */
extern const ti_flow ti_flow_doctor_user;

#endif
