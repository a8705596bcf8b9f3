/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_smtp.c - the mail handler refuses bad arguments by name. */
#include <string.h>

#include <teamsinvite/smtp.h>

#include "support/arguments.h"
#include "support/single_io.h"

enum { URL_MAX = 320, HOST_MAX = 253, LOGIN_MAX = 256, PATH_BYTES_MAX = 4096 };

static const char *const bad_urls[] = {
    NULL,
    "",
    "mail.example",
    "mail.example:587",
    "http://mail.example",
    "imap://mail.example",
    "smtp://",
    "smtp://user:secret@mail.example:587",
    "smtp://user@mail.example",
    "smtp://mail.example:587/ats.example",
    "smtp://mail.example:587?query",
    "smtp://mail.example:587#x",
    "smtp://mail.example:99999",
    "smtp://mail example",
    "smtp://mail.example\r\n",
    "smtp://mail.example\xff",
};

static void assert_url_refused(const arguments_bench *b, const char *url)
{
    teamsinvite_smtp *smtp = arguments_stale();
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_smtp_new(url, &smtp, &err), "url", &err, url);
    assert_null(smtp);
    smtp = arguments_stale();
    assert_int_equal(teamsinvite_smtp_new(url, &smtp, NULL), TEAMSINVITE_E_INVALID);
    assert_null(smtp);
}

static void test_a_bad_url_of_a_mail_server_is_named(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad_urls); i++)
        assert_url_refused(b, bad_urls[i]);
    assert_url_refused(b, text_of_length("smtp://", URL_MAX + 1));
    assert_names(b, teamsinvite_smtp_new("smtp://mail.example", NULL, &err), "out", &err, "smtp_new");
}

static void test_a_good_url_is_taken(void **state)
{
    static const char *const urls[] = { "smtp://mail.example",     "smtps://mail.example",  "smtp://mail.example:25",
                                        "SMTP://mail.example:587", "smtp://[2001:db8::1]:587", "smtp://127.0.0.1:25" };
    size_t i;

    (void)state;
    for (i = 0; i < ARGUMENTS_COUNT(urls); i++) {
        teamsinvite_smtp *smtp = NULL;

        assert_int_equal(teamsinvite_smtp_new(urls[i], &smtp, NULL), TEAMSINVITE_OK);
        assert_non_null(smtp);
        teamsinvite_smtp_free(smtp);
    }
    teamsinvite_smtp_free(NULL);
}

static teamsinvite_status set_user(teamsinvite_smtp *smtp, const char *text, teamsinvite_error **err)
{
    return teamsinvite_smtp_set_login(smtp, text, "secret", err);
}

static teamsinvite_status set_password(teamsinvite_smtp *smtp, const char *text, teamsinvite_error **err)
{
    return teamsinvite_smtp_set_login(smtp, "user", text, err);
}

typedef struct setting {
    const char *parameter;
    teamsinvite_status (*set)(teamsinvite_smtp *smtp, const char *text, teamsinvite_error **err);
    const char *const *bad;
    size_t count;
    const char *stem;
    size_t longest;
    const char *good;
} setting;

static const char *const bad_texts[] = { NULL, "", "a\nb", "a\x01", "caf\xe9" };
static const char *const bad_files[] = { NULL, "", ".", "/nowhere/ca.pem", "a\nb", "caf\xe9", "/tmp" };
static const char *const bad_hosts[] = { NULL, "", "a b", "ats\r\nMAIL", "ats/x", "\xc3\xa4ts", "a_b", "a@b", "a?b" };

static const setting settings[] = {
    { "user", set_user, bad_texts, ARGUMENTS_COUNT(bad_texts), "", LOGIN_MAX, "ats@example" },
    { "password", set_password, bad_texts, ARGUMENTS_COUNT(bad_texts), "", LOGIN_MAX, "p\xc3\xa4ss \"word\"" },
    { "path", teamsinvite_smtp_set_ca_file, bad_files, ARGUMENTS_COUNT(bad_files), "/", PATH_BYTES_MAX, NULL },
    { "host", teamsinvite_smtp_set_helo, bad_hosts, ARGUMENTS_COUNT(bad_hosts), "", HOST_MAX, "[192.0.2.1]" },
};

static void test_settings_of_a_mail_server_name_the_bad_argument(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_smtp *smtp = NULL;
    teamsinvite_error *err = NULL;
    size_t i;
    size_t k;

    assert_int_equal(teamsinvite_smtp_new("smtp://mail.example", &smtp, NULL), TEAMSINVITE_OK);
    for (i = 0; i < ARGUMENTS_COUNT(settings); i++) {
        const setting *s = &settings[i];

        for (k = 0; k < s->count; k++)
            assert_names(b, s->set(smtp, s->bad[k], &err), s->parameter, &err, s->bad[k]);
        assert_names(b, s->set(smtp, text_of_length(s->stem, s->longest + 1), &err), s->parameter, &err, "too long");
        assert_names(b, s->set(NULL, "text", &err), "smtp", &err, "no mail server");
        if (s->good != NULL)
            assert_int_equal(s->set(smtp, s->good, NULL), TEAMSINVITE_OK);
    }
    teamsinvite_smtp_free(smtp);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_bad_url_of_a_mail_server_is_named),
        IN_BENCH(test_a_good_url_is_taken),
        IN_BENCH(test_settings_of_a_mail_server_name_the_bad_argument),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
