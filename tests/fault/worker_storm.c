/* SPDX-License-Identifier: Apache-2.0 */
/* worker_storm.c - many calls of user.token at once, on the threads of one process. */
#include "worker_storm.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "common/check.h"

enum { THREADS_MAX = 32, TOKEN_MAX = 16384 };

/* Whether all were told the same token. */
typedef struct storm {
    worker *w;
    const teamsinvite_actor *user;
    pthread_mutex_t lock;
    int64_t left;
    int64_t worked;
    int64_t different;
    char token[TOKEN_MAX]; /* of the first that was told one */
    char trouble[256]; /* of one that was not */
} storm;

static bool begin_call(storm *s)
{
    bool left;

    (void)pthread_mutex_lock(&s->lock);
    left = s->left-- > 0;
    (void)pthread_mutex_unlock(&s->lock);
    return left;
}

static void note_call(storm *s, const char *token, const teamsinvite_error *err)
{
    (void)pthread_mutex_lock(&s->lock);
    if (err != NULL)
        (void)snprintf(s->trouble, sizeof(s->trouble), "%s", teamsinvite_error_message(err));
    else if (s->worked++ == 0)
        (void)snprintf(s->token, sizeof(s->token), "%s", token);
    else
        s->different += strcmp(s->token, token) != 0;
    (void)pthread_mutex_unlock(&s->lock);
}

static void *call_on(void *user_data)
{
    storm *s = user_data;

    while (begin_call(s)) {
        teamsinvite_tokens *tokens = NULL;
        teamsinvite_error *err = NULL;

        (void)teamsinvite_user_token(s->w->client, s->user, 60, &tokens, &err);
        note_call(s, teamsinvite_tokens_access_token(tokens), err);
        teamsinvite_tokens_free(tokens);
        teamsinvite_error_free(err);
    }
    return NULL;
}

void worker_storm(worker *w, const teamsinvite_actor *user, int64_t calls, char *result, size_t size)
{
    storm s = { .w = w, .user = user, .left = calls };
    pthread_t threads[THREADS_MAX];
    int i;

    expect(w->threads > 0 && w->threads <= THREADS_MAX && pthread_mutex_init(&s.lock, NULL) == 0, "there are threads");
    for (i = 0; i < w->threads; i++)
        expect(pthread_create(&threads[i], NULL, call_on, &s) == 0, "a thread starts");
    for (i = 0; i < w->threads; i++)
        (void)pthread_join(threads[i], NULL);
    (void)pthread_mutex_destroy(&s.lock);
    (void)snprintf(result, size, "%" PRId64 " worked %" PRId64 " different %s", s.worked, s.different, s.trouble);
}
