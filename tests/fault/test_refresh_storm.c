/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_refresh_storm.c - one refresh among all, with real processes: an access
 * token has ended for thirty-two threads in four processes at the same moment; and
 * holders of the lease are killed wherever they are.
 *
 * TEAMSINVITE_FAULT_KILLS=N for more kills than 60.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/fault_stage.h"

enum { PROCESSES = 4, EXPIRY_MS = 2 * 3600000, LEASE_MS = 30000, SPEED = 50 };

#define OK "TEAMSINVITE_OK "

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* For --speed: one clock for all processes, from now on so many times as fast as the sun. */
typedef struct fast_clock {
    char option[48];
} fast_clock;

static fast_clock start_clock(int speed)
{
    fast_clock clock;

    (void)snprintf(clock.option, sizeof(clock.option), "%d:%lld", speed, (long long)now_ms());
    return clock;
}

/* Every token that there is has ended, for all who start from here on. */
static void let_tokens_end(stage *s)
{
    s->ahead_ms += EXPIRY_MS;
    sim_program_order(&s->sim, "DELETE", "/_sim/requests", NULL);
}

static int count_token_requests(stage *s)
{
    cJSON *json = sim_program_ask(&s->sim, "/_sim/requests");
    const cJSON *line;
    int count = 0;

    cJSON_ArrayForEach(line, cJSON_GetObjectItemCaseSensitive(json, "requests"))
        count += strstr(line->valuestring, "/oauth2/v2.0/token") != NULL;
    cJSON_Delete(json);
    return count;
}

static void order_strict_rotation(stage *s, int on)
{
    char body[64];

    (void)snprintf(body, sizeof(body), "{\"name\":\"rotate-strictly\",\"value\":%d}", on);
    sim_program_order(&s->sim, "POST", "/_sim/option", body);
}

static void start_callers(const stage *s, process *p, int calls)
{
    fast_clock clock = start_clock(1);
    char command[48];
    const char *const arguments[] = { "--ready", "--threads", "8", "--speed", clock.option, command, NULL };

    (void)snprintf(command, sizeof(command), "tokens:alice:%d", calls);
    stage_start(s, p, arguments);
}

typedef struct told {
    int worked;
    int different;
} told;

static told read_told(const process *p)
{
    const char *line = strstr(p->output, "tokens alice " OK);
    told t = { 0 };
    char *end = NULL;

    if (line == NULL)
        fail_msg("%s", p->output);
    t.worked = (int)strtol(line + strlen("tokens alice " OK), &end, 10);
    t.different = (int)strtol(end + strlen(" worked "), &end, 10);
    if (strcmp(end, " different \n") != 0)
        print_error("%s", line);
    return t;
}

/* Nobody fails: all are told the same token, of one request. */
static void blow(stage *s, int callers)
{
    process p[PROCESSES];
    told all = { 0 };
    int64_t started_ms;
    int i;

    let_tokens_end(s);
    for (i = 0; i < PROCESSES; i++)
        start_callers(s, &p[i], callers / PROCESSES + (i < callers % PROCESSES));
    for (i = 0; i < PROCESSES; i++)
        assert_true(process_read_until(&p[i], "ready"));
    started_ms = now_ms();
    for (i = 0; i < PROCESSES; i++)
        process_say(&p[i], "go on\n");
    for (i = 0; i < PROCESSES; i++) {
        told t;

        process_wait(&p[i]);
        assert_int_equal(p[i].exit_code, 0);
        t = read_told(&p[i]);
        all.worked += t.worked;
        all.different += t.different;
        process_free(&p[i]);
    }
    print_message("  %4d callers: %d token requests, %d told, %lld ms\n", callers, count_token_requests(s), all.worked,
                  (long long)(now_ms() - started_ms));
    assert_int_equal(all.worked, callers);
    assert_int_equal(all.different, 0);
    assert_int_equal(count_token_requests(s), 1);
}

static void test_however_many_ask_there_is_one_token_request(void **state)
{
    static const int callers[] = { 10, 100, 1000 };
    stage *s = *state;
    size_t i;

    order_strict_rotation(s, 1);
    for (i = 0; i < 2 * sizeof(callers) / sizeof(callers[0]); i++)
        blow(s, callers[i % 3]);
    order_strict_rotation(s, 0);
}

static int kills_wanted(void)
{
    const char *text = getenv("TEAMSINVITE_FAULT_KILLS");

    return text == NULL ? 60 : (int)strtol(text, NULL, 10);
}

static void start_caller(const stage *s, process *p, const fast_clock *clock, const char *fail)
{
    const char *const arguments[] = { "--ready", "--speed", clock->option, fail == NULL ? "token:alice" : "--fail",
                                      fail == NULL ? NULL : fail, "token:alice", NULL };

    stage_start(s, p, arguments);
}

/* Where a holder of the lease can die, and how many requests there are then at most. */
static const struct {
    const char *fail;
    int requests;
} places[] = {
    { "kill-after:lease/take the lease", 1 },
    { "kill-before:token.find/look once more", 1 },
    { "kill-after:token.find/look once more", 1 },
    { "kill-before:token.grant/ask for a token", 1 },
    { "kill-after:token.grant/ask for a token", 2 },
    { "kill-before:token.find/keep the tokens", 2 },
    { "kill-after:token.find/keep the tokens", 1 },
    { "kill-before:token.find/release the lease", 1 },
    { "kill-after:token.find/release the lease", 1 },
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* One dies with the lease, and two come after; they have a token within the time of a lease. */
static int kill_holder(stage *s, int place)
{
    fast_clock clock = start_clock(SPEED);
    process dying;
    process living[2];
    int64_t started_ms;
    int i;

    let_tokens_end(s);
    start_caller(s, &dying, &clock, places[place].fail);
    for (i = 0; i < 2; i++)
        start_caller(s, &living[i], &clock, NULL);
    assert_true(process_read_until(&dying, "ready"));
    process_say(&dying, "go on\n");
    process_wait(&dying);
    for (i = 0; i < 2; i++)
        assert_true(process_read_until(&living[i], "ready"));
    started_ms = now_ms();
    for (i = 0; i < 2; i++)
        process_say(&living[i], "go on\n");
    for (i = 0; i < 2; i++) {
        process_wait(&living[i]);
        if (strstr(living[i].output, "token alice " OK) == NULL)
            fail_msg("%s: %s", places[place].fail, living[i].output);
        process_free(&living[i]);
    }
    assert_true((now_ms() - started_ms) * SPEED < 2 * LEASE_MS);
    assert_in_range(count_token_requests(s), 1, places[place].requests);
    i = dying.killed;
    process_free(&dying);
    return i;
}

static void test_a_holder_may_die_anywhere(void **state)
{
    int wanted = kills_wanted();
    int64_t started_ms = now_ms();
    int killed = 0;
    int i;

    for (i = 0; i < wanted; i++)
        killed += kill_holder(*state, i % PLACES);
    print_message("  %d holders killed at %d places in %lld ms: none of the others was without a token\n", killed,
                  PLACES, (long long)(now_ms() - started_ms));
    assert_int_equal(killed, wanted);
    stage_check_file(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_however_many_ask_there_is_one_token_request),
        cmocka_unit_test(test_a_holder_may_die_anywhere),
    };

    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
