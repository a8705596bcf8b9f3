/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_hand.c - the program bench-by-hand: the same as bench-ours, without the library.
 *
 *     bench-by-hand create|refresh URL COUNT [OPTIONS]     one after the other
 *     bench-by-hand loop URL COUNT IN_FLIGHT [OPTIONS]     so many at once on this thread
 *     bench-by-hand first URL [OPTIONS]                    one meeting; prints its join URL at once
 *
 * OPTIONS: --ca FILE, --careful, --id ID (how the figures' ids begin), --warm COUNT
 * (how many of the COUNT come before what is measured).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "by_hand.h"
#include "measure.h"

static void create_one(void *user_data, long number)
{
    by_hand_meeting meeting = { 0 };

    by_hand_create(user_data, number, &meeting);
    by_hand_meeting_clear(&meeting);
}

static void refresh_one(void *user_data, long number)
{
    by_hand_tokens tokens = { 0 };

    (void)number;
    by_hand_refresh(user_data, &tokens);
    by_hand_tokens_clear(&tokens);
}

static void create_first(by_hand_exchange *x, const char *id)
{
    by_hand_meeting meeting = { 0 };

    by_hand_create(x, 0, &meeting);
    printf("%s\n", meeting.join_url);
    (void)fflush(stdout);
    bench_figure_of(id, "rss_kib", bench_rss_kib(), "KiB");
    by_hand_meeting_clear(&meeting);
}

static void run_one_by_one(const by_hand_settings *settings, const char *what, const bench_plan *plan)
{
    by_hand_exchange x;

    by_hand_open(&x, settings);
    if (strcmp(what, "first") == 0)
        create_first(&x, plan->id);
    else
        bench_repeat(plan, strcmp(what, "refresh") == 0 ? refresh_one : create_one, &x);
    by_hand_close(&x);
}

static void fill_token(char *text, size_t room)
{
    memset(text, 'r', room - 1);
    text[room - 1] = '\0';
}

int main(int argc, char **argv)
{
    by_hand_settings settings = { .careful = bench_has_option(argc, argv, "--careful") };
    bench_plan plan = bench_read_plan(argc, argv, "by_hand");

    if (argc < 3 || (argc < 4 && strcmp(argv[1], "first") != 0) || (argc < 5 && strcmp(argv[1], "loop") == 0)) {
        (void)fprintf(stderr, "bench-by-hand create|refresh|loop|first URL [COUNT [IN_FLIGHT]] [OPTIONS]\n");
        return 2;
    }
    settings.base_url = argv[2];
    settings.ca_file = bench_option(argc, argv, "--ca");
    settings.among_many = strcmp(argv[1], "loop") == 0;
    fill_token(settings.access_token, sizeof(settings.access_token));
    fill_token(settings.refresh_token, sizeof(settings.refresh_token));
    (void)curl_global_init(CURL_GLOBAL_DEFAULT);
    if (settings.among_many)
        by_hand_create_many(&settings, plan.id, plan.count, strtol(argv[4], NULL, 10));
    else
        run_one_by_one(&settings, argv[1], &plan);
    curl_global_cleanup();
    return 0;
}
