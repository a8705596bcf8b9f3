/* SPDX-License-Identifier: Apache-2.0 */
/* options.c - what the command line says. */
#include "sim/program/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/program/control_world.h"

static bool take_text(const char **field, const char *value)
{
    *field = value;
    return value[0] != '\0';
}

static bool take_port(sim_options *o, const char *value)
{
    char *end = NULL;
    long port = strtol(value, &end, 10);

    o->port = (int32_t)port;
    return end != value && *end == '\0' && port >= 0 && port <= 65535;
}

static bool take_port_file(sim_options *o, const char *value)
{
    return take_text(&o->port_file, value);
}

static bool take_host(sim_options *o, const char *value)
{
    return take_text(&o->host, value);
}

static bool take_tls_cert(sim_options *o, const char *value)
{
    return take_text(&o->tls_cert, value);
}

static bool take_tls_key(sim_options *o, const char *value)
{
    return take_text(&o->tls_key, value);
}

static bool take_client_id(sim_options *o, const char *value)
{
    return take_text(&o->client_id, value);
}

static bool take_client_secret(sim_options *o, const char *value)
{
    return take_text(&o->client_secret, value);
}

static bool take_one_more(const char *list[MAX_LISTED], int *count, const char *value)
{
    if (*count == MAX_LISTED)
        return false;
    list[(*count)++] = value;
    return true;
}

static bool take_redirect_uri(sim_options *o, const char *value)
{
    return take_one_more(o->redirect_uris, &o->redirect_uri_count, value);
}

static bool take_scenario(sim_options *o, const char *value)
{
    return take_one_more(o->scenarios, &o->scenario_count, value);
}

static bool take_certificate(sim_options *o, const char *value)
{
    return take_one_more(o->certificates, &o->certificate_count, value);
}

static bool take_consent(sim_options *o, const char *value)
{
    return take_one_more(o->consents, &o->consent_count, value);
}

static bool take_policy(sim_options *o, const char *value)
{
    return take_one_more(o->policies, &o->policy_count, value);
}

static bool take_number(sim_options *o, const char *value)
{
    return take_one_more(o->numbers, &o->number_count, value);
}

static bool take_time(sim_options *o, const char *value)
{
    return sim_time_read(value, &o->time_ms);
}

static bool take_list_scenarios(sim_options *o, const char *value)
{
    (void)value;
    o->list_scenarios = true;
    return true;
}

static bool take_help(sim_options *o, const char *value)
{
    (void)value;
    o->help = true;
    return true;
}

typedef struct option_row {
    const char *name;
    const char *value; /* what it takes; NULL for nothing */
    bool (*take)(sim_options *o, const char *value);
    const char *text;
} option_row;

static const option_row rows[] = {
    { "--port", "N", take_port, "listen on this port of 127.0.0.1; 0 (the default) picks a free one" },
    { "--port-file", "PATH", take_port_file, "write the port there once it listens" },
    { "--scenario", "NAME[:COUNT]", take_scenario, "make the next COUNT (1) requests go wrong; also NAME=VALUE@PLACE" },
    { "--scenarios", NULL, take_list_scenarios, "list the scenarios and end" },
    { "--client-id", "GUID", take_client_id, "register this app, besides the default one" },
    { "--client-secret", "SECRET", take_client_secret, "its secret; without --client-id a further one of the default" },
    { "--certificate", "FILE", take_certificate, "a certificate of the app (PEM); may be repeated" },
    { "--consent", "TENANT", take_consent, "the app is consented to in this directory; may be repeated" },
    { "--policy", "TENANT[/OID]", take_policy, "an access policy lets it at all meetings there, or at one user's" },
    { "--option", "NAME=VALUE", take_number, "turn a number, see below; may be repeated" },
    { "--redirect-uri", "URI", take_redirect_uri, "a further redirect URI of the app; may be repeated" },
    { "--time", "ISO", take_time, "stop the clock at 2030-01-15T09:00:00Z" },
    { "--tls-cert", "FILE", take_tls_cert, "speak https with this certificate (PEM) …" },
    { "--tls-key", "FILE", take_tls_key, "… and its key (PEM)" },
    { "--host", "NAME", take_host, "the host in its URLs: 127.0.0.1 (the default), or what the certificate says" },
    { "--help", NULL, take_help, "this text" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static const option_row *find_row(const char *name)
{
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

bool sim_options_read(sim_options *options, int argc, char **argv)
{
    const option_row *row;
    const char *value;
    int i;

    *options = (sim_options){ .host = "127.0.0.1", .time_ms = -1 };
    for (i = 1; i < argc; i++) {
        row = find_row(argv[i]);
        if (row == NULL) {
            (void)fprintf(stderr, "teamsinvite-sim: unknown option %s (see --help)\n", argv[i]);
            return false;
        }
        value = row->value != NULL && i + 1 < argc ? argv[++i] : NULL;
        if ((row->value != NULL && value == NULL) || !row->take(options, value)) {
            (void)fprintf(stderr, "teamsinvite-sim: %s takes %s\n", row->name, row->value);
            return false;
        }
    }
    if ((options->tls_cert == NULL) != (options->tls_key == NULL)) {
        (void)fprintf(stderr, "teamsinvite-sim: --tls-cert and --tls-key go together\n");
        return false;
    }
    return true;
}

void sim_options_print_help(void)
{
    size_t i;

    (void)printf("teamsinvite-sim - Microsoft Entra and Graph, as far as libteamsinvite needs them, for tests\n\n");
    for (i = 0; i < ROW_COUNT; i++)
        (void)printf("  %-16s %-13s %s\n", rows[i].name, rows[i].value == NULL ? "" : rows[i].value, rows[i].text);
    (void)printf("\nOptions that are numbers, and what they are at first:\n"
                 "  token-lifetime=3599 rotate-strictly=0 short-join-urls=0 user-consent=1 optional-claims=1\n"
                 "  policy-delay=1800\n");
    (void)printf("\nControl, in JSON:\n"
                 "  GET    /_sim/state           everything there is\n"
                 "  GET    /_sim/requests        what was asked; DELETE forgets it\n"
                 "  GET    /_sim/scenario        the scenarios that there are\n"
                 "  POST   /_sim/scenario        {\"scenario\":\"graph-429\",\"count\":2}; DELETE clears all\n"
                 "  POST   /_sim/clock           {\"advance_ms\":60000} or {\"time\":\"2030-01-15T09:00:00Z\"}\n");
    for (i = 0; sim_change_at(i) != NULL; i++)
        (void)printf("  %-6s %-21s %s\n", sim_change_at(i)->method, sim_change_at(i)->path, sim_change_at(i)->takes);
    (void)printf("An app other than the default one is named by client_id.\n");
}
