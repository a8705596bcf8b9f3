/* SPDX-License-Identifier: Apache-2.0 */
/* seen.c - what the stub has counted, asked of it over HTTP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "common/check.h"
#include "monday.h"

typedef struct body {
    char text[1024];
    size_t length;
} body;

static size_t take(char *bytes, size_t size, size_t count, void *user_data)
{
    body *b = user_data;
    size_t length = size * count;

    if (b->length + length >= sizeof(b->text))
        return 0;
    memcpy(b->text + b->length, bytes, length);
    b->length += length;
    return length;
}

static long read_count(const body *b, const char *name)
{
    const char *at = strstr(b->text, name);

    expect(at != NULL, "a count that the stub knows");
    return strtol(at + strlen(name), NULL, 10);
}

static void fetch(body *b, const char *base_url, const char *ca_file)
{
    CURL *handle = curl_easy_init();
    char url[256];

    (void)snprintf(url, sizeof(url), "%s/stats", base_url);
    expect(handle != NULL && curl_easy_setopt(handle, CURLOPT_URL, url) == CURLE_OK &&
               curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
               curl_easy_setopt(handle, CURLOPT_WRITEDATA, b) == CURLE_OK &&
               (ca_file == NULL || curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file) == CURLE_OK) &&
               curl_easy_perform(handle) == CURLE_OK,
           "an answer of the stub");
    curl_easy_cleanup(handle);
}

monday_seen monday_ask_stub(const char *base_url, const char *ca_file, const monday_seen *before)
{
    body b = { .length = 0 };

    fetch(&b, base_url, ca_file);
    return (monday_seen){ .tokens = read_count(&b, "\"tokens\":") - before->tokens,
                          .creates = read_count(&b, "\"creates\":") - before->creates,
                          .patches = read_count(&b, "\"patches\":") - before->patches,
                          .throttled = read_count(&b, "\"throttled\":") - before->throttled,
                          .late = read_count(&b, "\"late\":") - before->late };
}
