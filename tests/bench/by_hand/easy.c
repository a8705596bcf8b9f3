/* SPDX-License-Identifier: Apache-2.0 */
/* easy.c - one request after the other. */
#include "by_hand.h"

static void perform(by_hand_exchange *x)
{
    by_hand_end(x, curl_easy_perform(x->handle));
}

void by_hand_create(by_hand_exchange *x, long number, by_hand_meeting *meeting)
{
    by_hand_ask_meeting(x, number);
    perform(x);
    by_hand_take_meeting(x, meeting);
    by_hand_ask_settings(x, meeting->id);
    perform(x);
    by_hand_take_settings(x);
}

void by_hand_refresh(by_hand_exchange *x, by_hand_tokens *tokens)
{
    by_hand_ask_tokens(x);
    perform(x);
    by_hand_take_tokens(x, tokens);
}
