/* SPDX-License-Identifier: Apache-2.0 */
/* http_transport.h - the transport from the inside: its settings, and one exchange while it runs. */
#ifndef TI_PORT_HTTP_TRANSPORT_H
#define TI_PORT_HTTP_TRANSPORT_H

#include <stdatomic.h>

#include <teamsinvite/transport.h>

#include "base/url.h"
#include "port/transfer.h"

enum { TI_HTTP_ALLOWED_MAX = 16 };

struct teamsinvite_transport {
    char *ca_file; /* NULL: the system's */
    char *proxy;   /* NULL: none */
    char *allowed[TI_HTTP_ALLOWED_MAX];
    size_t allowed_count;

    ti_curl_pool pool;
    atomic_llong connections;
};

enum { TI_HTTP_LINES_MAX = 16, TI_HTTP_REPLY_HEADER_MAX = 128 * 1024 };

/* One exchange while it runs. */
typedef struct ti_http_exchange {
    ti_transfer transfer;
    ti_url url;
    struct curl_slist lines[TI_HTTP_LINES_MAX]; /* the headers, as they stand in the io */
    ti_buf reply_header;                        /* the one that came last: name, NUL, value */
    bool interim;                               /* the headers that come now belong to a 1xx */
    bool has_headers;                           /* all there are: what follows are trailers */
    bool too_large;                             /* the call wants no more of the answer */
    bool encoded;                               /* the answer has a content coding */
    bool private_address;                       /* the peer is inside somebody's network */
} ti_http_exchange;

/* Set every option that counts for one exchange; false with failed_option set
 * when libcurl does not take one: then nothing may be sent. */
bool ti_http_set_options(ti_http_exchange *exchange);

#endif
