/* SPDX-License-Identifier: Apache-2.0 */
/* stub_program.c - the benchmark's stub of Microsoft's side as a process of its own: HTTP/1.1, HTTP/2, TLS. */
#include "support/stub_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <curl/curl.h>

#include "support/certificate.h"

static void write_file(const stub_program *stub, const char *name, const char *text, char *path, size_t size)
{
    FILE *file;

    (void)snprintf(path, size, "%s/%s", stub->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_certificate(stub_program *stub, char *certificate_file, char *key_file, size_t size)
{
    certificate authority = certificate_make_authority("stub authority");
    certificate own = certificate_make(&authority, "DNS:localhost");

    memcpy(stub->folder, "/tmp/teamsinvite-stub-XXXXXX", sizeof("/tmp/teamsinvite-stub-XXXXXX"));
    assert_non_null(mkdtemp(stub->folder));
    write_file(stub, "ca.pem", authority.certificate, stub->ca_file, sizeof(stub->ca_file));
    write_file(stub, "certificate.pem", own.certificate, certificate_file, size);
    write_file(stub, "key.pem", own.key, key_file, size);
    certificate_free(&own);
    certificate_free(&authority);
}

/* It says "plain PORT" and "tls PORT". */
static void read_url(stub_program *stub, const char *name, const char *scheme, char *url)
{
    const char *line;

    assert_true(process_read_until(&stub->process, name));
    line = strstr(stub->process.output, name);
    assert_non_null(line);
    (void)snprintf(url, STUB_URL_MAX, "%s://localhost:%lu", scheme, strtoul(line + strlen(name), NULL, 10));
}

void stub_program_start(stub_program *stub, const char *const *options)
{
    char certificate_file[64];
    char key_file[64];
    const char *argv[PROCESS_ARGUMENTS_MAX] = { getenv("TEAMSINVITE_STUB"), "--cert", certificate_file, "--key",
                                                key_file };
    size_t i;

    assert_non_null(argv[0]);
    make_certificate(stub, certificate_file, key_file, sizeof(key_file));
    for (i = 0; options[i] != NULL; i++)
        argv[5 + i] = options[i];
    process_start(&stub->process, argv);
    read_url(stub, "plain ", "http", stub->plain_url);
    read_url(stub, "tls ", "https", stub->tls_url);
}

void stub_program_kill(stub_program *stub)
{
    process_kill(&stub->process);
}

/* It ends with its input. */
void stub_program_stop(stub_program *stub)
{
    char command[96];

    (void)close(stub->process.in);
    stub->process.in = -1;
    process_wait(&stub->process);
    assert_true(stub->process.killed || stub->process.exit_code == 0);
    process_free(&stub->process);
    (void)snprintf(command, sizeof(command), "rm -r '%s'", stub->folder);
    assert_int_equal(system(command), 0);
}

typedef struct text {
    char bytes[1024];
    size_t length;
} text;

static size_t keep(char *bytes, size_t size, size_t count, void *user_data)
{
    text *t = user_data;

    assert_true(t->length + size * count < sizeof(t->bytes));
    memcpy(t->bytes + t->length, bytes, size * count);
    t->length += size * count;
    return size * count;
}

long stub_program_count(stub_program *stub, const char *name)
{
    text answer = { .length = 0 };
    CURL *curl = curl_easy_init();
    char wanted[96];
    const char *found;

    assert_non_null(curl);
    (void)snprintf(wanted, sizeof(wanted), "%s/stats", stub->plain_url);
    assert_int_equal(curl_easy_setopt(curl, CURLOPT_URL, wanted), CURLE_OK);
    assert_int_equal(curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"), CURLE_OK);
    assert_int_equal(curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep), CURLE_OK);
    assert_int_equal(curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer), CURLE_OK);
    assert_int_equal(curl_easy_perform(curl), CURLE_OK);
    curl_easy_cleanup(curl);
    (void)snprintf(wanted, sizeof(wanted), "\"%s\":", name);
    found = strstr(answer.bytes, wanted);
    assert_non_null(found);
    return strtol(found + strlen(wanted), NULL, 10);
}
