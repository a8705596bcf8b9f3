/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_wait.h - what making a connection and using it have in common: waiting, and judging a refusal. */
#ifndef TI_PORT_STORAGE_POSTGRES_WAIT_H
#define TI_PORT_STORAGE_POSTGRES_WAIT_H

#include "port/storage_postgres_link.h"

enum { TI_POSTGRES_SLICE_MS = 100 }; /* so soon a cancelled call is noticed */

/* Until the socket is ready for one of the poll() events; false and *fault when the time is over. */
bool ti_postgres_wait(PGconn *pg, short events, const ti_postgres_patience *patience, ti_postgres_fault *fault);

/* What a fault's SQLSTATE means: fills in status and reason, and whether the connection is to be given up. */
void ti_postgres_judge(ti_postgres_fault *fault);

#endif
