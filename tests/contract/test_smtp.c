/* SPDX-License-Identifier: Apache-2.0 */
/* test_smtp.c - mails through the built-in handler to a real mail server, as another program reads them. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/smtp_bench.h"

enum { LONG_TEXT = 30000 };

static int start_plain(void **state)
{
    smtp_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    *state = b;
    smtp_bench_start(b, "plain", NULL);
    return 0;
}

static int start_starttls(void **state)
{
    smtp_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    *state = b;
    smtp_bench_start(b, "starttls-auth", "DNS:localhost");
    assert_int_equal(teamsinvite_smtp_set_login(b->smtp, "ats", "p\xc3\xa4ss w\xc3\xb6rd", NULL), TEAMSINVITE_OK);
    return 0;
}

static int start_smtps(void **state)
{
    smtp_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    *state = b;
    smtp_bench_start(b, "smtps-auth", "DNS:localhost");
    assert_int_equal(teamsinvite_smtp_set_login(b->smtp, "ats", "p\xc3\xa4ss w\xc3\xb6rd", NULL), TEAMSINVITE_OK);
    return 0;
}

static int stop(void **state)
{
    smtp_bench *b = *state;

    smtp_bench_stop(b);
    free(b);
    return 0;
}

static void assert_read(smtp_bench *b, const char *what, const char *expected)
{
    assert_string_equal(mail_server_read(&b->server, mail_server_count(&b->server), what), expected);
}

/* The text with every end of line as CR LF, as it is in a mail. */
static const char *with_crlf(const char *text)
{
    static char out[MAIL_SERVER_TEXT_MAX];
    size_t length = 0;

    for (; *text != '\0'; text++) {
        if (*text == '\n' && (length == 0 || out[length - 1] != '\r'))
            out[length++] = '\r';
        out[length++] = *text;
    }
    out[length] = '\0';
    return out;
}

/* Delivered, complained about by nobody, and in every part as it was given. */
static void assert_delivered(smtp_bench *b)
{
    int before = mail_server_count(&b->server);

    assert_int_equal(smtp_bench_deliver(b), TEAMSINVITE_OK);
    assert_int_equal(mail_server_count(&b->server), before + 1);
    assert_read(b, "complaints", "");
    assert_read(b, "subject", b->mail.subject);
    assert_read(b, "0", with_crlf(b->mail.text));
    assert_read(b, "1", with_crlf(b->mail.html));
    assert_read(b, "2", b->mail.calendar);
}

static void test_mail_arrives_as_three_ways_to_read_it(void **state)
{
    smtp_bench *b = *state;

    b->mail.reply_to = "rita@company.example";
    assert_delivered(b);
    assert_read(b, "from", "Rita Recruiter <rita@ats.example>");
    assert_read(b, "to", "Jane Doe <jane@candidate.example>");
    assert_read(b, "reply-to", "rita@company.example");
    assert_read(b, "message-id", "<0123456789abcdef@ats.example>");
    assert_read(b, "date", "Tue, 15 Jan 2030 09:00:00 +0000");
    assert_read(b, "mime-version", "1.0");
    assert_read(b, "parts", "multipart/alternative\n"
                            "text/plain; charset=\"utf-8\" None\n"
                            "text/html; charset=\"utf-8\" None\n"
                            "text/calendar; charset=\"utf-8\"; method=\"REQUEST\" None\n");
}

static void test_cancellation_says_so_in_its_content_type(void **state)
{
    smtp_bench *b = *state;

    b->mail.calendar_method = "CANCEL";
    assert_delivered(b);
    assert_non_null(strstr(mail_server_read(&b->server, 1, "parts"), "; method=\"CANCEL\" None\n"));
}

static void test_envelope_and_name_for_ehlo_are_those_given(void **state)
{
    smtp_bench *b = *state;

    assert_int_equal(teamsinvite_smtp_set_helo(b->smtp, "ats.example", NULL), TEAMSINVITE_OK);
    assert_delivered(b);
    assert_read(b, "wire", "rita@ats.example\njane@candidate.example\nats.example\nno TLS\n\n");
}

/* As ordinary people, and as those who try. */
static const char *const lines[] = {
    "Interview",
    "J\xc3\xbcrgen \xc5\x81ukasz",
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe9\x9d\xa2\xe6\x8e\xa5 \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3"
    "\x81\xae\xe9\x9d\xa2\xe6\x8e\xa5 \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe9\x9d\xa2\xe6\x8e\xa5",
    "\xf0\x9f\x98\x80\xf0\x9f\x8e\x89\xf0\x9f\x98\x80\xf0\x9f\x8e\x89\xf0\x9f\x98\x80\xf0\x9f\x8e\x89\xf0\x9f\x98\x80"
    "\xf0\x9f\x8e\x89\xf0\x9f\x98\x80\xf0\x9f\x8e\x89\xf0\x9f\x98\x80\xf0\x9f\x8e\x89",
    "A title so long that it does not fit into one line of a mail's header, and so has to be folded somewhere",
    "DonaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschiff",
    "the \"quoted\" one, O'Brien \\ Sons; a, b: <c@d.example>",
    "=?utf-8?Q?Subject:_x?=",
    "=?utf-8?B?////?= \xc3\xa4",
    "%s%n%00 .",
    "ends with a blank ",
    "a@b.example>, <c@d.example",
    "Bcc: eve@evil.example",
};

