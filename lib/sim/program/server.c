/* SPDX-License-Identifier: Apache-2.0 */
/* server.c - the simulator behind HTTP, on a loopback port, by libmicrohttpd. */
#include "sim/program/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

#include "sim/program/control.h"
#include "sim/program/file.h"

enum { BODY_MAX = 1024 * 1024, HEADERS_MAX = 64 * 1024, BLOCK = 4096 };

struct sim_server {
    teamsinvite_sim *sim;
    struct MHD_Daemon *daemon;
    char *cert;
    char *key;
    int32_t port;
};

/* One request as it comes in. */
typedef struct incoming {
    char *uri; /* as it was sent, with its query */
    bool has_begun;
    char *headers;
    size_t headers_length;
    char *body;
    size_t body_length;
    bool too_long;
} incoming;

/* Called first of all, with what was in the request line. */
static void *begin_request(void *server, const char *uri, struct MHD_Connection *connection)
{
    incoming *request = calloc(1, sizeof(*request));

    (void)server;
    (void)connection;
    if (request != NULL)
        request->uri = malloc(strlen(uri) + 1);
    if (request == NULL || request->uri == NULL) {
        free(request);
        return NULL;
    }
    memcpy(request->uri, uri, strlen(uri) + 1);
    return request;
}

static void end_request(void *server, struct MHD_Connection *connection, void **state,
                        enum MHD_RequestTerminationCode code)
{
    incoming *request = *state;

    (void)server;
    (void)connection;
    (void)code;
    if (request == NULL)
        return;
    free(request->uri);
    free(request->headers);
    free(request->body);
    free(request);
    *state = NULL;
}

/* Append and end with NUL; false beyond max. */
static bool append(char **text, size_t *length, const char *more, size_t more_length, size_t max)
{
    char *grown;

    if (more_length > max - *length)
        return false;
    grown = realloc(*text, *length + more_length + 1);
    if (grown == NULL)
        return false;
    memcpy(grown + *length, more, more_length);
    *length += more_length;
    grown[*length] = '\0';
    *text = grown;
    return true;
}

static enum MHD_Result add_header_line(void *state, enum MHD_ValueKind kind, const char *name, const char *value)
{
    incoming *request = state;
    const char *parts[] = { name, ": ", value == NULL ? "" : value, "\n" };
    size_t i;

    (void)kind;
    for (i = 0; i < 4; i++) {
        if (!append(&request->headers, &request->headers_length, parts[i], strlen(parts[i]), HEADERS_MAX))
            request->too_long = true;
    }
    return MHD_YES;
}

static enum MHD_Result queue_text(struct MHD_Connection *connection, int status, char *text, const char *content_type)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(text == NULL ? 0 : strlen(text), text,
                                                                    MHD_RESPMEM_MUST_FREE);
    enum MHD_Result result;

    if (response == NULL) {
        free(text);
        return MHD_NO;
    }
    if (content_type != NULL)
        (void)MHD_add_response_header(response, "Content-Type", content_type);
    result = MHD_queue_response(connection, (unsigned int)status, response);
    MHD_destroy_response(response);
    return result;
}

