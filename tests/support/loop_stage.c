/* SPDX-License-Identifier: Apache-2.0 */
/* loop_stage.c - a loop, a client, and the stub that it talks to. */
#include "support/loop_stage.h"

#include <stdio.h>
#include <string.h>

#include "port/system.h"

static loop_stage *stage_in_use;

static teamsinvite_status talk_to_the_stub(teamsinvite_config *config, teamsinvite_error **err)
{
    loop_stage *stage = stage_in_use;
    teamsinvite_status status = teamsinvite_config_set_clock(config, ti_system_clock, NULL, err);

    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_transport(config, teamsinvite_transport_handle, stage->transport, NULL, err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_custom_cloud(config, stage->url, stage->url, err);
    return status == TEAMSINVITE_OK && stage->configure != NULL ? stage->configure(config, err) : status;
}

/* What world_enable() and world_connect() do, at the other tenant. */
static char *sign_in(loop_stage *stage, teamsinvite_redirect *redirect, const char *oid)
{
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_sim_sign_in(stage->w->sim, teamsinvite_redirect_url(redirect), oid, &back, &err), err);
    teamsinvite_redirect_free(redirect);
    return back;
}

static teamsinvite_redirect *finish(loop_stage *stage, char *back)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_redirect_finish(stage->w->client, WORLD_SESSION, back, &redirect, &err), err);
    teamsinvite_string_free(back);
    return redirect;
}

static void enable_globex(loop_stage *stage)
{
    teamsinvite_actor *admin = NULL;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_actor_new("globex", "the-admin", TEAMSINVITE_ROLE_ADMIN, &admin, &err), err);
    assert_worked(
        teamsinvite_company_enable(stage->w->client, admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &redirect, &err),
        err);
    redirect = finish(stage, sign_in(stage, redirect, TEAMSINVITE_SIM_FABRIKAM_ADMIN));
    assert_worked(teamsinvite_sim_consent(stage->w->sim, teamsinvite_redirect_url(redirect),
                                          TEAMSINVITE_SIM_FABRIKAM_ADMIN, 1, &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish(stage, back));
    teamsinvite_actor_free(admin);
}

static void connect_carol(loop_stage *stage)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_actor_new("globex", "carol", TEAMSINVITE_ROLE_MEMBER, &stage->carol, &err), err);
    assert_worked(teamsinvite_user_connect(stage->w->client, stage->carol, WORLD_SESSION, NULL, &redirect, &err), err);
    teamsinvite_redirect_free(finish(stage, sign_in(stage, redirect, TEAMSINVITE_SIM_FABRIKAM_CAROL)));
}

void loop_stage_open(loop_stage *stage, const char *const *options)
{
    void *w = NULL;

    memset(stage, 0, sizeof(*stage));
    assert_int_equal(world_setup(&w), 0);
    stage->w = w;
    assert_int_equal(teamsinvite_sim_set_time_ms(stage->w->sim, ti_system_clock(TEAMSINVITE_CLOCK_WALL, NULL)),
                     TEAMSINVITE_OK);
    world_enable(stage->w);
    world_connect(stage->w, stage->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    enable_globex(stage);
    connect_carol(stage);
    stub_program_start(&stage->stub, options);
}

void loop_stage_close(loop_stage *stage)
{
    void *w = stage->w;

    stub_program_stop(&stage->stub);
    teamsinvite_actor_free(stage->carol);
    assert_int_equal(world_teardown(&w), 0);
}

void loop_stage_begin(loop_stage *stage, const char *url, size_t per_host, size_t per_tenant)
{
    teamsinvite_error *err = NULL;

    stage->count = stage->told = stage->made = 0;
    assert_worked(teamsinvite_transport_new(&stage->transport, &err), err);
    assert_worked(teamsinvite_transport_set_ca_file(stage->transport, stage->stub.ca_file, &err), err);
    stage_in_use = stage;
    stage->url = url;
    stage->w->waits_for_real = 1;
    stage->w->configure = talk_to_the_stub;
    world_new_client(stage->w);
    assert_worked(teamsinvite_loop_new(&stage->loop, &err), err);
    assert_worked(teamsinvite_loop_set_limits(stage->loop, per_host, per_tenant, &err), err);
}

void loop_stage_end(loop_stage *stage)
{
    teamsinvite_loop_free(stage->loop);
    stage->loop = NULL;
    teamsinvite_client_free(stage->w->client);
    stage->w->client = NULL;
    teamsinvite_transport_free(stage->transport);
    stage->transport = NULL;
}

staged_call *loop_stage_create(loop_stage *stage, const teamsinvite_actor *actor, int minute)
{
    int64_t start_ms = ti_system_clock(TEAMSINVITE_CLOCK_WALL, NULL) / WORLD_HOUR_MS * WORLD_HOUR_MS +
                       24 * WORLD_HOUR_MS + minute * INT64_C(60000);
    staged_call *staged = &stage->calls[stage->count];
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;
    static size_t number;
    char reference[32];

    assert_true(stage->count++ < LOOP_STAGE_CALLS);
    (void)snprintf(reference, sizeof(reference), "interview-%zu", number++);
    *staged = (staged_call){ .stage = stage };
    assert_worked(teamsinvite_meeting_request_new(&request, &err), err);
    assert_worked(teamsinvite_meeting_request_set_reference(request, reference, &err), err);
    assert_worked(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_meeting_create_start(stage->w->client, actor, request, &staged->call, &err), err);
    teamsinvite_meeting_request_free(request);
    return staged;
}

static void keep_outcome(teamsinvite_call *call, void *user_data)
{
    staged_call *staged = user_data;
    loop_stage *stage = staged->stage;
    teamsinvite_meeting *meeting = NULL;

    assert_ptr_equal(call, staged->call);
    staged->status = teamsinvite_call_take_meeting(call, &meeting, NULL);
    if (staged->status == TEAMSINVITE_OK) {
        assert_non_null(strstr(teamsinvite_meeting_join_url(meeting), "https://teams.microsoft.com/"));
        stage->made++;
    }
    teamsinvite_meeting_free(meeting);
    staged->told++;
    stage->told++;
    staged->call = NULL;
    teamsinvite_call_free(call);
    if (stage->on_told != NULL)
        stage->on_told(stage);
}

void loop_stage_add(staged_call *staged)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_add(staged->stage->loop, staged->call, keep_outcome, staged, &err), err);
}

void loop_stage_add_many(loop_stage *stage, size_t count, int minute)
{
    size_t i;

    for (i = 0; i < count; i++)
        loop_stage_add(loop_stage_create(stage, stage->w->alice, minute));
}

void loop_stage_run(loop_stage *stage)
{
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_loop_run(stage->loop, &err), err);
    assert_int_equal(teamsinvite_loop_count(stage->loop), 0);
    assert_int_equal(stage->told, stage->count);
    for (i = 0; i < stage->count; i++)
        assert_int_equal(stage->calls[i].told, 1);
}

size_t loop_stage_ended(const loop_stage *stage, teamsinvite_status status)
{
    size_t ended = 0;
    size_t i;

    for (i = 0; i < stage->count; i++)
        ended += stage->calls[i].told == 1 && stage->calls[i].status == status ? 1 : 0;
    return ended;
}
