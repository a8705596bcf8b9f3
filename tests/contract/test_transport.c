/* SPDX-License-Identifier: Apache-2.0 */
/* test_transport.c - the built-in transport over real HTTP and real TLS, on loopback. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <microhttpd.h>

#include <teamsinvite/transport.h>

#include "support/certificate.h"
#include "support/single_io.h"

enum { TIMEOUT_MS = 5000, LIMIT = 65536 };

/* One request as it arrived. */
typedef struct arrived {
    char method[16];
    char path[64];
    char authorization[64];
    char type[64];
    char body[256];
    size_t length;
} arrived;

typedef struct web {
    struct MHD_Daemon *daemon;
    unsigned int port;
    pthread_mutex_t lock;
    arrived last;
    atomic_int requests;
    atomic_int connections;
} web;

typedef struct bench {
    teamsinvite_client *client;
    teamsinvite_transport *transport;
    teamsinvite_call *call;
    web *server;
    char ca_file[40];
} bench;

/* Made once: the authority that is trusted, and another one. */
static certificate authority;
static certificate other_authority;

static void keep(char *field, size_t size, const char *value)
{
    (void)snprintf(field, size, "%s", value == NULL ? "" : value);
}

static void keep_request(web *server, struct MHD_Connection *connection, const char *url, const char *method)
{
    arrived *last = &server->last;

    *last = (arrived){ .length = 0 };
    keep(last->method, sizeof(last->method), method);
    keep(last->path, sizeof(last->path), url);
    keep(last->authorization, sizeof(last->authorization),
         MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization"));
    keep(last->type, sizeof(last->type), MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type"));
}

static enum MHD_Result answer(struct MHD_Connection *connection, const char *url)
{
    static char body[] = "{\"answer\":42}";
    bool redirects = strcmp(url, "/redirect") == 0;
    struct MHD_Response *response = MHD_create_response_from_buffer(sizeof(body) - 1, body, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result;

    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "X-Answer", "forty-two");
    if (redirects)
        (void)MHD_add_response_header(response, "Location", "/elsewhere");
    result = MHD_queue_response(connection, redirects ? 302 : 201, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result take_request(void *user_data, struct MHD_Connection *connection, const char *url,
                                    const char *method, const char *version, const char *bytes, size_t *length,
                                    void **state)
{
    static int seen;
    web *server = user_data;
    arrived *last = &server->last;
    enum MHD_Result result = MHD_YES;

    (void)version;
    (void)pthread_mutex_lock(&server->lock);
    if (*state == NULL) {
        *state = &seen;
        keep_request(server, connection, url, method);
    } else if (*length > 0) {
        if (*length <= sizeof(last->body) - last->length) {
            memcpy(last->body + last->length, bytes, *length);
            last->length += *length;
        }
        *length = 0;
    } else {
        (void)atomic_fetch_add(&server->requests, 1);
        result = answer(connection, url);
    }
    (void)pthread_mutex_unlock(&server->lock);
    return result;
}

static void count_connection(void *user_data, struct MHD_Connection *connection, void **state,
                             enum MHD_ConnectionNotificationCode code)
{
    web *server = user_data;

    (void)connection;
    (void)state;
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        (void)atomic_fetch_add(&server->connections, 1);
}

/* Plain where there is no certificate. */
static web *start_web(const certificate *c)
{
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | (c == NULL ? 0u : (unsigned int)MHD_USE_TLS);
    web *server = calloc(1, sizeof(*server));
    const union MHD_DaemonInfo *info;

    assert_non_null(server);
    assert_int_equal(pthread_mutex_init(&server->lock, NULL), 0);
    if (c == NULL)
        server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, take_request, server, MHD_OPTION_NOTIFY_CONNECTION,
                                          count_connection, server, MHD_OPTION_END);
    else
        server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, take_request, server, MHD_OPTION_NOTIFY_CONNECTION,
                                          count_connection, server, MHD_OPTION_HTTPS_MEM_CERT, c->certificate,
                                          MHD_OPTION_HTTPS_MEM_KEY, c->key, MHD_OPTION_END);
    assert_non_null(server->daemon);
    info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    assert_non_null(info);
    server->port = info->port;
    return server;
}

static void stop_web(web *server)
{
    if (server == NULL)
        return;
    MHD_stop_daemon(server->daemon);
    (void)pthread_mutex_destroy(&server->lock);
    free(server);
}

static int make_authorities(void **state)
{
    (void)state;
    authority = certificate_make_authority("the authority of this test");
    other_authority = certificate_make_authority("another authority");
    return 0;
}

static int forget_authorities(void **state)
{
    (void)state;
    certificate_free(&authority);
    certificate_free(&other_authority);
    return 0;
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    b->client = single_io_client();
    assert_non_null(b->client);
    assert_int_equal(teamsinvite_transport_new(&b->transport, NULL), TEAMSINVITE_OK);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;

    teamsinvite_call_free(b->call);
    teamsinvite_transport_free(b->transport);
    teamsinvite_client_free(b->client);
    stop_web(b->server);
    if (b->ca_file[0] != '\0')
        assert_int_equal(remove(b->ca_file), 0);
    free(b);
    return 0;
}

/* A TLS server for these names, and a transport that trusts this authority only. */
static void serve_tls(bench *b, const char *names, const certificate *trusted)
{
    certificate c = certificate_make(&authority, names);
    FILE *file;

    b->server = start_web(&c);
    certificate_free(&c);
    keep(b->ca_file, sizeof(b->ca_file), "/tmp/teamsinvite-ca-XXXXXX");
    file = fdopen(mkstemp(b->ca_file), "w");
    assert_non_null(file);
    assert_true(fputs(trusted->certificate, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(teamsinvite_transport_set_ca_file(b->transport, b->ca_file, NULL), TEAMSINVITE_OK);
}

static teamsinvite_call *ask(bench *b, const char *method, const char *origin, const char *path, const char *body)
{
    teamsinvite_call *call = single_io_begin(b->client, TEAMSINVITE_IO_SEND, TIMEOUT_MS);
    char url[128];

    if (call == NULL)
        return NULL;
    (void)snprintf(url, sizeof(url), "%s:%u%s", origin, b->server->port, path);
    call->io.method = method;
    call->io.response_limit = LIMIT;
    ti_buf_add_text(&call->io.url, url);
    ti_io_add_header(&call->io, "Authorization", TI_SLICE("Bearer abc"));
    if (body != NULL) {
        ti_io_add_header(&call->io, "Content-Type", TI_SLICE("application/json"));
        ti_buf_add_text(&call->io.body, body);
    }
    return call;
}

static teamsinvite_status perform(bench *b, const char *method, const char *origin, const char *path, const char *body)
{
    teamsinvite_call_free(b->call);
    b->call = ask(b, method, origin, path, body);
    assert_non_null(b->call);
    teamsinvite_transport_handle(b->call, &b->call->io, b->transport);
    assert_null(teamsinvite_call_next(b->call));
    return teamsinvite_call_outcome(b->call, NULL);
}

static teamsinvite_status get(bench *b, const char *origin)
{
    return perform(b, "GET", origin, "/", NULL);
}

static void assert_arrived(web *server, const char *method, const char *path, const char *body)
{
    (void)pthread_mutex_lock(&server->lock);
    assert_string_equal(server->last.method, method);
    assert_string_equal(server->last.path, path);
    assert_string_equal(server->last.authorization, "Bearer abc");
    assert_string_equal(server->last.type, body == NULL ? "" : "application/json");
    assert_int_equal(server->last.length, body == NULL ? 0 : strlen(body));
    assert_memory_equal(server->last.body, body == NULL ? "" : body, server->last.length);
    (void)pthread_mutex_unlock(&server->lock);
}

static void test_request_arrives_as_asked_and_the_answer_comes_back(void **state)
{
    static const struct {
        const char *method;
        const char *body;
    } requests[] = { { "GET", NULL }, { "POST", "{\"a\":1}" }, { "PATCH", "{\"b\":2}" }, { "DELETE", NULL },
                     { "POST", NULL }, { "GET", NULL } };
    bench *b = *state;
    size_t i;

    b->server = start_web(NULL);
    for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        assert_int_equal(perform(b, requests[i].method, "http://127.0.0.1", "/a/b", requests[i].body), TEAMSINVITE_OK);
        assert_arrived(b->server, requests[i].method, "/a/b", requests[i].body);
        assert_int_equal(b->call->io.http_status, 201);
        assert_string_equal(ti_buf_text(&b->call->io.reply), "{\"answer\":42}");
        assert_true(ti_slice_equal_text(ti_io_reply_header(&b->call->io, "x-answer"), "forty-two"));
    }
}

static void test_ten_calls_use_one_connection(void **state)
{
    bench *b = *state;
    int i;

    serve_tls(b, "IP:127.0.0.1", &authority);
    for (i = 0; i < 10; i++)
        assert_int_equal(get(b, "https://127.0.0.1"), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_connection_count(b->transport), 1);
    assert_int_equal(atomic_load(&b->server->connections), 1);
    assert_int_equal(atomic_load(&b->server->requests), 10);
}

static void test_redirect_is_not_followed(void **state)
{
    bench *b = *state;

    b->server = start_web(NULL);
    assert_int_equal(perform(b, "GET", "http://127.0.0.1", "/redirect", NULL), TEAMSINVITE_OK);
    assert_int_equal(b->call->io.http_status, 302);
    assert_int_equal(atomic_load(&b->server->requests), 1);
}

static void test_certificate_of_another_authority_is_refused_before_any_request(void **state)
{
    bench *b = *state;

    serve_tls(b, "IP:127.0.0.1", &other_authority);
    assert_int_equal(get(b, "https://127.0.0.1"), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "127.0.0.1: the TLS certificate is not trusted"));
    assert_int_equal(atomic_load(&b->server->requests), 0);
}

static void test_certificate_of_a_private_authority_is_not_trusted_by_default(void **state)
{
    bench *b = *state;

    serve_tls(b, "IP:127.0.0.1", &authority);
    teamsinvite_transport_free(b->transport);
    assert_int_equal(teamsinvite_transport_new(&b->transport, NULL), TEAMSINVITE_OK);
    assert_int_equal(get(b, "https://127.0.0.1"), TEAMSINVITE_E_NETWORK);
    assert_int_equal(atomic_load(&b->server->requests), 0);
}

static void test_certificate_for_another_name_is_refused_before_any_request(void **state)
{
    bench *b = *state;

    serve_tls(b, "DNS:other.example,IP:127.0.0.2", &authority);
    assert_int_equal(get(b, "https://127.0.0.1"), TEAMSINVITE_E_NETWORK);
    assert_int_equal(get(b, "https://localhost"), TEAMSINVITE_E_NETWORK);
    assert_int_equal(atomic_load(&b->server->requests), 0);
}

/* libcurl itself answers every name under .localhost with a loopback address. */
static void test_name_that_leads_to_a_private_address_gets_no_request_unless_allowed(void **state)
{
    bench *b = *state;

    serve_tls(b, "DNS:graph.localhost", &authority);
    assert_int_equal(teamsinvite_transport_allow_private_host(b->transport, "login.localhost", NULL), TEAMSINVITE_OK);
    assert_int_equal(get(b, "https://graph.localhost"), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "private address"));
    assert_int_equal(atomic_load(&b->server->requests), 0);

    assert_int_equal(teamsinvite_transport_allow_private_host(b->transport, "Graph.LOCALHOST", NULL), TEAMSINVITE_OK);
    assert_int_equal(get(b, "https://graph.localhost"), TEAMSINVITE_OK);
    assert_int_equal(atomic_load(&b->server->requests), 1);
}

static void *get_twenty(void *argument)
{
    bench *b = argument;
    int i;

    for (i = 0; i < 20; i++) {
        teamsinvite_call *call = ask(b, "GET", "http://127.0.0.1", "/", NULL);
        bool good = call != NULL;

        if (good) {
            teamsinvite_transport_handle(call, &call->io, b->transport);
            good = call->io.answer == TI_ANSWER_DONE && call->io.http_status == 201;
        }
        teamsinvite_call_free(call);
        if (!good)
            return argument;
    }
    return NULL;
}

static void test_eight_threads_share_a_transport(void **state)
{
    pthread_t threads[8];
    void *outcome = NULL;
    bench *b = *state;
    size_t i;

    b->server = start_web(NULL);
    for (i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, get_twenty, b), 0);
    for (i = 0; i < 8; i++) {
        assert_int_equal(pthread_join(threads[i], &outcome), 0);
        assert_null(outcome);
    }
    assert_int_equal(atomic_load(&b->server->requests), 160);
    assert_in_range(teamsinvite_transport_connection_count(b->transport), 1, 8);
}

