/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stub.h - a server for the benchmark, as fast as one thread on loopback can be.
 *
 * Not the simulator: it checks nothing and always answers the same few bodies, of
 * the sizes that Microsoft's have. So what is measured is the client.
 */
#ifndef TI_TESTS_BENCH_STUB_H
#define TI_TESTS_BENCH_STUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <nghttp2/nghttp2.h>
#include <openssl/ssl.h>

typedef struct stub_options {
    int64_t delay_ms; /* how long every answer is held back */
    long throttle;    /* every so manyth request to Graph is answered 429; 0: none */
    long stall;       /* every so manyth is never answered; 0: none */
    long late;        /* every so manyth is held back for longer; 0: none */
    int64_t late_ms;  /* so long instead */
    bool http1;       /* no HTTP/2, even where it is asked for */
    bool settled;     /* what createOrGet answers has the settings already */
} stub_options;

/* One of the few that there are. */
typedef struct stub_answer {
    int status;
    const char *body;
    size_t length;
    bool cut;  /* half of it, and the connection is closed */
    bool last; /* the connection is closed after it, without a word */
    bool late; /* held back for longer */
} stub_answer;

/* What of a request counts. Not ended by NUL. */
typedef struct stub_request {
    const char *method;
    size_t method_length;
    const char *path;
    size_t path_length;
    const char *token; /* the value of Authorization */
    size_t token_length;
    const char *body; /* the first bytes of it */
    size_t body_length;
} stub_request;

/* Whoever sends with the same token. */
typedef struct stub_caller stub_caller;

typedef struct stub_buffer {
    char *bytes;
    size_t start; /* what is before it has been used up */
    size_t end;
    size_t room;
} stub_buffer;

typedef struct stub_connection {
    int fd;
    uint64_t number; /* so that a late answer does not go to its successor */
    SSL *ssl;        /* NULL: plain */
    bool shaken;     /* the TLS handshake is through */
    bool broken;
    bool closing; /* once everything is sent */
    bool waiting;    /* HTTP/1.1: an answer is owed */
    bool writes;     /* epoll looks for room to write */
    stub_caller *caller; /* who is answered next by HTTP/1.1 */
    nghttp2_session *h2;
    struct stub_stream *streams; /* of HTTP/2 */
    stub_buffer in;
    stub_buffer out;
} stub_connection;

/* stub_answer.c: NULL: never to be answered. */
void stub_prepare_answers(const stub_options *options);
extern const stub_answer stub_throttled;
const stub_answer *stub_choose(const stub_request *request);
void stub_count_connection(void);

/* stub_wish.c: what a test wants to come of this create; `answer` where it has no wish. */
const stub_answer *stub_grant(const stub_request *request, const stub_answer *answer);

/* stub_caller.c: how many requests are under way at once, in all and of one caller. */
stub_caller *stub_caller_come(const stub_request *request);
void stub_caller_go(stub_caller *caller); /* NULL: nobody */
long stub_most_at_once(void);
long stub_most_of_one(void);

/* stub_http1.c: what has come is in `in`. */
void stub_http1_read(stub_connection *connection);
void stub_http1_answer(stub_connection *connection, const stub_answer *answer);

/* stub_http2.c */
bool stub_http2_begin(stub_connection *connection);
void stub_http2_read(stub_connection *connection);
void stub_http2_answer(stub_connection *connection, int32_t stream, const stub_answer *answer);
void stub_http2_end(stub_connection *connection);

/* stub_delay.c: answers that are held back. */
void stub_delay_init(int64_t delay_ms, int64_t late_ms);
void stub_answer_later(stub_connection *connection, int32_t stream, const stub_answer *answer);
int stub_delay_timeout_ms(void); /* -1: none is held back */
void stub_delay_send_due(void);

/* stub_connection.c */
stub_connection *stub_connection_new(int fd, SSL_CTX *tls);
stub_connection *stub_connection_find(int fd, uint64_t number); /* NULL: gone */
void stub_connection_come(stub_connection *connection);         /* there is something to read */
void stub_connection_flush(stub_connection *connection);
void stub_connection_free(stub_connection *connection);
void stub_buffer_add(stub_buffer *buffer, const void *bytes, size_t length);

/* stub_server.c */
void stub_watch(stub_connection *connection, bool writes);

#endif
