/* SPDX-License-Identifier: Apache-2.0 */
/* plan.c - who wants a meeting, and when: the same in every run. */
#include <stdlib.h>

#include "common/check.h"
#include "monday.h"

static uint64_t draw(uint64_t below)
{
    static uint64_t state = UINT64_C(88172645463325252);

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

/* Company 0 asks for all of its own at the beginning, the others one after the other until the end. */
monday_wish *monday_plan(const monday_town *town, size_t count, size_t bulk, int64_t over_ms)
{
    monday_wish *wishes = calloc(count, sizeof(*wishes));
    long of_company = town->recruiters / town->companies;
    size_t i;

    expect(wishes != NULL && bulk < count && town->companies > 1, "a plan that can be made");
    for (i = 0; i < count; i++) {
        monday_wish *wish = &wishes[i];

        wish->bulk = i < bulk;
        if (wish->bulk) {
            wish->recruiter = (long)(i % (size_t)of_company);
            continue;
        }
        wish->recruiter = of_company + (long)draw((uint64_t)(town->recruiters - of_company));
        wish->due_us = over_ms * 1000 * (int64_t)(i - bulk) / (int64_t)(count - bulk);
    }
    return wishes;
}