static void test_forked_child_leaves_the_connection_of_its_parent_alone(void **state)
{
    bench *b = *state;
    int outcome = -1;
    pid_t child;

    b->server = start_web(NULL);
    assert_int_equal(get(b, "http://127.0.0.1"), TEAMSINVITE_OK);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        teamsinvite_status status = get(b, "http://127.0.0.1");

        teamsinvite_transport_free(b->transport);
        _exit(status == TEAMSINVITE_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
    assert_int_equal(atomic_load(&b->server->connections), 2);
    assert_int_equal(get(b, "http://127.0.0.1"), TEAMSINVITE_OK);
    assert_int_equal(atomic_load(&b->server->connections), 2);
}

static void test_settings_that_make_no_sense_are_refused(void **state)
{
    teamsinvite_transport *t = ((bench *)*state)->transport;

    assert_int_equal(teamsinvite_transport_new(NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_ca_file(NULL, "/dev/null", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_ca_file(t, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_ca_file(t, "/no/such/file", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_proxy(t, "proxy:8080", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_proxy(t, "socks5://proxy:1080", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_proxy(t, "http://user:word@proxy:8080", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_proxy(t, "http://proxy:8080/path", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_set_proxy(t, "http://proxy:8080", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_set_proxy(t, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_transport_allow_private_host(t, "", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_transport_connection_count(NULL), 0);
    teamsinvite_transport_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_request_arrives_as_asked_and_the_answer_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ten_calls_use_one_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(test_redirect_is_not_followed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_certificate_of_another_authority_is_refused_before_any_request, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_certificate_of_a_private_authority_is_not_trusted_by_default, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_certificate_for_another_name_is_refused_before_any_request, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_name_that_leads_to_a_private_address_gets_no_request_unless_allowed,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_eight_threads_share_a_transport, setup, teardown),
        cmocka_unit_test_setup_teardown(test_forked_child_leaves_the_connection_of_its_parent_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_settings_that_make_no_sense_are_refused, setup, teardown),
    };

    return cmocka_run_group_tests(tests, make_authorities, forget_authorities);
}
