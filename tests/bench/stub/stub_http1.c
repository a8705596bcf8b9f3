/* SPDX-License-Identifier: Apache-2.0 */
/* stub_http1.c - HTTP/1.1: one request after the other on a connection, each with a Content-Length. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stub.h"

/* The first `length` bytes hold all header lines. */
static size_t content_length(const char *head, size_t length)
{
    static const char name[] = "\r\ncontent-length:";
    size_t i;

    for (i = 0; i + sizeof(name) < length; i++)
        if (head[i] == '\r' && strncasecmp(head + i, name, sizeof(name) - 1) == 0)
            return (size_t)strtoul(head + i + sizeof(name) - 1, NULL, 10);
    return 0;
}

static const char *find(const char *bytes, size_t length, const char *wanted, size_t wanted_length)
{
    const char *end = bytes + length;
    const char *at;

    while ((at = memchr(bytes, wanted[0], (size_t)(end - bytes))) != NULL && (size_t)(end - at) >= wanted_length) {
        if (memcmp(at, wanted, wanted_length) == 0)
            return at;
        bytes = at + 1;
    }
    return NULL;
}

/* "POST /path HTTP/1.1". */
static const stub_answer *choose(const char *line, size_t length)
{
    const char *method_end = memchr(line, ' ', length);
    const char *path = method_end == NULL ? NULL : method_end + 1;
    const char *path_end = path == NULL ? NULL : memchr(path, ' ', length - (size_t)(path - line));

    if (path_end == NULL)
        return stub_choose("GET", 3, "/", 1);
    return stub_choose(line, (size_t)(method_end - line), path, (size_t)(path_end - path));
}

void stub_http1_read(stub_connection *c)
{
    while (!c->waiting && c->in.end > c->in.start) {
        const char *head = c->in.bytes + c->in.start;
        size_t length = c->in.end - c->in.start;
        const char *head_end = find(head, length, "\r\n\r\n", 4);
        size_t whole;

        if (head_end == NULL)
            return;
        whole = (size_t)(head_end - head) + 4;
        whole += content_length(head, whole);
        if (length < whole)
            return;
        c->in.start += whole;
        c->waiting = true;
        stub_answer_later(c, 0, choose(head, whole));
    }
}

void stub_http1_answer(stub_connection *c, const stub_answer *answer)
{
    char head[256];
    int length = snprintf(head, sizeof(head),
                          "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n",
                          answer->status, answer->status == 429 ? "Retry-After: 1\r\n" : "", answer->length);

    stub_buffer_add(&c->out, head, (size_t)length);
    stub_buffer_add(&c->out, answer->body, answer->length);
    c->waiting = false;
    stub_http1_read(c);
}
