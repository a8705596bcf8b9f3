/* SPDX-License-Identifier: Apache-2.0 */
/* test_transport_answers.c - what the built-in transport makes of answers that no decent server gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite/transport.h>

#include "port/system.h"
#include "support/raw_server.h"
#include "support/single_io.h"

enum { TIMEOUT_MS = 5000, LIMIT = 1000 };

typedef struct bench {
    teamsinvite_client *client;
    teamsinvite_transport *transport;
    teamsinvite_call *call;
} bench;

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
    free(b);
    return 0;
}

/* A GET, not performed yet. */
static void ask(bench *b, const char *scheme, const char *host, unsigned int port, int64_t timeout_ms)
{
    char url[128];

    teamsinvite_call_free(b->call);
    b->call = single_io_begin(b->client, TEAMSINVITE_IO_SEND, timeout_ms);
    assert_non_null(b->call);
    (void)snprintf(url, sizeof(url), "%s://%s:%u/hidden/path?token=hidden", scheme, host, port);
    b->call->io.method = "GET";
    b->call->io.response_limit = LIMIT;
    ti_buf_add_text(&b->call->io.url, url);
    ti_io_add_header(&b->call->io, "Authorization", TI_SLICE("Bearer hidden"));
}

static teamsinvite_status perform(bench *b)
{
    teamsinvite_transport_handle(b->call, &b->call->io, b->transport);
    assert_int_not_equal(b->call->io.answer, TI_ANSWER_NONE);
    assert_null(strstr(b->call->io.reason, "hidden"));
    assert_null(teamsinvite_call_next(b->call));
    return teamsinvite_call_outcome(b->call, NULL);
}

/* GET what a server answers that knows nothing but this. */
static teamsinvite_status get_answer(bench *b, const char *answer, size_t length)
{
    teamsinvite_status status;
    raw_server server;

    raw_server_start(&server, answer, length, false);
    ask(b, "http", "127.0.0.1", server.port, TIMEOUT_MS);
    status = perform(b);
    raw_server_stop(&server);
    assert_true(server.was_asked);
    return status;
}

static teamsinvite_status get_text(bench *b, const char *answer)
{
    return get_answer(b, answer, strlen(answer));
}

static void assert_header(const bench *b, const char *name, const char *value)
{
    assert_true(ti_slice_equal_text(ti_io_reply_header(&b->call->io, name), value));
}

static void test_headers_and_body_of_the_final_response_are_passed_on(void **state)
{
    bench *b = *state;

    assert_int_equal(get_text(b, "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n"
                                 "HTTP/1.1 103 Early Hints\r\nX-Early: 2\r\n\r\n"
                                 "HTTP/1.1 429 Slow down\r\nRetry-After:  7 \r\nX-Empty:\r\nContent-Length: 4\r\n\r\n"
                                 "wait"),
                     TEAMSINVITE_OK);
    assert_int_equal(b->call->io.http_status, 429);
    assert_int_equal(b->call->io.reply_header_count, 3);
    assert_header(b, "retry-after", "7");
    assert_header(b, "X-Early", "");
    assert_string_equal(ti_buf_text(&b->call->io.reply), "wait");
}

static void test_trailers_are_no_headers(void **state)
{
    bench *b = *state;

    assert_int_equal(get_text(b, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "2\r\n{}\r\n0\r\nRetry-After: 9\r\n\r\n"),
                     TEAMSINVITE_OK);
    assert_string_equal(ti_buf_text(&b->call->io.reply), "{}");
    assert_header(b, "Retry-After", "");
}

static void test_body_over_the_limit_is_refused(void **state)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n";
    char answer[sizeof(head) + LIMIT];
    bench *b = *state;

    memset(answer, ' ', sizeof(answer));
    memcpy(answer, head, sizeof(head) - 1);
    assert_int_equal(get_answer(b, answer, sizeof(head) - 1 + LIMIT + 1), TEAMSINVITE_E_RESPONSE);

    memcpy(answer + (strstr(head, "1001") - head), "1000", 4);
    assert_int_equal(get_answer(b, answer, sizeof(head) - 1 + LIMIT), TEAMSINVITE_OK);
    assert_int_equal(b->call->io.reply.len, LIMIT);
}

