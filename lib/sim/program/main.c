/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - teamsinvite-sim: the simulator as a program. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/program/file.h"
#include "sim/program/server.h"

static void list_scenarios(void)
{
    size_t i;

    for (i = 0; i < teamsinvite_sim_scenario_count(); i++)
        (void)printf("%-26s %-36s %s\n", teamsinvite_sim_scenario_name(i), teamsinvite_sim_scenario_place(i),
                     teamsinvite_sim_scenario_text(i));
}

/* NAME[:COUNT] */
static teamsinvite_status set_scenario(teamsinvite_sim *sim, const char *text, teamsinvite_error **err)
{
    const char *colon = strrchr(text, ':');
    char name[128];
    char *end = NULL;
    long count = 1;

    (void)snprintf(name, sizeof(name), "%.*s", (int)(colon == NULL ? strlen(text) : (size_t)(colon - text)), text);
    if (colon != NULL)
        count = strtol(colon + 1, &end, 10);
    if (end != NULL && (*end != '\0' || end == colon + 1 || count < -1 || count > 1000000))
        count = -2; /* refused, and said so */
    return teamsinvite_sim_set_scenario(sim, name, (int32_t)count, err);
}

/* An app of its own, or more of the default one. */
static teamsinvite_status register_app(teamsinvite_sim *sim, const sim_options *o, teamsinvite_error **err)
{
    const char *client_id = o->client_id == NULL ? TEAMSINVITE_SIM_CLIENT_ID : o->client_id;
    teamsinvite_status status = TEAMSINVITE_OK;
    int i;

    if (o->client_id != NULL && strcmp(o->client_id, TEAMSINVITE_SIM_CLIENT_ID) != 0)
        status = teamsinvite_sim_add_app(sim, client_id, o->client_secret, err);
    else if (o->client_secret != NULL)
        status = teamsinvite_sim_add_secret(sim, client_id, o->client_secret, err);
    for (i = 0; i < o->redirect_uri_count && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_sim_add_redirect_uri(sim, client_id, o->redirect_uris[i], err);
    return status;
}

static teamsinvite_status prepare(teamsinvite_sim *sim, const sim_options *o, teamsinvite_error **err)
{
    teamsinvite_status status = teamsinvite_sim_load_defaults(sim, err);
    int i;

    if (status == TEAMSINVITE_OK)
        status = register_app(sim, o, err);
    for (i = 0; i < o->scenario_count && status == TEAMSINVITE_OK; i++)
        status = set_scenario(sim, o->scenarios[i], err);
    if (status == TEAMSINVITE_OK && o->time_ms >= 0)
        status = teamsinvite_sim_set_time_ms(sim, o->time_ms);
    return status;
}

static bool announce(const teamsinvite_sim *sim, const sim_server *server, const sim_options *o)
{
    char port[16];

    (void)snprintf(port, sizeof(port), "%d\n", (int)sim_server_port(server));
    if (o->port_file != NULL && !sim_file_write(o->port_file, port)) {
        (void)fprintf(stderr, "teamsinvite-sim: cannot write %s\n", o->port_file);
        return false;
    }
    (void)printf("listening on %s\n", teamsinvite_sim_authority(sim));
    return fflush(stdout) == 0;
}

/* The signals are blocked before the server starts its thread, so that they come here. */
static int serve(teamsinvite_sim *sim, const sim_options *o)
{
    sim_server *server;
    sigset_t ends;
    int signal_number = 0;
    int result = 1;

    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGINT);
    (void)sigaddset(&ends, SIGTERM);
    if (sigprocmask(SIG_BLOCK, &ends, NULL) != 0)
        return 1;
    server = sim_server_start(sim, o);
    if (server != NULL && announce(sim, server, o))
        result = sigwait(&ends, &signal_number) == 0 ? 0 : 1;
    sim_server_stop(server);
    return result;
}

int main(int argc, char **argv)
{
    teamsinvite_sim *sim = NULL;
    teamsinvite_error *err = NULL;
    sim_options options;
    int result = 1;

    if (!sim_options_read(&options, argc, argv))
        return 2;
    if (options.help || options.list_scenarios) {
        if (options.help)
            sim_options_print_help();
        else
            list_scenarios();
        return 0;
    }
    if (teamsinvite_sim_new(&sim, &err) == TEAMSINVITE_OK && prepare(sim, &options, &err) == TEAMSINVITE_OK)
        result = serve(sim, &options);
    else
        (void)fprintf(stderr, "teamsinvite-sim: %s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    teamsinvite_sim_free(sim);
    return result;
}
