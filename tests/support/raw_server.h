/* SPDX-License-Identifier: Apache-2.0 */
/*
 * raw_server.h - a socket on loopback that reads one request and writes the
 * bytes it was given, whatever they are: for answers no HTTP server would give.
 */
#ifndef TI_TESTS_SUPPORT_RAW_SERVER_H
#define TI_TESTS_SUPPORT_RAW_SERVER_H

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct raw_server {
    int listener;
    unsigned int port;
    pthread_t thread;
    const char *answer;
    size_t length;
    bool hold;   /* after the answer: keep the connection until the peer closes it */
    sem_t asked; /* posted when a request has been read, before it is answered */
    bool was_asked;
    char request[4096]; /* valid after raw_server_stop() */
} raw_server;

/* Serve one connection on a thread of its own. The answer is borrowed. */
void raw_server_start(raw_server *server, const char *answer, size_t length, bool hold);

/* Also where nobody ever came. */
void raw_server_stop(raw_server *server);

#endif
