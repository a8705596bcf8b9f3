/* SPDX-License-Identifier: Apache-2.0 */
/* curl_pool.h - libcurl handles that keep their connections between exchanges, for any number of threads. */
#ifndef TI_PORT_CURL_POOL_H
#define TI_PORT_CURL_POOL_H

#include <pthread.h>
#include <sys/types.h>

#include <curl/curl.h>

#include "base/error.h"

enum {
    TI_CURL_POOL_MAX = 16 /* idle handles that are kept; each keeps its connections */
};

typedef struct ti_curl_pool {
    pthread_mutex_t lock; /* never held during a transfer */
    CURL *idle[TI_CURL_POOL_MAX];
    size_t count;
    pid_t owner; /* of the idle handles: a forked child must not write to their connections */
} ti_curl_pool;

/* Make libcurl ready, once in a process. TEAMSINVITE_E_CONFIG when it is too old
 * or cannot speak this protocol. */
teamsinvite_status ti_curl_prepare(ti_error *err, const char *protocol);

bool ti_curl_pool_init(ti_curl_pool *pool);
void ti_curl_pool_clear(ti_curl_pool *pool);

/* An idle handle with its kept connections, or a new one; NULL without memory.
 * Give it back: that takes every option out of it, connections stay. */
CURL *ti_curl_borrow(ti_curl_pool *pool);
void ti_curl_return(ti_curl_pool *pool, CURL *handle);

/* curl_easy_perform() by which a peer that hangs up cannot end the process. */
CURLcode ti_curl_perform(CURL *handle);

/* A transfer that is cancelled or times out leaves its resolver thread behind, and
 * does not wait for a name server that may never answer. Needs libcurl 7.87. */
void ti_curl_leave_resolver(CURL *handle);

/* A file of trusted CAs that can be read; copied over what was there. */
teamsinvite_status ti_curl_set_ca_file(ti_error *err, char **field, const char *path);

/* Wipe what was there and keep a copy; NULL takes it out. */
teamsinvite_status ti_curl_replace(ti_error *err, char **field, const char *text);

#endif
