/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_consent.c - consent that is refused, takes its time, or is incomplete; sign-ins that are blocked. */
#include "sim/consent_page.h"
#include "sim/grant.h"
#include "sim/refusal.h"
#include "sim/scenario.h"

static void decline(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_decision *decision = subject;

    (void)scenario;
    (void)value;
    decision->accepted = false;
}

static void drop_roles(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_grant *token = subject;

    (void)scenario;
    (void)value;
    token->roles = 0;
}

/* On the page: the browser never comes back. */
static void refuse_on_page(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_refusal refusal = { 400, scenario->code, scenario->aadsts, scenario->message, NULL, 0 };

    (void)value;
    ti_sim_refuse_on_page(subject, &refusal);
}

#define APP_REFUSED(name, text, status, code, aadsts, message)                                                        \
    { name, text, "app", TI_SIM_INSTEAD, ti_sim_answer_refusal, 0, status, code, aadsts, message, NULL }

static const ti_sim_scenario rows[] = {
    { "consent-declined", "the administrator declines, whatever is pressed", "consent", TI_SIM_WITHIN, decline, 0, 0,
      NULL, 0, NULL, NULL },
    APP_REFUSED("consent-not-effective", "consent was given, but the app is not in the directory yet", 401,
                "invalid_client", 7000229, "The client application is missing service principal in the tenant."),
    APP_REFUSED("consent-not-found", "the same under the code of an unknown app", 400, "unauthorized_client", 700016,
                "Application was not found in the directory."),
    APP_REFUSED("consent-incomplete", "the app is in the directory, but not finished", 400, "invalid_request", 650051,
                "The service principal name is already present for the tenant, but is not usable yet."),
    { "app-without-roles", "the app's token comes without its permissions: consent is not effective yet", "app",
      TI_SIM_WITHIN, drop_roles, 0, 0, NULL, 0, NULL, NULL },
    { "app-disabled", "the administrator has switched the app off", "token", TI_SIM_INSTEAD, ti_sim_answer_refusal, 0,
      400, "unauthorized_client", 7000112, "Application is disabled.", NULL },
    { "sign-in-blocked", "Conditional Access blocks the sign-in, on its page", "authorize", TI_SIM_INSTEAD,
      refuse_on_page, 0, 0, "access_denied", 53003,
      "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
      NULL },
};

const ti_sim_scenario_group ti_sim_scenario_consent = TI_SIM_SCENARIO_GROUP(rows);
