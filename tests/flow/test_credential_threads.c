/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential_threads.c - credentials are replaced while other threads make requests with them. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite.h>

#define CLIENT "11111111-2222-4333-8444-555555555555"
#define TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define JWT "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2lnbmF0dXJl"
#define TOKENS "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":3599}"

enum { CALLERS = 3, CALLS = 200, REPLACEMENTS = 400 };

/* One for each credential: whoever uses it after its end is found out. */
typedef struct issuer {
    atomic_bool ended;
} issuer;

static issuer issuers[1 + 2 * REPLACEMENTS];
static atomic_int made;
static atomic_int ended;
static atomic_int used_after_end;
static atomic_int failed;
static atomic_int warnings;

static int32_t give(char *assertion, size_t size, void *user_data)
{
    issuer *i = user_data;

    (void)size;
    if (atomic_load(&i->ended))
        atomic_fetch_add(&used_after_end, 1);
    memcpy(assertion, JWT, strlen(JWT));
    return (int32_t)strlen(JWT);
}

static void end(void *user_data)
{
    issuer *i = user_data;

    atomic_store(&i->ended, true);
    atomic_fetch_add(&ended, 1);
}

static teamsinvite_credential *make(void)
{
    teamsinvite_credential *credential = NULL;
    issuer *i = &issuers[atomic_fetch_add(&made, 1)];

    assert_int_equal(teamsinvite_credential_assertion(give, i, end, &credential, NULL), TEAMSINVITE_OK);
    return credential;
}

static void answer_send(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_add_header(call, "Content-Type", "application/json");
    (void)teamsinvite_call_add_body(call, TOKENS, strlen(TOKENS));
    (void)teamsinvite_call_complete_send(call, 200);
}

static void count_warning(const teamsinvite_event *event, void *user_data)
{
    (void)user_data;
    if (teamsinvite_event_kind(event) == TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES)
        atomic_fetch_add(&warnings, 1);
}

static int64_t stand_still(int32_t which, void *user_data)
{
    (void)which;
    (void)user_data;
    return INT64_C(1893456000000);
}

static teamsinvite_client *make_client(teamsinvite_credential *credential)
{
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, CLIENT, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_add_credential(config, credential, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_transport(config, answer_send, NULL, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_clock(config, stand_still, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_event(config, count_warning, NULL, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &client, NULL), TEAMSINVITE_OK);
    return client;
}

static void *ask_again_and_again(void *user_data)
{
    int i;

    for (i = 0; i < CALLS; i++) {
        teamsinvite_tokens *tokens = NULL;

        if (teamsinvite_token_app(user_data, TENANT, &tokens, NULL) != TEAMSINVITE_OK)
            atomic_fetch_add(&failed, 1);
        teamsinvite_tokens_free(tokens);
    }
    return NULL;
}

static void run_callers(teamsinvite_client *client, int replacements)
{
    pthread_t threads[CALLERS];
    int i;

    for (i = 0; i < CALLERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_again_and_again, client), 0);
    for (i = 0; i < replacements; i++)
        assert_int_equal(teamsinvite_client_set_credentials(client, make(), i % 2 == 0 ? make() : NULL, NULL),
                         TEAMSINVITE_OK);
    for (i = 0; i < CALLERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

static void test_no_credential_is_used_after_its_end_and_each_ends_once(void **state)
{
    teamsinvite_client *client = make_client(make());

    (void)state;
    run_callers(client, REPLACEMENTS);
    teamsinvite_client_free(client);
    assert_int_equal(atomic_load(&failed), 0);
    assert_int_equal(atomic_load(&used_after_end), 0);
    assert_int_equal(atomic_load(&made), 1 + REPLACEMENTS + REPLACEMENTS / 2);
    assert_int_equal(atomic_load(&ended), atomic_load(&made));
}

static void test_of_many_threads_one_tells_of_an_expiry(void **state)
{
    teamsinvite_credential *credential = NULL;
    teamsinvite_client *client;

    (void)state;
    assert_int_equal(teamsinvite_credential_secret("secret", stand_still(0, NULL) + 1, &credential, NULL),
                     TEAMSINVITE_OK);
    client = make_client(credential);
    run_callers(client, 0);
    teamsinvite_client_free(client);
    assert_int_equal(atomic_load(&failed), 0);
    assert_int_equal(atomic_load(&warnings), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_credential_is_used_after_its_end_and_each_ends_once),
        cmocka_unit_test(test_of_many_threads_one_tells_of_an_expiry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
