/* SPDX-License-Identifier: Apache-2.0 */
/* test_loop_resolver.c - a name server that does not answer holds up nobody but who asks for that name. */
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support/loop_stage.h"

#define SLOW_NAME "hangs.example"

enum { SOME = 20, TIMEOUT_MS = 300, PATIENCE_S = 20 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int asked;
static int answered;
static int may_answer;

/* Where somebody waits for it after all, the test is to fail and not to hang. */
static void hang(void)
{
    struct timespec until = { 0 };
    int waited = 0;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    (void)pthread_mutex_lock(&lock);
    asked++;
    (void)pthread_cond_broadcast(&changed);
    while (!may_answer && waited == 0)
        waited = pthread_cond_timedwait(&changed, &lock, &until);
    answered++;
    (void)pthread_cond_broadcast(&changed);
    (void)pthread_mutex_unlock(&lock);
}

typedef struct address {
    struct addrinfo info;
    struct sockaddr_in socket;
} address;

/* In place of the C library's: one name hangs, all others are this machine. */
TEAMSINVITE_API int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                                struct addrinfo **out)
{
    address *a;

    (void)hints;
    if (name != NULL && strcmp(name, SLOW_NAME) == 0) {
        hang();
        return EAI_AGAIN;
    }
    a = calloc(1, sizeof(*a));
    if (a == NULL)
        return EAI_MEMORY;
    a->socket.sin_family = AF_INET;
    a->socket.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a->socket.sin_port = htons(service == NULL ? 0 : (uint16_t)strtoul(service, NULL, 10));
    a->info = (struct addrinfo){ .ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_addrlen = sizeof(a->socket),
                                 .ai_addr = (struct sockaddr *)(void *)&a->socket };
    *out = &a->info;
    return 0;
}

TEAMSINVITE_API void freeaddrinfo(struct addrinfo *info)
{
    free(info);
}

static teamsinvite_client *slow_client;
static staged_call *slow_call;

/* The first call asks for the name that hangs, by a client of its own. */
static int setup(void **state)
{
    static const char *const no_options[] = { NULL };
    static loop_stage stage;

    asked = answered = may_answer = 0;
    loop_stage_open(&stage, no_options);
    loop_stage_begin(&stage, "https://" SLOW_NAME, 16, 16);
    slow_call = loop_stage_create(&stage, stage.w->alice, STUB_PLAIN);
    slow_client = stage.w->client;
    stage.w->client = NULL;
    stage.url = stage.stub.plain_url;
    world_new_client(stage.w);
    *state = &stage;
    return 0;
}

static int teardown(void **state)
{
    loop_stage *stage = *state;

    (void)pthread_mutex_lock(&lock);
    may_answer = 1;
    (void)pthread_cond_broadcast(&changed);
    while (answered < asked)
        (void)pthread_cond_wait(&changed, &lock);
    (void)pthread_mutex_unlock(&lock);
    stage->on_told = NULL;
    loop_stage_end(stage);
    teamsinvite_client_free(slow_client);
    loop_stage_close(stage);
    return 0;
}

static void assert_it_still_hangs(void)
{
    int asked_now;
    int answered_now;

    (void)pthread_mutex_lock(&lock);
    asked_now = asked;
    answered_now = answered;
    (void)pthread_mutex_unlock(&lock);
    assert_int_equal(asked_now, 1);
    assert_int_equal(answered_now, 0);
}

static void test_a_call_times_out_while_the_name_server_is_silent(void **state)
{
    loop_stage *stage = *state;

    assert_int_equal(teamsinvite_call_set_timeout_ms(slow_call->call, TIMEOUT_MS), TEAMSINVITE_OK);
    loop_stage_add(slow_call);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    assert_it_still_hangs();
    assert_int_equal(stage->made, SOME);
    assert_int_equal(slow_call->status, TEAMSINVITE_E_NETWORK);
}

static void cancel_when_the_others_are_through(loop_stage *stage)
{
    if (stage->told == SOME)
        teamsinvite_call_cancel(slow_call->call);
}

static void test_a_call_is_cancelled_while_the_name_server_is_silent(void **state)
{
    loop_stage *stage = *state;

    stage->on_told = cancel_when_the_others_are_through;
    loop_stage_add(slow_call);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    assert_it_still_hangs();
    assert_int_equal(stage->made, SOME);
    assert_int_equal(slow_call->status, TEAMSINVITE_E_CANCELLED);
}

static void wait_until_it_asks(void)
{
    (void)pthread_mutex_lock(&lock);
    while (asked == 0)
        (void)pthread_cond_wait(&changed, &lock);
    (void)pthread_mutex_unlock(&lock);
}

static void test_a_loop_is_freed_while_the_name_server_is_silent(void **state)
{
    loop_stage *stage = *state;

    loop_stage_add(slow_call);
    teamsinvite_loop_drive(stage->loop, -1, 0);
    wait_until_it_asks();
    loop_stage_end(stage);
    assert_it_still_hangs();
    assert_int_equal(slow_call->status, TEAMSINVITE_E_CANCELLED);
}

static void test_a_blocking_call_times_out_while_the_name_server_is_silent(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_call_set_timeout_ms(slow_call->call, TIMEOUT_MS), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(slow_call->call), TEAMSINVITE_E_NETWORK);
    assert_it_still_hangs();
    teamsinvite_call_free(slow_call->call);
}

#define RESOLVER_TEST(name_) cmocka_unit_test_setup_teardown(name_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RESOLVER_TEST(test_a_call_times_out_while_the_name_server_is_silent),
        RESOLVER_TEST(test_a_call_is_cancelled_while_the_name_server_is_silent),
        RESOLVER_TEST(test_a_loop_is_freed_while_the_name_server_is_silent),
        RESOLVER_TEST(test_a_blocking_call_times_out_while_the_name_server_is_silent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