static void test_chunked_body_over_the_limit_ends_the_transfer(void **state)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    char answer[sizeof(head) + 4 * 0x200];
    size_t length = sizeof(head) - 1;
    raw_server server;
    bench *b = *state;
    int64_t began_ms;
    int i;

    memcpy(answer, head, sizeof(head));
    for (i = 0; i < 3; i++) {
        memcpy(answer + length, "1f0\r\n", 5);
        memset(answer + length + 5, 'x', 0x1f0);
        memcpy(answer + length + 5 + 0x1f0, "\r\n", 2);
        length += 5 + 0x1f0 + 2;
    }
    raw_server_start(&server, answer, length, true); /* says no last chunk, and waits */
    ask(b, "http", "127.0.0.1", server.port, TIMEOUT_MS);
    began_ms = ti_system_clock(1, NULL);
    assert_int_equal(perform(b), TEAMSINVITE_E_RESPONSE);
    assert_true(ti_system_clock(1, NULL) - began_ms < TIMEOUT_MS / 2);
    raw_server_stop(&server);
}

static teamsinvite_status get_with_headers(bench *b, int count)
{
    char answer[4096] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";
    int i;

    for (i = 1; i < count; i++)
        (void)snprintf(answer + strlen(answer), sizeof(answer) - strlen(answer), "X-%d: %d\r\n", i, i);
    (void)snprintf(answer + strlen(answer), sizeof(answer) - strlen(answer), "\r\n");
    return get_text(b, answer);
}

static void test_more_than_64_headers_are_refused(void **state)
{
    bench *b = *state;

    assert_int_equal(get_with_headers(b, 64), TEAMSINVITE_OK);
    assert_int_equal(get_with_headers(b, 65), TEAMSINVITE_E_RESPONSE);
}

static void test_body_that_is_cut_is_no_answer(void **state)
{
    bench *b = *state;

    assert_int_equal(get_text(b, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"half\":"), TEAMSINVITE_E_NETWORK);
    assert_int_equal(get_text(b, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{\"half\":"),
                     TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "127.0.0.1: "));
    assert_int_equal(get_text(b, ""), TEAMSINVITE_E_NETWORK);
}

static void test_what_is_not_http_is_no_answer(void **state)
{
    assert_int_equal(get_text(*state, "{\"joinWebUrl\":\"https://teams.microsoft.com/\"}\r\n"), TEAMSINVITE_E_NETWORK);
}

static void test_answer_with_a_content_coding_is_refused(void **state)
{
    static const char gzip[] = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08";
    bench *b = *state;

    assert_int_equal(get_answer(b, gzip, sizeof(gzip)), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "content coding"));
    assert_int_equal(get_text(b, "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}"),
                     TEAMSINVITE_OK);
}

static void test_header_with_a_nul_or_a_lone_carriage_return_is_refused(void **state)
{
    static const char nul[] = "HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n";
    bench *b = *state;

    assert_int_equal(get_answer(b, nul, sizeof(nul) - 1), TEAMSINVITE_E_NETWORK);
    assert_int_equal(get_text(b, "HTTP/1.1 200 OK\r\nX-A: a\rX-B: b\r\nContent-Length: 0\r\n\r\n"),
                     TEAMSINVITE_E_NETWORK);
}

static void test_body_that_never_ends_is_given_up_in_time(void **state)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
    raw_server server;
    bench *b = *state;
    int64_t took_ms;

    raw_server_start(&server, answer, sizeof(answer) - 1, true);
    ask(b, "http", "127.0.0.1", server.port, 300);
    took_ms = -ti_system_clock(1, NULL);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    took_ms += ti_system_clock(1, NULL);
    raw_server_stop(&server);
    assert_in_range(took_ms, 250, 20000); /* not for ever, however busy the machine is */
    assert_non_null(strstr(b->call->io.reason, "127.0.0.1: no complete answer in "));
}

static void *cancel_when_asked(void *argument)
{
    void **both = argument;
    raw_server *server = both[0];

    while (sem_wait(&server->asked) != 0)
        continue;
    teamsinvite_call_cancel(both[1]);
    return NULL;
}

static void test_cancelling_from_another_thread_ends_the_transfer_within_a_second(void **state)
{
    bench *b = *state;
    raw_server server;
    void *both[2];
    pthread_t thread;
    int64_t began_ms;

    raw_server_start(&server, "", 0, true);
    ask(b, "http", "127.0.0.1", server.port, 30000);
    both[0] = &server;
    both[1] = b->call;
    assert_int_equal(pthread_create(&thread, NULL, cancel_when_asked, both), 0);
    began_ms = ti_system_clock(1, NULL);
    assert_int_not_equal(perform(b), TEAMSINVITE_OK);
    assert_true(ti_system_clock(1, NULL) - began_ms < 1500);
    assert_non_null(strstr(b->call->io.reason, "cancelled"));
    assert_int_equal(pthread_join(thread, NULL), 0);
    raw_server_stop(&server);
}

/* libcurl itself answers every name under .localhost with 127.0.0.1, so this
 * would reach the server; but it is no literal of loopback. */
