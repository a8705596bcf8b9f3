/* SPDX-License-Identifier: Apache-2.0 */
/* transfer.c - one transfer on the caller's thread. */
#include "port/transfer.h"

void ti_transfer_perform(ti_transfer *transfer, ti_curl_pool *pool)
{
    transfer->timeout_ms = teamsinvite_io_timeout_ms(transfer->io);
    transfer->handle = ti_curl_borrow(pool);
    if (transfer->handle == NULL) {
        (void)teamsinvite_call_complete_failed(transfer->call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return;
    }
    if (transfer->kind->begin(transfer))
        while (!transfer->kind->end(transfer, ti_curl_perform(transfer->handle)))
            continue;
    ti_curl_return(pool, transfer->handle);
}
