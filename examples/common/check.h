/* SPDX-License-Identifier: Apache-2.0 */
/* check.h - what the examples do with an error: show it as a person would want to see it, and stop. */
#ifndef EXAMPLES_COMMON_CHECK_H
#define EXAMPLES_COMMON_CHECK_H

#include <teamsinvite.h>

/* Go on when it worked; else print message, codes and remedy, and exit with 1. */
void check(teamsinvite_status status, teamsinvite_error **err, const char *doing);

/* Go on when it is so; else say what did not hold, and exit with 1. */
void expect(int holds, const char *what);

#endif
