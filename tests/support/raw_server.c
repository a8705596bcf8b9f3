/* SPDX-License-Identifier: Apache-2.0 */
/* raw_server.c - a socket on loopback that reads one request and writes the bytes it was given. */
#include "support/raw_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void read_request(raw_server *server, int connection)
{
    size_t length = 0;
    ssize_t got;

    while (length < sizeof(server->request) - 1 && strstr(server->request, "\r\n\r\n") == NULL) {
        got = recv(connection, server->request + length, sizeof(server->request) - 1 - length, 0);
        if (got <= 0)
            return;
        length += (size_t)got;
        server->was_asked = true;
    }
}

static void write_answer(const raw_server *server, int connection)
{
    size_t sent = 0;
    ssize_t put = 0;

    for (; sent < server->length && put >= 0; sent += (size_t)(put > 0 ? put : 0))
        put = send(connection, server->answer + sent, server->length - sent, MSG_NOSIGNAL);
}

static void *serve(void *argument)
{
    raw_server *server = argument;
    int connection = accept(server->listener, NULL, NULL);
    char rest;

    if (connection < 0)
        return NULL;
    read_request(server, connection);
    (void)sem_post(&server->asked);
    write_answer(server, connection);
    while (server->hold && recv(connection, &rest, 1, 0) > 0)
        continue;
    (void)shutdown(connection, SHUT_WR);
    (void)close(connection);
    return NULL;
}

void raw_server_start(raw_server *server, const char *answer, size_t length, bool hold)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { .s_addr = htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof(address);

    *server = (raw_server){ .answer = answer, .length = length, .hold = hold };
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(server->listener >= 0);
    assert_int_equal(bind(server->listener, (const struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(server->listener, 4), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &size), 0);
    server->port = ntohs(address.sin_port);
    assert_int_equal(sem_init(&server->asked, 0, 0), 0);
    assert_int_equal(pthread_create(&server->thread, NULL, serve, server), 0);
}

void raw_server_stop(raw_server *server)
{
    (void)shutdown(server->listener, SHUT_RDWR); /* ends an accept() that nobody came for */
    (void)pthread_join(server->thread, NULL);
    (void)close(server->listener);
    (void)sem_destroy(&server->asked);
}
