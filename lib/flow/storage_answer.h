/* SPDX-License-Identifier: Apache-2.0 */
/* storage_answer.h - how one storage io was answered, as a result of its own. */
#ifndef TI_FLOW_STORAGE_ANSWER_H
#define TI_FLOW_STORAGE_ANSWER_H

#include <teamsinvite/storage_io.h>

#include "call/call.h"

/* Takes over what the answered io holds. */
ti_verdict ti_storage_answer_done(teamsinvite_call *call);

#endif
