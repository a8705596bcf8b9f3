/* SPDX-License-Identifier: Apache-2.0 */
/* records.rekey between any two ios of every operation: what is under way still comes to its end. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/world.h"

enum { IOS_MAX = 80 };

typedef struct operation {
    const char *name;
    void (*prepare)(world *w); /* what it needs beyond an enabled company with two connections; or NULL */
    teamsinvite_status (*start)(world *w, teamsinvite_call **call, teamsinvite_error **err);
} operation;

static const unsigned char new_key[32] = "the key that is new in year 2031";
static char *way_back; /* a redirect that is to be finished */

static int32_t give_new_key(const char *id, unsigned char key[32], void *user_data)
{
    (void)user_data;
    if (strcmp(id, "2031") != 0)
        return 0;
    memcpy(key, new_key, sizeof(new_key));
    return 1;
}

/* Step 1 of a rotation: the new key opens, and the old one seals. */
static teamsinvite_status know_new_key(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_keys(config, "2030", give_new_key, NULL, err);
}

/* Step 2: it seals. */
static teamsinvite_status use_new_key(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_add_key(config, "2031", new_key, sizeof(new_key), err);
}

static teamsinvite_client *another_client(world *w, teamsinvite_status (*configure)(teamsinvite_config *config,
                                                                                    teamsinvite_error **err))
{
    teamsinvite_client *kept = w->client;
    teamsinvite_client *made;

    w->client = NULL;
    w->configure = configure;
    world_new_client(w);
    made = w->client;
    w->client = kept;
    return made;
}

static void rekey_all(teamsinvite_client *client)
{
    teamsinvite_rekeying *r = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_records_rekey(client, "", 10000, &r, &err), err);
    assert_string_equal(teamsinvite_rekeying_next(r), "");
    assert_int_equal(teamsinvite_rekeying_unavailable(r) + teamsinvite_rekeying_damaged(r), 0);
    teamsinvite_rekeying_free(r);
}

static void handle(world *w, teamsinvite_call *call, const teamsinvite_io *io)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_SEND:
        teamsinvite_sim_handle(call, io, w->sim);
        break;
    case TEAMSINVITE_IO_WAIT:
        world_advance(w, teamsinvite_io_wait_ms(io));
        assert_int_equal(teamsinvite_call_complete_wait(call), TEAMSINVITE_OK);
        break;
    default:
        teamsinvite_memory_handle(call, io, w->memory);
        break;
    }
}

/* False where the call ends before its io of this number. */
static bool drive(world *w, const operation *o, teamsinvite_client *rekeyer, int number)
{
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    const teamsinvite_io *io;
    char step[128] = "";
    int ios = 0;

    assert_worked(o->start(w, &call, &err), err);
    while ((io = teamsinvite_call_next(call)) != NULL) {
        assert_in_range(ios, 0, 10 * IOS_MAX);
        if (++ios == number) {
            (void)snprintf(step, sizeof(step), "%s", teamsinvite_io_step(io));
            rekey_all(rekeyer);
        }
        handle(w, call, io);
    }
    if (teamsinvite_call_outcome(call, &err) != TEAMSINVITE_OK)
        fail_msg("%s, with a rekeying before its io %d, \"%s\": %s: %s", o->name, number, step,
                 teamsinvite_status_name(teamsinvite_error_status(err)), teamsinvite_error_message(err));
    teamsinvite_call_free(call);
    return ios >= number;
}

static bool works_with_a_rekeying_before(const operation *o, int number)
{
    void *state = NULL;
    world *w;
    teamsinvite_client *rekeyer;
    bool reached;

    assert_int_equal(world_setup(&state), 0);
    w = state;
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-1"));
    rekeyer = another_client(w, use_new_key);
    w->configure = know_new_key;
    world_new_client(w);
    if (o->prepare != NULL)
        o->prepare(w);
    reached = drive(w, o, rekeyer, number);
    rekey_all(rekeyer);
    teamsinvite_client_free(rekeyer);
    teamsinvite_string_free(way_back);
    way_back = NULL;
    assert_int_equal(world_teardown(&state), 0);
    return reached;
}

static void expire_tokens(world *w)
{
    world_advance(w, 2 * WORLD_HOUR_MS);
}

static teamsinvite_status start_create(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-2", 24);
    teamsinvite_status status = teamsinvite_meeting_create_start(w->client, w->alice, request, call, err);

    teamsinvite_meeting_request_free(request);
    return status;
}

static teamsinvite_status start_update(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 48);
    teamsinvite_status status = teamsinvite_meeting_update_start(w->client, w->alice, request, call, err);

    teamsinvite_meeting_request_free(request);
    return status;
}

static teamsinvite_status start_hand_over(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    teamsinvite_status status;

    assert_worked(teamsinvite_meeting_request_set_organizer(request, "bob", err), *err);
    assert_worked(teamsinvite_meeting_request_set_previous_organizer(request, "alice", err), *err);
    status = teamsinvite_meeting_update_start(w->client, w->admin, request, call, err);
    teamsinvite_meeting_request_free(request);
    return status;
}

