/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_kill_random.c - three workers at a time do this and that to thirty
 * references, and are killed at any moment, 200 times. In the end there is a
 * meeting for each link, and a link for each meeting.
 *
 * TEAMSINVITE_FAULT_KILLS=N for more, TEAMSINVITE_FAULT_SEED=N for others.
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

enum { REFERENCES = 30, AT_ONCE = 3, MOVED_S = 900, IOS_MAX = 15, LATEST_US = 20000 };

#define OK "TEAMSINVITE_OK "

typedef struct move {
    const char *operation;
    int reference;
    int start_s;
    bool at_random_time; /* killed then; else by its failpoint, or not at all */
    char fail[32];
    process worker;
} move;

typedef struct game {
    stage *stage;
    uint64_t random;
    char *links[REFERENCES]; /* as somebody was told; NULL: nobody was, or it may have changed since */
    int rounds;
    int moves;
    int kills;
} game;

static int64_t number_from(const char *name, int64_t otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtoll(text, NULL, 10);
}

/* xorshift64*: the same moves for the same seed, on every system. */
static int draw(game *g, int below)
{
    g->random ^= g->random >> 12;
    g->random ^= g->random << 25;
    g->random ^= g->random >> 27;
    return (int)((g->random * UINT64_C(2685821657736338717) >> 33) % (uint64_t)below);
}

static bool is(const move *m, const char *operation)
{
    return strcmp(m->operation, operation) == 0;
}

static const char *draw_operation(game *g)
{
    static const char *const operations[] = { "create", "create", "create", "update", "update", "revoke", "handover" };

    return operations[draw(g, sizeof(operations) / sizeof(operations[0]))];
}

static void plan_kill(game *g, move *m)
{
    static const char *const mishaps[] = { "kill-before", "kill-after" };

    m->at_random_time = draw(g, 2) == 0;
    if (!m->at_random_time)
        (void)snprintf(m->fail, sizeof(m->fail), "%s:%d", mishaps[draw(g, 2)], 1 + draw(g, IOS_MAX));
}

/* Every eighth time they all recover, after who was killed is dead by the clock.
 * Else two of them may come to the same reference. */
static void plan_moves(game *g, move moves[AT_ONCE])
{
    bool recover = draw(g, 8) == 0;
    int first = draw(g, REFERENCES);
    int i;

    for (i = 0; i < AT_ONCE; i++) {
        moves[i] = (move){ .operation = recover ? "recover" : draw_operation(g) };
        moves[i].reference = (first + (i == 1 && draw(g, 2) == 0 ? 0 : i * 7)) % REFERENCES;
        if (is(&moves[i], "update"))
            moves[i].start_s = draw(g, 2) * MOVED_S;
        if (draw(g, 8) != 0)
            plan_kill(g, &moves[i]);
    }
    if (recover)
        g->stage->ahead_ms += STAGE_DEAD_MS;
}

/* Who revokes or hands over makes another link possible, also for who is at the same reference just then. */
static void forget_links(game *g, const move moves[AT_ONCE])
{
    int i;

    for (i = 0; i < AT_ONCE; i++) {
        if (is(&moves[i], "revoke") || is(&moves[i], "handover")) {
            free(g->links[moves[i].reference]);
            g->links[moves[i].reference] = NULL;
        }
    }
}

static void start_move(game *g, move *m)
{
    stage_command command = stage_ask(g->stage, m->operation, m->reference, m->start_s);
    const char *const arguments[] = { "--ready", m->fail[0] == '\0' ? command.text : "--fail",
                                      m->fail[0] == '\0' ? NULL : m->fail, command.text, NULL };

    stage_start(g->stage, &m->worker, arguments);
}

