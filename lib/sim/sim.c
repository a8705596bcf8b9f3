/* SPDX-License-Identifier: Apache-2.0 */
/* sim.c - the simulator itself: its life, address, clock and numbers. */
#include "sim/sim.h"

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/check.h"
#include "base/time.h"
#include "base/url.h"

enum {
    BASE_URL_MAX = 256,
    TOKEN_LIFETIME_S = 3599,
    LIFETIME_MAX_S = 100000,
    POLICY_DELAY_S = 1800,
    DELAY_MAX_S = 10 * 86400
};

void ti_sim_lock(const teamsinvite_sim *sim)
{
    (void)pthread_mutex_lock(sim->lock);
}

void ti_sim_unlock(const teamsinvite_sim *sim)
{
    (void)pthread_mutex_unlock(sim->lock);
}

static bool set_addresses(teamsinvite_sim *sim, const char *authority, const char *graph)
{
    char *new_authority = ti_strdup(authority);
    char *new_graph = ti_strdup(graph);

    if (new_authority == NULL || new_graph == NULL) {
        ti_free(new_authority);
        ti_free(new_graph);
        return false;
    }
    ti_free(sim->authority);
    ti_free(sim->graph);
    sim->authority = new_authority;
    sim->graph = new_graph;
    return true;
}

static pthread_mutex_t *make_lock(void)
{
    pthread_mutex_t *lock = ti_alloc(sizeof(*lock));

    if (lock != NULL && pthread_mutex_init(lock, NULL) != 0) {
        ti_free(lock);
        lock = NULL;
    }
    return lock;
}

static teamsinvite_status make_sim(teamsinvite_sim **out, ti_error *err)
{
    teamsinvite_sim *sim = ti_alloc(sizeof(*sim));

    if (sim == NULL)
        return ti_fail_no_memory(err);
    sim->lock = make_lock();
    if (sim->lock == NULL || !set_addresses(sim, "https://login.microsoftonline.com", "https://graph.microsoft.com")) {
        teamsinvite_sim_free(sim);
        return ti_fail_no_memory(err);
    }
    ti_sim_journal_init(&sim->journal);
    sim->options[TEAMSINVITE_SIM_TOKEN_LIFETIME_S] = TOKEN_LIFETIME_S;
    sim->options[TEAMSINVITE_SIM_USER_CONSENT] = 1;
    sim->options[TEAMSINVITE_SIM_OPTIONAL_CLAIMS] = 1;
    sim->options[TEAMSINVITE_SIM_POLICY_DELAY_S] = POLICY_DELAY_S;
    *out = sim;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_new(teamsinvite_sim **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "out", out) == TEAMSINVITE_OK) {
        *out = NULL;
        (void)make_sim(out, &error);
    }
    return ti_error_give(&error, err);
}

void teamsinvite_sim_free(teamsinvite_sim *sim)
{
    if (sim == NULL)
        return;
    ti_sim_meetings_clear(&sim->meetings);
    ti_sim_grants_clear(&sim->grants);
    ti_sim_index_clear(&sim->assertions, NULL);
    ti_sim_directory_clear(&sim->directory);
    ti_sim_scenarios_clear(&sim->scenarios);
    ti_sim_journal_clear(&sim->journal);
    ti_sim_keys_clear(&sim->keys);
    if (sim->lock != NULL)
        (void)pthread_mutex_destroy(sim->lock);
    ti_free(sim->lock);
    ti_free(sim->authority);
    ti_free(sim->graph);
    ti_free(sim);
}

/* Scheme, host and port, as they will stand before every path. */
static teamsinvite_status check_base_url(ti_error *err, const char *base_url)
{
    teamsinvite_status status = ti_check_url(err, "base_url", base_url, BASE_URL_MAX);
    ti_slice text = ti_slice_of(base_url);
    ti_url url;

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_url_parse(&url, text))
        return ti_fail_no_memory(err);
    if (url.has_query || strcmp(url.path, "/") != 0 || text.ptr[text.len - 1] == '/')
        status = ti_fail_parameter(err, "base_url", "has more than scheme, host and port");
    ti_url_clear(&url);
    return status;
}

teamsinvite_status teamsinvite_sim_set_base_url(teamsinvite_sim *sim, const char *base_url, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK && check_base_url(&error, base_url) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        if (!set_addresses(sim, base_url, base_url))
            (void)ti_fail_no_memory(&error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

const char *teamsinvite_sim_authority(const teamsinvite_sim *sim)
{
    return sim == NULL ? "" : sim->authority;
}

const char *teamsinvite_sim_graph(const teamsinvite_sim *sim)
{
    return sim == NULL ? "" : sim->graph;
}

static int64_t system_time_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t ti_sim_now(const teamsinvite_sim *sim)
{
    return sim->clock_stands ? sim->clock_ms : system_time_ms() + sim->clock_ms;
}

teamsinvite_status teamsinvite_sim_set_time_ms(teamsinvite_sim *sim, int64_t now_ms)
{
    if (sim == NULL || now_ms < 0 || now_ms > TI_TIME_MAX_MS)
        return TEAMSINVITE_E_INVALID;
    ti_sim_lock(sim);
    sim->clock_stands = true;
    sim->clock_ms = now_ms;
    ti_sim_unlock(sim);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_advance_ms(teamsinvite_sim *sim, int64_t by_ms)
{
    teamsinvite_status status = TEAMSINVITE_E_INVALID;

    if (sim == NULL || by_ms < 0)
        return status;
    ti_sim_lock(sim);
    if (by_ms <= TI_TIME_MAX_MS - ti_sim_now(sim)) {
        sim->clock_ms += by_ms;
        status = TEAMSINVITE_OK;
    }
    ti_sim_unlock(sim);
    return status;
}

int64_t teamsinvite_sim_time_ms(const teamsinvite_sim *sim)
{
    int64_t now_ms;

    if (sim == NULL)
        return 0;
    ti_sim_lock(sim);
    now_ms = ti_sim_now(sim);
    ti_sim_unlock(sim);
    return now_ms;
}

int64_t teamsinvite_sim_clock(int32_t which, void *sim)
{
    (void)which;
    return teamsinvite_sim_time_ms(sim);
}

int64_t ti_sim_option(const teamsinvite_sim *sim, int32_t option)
{
    return sim->options[option];
}

/* Lifetimes and delays are seconds, all others switches. */
static bool is_in_range(int32_t option, int64_t value)
{
    switch (option) {
    case TEAMSINVITE_SIM_TOKEN_LIFETIME_S:
        return value >= 1 && value <= LIFETIME_MAX_S;
    case TEAMSINVITE_SIM_POLICY_DELAY_S:
        return value >= 0 && value <= DELAY_MAX_S;
    default:
        return option > 0 && option < TI_SIM_OPTION_COUNT && (value == 0 || value == 1);
    }
}

teamsinvite_status teamsinvite_sim_set_option(teamsinvite_sim *sim, int32_t option, int64_t value)
{
    if (sim == NULL || !is_in_range(option, value))
        return TEAMSINVITE_E_INVALID;
    ti_sim_lock(sim);
    sim->options[option] = value;
    ti_sim_unlock(sim);
    return TEAMSINVITE_OK;
}
