/* SPDX-License-Identifier: Apache-2.0 */
/* Settings of a meeting: on before the link is given out, single ones over the preset, and ways in handed through. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "support/world.h"

static int setup(void **state)
{
    int result = world_setup(state);
    world *w = *state;

    if (result == 0) {
        world_enable(w);
        world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    }
    return result;
}

/* What Graph would answer about the meeting; yours to delete. */
static cJSON *look(const world *w, const char *join_url)
{
    teamsinvite_sim_meeting *there = NULL;
    teamsinvite_error *err = NULL;
    cJSON *json;

    assert_worked(teamsinvite_sim_find_meeting(w->sim, join_url, &there, &err), err);
    json = cJSON_Parse(teamsinvite_sim_meeting_json(there));
    assert_non_null(json);
    teamsinvite_sim_meeting_free(there);
    return json;
}

static const char *word(const cJSON *json, const char *name)
{
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, name));

    return value == NULL ? "?" : value;
}

static int is_on(const cJSON *json, const char *name)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(json, name));
}

typedef struct expected {
    int32_t lobby, presenters, chat, record, announce, bypass;
    const char *scope;
    const char *presenter_word;
    const char *chat_word;
} expected;

static void assert_has(const world *w, const teamsinvite_meeting *meeting, const expected *e)
{
    cJSON *json = look(w, teamsinvite_meeting_join_url(meeting));
    const cJSON *lobby = cJSON_GetObjectItemCaseSensitive(json, "lobbyBypassSettings");

    assert_string_equal(word(lobby, "scope"), e->scope);
    assert_int_equal(is_on(lobby, "isDialInBypassEnabled"), e->bypass);
    assert_string_equal(word(json, "allowedPresenters"), e->presenter_word);
    assert_string_equal(word(json, "allowMeetingChat"), e->chat_word);
    assert_int_equal(is_on(json, "recordAutomatically"), e->record);
    assert_int_equal(is_on(json, "isEntryExitAnnounced"), e->announce);
    cJSON_Delete(json);
}

static void apply(teamsinvite_meeting_request *request, const expected *e)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_set_lobby(request, e->lobby, &err), err);
    assert_worked(teamsinvite_meeting_request_set_presenters(request, e->presenters, &err), err);
    assert_worked(teamsinvite_meeting_request_set_chat(request, e->chat, &err), err);
    assert_worked(teamsinvite_meeting_request_set_recording(request, e->record, &err), err);
    assert_worked(teamsinvite_meeting_request_set_entry_announcement(request, e->announce, &err), err);
    assert_worked(teamsinvite_meeting_request_set_dial_in_bypass(request, e->bypass, &err), err);
}

static const expected preset = { 0, 0, 0, 0, 0, 0, "organization", "organization", "limited" };

static const expected variants[] = {
    { 1, 1, 1, 0, 0, 0, "organizer", "organizer", "disabled" },
    { 2, 2, 2, 1, 0, 0, "organization", "organization", "limited" },
    { 3, 3, 3, 0, 1, 0, "organizationAndFederated", "everyone", "enabled" },
    { 4, 2, 1, 0, 0, 1, "everyone", "organization", "disabled" },
    { 4, 3, 3, 1, 1, 1, "everyone", "everyone", "enabled" },
};

static void test_the_preset_is_the_interviews(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting = world_create(w, w->alice, "preset");

    assert_has(w, meeting, &preset);
    teamsinvite_meeting_free(meeting);
}

static void test_each_setting_can_be_another_one(void **state)
{
    world *w = *state;
    char reference[] = "variant-0";
    size_t i;

    for (i = 0; i < sizeof(variants) / sizeof(variants[0]); i++) {
        teamsinvite_meeting_request *request;
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;

        reference[8] = (char)('0' + i);
        request = world_request(w, reference, 24);
        apply(request, &variants[i]);
        assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
        assert_has(w, meeting, &variants[i]);
        teamsinvite_meeting_free(meeting);
        teamsinvite_meeting_request_free(request);
    }
}

