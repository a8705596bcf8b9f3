/* SPDX-License-Identifier: Apache-2.0 */
/* render_errors.c - writes docs/reference/errors.md from what the library lists. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/catalogue.h>

static const char head[] =
    "# Errors: statuses, and what Microsoft's answers become\n"
    "\n"
    "<!-- Made by the build from the library's tables; tests/install/test_errors_page.sh says how to update it. -->\n"
    "\n"
    "Every status, and every answer of Microsoft's that this version knows. A program lists the same with\n"
    "[catalogue.h](../../include/teamsinvite/catalogue.h). How to use it stands in\n"
    "[Errors and remedies](../guide/errors-and-remedies.md).\n"
    "\n"
    "Names are without their prefix: `TEAMSINVITE_` for a status, `TEAMSINVITE_WHO_` for who has to act,\n"
    "`TEAMSINVITE_DO_` for what. Where Microsoft sends several things at once, `error` and `suberror` decide the\n"
    "kind of failure, and Entra's code refines it: a dead grant stays one whatever number comes with it, and a\n"
    "wrong credential of the app is never concluded from the grant of one user.\n";

typedef struct section {
    int32_t source;
    const char *title;
    const char *text;
} section;

static const section sections[] = {
    { TEAMSINVITE_SOURCE_ENTRA_CODE, "Entra's codes",
      "In `error_codes` and `error_description`. Microsoft may change them: a code that is not here refines nothing." },
    { TEAMSINVITE_SOURCE_TOKEN_ENDPOINT, "Token endpoint: HTTP status and `error`",
      "The first line that fits counts. Plain text and HTML of a proxy are judged by their HTTP status." },
    { TEAMSINVITE_SOURCE_REDIRECT, "Redirect: `error`", "What the browser brings back from sign-in or consent." },
    { TEAMSINVITE_SOURCE_SUBERROR, "`suberror` and `error_subcode`",
      "They count where a sign-in is asked for; `cancel` only comes with a redirect." },
    { TEAMSINVITE_SOURCE_GRAPH, "Graph's answers",
      "The first line that fits counts. Of the message nothing is kept. A 404 for a meeting that is asked for by its "
      "id reads as gone." },
};

/* A cell must not end by what is in it. */
static void put_cell(FILE *out, const char *text)
{
    fputs(" ", out);
    for (; *text != '\0'; text++) {
        if (*text == '|')
            fputs("\\", out);
        fputc(*text, out);
    }
    fputs(" |", out);
}

static void put_code(FILE *out, const char *text)
{
    if (text[0] == '\0')
        fputs(" any |", out);
    else
        fprintf(out, " `%s` |", text);
}

static const char *without_prefix(const char *name)
{
    static const char prefix[] = "TEAMSINVITE_";

    return strncmp(name, prefix, sizeof(prefix) - 1) == 0 ? name + sizeof(prefix) - 1 : name;
}

static void put_http(FILE *out, int32_t http_status)
{
    if (http_status == 0)
        fputs(" any |", out);
    else if (http_status < 10)
        fprintf(out, " %dxx |", (int)http_status);
    else
        fprintf(out, " %d |", (int)http_status);
}

static void put_remedy(FILE *out, int32_t who, int32_t what, const char *text)
{
    fprintf(out, " `%s` | `%s`:", teamsinvite_who_name(who), teamsinvite_do_name(what));
    put_cell(out, text);
    fputs("\n", out);
}

static void put_statuses(FILE *out)
{
    size_t i;

    fputs("\n## Statuses\n\n| Number | Status | Meaning | Who | What to do |\n|---|---|---|---|---|\n", out);
    for (i = 0; i < teamsinvite_status_count(); i++) {
        teamsinvite_status status = teamsinvite_status_at(i);

        fprintf(out, "| %d |", (int)status);
        put_code(out, without_prefix(teamsinvite_status_name(status)));
        put_cell(out, teamsinvite_status_text(status));
        put_remedy(out, teamsinvite_status_remedy_who(status), teamsinvite_status_remedy_what(status),
                   teamsinvite_status_remedy_text(status));
    }
}

/* HTTP status where the source has it, the message where Graph's has it. */
static void put_entry(FILE *out, const teamsinvite_catalogue_entry *entry)
{
    int32_t source = teamsinvite_catalogue_source(entry);
    const char *phrase = teamsinvite_catalogue_phrase(entry);
    bool is_nameless = teamsinvite_catalogue_code(entry)[0] == '\0' && teamsinvite_catalogue_http_status(entry) == 0;

    fputs("|", out);
    if (source == TEAMSINVITE_SOURCE_GRAPH || source == TEAMSINVITE_SOURCE_TOKEN_ENDPOINT)
        put_http(out, teamsinvite_catalogue_http_status(entry));
    if (source == TEAMSINVITE_SOURCE_TOKEN_ENDPOINT && is_nameless)
        fputs(" none |", out);
    else
        put_code(out, teamsinvite_catalogue_code(entry));
    if (source == TEAMSINVITE_SOURCE_GRAPH)
        put_cell(out, phrase[0] == '\0' ? "any" : phrase);
    put_cell(out, teamsinvite_catalogue_meaning(entry));
    put_code(out, without_prefix(teamsinvite_status_name(teamsinvite_catalogue_status(entry))));
    put_remedy(out, teamsinvite_catalogue_remedy_who(entry), teamsinvite_catalogue_remedy_what(entry),
               teamsinvite_catalogue_remedy_text(entry));
}

static void put_section(FILE *out, const section *part)
{
    size_t i;

    fprintf(out, "\n## %s\n\n%s\n\n", part->title, part->text);
    if (part->source == TEAMSINVITE_SOURCE_GRAPH)
        fputs("| HTTP | Code | Message has | Meaning | Status | Who | What to do |\n"
              "|---|---|---|---|---|---|---|\n",
              out);
    else if (part->source == TEAMSINVITE_SOURCE_TOKEN_ENDPOINT)
        fputs("| HTTP | Name | Meaning | Status | Who | What to do |\n|---|---|---|---|---|---|\n", out);
    else
        fputs("| Name | Meaning | Status | Who | What to do |\n|---|---|---|---|---|\n", out);
    for (i = 0; i < teamsinvite_catalogue_count(); i++) {
        if (teamsinvite_catalogue_source(teamsinvite_catalogue_at(i)) == part->source)
            put_entry(out, teamsinvite_catalogue_at(i));
    }
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    bool failed;
    size_t i;

    if (out == NULL) {
        fprintf(stderr, "usage: %s FILE (which can be written)\n", argc > 0 ? argv[0] : "render-errors");
        return EXIT_FAILURE;
    }
    fputs(head, out);
    put_statuses(out);
    for (i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
        put_section(out, &sections[i]);
    failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        fprintf(stderr, "%s cannot be written\n", argv[1]);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
