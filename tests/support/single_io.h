/* SPDX-License-Identifier: Apache-2.0 */
/*
 * single_io.h - a call that asks for one io and is over: what a handler can be
 * tested with alone. The test fills call->io, hands it to the handler, and
 * reads the answer there.
 */
#ifndef TI_TESTS_SUPPORT_SINGLE_IO_H
#define TI_TESTS_SUPPORT_SINGLE_IO_H

#include "call/call.h"

/* Knows nothing but the clock; NULL when it cannot be made. Free with teamsinvite_client_free(). */
teamsinvite_client *single_io_client(void);

/* A call whose open io is an empty one of this kind; NULL when it cannot be
 * made. Any thread. Free with teamsinvite_call_free(). */
teamsinvite_call *single_io_begin(teamsinvite_client *client, int32_t kind, int64_t timeout_ms);

#endif
