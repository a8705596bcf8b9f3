/* SPDX-License-Identifier: Apache-2.0 */
/* stub_caller.c - how many requests are under way at once, in all and of one caller. */
#include <string.h>

#include "stub.h"

enum { CALLERS_MAX = 64, TOKEN_KEPT = 4096 };

struct stub_caller {
    char token[TOKEN_KEPT];
    size_t length;
    long under_way;
};

static stub_caller callers[CALLERS_MAX];
static long under_way;
static long most_at_once;
static long most_of_one;

/* The last of them stands for all that there is no room for. */
static stub_caller *find(const char *token, size_t length)
{
    size_t kept = length < TOKEN_KEPT ? length : TOKEN_KEPT;
    size_t i;

    for (i = 0; i < CALLERS_MAX - 1 && callers[i].length > 0; i++)
        if (callers[i].length == kept && memcmp(callers[i].token, token, kept) == 0)
            return &callers[i];
    memcpy(callers[i].token, token, kept);
    callers[i].length = kept;
    return &callers[i];
}

stub_caller *stub_caller_come(const stub_request *request)
{
    stub_caller *caller = request->token_length == 0 ? NULL : find(request->token, request->token_length);

    if (caller == NULL)
        return NULL;
    caller->under_way++;
    under_way++;
    most_of_one = caller->under_way > most_of_one ? caller->under_way : most_of_one;
    most_at_once = under_way > most_at_once ? under_way : most_at_once;
    return caller;
}

void stub_caller_go(stub_caller *caller)
{
    if (caller == NULL)
        return;
    caller->under_way--;
    under_way--;
}

long stub_most_at_once(void)
{
    return most_at_once;
}

long stub_most_of_one(void)
{
    return most_of_one;
}
