/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_client.c - settings, actors and handlers refuse bad arguments by name, and lose nothing. */
#include <string.h>

#include "support/arguments.h"

#define CLIENT_ID "11111111-2222-4333-8444-555555555555"

typedef struct settings {
    teamsinvite_config *config;
    int destroyed;
} settings;

static int begin(void **state)
{
    static settings s;

    s = (settings){ 0 };
    assert_int_equal(teamsinvite_config_new(&s.config, NULL), TEAMSINVITE_OK);
    *state = &s;
    return 0;
}

static int end(void **state)
{
    settings *s = *state;

    teamsinvite_config_free(s->config);
    return 0;
}

static void refuse(teamsinvite_status got, const char *parameter, teamsinvite_error **err)
{
    static const arguments_bench nothing;

    assert_names(&nothing, got, parameter, err, "a setting");
}

static void test_every_setter_wants_a_config(void **state)
{
    static const unsigned char key[32] = "0123456789abcdef0123456789abcde";
    teamsinvite_error *err = NULL;
    teamsinvite_client *client = NULL;

    (void)state;
    refuse(teamsinvite_config_new(NULL, &err), "out", &err);
    refuse(teamsinvite_config_set_app(NULL, CLIENT_ID, "secret", &err), "config", &err);
    refuse(teamsinvite_config_set_redirect_uri(NULL, "https://ats.example/", &err), "config", &err);
    refuse(teamsinvite_config_set_cloud(NULL, "global", &err), "config", &err);
    refuse(teamsinvite_config_set_custom_cloud(NULL, "https://a.example", "https://b.example", &err), "config", &err);
    refuse(teamsinvite_config_add_key(NULL, "1", key, sizeof(key), &err), "config", &err);
    refuse(teamsinvite_config_set_timeout_ms(NULL, 1, &err), "config", &err);
    refuse(teamsinvite_config_set_grace_ms(NULL, 1, &err), "config", &err);
    refuse(teamsinvite_config_set_clock(NULL, NULL, NULL, &err), "config", &err);
    refuse(teamsinvite_config_set_random(NULL, NULL, NULL, &err), "config", &err);
    refuse(teamsinvite_config_set_claims_challenges(NULL, 1, &err), "config", &err);
    refuse(teamsinvite_config_set_shared_tenants(NULL, 1, &err), "config", &err);
    refuse(teamsinvite_config_dangerously_allow_any_role(NULL, 1, &err), "config", &err);
    refuse(teamsinvite_client_new(NULL, &client, &err), "config", &err);
    assert_null(client);
    teamsinvite_config_free(NULL);
    teamsinvite_client_free(NULL);
    teamsinvite_actor_free(NULL);
    teamsinvite_error_free(NULL);
}

static void test_an_app_needs_a_guid_and_a_printable_secret(void **state)
{
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad_guids); i++)
        refuse(teamsinvite_config_set_app(s->config, bad_guids[i], "secret", &err), "client_id", &err);
    for (i = 1; i < ARGUMENTS_COUNT(bad_tokens); i++) /* NULL: credentials are added */
        refuse(teamsinvite_config_set_app(s->config, CLIENT_ID, bad_tokens[i], &err), "secret", &err);
    refuse(teamsinvite_config_set_app(s->config, CLIENT_ID, text_of_length("", 257), &err), "secret", &err);
    assert_int_equal(teamsinvite_config_set_app(s->config, CLIENT_ID, text_of_length("", 256), NULL), TEAMSINVITE_OK);
}

