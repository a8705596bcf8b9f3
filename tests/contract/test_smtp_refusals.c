/* SPDX-License-Identifier: Apache-2.0 */
/* test_smtp_refusals.c - what the built-in handler says when a real mail server does not take a mail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/smtp_bench.h"

static int start(void **state, const char *mode, const char *names)
{
    smtp_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    *state = b;
    smtp_bench_start(b, mode, names);
    return 0;
}

static int start_plain(void **state)
{
    return start(state, "plain", NULL);
}

static int start_auth(void **state)
{
    return start(state, "starttls-auth", "DNS:localhost");
}

static int start_starttls(void **state)
{
    return start(state, "starttls", "DNS:localhost");
}

static int start_smtps(void **state)
{
    return start(state, "smtps", "DNS:localhost");
}

static int start_elsewhere(void **state)
{
    return start(state, "starttls", "DNS:mail.ats.example");
}

static int stop(void **state)
{
    smtp_bench *b = *state;

    smtp_bench_stop(b);
    free(b);
    return 0;
}

/* This outcome, in words that name the server and nobody else, and no mail there. */
static void assert_refused(smtp_bench *b, teamsinvite_status status, const char *words)
{
    int before = mail_server_count(&b->server);

    assert_int_equal(smtp_bench_deliver(b), status);
    assert_string_equal(smtp_bench_reason(b), words);
    assert_null(strstr(smtp_bench_reason(b), "@"));
    assert_int_equal(mail_server_count(&b->server), before);
}

static void test_answers_of_the_server_come_back_with_their_code(void **state)
{
    smtp_bench *b = *state;

    b->mail.to = "refused@candidate.example";
    assert_refused(b, TEAMSINVITE_E_MAIL, "localhost answers 550");
    b->mail.to = "later@candidate.example";
    assert_refused(b, TEAMSINVITE_E_MAIL_BUSY, "localhost answers 451");
    b->mail.to = "full@candidate.example";
    assert_refused(b, TEAMSINVITE_E_MAIL, "localhost answers 552");
    b->mail.to = "busy@candidate.example";
    assert_refused(b, TEAMSINVITE_E_MAIL_BUSY, "localhost answers 421");
    b->mail.from = "nobody@ats.example";
    assert_refused(b, TEAMSINVITE_E_MAIL, "localhost answers 553");
}

static void test_mail_after_a_refused_one_is_delivered(void **state)
{
    smtp_bench *b = *state;

    b->mail.to = "refused@candidate.example";
    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_E_MAIL);
    b->mail.to = "jane@candidate.example";
    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_OK);
    assert_int_equal(mail_server_count(&b->server), 1);
}

static void test_connection_that_ends_in_the_middle_is_a_network_error(void **state)
{
    smtp_bench *b = *state;

    b->mail.to = "drop@candidate.example";
    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_E_NETWORK);
    assert_non_null(strstr(smtp_bench_reason(b), "localhost: the connection was cut off"));
}

/* On a connection that was kept too, where a mail that was not begun may go again. */
static void test_mail_that_may_have_been_taken_is_not_sent_twice(void **state)
{
    smtp_bench *b = *state;

    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_OK);
    b->mail.to = "unsure@candidate.example";
    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_E_NETWORK);
    assert_int_equal(mail_server_count(&b->server), 2);
    assert_string_equal(mail_server_read(&b->server, 2, "connection"), "1");
}

static void test_server_that_never_answers_is_given_up_in_time(void **state)
{
    smtp_bench *b = *state;

    b->timeout_ms = 300;
    b->mail.to = "stall@candidate.example";
    assert_refused(b, TEAMSINVITE_E_NETWORK, "localhost: no answer in time (libcurl 28)");
}

static void test_cancelled_call_gives_up_the_server(void **state)
{
    smtp_bench *b = *state;

    b->timeout_ms = 60000;
    b->cancelled = true;
    b->mail.to = "stall@candidate.example";
    assert_int_not_equal(smtp_bench_deliver(b), TEAMSINVITE_OK);
    assert_string_equal(smtp_bench_reason(b), "localhost: cancelled (libcurl 42)");
    assert_int_equal(mail_server_count(&b->server), 0);
}

static void test_nobody_there_is_a_network_error(void **state)
{
    smtp_bench *b = *state;

    smtp_bench_use(b, "smtp://localhost:1");
    assert_refused(b, TEAMSINVITE_E_NETWORK, "localhost: no connection (libcurl 7)");
    smtp_bench_use(b, "smtp://mail.invalid:587");
    assert_refused(b, TEAMSINVITE_E_NETWORK, "mail.invalid: the name was not found (libcurl 6)");
}

