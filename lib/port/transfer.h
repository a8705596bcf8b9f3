/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer.h - what the built-in handlers of SEND and DELIVER do with libcurl,
 * in the parts that a driver needs: begin, perform, end. The handlers perform on
 * the caller's thread; the loop performs many of them on one multi handle.
 */
#ifndef TI_PORT_TRANSFER_H
#define TI_PORT_TRANSFER_H

#include <teamsinvite/call.h>

#include "base/slice.h"
#include "port/curl_pool.h"

typedef struct ti_transfer ti_transfer;

typedef struct ti_transfer_kind {
    size_t size; /* of the transfer with what follows it */

    /* The public function that does all three, blocking. */
    teamsinvite_handler_fn handle;

    /* Who is at the other end, for sharing out turns; borrowed from the io or from what is plugged in. */
    ti_slice (*host)(const teamsinvite_io *io, const void *user_data);

    /* Set up the handle. False: the io is answered, there is nothing to perform. */
    bool (*begin)(ti_transfer *transfer);

    /* Answer the io, and let go of what begin made. False: perform once more. */
    bool (*end)(ti_transfer *transfer, CURLcode code);
} ti_transfer_kind;

/* The first member of what each kind has. */
struct ti_transfer {
    const ti_transfer_kind *kind;
    void *user_data; /* the transport, or the mail server */
    teamsinvite_call *call;
    const teamsinvite_io *io;
    int64_t timeout_ms;
    bool among_many; /* on one multi handle: they share connections where the server lets them */
    CURL *handle;
    const char *failed_option;
};

extern const ti_transfer_kind ti_http_transfer;
extern const ti_transfer_kind ti_smtp_transfer;

/* All three on this thread, with a handle out of the pool. */
void ti_transfer_perform(ti_transfer *transfer, ti_curl_pool *pool);

/* For setting options, in a function that returns false where libcurl does not
 * take one: defaults differ between versions and read the environment, so one
 * that is not replaced is an error, not a shrug. */
#define TI_SET(transfer, option, value) \
    do { \
        if (curl_easy_setopt((transfer)->handle, option, value) != CURLE_OK) { \
            (transfer)->failed_option = #option; \
            return false; \
        } \
    } while (0)

#endif
