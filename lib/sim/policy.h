/* SPDX-License-Identifier: Apache-2.0 */
/* policy.h - Teams application access policies: on behalf of whom an app may touch meetings. */
#ifndef TI_SIM_POLICY_H
#define TI_SIM_POLICY_H

#include "sim/directory.h"

struct ti_sim_policy {
    ti_sim_policy *next;
    const ti_sim_app *app;
    const ti_sim_user *user; /* NULL: global, for all without one of their own */
    int64_t effective_ms;
};

/* Whether the app may act for the user by now. */
bool ti_sim_policy_admits(const ti_sim_tenant *tenant, const ti_sim_app *app, const ti_sim_user *user, int64_t now_ms);

void ti_sim_policies_clear(ti_sim_policy **list);

#endif
