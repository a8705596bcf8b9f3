/* SPDX-License-Identifier: Apache-2.0 */
/* failpoint.c - what can go wrong at an io, on purpose. */
#include "failpoint.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

bool failpoint_read(failpoint *point, const char *text)
{
    static const struct {
        const char *name;
        mishap mishap;
    } mishaps[] = {
        { "kill-before:", MISHAP_KILL_BEFORE },
        { "kill-after:", MISHAP_KILL_AFTER },
        { "hold:", MISHAP_HOLD },
        { "hold-and-die:", MISHAP_HOLD_AND_DIE },
        { "lose:", MISHAP_LOSE },
        { "gateway:", MISHAP_GATEWAY },
    };
    size_t i;

    for (i = 0; i < sizeof(mishaps) / sizeof(mishaps[0]); i++) {
        size_t length = strlen(mishaps[i].name);

        if (strncmp(text, mishaps[i].name, length) == 0) {
            point->mishap = mishaps[i].mishap;
            point->step = text + length;
            point->at = (int)strtol(point->step, NULL, 10);
            return true;
        }
    }
    return false;
}

/* Nothing is flushed, nothing is closed: as the power switch does it. */
static void die(void)
{
    (void)kill(getpid(), SIGKILL);
    abort();
}

void failpoint_wait(const char *saying)
{
    printf("%s\n", saying);
    (void)fflush(stdout);
    (void)getchar();
}

/* Counts this io; what is planned for it. */
static mishap begin(failpoint *point, const teamsinvite_io *io)
{
    bool here = ++point->count == point->at ||
                (point->at == 0 && point->step != NULL && strcmp(teamsinvite_io_step(io), point->step) == 0);

    if (point->trace) {
        printf("io %s %s\n", teamsinvite_io_kind_name(teamsinvite_io_kind(io)), teamsinvite_io_step(io));
        (void)fflush(stdout);
    }
    if (here && point->mishap == MISHAP_KILL_BEFORE)
        die();
    if (here && (point->mishap == MISHAP_HOLD || point->mishap == MISHAP_HOLD_AND_DIE))
        failpoint_wait("held");
    if (here && point->mishap == MISHAP_HOLD)
        point->mishap = MISHAP_NONE; /* a step that is tried again is not held again */
    return here ? point->mishap : MISHAP_NONE;
}

static void end(mishap planned)
{
    if (planned == MISHAP_KILL_AFTER || planned == MISHAP_HOLD_AND_DIE)
        die();
}

void failpoint_storage(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    failpoint *point = user_data;
    mishap planned = begin(point, io);

    point->handle(call, io, point->storage);
    end(planned);
}

static size_t ignore_body(char *bytes, size_t size, size_t count, void *user_data)
{
    (void)bytes;
    (void)user_data;
    return size * count;
}

static struct curl_slist *headers_of(const teamsinvite_io *io)
{
    struct curl_slist *list = NULL;
    char line[16384];
    size_t i;

    for (i = 0; i < teamsinvite_io_header_count(io); i++) {
        (void)snprintf(line, sizeof(line), "%s: %s", teamsinvite_io_header_name(io, i),
                       teamsinvite_io_header_value(io, i));
        list = curl_slist_append(list, line);
    }
    return list;
}

/* Carry the request out; nobody hears what came of it. */
static void send_unheard(const teamsinvite_io *io)
{
    struct curl_slist *headers = headers_of(io);
    CURL *curl = curl_easy_init();
    size_t length;
    const void *body = teamsinvite_io_body(io, &length);

    if (curl == NULL || curl_easy_setopt(curl, CURLOPT_URL, teamsinvite_io_url(io)) != CURLE_OK ||
        (body != NULL && (curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)length) != CURLE_OK ||
                          curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body) != CURLE_OK)) ||
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, teamsinvite_io_method(io)) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*") != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore_body) != CURLE_OK || curl_easy_perform(curl) != CURLE_OK) {
        (void)fprintf(stderr, "The request that is to be lost could not be sent.\n");
        exit(3);
    }
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
}

void failpoint_transport(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    failpoint *point = user_data;
    mishap planned = begin(point, io);

    if (planned == MISHAP_LOSE || planned == MISHAP_GATEWAY) {
        send_unheard(io);
        if (planned == MISHAP_GATEWAY)
            (void)teamsinvite_call_complete_send(call, 504);
        else
            (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, "the answer did not arrive in time");
        return;
    }
    teamsinvite_transport_handle(call, io, point->transport);
    end(planned);
}
