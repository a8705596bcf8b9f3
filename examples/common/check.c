/* SPDX-License-Identifier: Apache-2.0 */
/* check.c - show an error as a person would want to see it, and stop. */
#include "common/check.h"

#include <stdio.h>
#include <stdlib.h>

void check(teamsinvite_status status, teamsinvite_error **err, const char *doing)
{
    if (status == TEAMSINVITE_OK)
        return;
    (void)fflush(stdout);
    (void)fprintf(stderr, "%s: %s\n  status:     %s\n", doing, teamsinvite_error_message(*err),
                  teamsinvite_status_name(status));
    if (teamsinvite_error_service_code(*err)[0] != '\0')
        (void)fprintf(stderr, "  Microsoft:  %s\n", teamsinvite_error_service_code(*err));
    (void)fprintf(stderr, "  what to do: %s\n", teamsinvite_error_remedy_text(*err));
    teamsinvite_error_free(*err);
    exit(EXIT_FAILURE);
}

void expect(int holds, const char *what)
{
    if (holds)
        return;
    (void)fflush(stdout);
    (void)fprintf(stderr, "This did not hold: %s\n", what);
    exit(EXIT_FAILURE);
}