static void test_a_redirect_uri_is_as_entra_takes_it(void **state)
{
    static const char *const bad[] = {
        NULL,
        "",
        "ats.example/back",
        "http://ats.example/back",
        "https://",
        "https://ats.example/back?x=1",
        "https://ats.example/back#x",
        "https://ats.example/b(ack",
        "https://ats.example/b'ack",
        "https://ats.example/b,ack",
        "https://ats.example/b;ack",
        "https://ats.example/b!ack",
        "https://ats.example/b$ack",
        "https://user@ats.example/back",
        "https://ats.example/b ack",
        "https://ats.example/b\nack",
        "https://ats.example/caf\xc3\xa9",
        "https://ats.example/\xff\xfe",
        "javascript:alert(1)",
        "file:///etc/passwd",
    };
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++)
        refuse(teamsinvite_config_set_redirect_uri(s->config, bad[i], &err), "uri", &err);
    refuse(teamsinvite_config_set_redirect_uri(s->config, text_of_length("https://ats.example/", 257), &err), "uri",
           &err);
    assert_int_equal(teamsinvite_config_set_redirect_uri(s->config, "http://localhost:8080/back", NULL),
                     TEAMSINVITE_OK);
}

static void test_a_cloud_is_one_of_ours_or_a_pair_that_fits(void **state)
{
    static const char *const names[] = { NULL, "", "Global", "azure", "custom", "gcc high", "\xff\xfe" };
    static const char *const hosts[] = {
        NULL,
        "",
        "login.example",
        "http://login.example",
        "https://login.example/",
        "https://login.example/tenant",
        "https://login.example?x",
        "https://user@login.example",
        "https://log in.example",
        "https://\xff\xfe",
    };
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(names); i++)
        refuse(teamsinvite_config_set_cloud(s->config, names[i], &err), "name", &err);
    for (i = 0; i < ARGUMENTS_COUNT(hosts); i++) {
        refuse(teamsinvite_config_set_custom_cloud(s->config, hosts[i], "https://graph.example", &err), "authority",
               &err);
        refuse(teamsinvite_config_set_custom_cloud(s->config, "https://login.example", hosts[i], &err), "graph", &err);
    }
    refuse(teamsinvite_config_set_custom_cloud(s->config, "https://login.microsoftonline.com",
                                               "https://graph.microsoft.us", &err), "graph", &err);
    refuse(teamsinvite_config_set_custom_cloud(s->config, "https://login.partner.microsoftonline.cn",
                                               "https://graph.microsoft.com", &err), "graph", &err);
    for (i = 0; i < teamsinvite_cloud_count(); i++) {
        assert_int_equal(teamsinvite_config_set_cloud(s->config, teamsinvite_cloud_name(i), NULL), TEAMSINVITE_OK);
        assert_int_equal(teamsinvite_config_set_custom_cloud(s->config, teamsinvite_cloud_authority(i),
                                                             teamsinvite_cloud_graph(i), NULL), TEAMSINVITE_OK);
    }
    assert_string_equal(teamsinvite_cloud_name(i), "");
}

static int32_t no_key(const char *id, unsigned char key[32], void *user_data)
{
    (void)id;
    (void)key;
    (void)user_data;
    return 0;
}

static void test_a_key_is_32_bytes_under_a_name_of_its_own(void **state)
{
    static const unsigned char key[33] = "0123456789abcdef0123456789abcdef";
    static const char *const ids[] = { NULL, "", "a b", "a/b", "caf\xc3\xa9", "\xff\xfe" };
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(ids); i++)
        refuse(teamsinvite_config_add_key(s->config, ids[i], key, 32, &err), "id", &err);
    refuse(teamsinvite_config_add_key(s->config, text_of_length("", 33), key, 32, &err), "id", &err);
    refuse(teamsinvite_config_add_key(s->config, "1", NULL, 32, &err), "key", &err);
    refuse(teamsinvite_config_add_key(s->config, "1", key, 0, &err), "key", &err);
    refuse(teamsinvite_config_add_key(s->config, "1", key, 31, &err), "key", &err);
    refuse(teamsinvite_config_add_key(s->config, "1", key, 33, &err), "key", &err);
    assert_int_equal(teamsinvite_config_add_key(s->config, "1", key, 32, NULL), TEAMSINVITE_OK);
    refuse(teamsinvite_config_add_key(s->config, "1", key, 32, &err), "id", &err);
    for (i = 0; i < ARGUMENTS_COUNT(ids); i++)
        refuse(teamsinvite_config_set_keys(s->config, ids[i], no_key, NULL, &err), "id", &err);
    refuse(teamsinvite_config_set_keys(s->config, "1", NULL, NULL, &err), "keys", &err);
    refuse(teamsinvite_config_set_keys(NULL, "1", no_key, NULL, &err), "config", &err);
    assert_int_equal(teamsinvite_config_set_keys(s->config, "1", no_key, NULL, NULL), TEAMSINVITE_OK);
}

