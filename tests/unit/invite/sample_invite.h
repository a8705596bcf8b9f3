/* SPDX-License-Identifier: Apache-2.0 */
/* sample_invite.h - one invitation for the tests of this folder. */
#ifndef TI_TESTS_SAMPLE_INVITE_H
#define TI_TESTS_SAMPLE_INVITE_H

#include <string.h>

#include "invite/invite.h"
#include "support/hostile_texts.h"

#define SAMPLE_LINK "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%7d&a=1"

static const ti_invite sample_invite = {
    .method = TI_INVITE_REQUEST,
    .uid = "interview-42@ats.example",
    .sequence = 0,
    .title = "Interview: Platform Engineer",
    .company_name = "Example Corp",
    .recruiter_name = "Rita Recruiter",
    .recruiter_email = "rita@corp.example",
    .candidate_name = "Jane Doe",
    .candidate_email = "jane@mail.example",
    .message = "Please bring a pen.\nWe look forward to meeting you.",
    .internal_note = "NOTE-CANARY salary 70k",
    .join_url = SAMPLE_LINK,
    .start_ms = INT64_C(1894698000000), /* 2030-01-15T09:00:00Z */
    .end_ms = INT64_C(1894701600000),
    .stamp_ms = INT64_C(1890000000000), /* 2029-11-22T00:00:00Z */
};

/* Every text of the host replaced; the addresses have their own check. */
static inline ti_invite hostile_invite(const char *text)
{
    ti_invite invite = sample_invite;

    invite.uid = text;
    invite.title = text;
    invite.company_name = text;
    invite.recruiter_name = text;
    invite.candidate_name = text;
    invite.message = text;
    invite.internal_note = text;
    invite.time_text = text;
    invite.dial_in_number = text;
    invite.conference_id = text;
    invite.join_id = text;
    invite.passcode = text;
    return invite;
}

/* How often needle occurs. */
static inline size_t count_of(const char *text, const char *needle)
{
    size_t count = 0;

    for (; (text = strstr(text, needle)) != NULL; text += strlen(needle))
        count++;
    return count;
}

/* Ways to leave an invitation incomplete; index counts up until false. */
static inline bool spoil_invite(ti_invite *invite, size_t index)
{
    static const char *const bad_links[] = { NULL,
                                             "",
                                             "https://",
                                             "https:///l/x",
                                             "http://teams.microsoft.com/l/x",
                                             "javascript:alert(1)",
                                             "https://t.example/x y",
                                             "https://t.example/\r\nx",
                                             "https://t.example/\x7f",
                                             "https://t.example/\"onclick=",
                                             "https://t.example/<b>",
                                             "https://t.example/\\x",
                                             "https://t.example/`x",
                                             "https://t.example/\xc3\xa9" };
    const size_t links = sizeof(bad_links) / sizeof(bad_links[0]);

    if (index < links) {
        invite->join_url = bad_links[index];
        return true;
    }
    switch (index - links) {
    case 0:
        invite->title = NULL;
        return true;
    case 1:
        invite->title = "";
        return true;
    case 2:
        invite->end_ms = invite->start_ms;
        return true;
    case 3:
        invite->start_ms = -1;
        return true;
    case 4:
        invite->end_ms = INT64_MAX;
        return true;
    case 5:
        invite->candidate_email = "jane@mail.example\r\nBcc: eve@evil.example";
        return true;
    case 6:
        invite->recruiter_email = "<rita@corp.example>";
        return true;
    case 7:
        invite->message = "\xff\xfe";
        return true;
    case 8:
        invite->candidate_name = "\xc3";
        return true;
    default:
        return false;
    }
}

#endif