static void test_plain_http_to_a_name_is_refused_before_any_connection(void **state)
{
    bench *b = *state;
    raw_server server;

    assert_int_equal(teamsinvite_transport_allow_private_host(b->transport, "service.localhost", NULL), TEAMSINVITE_OK);
    raw_server_start(&server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 38, false);
    ask(b, "http", "service.localhost", server.port, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    assert_int_equal(teamsinvite_transport_connection_count(b->transport), 0);
    ask(b, "ftp", "127.0.0.1", server.port, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    assert_int_equal(teamsinvite_transport_connection_count(b->transport), 0);
    raw_server_stop(&server);
    assert_false(server.was_asked);
}

static void test_closed_port_says_no_connection(void **state)
{
    bench *b = *state;
    raw_server server;

    raw_server_start(&server, "", 0, false);
    raw_server_stop(&server);
    ask(b, "http", "127.0.0.1", server.port, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "127.0.0.1: no connection"));
}

static void test_name_that_does_not_exist_says_so(void **state)
{
    bench *b = *state;

    ask(b, "https", "no-such-host.invalid", 443, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(b->call->io.reason, "no-such-host.invalid: the name was not found"));
}

static void write_netrc(char *folder)
{
    char path[64];
    FILE *file;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/.netrc", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "machine 127.0.0.1 login somebody password else\n") > 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_netrc(const char *folder)
{
    char path[64];

    (void)snprintf(path, sizeof(path), "%s/.netrc", folder);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
}

static void test_proxy_and_netrc_of_the_environment_are_ignored(void **state)
{
    char folder[] = "/tmp/teamsinvite-XXXXXX";
    bench *b = *state;
    raw_server server;

    write_netrc(folder);
    assert_int_equal(setenv("HOME", folder, 1), 0);
    assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    assert_int_equal(setenv("all_proxy", "http://127.0.0.1:1", 1), 0);
    raw_server_start(&server, "HTTP/1.1 204 No Content\r\n\r\n", 27, false);
    ask(b, "http", "127.0.0.1", server.port, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_OK);
    raw_server_stop(&server);
    assert_int_equal(unsetenv("http_proxy"), 0);
    assert_int_equal(unsetenv("all_proxy"), 0);
    remove_netrc(folder);
    assert_int_equal(b->call->io.http_status, 204);
    assert_null(strstr(server.request, "Authorization: Basic"));
    assert_non_null(strstr(server.request, "Authorization: Bearer hidden"));
}

static void test_proxy_that_was_set_sees_no_token(void **state)
{
    bench *b = *state;
    raw_server server;
    char url[64];

    raw_server_start(&server, "HTTP/1.1 403 Forbidden\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n", 56, false);
    (void)snprintf(url, sizeof(url), "http://127.0.0.1:%u", server.port);
    assert_int_equal(teamsinvite_transport_set_proxy(b->transport, url, NULL), TEAMSINVITE_OK);
    ask(b, "https", "graph.example", 443, TIMEOUT_MS);
    assert_int_equal(perform(b), TEAMSINVITE_E_NETWORK);
    raw_server_stop(&server);
    assert_non_null(strstr(server.request, "CONNECT graph.example:443 HTTP/1.1"));
    assert_null(strstr(server.request, "hidden"));
    assert_int_equal(b->call->io.reply_header_count, 0);
}

static void test_what_is_no_exchange_is_refused(void **state)
{
    bench *b = *state;

    b->call = single_io_begin(b->client, TEAMSINVITE_IO_LOAD, TIMEOUT_MS);
    teamsinvite_transport_handle(b->call, &b->call->io, b->transport);
    assert_int_equal(b->call->io.answer, TI_ANSWER_FAILED);
    assert_int_equal(b->call->io.status, TEAMSINVITE_E_HANDLER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_headers_and_body_of_the_final_response_are_passed_on, setup, teardown),
        cmocka_unit_test_setup_teardown(test_trailers_are_no_headers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_body_over_the_limit_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_chunked_body_over_the_limit_ends_the_transfer, setup, teardown),
        cmocka_unit_test_setup_teardown(test_more_than_64_headers_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_body_that_is_cut_is_no_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_not_http_is_no_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answer_with_a_content_coding_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_header_with_a_nul_or_a_lone_carriage_return_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_body_that_never_ends_is_given_up_in_time, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cancelling_from_another_thread_ends_the_transfer_within_a_second, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_plain_http_to_a_name_is_refused_before_any_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(test_closed_port_says_no_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(test_name_that_does_not_exist_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(test_proxy_and_netrc_of_the_environment_are_ignored, setup, teardown),
        cmocka_unit_test_setup_teardown(test_proxy_that_was_set_sees_no_token, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_exchange_is_refused, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
