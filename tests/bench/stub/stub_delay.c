/* SPDX-License-Identifier: Apache-2.0 */
/* stub_delay.c - answers that are held back. All for as long, so the oldest is due first. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "stub.h"

enum { LATE_MAX = 65536 };

typedef struct late {
    int64_t due_us;
    int fd;
    uint64_t connection;
    int32_t stream;
    const stub_answer *answer;
} late;

static late *ring;
static size_t first;
static size_t count;
static int64_t delay_us;

static int64_t now_us(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void stub_delay_init(int64_t delay_ms)
{
    delay_us = delay_ms * 1000;
    ring = calloc(LATE_MAX, sizeof(*ring));
    if (ring == NULL)
        exit(1);
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
    if (answer == NULL)
        return;
    if (delay_us == 0) {
        answer_now(connection, stream, answer);
        return;
    }
    if (count == LATE_MAX) {
        (void)fprintf(stderr, "bench-stub: more than %d answers are held back\n", LATE_MAX);
        exit(1);
    }
    ring[(first + count++) % LATE_MAX] = (late){
        .due_us = now_us() + delay_us, .fd = connection->fd, .connection = connection->number, .stream = stream,
        .answer = answer
    };
}

int stub_delay_timeout_ms(void)
{
    int64_t left_us;

    if (count == 0)
        return -1;
    left_us = ring[first].due_us - now_us();
    return left_us <= 0 ? 0 : (int)((left_us + 999) / 1000);
}

void stub_delay_send_due(void)
{
    int64_t now = count == 0 ? 0 : now_us();

    while (count > 0 && ring[first].due_us <= now) {
        late due = ring[first];
        stub_connection *connection = stub_connection_find(due.fd, due.connection);

        first = (first + 1) % LATE_MAX;
        count--;
        if (connection == NULL)
            continue;
        answer_now(connection, due.stream, due.answer);
        stub_connection_flush(connection);
        if (connection->broken)
            stub_connection_free(connection);
    }
}
