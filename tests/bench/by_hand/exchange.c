/* SPDX-License-Identifier: Apache-2.0 */
/* exchange.c - a handle of libcurl, the headers of its request, and the room for its answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "by_hand.h"

enum { URL_ROOM = 1024, LINE_ROOM = 4096, FIRST_ROOM = 8192 };

void by_hand_fail(const char *what, const char *why)
{
    (void)fprintf(stderr, "bench-by-hand: %s: %s\n", what, why);
    exit(1);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *user_data)
{
    by_hand_exchange *x = user_data;
    size_t length = size * count;

    if (x->settings->careful && x->length + length > BY_HAND_REPLY_MAX)
        return 0;
    if (x->length + length + 1 > x->room) {
        size_t room = x->room == 0 ? FIRST_ROOM : x->room * 2;
        char *reply;

        while (room < x->length + length + 1)
            room *= 2;
        reply = realloc(x->reply, room);
        if (reply == NULL)
            return 0;
        x->reply = reply;
        x->room = room;
    }
    memcpy(x->reply + x->length, bytes, length);
    x->length += length;
    x->reply[x->length] = '\0';
    return length;
}

/* What holds for every request of the handle. */
void by_hand_open(by_hand_exchange *x, const by_hand_settings *settings)
{
    *x = (by_hand_exchange){ .settings = settings, .handle = curl_easy_init() };
    if (x->handle == NULL)
        by_hand_fail("libcurl", "no handle");
    curl_easy_setopt(x->handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(x->handle, CURLOPT_WRITEDATA, x);
    curl_easy_setopt(x->handle, CURLOPT_USERAGENT, "by-hand/1.0");
    curl_easy_setopt(x->handle, CURLOPT_POST, 1L);
    curl_easy_setopt(x->handle, CURLOPT_NOSIGNAL, 1L);
    if (settings->ca_file != NULL)
        curl_easy_setopt(x->handle, CURLOPT_CAINFO, settings->ca_file);
    if (settings->among_many)
        curl_easy_setopt(x->handle, CURLOPT_PIPEWAIT, 1L);
    if (settings->careful)
        by_hand_careful_options(x->handle, strncmp(settings->base_url, "http:", 5) == 0);
}

static void add_header(by_hand_exchange *x, const char *name, const char *value)
{
    char line[LINE_ROOM];
    struct curl_slist *headers;

    if (snprintf(line, sizeof(line), "%s: %s", name, value) >= (int)sizeof(line))
        by_hand_fail(name, "is too long");
    headers = curl_slist_append(x->headers, line);
    if (headers == NULL)
        by_hand_fail(name, "no memory");
    x->headers = headers;
}

/* Only a request to Graph carries the access token, and JSON. */
static void add_headers(by_hand_exchange *x, bool to_graph)
{
    char bearer[LINE_ROOM - 64];

    add_header(x, "Accept", "application/json");
    if (to_graph) {
        (void)snprintf(bearer, sizeof(bearer), "Bearer %s", x->settings->access_token);
        add_header(x, "Authorization", bearer);
    }
    add_header(x, "Content-Type", to_graph ? "application/json" : "application/x-www-form-urlencoded");
    if (x->settings->careful) {
        by_hand_careful_request_id(x->request_id);
        add_header(x, "client-request-id", x->request_id);
    }
}

void by_hand_begin(by_hand_exchange *x, const char *method, const char *path, const char *body, size_t length)
{
    char url[URL_ROOM];

    x->length = 0;
    if (snprintf(url, sizeof(url), "%s%s", x->settings->base_url, path) >= (int)sizeof(url))
        by_hand_fail("the URL", "is too long");
    add_headers(x, strncmp(path, "/v1.0/", 6) == 0);
    curl_easy_setopt(x->handle, CURLOPT_URL, url);
    curl_easy_setopt(x->handle, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(x->handle, CURLOPT_HTTPHEADER, x->headers);
    curl_easy_setopt(x->handle, CURLOPT_POSTFIELDSIZE, (long)length);
    curl_easy_setopt(x->handle, CURLOPT_POSTFIELDS, body);
}

void by_hand_end(by_hand_exchange *x, CURLcode code)
{
    long status = 0;

    curl_slist_free_all(x->headers);
    x->headers = NULL;
    if (code != CURLE_OK)
        by_hand_fail("the exchange", curl_easy_strerror(code));
    curl_easy_getinfo(x->handle, CURLINFO_RESPONSE_CODE, &status);
    if (x->settings->careful)
        by_hand_careful_answer(x, status);
    if (status != 200 && status != 201)
        by_hand_fail("the exchange", "refused");
}

void by_hand_close(by_hand_exchange *x)
{
    curl_easy_cleanup(x->handle);
    free(x->reply);
}
