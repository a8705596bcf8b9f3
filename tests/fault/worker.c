/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worker.c - a process of a host, to be killed: it does what its arguments say,
 * with the public functions only, and prints a line for each command.
 *
 *     fault-worker BASE_URL RECORDS [OPTION]… COMMAND…
 *
 * RECORDS   a file of SQLite, or a connection string of PostgreSQL
 * OPTIONS   --fail MISHAP:N or MISHAP:STEP (failpoint.h); --trace; --clock-ahead MS, which adds up;
 *           --speed N:SINCE_MS and --threads N (worker_client.h);
 *           --ready: say so before the first command, and wait for a line on stdin
 * COMMANDS  prepare, recover, token:USER, tokens:USER:CALLS, and create:REFERENCE:START_S, update, handover, revoke,
 *           show with the same arguments; START_S is in seconds since 1970
 *
 * A line is "COMMAND REFERENCE STATUS RESULT": the join URL, what a revoke has
 * reached, the counts of a recovery, or for a failure its message. The process
 * ends with 0 whatever the statuses are.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/check.h"
#include "worker_client.h"
#include "worker_storm.h"

enum { RECOVER_LIMIT = 7 /* so that one goes on where the one before ended */ };

typedef struct command {
    char name[16];
    char reference[65];
    int64_t start_ms;
} command;

static void print_line(const command *c, teamsinvite_status status, const char *result, teamsinvite_error *err)
{
    printf("%s %s %s %s\n", c->name, c->reference[0] == '\0' ? "-" : c->reference, teamsinvite_status_name(status),
           status == TEAMSINVITE_OK ? result : teamsinvite_error_message(err));
    (void)fflush(stdout);
    teamsinvite_error_free(err);
}

static teamsinvite_meeting_request *make_request(const command *c)
{
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_request_new(&request, &err), &err, "make a request");
    check(teamsinvite_meeting_request_set_reference(request, c->reference, &err), &err, "the reference");
    check(teamsinvite_meeting_request_set_times(request, c->start_ms, c->start_ms + HOUR_MS / 2, &err), &err, "times");
    return request;
}

typedef teamsinvite_status meeting_fn(teamsinvite_client *client, const teamsinvite_actor *actor,
                                      const teamsinvite_meeting_request *request, teamsinvite_meeting **out,
                                      teamsinvite_error **err);

static void ask_meeting(worker *w, const command *c, meeting_fn *operation, const teamsinvite_actor *actor,
                        teamsinvite_meeting_request *request)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = operation(w->client, actor, request, &meeting, &err);

    print_line(c, status, teamsinvite_meeting_join_url(meeting), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void create(worker *w, const command *c)
{
    ask_meeting(w, c, teamsinvite_meeting_create, w->alice, make_request(c));
}

static void update(worker *w, const command *c)
{
    ask_meeting(w, c, teamsinvite_meeting_update, w->alice, make_request(c));
}

/* From alice to bob. */
static void hand_over(worker *w, const command *c)
{
    teamsinvite_meeting_request *request = make_request(c);
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_request_set_organizer(request, "bob", &err), &err, "the organizer");
    check(teamsinvite_meeting_request_set_previous_organizer(request, "alice", &err), &err, "the one before");
    ask_meeting(w, c, teamsinvite_meeting_update, w->admin, request);
}

/* Whose it is, the host would know; after a handover that was killed it is the one or the other. */
static void revoke(worker *w, const command *c)
{
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status =
        teamsinvite_meeting_revoke(w->client, w->alice, c->reference, NULL, 0, &revocation, &err);

    if (status == TEAMSINVITE_E_CONFLICT) {
        teamsinvite_error_free(err);
        err = NULL;
        status = teamsinvite_meeting_revoke(w->client, w->bob, c->reference, NULL, 0, &revocation, &err);
    }
    print_line(c, status, teamsinvite_revocation_name(teamsinvite_revocation_reached(revocation)), err);
    teamsinvite_revocation_free(revocation);
}

static void show(worker *w, const command *c)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_meeting_show(w->client, w->alice, c->reference, &meeting, &err);

    print_line(c, status, teamsinvite_meeting_join_url(meeting), err);
    teamsinvite_meeting_free(meeting);
}

static void add(int64_t sums[3], teamsinvite_recovery *recovery)
{
    sums[0] += teamsinvite_recovery_finished(recovery);
    sums[1] += teamsinvite_recovery_undone(recovery);
    sums[2] += teamsinvite_recovery_left(recovery);
    teamsinvite_recovery_free(recovery);
}

