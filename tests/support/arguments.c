/* SPDX-License-Identifier: Apache-2.0 */
/* arguments.c - bad arguments by the table, and a client that does nothing with good ones. */
#include "support/arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64 * 1024 };

#define NOT_UTF8 "\xff\xfe\x80"

const char *const bad_pointers[1] = { NULL };

const char *const bad_ids[8] = { NULL, "", " ", "a b", "recruiter@acme.example", "a/b", "caf\xc3\xa9", NOT_UTF8 };

const char *const bad_guids[8] = {
    NULL,      "", "common", "organizations", "aaaabbbb-0000-cccc-1111-dddd2222eee", "aaaabbbb0000cccc1111dddd2222eeee",
    "gggggggg-0000-cccc-1111-dddd2222eeee", NOT_UTF8,
};

const char *const bad_tenants[9] = {
    NULL,        "",
    "common",    "consumers",
    "acme.com",  "organizations/../x",
    "ORGANIZATIONS", "aaaabbbb-0000-cccc-1111-dddd2222eeee?",
    NOT_UTF8,
};

const char *const bad_marks[7] = {
    NULL,
    "",
    "fifteen-bytes-1",
    "sixteen bytes ok",
    "sixteen<bytes>ok",
    "sixteen-bytes-o\xc3\xa9",
    "sixteen-bytes-x" NOT_UTF8,
};

const char *const bad_verifiers[6] = {
    NULL,
    "",
    "0123456789012345678901234567890123456789ab",
    "0123456789012345678901234567890123456789abc ",
    "0123456789012345678901234567890123456789abc+",
    "0123456789012345678901234567890123456789abc" NOT_UTF8,
};

const char *const bad_tokens[7] = {
    NULL, "", "a b", "a\r\nX-Injected: b", "a\x7f", "caf\xc3\xa9", "abc" NOT_UTF8,
};

const char *const bad_lines[10] = {
    NULL,          "",         "a\nb",     "a\rb",           "a\tb",
    "a\x1b[31mb", "a\x7f" "b", "a\xc2\x85" "b", "cut \xe2\x82", "abc" NOT_UTF8,
};

const char *const bad_join_urls[15] = {
    NULL,
    "",
    "teams.microsoft.com/l/meetup-join/1",
    "http://teams.microsoft.com/l/meetup-join/1",
    "https://",
    "https:///l/meetup-join/1",
    "https://user@teams.microsoft.com/l/meetup-join/1",
    "https://teams.live.com/meet/1",
    "https://teams.microsoft.com/l/meetup-join/1 2",
    "https://teams.microsoft.com/l/meetup-join/1\r\nX: y",
    "https://teams.microsoft.com/l/meetup-join/\"1",
    "https://teams.microsoft.com/l/meetup-join/1#2",
    "javascript:alert(1)",
    "https://teams.microsoft.com/l/meetup-join/caf\xc3\xa9",
    "https://teams.microsoft.com/l/meetup-join/" NOT_UTF8,
};

const char *text_of_length(const char *stem, size_t length)
{
    static char text[LONGEST + 1];
    size_t begin = LONGEST - length;

    assert_true(length <= LONGEST && strlen(stem) <= length);
    memset(text, 'a', LONGEST);
    memcpy(text + begin, stem, strlen(stem));
    return text + begin;
}

void *arguments_stale(void)
{
    static int nothing;

    return &nothing;
}

static void fail_and_count(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    arguments_bench *b = user_data;

    (void)io;
    b->ios++;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "nothing may be asked for here");
}

static void count_destroyed(void *user_data)
{
    arguments_bench *b = user_data;

    b->destroyed++;
}

static int64_t tell_time(int32_t kind, void *user_data)
{
    (void)kind;
    (void)user_data;
    return ARGUMENTS_NOW_MS;
}