static void test_numbers_out_of_range_are_refused(void **state)
{
    static const int64_t timeouts[] = { INT64_MIN, -1, 0, 3600001, INT64_MAX };
    static const int64_t graces[] = { INT64_MIN, -1, INT64_C(2592000001), INT64_MAX };
    static const int32_t flags[] = { INT32_MIN, -1, 2, INT32_MAX };
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(timeouts); i++)
        refuse(teamsinvite_config_set_timeout_ms(s->config, timeouts[i], &err), "timeout_ms", &err);
    for (i = 0; i < ARGUMENTS_COUNT(graces); i++)
        refuse(teamsinvite_config_set_grace_ms(s->config, graces[i], &err), "grace_ms", &err);
    for (i = 0; i < ARGUMENTS_COUNT(flags); i++) {
        refuse(teamsinvite_config_set_claims_challenges(s->config, flags[i], &err), "handle", &err);
        refuse(teamsinvite_config_set_shared_tenants(s->config, flags[i], &err), "allow", &err);
        refuse(teamsinvite_config_dangerously_allow_any_role(s->config, flags[i], &err), "allow", &err);
    }
}

static void do_nothing(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)call;
    (void)io;
    (void)user_data;
}

static void hear_nothing(const teamsinvite_event *event, void *user_data)
{
    (void)event;
    (void)user_data;
}

static void count(void *user_data)
{
    settings *s = user_data;

    s->destroyed++;
}

typedef teamsinvite_status (*set_handler_fn)(teamsinvite_config *, teamsinvite_handler_fn, void *,
                                             teamsinvite_destroy_fn, teamsinvite_error **);

static void test_destroy_runs_once_whatever_becomes_of_a_handler(void **state)
{
    static const set_handler_fn setters[] = { teamsinvite_config_set_storage, teamsinvite_config_set_transport,
                                              teamsinvite_config_set_wait };
    settings *s = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(setters); i++) {
        s->destroyed = 0;
        refuse(setters[i](NULL, do_nothing, s, count, &err), "config", &err);
        assert_int_equal(s->destroyed, 1);
        refuse(setters[i](s->config, NULL, s, count, &err), "handler", &err);
        assert_int_equal(s->destroyed, 2);
        assert_int_equal(setters[i](s->config, do_nothing, s, count, NULL), TEAMSINVITE_OK);
        assert_int_equal(s->destroyed, 2);
        assert_int_equal(setters[i](s->config, do_nothing, s, count, NULL), TEAMSINVITE_OK); /* replaces it */
        assert_int_equal(s->destroyed, 3);
    }
    s->destroyed = 0;
    refuse(teamsinvite_config_set_event(NULL, hear_nothing, s, count, &err), "config", &err);
    refuse(teamsinvite_config_set_event(s->config, NULL, s, count, &err), "event", &err);
    assert_int_equal(s->destroyed, 2);
    assert_int_equal(teamsinvite_config_set_event(s->config, hear_nothing, s, count, NULL), TEAMSINVITE_OK);
    refuse(teamsinvite_config_set_clock(s->config, NULL, s, &err), "clock", &err);
    refuse(teamsinvite_config_set_random(s->config, NULL, s, &err), "random", &err);
    teamsinvite_config_free(s->config);
    s->config = NULL;
    assert_int_equal(s->destroyed, 2 + 3 + 1);
}

