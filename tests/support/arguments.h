/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arguments.h - bad arguments by the table: each of a list of values is put in
 * the place of one good argument, and every face of the function must refuse it.
 */
#ifndef TI_TESTS_SUPPORT_ARGUMENTS_H
#define TI_TESTS_SUPPORT_ARGUMENTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <teamsinvite.h>

#define ARGUMENTS_NOW_MS INT64_C(1893456000000) /* 2030-01-01T00:00:00Z */
#define ARGUMENTS_HOUR_MS INT64_C(3600000)
#define ARGUMENTS_TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define ARGUMENTS_JOIN_URL "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d"

/* What the functions under test are called with; a test uses what it needs. */
typedef struct arguments {
    teamsinvite_client *client;
    const teamsinvite_actor *actor;
    const teamsinvite_meeting_request *meeting;
    const teamsinvite_invitation_request *invitation;
    const char *reference;
    const char *organizer;
    const char *access_token;
    const char *join_url;
    const char *tenant;
    const char *state;
    const char *nonce;
    const char *verifier;
    const char *login_hint;
    const char *code;
    const char *refresh_token;
    const char *id_token;
    const char *session;
    const char *url;
    const char *user;
    const char *address;
    int32_t mode;
    int64_t span; /* milliseconds or seconds, whatever is asked for */
    int64_t start_ms;
    int64_t end_ms;
    int64_t limit;
    int32_t flags;
    const char *after;
} arguments;

/* cmocka's set-up and tear-down: *state is an arguments_bench. Its clients count every io and fail it. */
typedef struct arguments_bench {
    arguments good; /* with these each function under test begins */
    teamsinvite_client *bare; /* has neither storage nor keys nor mail */
    teamsinvite_actor *admin;
    teamsinvite_actor *member;
    teamsinvite_meeting_request *meeting;
    teamsinvite_invitation_request *invitation;
    int ios;
    int destroyed;
} arguments_bench;

int arguments_setup(void **state);
int arguments_teardown(void **state);

/* One face of a function. It asserts that *out, where it is wanted, is NULL after a failure. */
typedef teamsinvite_status (*arguments_face_fn)(const arguments *a, bool wanted, teamsinvite_error **err);

typedef struct operation {
    const char *name;
    arguments_face_fn run;
    arguments_face_fn start; /* NULL where there is no such face */
} operation;

/* Values that may not stand at one place of the arguments. */
typedef struct bad_argument {
    const char *parameter;
    size_t offset;
    const char *const *values; /* texts, or NULL */
    size_t count;
    const char *stem; /* what a text of any length begins with */
    size_t longest;   /* a text so long is taken, one byte more is not; 0 for what has no such limit */
} bad_argument;

#define ARGUMENTS_COUNT(table_) (sizeof(table_) / sizeof((table_)[0]))
#define BAD(name_, field_, values_, longest_) \
    { name_, offsetof(arguments, field_), values_, ARGUMENTS_COUNT(values_), "", longest_ }

/* Tables begin with NULL; where NULL stands for a default it is left out. */
#define BAD_BUT_NULL(name_, field_, values_, longest_) \
    { name_, offsetof(arguments, field_), (values_) + 1, ARGUMENTS_COUNT(values_) - 1, "", longest_ }
#define BAD_URL(name_, field_, values_, longest_) \
    { name_, offsetof(arguments, field_), values_, ARGUMENTS_COUNT(values_), "https://host/", longest_ }

extern const char *const bad_pointers[1];
extern const char *const bad_ids[8];
extern const char *const bad_guids[8];
extern const char *const bad_tenants[9];
extern const char *const bad_marks[7];
extern const char *const bad_verifiers[6];
extern const char *const bad_tokens[7];
extern const char *const bad_lines[10];
extern const char *const bad_join_urls[15];

/* The stem and then the same letter, length bytes in all, at most 64 KiB; lives until the next one. */
const char *text_of_length(const char *stem, size_t length);

/* TEAMSINVITE_E_INVALID, an error that names the parameter in field and message, and no io. Frees *err. */
void assert_names(const arguments_bench *b, teamsinvite_status got, const char *parameter, teamsinvite_error **err,
                  const char *what);

/* Both faces refuse these arguments for that, with and without a place for the error. */
void assert_operation_refuses(const arguments_bench *b, const operation *op, const arguments *a,
                              const char *parameter, const char *what);

/* Both faces begin with the good arguments, refuse each bad one in its place, and a missing `out`. */
void assert_operation_checks(const arguments_bench *b, const operation *op, const bad_argument *bad, size_t count);

/* A pointer to nothing of use: what an out parameter holds before the call. */
void *arguments_stale(void);

#define FACE(face_, function_, type_, free_, ...)                                                         \
    static teamsinvite_status face_(const arguments *a, bool wanted, teamsinvite_error **err)             \
    {                                                                                                     \
        type_ *out = arguments_stale();                                                                   \
        teamsinvite_status status = function_(__VA_ARGS__, wanted ? &out : NULL, err);                    \
                                                                                                          \
        assert_int_equal(wanted && out == NULL, wanted && status != TEAMSINVITE_OK);                      \
        assert_true(!wanted || out != arguments_stale());                                                 \
        if (wanted)                                                                                       \
            free_(out);                                                                                   \
        return status;                                                                                    \
    }

/* op_NAME for teamsinvite_NAME() and teamsinvite_NAME_start(). */
#define OPERATION(name_, type_, ...)                                                                      \
    FACE(run_##name_, teamsinvite_##name_, type_, type_##_free, __VA_ARGS__)                              \
    FACE(start_##name_, teamsinvite_##name_##_start, teamsinvite_call, teamsinvite_call_free, __VA_ARGS__)\
    static const operation op_##name_ = { #name_, run_##name_, start_##name_ };

#endif
