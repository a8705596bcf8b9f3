/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invitation_page.c - write invitations as HTML, as a host gets them, and a list
 * of them: PAGE, LANGUAGE, TITLE and the link to be found there, a line each,
 * parted by tabs; for the tests in a browser and for the pictures in the docs.
 *
 *     invitation-page FOLDER
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

#define START_MS INT64_C(1894698000000) /* 2030-01-15T09:00:00Z */
#define HOUR_MS INT64_C(3600000)
#define LINK "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ABC%40thread.v2/0?context=%7b" \
    "%22Tid%22%3a%22c0700000-0000-4000-8000-00000000c070%22%2c" \
    "%22Oid%22%3a%22c0700000-0000-4000-8000-0000000000a1%22%7d&anon=true&copy=1"
#define SHORT_LINK "https://teams.microsoft.com/meet/4012345678901?p=AbCdEf"
#define X10 "xxxxxxxxxx"
#define X100 X10 X10 X10 X10 X10 X10 X10 X10 X10 X10

enum { PATH_SIZE = 4096 };

/* NULL: none, or an ordinary candidate. */
typedef struct page {
    const char *name, *language;
    int32_t method, sequence, audience;
    const char *title, *company_name, *candidate_name, *message, *join_url;
    const char *dial_in_number, *conference_id, *join_id, *passcode;
} page;

#define TO_CANDIDATE .method = TEAMSINVITE_METHOD_REQUEST, .audience = TEAMSINVITE_AUDIENCE_CANDIDATE
#define TO_RECRUITER .method = TEAMSINVITE_METHOD_REQUEST, .audience = TEAMSINVITE_AUDIENCE_RECRUITER
#define IN_ENGLISH .language = "en", .title = "Interview: Platform Engineer", .company_name = "Example GmbH"
#define IN_GERMAN .language = "de", .title = "Gespräch: Plattform-Entwicklung", .company_name = "Beispiel GmbH"
#define WAYS_IN .dial_in_number = "+49 30 1234567", .conference_id = "987 654 321#", .join_id = "4012345678901", \
    .passcode = "AbCdEf"

static const page pages[] = {
    { .name = "invitation", TO_CANDIDATE, IN_ENGLISH, WAYS_IN, .join_url = SHORT_LINK,
      .message = "You will meet Rita and two engineers.\nNothing to prepare; we talk about your work." },
    { .name = "invitation-de", TO_CANDIDATE, IN_GERMAN, WAYS_IN, .join_url = SHORT_LINK,
      .message = "Sie treffen Rita und zwei Entwickler.\nVorbereiten müssen Sie nichts." },
    { .name = "recruiter", TO_RECRUITER, IN_ENGLISH, .join_url = LINK, .message = "You will meet Rita." },
    { .name = "recruiter-de", TO_RECRUITER, IN_GERMAN, WAYS_IN, .join_url = LINK },
    { .name = "update", TO_CANDIDATE, IN_ENGLISH, .sequence = 1, .join_url = LINK, .message = "An hour later." },
    { .name = "cancel", .method = TEAMSINVITE_METHOD_CANCEL, .audience = TEAMSINVITE_AUDIENCE_CANDIDATE, IN_ENGLISH,
      .sequence = 2, .join_url = LINK, .message = "We are sorry." },
    { .name = "markup", TO_RECRUITER, .language = "en", .title = "<script>document.title='run'</script> &amp; &copy",
      .company_name = "<img src=https://evil.example/x.png>", .candidate_name = "\"><iframe src=//evil.example>",
      .message = "<style>@import url(https://evil.example/x.css)</style>\n<a href='https://evil.example'>Join</a>",
      .join_url = LINK, .dial_in_number = "<base href=//evil.example>",
      .passcode = "<form><input onfocus=x autofocus>" },
    { .name = "long", TO_RECRUITER, .language = "de", .title = X100 X100, .company_name = X100 X100,
      .candidate_name = X100 X100, .message = X100 X100 X100 X100 " " X100 X100,
      .join_url = "https://teams.microsoft.com/meet/" X100 X100 X100 X100 X100 X100 X100 X100,
      .dial_in_number = X10 X10 X10 X10 X10 X10, .conference_id = X10 X10 X10 X10 X10 X10,
      .join_id = "1234567890123456789012345678901234567890", .passcode = X10 X10 X10 X10 X10 X10 },
};