/* What was said once is said again, until it is revoked or handed over. */
static void take_link(game *g, const move *m, const char *link)
{
    char *known = g->links[m->reference];

    if (known != NULL && strcmp(known, link) != 0)
        fail_msg("round %d, %s r-%d: another link than before", g->rounds, m->operation, m->reference);
    if (known != NULL)
        return;
    g->links[m->reference] = malloc(strlen(link) + 1);
    assert_non_null(g->links[m->reference]);
    memcpy(g->links[m->reference], link, strlen(link) + 1);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Only a kill in the middle of the work counts, before there is a result. */
static void take_result(game *g, const move *m)
{
    char *result = stage_result(&m->worker, m->operation, m->reference);

    g->kills += result == NULL;
    assert_true(result != NULL || m->worker.killed);
    if (result == NULL)
        return;
    if (begins(result, OK) && (is(m, "create") || is(m, "update")))
        take_link(g, m, result + strlen(OK));
    else if (!begins(result, OK) && !begins(result, "TEAMSINVITE_E_CONFLICT ") &&
             !begins(result, "TEAMSINVITE_E_NOT_FOUND ") && !begins(result, "TEAMSINVITE_E_MEETING_GONE "))
        fail_msg("round %d, %s r-%d: %s", g->rounds, m->operation, m->reference, result);
    free(result);
}

static void end_move(game *g, move *m)
{
    process_wait(&m->worker);
    assert_true(m->worker.killed || m->worker.exit_code == 0);
    g->moves++;
    take_result(g, m);
    process_free(&m->worker);
}

static void play_round(game *g)
{
    struct timespec until_kill = { 0 };
    move moves[AT_ONCE];
    int i;

    plan_moves(g, moves);
    forget_links(g, moves);
    g->rounds++;
    for (i = 0; i < AT_ONCE; i++)
        start_move(g, &moves[i]);
    for (i = 0; i < AT_ONCE; i++)
        assert_true(process_read_until(&moves[i].worker, "ready"));
    for (i = 0; i < AT_ONCE; i++)
        process_say(&moves[i].worker, "go on\n");
    until_kill.tv_nsec = (long)draw(g, LATEST_US) * 1000;
    (void)nanosleep(&until_kill, NULL);
    for (i = 0; i < AT_ONCE; i++) {
        if (moves[i].at_random_time)
            process_kill(&moves[i].worker);
    }
    for (i = 0; i < AT_ONCE; i++)
        end_move(g, &moves[i]);
    forget_links(g, moves);
}

static void recover_twice_at_once(const game *g)
{
    static const char *const arguments[] = { "--clock-ahead", STAGE_DEAD_TEXT, "recover", NULL };
    process p[2];
    size_t i;

    for (i = 0; i < 2; i++)
        stage_start(g->stage, &p[i], arguments);
    for (i = 0; i < 2; i++) {
        process_wait(&p[i]);
        assert_int_equal(stage_read_recovery(&p[i]).left, 0);
        process_free(&p[i]);
    }
}

/* And what somebody was told is what is stored. */
static stage_tally count(const game *g, int *links)
{
    stage_view *views = stage_look(g->stage, 0, REFERENCES);
    stage_tally tally = stage_count(views, REFERENCES);
    int i;

    for (i = 0; i < REFERENCES; i++) {
        *links += views[i].stored_url != NULL;
        if (stage_count(&views[i], 1).lost > 0)
            print_error("r-%d: %s is stored, %s there (%d), %s told\n", i, views[i].stored_url, views[i].meeting_url,
                        views[i].meetings, g->links[i]);
        tally.lost +=
            g->links[i] != NULL && (views[i].stored_url == NULL || strcmp(views[i].stored_url, g->links[i]) != 0);
    }
    assert_int_equal(stage_count_unset(g->stage, views, REFERENCES), 0);
    stage_free_views(views, REFERENCES);
    return tally;
}

static void test_nothing_is_lost_double_or_orphaned_by_kills_at_random(void **state)
{
    int64_t seed = number_from("TEAMSINVITE_FAULT_SEED", 1);
    int64_t wanted = number_from("TEAMSINVITE_FAULT_KILLS", 200);
    game g = { .stage = *state, .random = (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + 1 };
    stage_tally tally;
    int links = 0;
    int i;

    while (g.kills < wanted)
        play_round(&g);
    recover_twice_at_once(&g);
    tally = count(&g, &links);
    for (i = 0; i < REFERENCES; i++)
        free(g.links[i]);
    print_message("             seed %lld: %d rounds, %d moves, %d kills, %d links\n", (long long)seed, g.rounds,
                  g.moves, g.kills, links);
    print_message("             | kills | lost | double | orphans | unfinished |\n");
    print_message("             | %5d | %4d | %6d | %7d | %10d |\n", g.kills, tally.lost, tally.doubled, tally.orphans,
                  tally.intents);
    assert_int_equal(tally.lost + tally.doubled + tally.orphans + tally.intents, 0);
    stage_check_file(g.stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_lost_double_or_orphaned_by_kills_at_random),
    };

    /* A leak check that is killed on its way complains loudly; the other tests check for leaks. */
    if (setenv("ASAN_OPTIONS", "detect_leaks=0", 1) != 0)
        return 1;
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
