/* SPDX-License-Identifier: Apache-2.0 */
/* mail_server.c - a real mail server on loopback, and what it has received. */
#include "support/mail_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The one that python3-aiosmtpd is a module of. */
#define PYTHON "/usr/bin/python3"

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void path_of(const mail_server *server, char *path, size_t size, const char *name)
{
    (void)snprintf(path, size, "%s/%s", server->folder, name);
}

static void make_certificate(mail_server *server, const char *names, char *certificate_file, char *key_file)
{
    certificate authority = certificate_make_authority("mail authority");
    certificate own = certificate_make(&authority, names);

    path_of(server, certificate_file, 64, "certificate.pem");
    path_of(server, key_file, 64, "key.pem");
    write_file(certificate_file, own.certificate);
    write_file(key_file, own.key);
    write_file(server->ca_file, authority.certificate);
    certificate_free(&own);
    certificate_free(&authority);
}

void mail_server_start(mail_server *server, const char *mode, const char *names)
{
    static const char said[] = "listening on ";
    char certificate_file[64];
    char key_file[64];
    const char *argv[] = { PYTHON, "-W", "ignore", "support/mail_server.py", server->folder, mode, NULL, NULL, NULL };

    memcpy(server->folder, "/tmp/teamsinvite-mail-XXXXXX", sizeof("/tmp/teamsinvite-mail-XXXXXX"));
    assert_non_null(mkdtemp(server->folder));
    path_of(server, server->ca_file, sizeof(server->ca_file), "ca.pem");
    server->has_certificate = names != NULL;
    if (names != NULL) {
        make_certificate(server, names, certificate_file, key_file);
        argv[6] = certificate_file;
        argv[7] = key_file;
    }
    process_start(&server->process, argv);
    assert_true(process_read_until(&server->process, said));
    server->port = (unsigned int)strtoul(server->process.output + sizeof(said) - 1, NULL, 10);
}

void mail_server_stop(mail_server *server)
{
    char command[96];

    process_kill(&server->process);
    process_wait(&server->process);
    process_free(&server->process);
    (void)snprintf(command, sizeof(command), "rm -r '%s'", server->folder);
    assert_int_equal(system(command), 0);
}

const char *mail_server_read(mail_server *server, int number, const char *what)
{
    char path[96];
    size_t length;
    FILE *file;

    (void)snprintf(path, sizeof(path), "%s/%d.%s", server->folder, number, what);
    file = fopen(path, "r");
    assert_non_null(file);
    length = fread(server->text, 1, sizeof(server->text) - 1, file);
    assert_int_equal(ferror(file), 0);
    assert_int_equal(fclose(file), 0);
    server->text[length] = '\0';
    return server->text;
}

int mail_server_count(mail_server *server)
{
    char path[96];
    int count = 0;

    do {
        count++;
        (void)snprintf(path, sizeof(path), "%s/%d.complaints", server->folder, count);
    } while (access(path, F_OK) == 0);
    return count - 1;
}
