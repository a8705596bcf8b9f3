/* SPDX-License-Identifier: Apache-2.0 */
/* test_doctor.c - for each fault the doctor names the one thing that is broken, in both modes. */
#include <stdbool.h>

#include "support/world.h"

#define MINUTE_MS INT64_C(60000)
#define NOTHING (-1)

enum { DELEGATED = 1, APPLICATION = 2, BOTH = 3 };

typedef struct fault {
    const char *scenario;
    int modes;
    int32_t broken; /* TEAMSINVITE_CHECK_… */
    int32_t who;    /* of its remedy */
} fault;

#define CHECK(name) TEAMSINVITE_CHECK_##name
#define WHO(name) TEAMSINVITE_WHO_##name

static const fault faults[] = {
    { "secret-wrong", BOTH, CHECK(CREDENTIAL), WHO(HOST) },
    { "secret-expired", BOTH, CHECK(CREDENTIAL), WHO(HOST) },
    { "certificate-unknown", BOTH, CHECK(CREDENTIAL), WHO(HOST) },
    { "assertion-time", BOTH, CHECK(CREDENTIAL), WHO(HOST) },
    { "federation-mismatch", BOTH, CHECK(CREDENTIAL), WHO(HOST) },
    { "consent-not-effective", BOTH, CHECK(CONSENT), WHO(COMPANY_ADMIN) },
    { "consent-not-found", BOTH, CHECK(CONSENT), WHO(COMPANY_ADMIN) },
    { "consent-incomplete", BOTH, CHECK(CONSENT), WHO(NOBODY) },
    { "app-disabled", BOTH, CHECK(CONSENT), WHO(COMPANY_ADMIN) },
    { "app-without-roles", APPLICATION, CHECK(PERMISSIONS), WHO(COMPANY_ADMIN) },
    { "permission-missing", APPLICATION, CHECK(PERMISSIONS), WHO(COMPANY_ADMIN) },
    { "refresh-revoked", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-inactive", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-garbled", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-too-old", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-mfa", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-interaction", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "refresh-consent", DELEGATED, CHECK(CONNECTION), WHO(COMPANY_ADMIN) },
    { "user-disabled", DELEGATED, CHECK(CONNECTION), WHO(USER) },
    { "token-blocked", DELEGATED, CHECK(CONNECTION), WHO(COMPANY_ADMIN) },
    { "refresh-loop", DELEGATED, CHECK(ENTRA), WHO(NOBODY) },
    { "organizer-unknown@user", DELEGATED, CHECK(ORGANIZER), WHO(COMPANY_ADMIN) },
    { "policy-missing", APPLICATION, CHECK(MEETINGS), WHO(TEAMS_ADMIN) },
    { "policy-missing-general", APPLICATION, CHECK(MEETINGS), WHO(TEAMS_ADMIN) },
    { "policy-missing-old", APPLICATION, CHECK(MEETINGS), WHO(TEAMS_ADMIN) },
    { "policy-of-others", APPLICATION, CHECK(MEETINGS), WHO(TEAMS_ADMIN) },
    { "graph-403@lookup", BOTH, CHECK(MEETINGS), WHO(COMPANY_ADMIN) },
    { "graph-429=600", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-429-bare", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-500", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-503", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-504", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-proxy", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-cut", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "graph-not-json", BOTH, CHECK(GRAPH), WHO(NOBODY) },
    { "token-429-text", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "token-503", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "token-proxy", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "token-cut", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "token-empty-object", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "keys-503", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "keys-cut", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "keys-not-json", BOTH, CHECK(ENTRA), WHO(NOBODY) },
    { "clock-ahead=300", BOTH, CHECK(CLOCK), WHO(HOST) },
    { "clock-behind=300", BOTH, CHECK(CLOCK), WHO(HOST) },
    { "clock-ahead=60", BOTH, NOTHING, 0 },
    { "link-alive-after-delete", BOTH, NOTHING, 0 },
};

static void prepare(world *w, int32_t mode)
{
    teamsinvite_error *err = NULL;

    world_enable_in(w, mode);
    assert_worked(teamsinvite_sim_grant_policy(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, NULL, &err),
                  err);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS); /* the policy works, tokens have to be renewed */
}

static teamsinvite_report *examine(world *w)
{
    teamsinvite_report *report = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_doctor_run(w->client, w->admin, "alice", &report, &err), err);
    return report;
}

static void print_row(const char *scenario, int32_t mode, const teamsinvite_report *report)
{
    int32_t broken = teamsinvite_report_broken(report);

    print_message("  %-26s %-12s %-12s %s\n", scenario, teamsinvite_mode_name(mode),
                  broken < 0 ? "nothing" : teamsinvite_check_name(broken),
                  broken < 0 ? "" : teamsinvite_error_message(teamsinvite_report_error(report, broken)));
}

/* One check is bad; what comes before it is good or does not apply, and nothing behind it was looked at. */
static void assert_one_is_broken(const teamsinvite_report *report, int32_t broken)
{
    int32_t check;

    for (check = 0; check < TEAMSINVITE_CHECK_COUNT; check++) {
        bool is_bad = teamsinvite_report_verdict(report, check) == TEAMSINVITE_VERDICT_BAD;

        assert_int_equal(is_bad, check == broken);
        assert_int_equal(teamsinvite_report_error(report, check) != NULL, is_bad);
        if (broken >= 0 && check > broken)
            assert_int_not_equal(teamsinvite_report_verdict(report, check), TEAMSINVITE_VERDICT_BAD);
    }
}

