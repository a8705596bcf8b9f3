/* SPDX-License-Identifier: Apache-2.0 */
/* browser.c - the person at the browser, played by libcurl. */
#include "common/browser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

static void give_up(const char *why)
{
    (void)fflush(stdout);
    (void)fprintf(stderr, "The browser: %s\n", why);
    exit(EXIT_FAILURE);
}

static size_t ignore_body(char *bytes, size_t size, size_t count, void *user_data)
{
    (void)bytes;
    (void)user_data;
    return size * count;
}

static long visit(CURL *curl, const char *url)
{
    long status = 0;

    if (curl_easy_setopt(curl, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore_body) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*") != CURLE_OK || curl_easy_perform(curl) != CURLE_OK ||
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        give_up("the page did not open");
    return status;
}

char *browse(const char *url, const char *form)
{
    CURL *curl = curl_easy_init();
    const char *location = NULL;
    char *back;

    if (curl == NULL)
        give_up("there is no memory");
    if (visit(curl, url) != 200)
        give_up("the page shows an error; open it in a browser to read it");
    if (curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form) != CURLE_OK)
        give_up("there is no memory");
    if (visit(curl, url) / 100 != 3)
        give_up("the page did not accept the form");
    if (curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location) != CURLE_OK || location == NULL)
        give_up("the answer does not say where to go");
    back = malloc(strlen(location) + 1);
    if (back == NULL)
        give_up("there is no memory");
    memcpy(back, location, strlen(location) + 1);
    curl_easy_cleanup(curl);
    return back;
}
