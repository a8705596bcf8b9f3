/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "loop/turns.h"

enum { MANY = 1000, TENANTS = 7 };

static void ask(ti_turns *turns, ti_turn *turn, const char *host, const char *tenant)
{
    assert_true(ti_turns_ask(turns, turn, ti_slice_of(host), tenant, false));
}

static void test_as_many_as_the_host_may_have_and_the_next_when_one_leaves(void **state)
{
    ti_turns turns = { .per_host = 2, .per_tenant = 2 };
    ti_turn t[3] = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++)
        ask(&turns, &t[i], "graph", "contoso");
    assert_ptr_equal(ti_turns_next(&turns), &t[0]);
    assert_ptr_equal(ti_turns_next(&turns), &t[1]);
    assert_null(ti_turns_next(&turns));
    ti_turns_leave(&turns, &t[0]);
    assert_ptr_equal(ti_turns_next(&turns), &t[2]);
    ti_turns_leave(&turns, &t[1]);
    ti_turns_leave(&turns, &t[2]);
    assert_null(turns.hosts);
}

static void test_a_tenant_is_limited_and_holds_up_nobody_else(void **state)
{
    ti_turns turns = { .per_host = 10, .per_tenant = 2 };
    ti_turn contoso[5] = { 0 };
    ti_turn fabrikam = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < 5; i++)
        ask(&turns, &contoso[i], "graph", "contoso");
    ask(&turns, &fabrikam, "graph", "fabrikam");
    assert_ptr_equal(ti_turns_next(&turns), &contoso[0]);
    assert_ptr_equal(ti_turns_next(&turns), &fabrikam); /* they take turns, first come or not */
    assert_ptr_equal(ti_turns_next(&turns), &contoso[1]);
    assert_null(ti_turns_next(&turns));
    ti_turns_leave(&turns, &contoso[0]);
    assert_ptr_equal(ti_turns_next(&turns), &contoso[2]);
    for (i = 0; i < 5; i++)
        ti_turns_leave(&turns, &contoso[i]);
    ti_turns_leave(&turns, &fabrikam);
    assert_null(turns.hosts);
}

static void test_hosts_have_limits_of_their_own(void **state)
{
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    ti_turn graph[2] = { 0 };
    ti_turn entra[2] = { 0 };

    (void)state;
    ask(&turns, &graph[0], "graph", "contoso");
    ask(&turns, &graph[1], "graph", "contoso");
    ask(&turns, &entra[0], "entra", "contoso");
    assert_non_null(ti_turns_next(&turns));
    assert_non_null(ti_turns_next(&turns));
    assert_null(ti_turns_next(&turns));
    assert_true(graph[0].has_it && entra[0].has_it && !graph[1].has_it);
    ti_turns_leave(&turns, &entra[0]);
    assert_null(ti_turns_next(&turns));
    ti_turns_leave(&turns, &graph[1]); /* gave up while it waited */
    ti_turns_leave(&turns, &graph[0]);
    assert_null(ti_turns_next(&turns));
    assert_null(turns.hosts);
}

static void test_who_waits_nowhere_may_leave(void **state)
{
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    ti_turn turn = { 0 };

    (void)state;
    ti_turns_leave(&turns, &turn);
    assert_false(turn.has_it);
}

static void test_a_host_name_that_is_too_long_is_refused(void **state)
{
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    ti_turn turn = { 0 };
    char name[400] = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i + 1 < sizeof(name); i++)
        name[i] = 'a';
    assert_false(ti_turns_ask(&turns, &turn, ti_slice_of(name), "contoso", false));
    assert_null(turns.hosts);
}

/* One tenant with much and six with little: after n rounds nobody is more than
 * one turn ahead of anybody who still waits. */
static void test_a_thousand_of_one_tenant_do_not_hold_up_six_others(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    size_t served[TENANTS] = { 0 };
    size_t left[TENANTS] = { 0 };
    char tenant[16];
    ti_turn *turn;
    size_t i;
    size_t k;

    (void)state;
    for (i = 0; i < MANY; i++) {
        k = i < MANY - 60 ? 0 : 1 + i % (TENANTS - 1);
        left[k]++;
        (void)snprintf(tenant, sizeof(tenant), "tenant-%zu", k);
        ask(&turns, &many[i], "graph", tenant);
    }
    for (i = 0; (turn = ti_turns_next(&turns)) != NULL; i++) {
        size_t at = (size_t)(turn - many);
        size_t of = at < MANY - 60 ? 0 : 1 + at % (TENANTS - 1);

        served[of]++;
        left[of]--;
        for (k = 0; k < TENANTS; k++)
            assert_true(left[k] == 0 || served[of] <= served[k] + 1);
        ti_turns_leave(&turns, turn);
    }
    assert_int_equal(i, MANY);
    assert_null(turns.hosts);
}

