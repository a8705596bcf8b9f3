/* SPDX-License-Identifier: Apache-2.0 */
/* doctor.c - what the looks of doctor.run have in common. */
#include "flow/doctor.h"

bool ti_doctor_is_of_the_way(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_NETWORK || status == TEAMSINVITE_E_SERVICE || status == TEAMSINVITE_E_THROTTLED ||
           status == TEAMSINVITE_E_RESPONSE;
}

ti_verdict ti_doctor_note_bad(teamsinvite_call *call, ti_doctor *s, int32_t check)
{
    ti_report_bad(&s->report, check, &call->error);
    s->broken = true;
    return TI_NEXT;
}

ti_verdict ti_doctor_ask_graph(teamsinvite_call *call, ti_doctor *s, ti_token *token,
                               void (*path)(ti_buf *, const char *))
{
    s->graph = (ti_graph_probe){ .token = token, .path = path };
    return ti_call_run(call, &s->graph);
}

static void note_graph(const teamsinvite_call *call, ti_doctor *s)
{
    if (!ti_call_failed(call) || call->error.http_status != 0)
        ti_report_good(&s->report, TEAMSINVITE_CHECK_GRAPH, "%s answers", call->client->cloud.graph);
}

ti_verdict ti_doctor_note_answer(teamsinvite_call *call, ti_doctor *s, int32_t check, const char *good)
{
    if (ti_doctor_is_of_the_way(call->error.status))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_GRAPH);
    note_graph(call, s);
    if (ti_call_failed(call))
        return ti_doctor_note_bad(call, s, check);
    ti_report_good(&s->report, check, "%s", good);
    return TI_NEXT;
}
