/* SPDX-License-Identifier: Apache-2.0 */
/* credential_set.c - the one or two credentials that a client has now. */
#include "client/credential_set.h"

#include "base/alloc.h"

#define DAY_MS INT64_C(86400000)
#define WARN_BEFORE_MS (30 * DAY_MS)

static ti_credential_set *new_set(teamsinvite_credential *first, teamsinvite_credential *second)
{
    ti_credential_set *set = ti_alloc(sizeof(*set));

    if (set == NULL)
        return NULL;
    set->items[set->count++] = first;
    if (second != NULL)
        set->items[set->count++] = second;
    atomic_init(&set->preferred, 0);
    set->holders = 1; /* the client */
    return set;
}

static void free_set(ti_credential_set *set)
{
    size_t i;

    for (i = 0; i < set->count; i++)
        teamsinvite_credential_free(set->items[i]);
    ti_free(set);
}

teamsinvite_status ti_credentials_init(ti_credentials *credentials, teamsinvite_credential *first,
                                       teamsinvite_credential *second, ti_error *err)
{
    *credentials = (ti_credentials){ 0 };
    atomic_init(&credentials->warned_at_ms, INT64_MIN);
    credentials->set = new_set(first, second);
    if (credentials->set == NULL || pthread_mutex_init(&credentials->lock, NULL) != 0) {
        ti_free(credentials->set);
        return ti_fail_no_memory(err);
    }
    credentials->set->number = ++credentials->last_number;
    return TEAMSINVITE_OK;
}

void ti_credentials_clear(ti_credentials *credentials)
{
    ti_credentials_let_go(credentials, credentials->set);
    (void)pthread_mutex_destroy(&credentials->lock);
}

void ti_credentials_give_back(ti_credentials *credentials)
{
    credentials->set->count = 0;
    ti_credentials_clear(credentials);
}

ti_credential_set *ti_credentials_hold(ti_credentials *credentials)
{
    ti_credential_set *set;

    (void)pthread_mutex_lock(&credentials->lock);
    set = credentials->set;
    set->holders++;
    (void)pthread_mutex_unlock(&credentials->lock);
    return set;
}

/* Destroy functions of the host run here, so the lock has to be free again. */
void ti_credentials_let_go(ti_credentials *credentials, ti_credential_set *set)
{
    bool last;

    (void)pthread_mutex_lock(&credentials->lock);
    last = --set->holders == 0;
    (void)pthread_mutex_unlock(&credentials->lock);
    if (last)
        free_set(set);
}

teamsinvite_status ti_credentials_replace(ti_credentials *credentials, teamsinvite_credential *first,
                                          teamsinvite_credential *second, ti_error *err)
{
    ti_credential_set *set = new_set(first, second);
    ti_credential_set *old;

    if (set == NULL)
        return ti_fail_no_memory(err);
    (void)pthread_mutex_lock(&credentials->lock);
    old = credentials->set;
    set->number = ++credentials->last_number;
    credentials->set = set;
    (void)pthread_mutex_unlock(&credentials->lock);
    ti_credentials_let_go(credentials, old);
    return TEAMSINVITE_OK;
}

bool ti_credential_set_other(const ti_credential_set *set, size_t index, int64_t now_ms, size_t *other)
{
    size_t i;

    for (i = 0; i < set->count; i++) {
        if (i != index && ti_credential_is_live(set->items[i], now_ms)) {
            *other = i;
            return true;
        }
    }
    return false;
}

size_t ti_credential_set_preferred(const ti_credential_set *set)
{
    return atomic_load(&set->preferred);
}

/* Where all have expired Entra has the last word: its clock counts, not ours. */
size_t ti_credential_set_first(const ti_credential_set *set, int64_t now_ms)
{
    size_t index = ti_credential_set_preferred(set);

    if (!ti_credential_is_live(set->items[index], now_ms))
        (void)ti_credential_set_other(set, index, now_ms, &index);
    return index;
}

bool ti_credential_set_prefer(ti_credential_set *set, size_t index)
{
    return atomic_exchange(&set->preferred, index) != index;
}

/* Or a little later, on a clock that has been put back since. */
static bool is_told_today(int64_t warned_at_ms, int64_t now_ms)
{
    return warned_at_ms > now_ms - DAY_MS && warned_at_ms < now_ms + DAY_MS;
}

bool ti_credentials_must_warn(ti_credentials *credentials, const teamsinvite_credential *credential, int64_t now_ms)
{
    int_least64_t warned_at_ms = atomic_load(&credentials->warned_at_ms);

    if (credential->expires_at_ms == 0 || now_ms < credential->expires_at_ms - WARN_BEFORE_MS ||
        is_told_today(warned_at_ms, now_ms))
        return false;
    /* Of several threads at once one tells. */
    return atomic_compare_exchange_strong(&credentials->warned_at_ms, &warned_at_ms, now_ms);
}