/* What is begun is ended before the next is begun, in the order of asking. */
static void test_who_goes_ahead_goes_before_all_who_have_not_begun(void **state)
{
    static const size_t expected[] = { 0, 3, 4, 5, 1, 2 };
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    ti_turn t[6] = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++)
        ask(&turns, &t[i], "graph", "contoso");
    assert_ptr_equal(ti_turns_next(&turns), &t[0]);
    for (i = 3; i < 6; i++)
        assert_true(ti_turns_ask(&turns, &t[i], TI_SLICE("graph"), "contoso", true));
    for (i = 0; i < 6; i++) {
        if (i > 0)
            assert_ptr_equal(ti_turns_next(&turns), &t[expected[i]]);
        ti_turns_leave(&turns, &t[expected[i]]);
    }
    assert_null(turns.hosts);
}

static void test_one_who_goes_ahead_and_gives_up_leaves_the_order_as_it_is(void **state)
{
    ti_turns turns = { .per_host = 1, .per_tenant = 1 };
    ti_turn t[5] = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++)
        ask(&turns, &t[i], "graph", "contoso");
    for (i = 2; i < 4; i++)
        assert_true(ti_turns_ask(&turns, &t[i], TI_SLICE("graph"), "contoso", true));
    ti_turns_leave(&turns, &t[3]);
    assert_true(ti_turns_ask(&turns, &t[4], TI_SLICE("graph"), "contoso", true));
    for (i = 0; i < 4; i++) {
        static const size_t expected[] = { 2, 4, 0, 1 };

        assert_ptr_equal(ti_turns_next(&turns), &t[expected[i]]);
        ti_turns_leave(&turns, &t[expected[i]]);
    }
    assert_null(turns.hosts);
}

static void test_a_tenant_that_is_not_known_counts_into_the_hosts_limit_only(void **state)
{
    ti_turns turns = { .per_host = 3, .per_tenant = 1 };
    ti_turn t[4] = { 0 };
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++)
        ask(&turns, &t[i], "login", "");
    for (i = 0; i < 3; i++)
        assert_ptr_equal(ti_turns_next(&turns), &t[i]);
    assert_null(ti_turns_next(&turns));
    for (i = 0; i < 4; i++)
        ti_turns_leave(&turns, &t[i]);
    assert_null(turns.hosts);
}

static size_t take_all(ti_turns *turns)
{
    size_t taken = 0;

    while (ti_turns_next(turns) != NULL)
        taken++;
    return taken;
}

static void ask_many(ti_turns *turns, ti_turn many[MANY])
{
    char tenant[16];
    size_t i;

    for (i = 0; i < MANY; i++) {
        (void)snprintf(tenant, sizeof(tenant), "tenant-%zu", i);
        many[i] = (ti_turn){ 0 };
        ask(turns, &many[i], "graph", tenant);
    }
}

static void leave_all(ti_turns *turns, ti_turn many[MANY])
{
    size_t i;

    for (i = 0; i < MANY; i++)
        ti_turns_leave(turns, &many[i]);
    ti_turns_clear(turns);
    assert_null(turns->hosts);
}

static void test_before_a_host_is_known_no_more_are_sent_than_one_connection_may_take(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = MANY, .per_tenant = 1 };

    (void)state;
    ask_many(&turns, many);
    assert_int_equal(take_all(&turns), TI_TURNS_STREAMS);
    ti_turns_opened(&many[0]);
    ti_turns_learn(&many[0], false);
    assert_int_equal(take_all(&turns), MANY - TI_TURNS_STREAMS);
    leave_all(&turns, many);
}

