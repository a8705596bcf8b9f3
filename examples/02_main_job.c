/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 02_main_job.c - the whole job with SQLite storage: enable, connect, invite,
 * update, revoke, disconnect, disable. Run by examples/demo.sh against the
 * simulator; ends with 0 only if every step held.
 *
 *     02_main_job http://127.0.0.1:PORT FILE.db
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>
#include <teamsinvite/sqlite.h>

#include "common/browser.h"
#include "common/check.h"

#define HOUR_MS INT64_C(3600000)
#define SESSION "the-id-of-this-browser-session"

typedef struct demo {
    const char *base_url;
    const char *file;
    teamsinvite_sqlite *storage;
    teamsinvite_client *client;
    teamsinvite_actor *admin;
    teamsinvite_actor *recruiter;
    int64_t jumped_ms; /* how far the demo's clock is ahead, to see a meeting end */
    char *join_url;
    char *access_token;
    int32_t step;
} demo;

static void headline(demo *d, const char *operation, const char *what)
{
    printf("\n%" PRId32 ". %s: %s\n", ++d->step, operation, what);
}

static int64_t demo_clock(int32_t which, void *user_data)
{
    const demo *d = user_data;
    struct timespec now = { 0 };

    (void)clock_gettime(which == TEAMSINVITE_CLOCK_MONOTONIC ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + d->jumped_ms;
}

/* A real host keeps its key outside of the database, and has it from a secret store. */
static void make_client(demo *d)
{
    static const unsigned char old_key[32] = "an older key, still able to open";
    static const unsigned char key[32] = "the key of this demonstration...";
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_sqlite_open(d->file, &d->storage, &err), &err, "open the database");
    check(teamsinvite_config_new(&config, &err), &err, "make a config");
    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_set_custom_cloud(config, d->base_url, d->base_url, &err), &err, "the cloud");
    check(teamsinvite_config_add_key(config, "2025", old_key, sizeof(old_key), &err), &err, "the old key");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(teamsinvite_config_set_storage(config, teamsinvite_sqlite_handle, d->storage, NULL, &err), &err, "storage");
    check(teamsinvite_config_set_clock(config, demo_clock, d, &err), &err, "the clock");
    check(teamsinvite_client_new(config, &d->client, &err), &err, "make a client");
    check(teamsinvite_actor_new("acme", "admin-1", TEAMSINVITE_ROLE_ADMIN, &d->admin, &err), &err, "the administrator");
    check(teamsinvite_actor_new("acme", "recruiter-42", TEAMSINVITE_ROLE_MEMBER, &d->recruiter, &err), &err,
          "the recruiter");
}

/* Take the browser from `redirect` to Microsoft and back; frees it and gives the next. */
static teamsinvite_redirect *go_there_and_back(demo *d, teamsinvite_redirect *redirect, const char *form)
{
    teamsinvite_redirect *next = NULL;
    teamsinvite_error *err = NULL;
    char *back = browse(teamsinvite_redirect_url(redirect), form);

    printf("   the browser went to  %.60s...\n   and came back to     %.60s...\n", teamsinvite_redirect_url(redirect),
           back);
    check(teamsinvite_redirect_finish(d->client, SESSION, back, &next, &err), &err, "redirect.finish");
    teamsinvite_redirect_free(redirect);
    free(back);
    return next;
}

static void enable(demo *d)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    headline(d, "company.enable", "the administrator signs in, then consents for the company");
    expect(teamsinvite_company_enable(d->client, d->recruiter, SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, NULL) ==
               TEAMSINVITE_E_DENIED,
           "a recruiter cannot enable the company");
    check(teamsinvite_company_enable(d->client, d->admin, SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err), &err,
          "company.enable");
    redirect = go_there_and_back(d, redirect, "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN);
    redirect = go_there_and_back(d, redirect, "account=" TEAMSINVITE_SIM_CONTOSO_ADMIN "&decision=accept");
    expect(teamsinvite_redirect_is_finished(redirect), "the consent finishes the flow");
    expect(teamsinvite_redirect_company_state(redirect) == TEAMSINVITE_COMPANY_ENABLED, "the company is enabled");
    printf("   the company is %s\n", teamsinvite_company_state_name(teamsinvite_redirect_company_state(redirect)));
    teamsinvite_redirect_free(redirect);
}

