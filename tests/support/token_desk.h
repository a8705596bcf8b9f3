/* SPDX-License-Identifier: Apache-2.0 */
/*
 * token_desk.h - the token endpoint, answered by hand: a client that talks to
 * it, a clock that only the test moves, and everything that was sent.
 */
#ifndef TI_TESTS_SUPPORT_TOKEN_DESK_H
#define TI_TESTS_SUPPORT_TOKEN_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <teamsinvite.h>

#include "support/certificate.h"

#define DESK_CLIENT "11111111-2222-4333-8444-555555555555"
#define DESK_TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define DESK_URL "https://login.microsoftonline.com/" DESK_TENANT "/oauth2/v2.0/token"
#define DESK_DAY_MS INT64_C(86400000)
#define DESK_NOW_MS INT64_C(1893456000000)  /* 2030-01-01T00:00:00Z */
#define DESK_VALID_S (20L * 365 * 86400)    /* of certificates, from the day of the test */
#define DESK_JWT "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2lnbmF0dXJl"

/* The body that says AADSTS with this code; its text must not come out anywhere. */
#define DESK_REFUSAL(code_) \
    "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" code_ ": CANARY\",\"error_codes\":[" code_ "]}"

enum { DESK_ATTEMPTS_MAX = 8 };

typedef struct desk_answer {
    int32_t http_status;
    const char *body;
} desk_answer;

extern const desk_answer desk_granted;

typedef struct desk {
    teamsinvite_client *client;
    int64_t now_ms;
    const desk_answer *answers; /* one after the other, the last one for ever */
    size_t answer_count;
    void (*meanwhile)(struct desk *d); /* before each answer */
    size_t asked;
    char *forms[DESK_ATTEMPTS_MAX];
    int expiring; /* events heard */
    int refused;
    int64_t expires_at_ms;
    char message[256]; /* of the last one */
} desk;

/* An app with these credentials, taken; everything is granted at first. */
void desk_open(desk *d, teamsinvite_credential *first, teamsinvite_credential *second);
void desk_close(desk *d);

/* The config alone, without a credential. */
teamsinvite_config *desk_begin_config(desk *d);

/* Forget what was sent, and answer so from now on; the answers are borrowed. */
void desk_set_answers(desk *d, const desk_answer *answers, size_t count);

#define DESK_ANSWERS(d_, ...)                             \
    desk_set_answers(d_, (const desk_answer[]){ __VA_ARGS__ }, \
                     sizeof((const desk_answer[]){ __VA_ARGS__ }) / sizeof(desk_answer))

/* Ask for a token of the app; `code` is Microsoft's where it failed. */
teamsinvite_status desk_ask(desk *d);
teamsinvite_status desk_ask_with(desk *d, char code[48]);

/* A member of a form, decoded; "" where it is not there. Free it. */
char *desk_member(const char *form, const char *name);

/* What an attempt proved itself with: this secret alone, or an assertion alone. Free the assertion. */
void assert_secret_sent(const desk *d, size_t attempt, const char *expected);
char *desk_assertion(const desk *d, size_t attempt);

teamsinvite_credential *desk_secret(const char *text, int64_t expires_at_ms);
teamsinvite_credential *desk_certificate(const certificate *c, int32_t algorithm);

/* Gives a text as federated assertion; NULL: fails. */
typedef struct desk_issuer {
    const char *text;
    int asked;
} desk_issuer;

teamsinvite_credential *desk_federated(desk_issuer *i);

/* Credentials whose destroy function is desk_count_destroyed(), since the last desk_open(). */
extern int desk_destroyed;
void desk_count_destroyed(void *user_data);

#endif