static void assert_incomplete(settings *s, const char *setter)
{
    teamsinvite_client *client = arguments_stale();
    teamsinvite_error *err = NULL;

    assert_int_equal(teamsinvite_client_new(s->config, &client, &err), TEAMSINVITE_E_CONFIG);
    assert_non_null(strstr(teamsinvite_error_message(err), setter));
    assert_int_equal(teamsinvite_error_remedy_who(err), TEAMSINVITE_WHO_HOST);
    assert_null(client);
    teamsinvite_error_free(err);
}

static void test_an_incomplete_config_names_the_setter_and_stays_the_callers(void **state)
{
    static const unsigned char key[32] = "0123456789abcdef0123456789abcde";
    settings *s = *state;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    assert_incomplete(s, "teamsinvite_config_set_app");
    assert_int_equal(teamsinvite_config_set_app(s->config, CLIENT_ID, "secret", NULL), TEAMSINVITE_OK);
    assert_incomplete(s, "teamsinvite_config_set_redirect_uri");
    assert_int_equal(teamsinvite_config_set_redirect_uri(s->config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_storage(s->config, do_nothing, s, count, NULL), TEAMSINVITE_OK);
    assert_incomplete(s, "teamsinvite_config_add_key");
    assert_int_equal(teamsinvite_config_add_key(s->config, "1", key, sizeof(key), NULL), TEAMSINVITE_OK);
    refuse(teamsinvite_client_new(s->config, NULL, &err), "out", &err);
    assert_int_equal(s->destroyed, 0);
    assert_int_equal(teamsinvite_client_new(s->config, &client, NULL), TEAMSINVITE_OK);
    s->config = NULL; /* taken */
    teamsinvite_client_free(client);
    assert_int_equal(s->destroyed, 1);
}

static void test_an_actor_is_two_ids_and_a_role(void **state)
{
    teamsinvite_actor *actor = arguments_stale();
    teamsinvite_error *err = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < ARGUMENTS_COUNT(bad_ids); i++) {
        refuse(teamsinvite_actor_new(bad_ids[i], "alice", TEAMSINVITE_ROLE_MEMBER, &actor, &err), "company", &err);
        assert_null(actor);
        refuse(teamsinvite_actor_new("acme", bad_ids[i], TEAMSINVITE_ROLE_MEMBER, &actor, &err), "user", &err);
        assert_null(actor);
    }
    refuse(teamsinvite_actor_new(text_of_length("", 65), "alice", TEAMSINVITE_ROLE_MEMBER, &actor, &err), "company",
           &err);
    refuse(teamsinvite_actor_new("acme", text_of_length("", 65), TEAMSINVITE_ROLE_MEMBER, &actor, &err), "user", &err);
    refuse(teamsinvite_actor_new("acme", "alice", 0, &actor, &err), "role", &err);
    refuse(teamsinvite_actor_new("acme", "alice", 3, &actor, &err), "role", &err);
    refuse(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, NULL, &err), "out", &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_setter_wants_a_config),
        cmocka_unit_test_setup_teardown(test_an_app_needs_a_guid_and_a_printable_secret, begin, end),
        cmocka_unit_test_setup_teardown(test_a_redirect_uri_is_as_entra_takes_it, begin, end),
        cmocka_unit_test_setup_teardown(test_a_cloud_is_one_of_ours_or_a_pair_that_fits, begin, end),
        cmocka_unit_test_setup_teardown(test_a_key_is_32_bytes_under_a_name_of_its_own, begin, end),
        cmocka_unit_test_setup_teardown(test_numbers_out_of_range_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_destroy_runs_once_whatever_becomes_of_a_handler, begin, end),
        cmocka_unit_test_setup_teardown(test_an_incomplete_config_names_the_setter_and_stays_the_callers, begin, end),
        cmocka_unit_test(test_an_actor_is_two_ids_and_a_role),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