static void need(bool worked, const char *what)
{
    if (worked)
        return;
    (void)fprintf(stderr, "invitation-page: %s\n", what);
    exit(1);
}

/* Of no zone but Berlin's in winter. */
static int32_t berlin(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data)
{
    (void)at_ms;
    (void)user_data;
    *offset_s = 3600;
    return strcmp(zone, "Europe/Berlin") == 0 ? 1 : 0;
}

static teamsinvite_client *make_client(void)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    need(teamsinvite_config_new(&config, NULL) == TEAMSINVITE_OK &&
             teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, NULL) ==
                 TEAMSINVITE_OK &&
             teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, NULL) == TEAMSINVITE_OK &&
             teamsinvite_config_set_zones(config, berlin, NULL, NULL) == TEAMSINVITE_OK &&
             teamsinvite_client_new(config, &client, NULL) == TEAMSINVITE_OK,
         "no client");
    return client;
}

static void set_words(teamsinvite_invitation_request *r, const page *p)
{
    need(teamsinvite_invitation_request_set_title(r, p->title, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_company_name(r, p->company_name, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_recruiter(r, "Rita Recruiter", "rita@corp.example", NULL) ==
                 TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_candidate(
                 r, p->candidate_name == NULL ? "Jane Doe" : p->candidate_name, "jane@mail.example", NULL) ==
                 TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_message(r, p->message, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_internal_note(r, "Ask about 2027.", NULL) == TEAMSINVITE_OK,
         p->name);
}

static void set_meeting(teamsinvite_invitation_request *r, const page *p)
{
    need(teamsinvite_invitation_request_set_reference(r, "interview-1", NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_method(r, p->method, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_sequence(r, p->sequence, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_times(r, START_MS, START_MS + HOUR_MS, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_language(r, p->language, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_zone(r, "Europe/Berlin", NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_join_url(r, p->join_url, NULL) == TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_dial_in(r, p->dial_in_number, p->conference_id, NULL) ==
                 TEAMSINVITE_OK &&
             teamsinvite_invitation_request_set_join_id(r, p->join_id, p->passcode, NULL) == TEAMSINVITE_OK,
         p->name);
}

static teamsinvite_invitation_request *request_of(const page *p)
{
    teamsinvite_invitation_request *request = NULL;

    need(teamsinvite_invitation_request_new(&request, NULL) == TEAMSINVITE_OK, p->name);
    set_words(request, p);
    set_meeting(request, p);
    return request;
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof(path), "%s/%s.html", folder, name);
    FILE *file;

    need(length > 0 && (size_t)length < sizeof(path), "the path is too long");
    file = fopen(path, "wb");
    need(file != NULL && fputs(text, file) >= 0, path);
    need(fclose(file) == 0, path);
}

static void write_page(teamsinvite_client *client, const teamsinvite_actor *actor, const char *folder, const page *p)
{
    teamsinvite_invitation_request *request = request_of(p);
    teamsinvite_invitation *invitation = NULL;

    need(teamsinvite_invitation_render(client, actor, request, &invitation, NULL) == TEAMSINVITE_OK, p->name);
    write_file(folder, p->name, teamsinvite_invitation_html(invitation, p->audience));
    printf("%s\t%s\t%s\t%s\n", p->name, p->language, p->title,
           p->method == TEAMSINVITE_METHOD_CANCEL ? "" : p->join_url);
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
}

int main(int argc, char **argv)
{
    teamsinvite_client *client = make_client();
    teamsinvite_actor *actor = NULL;
    size_t i;

    need(argc == 2, "usage: invitation-page FOLDER");
    need(teamsinvite_actor_new("acme", "rita", TEAMSINVITE_ROLE_MEMBER, &actor, NULL) == TEAMSINVITE_OK, "no actor");
    for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
        write_page(client, actor, argv[1], &pages[i]);
    teamsinvite_actor_free(actor);
    teamsinvite_client_free(client);
    return 0;
}
