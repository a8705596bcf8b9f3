/* SPDX-License-Identifier: Apache-2.0 */
/*
 * credential_set.h - the one or two credentials that a client has now. A set is
 * replaced as a whole while others use it: whoever makes a request holds it, and
 * the last one to let go frees it. The lock is held for a pointer and a count.
 */
#ifndef TI_CLIENT_CREDENTIAL_SET_H
#define TI_CLIENT_CREDENTIAL_SET_H

#include <pthread.h>
#include <stdatomic.h>

#include "client/credential.h"

enum { TI_CREDENTIALS_MAX = 2 };

typedef struct ti_credential_set {
    int64_t number; /* of the sets of this client, from 1 */
    size_t count;
    teamsinvite_credential *items[TI_CREDENTIALS_MAX];
    atomic_size_t preferred; /* the one that worked last */
    size_t holders;          /* under the lock */
} ti_credential_set;

/* Where a client keeps its set. */
typedef struct ti_credentials {
    pthread_mutex_t lock;
    ti_credential_set *set;
    int64_t last_number;
    atomic_int_least64_t warned_at_ms; /* of an expiry; INT64_MIN: never */
} ti_credentials;

/* Takes the credentials on success; second may be NULL. */
teamsinvite_status ti_credentials_init(ti_credentials *credentials, teamsinvite_credential *first,
                                       teamsinvite_credential *second, ti_error *err);
void ti_credentials_clear(ti_credentials *credentials);

/* As clear, but the credentials are the caller's again. */
void ti_credentials_give_back(ti_credentials *credentials);

/* Other ones from now on; takes them on success. Any thread. */
teamsinvite_status ti_credentials_replace(ti_credentials *credentials, teamsinvite_credential *first,
                                          teamsinvite_credential *second, ti_error *err);

/* Never NULL. Let go of it before the client may be freed. */
ti_credential_set *ti_credentials_hold(ti_credentials *credentials);
void ti_credentials_let_go(ti_credentials *credentials, ti_credential_set *set);

/* Which one to begin with: the one that worked last, unless only the other has not expired. */
size_t ti_credential_set_first(const ti_credential_set *set, int64_t now_ms);

size_t ti_credential_set_preferred(const ti_credential_set *set);

/* Another than this one that has not expired. */
bool ti_credential_set_other(const ti_credential_set *set, size_t index, int64_t now_ms, size_t *other);

/* This one works: begin with it from now on. True where that is news. */
bool ti_credential_set_prefer(ti_credential_set *set, size_t index);

/* Whether the host is to hear that it expires: within 30 days, and not told for a day. */
bool ti_credentials_must_warn(ti_credentials *credentials, const teamsinvite_credential *credential, int64_t now_ms);

#endif
