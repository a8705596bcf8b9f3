/* SPDX-License-Identifier: Apache-2.0 */
/* test_transport_credentials.c - credentials over real HTTP: the simulator behind a server, the built-in transport. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <microhttpd.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

#include "support/certificate.h"

#define VALID_S (20L * 365 * 86400) /* of the certificates, from the day of the test */
#define FORM "Content-Type: application/x-www-form-urlencoded\n"

enum { BODY_MAX = 32 * 1024 };

typedef struct incoming {
    char body[BODY_MAX];
    size_t length;
} incoming;

typedef struct bench {
    teamsinvite_sim *sim;
    struct MHD_Daemon *daemon;
    teamsinvite_client *client;
} bench;

static certificate ours;
static certificate next;

static int make_certificates(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, VALID_S);
    next = certificate_make_rsa(4096, VALID_S);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&ours);
    certificate_free(&next);
    return 0;
}

static enum MHD_Result answer(teamsinvite_sim *sim, struct MHD_Connection *connection, const char *url,
                              const char *method, const incoming *request)
{
    teamsinvite_sim_response *said = NULL;
    struct MHD_Response *response;
    enum MHD_Result result;
    const char *body;
    size_t length = 0;

    if (teamsinvite_sim_request(sim, method, url, FORM, request->body, request->length, &said, NULL) != TEAMSINVITE_OK)
        return MHD_NO;
    body = teamsinvite_sim_response_body(said, &length);
    response = MHD_create_response_from_buffer(length, (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
    (void)MHD_add_response_header(response, "Content-Type", "application/json");
    result = MHD_queue_response(connection, (unsigned int)teamsinvite_sim_response_status(said), response);
    MHD_destroy_response(response);
    teamsinvite_sim_response_free(said);
    return result;
}

static enum MHD_Result take_request(void *sim, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *bytes, size_t *length, void **state)
{
    incoming *request = *state;

    (void)version;
    if (request == NULL) {
        *state = calloc(1, sizeof(*request));
        return *state == NULL ? MHD_NO : MHD_YES;
    }
    if (*length == 0)
        return answer(sim, connection, url, method, request);
    if (*length > sizeof(request->body) - request->length)
        return MHD_NO;
    memcpy(request->body + request->length, bytes, *length);
    request->length += *length;
    *length = 0;
    return MHD_YES;
}

static void forget_request(void *sim, struct MHD_Connection *connection, void **state,
                           enum MHD_RequestTerminationCode code)
{
    (void)sim;
    (void)connection;
    (void)code;
    free(*state);
}

static void start_server(bench *b, char base_url[64])
{
    const union MHD_DaemonInfo *info;

    b->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, take_request, b->sim,
                                 MHD_OPTION_NOTIFY_COMPLETED, forget_request, NULL, MHD_OPTION_END);
    assert_non_null(b->daemon);
    info = MHD_get_daemon_info(b->daemon, MHD_DAEMON_INFO_BIND_PORT);
    assert_non_null(info);
    (void)snprintf(base_url, 64, "http://127.0.0.1:%u", (unsigned int)info->port);
    assert_int_equal(teamsinvite_sim_set_base_url(b->sim, base_url, NULL), TEAMSINVITE_OK);
}

static teamsinvite_credential *certificate_of(const certificate *c, int32_t algorithm)
{
    teamsinvite_credential *credential = NULL;
    char *pem = certificate_pem(c);

    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), algorithm, &credential, NULL),
                     TEAMSINVITE_OK);
    free(pem);
    return credential;
}

/* With the machine's own clock on both sides. */
static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    teamsinvite_config *config = NULL;
    char base_url[64];

    assert_non_null(b);
    assert_int_equal(teamsinvite_sim_new(&b->sim, NULL), TEAMSINVITE_OK);
    start_server(b, base_url);
    assert_int_equal(teamsinvite_sim_load_defaults(b->sim, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_sim_set_consent(b->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_custom_cloud(config, base_url, base_url, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &b->client, NULL), TEAMSINVITE_OK);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;

    teamsinvite_client_free(b->client);
    MHD_stop_daemon(b->daemon);
    teamsinvite_sim_free(b->sim);
    free(b);
    return 0;
}

static teamsinvite_status ask(const bench *b)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_token_app(b->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err);

    if (status != TEAMSINVITE_OK)
        print_message("  %s\n", teamsinvite_error_message(err));
    teamsinvite_tokens_free(tokens);
    teamsinvite_error_free(err);
    return status;
}

static void use(const bench *b, teamsinvite_credential *first, teamsinvite_credential *second)
{
    assert_int_equal(teamsinvite_client_set_credentials(b->client, first, second, NULL), TEAMSINVITE_OK);
}

static int64_t requests(const bench *b)
{
    return teamsinvite_sim_request_count(b->sim, TEAMSINVITE_SIM_TOKEN);
}

static void add(const bench *b, const certificate *c)
{
    assert_int_equal(teamsinvite_sim_add_certificate(b->sim, TEAMSINVITE_SIM_CLIENT_ID, c->certificate, NULL),
                     TEAMSINVITE_OK);
}

static void test_secret_and_certificates_are_taken(void **state)
{
    const bench *b = *state;

    assert_int_equal(ask(b), TEAMSINVITE_OK);
    add(b, &ours);
    add(b, &next);
    use(b, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256), NULL);
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    use(b, certificate_of(&ours, TEAMSINVITE_ALGORITHM_RS256), NULL);
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    use(b, certificate_of(&next, TEAMSINVITE_ALGORITHM_PS256), NULL);
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    assert_int_equal(requests(b), 4);
}

static void test_certificate_that_is_not_registered_is_refused(void **state)
{
    const bench *b = *state;

    add(b, &next);
    use(b, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256), NULL);
    assert_int_equal(ask(b), TEAMSINVITE_E_CREDENTIAL);
}

static void test_certificate_that_was_withdrawn_is_stood_in_for(void **state)
{
    const bench *b = *state;

    add(b, &ours);
    add(b, &next);
    use(b, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256), certificate_of(&next, TEAMSINVITE_ALGORITHM_RS256));
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    assert_int_equal(requests(b), 1);
    assert_int_equal(teamsinvite_sim_remove_certificate(b->sim, TEAMSINVITE_SIM_CLIENT_ID, ours.certificate, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    assert_int_equal(requests(b), 3);
    assert_int_equal(ask(b), TEAMSINVITE_OK);
    assert_int_equal(requests(b), 4);
}

#define HTTP_TEST(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HTTP_TEST(test_secret_and_certificates_are_taken),
        HTTP_TEST(test_certificate_that_is_not_registered_is_refused),
        HTTP_TEST(test_certificate_that_was_withdrawn_is_stood_in_for),
    };

    return cmocka_run_group_tests(tests, make_certificates, free_certificates);
}
