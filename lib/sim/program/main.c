/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - teamsinvite-sim: the simulator as a program. */
#include <signal.h>
#include <stdio.h>

#include "sim/program/file.h"
#include "sim/program/prepare.h"
#include "sim/program/server.h"

static void list_scenarios(void)
{
    size_t i;

    for (i = 0; i < teamsinvite_sim_scenario_count(); i++)
        (void)printf("%-26s %-36s %s\n", teamsinvite_sim_scenario_name(i), teamsinvite_sim_scenario_place(i),
                     teamsinvite_sim_scenario_text(i));
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
    if (teamsinvite_sim_new(&sim, &err) == TEAMSINVITE_OK && sim_prepare(sim, &options, &err) == TEAMSINVITE_OK)
        result = serve(sim, &options);
    else if (err != NULL)
        (void)fprintf(stderr, "teamsinvite-sim: %s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    teamsinvite_sim_free(sim);
    return result;
}
