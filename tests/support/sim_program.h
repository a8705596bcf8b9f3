/* SPDX-License-Identifier: Apache-2.0 */
/* sim_program.h - the program teamsinvite-sim behind a port of its own, and its controls. */
#ifndef TI_TESTS_SUPPORT_SIM_PROGRAM_H
#define TI_TESTS_SUPPORT_SIM_PROGRAM_H

#include <cjson/cJSON.h>
#include <curl/curl.h>

#include "support/process.h"

typedef struct sim_program {
    process process;
    CURL *curl;
    char base_url[64];
} sim_program;

void sim_program_start(sim_program *sim, const char *program);

/* "POST", "/_sim/scenario", "{\"scenario\":…}"; fails the test unless it was carried out. */
void sim_program_order(sim_program *sim, const char *method, const char *path, const char *body);

/* "/_sim/requests"; to be deleted with cJSON_Delete(). */
cJSON *sim_program_ask(sim_program *sim, const char *path);

/* The whole world, to be deleted with cJSON_Delete(). */
cJSON *sim_program_state(sim_program *sim);

/* Ask Graph with a user's token; the answer as above, NULL where it is none. */
cJSON *sim_program_graph(sim_program *sim, const char *access_token, const char *path);

void sim_program_stop(sim_program *sim);

#endif
