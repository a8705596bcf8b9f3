/* SPDX-License-Identifier: Apache-2.0 */
/* stub_http2.c - HTTP/2 by libnghttp2: many requests on a connection, answered in any order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stub.h"

/* libcurl 7.88 resets each stream that is through. After a thousand of those nghttp2 would end the connection, as
 * it does with one who floods it. */
enum { STREAMS_AT_ONCE = 100, RESETS_A_SECOND = 1000000 };

typedef struct stream {
    char method[8];
    size_t method_length;
    char path[256];
    size_t path_length;
    const stub_answer *answer;
    size_t sent;
} stream;

static size_t keep(char *field, size_t room, const uint8_t *value, size_t length)
{
    size_t kept = length < room ? length : room;

    memcpy(field, value, kept);
    return kept;
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
    (void)user_data;
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
        (void)nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, calloc(1, sizeof(stream)));
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
    return 0;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
    stream *s;

    if ((frame->hd.type != NGHTTP2_HEADERS && frame->hd.type != NGHTTP2_DATA) ||
        (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
        return 0;
    s = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
    if (s != NULL)
        stub_answer_later(user_data, frame->hd.stream_id,
                          stub_choose(s->method, s->method_length, s->path, s->path_length));
    return 0;
}

static int on_close(nghttp2_session *session, int32_t id, uint32_t error, void *user_data)
{
    (void)error;
    (void)user_data;
    free(nghttp2_session_get_stream_user_data(session, id));
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
    nghttp2_nv headers[3];
    char status[8];

    if (s == NULL)
        return;
    s->answer = answer;
    (void)snprintf(status, sizeof(status), "%d", answer->status);
    headers[0] = header(":status", status);
    headers[1] = header("content-type", "application/json");
    headers[2] = header("retry-after", "1");
    (void)nghttp2_submit_response(c->h2, id, headers, answer->status == 429 ? 3 : 2, answer->length > 0 ? &body : NULL);
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
    nghttp2_option_set_stream_reset_rate_limit(option, RESETS_A_SECOND, RESETS_A_SECOND);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
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
}
