/* SPDX-License-Identifier: Apache-2.0 */
/* options.h - what the command line says. */
#ifndef TI_SIM_PROGRAM_OPTIONS_H
#define TI_SIM_PROGRAM_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum { MAX_LISTED = 16 };

typedef struct sim_options {
    int32_t port;
    const char *port_file;
    const char *host; /* how it calls itself in URLs */
    const char *tls_cert;
    const char *tls_key;
    const char *client_id;
    const char *client_secret;
    const char *redirect_uris[MAX_LISTED];
    int redirect_uri_count;
    const char *scenarios[MAX_LISTED];
    int scenario_count;
    int64_t time_ms; /* -1: the system's clock */
    const char *certificates[MAX_LISTED];
    int certificate_count;
    const char *consents[MAX_LISTED]; /* tenants */
    int consent_count;
    const char *policies[MAX_LISTED]; /* TENANT or TENANT/OID */
    int policy_count;
    const char *numbers[MAX_LISTED]; /* NAME=VALUE */
    int number_count;
    bool list_scenarios;
    bool help;
} sim_options;

/* False, with a line on stderr, for something that is not understood. */
bool sim_options_read(sim_options *options, int argc, char **argv);

void sim_options_print_help(void);

/* "2030-01-15T09:00:00Z"; false for anything else. */
bool sim_time_read(const char *text, int64_t *out_ms);

#endif