static void connect_recruiter(demo *d)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    const char *token;

    headline(d, "user.connect", "the recruiter signs in once");
    check(teamsinvite_user_connect(d->client, d->recruiter, SESSION, NULL, &redirect, &err), &err, "user.connect");
    teamsinvite_redirect_free(go_there_and_back(d, redirect, "account=" TEAMSINVITE_SIM_CONTOSO_ALICE));
    check(teamsinvite_user_status(d->client, d->recruiter, &connection, &err), &err, "user.status");
    printf("   the recruiter is %s\n", teamsinvite_connection_state_name(teamsinvite_connection_state(connection)));
    expect(teamsinvite_connection_state(connection) == TEAMSINVITE_CONNECTION_CONNECTED, "the recruiter is connected");
    teamsinvite_connection_free(connection);

    check(teamsinvite_user_token(d->client, d->recruiter, 60, &tokens, &err), &err, "user.token");
    token = teamsinvite_tokens_access_token(tokens);
    d->access_token = malloc(strlen(token) + 1);
    expect(d->access_token != NULL, "there is memory");
    memcpy(d->access_token, token, strlen(token) + 1);
    teamsinvite_tokens_free(tokens);
}

static int64_t tomorrow(demo *d)
{
    int64_t hour = demo_clock(TEAMSINVITE_CLOCK_WALL, d) / HOUR_MS;

    return (hour + 24) * HOUR_MS;
}

static teamsinvite_meeting_request *meeting_request(int64_t start_ms)
{
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_request_new(&request, &err), &err, "make a request");
    check(teamsinvite_meeting_request_set_reference(request, "interview-4711", &err), &err, "the reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "the times");
    return request;
}

static void create(demo *d, int64_t start_ms)
{
    teamsinvite_meeting_request *request = meeting_request(start_ms);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_meeting *again = NULL;
    teamsinvite_error *err = NULL;
    const char *join_url;

    headline(d, "meeting.create", "the interview gets its Teams meeting");
    check(teamsinvite_meeting_create(d->client, d->recruiter, request, &meeting, &err), &err, "meeting.create");
    join_url = teamsinvite_meeting_join_url(meeting);
    printf("   %s\n", join_url);
    check(teamsinvite_meeting_create(d->client, d->recruiter, request, &again, &err), &err, "meeting.create");
    expect(strcmp(teamsinvite_meeting_join_url(again), join_url) == 0, "asked again it is the same link");
    printf("   asked again: the same link, and no request was made\n");
    free(d->join_url);
    d->join_url = malloc(strlen(join_url) + 1);
    expect(d->join_url != NULL, "there is memory");
    memcpy(d->join_url, join_url, strlen(join_url) + 1);
    teamsinvite_meeting_free(again);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static teamsinvite_invitation_request *invitation_request(int32_t method, int64_t start_ms, int32_t sequence)
{
    teamsinvite_invitation_request *r = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_invitation_request_new(&r, &err), &err, "make a request");
    check(teamsinvite_invitation_request_set_reference(r, "interview-4711", &err), &err, "the reference");
    check(teamsinvite_invitation_request_set_method(r, method, &err), &err, "the method");
    check(teamsinvite_invitation_request_set_sequence(r, sequence, &err), &err, "the sequence");
    check(teamsinvite_invitation_request_set_times(r, start_ms, start_ms + HOUR_MS, &err), &err, "the times");
    check(teamsinvite_invitation_request_set_title(r, "Interview: Platform Engineer", &err), &err, "the title");
    check(teamsinvite_invitation_request_set_company_name(r, "Acme", &err), &err, "the company");
    check(teamsinvite_invitation_request_set_recruiter(r, "Rosa Recruiter", "rosa@acme.example", &err), &err, "names");
    check(teamsinvite_invitation_request_set_candidate(r, "Carl Candidate", "carl@home.example", &err), &err, "names");
    check(teamsinvite_invitation_request_set_message(r, "We look forward to talking to you.", &err), &err, "a message");
    check(teamsinvite_invitation_request_set_internal_note(r, "Second round; ask about Kubernetes.", &err), &err,
          "a note");
    return r;
}

