/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invite_cases.h - invitations as hosts ask for them and as nobody should, each
 * with what a reader of the calendar is to see.
 */
#ifndef TI_TESTS_CONTRACT_INVITE_CASES_H
#define TI_TESTS_CONTRACT_INVITE_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* NULL stands for an ordinary value, see invite_case_complete(), and in
 * message, company and the ways in for none. What a reader sees is the text
 * itself unless …_seen says otherwise. */
typedef struct invite_case {
    const char *name;    /* also of its file: a-z 0-9 - */
    bool inside;         /* the setters refuse it; handed to what renders, past them */
    const char *company, *reference;
    int32_t method;      /* TEAMSINVITE_METHOD_…; 0: REQUEST */
    int32_t sequence;
    const char *language; /* NULL: left alone, English */
    const char *zone;
    const char *start, *end; /* as iCalendar writes it */
    const char *title, *title_seen;
    const char *message, *message_seen;
    const char *company_name;
    const char *recruiter_name, *recruiter_name_seen;
    const char *recruiter_email, *recruiter_uri;
    const char *candidate_name, *candidate_name_seen;
    const char *candidate_email, *candidate_uri;
    const char *join_url;
    const char *dial_in_number, *conference_id;
    const char *join_id, *join_id_seen, *passcode;
} invite_case;

extern const invite_case invite_cases[];
extern const size_t invite_case_count;

/* With nothing left NULL that is required or that …_seen stands for. */
invite_case invite_case_complete(const invite_case *given);

#endif