static bool check_fault(void **state, const fault *f, int32_t mode)
{
    world *w = *state;
    teamsinvite_report *report;
    teamsinvite_error *err = NULL;
    int64_t records;
    bool as_wanted;

    prepare(w, mode);
    assert_worked(teamsinvite_sim_set_scenario(w->sim, f->scenario, -1, &err), err);
    records = (int64_t)teamsinvite_memory_count(w->memory);
    report = examine(w);
    print_row(f->scenario, mode, report);
    as_wanted = teamsinvite_report_broken(report) == f->broken;
    if (as_wanted) {
        assert_one_is_broken(report, f->broken);
        if (f->broken >= 0)
            as_wanted = teamsinvite_error_remedy_who(teamsinvite_report_error(report, f->broken)) == f->who;
    }
    if (!as_wanted)
        print_error("  ^ not what was wanted: %s, who %d\n", teamsinvite_check_name(f->broken), f->who);
    assert_true((int64_t)teamsinvite_memory_count(w->memory) <= records + 2); /* an app token, a gate */
    teamsinvite_report_free(report);
    world_teardown(state);
    world_setup(state);
    return as_wanted;
}

static void test_each_fault_is_named(void **state)
{
    size_t wrong = 0;
    size_t rows = 0;
    size_t i;

    for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        if ((faults[i].modes & DELEGATED) != 0)
            wrong += !check_fault(state, &faults[i], TEAMSINVITE_MODE_DELEGATED);
        if ((faults[i].modes & APPLICATION) != 0)
            wrong += !check_fault(state, &faults[i], TEAMSINVITE_MODE_APPLICATION);
        rows += faults[i].modes == BOTH ? 2 : 1;
    }
    print_message("  %zu faults examined\n", rows);
    assert_int_equal(wrong, 0);
}

static void test_a_sound_company_is_sound(void **state)
{
    int32_t mode;
    int32_t check;

    for (mode = TEAMSINVITE_MODE_DELEGATED; mode <= TEAMSINVITE_MODE_APPLICATION; mode++) {
        world *w = *state;
        teamsinvite_report *report;

        prepare(w, mode);
        report = examine(w);
        for (check = 0; check < TEAMSINVITE_CHECK_COUNT; check++) {
            bool applies = mode == TEAMSINVITE_MODE_APPLICATION || check != TEAMSINVITE_CHECK_PERMISSIONS;

            print_message("  %-12s %s\n", teamsinvite_check_name(check), teamsinvite_report_evidence(report, check));
            assert_int_equal(teamsinvite_report_verdict(report, check),
                             applies ? TEAMSINVITE_VERDICT_GOOD : TEAMSINVITE_VERDICT_NOT_CHECKED);
        }
        assert_int_equal(teamsinvite_report_broken(report), NOTHING);
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
        teamsinvite_report_free(report);
        world_teardown(state);
        world_setup(state);
    }
}

static void test_what_is_missing_in_the_records_is_named(void **state)
{
    world *w = *state;
    teamsinvite_report *report = NULL;
    teamsinvite_error *err = NULL;

    report = examine(w);
    assert_int_equal(teamsinvite_report_broken(report), TEAMSINVITE_CHECK_COMPANY);
    assert_int_equal(teamsinvite_report_verdict(report, TEAMSINVITE_CHECK_STORAGE), TEAMSINVITE_VERDICT_GOOD);
    teamsinvite_report_free(report);
    world_enable(w);
    report = examine(w);
    assert_int_equal(teamsinvite_report_broken(report), TEAMSINVITE_CHECK_CONNECTION);
    teamsinvite_report_free(report);
    assert_worked(teamsinvite_doctor_run(w->client, w->admin, NULL, &report, &err), err);
    assert_int_equal(teamsinvite_report_broken(report), NOTHING);
    teamsinvite_report_free(report);
}

static void test_an_account_without_a_licence_is_named(void **state)
{
    int32_t mode;

    for (mode = TEAMSINVITE_MODE_DELEGATED; mode <= TEAMSINVITE_MODE_APPLICATION; mode++) {
        world *w = *state;
        teamsinvite_report *report;
        teamsinvite_error *err = NULL;

        prepare(w, mode);
        assert_worked(teamsinvite_sim_set_user_flags(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, 0, &err), err);
        report = examine(w);
        print_row("no licence", mode, report);
        assert_int_equal(teamsinvite_report_broken(report), TEAMSINVITE_CHECK_LICENCE);
        assert_int_equal(teamsinvite_error_remedy_what(teamsinvite_report_error(report, TEAMSINVITE_CHECK_LICENCE)),
                         TEAMSINVITE_DO_ASSIGN_LICENCE);
        teamsinvite_report_free(report);
        world_teardown(state);
        world_setup(state);
    }
}

static void fail_storage(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "the disk is full");
}

static teamsinvite_status break_storage(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_storage(config, fail_storage, NULL, NULL, err);
}

static void test_a_storage_that_fails_is_named(void **state)
{
    world *w = *state;
    teamsinvite_report *report;

    w->configure = break_storage;
    world_new_client(w);
    report = examine(w);
    assert_int_equal(teamsinvite_report_broken(report), TEAMSINVITE_CHECK_STORAGE);
    assert_one_is_broken(report, TEAMSINVITE_CHECK_STORAGE);
    teamsinvite_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_fault_is_named, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_sound_company_is_sound, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_missing_in_the_records_is_named, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_an_account_without_a_licence_is_named, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_storage_that_fails_is_named, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