static void test_settings_are_changed_by_update_and_not_by_create(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting = world_create(w, w->alice, "change");
    teamsinvite_meeting_request *request = world_request(w, "change", 24);
    teamsinvite_meeting *changed = NULL;
    teamsinvite_error *err = NULL;

    apply(request, &variants[4]);
    assert_int_equal(teamsinvite_meeting_create(w->client, w->alice, request, &changed, &err),
                     TEAMSINVITE_E_CONFLICT);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_UPDATE_MEETING);
    assert_non_null(strstr(teamsinvite_error_message(err), "meeting.update"));
    teamsinvite_error_free(err);
    err = NULL;
    assert_has(w, meeting, &preset);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &changed, &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 2);
    assert_int_equal(teamsinvite_meeting_is_changed(changed), 1);
    assert_has(w, changed, &variants[4]);
    teamsinvite_meeting_free(changed);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &changed, &err), err);
    assert_int_equal(teamsinvite_meeting_is_changed(changed), 0);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    teamsinvite_meeting_free(changed);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void test_other_times_in_a_second_create_are_a_conflict(void **state)
{
    world *w = *state;
    static const int64_t moves[][2] = { { 1800000, 0 }, { 0, 1800000 }, { -1800000, -1800000 } };
    int64_t start_ms = WORLD_START_MS + 24 * WORLD_HOUR_MS;
    size_t i;

    teamsinvite_meeting_free(world_create(w, w->alice, "times"));
    for (i = 0; i < 3; i++) {
        teamsinvite_meeting_request *request = world_request(w, "times", 24);
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;

        assert_worked(teamsinvite_meeting_request_set_times(request, start_ms + moves[i][0],
                                                            start_ms + WORLD_HOUR_MS + moves[i][1], &err),
                      err);
        assert_int_equal(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err),
                         TEAMSINVITE_E_CONFLICT);
        assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_UPDATE_MEETING);
        teamsinvite_error_free(err);
        err = NULL;
        assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &meeting, &err), err);
        teamsinvite_meeting_free(meeting);
        assert_int_equal(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), TEAMSINVITE_OK);
        teamsinvite_meeting_free(meeting);
        teamsinvite_meeting_request_free(request);
    }
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

/* A create that failed for reasons of Microsoft's does not stand in the way of other times. */
static void test_after_a_failure_other_times_can_be_tried_at_once(void **state)
{
    static const char *const troubles[] = { "no-licence", "graph-504", "graph-500-after-create" };
    world *w = *state;
    char reference[] = "trouble-0";
    size_t i;

    for (i = 0; i < 3; i++) {
        teamsinvite_meeting_request *request;
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;

        reference[8] = (char)('0' + i);
        request = world_request(w, reference, 24);
        assert_worked(teamsinvite_sim_set_scenario(w->sim, troubles[i], -1, &err), err);
        assert_true(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, NULL) != TEAMSINVITE_OK);
        teamsinvite_sim_clear_scenarios(w->sim);
        teamsinvite_meeting_request_free(request);
        request = world_request(w, reference, 30);
        assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
        teamsinvite_meeting_free(meeting);
        teamsinvite_meeting_request_free(request);
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), (int64_t)i + 1);
    }
}

static teamsinvite_status set_subject(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_meeting_subject(config, "Video interview 2030", err);
}

static void test_the_subject_is_the_configured_one(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting;
    cJSON *json;

    w->configure = set_subject;
    world_new_client(w);
    meeting = world_create(w, w->alice, "subject");
    json = look(w, teamsinvite_meeting_join_url(meeting));
    assert_string_equal(word(json, "subject"), "Video interview 2030");
    cJSON_Delete(json);
    teamsinvite_meeting_free(meeting);
}

static void assert_has_ways_in(const world *w, const teamsinvite_meeting *meeting)
{
    cJSON *json = look(w, teamsinvite_meeting_join_url(meeting));
    const cJSON *audio = cJSON_GetObjectItemCaseSensitive(json, "audioConferencing");
    const cJSON *by_id = cJSON_GetObjectItemCaseSensitive(json, "joinMeetingIdSettings");

    assert_string_equal(teamsinvite_meeting_dial_in_number(meeting), word(audio, "tollNumber"));
    assert_string_equal(teamsinvite_meeting_conference_id(meeting), word(audio, "conferenceId"));
    assert_string_equal(teamsinvite_meeting_join_id(meeting), word(by_id, "joinMeetingId"));
    if (is_on(by_id, "isPasscodeRequired"))
        assert_string_equal(teamsinvite_meeting_passcode(meeting), word(by_id, "passcode"));
    else
        assert_string_equal(teamsinvite_meeting_passcode(meeting), "");
    cJSON_Delete(json);
}

static void test_ways_in_are_handed_through_and_fetched_again_where_wanted(void **state)
{
    world *w = *state;
    teamsinvite_meeting *meeting = world_create(w, w->alice, "ways");
    teamsinvite_meeting_request *request = world_request(w, "ways", 24);
    teamsinvite_error *err = NULL;

    assert_has_ways_in(w, meeting);
    teamsinvite_meeting_free(meeting);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
    assert_string_equal(teamsinvite_meeting_dial_in_number(meeting), ""); /* stored nowhere */
    assert_string_equal(teamsinvite_meeting_passcode(meeting), "");
    teamsinvite_meeting_free(meeting);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_worked(teamsinvite_meeting_request_set_details(request, 1, &err), err);
    assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 1);
    assert_has_ways_in(w, meeting);
    assert_int_equal(teamsinvite_meeting_is_changed(meeting), 0);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_preset_is_the_interviews, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_each_setting_can_be_another_one, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_settings_are_changed_by_update_and_not_by_create, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_other_times_in_a_second_create_are_a_conflict, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_after_a_failure_other_times_can_be_tried_at_once, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_subject_is_the_configured_one, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_ways_in_are_handed_through_and_fetched_again_where_wanted, setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
