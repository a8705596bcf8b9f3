/* SPDX-License-Identifier: Apache-2.0 */
/* http_transport.h - the transport from the inside: its settings, and one exchange while it runs. */
#ifndef TI_PORT_HTTP_TRANSPORT_H
#define TI_PORT_HTTP_TRANSPORT_H

#include <stdatomic.h>

#include <teamsinvite/transport.h>

#include "base/url.h"
#include "port/curl_pool.h"

enum { TI_HTTP_ALLOWED_MAX = 16 };

struct teamsinvite_transport {
    char *ca_file; /* NULL: the system's */
    char *proxy;   /* NULL: none */
    char *allowed[TI_HTTP_ALLOWED_MAX];
    size_t allowed_count;

    ti_curl_pool pool;
    atomic_llong connections;
};

/* One exchange while it runs. */
typedef struct ti_http_exchange {
    const teamsinvite_transport *transport;
    teamsinvite_call *call;
    const teamsinvite_io *io;
    ti_url url;
    struct curl_slist *headers;
    bool interim;         /* the headers that come now belong to a 1xx */
    bool has_headers;     /* all there are: what follows are trailers */
    bool too_large;       /* the call wants no more of the answer */
    bool encoded;         /* the answer has a content coding */
    bool private_address; /* the peer is inside somebody's network */
    const char *failed_option;
} ti_http_exchange;

/* Set every option that counts for one exchange; false with failed_option set
 * when libcurl does not take one: then nothing may be sent. */
bool ti_http_set_options(CURL *handle, ti_http_exchange *exchange);

#endif