static teamsinvite_status start_revoke(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-1", NULL, 0, call, err);
}

static teamsinvite_status start_token(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_user_token_start(w->client, w->alice, 60, call, err);
}

static teamsinvite_status start_disconnect(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_user_disconnect_start(w->client, w->alice, call, err);
}

static teamsinvite_status start_disable(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_company_disable_start(w->client, w->admin, call, err);
}

static teamsinvite_status start_check(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_company_check_start(w->client, w->admin, 1, call, err);
}

static void end_meetings(world *w)
{
    world_advance(w, 7 * 24 * WORLD_HOUR_MS);
}

static teamsinvite_status start_purge(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_records_purge_start(w->client, 1000, 0, call, err);
}

/* A creation that dies before its link is stored. */
static void leave_an_intent(world *w)
{
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    const teamsinvite_io *io;
    int sent = 0;

    assert_worked(start_create(w, &call, &err), err);
    while (sent < 2 && (io = teamsinvite_call_next(call)) != NULL) {
        sent += teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND;
        handle(w, call, io);
    }
    teamsinvite_call_free(call);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 2);
    world_advance(w, WORLD_HOUR_MS / 4);
}

static teamsinvite_status start_recover(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_records_recover_start(w->client, NULL, 1000, call, err);
}

static void come_back_from_sign_in(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE,
                                          &way_back, &err), err);
    teamsinvite_redirect_free(redirect);
}

static void sign_in_to_enable(world *w, int32_t mode)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, mode, &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN,
                                          &way_back, &err), err);
    teamsinvite_redirect_free(redirect);
}

static void come_back_from_enabling(world *w)
{
    sign_in_to_enable(w, TEAMSINVITE_MODE_DELEGATED);
}

/* The record of the company is written. */
static void come_back_from_changing_the_mode(world *w)
{
    sign_in_to_enable(w, TEAMSINVITE_MODE_APPLICATION);
}

static void come_back_from_consent(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;

    come_back_from_enabling(w);
    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, way_back, &redirect, &err), err);
    teamsinvite_string_free(way_back);
    way_back = NULL;
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &way_back, &err), err);
    teamsinvite_redirect_free(redirect);
}

static teamsinvite_status start_finish(world *w, teamsinvite_call **call, teamsinvite_error **err)
{
    return teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, way_back, call, err);
}

static void check(const operation *o)
{
    int number = 1;

    while (works_with_a_rekeying_before(o, number))
        assert_in_range(++number, 2, IOS_MAX);
    assert_in_range(number, 3, IOS_MAX); /* there was something to come between */
}

#define OPERATION(name_, prepare_, start_)                        \
    static void test_##name_(void **state)                        \
    {                                                             \
        static const operation o = { #name_, prepare_, start_ };  \
                                                                  \
        (void)state;                                              \
        check(&o);                                                \
    }

OPERATION(create_comes_to_its_end, NULL, start_create)
OPERATION(create_with_a_token_to_renew_comes_to_its_end, expire_tokens, start_create)
OPERATION(update_comes_to_its_end, NULL, start_update)
OPERATION(hand_over_comes_to_its_end, NULL, start_hand_over)
OPERATION(revoke_comes_to_its_end, NULL, start_revoke)
OPERATION(token_comes_to_its_end, expire_tokens, start_token)
OPERATION(disconnect_comes_to_its_end, NULL, start_disconnect)
OPERATION(disable_comes_to_its_end, NULL, start_disable)
OPERATION(check_comes_to_its_end, NULL, start_check)
OPERATION(purge_comes_to_its_end, end_meetings, start_purge)
OPERATION(recover_comes_to_its_end, leave_an_intent, start_recover)
OPERATION(sign_in_comes_to_its_end, come_back_from_sign_in, start_finish)
OPERATION(enabling_comes_to_its_end, come_back_from_enabling, start_finish)
OPERATION(change_of_mode_comes_to_its_end, come_back_from_changing_the_mode, start_finish)
OPERATION(consent_comes_to_its_end, come_back_from_consent, start_finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create_comes_to_its_end),
        cmocka_unit_test(test_create_with_a_token_to_renew_comes_to_its_end),
        cmocka_unit_test(test_update_comes_to_its_end),
        cmocka_unit_test(test_hand_over_comes_to_its_end),
        cmocka_unit_test(test_revoke_comes_to_its_end),
        cmocka_unit_test(test_token_comes_to_its_end),
        cmocka_unit_test(test_disconnect_comes_to_its_end),
        cmocka_unit_test(test_disable_comes_to_its_end),
        cmocka_unit_test(test_check_comes_to_its_end),
        cmocka_unit_test(test_purge_comes_to_its_end),
        cmocka_unit_test(test_recover_comes_to_its_end),
        cmocka_unit_test(test_sign_in_comes_to_its_end),
        cmocka_unit_test(test_enabling_comes_to_its_end),
        cmocka_unit_test(test_change_of_mode_comes_to_its_end),
        cmocka_unit_test(test_consent_comes_to_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