/* The first part, and then the connection breaks. */
static ssize_t read_cut_body(void *state, uint64_t position, char *out, size_t max)
{
    size_t length;
    const char *body = teamsinvite_sim_response_body(state, &length);
    size_t count = position < length ? length - (size_t)position : 0;

    if (count == 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (count > max)
        count = max;
    memcpy(out, body + position, count);
    return (ssize_t)count;
}

static void free_response(void *response)
{
    teamsinvite_sim_response_free(response);
}

/* Takes the answer. A cut one promises twice as much as will come. */
static struct MHD_Response *make_response(teamsinvite_sim_response *answer)
{
    struct MHD_Response *response;
    const char *body;
    size_t length;

    body = teamsinvite_sim_response_body(answer, &length);
    if (teamsinvite_sim_response_fault(answer) == TEAMSINVITE_SIM_FAULT_CUT) {
        response = MHD_create_response_from_callback(length * 2 + 1, BLOCK, read_cut_body, answer, free_response);
        if (response == NULL)
            teamsinvite_sim_response_free(answer);
        return response;
    }
    response = MHD_create_response_from_buffer_with_free_callback_cls(length, (void *)(uintptr_t)body, free_response,
                                                                      answer);
    if (response == NULL)
        teamsinvite_sim_response_free(answer);
    return response;
}

static enum MHD_Result queue_answer(struct MHD_Connection *connection, teamsinvite_sim_response *answer)
{
    unsigned int status = (unsigned int)teamsinvite_sim_response_status(answer);
    size_t count = teamsinvite_sim_response_header_count(answer);
    struct MHD_Response *response = make_response(answer);
    enum MHD_Result result;
    size_t i;

    if (response == NULL)
        return MHD_NO;
    for (i = 0; i < count; i++)
        (void)MHD_add_response_header(response, teamsinvite_sim_response_header_name(answer, i),
                                      teamsinvite_sim_response_header_value(answer, i));
    result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer(const sim_server *server, struct MHD_Connection *connection, const char *method,
                              incoming *request)
{
    teamsinvite_sim_response *response = NULL;

    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header_line, request);
    if (request->too_long)
        return queue_text(connection, 413, NULL, NULL);
    if (sim_control_owns(request->uri)) {
        sim_reply reply =
            sim_control_serve(server->sim, method, request->uri, request->body == NULL ? "" : request->body);

        return queue_text(connection, reply.status, reply.body, reply.content_type);
    }
    if (teamsinvite_sim_request(server->sim, method, request->uri, request->headers, request->body,
                                request->body_length, &response, NULL) != TEAMSINVITE_OK)
        return queue_text(connection, 400, NULL, NULL);
    return queue_answer(connection, response);
}

static enum MHD_Result take_request(void *server, struct MHD_Connection *connection, const char *url,
                                    const char *method, const char *version, const char *data, size_t *length,
                                    void **state)
{
    incoming *request = *state;

    (void)url;
    (void)version;
    if (request == NULL)
        return MHD_NO;
    if (!request->has_begun) {
        request->has_begun = true;
        return MHD_YES;
    }
    if (*length == 0)
        return answer(server, connection, method, request);
    if (!append(&request->body, &request->body_length, data, *length, BODY_MAX))
        request->too_long = true;
    *length = 0;
    return MHD_YES;
}

static bool read_certificate(sim_server *server, const sim_options *options)
{
    server->cert = sim_file_read(options->tls_cert);
    server->key = sim_file_read(options->tls_key);
    return server->cert != NULL && server->key != NULL;
}

static bool listen_on(sim_server *server, const sim_options *options)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)options->port) };
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, server->cert },
                                    { MHD_OPTION_HTTPS_MEM_KEY, 0, server->key },
                                    { MHD_OPTION_END, 0, NULL } };
    const union MHD_DaemonInfo *info;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (server->cert != NULL)
        flags |= MHD_USE_TLS;
    server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, take_request, server, MHD_OPTION_SOCK_ADDR, &address,
                                      MHD_OPTION_URI_LOG_CALLBACK, begin_request, server, MHD_OPTION_NOTIFY_COMPLETED,
                                      end_request, server, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_ARRAY,
                                      server->cert != NULL ? tls : tls + 2, MHD_OPTION_END);
    info = server->daemon == NULL ? NULL : MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    if (info == NULL)
        return false;
    server->port = info->port;
    return true;
}

static bool set_base_url(const sim_server *server, const sim_options *options)
{
    teamsinvite_error *err = NULL;
    char url[512];
    bool ok;

    (void)snprintf(url, sizeof(url), "%s://%s:%d", server->cert != NULL ? "https" : "http", options->host,
                   (int)server->port);
    ok = teamsinvite_sim_set_base_url(server->sim, url, &err) == TEAMSINVITE_OK;
    if (!ok)
        (void)fprintf(stderr, "teamsinvite-sim: %s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return ok;
}

sim_server *sim_server_start(teamsinvite_sim *sim, const sim_options *options)
{
    sim_server *server = calloc(1, sizeof(*server));

    if (server == NULL)
        return NULL;
    server->sim = sim;
    if (options->tls_cert != NULL && !read_certificate(server, options)) {
        (void)fprintf(stderr, "teamsinvite-sim: cannot read the certificate or its key\n");
    } else if (!listen_on(server, options)) {
        (void)fprintf(stderr, "teamsinvite-sim: cannot listen on port %d\n", (int)options->port);
    } else if (set_base_url(server, options)) {
        return server;
    }
    sim_server_stop(server);
    return NULL;
}

int32_t sim_server_port(const sim_server *server)
{
    return server->port;
}

void sim_server_stop(sim_server *server)
{
    if (server == NULL)
        return;
    if (server->daemon != NULL)
        MHD_stop_daemon(server->daemon);
    free(server->cert);
    free(server->key);
    free(server);
}
