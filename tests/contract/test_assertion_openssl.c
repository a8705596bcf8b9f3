/* SPDX-License-Identifier: Apache-2.0 */
/* test_assertion_openssl.c - a certificate's assertion in the eyes of the openssl command. */
#include "client/credential.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base64.h"
#include "support/certificate.h"

#define CLIENT "11111111-2222-4333-8444-555555555555"
#define URL "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/token"

typedef struct bench {
    certificate certificate;
    char folder[32];
} bench;

static bool fill(void *bytes, size_t length, void *user_data)
{
    (void)user_data;
    memset(bytes, 7, length);
    return true;
}

static void write_file(const bench *b, const char *name, ti_slice bytes)
{
    char path[96];
    FILE *file;

    (void)snprintf(path, sizeof(path), "%s/%s", b->folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* In the folder; the first line of what it says, where it ended well, else "". */
static void run(const bench *b, const char *command, char line[256])
{
    char text[640];
    FILE *output;

    line[0] = '\0';
    (void)snprintf(text, sizeof(text), "cd %s && %s 2>&1", b->folder, command);
    output = popen(text, "r");
    assert_non_null(output);
    if (fgets(line, 256, output) == NULL)
        line[0] = '\0';
    if (pclose(output) != 0)
        line[0] = '\0';
    line[strcspn(line, "\n")] = '\0';
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    b->certificate = certificate_make_rsa(3072, 3600);
    write_file(b, "certificate.pem", ti_slice_of(b->certificate.certificate));
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    static const char *const names[] = { "certificate.pem", "key.pem", "input", "signature" };
    bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[96];

        (void)snprintf(path, sizeof(path), "%s/%s", b->folder, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(b->folder);
    certificate_free(&b->certificate);
    free(b);
    return 0;
}

static bool has_openssl(const bench *b)
{
    char line[256];

    run(b, "openssl version", line);
    if (line[0] == '\0')
        return false;
    run(b, "openssl x509 -in certificate.pem -pubkey -noout >key.pem && echo made", line);
    assert_string_equal(line, "made");
    return true;
}

static void prove(const bench *b, int32_t algorithm, ti_buf *assertion)
{
    const ti_credential_use use = { .client_id = CLIENT, .token_url = URL, .now_ms = 1000, .random = { fill, NULL } };
    char *pem = certificate_pem(&b->certificate);
    teamsinvite_credential *credential = NULL;
    ti_error error = { 0 };

    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), algorithm, &credential, NULL),
                     TEAMSINVITE_OK);
    ti_buf_init(assertion, TEAMSINVITE_ASSERTION_MAX);
    assert_int_equal(ti_credential_prove(credential, &use, assertion, &error), TEAMSINVITE_OK);
    teamsinvite_credential_free(credential);
    free(pem);
}

/* The signed part and the raw signature, each as a file. */
static void lay_out(const bench *b, ti_slice assertion)
{
    size_t end = assertion.len;
    ti_buf signature;

    while (assertion.ptr[end - 1] != '.')
        end--;
    ti_buf_init(&signature, 1024);
    assert_true(ti_base64url_decode(&signature, ti_slice_skip(assertion, end)));
    assert_int_equal(signature.len, 384);
    write_file(b, "input", ti_slice_first(assertion, end - 1));
    write_file(b, "signature", ti_buf_slice(&signature));
    ti_buf_clear(&signature);
}

/* "sha256 Fingerprint=AA:BB:…" in lower case and without colons. */
static void read_fingerprint(const bench *b, const char *digest, ti_buf *hex)
{
    char command[128];
    char line[256];
    const char *at;

    (void)snprintf(command, sizeof(command), "openssl x509 -in certificate.pem -noout -fingerprint -%s", digest);
    run(b, command, line);
    at = strchr(line, '=');
    assert_non_null(at);
    ti_buf_init(hex, 128);
    for (at++; *at != '\0'; at++)
        if (*at != ':')
            ti_buf_add_char(hex, (char)(*at >= 'A' && *at <= 'F' ? *at - 'A' + 'a' : *at));
}

static void assert_names_certificate(const bench *b, ti_slice assertion, const char *name, const char *digest)
{
    ti_slice encoded = ti_slice_first(assertion, ti_slice_find(assertion, '.'));
    ti_buf header;
    ti_buf thumbprint;
    ti_buf hex;
    ti_buf expected;
    char *value;

    ti_buf_init(&header, 512);
    assert_true(ti_base64url_decode(&header, encoded));
    value = strstr(header.ptr, name);
    assert_non_null(value);
    value += strlen(name);
    ti_buf_init(&thumbprint, 64);
    assert_true(ti_base64url_decode(&thumbprint, ti_slice_make(value, strcspn(value, "\""))));
    ti_buf_init(&hex, 128);
    assert_true(ti_hex_encode(&hex, ti_buf_slice(&thumbprint)));
    read_fingerprint(b, digest, &expected);
    assert_string_equal(ti_buf_text(&hex), ti_buf_text(&expected));
    ti_buf_clear(&header);
    ti_buf_clear(&thumbprint);
    ti_buf_clear(&hex);
    ti_buf_clear(&expected);
}

static void test_ps256_assertion_verifies(void **state)
{
    const bench *b = *state;
    char line[256];
    ti_buf assertion;

    if (!has_openssl(b))
        skip();
    prove(b, TEAMSINVITE_ALGORITHM_PS256, &assertion);
    lay_out(b, ti_buf_slice(&assertion));
    run(b, "openssl dgst -sha256 -verify key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 "
           "-sigopt rsa_mgf1_md:sha256 -signature signature input", line);
    assert_string_equal(line, "Verified OK");
    run(b, "openssl dgst -sha256 -verify key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20 "
           "-signature signature input", line);
    assert_string_equal(line, "");
    run(b, "openssl dgst -sha256 -verify key.pem -signature signature input", line);
    assert_string_equal(line, "");
    assert_names_certificate(b, ti_buf_slice(&assertion), "\"x5t#S256\":\"", "sha256");
    ti_buf_clear(&assertion);
}

static void test_rs256_assertion_verifies(void **state)
{
    const bench *b = *state;
    char line[256];
    ti_buf assertion;

    if (!has_openssl(b))
        skip();
    prove(b, TEAMSINVITE_ALGORITHM_RS256, &assertion);
    lay_out(b, ti_buf_slice(&assertion));
    run(b, "openssl dgst -sha256 -verify key.pem -signature signature input", line);
    assert_string_equal(line, "Verified OK");
    write_file(b, "input", TI_SLICE("something else"));
    run(b, "openssl dgst -sha256 -verify key.pem -signature signature input", line);
    assert_string_equal(line, "");
    assert_names_certificate(b, ti_buf_slice(&assertion), "\"x5t\":\"", "sha1");
    ti_buf_clear(&assertion);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ps256_assertion_verifies, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rs256_assertion_verifies, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
