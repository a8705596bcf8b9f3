/* SPDX-License-Identifier: Apache-2.0 */
/*
 * iddawc.c - the program bench-iddawc: tokens refreshed with libiddawc, one after the other.
 *
 *     bench-iddawc URL COUNT
 *
 * One session for all of them, as an engineer would keep it. URL is plain: libiddawc
 * takes no CA but the system's. Prints wall_us and cpu_us of a refresh.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iddawc.h>

#include "bench/bench.h"

#define SCOPE "https://graph.microsoft.com/OnlineMeetings.ReadWrite offline_access"

enum { REFRESH_TOKEN_BYTES = 1200 };

static void stop(const char *what, int result)
{
    (void)fprintf(stderr, "bench-iddawc: %s: %d\n", what, result);
    exit(1);
}

static void open_session(struct _i_session *session, const char *base_url)
{
    char endpoint[256];
    int result = i_init_session(session);

    (void)snprintf(endpoint, sizeof(endpoint), "%s/aaaaaaaa-0000-0000-0000-000000000001/oauth2/v2.0/token", base_url);
    if (result == I_OK)
        result = i_set_str_parameter(session, I_OPT_TOKEN_ENDPOINT, endpoint);
    if (result == I_OK)
        result = i_set_str_parameter(session, I_OPT_CLIENT_ID, "11111111-2222-3333-4444-555555555555");
    if (result == I_OK)
        result = i_set_str_parameter(session, I_OPT_CLIENT_SECRET, "the-secret-of-the-app");
    if (result == I_OK)
        result = i_set_str_parameter(session, I_OPT_SCOPE, SCOPE);
    if (result == I_OK)
        result = i_set_int_parameter(session, I_OPT_TOKEN_METHOD, I_TOKEN_AUTH_METHOD_SECRET_POST);
    if (result == I_OK)
        result = i_set_response_type(session, I_RESPONSE_TYPE_REFRESH_TOKEN);
    if (result != I_OK)
        stop("the session", result);
}

static void refresh(struct _i_session *session, const char *refresh_token)
{
    const char *token;
    int result = i_set_str_parameter(session, I_OPT_REFRESH_TOKEN, refresh_token);

    if (result == I_OK)
        result = i_run_token_request(session);
    token = i_get_str_parameter(session, I_OPT_ACCESS_TOKEN);
    if (result != I_OK || token == NULL || strlen(token) < REFRESH_TOKEN_BYTES)
        stop("the refresh", result);
}

int main(int argc, char **argv)
{
    static char refresh_token[REFRESH_TOKEN_BYTES + 1];
    struct _i_session session;
    double wall_us;
    double cpu_us;
    long count = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    long i;

    if (count < 1) {
        (void)fprintf(stderr, "bench-iddawc URL COUNT\n");
        return 2;
    }
    memset(refresh_token, 'r', REFRESH_TOKEN_BYTES);
    if (i_global_init() != I_OK)
        stop("its start", 0);
    open_session(&session, argv[1]);
    wall_us = bench_wall_us();
    cpu_us = bench_cpu_us();
    for (i = 0; i < count; i++)
        refresh(&session, refresh_token);
    bench_figure("peers.iddawc.refresh.wall_us", (bench_wall_us() - wall_us) / (double)count, "us");
    bench_figure("peers.iddawc.refresh.cpu_us", (bench_cpu_us() - cpu_us) / (double)count, "us");
    i_clean_session(&session);
    i_global_close();
    return 0;
}