static void set_handlers(arguments_bench *b, teamsinvite_config *config)
{
    static const unsigned char key[32] = "0123456789abcdef0123456789abcde";

    assert_int_equal(teamsinvite_config_add_key(config, "2030", key, sizeof(key), NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_storage(config, fail_and_count, b, count_destroyed, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_mail(config, fail_and_count, b, count_destroyed, NULL), TEAMSINVITE_OK);
}

static teamsinvite_client *make_client(arguments_bench *b, bool with_storage)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, "11111111-2222-4333-8444-555555555555", "secret", NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_transport(config, fail_and_count, b, count_destroyed, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_wait(config, fail_and_count, b, count_destroyed, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_clock(config, tell_time, NULL, NULL), TEAMSINVITE_OK);
    if (with_storage)
        set_handlers(b, config);
    assert_int_equal(teamsinvite_client_new(config, &client, NULL), TEAMSINVITE_OK);
    return client;
}

static void make_requests(arguments_bench *b)
{
    const int64_t start_ms = ARGUMENTS_NOW_MS + ARGUMENTS_HOUR_MS;
    const int64_t end_ms = start_ms + ARGUMENTS_HOUR_MS;
    teamsinvite_invitation_request *invitation = NULL;

    assert_int_equal(teamsinvite_meeting_request_new(&b->meeting, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_reference(b->meeting, "interview-1", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_times(b->meeting, start_ms, end_ms, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_new(&invitation, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_reference(invitation, "interview-1", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_times(invitation, start_ms, end_ms, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_title(invitation, "Interview", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_recruiter(invitation, "Alice", "alice@acme.example", NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_request_set_candidate(invitation, "Carol", "carol@mail.example", NULL),
                     TEAMSINVITE_OK);
    b->invitation = invitation;
}

int arguments_setup(void **state)
{
    arguments_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    assert_int_equal(teamsinvite_actor_new("acme", "the-admin", TEAMSINVITE_ROLE_ADMIN, &b->admin, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &b->member, NULL),
                     TEAMSINVITE_OK);
    make_requests(b);
    b->bare = make_client(b, false);
    b->good = (arguments){ .client = make_client(b, true),
                           .actor = b->admin,
                           .meeting = b->meeting,
                           .invitation = b->invitation,
                           .reference = "interview-1",
                           .organizer = "alice",
                           .access_token = "access-token",
                           .join_url = ARGUMENTS_JOIN_URL,
                           .tenant = ARGUMENTS_TENANT,
                           .state = "state-of-this-sign-in",
                           .nonce = "nonce-of-this-sign-in",
                           .verifier = "0123456789012345678901234567890123456789abc",
                           .code = "code",
                           .refresh_token = "refresh-token",
                           .session = "session-1",
                           .url = "https://ats.example/back?state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&code=c",
                           .user = "alice",
                           .address = "alice@contoso.example",
                           .mode = TEAMSINVITE_MODE_DELEGATED,
                           .id_token = "a.b.c",
                           .start_ms = ARGUMENTS_NOW_MS + ARGUMENTS_HOUR_MS,
                           .end_ms = ARGUMENTS_NOW_MS + 2 * ARGUMENTS_HOUR_MS,
                           .limit = 10 };
    *state = b;
    return 0;
}

int arguments_teardown(void **state)
{
    arguments_bench *b = *state;
    int before = b->destroyed;

    teamsinvite_client_free(b->good.client);
    teamsinvite_client_free(b->bare);
    assert_int_equal(before, 0);
    assert_int_equal(b->destroyed, 4 + 2); /* storage, mail, transport and wait; the bare one has the last two */
    teamsinvite_actor_free(b->admin);
    teamsinvite_actor_free(b->member);
    teamsinvite_meeting_request_free(b->meeting);
    teamsinvite_invitation_request_free(b->invitation);
    free(b);
    return 0;
}

/* "parameter: …" in the message, so that it reads by itself. */
static bool is_named(const char *message, const char *parameter)
{
    size_t length = strlen(parameter);

    return strncmp(message, parameter, length) == 0 && strncmp(message + length, ": ", 2) == 0;
}

void assert_names(const arguments_bench *b, teamsinvite_status got, const char *parameter, teamsinvite_error **err,
                  const char *what)
{
    const char *message = teamsinvite_error_message(*err);

    if (got != TEAMSINVITE_E_INVALID || !is_named(message, parameter))
        print_error("%s, which is wrong for %s: %s: %s\n", what, parameter, teamsinvite_status_name(got), message);
    assert_int_equal(got, TEAMSINVITE_E_INVALID);
    assert_non_null(*err);
    assert_int_equal(teamsinvite_error_status(*err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(*err), parameter);
    assert_true(is_named(message, parameter));
    assert_int_equal(teamsinvite_error_remedy_what(*err), TEAMSINVITE_DO_FIX_CALL);
    assert_int_equal(b->ios, 0);
    teamsinvite_error_free(*err);
    *err = NULL;
}

static void assert_face_refuses(const arguments_bench *b, arguments_face_fn face, const arguments *a, bool wanted,
                                const char *parameter, const char *what)
{
    teamsinvite_error *err = NULL;

    assert_names(b, face(a, wanted, &err), parameter, &err, what);
    assert_int_equal(face(a, wanted, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(b->ios, 0);
}

void assert_operation_refuses(const arguments_bench *b, const operation *op, const arguments *a,
                              const char *parameter, const char *what)
{
    char text[96];

    (void)snprintf(text, sizeof(text), "%s with %s", op->name, what);
    assert_face_refuses(b, op->run, a, true, parameter, text);
    if (op->start == NULL)
        return;
    (void)snprintf(text, sizeof(text), "%s_start with %s", op->name, what);
    assert_face_refuses(b, op->start, a, true, parameter, text);
}

static arguments with_value(const arguments_bench *b, const bad_argument *bad, const char *value)
{
    arguments a = b->good;

    memcpy((char *)&a + bad->offset, &value, sizeof(value));
    return a;
}

static void assert_value_refused(const arguments_bench *b, const operation *op, const bad_argument *bad,
                                 const char *value)
{
    const arguments a = with_value(b, bad, value);

    assert_operation_refuses(b, op, &a, bad->parameter, value == NULL ? "NULL" : value);
}

/* What makes each refusal mean something: without the bad argument the call begins. */
static void assert_taken(const arguments_bench *b, const operation *op, const arguments *a)
{
    teamsinvite_error *err = NULL;
    teamsinvite_status status = (op->start == NULL ? op->run : op->start)(a, true, &err);

    if (status != TEAMSINVITE_OK)
        print_error("%s: %s\n", op->name, teamsinvite_error_message(err));
    assert_int_equal(status, TEAMSINVITE_OK);
    assert_null(err);
    assert_int_equal(b->ios, 0);
}

static void assert_limit(const arguments_bench *b, const operation *op, const bad_argument *bad)
{
    const arguments longest = with_value(b, bad, text_of_length(bad->stem, bad->longest));

    assert_taken(b, op, &longest);
    assert_value_refused(b, op, bad, text_of_length(bad->stem, bad->longest + 1));
}

void assert_operation_checks(const arguments_bench *b, const operation *op, const bad_argument *bad, size_t count)
{
    size_t i, j;

    assert_taken(b, op, &b->good);
    for (i = 0; i < count; i++) {
        for (j = 0; j < bad[i].count; j++)
            assert_value_refused(b, op, &bad[i], bad[i].values[j]);
        if (bad[i].longest > 0)
            assert_limit(b, op, &bad[i]);
    }
    assert_face_refuses(b, op->run, &b->good, false, "out", op->name);
    if (op->start != NULL)
        assert_face_refuses(b, op->start, &b->good, false, "out", op->name);
}
