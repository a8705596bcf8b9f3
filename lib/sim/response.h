/* SPDX-License-Identifier: Apache-2.0 */
/* response.h - what the simulator answers, as it is built. */
#ifndef TI_SIM_RESPONSE_H
#define TI_SIM_RESPONSE_H

#include <cjson/cJSON.h>
#include <teamsinvite/sim.h>

#include "base/buf.h"

enum {
    TI_SIM_HEADER_MAX = 16,
    TI_SIM_BODY_MAX = 16 * 1024 * 1024
};

typedef struct ti_sim_header {
    const char *name; /* a literal */
    char *value;
} ti_sim_header;

struct teamsinvite_sim_response {
    int32_t status;
    int32_t fault;
    ti_sim_header headers[TI_SIM_HEADER_MAX];
    size_t header_count;
    ti_buf body;
    bool failed; /* no memory on the way */
};

teamsinvite_sim_response *ti_sim_response_new(void);

/* Forget what was answered so far and begin again. */
void ti_sim_response_begin(teamsinvite_sim_response *response, int32_t status);

/* Replaces a header of that name. */
void ti_sim_response_add(teamsinvite_sim_response *response, const char *name, const char *value);
/* Beside the one that is there. */
void ti_sim_response_add_another(teamsinvite_sim_response *response, const char *name, const char *value);
void ti_sim_response_add_int(teamsinvite_sim_response *response, const char *name, int64_t value);

/* Takes the json and prints it as the body; NULL counts as no memory. */
void ti_sim_response_json(teamsinvite_sim_response *response, cJSON *json);

void ti_sim_response_text(teamsinvite_sim_response *response, const char *text);

#endif
