/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_hand.h - the baseline: what an engineer would write with libcurl and cJSON for the same requests.
 *
 * One handle for each request under way, used again and again; headers are a list
 * made for each request; what comes back is parsed into a tree, and the few
 * members that matter are taken out of it. "Careful" adds what a service that
 * runs for years needs: limits, time-outs, request ids, a look at every answer.
 */
#ifndef TI_TESTS_BENCH_BY_HAND_H
#define TI_TESTS_BENCH_BY_HAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>

enum { BY_HAND_ACCESS_TOKEN = 2485, BY_HAND_REFRESH_TOKEN = 1200, BY_HAND_BODY_ROOM = 2048 };

typedef struct by_hand_settings {
    const char *base_url;
    const char *ca_file; /* NULL: the system's */
    bool careful;
    bool among_many;                             /* of the same multi handle */
    char access_token[BY_HAND_ACCESS_TOKEN + 1]; /* as long as the one that bench-ours has */
    char refresh_token[BY_HAND_REFRESH_TOKEN + 1];
} by_hand_settings;

/* A request and its answer. */
typedef struct by_hand_exchange {
    const by_hand_settings *settings;
    CURL *handle;
    struct curl_slist *headers;
    char body[BY_HAND_BODY_ROOM];
    char request_id[37];
    char *reply;
    size_t length;
    size_t room;
} by_hand_exchange;

typedef struct by_hand_meeting {
    char *id;
    char *join_url;
} by_hand_meeting;

typedef struct by_hand_tokens {
    char *access_token;
    char *refresh_token;
    char *scope;
    int64_t expires_at_ms;
} by_hand_tokens;

/* Prints why and ends the program: what an ATS would do about it is no part of the measurement. */
void by_hand_fail(const char *what, const char *why);

/* request.c: what the next transfer of the handle is to send. */
void by_hand_ask_meeting(by_hand_exchange *x, long number);
void by_hand_ask_settings(by_hand_exchange *x, const char *id);
void by_hand_ask_tokens(by_hand_exchange *x);

/* exchange.c */
void by_hand_open(by_hand_exchange *x, const by_hand_settings *settings);

/* The body is not copied. */
void by_hand_begin(by_hand_exchange *x, const char *method, const char *path, const char *body, size_t length);
void by_hand_end(by_hand_exchange *x, CURLcode code);
void by_hand_close(by_hand_exchange *x);

/* reply.c: the end program where it is not as it should be. */
void by_hand_take_meeting(const by_hand_exchange *x, by_hand_meeting *meeting);
void by_hand_take_settings(const by_hand_exchange *x);
void by_hand_take_tokens(const by_hand_exchange *x, by_hand_tokens *tokens);
void by_hand_meeting_clear(by_hand_meeting *meeting);
void by_hand_tokens_clear(by_hand_tokens *tokens);

/* careful.c */
enum { BY_HAND_REPLY_MAX = 1 << 20 };
void by_hand_careful_options(CURL *handle, bool plain);
void by_hand_careful_request_id(char id[37]);
void by_hand_careful_answer(const by_hand_exchange *x, long status);
void by_hand_careful_meeting(const cJSON *reply);
void by_hand_careful_settings(const cJSON *reply);
void by_hand_careful_tokens(const cJSON *reply);

/* easy.c: one after the other. */
void by_hand_create(by_hand_exchange *x, long number, by_hand_meeting *meeting);
void by_hand_refresh(by_hand_exchange *x, by_hand_tokens *tokens);

/* multi.c: so many at once on this thread; prints its figures. */
void by_hand_create_many(const by_hand_settings *settings, const char *id, long count, long in_flight);

#endif