static void recover(worker *w, const command *c)
{
    char result[96];
    char after[TEAMSINVITE_KEY_MAX + 1] = "";
    int64_t sums[3] = { 0 };
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status;

    do {
        status = teamsinvite_records_recover(w->client, after, RECOVER_LIMIT, &recovery, &err);
        (void)snprintf(after, sizeof(after), "%s", teamsinvite_recovery_next(recovery));
        add(sums, recovery);
    } while (status == TEAMSINVITE_OK && after[0] != '\0');
    (void)snprintf(result, sizeof(result), "%" PRId64 " finished %" PRId64 " undone %" PRId64 " left", sums[0], sums[1],
                   sums[2]);
    print_line(c, status, result, err);
}

/* "token:bob": for a look at Microsoft with the user's own eyes. */
static void tell_token(worker *w, const command *c)
{
    const teamsinvite_actor *user = strcmp(c->reference, "bob") == 0 ? w->bob : w->alice;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_user_token(w->client, user, 60, &tokens, &err);

    print_line(c, status, teamsinvite_tokens_access_token(tokens), err);
    teamsinvite_tokens_free(tokens);
}

/* "tokens:bob:250" */
static void tell_tokens(worker *w, const command *c)
{
    char result[512];

    worker_storm(w, strcmp(c->reference, "bob") == 0 ? w->bob : w->alice, c->start_ms / 1000, result, sizeof(result));
    print_line(c, TEAMSINVITE_OK, result, NULL);
}

static void prepare(worker *w, const command *c)
{
    worker_prepare(w);
    print_line(c, TEAMSINVITE_OK, "enabled and connected", NULL);
}

/* Copies up to the next colon or the end; what follows it. */
static const char *read_part(char *out, size_t size, const char *text)
{
    size_t length = strcspn(text, ":");

    expect(length < size, "a part of a command is not too long");
    memcpy(out, text, length);
    return text[length] == ':' ? text + length + 1 : text + length;
}

static command read_command(const char *text)
{
    command c = { 0 };

    text = read_part(c.name, sizeof(c.name), text);
    text = read_part(c.reference, sizeof(c.reference), text);
    c.start_ms = strtoll(text, NULL, 10) * 1000;
    return c;
}

static void run_command(worker *w, const char *text)
{
    static const struct {
        const char *name;
        void (*run)(worker *w, const command *c);
    } commands[] = { { "token", tell_token }, { "prepare", prepare },    { "recover", recover }, { "create", create },
                     { "tokens", tell_tokens },
                     { "update", update },    { "handover", hand_over }, { "revoke", revoke },   { "show", show } };
    command c = read_command(text);
    size_t i;

    for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(c.name, commands[i].name) == 0) {
            commands[i].run(w, &c);
            return;
        }
    }
    (void)fprintf(stderr, "no such command: %s\n", text);
    exit(2);
}

static void read_speed(worker *w, const char *text)
{
    char *end = NULL;

    w->speed = (int)strtol(text, &end, 10);
    expect(*end == ':', "a speed has a beginning");
    w->since_ms = strtoll(end + 1, NULL, 10);
}

/* Index of the first command. */
static int read_options(worker *w, int argc, char **argv, bool *ready)
{
    int i;

    for (i = 3; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--trace") == 0)
            w->point.trace = true;
        else if (strcmp(argv[i], "--ready") == 0)
            *ready = true;
        else if (i + 1 < argc && strcmp(argv[i], "--clock-ahead") == 0)
            w->ahead_ms += strtoll(argv[++i], NULL, 10);
        else if (i + 1 < argc && strcmp(argv[i], "--threads") == 0)
            w->threads = (int)strtol(argv[++i], NULL, 10);
        else if (i + 1 < argc && strcmp(argv[i], "--speed") == 0)
            read_speed(w, argv[++i]);
        else
            expect(i + 1 < argc && strcmp(argv[i], "--fail") == 0 && failpoint_read(&w->point, argv[i + 1]) && ++i,
                   "the options are known");
    }
    return i;
}

int main(int argc, char **argv)
{
    worker w = { 0 };
    bool ready = false;
    int i;

    expect(argc > 3, "there are a URL, records and a command");
    i = read_options(&w, argc, argv, &ready);
    worker_open(&w, argv[1], argv[2]);
    if (ready) /* so that a kill at random meets the work and not the start of a process */
        failpoint_wait("ready");
    for (; i < argc; i++)
        run_command(&w, argv[i]);
    worker_close(&w);
    return 0;
}
