/* SPDX-License-Identifier: Apache-2.0 */
/* stub_delay.c - answers that are held back: two queues, in each all for as long, so its oldest is due first. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "stub.h"

enum { HELD_MAX = 65536 };

typedef struct held {
    int64_t due_us;
    int fd;
    uint64_t connection;
    int32_t stream;
    const stub_answer *answer;
} held;

typedef struct queue {
    held *ring;
    size_t first;
    size_t count;
    int64_t delay_us;
} queue;

static queue usual;
static queue late;

static int64_t now_us(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void init_queue(queue *q, int64_t delay_ms)
{
    q->delay_us = delay_ms * 1000;
    q->ring = calloc(HELD_MAX, sizeof(*q->ring));
    if (q->ring == NULL)
        exit(1);
}

void stub_delay_init(int64_t delay_ms, int64_t late_ms)
{
    init_queue(&usual, delay_ms);
    init_queue(&late, late_ms);
}

static void answer_now(stub_connection *connection, int32_t stream, const stub_answer *answer)
{
    if (connection->h2 != NULL)
        stub_http2_answer(connection, stream, answer);
    else
        stub_http1_answer(connection, answer);
}

void stub_answer_later(stub_connection *connection, int32_t stream, const stub_answer *answer)
{
    queue *q = answer != NULL && answer->late ? &late : &usual;

    if (answer == NULL)
        return;
    if (q->delay_us == 0) {
        answer_now(connection, stream, answer);
        return;
    }
    if (q->count == HELD_MAX) {
        (void)fprintf(stderr, "bench-stub: more than %d answers are held back\n", HELD_MAX);
        exit(1);
    }
    q->ring[(q->first + q->count++) % HELD_MAX] = (held){ .due_us = now_us() + q->delay_us,
                                                          .fd = connection->fd,
                                                          .connection = connection->number,
                                                          .stream = stream,
                                                          .answer = answer };
}

/* -1: nothing in it. */
static int timeout_of(const queue *q)
{
    int64_t left_us;

    if (q->count == 0)
        return -1;
    left_us = q->ring[q->first].due_us - now_us();
    return left_us <= 0 ? 0 : (int)((left_us + 999) / 1000);
}

int stub_delay_timeout_ms(void)
{
    int first = timeout_of(&usual);
    int second = timeout_of(&late);

    if (first < 0 || second < 0)
        return first < 0 ? second : first;
    return first < second ? first : second;
}

static void send_due(queue *q)
{
    int64_t now = q->count == 0 ? 0 : now_us();

    while (q->count > 0 && q->ring[q->first].due_us <= now) {
        held due = q->ring[q->first];
        stub_connection *connection = stub_connection_find(due.fd, due.connection);

        q->first = (q->first + 1) % HELD_MAX;
        q->count--;
        if (connection == NULL)
            continue;
        answer_now(connection, due.stream, due.answer);
        stub_connection_flush(connection);
        if (connection->broken)
            stub_connection_free(connection);
    }
}

void stub_delay_send_due(void)
{
    send_due(&usual);
    send_due(&late);
}
