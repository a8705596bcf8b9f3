/* SPDX-License-Identifier: Apache-2.0 */
/*
 * token_refusal.h - what it means for a record that Entra did not renew its
 * token: nothing, a pause before anybody asks again, or the end of the
 * connection.
 */
#ifndef TI_FLOW_TOKEN_REFUSAL_H
#define TI_FLOW_TOKEN_REFUSAL_H

#include "call/call.h"
#include "record/connection_record.h"

/* Whether it passes by itself, so that the record stays as it is. */
bool ti_token_refusal_passes(const ti_error *refusal);

/* Note the refusal in the record; reason stays borrowed from it. A refusal that
 * may be a mistake of the moment ends a connection only when it is repeated at
 * a second look; the app's own token is only ever paused. */
void ti_token_refuse(ti_connection_record *record, const ti_error *refusal, int64_t now_ms);

/* TI_FAIL with the noted refusal while nobody is to ask again, else TI_NEXT. */
ti_verdict ti_token_refused(teamsinvite_call *call, const ti_connection_record *record);

#endif