static void test_sign_in_that_is_refused_says_so(void **state)
{
    smtp_bench *b = *state;

    assert_int_equal(teamsinvite_smtp_set_login(b->smtp, "ats", "wrong", NULL), TEAMSINVITE_OK);
    assert_refused(b, TEAMSINVITE_E_MAIL, "localhost answers 535 to the sign-in");
    assert_int_equal(teamsinvite_smtp_set_login(b->smtp, "slow", "wrong", NULL), TEAMSINVITE_OK);
    assert_refused(b, TEAMSINVITE_E_MAIL_BUSY, "localhost answers 454 to the sign-in");
}

static void test_server_that_wants_a_sign_in_is_not_given_mail_without(void **state)
{
    smtp_bench *b = *state;

    assert_refused(b, TEAMSINVITE_E_MAIL, "localhost answers 530");
}

/* Its address is loopback, but its name is not: a name is all that one knows of a server elsewhere. */
static void test_server_elsewhere_without_starttls_gets_no_mail(void **state)
{
    smtp_bench *b = *state;

    smtp_bench_use(b, "smtp://mail.localhost:%u");
    assert_refused(b, TEAMSINVITE_E_MAIL, "mail.localhost: it offers no STARTTLS (libcurl 64)");
}

static void test_certificate_of_another_authority_is_refused(void **state)
{
    smtp_bench *b = *state;

    b->server.has_certificate = false;
    smtp_bench_use(b, b->url);
    assert_refused(b, TEAMSINVITE_E_NETWORK, "localhost: the TLS certificate is not trusted (libcurl 60)");
}

static void test_certificate_for_another_name_is_refused(void **state)
{
    smtp_bench *b = *state;

    assert_refused(b, TEAMSINVITE_E_NETWORK, "localhost: the TLS certificate is not trusted (libcurl 60)");
}

static void test_mail_that_would_be_more_than_one_line_of_smtp_is_refused(void **state)
{
    static const char *const addresses[] = { "", "jane", "jane@candidate.example>\r\nRCPT TO:<eve@evil.example",
                                             "jane@candidate.example> SIZE=1", "<jane@candidate.example>",
                                             "jane@candidate.example,eve@evil.example",
                                             "j\xc3\xa4ne@candidate.example" };
    smtp_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        b->mail.to = addresses[i];
        assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_E_MAIL);
        assert_string_equal(smtp_bench_reason(b), "an address or a name is not one");
    }
    b->mail.to = "jane@candidate.example";
    b->mail.subject = "Interview\r\nBcc: eve@evil.example";
    assert_refused(b, TEAMSINVITE_E_MAIL, "an address or a name is not one");
    b->mail.subject = "Interview";
    b->mail.to_name = "Jane\nBcc: eve@evil.example";
    assert_refused(b, TEAMSINVITE_E_MAIL, "an address or a name is not one");
}

static void test_another_kind_of_io_is_not_for_a_mail_server(void **state)
{
    smtp_bench *b = *state;
    teamsinvite_call *call = single_io_begin(b->client, TEAMSINVITE_IO_SEND, SMTP_BENCH_TIMEOUT_MS);

    assert_non_null(call);
    teamsinvite_smtp_handle(call, &call->io, b->smtp);
    assert_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_outcome(call, NULL), TEAMSINVITE_E_HANDLER);
    teamsinvite_call_free(call);
}

#define TEST(name, start) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_answers_of_the_server_come_back_with_their_code, start_plain),
        TEST(test_mail_after_a_refused_one_is_delivered, start_plain),
        TEST(test_connection_that_ends_in_the_middle_is_a_network_error, start_plain),
        TEST(test_mail_that_may_have_been_taken_is_not_sent_twice, start_plain),
        TEST(test_server_that_never_answers_is_given_up_in_time, start_plain),
        TEST(test_cancelled_call_gives_up_the_server, start_plain),
        TEST(test_nobody_there_is_a_network_error, start_plain),
        TEST(test_sign_in_that_is_refused_says_so, start_auth),
        TEST(test_server_that_wants_a_sign_in_is_not_given_mail_without, start_auth),
        TEST(test_server_elsewhere_without_starttls_gets_no_mail, start_plain),
        TEST(test_certificate_of_another_authority_is_refused, start_starttls),
        TEST(test_certificate_of_another_authority_is_refused, start_smtps),
        TEST(test_certificate_for_another_name_is_refused, start_elsewhere),
        TEST(test_mail_that_would_be_more_than_one_line_of_smtp_is_refused, start_plain),
        TEST(test_another_kind_of_io_is_not_for_a_mail_server, start_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
