/* SPDX-License-Identifier: Apache-2.0 */
/* test_assertion_file.c - an assertion out of a file that is rotated, missing, too long, or no file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "client/credential.h"

#define JWT "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2lnbmF0dXJl"

static teamsinvite_status prove(const teamsinvite_credential *credential, ti_buf *proof, ti_error *error)
{
    const ti_credential_use use = { .client_id = "any", .token_url = "any" };

    ti_buf_init(proof, TEAMSINVITE_ASSERTION_MAX);
    return ti_credential_prove(credential, &use, proof, error);
}

/* Fails with E_CREDENTIAL and a message with these words. */
static void assert_cannot_prove(const teamsinvite_credential *credential, const char *words)
{
    ti_error error = { 0 };
    ti_buf proof;

    assert_int_equal(prove(credential, &proof, &error), TEAMSINVITE_E_CREDENTIAL);
    if (strstr(error.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, error.message);
    ti_buf_clear(&proof);
}

static void assert_proves(const teamsinvite_credential *credential, const char *expected)
{
    ti_error error = { 0 };
    ti_buf proof;

    assert_int_equal(prove(credential, &proof, &error), TEAMSINVITE_OK);
    assert_string_equal(ti_buf_text(&proof), expected);
    ti_buf_clear(&proof);
}

/* A file in a folder of its own. */
typedef struct file_bench {
    char folder[32];
    char path[64];
    teamsinvite_credential *credential;
} file_bench;

static int file_setup(void **state)
{
    file_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/token", b->folder);
    assert_int_equal(teamsinvite_credential_assertion_file(b->path, &b->credential, NULL), TEAMSINVITE_OK);
    *state = b;
    return 0;
}

static int file_teardown(void **state)
{
    file_bench *b = *state;

    teamsinvite_credential_free(b->credential);
    (void)unlink(b->path);
    (void)rmdir(b->folder);
    free(b);
    return 0;
}

static void write_token(const file_bench *b, const char *text)
{
    FILE *file = fopen(b->path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void test_file_is_read_for_each_request(void **state)
{
    const file_bench *b = *state;

    assert_int_equal(teamsinvite_credential_kind(b->credential), TEAMSINVITE_CREDENTIAL_ASSERTION);
    assert_cannot_prove(b->credential, "cannot be read"); /* not there yet */
    write_token(b, JWT);
    assert_proves(b->credential, JWT);
    write_token(b, "bmV4dA.bmV4dA.bmV4dA\n");
    assert_proves(b->credential, "bmV4dA.bmV4dA.bmV4dA");
    write_token(b, JWT "\r\n");
    assert_proves(b->credential, JWT);
    assert_int_equal(unlink(b->path), 0);
    assert_cannot_prove(b->credential, "cannot be read");
}

static void test_file_that_holds_no_jwt_is_refused(void **state)
{
    static const char *const texts[] = { "a.b", "ab.ab.ab.ab", JWT " ", " " JWT, JWT "\n\nx", "{\"token\":\"x\"}" };
    const file_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        write_token(b, texts[i]);
        assert_cannot_prove(b->credential, "not a JWT");
    }
    write_token(b, "");
    assert_cannot_prove(b->credential, "no assertion");
    write_token(b, "\n");
    assert_cannot_prove(b->credential, "no assertion");
}

static void test_file_is_read_up_to_a_limit(void **state)
{
    const file_bench *b = *state;
    size_t size = TEAMSINVITE_ASSERTION_MAX - 1;
    char *text = calloc(1, size + 2);

    assert_non_null(text);
    memset(text, 'a', size);
    text[4] = text[8] = '.'; /* 4, 3 and 16,374 characters */
    write_token(b, text);
    assert_proves(b->credential, text);
    text[size] = 'a';
    write_token(b, text);
    assert_cannot_prove(b->credential, "cannot be read");
    free(text);
}

/* Reading a pipe that nobody writes to would hold up the thread for ever. */
static void test_pipe_and_folder_are_refused(void **state)
{
    const file_bench *b = *state;
    teamsinvite_credential *folder = NULL;

    assert_int_equal(mkfifo(b->path, 0600), 0);
    assert_cannot_prove(b->credential, "cannot be read");
    assert_int_equal(teamsinvite_credential_assertion_file(b->folder, &folder, NULL), TEAMSINVITE_OK);
    assert_cannot_prove(folder, "cannot be read");
    teamsinvite_credential_free(folder);
}

static void test_file_may_be_a_link_that_is_moved(void **state)
{
    const file_bench *b = *state;
    char target[80];

    (void)snprintf(target, sizeof(target), "%s.1", b->path);
    write_token(b, JWT);
    assert_int_equal(rename(b->path, target), 0);
    assert_int_equal(symlink(target, b->path), 0);
    assert_proves(b->credential, JWT);
    assert_int_equal(unlink(target), 0);
}

static void test_path_that_cannot_be_one_is_refused(void **state)
{
    static char long_one[4098];
    const char *const paths[] = { NULL, "", "a\nb", "caf\xe9", long_one };
    size_t i;

    (void)state;
    memset(long_one, 'x', sizeof(long_one) - 1);
    for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        teamsinvite_credential *credential = (teamsinvite_credential *)(uintptr_t)long_one;
        teamsinvite_error *err = NULL;

        assert_int_equal(teamsinvite_credential_assertion_file(paths[i], &credential, &err), TEAMSINVITE_E_INVALID);
        assert_null(credential);
        assert_string_equal(teamsinvite_error_parameter(err), "path");
        teamsinvite_error_free(err);
    }
    assert_int_equal(teamsinvite_credential_assertion_file("/x", NULL, NULL), TEAMSINVITE_E_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_file_is_read_for_each_request, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(test_file_that_holds_no_jwt_is_refused, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(test_file_is_read_up_to_a_limit, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(test_pipe_and_folder_are_refused, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(test_file_may_be_a_link_that_is_moved, file_setup, file_teardown),
        cmocka_unit_test(test_path_that_cannot_be_one_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
