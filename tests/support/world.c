/* SPDX-License-Identifier: Apache-2.0 */
/* world.c - a client, the simulator and a clock under test control. */
#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void wait_without_waiting(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    world *w = user_data;

    w->waited_ms += teamsinvite_io_wait_ms(io);
    world_advance(w, teamsinvite_io_wait_ms(io));
    (void)teamsinvite_call_complete_wait(call);
}

static void count_event(const teamsinvite_event *event, void *user_data)
{
    world *w = user_data;

    assert_in_range(teamsinvite_event_kind(event), 1, 15);
    assert_true(strlen(teamsinvite_event_message(event)) > 0);
    w->events[teamsinvite_event_kind(event)]++;
}

static teamsinvite_client *make_client(world *w)
{
    static const unsigned char key[32] = "0123456789abcdef0123456789abcde";
    static const unsigned char older_key[32] = "fedcba9876543210fedcba987654321";
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_config_new(&config, &err), err);
    assert_worked(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), err);
    assert_worked(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), err);
    assert_worked(teamsinvite_config_add_key(config, "2029", older_key, sizeof(older_key), &err), err);
    assert_worked(teamsinvite_config_add_key(config, "2030", key, sizeof(key), &err), err);
    assert_worked(teamsinvite_config_set_storage(config, teamsinvite_memory_handle, w->memory, NULL, &err), err);
    assert_worked(teamsinvite_config_set_transport(config, teamsinvite_sim_handle, w->sim, NULL, &err), err);
    if (!w->waits_for_real)
        assert_worked(teamsinvite_config_set_wait(config, wait_without_waiting, w, NULL, &err), err);
    assert_worked(teamsinvite_config_set_clock(config, teamsinvite_sim_clock, w->sim, &err), err);
    assert_worked(teamsinvite_config_set_event(config, count_event, w, NULL, &err), err);
    if (w->configure != NULL)
        assert_worked(w->configure(config, &err), err);
    assert_worked(teamsinvite_client_new(config, &client, &err), err);
    return client;
}

void world_new_client(world *w)
{
    teamsinvite_client_free(w->client);
    w->client = make_client(w);
}

int world_setup(void **state)
{
    world *w = calloc(1, sizeof(*w));
    teamsinvite_error *err = NULL;

    assert_non_null(w);
    assert_worked(teamsinvite_sim_new(&w->sim, &err), err);
    assert_worked(teamsinvite_sim_load_defaults(w->sim, &err), err);
    assert_int_equal(teamsinvite_sim_set_time_ms(w->sim, WORLD_START_MS), TEAMSINVITE_OK);
    assert_worked(teamsinvite_memory_new(&w->memory, &err), err);
    assert_worked(teamsinvite_actor_new("acme", "the-admin", TEAMSINVITE_ROLE_ADMIN, &w->admin, &err), err);
    assert_worked(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &w->alice, &err), err);
    assert_worked(teamsinvite_actor_new("acme", "bob", TEAMSINVITE_ROLE_MEMBER, &w->bob, &err), err);
    w->client = make_client(w);
    *state = w;
    return 0;
}

int world_teardown(void **state)
{
    world *w = *state;

    teamsinvite_client_free(w->client);
    teamsinvite_actor_free(w->admin);
    teamsinvite_actor_free(w->alice);
    teamsinvite_actor_free(w->bob);
    teamsinvite_memory_free(w->memory);
    teamsinvite_sim_free(w->sim);
    free(w);
    return 0;
}

void world_advance(world *w, int64_t ms)
{
    assert_int_equal(teamsinvite_sim_advance_ms(w->sim, ms), TEAMSINVITE_OK);
}

void world_check(teamsinvite_status got, teamsinvite_error *err, const char *file, int line)
{
    if (got != TEAMSINVITE_OK)
        print_error("%s: %s [%s]\n", teamsinvite_status_name(got), teamsinvite_error_message(err),
                    teamsinvite_error_service_code(err));
    _assert_int_equal((LargestIntegralType)(got == TEAMSINVITE_OK), 1, file, line);
    _assert_int_equal((LargestIntegralType)(err == NULL), 1, file, line);
}

void assert_failed(teamsinvite_status got, teamsinvite_status wanted, teamsinvite_error **err)
{
    if (got != wanted)
        print_error("%s instead of %s: %s\n", teamsinvite_status_name(got), teamsinvite_status_name(wanted),
                    teamsinvite_error_message(*err));
    assert_int_equal(got, wanted);
    assert_non_null(*err);
    assert_int_equal(teamsinvite_error_status(*err), wanted);
    assert_true(strlen(teamsinvite_error_message(*err)) > 0);
    assert_true(strlen(teamsinvite_error_remedy_text(*err)) > 0);
    teamsinvite_error_free(*err);
    *err = NULL;
}

void world_enable(world *w)
{
    world_enable_in(w, TEAMSINVITE_MODE_DELEGATED);
}

void world_enable_in(world *w, int32_t mode)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, mode, &redirect, &err), err);
    assert_int_equal(teamsinvite_redirect_is_finished(redirect), 0);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);

    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    assert_int_equal(teamsinvite_redirect_is_finished(redirect), 0);
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);

    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    assert_int_equal(teamsinvite_redirect_is_finished(redirect), 1);
    assert_int_equal(teamsinvite_redirect_company_state(redirect), TEAMSINVITE_COMPANY_ENABLED);
    teamsinvite_redirect_free(redirect);
    teamsinvite_string_free(back);
}

void world_connect(world *w, const teamsinvite_actor *actor, const char *oid)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_user_connect(w->client, actor, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), oid, &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    assert_int_equal(teamsinvite_redirect_is_finished(redirect), 1);
    teamsinvite_redirect_free(redirect);
    teamsinvite_string_free(back);
}

teamsinvite_meeting_request *world_request(const world *w, const char *reference, int64_t start_in_hours)
{
    int64_t start_ms = teamsinvite_sim_time_ms(w->sim) / 1000 * 1000 + start_in_hours * WORLD_HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_new(&request, &err), err);
    assert_worked(teamsinvite_meeting_request_set_reference(request, reference, &err), err);
    assert_worked(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + WORLD_HOUR_MS, &err), err);
    return request;
}

teamsinvite_meeting *world_create(world *w, const teamsinvite_actor *actor, const char *reference)
{
    teamsinvite_meeting_request *request = world_request(w, reference, 24);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create(w->client, actor, request, &meeting, &err), err);
    teamsinvite_meeting_request_free(request);
    return meeting;
}
