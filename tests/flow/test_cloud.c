/* SPDX-License-Identifier: Apache-2.0 */
/* test_cloud.c - requests go to the hosts of the chosen cloud, and where it has no meetings that is said first. */
#include <string.h>

#include "support/world.h"

static teamsinvite_client *client_of(const char *cloud)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_config_new(&config, &err), err);
    assert_worked(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, "secret", &err), err);
    assert_worked(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", &err), err);
    assert_worked(teamsinvite_config_set_cloud(config, cloud, &err), err);
    assert_worked(teamsinvite_client_new(config, &client, &err), err);
    return client;
}

static void test_each_cloud_is_asked_at_its_own_hosts(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    size_t i;

    for (i = 0; i < teamsinvite_cloud_count(); i++) {
        teamsinvite_client *client = client_of(teamsinvite_cloud_name(i));
        teamsinvite_call *call = NULL;
        teamsinvite_error *err = NULL;
        const teamsinvite_io *io;

        assert_worked(teamsinvite_meeting_create_with_token_start(client, "token", request, &call, &err), err);
        io = teamsinvite_call_next(call);
        if (teamsinvite_cloud_has_meetings(i)) {
            const char *graph = teamsinvite_cloud_graph(i);

            assert_memory_equal(teamsinvite_io_url(io), graph, strlen(graph));
        } else {
            assert_null(io); /* nothing is sent */
            assert_failed(teamsinvite_call_outcome(call, &err), TEAMSINVITE_E_NOT_AVAILABLE, &err);
        }
        teamsinvite_call_free(call);
        teamsinvite_client_free(client);
    }
    teamsinvite_meeting_request_free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_cloud_is_asked_at_its_own_hosts, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
