/* SPDX-License-Identifier: Apache-2.0 */
/* stub_connection.c - bytes in and out of a socket, plain or through TLS. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>

#include "stub.h"

enum { CONNECTIONS_MAX = 65536, READ_BYTES = 65536 };

static stub_connection *by_fd[CONNECTIONS_MAX];
static uint64_t made;

void stub_buffer_add(stub_buffer *buffer, const void *bytes, size_t length)
{
    if (buffer->start == buffer->end)
        buffer->start = buffer->end = 0;
    if (buffer->end + length > buffer->room) {
        size_t room = (buffer->end + length) * 2;
        char *larger = realloc(buffer->bytes, room);

        if (larger == NULL)
            exit(1);
        buffer->bytes = larger;
        buffer->room = room;
    }
    memcpy(buffer->bytes + buffer->end, bytes, length);
    buffer->end += length;
}

stub_connection *stub_connection_new(int fd, SSL_CTX *tls)
{
    stub_connection *c = fd < CONNECTIONS_MAX ? calloc(1, sizeof(*c)) : NULL;

    if (c == NULL) {
        (void)close(fd);
        return NULL;
    }
    c->fd = fd;
    c->number = ++made;
    by_fd[fd] = c;
    stub_count_connection();
    if (tls != NULL) {
        c->ssl = SSL_new(tls);
        if (c->ssl == NULL || SSL_set_fd(c->ssl, fd) != 1)
            c->broken = true;
        else
            SSL_set_accept_state(c->ssl);
    }
    return c;
}

stub_connection *stub_connection_find(int fd, uint64_t number)
{
    stub_connection *c = by_fd[fd];

    return c != NULL && c->number == number ? c : NULL;
}

void stub_connection_free(stub_connection *c)
{
    by_fd[c->fd] = NULL;
    stub_caller_go(c->caller);
    stub_http2_end(c);
    SSL_free(c->ssl);
    (void)close(c->fd);
    free(c->in.bytes);
    free(c->out.bytes);
    free(c);
}

/* -1: nothing for now; 0: the end. */
static ssize_t read_some(stub_connection *c, char *bytes, size_t length)
{
    ssize_t got;

    if (c->ssl == NULL) {
        got = recv(c->fd, bytes, length, 0);
        return got < 0 && errno != EAGAIN && errno != EINTR ? 0 : got;
    }
    ERR_clear_error(); /* what another connection left there would be taken for this one's */
    got = SSL_read(c->ssl, bytes, (int)length);
    if (got > 0)
        return got;
    switch (SSL_get_error(c->ssl, (int)got)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return -1;
    default:
        return 0;
    }
}

static void begin_protocol(stub_connection *c)
{
    const unsigned char *protocol = NULL;
    unsigned int length = 0;

    if (c->ssl == NULL || c->shaken || !SSL_is_init_finished(c->ssl))
        return;
    c->shaken = true;
    SSL_get0_alpn_selected(c->ssl, &protocol, &length);
    if (length == 2 && !stub_http2_begin(c))
        c->broken = true;
}

static void read_all(stub_connection *c)
{
    static char bytes[READ_BYTES];
    ssize_t got;

    while ((got = read_some(c, bytes, sizeof(bytes))) > 0) {
        stub_buffer_add(&c->in, bytes, (size_t)got);
        if (c->ssl == NULL && (size_t)got < sizeof(bytes))
            break;
    }
    if (got == 0)
        c->broken = true;
}

void stub_connection_come(stub_connection *c)
{
    read_all(c);
    begin_protocol(c);
    if (c->broken)
        return;
    if (c->h2 != NULL)
        stub_http2_read(c);
    else
        stub_http1_read(c);
}

void stub_connection_flush(stub_connection *c)
{
    ssize_t sent = 1;

    while (!c->broken && c->out.end > c->out.start) {
        const char *bytes = c->out.bytes + c->out.start;
        size_t length = c->out.end - c->out.start;

        if (c->ssl == NULL)
            sent = send(c->fd, bytes, length, MSG_NOSIGNAL);
        else
            sent = SSL_write(c->ssl, bytes, (int)length);
        if (sent <= 0)
            break;
        c->out.start += (size_t)sent;
    }
    if ((sent <= 0 && c->ssl == NULL && errno != EAGAIN) || (c->closing && c->out.end == c->out.start))
        c->broken = true;
    stub_watch(c, c->out.end > c->out.start);
}
