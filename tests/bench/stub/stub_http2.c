/* SPDX-License-Identifier: Apache-2.0 */
/* stub_http2.c - HTTP/2 by libnghttp2: many requests on a connection, answered in any order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stub.h"

/* libcurl 7.88 resets every stream of whose end it learns by END_STREAM alone, also one that has ended well; libnghttp2
 * closes the connection after a thousand. */
enum { STREAMS_AT_ONCE = 100, RESETS_AT_ONCE = 1000000, TOKEN_ROOM = 4096, BODY_KEPT = 512 };

struct stub_stream {
    char method[8];
    size_t method_length;
    char path[256];
    size_t path_length;
    char token[TOKEN_ROOM];
    size_t token_length;
    char body[BODY_KEPT];
    size_t body_length;
    stub_caller *caller;
    const stub_answer *answer;
    size_t sent;
    struct stub_stream *next; /* on the same connection */
    struct stub_stream *before;
};

typedef struct stub_stream stream;

static size_t keep(char *field, size_t room, const uint8_t *value, size_t length)
{
    size_t kept = length < room ? length : room;

    memcpy(field, value, kept);
    return kept;
}

static stream *add_stream(stub_connection *c)
{
    stream *s = calloc(1, sizeof(*s));

    if (s == NULL)
        exit(1);
    s->next = c->streams;
    if (s->next != NULL)
        s->next->before = s;
    c->streams = s;
    return s;
}

static void free_stream(stub_connection *c, stream *s)
{
    if (s->before != NULL)
        s->before->next = s->next;
    else
        c->streams = s->next;
    if (s->next != NULL)
        s->next->before = s->before;
    stub_caller_go(s->caller);
    free(s);
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
        (void)nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, add_stream(user_data));
    return 0;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name, size_t name_length,
                     const uint8_t *value, size_t length, uint8_t flags, void *user_data)
{
    stream *s = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);

    (void)flags;
    (void)user_data;
    if (s == NULL)
        return 0;
    if (name_length == 7 && memcmp(name, ":method", 7) == 0)
        s->method_length = keep(s->method, sizeof(s->method), value, length);
    else if (name_length == 5 && memcmp(name, ":path", 5) == 0)
        s->path_length = keep(s->path, sizeof(s->path), value, length);
    else if (name_length == 13 && memcmp(name, "authorization", 13) == 0)
        s->token_length = keep(s->token, sizeof(s->token), value, length);
    return 0;
}

static int on_data(nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *bytes, size_t length,
                   void *user_data)
{
    stream *s = nghttp2_session_get_stream_user_data(session, id);

    (void)flags;
    (void)user_data;
    if (s != NULL)
        s->body_length += keep(s->body + s->body_length, sizeof(s->body) - s->body_length, bytes, length);
    return 0;
}

static const stub_answer *choose(stream *s)
{
    const stub_request request = { .method = s->method,
                                   .method_length = s->method_length,
                                   .path = s->path,
                                   .path_length = s->path_length,
                                   .token = s->token,
                                   .token_length = s->token_length,
                                   .body = s->body,
                                   .body_length = s->body_length };

    s->caller = stub_caller_come(&request);
    return stub_choose(&request);
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
    stream *s;

    if ((frame->hd.type != NGHTTP2_HEADERS && frame->hd.type != NGHTTP2_DATA) ||
        (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
        return 0;
    s = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
    if (s != NULL)
        stub_answer_later(user_data, frame->hd.stream_id, choose(s));
    return 0;
}

static int on_close(nghttp2_session *session, int32_t id, uint32_t error, void *user_data)
{
    stream *s = nghttp2_session_get_stream_user_data(session, id);

    (void)error;
    if (s != NULL)
        free_stream(user_data, s);
    (void)nghttp2_session_set_stream_user_data(session, id, NULL);
    return 0;
}

static ssize_t read_body(nghttp2_session *session, int32_t id, uint8_t *room, size_t length, uint32_t *flags,
                         nghttp2_data_source *source, void *user_data)
{
    stream *s = source->ptr;
    size_t left = s->answer->length - s->sent;
    size_t sent = left < length ? left : length;

    (void)session;
    (void)id;
    (void)user_data;
    memcpy(room, s->answer->body + s->sent, sent);
    s->sent += sent;
    if (s->answer->cut && s->sent > s->answer->length / 2)
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE; /* the stream is reset */
    if (s->sent == s->answer->length)
        *flags |= NGHTTP2_DATA_FLAG_EOF;
    return (ssize_t)sent;
}

static void send_pending(stub_connection *c)
{
    const uint8_t *bytes;
    ssize_t length;

    while ((length = nghttp2_session_mem_send(c->h2, &bytes)) > 0)
        stub_buffer_add(&c->out, bytes, (size_t)length);
}

static nghttp2_nv header(const char *name, const char *value)
{
    nghttp2_nv pair = { .namelen = strlen(name), .valuelen = strlen(value), .flags = NGHTTP2_NV_FLAG_NONE };

    memcpy(&pair.name, &name, sizeof(name));
    memcpy(&pair.value, &value, sizeof(value));
    return pair;
}

void stub_http2_answer(stub_connection *c, int32_t id, const stub_answer *answer)
{
    stream *s = nghttp2_session_get_stream_user_data(c->h2, id);
    nghttp2_data_provider body = { .source.ptr = s, .read_callback = read_body };
    nghttp2_nv headers[4];
    char length[24];
    char status[8];

    if (s == NULL)
        return;
    stub_caller_go(s->caller);
    s->caller = NULL;
    s->answer = answer;
    c->closing = c->closing || answer->last;
    (void)snprintf(status, sizeof(status), "%d", answer->status);
    (void)snprintf(length, sizeof(length), "%zu", answer->length);
    headers[0] = header(":status", status);
    headers[1] = header("content-type", "application/json");
    headers[2] = header("content-length", length);
    headers[3] = header("retry-after", "1");
    (void)nghttp2_submit_response(c->h2, id, headers, answer->status == 429 ? 4 : 3, answer->length > 0 ? &body : NULL);
    send_pending(c);
}

void stub_http2_read(stub_connection *c)
{
    ssize_t used = nghttp2_session_mem_recv(c->h2, (const uint8_t *)c->in.bytes + c->in.start, c->in.end - c->in.start);

    if (used < 0)
        c->broken = true;
    else
        c->in.start += (size_t)used;
    send_pending(c);
}

bool stub_http2_begin(stub_connection *c)
{
    static const nghttp2_settings_entry settings[] = { { NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, STREAMS_AT_ONCE } };
    nghttp2_session_callbacks *callbacks = NULL;
    nghttp2_option *option = NULL;
    int made;

    if (nghttp2_session_callbacks_new(&callbacks) != 0 || nghttp2_option_new(&option) != 0) {
        nghttp2_session_callbacks_del(callbacks);
        return false;
    }
    nghttp2_option_set_stream_reset_rate_limit(option, RESETS_AT_ONCE, RESETS_AT_ONCE);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_close);
    made = nghttp2_session_server_new2(&c->h2, callbacks, c, option);
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);
    return made == 0 && nghttp2_submit_settings(c->h2, NGHTTP2_FLAG_NONE, settings, 1) == 0;
}

void stub_http2_end(stub_connection *c)
{
    if (c->h2 != NULL)
        nghttp2_session_del(c->h2);
    c->h2 = NULL;
    while (c->streams != NULL)
        free_stream(c, c->streams);
}
