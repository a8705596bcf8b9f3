/* SPDX-License-Identifier: Apache-2.0 */
/* stub_http1.c - HTTP/1.1: one request after the other on a connection, each with a Content-Length. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stub.h"

/* The value of a header, which is named as "\r\nname: "; the first `length` bytes hold all header lines. */
static const char *value_of(const char *head, size_t length, const char *name)
{
    size_t name_length = strlen(name);
    size_t i;

    for (i = 0; i + name_length < length; i++)
        if (head[i] == '\r' && strncasecmp(head + i, name, name_length) == 0)
            return head + i + name_length;
    return NULL;
}

static size_t content_length(const char *head, size_t length)
{
    const char *value = value_of(head, length, "\r\ncontent-length: ");

    return value == NULL ? 0 : (size_t)strtoul(value, NULL, 10);
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

/* "POST /path HTTP/1.1", what follows it, and the body after `length` bytes. */
static stub_request understand(const char *head, size_t length, size_t whole)
{
    const char *method_end = memchr(head, ' ', length);
    const char *path = method_end == NULL ? NULL : method_end + 1;
    const char *path_end = path == NULL ? NULL : memchr(path, ' ', length - (size_t)(path - head));
    const char *token = value_of(head, length, "\r\nauthorization: ");
    stub_request request = { .method = "GET",
                             .method_length = 3,
                             .path = "/",
                             .path_length = 1,
                             .token = token,
                             .body = head + length,
                             .body_length = whole - length };

    if (token != NULL)
        request.token_length = (size_t)((const char *)memchr(token, '\r', length - (size_t)(token - head)) - token);
    if (path_end == NULL)
        return request;
    request.method = head;
    request.method_length = (size_t)(method_end - head);
    request.path = path;
    request.path_length = (size_t)(path_end - path);
    return request;
}

void stub_http1_read(stub_connection *c)
{
    while (!c->waiting && c->in.end > c->in.start) {
        const char *head = c->in.bytes + c->in.start;
        size_t length = c->in.end - c->in.start;
        const char *head_end = find(head, length, "\r\n\r\n", 4);
        size_t head_length;
        stub_request request;
        size_t whole;

        if (head_end == NULL)
            return;
        head_length = (size_t)(head_end - head) + 4;
        whole = head_length + content_length(head, head_length);
        if (length < whole)
            return;
        c->in.start += whole;
        c->waiting = true;
        request = understand(head, head_length, whole);
        c->caller = stub_caller_come(&request);
        stub_answer_later(c, 0, stub_choose(&request));
    }
}

void stub_http1_answer(stub_connection *c, const stub_answer *answer)
{
    char head[256];
    int length = snprintf(head, sizeof(head),
                          "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n",
                          answer->status, answer->status == 429 ? "Retry-After: 1\r\n" : "", answer->length);

    stub_buffer_add(&c->out, head, (size_t)length);
    stub_buffer_add(&c->out, answer->body, answer->cut ? answer->length / 2 : answer->length);
    stub_caller_go(c->caller);
    c->caller = NULL;
    c->closing = answer->cut || answer->last;
    if (c->closing)
        return;
    c->waiting = false;
    stub_http1_read(c);
}
