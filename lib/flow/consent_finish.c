/* SPDX-License-Identifier: Apache-2.0 */
/* consent_finish.c - the administrator has consented, or so the redirect says: look whether it is so. */
#include "flow/signin_finish.h"

static ti_verdict check(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (!s->query.consent_given)
        return ti_call_fail(call, TEAMSINVITE_E_CONSENT_REFUSED, "the redirect does not say that consent was given");
    if (s->query.tenant != NULL &&
        !ti_slice_equal_nocase(ti_slice_of(s->query.tenant), ti_slice_of(s->signin.tenant)))
        return ti_call_fail(call, TEAMSINVITE_E_WRONG_TENANT,
                            "consent was given in another directory than the one that was signed in to");
    s->check.company = s->signin.company;
    s->check.consented = true;
    return ti_call_run(call, &s->check);
}

static const ti_step steps[] = {
    { .name = "look whether it is effective", .ask = check, .flow = &ti_flow_consent_check },
};

const ti_flow ti_flow_consent_finish = TI_FLOW("consent.finish", steps);