/* One connection more, then two more, then four more. */
static void test_where_connections_are_shared_there_are_at_most_as_many_openers_as_connections(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = MANY, .per_tenant = 1 };
    size_t connections = 1;
    size_t taken;
    size_t i;

    (void)state;
    ask_many(&turns, many);
    taken = take_all(&turns);
    ti_turns_opened(&many[0]);
    ti_turns_learn(&many[0], true);
    while (connections < 8) {
        taken += take_all(&turns);
        assert_int_equal(taken, connections * (TI_TURNS_STREAMS + 1));
        for (i = 0; i < connections; i++)
            ti_turns_opened(&many[taken - 1 - i]); /* well or not */
        connections *= 2;
    }
    assert_int_equal(taken + take_all(&turns), 8 * (TI_TURNS_STREAMS + 1));
    leave_all(&turns, many);
}

static void test_a_host_that_no_longer_shares_connections_is_given_one_each(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = MANY, .per_tenant = 1 };

    (void)state;
    ask_many(&turns, many);
    assert_int_equal(take_all(&turns), TI_TURNS_STREAMS);
    ti_turns_opened(&many[0]);
    ti_turns_learn(&many[0], true);
    assert_int_equal(take_all(&turns), 1);
    ti_turns_learn(&many[1], false);
    assert_int_equal(take_all(&turns), MANY - TI_TURNS_STREAMS - 1);
    leave_all(&turns, many);
}

static void test_hosts_take_turns_too(void **state)
{
    ti_turns turns = { .per_host = 4, .per_tenant = 4 };
    ti_turn graph[3] = { 0 };
    ti_turn entra[3] = { 0 };
    ti_turn *last = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        ask(&turns, &graph[i], "graph", "contoso");
        ask(&turns, &entra[i], "entra", "contoso");
    }
    for (i = 0; i < 6; i++) {
        ti_turn *turn = ti_turns_next(&turns);

        assert_non_null(turn);
        if (last != NULL)
            assert_true((last >= graph && last < graph + 3) != (turn >= graph && turn < graph + 3));
        last = turn;
    }
    for (i = 0; i < 3; i++) {
        ti_turns_leave(&turns, &graph[i]);
        ti_turns_leave(&turns, &entra[i]);
    }
    assert_null(turns.hosts);
}

static void test_it_does_not_matter_whether_the_opener_ends_first(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = MANY, .per_tenant = 1 };

    (void)state;
    ask_many(&turns, many);
    assert_int_equal(take_all(&turns), TI_TURNS_STREAMS);
    ti_turns_learn(&many[1], true);
    assert_int_equal(take_all(&turns), 1);
    ti_turns_opened(&many[0]);
    ti_turns_learn(&many[0], true);
    assert_int_equal(take_all(&turns), 0);
    leave_all(&turns, many);
}

static void test_what_a_host_has_shown_outlives_its_queues(void **state)
{
    static ti_turn many[MANY];
    ti_turns turns = { .per_host = MANY, .per_tenant = 1 };
    ti_turn first = { 0 };

    (void)state;
    ask(&turns, &first, "graph", "contoso");
    assert_ptr_equal(ti_turns_next(&turns), &first);
    ti_turns_opened(&first);
    ti_turns_learn(&first, false);
    ti_turns_leave(&turns, &first);
    ask_many(&turns, many);
    assert_int_equal(take_all(&turns), MANY);
    leave_all(&turns, many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_many_as_the_host_may_have_and_the_next_when_one_leaves),
        cmocka_unit_test(test_a_tenant_is_limited_and_holds_up_nobody_else),
        cmocka_unit_test(test_hosts_have_limits_of_their_own),
        cmocka_unit_test(test_who_waits_nowhere_may_leave),
        cmocka_unit_test(test_a_host_name_that_is_too_long_is_refused),
        cmocka_unit_test(test_a_thousand_of_one_tenant_do_not_hold_up_six_others),
        cmocka_unit_test(test_who_goes_ahead_goes_before_all_who_have_not_begun),
        cmocka_unit_test(test_one_who_goes_ahead_and_gives_up_leaves_the_order_as_it_is),
        cmocka_unit_test(test_a_tenant_that_is_not_known_counts_into_the_hosts_limit_only),
        cmocka_unit_test(test_before_a_host_is_known_no_more_are_sent_than_one_connection_may_take),
        cmocka_unit_test(test_where_connections_are_shared_there_are_at_most_as_many_openers_as_connections),
        cmocka_unit_test(test_a_host_that_no_longer_shares_connections_is_given_one_each),
        cmocka_unit_test(test_hosts_take_turns_too),
        cmocka_unit_test(test_it_does_not_matter_whether_the_opener_ends_first),
        cmocka_unit_test(test_what_a_host_has_shown_outlives_its_queues),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