static void test_names_and_subjects_of_all_kinds_come_back(void **state)
{
    smtp_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        b->mail.subject = lines[i];
        b->mail.from_name = lines[i];
        b->mail.to_name = lines[i];
        assert_delivered(b);
        assert_read(b, "from-name", lines[i]);
        assert_read(b, "from-address", "rita@ats.example");
        assert_read(b, "to-name", lines[i]);
        assert_read(b, "to-address", "jane@candidate.example");
        assert_read(b, "wire", "rita@ats.example\njane@candidate.example\nbench.example\nno TLS\n\n");
    }
}

/* What would mean something to SMTP, MIME or a quoted-printable reader if it stood there as it is. */
static const char *const texts[] = {
    ".\n",
    "a\n.\nb\n",
    "..\n.a\n\n.\r\nQUIT\r\n",
    "a\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<all@evil.example>\r\nDATA\r\n",
    "From the start\n>From\n",
    "--------------------------0123456789abcdef\nContent-Type: text/html\n\n<b>\n",
    "=3D =\n=\n=20\n",
    "blanks at the end   \ntabs\t\t\n",
    "J\xc3\xbcrgen \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x98\x80\n",
    "",
};

static void test_texts_of_all_kinds_come_back(void **state)
{
    smtp_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        b->mail.text = texts[i];
        b->mail.html = texts[i];
        assert_delivered(b);
    }
}

static void test_long_text_in_one_line_comes_back(void **state)
{
    static char text[LONG_TEXT + 1];
    smtp_bench *b = *state;
    size_t i;

    for (i = 0; i < LONG_TEXT; i++)
        text[i] = i % 7 == 0 ? '.' : (char)('a' + i % 26);
    b->mail.text = text;
    assert_delivered(b);
}

static void test_second_mail_takes_the_same_connection(void **state)
{
    smtp_bench *b = *state;

    assert_delivered(b);
    assert_delivered(b);
    assert_delivered(b);
    assert_string_equal(mail_server_read(&b->server, 3, "connection"), "1");
}

/* As every server does with one that has been idle for a while; nobody is to notice. */
static void test_kept_connection_that_the_server_gives_up_is_replaced(void **state)
{
    static const char *const ways[] = { "hangup@candidate.example", "goodbye@candidate.example" };
    smtp_bench *b = *state;
    size_t i;

    for (i = 0; i < 2; i++) {
        b->mail.to = ways[i];
        assert_delivered(b);
        b->mail.to = "jane@candidate.example";
        assert_delivered(b);
        assert_read(b, "connection", i == 0 ? "2" : "3");
    }
}

static void test_starttls_and_sign_in(void **state)
{
    smtp_bench *b = *state;

    assert_delivered(b);
    assert_non_null(strstr(mail_server_read(&b->server, 1, "wire"), "\nTLSv1"));
    assert_non_null(strstr(mail_server_read(&b->server, 1, "wire"), "\nats\n"));
}

static void *deliver_some(void *user_data)
{
    const smtp_bench *first = user_data;
    smtp_bench b = *first;
    intptr_t delivered = 0;
    int i;

    b.call = NULL;
    for (i = 0; i < 4; i++)
        delivered += smtp_bench_deliver(&b) == TEAMSINVITE_OK;
    teamsinvite_call_free(b.call);
    return (void *)delivered;
}

static void test_threads_share_a_handler(void **state)
{
    smtp_bench *b = *state;
    pthread_t threads[4];
    intptr_t delivered = 0;
    size_t i;

    for (i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, deliver_some, b), 0);
    for (i = 0; i < 4; i++) {
        void *count = NULL;

        assert_int_equal(pthread_join(threads[i], &count), 0);
        delivered += (intptr_t)count;
    }
    assert_int_equal(delivered, 16);
    assert_int_equal(mail_server_count(&b->server), 16);
}

#define TEST(name, start) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_mail_arrives_as_three_ways_to_read_it, start_plain),
        TEST(test_cancellation_says_so_in_its_content_type, start_plain),
        TEST(test_envelope_and_name_for_ehlo_are_those_given, start_plain),
        TEST(test_names_and_subjects_of_all_kinds_come_back, start_plain),
        TEST(test_texts_of_all_kinds_come_back, start_plain),
        TEST(test_long_text_in_one_line_comes_back, start_plain),
        TEST(test_second_mail_takes_the_same_connection, start_plain),
        TEST(test_kept_connection_that_the_server_gives_up_is_replaced, start_plain),
        TEST(test_starttls_and_sign_in, start_starttls),
        TEST(test_starttls_and_sign_in, start_smtps),
        TEST(test_threads_share_a_handler, start_starttls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