static void print_indented(const char *title, const char *text)
{
    const char *end;

    printf("\n   --- %s ---\n", title);
    for (; *text != '\0'; text = *end == '\0' ? end : end + 1) {
        end = text + strcspn(text, "\n");
        printf("   | %.*s\n", (int)strcspn(text, "\r\n"), text);
    }
}

static void invite(demo *d, int64_t start_ms)
{
    static const int32_t audiences[] = { TEAMSINVITE_AUDIENCE_RECRUITER, TEAMSINVITE_AUDIENCE_CANDIDATE };
    static const char *const titles[] = { "to the recruiter", "to the candidate" };
    teamsinvite_invitation_request *request = invitation_request(TEAMSINVITE_METHOD_REQUEST, start_ms, 0);
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    headline(d, "invitation.render", "both invitations, with the link in them");
    check(teamsinvite_invitation_render(d->client, d->recruiter, request, &invitation, &err), &err,
          "invitation.render");
    printf("   Subject: %s\n", teamsinvite_invitation_subject(invitation));
    for (i = 0; i < 2; i++) {
        const char *text = teamsinvite_invitation_text(invitation, audiences[i]);

        print_indented(titles[i], text);
        expect(strstr(text, d->join_url) != NULL, "the link is in the text");
        expect(strstr(teamsinvite_invitation_html(invitation, audiences[i]), "href=\"https://") != NULL,
               "the link is in the HTML");
    }
    print_indented("the candidate's calendar entry",
                   teamsinvite_invitation_ical(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE));
    expect(strstr(teamsinvite_invitation_text(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "Kubernetes") == NULL,
           "the internal note is not in the candidate's copy");
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
}

static void update(demo *d, int64_t start_ms)
{
    teamsinvite_meeting_request *request = meeting_request(start_ms);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    headline(d, "meeting.update", "the interview moves by two hours");
    check(teamsinvite_meeting_update(d->client, d->recruiter, request, &meeting, &err), &err, "meeting.update");
    expect(teamsinvite_meeting_is_changed(meeting), "the times were changed");
    expect(strcmp(teamsinvite_meeting_join_url(meeting), d->join_url) == 0, "the link stays the same");
    printf("   moved, under the same link\n");
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void revoke(demo *d, int64_t start_ms)
{
    teamsinvite_invitation_request *request = invitation_request(TEAMSINVITE_METHOD_CANCEL, start_ms, 1);
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;

    headline(d, "meeting.revoke", "the interview is called off");
    check(teamsinvite_meeting_revoke(d->client, d->recruiter, "interview-4711", NULL, 0, &revocation, &err), &err,
          "meeting.revoke");
    printf("   reached: %s\n", teamsinvite_revocation_name(teamsinvite_revocation_reached(revocation)));
    expect(teamsinvite_revocation_reached(revocation) == TEAMSINVITE_REVOKED_LOCKED_AND_DELETED,
           "the meeting was locked and deleted");
    check(teamsinvite_invitation_render(d->client, d->recruiter, request, &invitation, &err), &err,
          "invitation.render");
    expect(strstr(teamsinvite_invitation_ical(invitation, TEAMSINVITE_AUDIENCE_CANDIDATE), "METHOD:CANCEL") != NULL,
           "the calendar entry is taken back");
    printf("   Subject: %s\n", teamsinvite_invitation_subject(invitation));
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
    teamsinvite_revocation_free(revocation);
}

/* Whether the bytes of the database file hold this text anywhere. */
static int file_holds(const char *file, const char *text)
{
    FILE *stream = fopen(file, "rb");
    size_t length = strlen(text);
    size_t matched = 0;
    size_t size;
    char *bytes;
    size_t i;

    expect(stream != NULL && fseek(stream, 0, SEEK_END) == 0, "the database file can be read");
    size = (size_t)ftell(stream);
    rewind(stream);
    bytes = malloc(size + 1);
    expect(bytes != NULL && fread(bytes, 1, size, stream) == size, "the database file can be read");
    for (i = 0; i + length <= size && !matched; i++)
        matched = memcmp(bytes + i, text, length) == 0;
    free(bytes);
    (void)fclose(stream);
    return matched != 0;
}

static void look_into_file(demo *d, const char *when)
{
    expect(!file_holds(d->file, d->join_url), "the join URL is not in the database file in clear");
    expect(!file_holds(d->file, "teams.microsoft.com"), "not even a part of it");
    expect(!file_holds(d->file, d->access_token), "the access token is not in the database file in clear");
    printf("   %s: neither link nor token stands in the database file in clear\n", when);
}

/* A second meeting, so that there is one to see end. */
static void let_it_end(demo *d)
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    create(d, tomorrow(d));
    expect(file_holds(d->file, "c/acme/m/interview-4711"), "while it lasts its record is in the file");
    headline(d, "records.purge", "a day and three hours later the meeting has ended");
    d->jumped_ms += 27 * HOUR_MS;
    expect(teamsinvite_meeting_show(d->client, d->recruiter, "interview-4711", &meeting, NULL) == TEAMSINVITE_E_ENDED,
           "the link of a meeting that has ended is not given out");
    check(teamsinvite_records_purge(d->client, 1000, 0, &erasure, &err), &err, "records.purge");
    printf("   removed: %" PRId64 " link\n", teamsinvite_erasure_meetings(erasure));
    expect(teamsinvite_erasure_meetings(erasure) == 1, "the link was removed");
    teamsinvite_erasure_free(erasure);
    expect(!file_holds(d->file, "c/acme/m/interview-4711"), "its record is gone from the database file");
    printf("   the record is gone from the file, and so are its bytes\n");
}

static void disconnect(demo *d)
{
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;

    headline(d, "user.disconnect", "the recruiter leaves; the company stays enabled");
    check(teamsinvite_user_disconnect(d->client, d->recruiter, &err), &err, "user.disconnect");
    check(teamsinvite_company_status(d->client, d->admin, &company, &err), &err, "company.status");
    expect(teamsinvite_company_state(company) == TEAMSINVITE_COMPANY_ENABLED, "the company is still enabled");
    printf("   the company is %s\n", teamsinvite_company_state_name(teamsinvite_company_state(company)));
    teamsinvite_company_free(company);
}

static void disable(demo *d)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;

    headline(d, "company.disable", "the administrator ends it all");
    expect(teamsinvite_company_disable(d->client, d->recruiter, &erasure, NULL) == TEAMSINVITE_E_DENIED,
           "a recruiter cannot disable the company");
    check(teamsinvite_company_disable(d->client, d->admin, &erasure, &err), &err, "company.disable");
    check(teamsinvite_company_status(d->client, d->admin, &company, &err), &err, "company.status");
    expect(teamsinvite_company_state(company) == TEAMSINVITE_COMPANY_NONE, "nothing of the company is left");
    printf("   erased: %" PRId64 " record; the company is %s\n", teamsinvite_erasure_records(erasure),
           teamsinvite_company_state_name(teamsinvite_company_state(company)));
    teamsinvite_company_free(company);
    teamsinvite_erasure_free(erasure);
    expect(!file_holds(d->file, "c/acme"), "nothing of the company is in the database file");
}

int main(int argc, char **argv)
{
    demo d = { 0 };
    int64_t start_ms;

    if (argc != 3) {
        (void)fprintf(stderr, "usage: %s BASE_URL FILE.db\n", argv[0]);
        return 2;
    }
    d.base_url = argv[1];
    d.file = argv[2];
    make_client(&d);
    start_ms = tomorrow(&d);

    enable(&d);
    connect_recruiter(&d);
    create(&d, start_ms);
    look_into_file(&d, "with the meeting stored");
    invite(&d, start_ms);
    update(&d, start_ms + 2 * HOUR_MS);
    revoke(&d, start_ms + 2 * HOUR_MS);
    let_it_end(&d);
    look_into_file(&d, "after the purge");
    disconnect(&d);
    disable(&d);
    look_into_file(&d, "at the end");

    teamsinvite_actor_free(d.admin);
    teamsinvite_actor_free(d.recruiter);
    teamsinvite_client_free(d.client);
    teamsinvite_sqlite_close(d.storage);
    free(d.join_url);
    free(d.access_token);
    printf("\nEvery step held.\n");
    return 0;
}
