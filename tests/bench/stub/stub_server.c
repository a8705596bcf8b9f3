/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stub_server.c - the program bench-stub:
 *
 *     bench-stub [--cert FILE --key FILE] [--delay-ms N] [--throttle N] [--stall N]
 *                [--late N --late-ms N] [--http1] [--settled]
 *
 * prints "plain PORT" and, with a certificate, "tls PORT", and serves until its
 * standard input ends. GET /stats says what it has seen.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stub.h"

enum { EVENTS_AT_ONCE = 256, BACKLOG = 4096 };

static int poller;

static void fail(const char *what)
{
    (void)fprintf(stderr, "bench-stub: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void watch(int fd, uint32_t events, void *user_data, int operation)
{
    struct epoll_event event = { .events = events, .data.ptr = user_data };

    if (epoll_ctl(poller, operation, fd, &event) != 0)
        fail("epoll_ctl");
}

void stub_watch(stub_connection *connection, bool writes)
{
    if (connection->writes == writes)
        return;
    connection->writes = writes;
    watch(connection->fd, EPOLLIN | (writes ? (uint32_t)EPOLLOUT : 0), connection, EPOLL_CTL_MOD);
}

/* On a port that is free. */
static int listen_on_loopback(const char *name)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &length) != 0 || fcntl(fd, F_SETFL, O_NONBLOCK) != 0)
        fail("listen");
    printf("%s %u\n", name, (unsigned int)ntohs(address.sin_port));
    return fd;
}

static void accept_all(int listener, SSL_CTX *tls)
{
    static const int on = 1;
    stub_connection *connection;
    int fd;

    while ((fd = accept(listener, NULL, NULL)) >= 0) {
        (void)fcntl(fd, F_SETFL, O_NONBLOCK);
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        connection = stub_connection_new(fd, tls);
        if (connection != NULL)
            watch(fd, EPOLLIN, connection, EPOLL_CTL_ADD);
    }
}

static int choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_length, const unsigned char *in,
                           unsigned int in_length, void *user_data)
{
    static const unsigned char both[] = "\x02h2\x08http/1.1";
    const stub_options *options = user_data;
    const unsigned char *offered = options->http1 ? both + 3 : both;
    unsigned int length = (unsigned int)sizeof(both) - 1 - (options->http1 ? 3 : 0);
    unsigned char *chosen = NULL;

    (void)ssl;
    if (SSL_select_next_proto(&chosen, out_length, offered, length, in, in_length) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

static SSL_CTX *make_tls(const char *certificate, const char *key, stub_options *options)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());

    if (tls == NULL || SSL_CTX_use_certificate_chain_file(tls, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1) {
        (void)fprintf(stderr, "bench-stub: the certificate or its key cannot be used\n");
        exit(1);
    }
    (void)SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(tls, choose_protocol, options);
    return tls;
}

static void serve(int plain, int secure, SSL_CTX *tls)
{
    static int plain_mark;
    static int secure_mark;
    static int input_mark;
    struct epoll_event events[EVENTS_AT_ONCE];
    int count;
    int i;

    watch(plain, EPOLLIN, &plain_mark, EPOLL_CTL_ADD);
    watch(STDIN_FILENO, EPOLLIN, &input_mark, EPOLL_CTL_ADD);
    if (tls != NULL)
        watch(secure, EPOLLIN, &secure_mark, EPOLL_CTL_ADD);
    for (;;) {
        count = epoll_wait(poller, events, EVENTS_AT_ONCE, stub_delay_timeout_ms());
        for (i = 0; i < count; i++) {
            stub_connection *connection = events[i].data.ptr;

            if (events[i].data.ptr == &input_mark)
                return;
            if (events[i].data.ptr == &plain_mark)
                accept_all(plain, NULL);
            else if (events[i].data.ptr == &secure_mark)
                accept_all(secure, tls);
            else {
                if ((events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
                    stub_connection_come(connection);
                stub_connection_flush(connection);
                if (connection->broken)
                    stub_connection_free(connection);
            }
        }
        stub_delay_send_due();
    }
}

static const char *value_of(int argc, char **argv, const char *name)
{
    int i;

    for (i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return NULL;
}

static long number_of(int argc, char **argv, const char *name)
{
    const char *value = value_of(argc, argv, name);

    return value == NULL ? 0 : strtol(value, NULL, 10);
}

int main(int argc, char **argv)
{
    const char *certificate = value_of(argc, argv, "--cert");
    const char *key = value_of(argc, argv, "--key");
    stub_options options = { .delay_ms = number_of(argc, argv, "--delay-ms"),
                             .throttle = number_of(argc, argv, "--throttle"),
                             .stall = number_of(argc, argv, "--stall"),
                             .late = number_of(argc, argv, "--late"),
                             .late_ms = number_of(argc, argv, "--late-ms") };
    SSL_CTX *tls = NULL;
    int secure = -1;
    int plain;
    int i;

    for (i = 1; i < argc; i++) {
        options.http1 = options.http1 || strcmp(argv[i], "--http1") == 0;
        options.settled = options.settled || strcmp(argv[i], "--settled") == 0;
    }
    (void)signal(SIGPIPE, SIG_IGN);
    poller = epoll_create1(0);
    if (poller < 0)
        fail("epoll_create1");
    stub_prepare_answers(&options);
    stub_delay_init(options.delay_ms, options.late_ms);
    plain = listen_on_loopback("plain");
    if (certificate != NULL && key != NULL) {
        tls = make_tls(certificate, key, &options);
        secure = listen_on_loopback("tls");
    }
    (void)fflush(stdout);
    serve(plain, secure, tls);
    SSL_CTX_free(tls);
    return 0;
}
