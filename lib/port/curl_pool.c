/* SPDX-License-Identifier: Apache-2.0 */
/* curl_pool.c - libcurl handles that keep their connections between exchanges, for any number of threads. */
#include "port/curl_pool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/check.h"
#include "port/sigpipe.h"

enum { PATH_BYTES_MAX = 4096 };

/* CURLOPT_PROTOCOLS_STR, without which the choice of protocols may be lost. */
#define OLDEST_LIBCURL 0x075500u

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static CURLcode curl_ready = CURLE_FAILED_INIT;

/* Once in a process and never undone: other users of libcurl may live in it. */
static void init_curl(void)
{
    curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static bool speaks(const curl_version_info_data *info, const char *protocol)
{
    const char *const *at;

    for (at = info->protocols; *at != NULL; at++)
        if (strcmp(*at, protocol) == 0)
            return true;
    return false;
}

teamsinvite_status ti_curl_prepare(ti_error *err, const char *protocol)
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

    if (info->version_num < OLDEST_LIBCURL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "libcurl %s is too old, 7.85 is needed", info->version);
    if (!speaks(info, protocol))
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "this build of libcurl does not speak %s", protocol);
    (void)pthread_once(&curl_once, init_curl);
    return curl_ready == CURLE_OK ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

bool ti_curl_pool_init(ti_curl_pool *pool)
{
    *pool = (ti_curl_pool){ .owner = getpid() };
    return pthread_mutex_init(&pool->lock, NULL) == 0;
}

void ti_curl_pool_clear(ti_curl_pool *pool)
{
    size_t i;

    for (i = 0; i < pool->count && pool->owner == getpid(); i++)
        curl_easy_cleanup(pool->idle[i]);
    pool->count = 0;
    (void)pthread_mutex_destroy(&pool->lock);
}

/* What a forked child has inherited is abandoned: closing it would end the
 * parent's connections. */
CURL *ti_curl_borrow(ti_curl_pool *pool)
{
    CURL *handle = NULL;

    (void)pthread_mutex_lock(&pool->lock);
    if (pool->owner != getpid()) {
        pool->owner = getpid();
        pool->count = 0;
    }
    if (pool->count > 0)
        handle = pool->idle[--pool->count];
    (void)pthread_mutex_unlock(&pool->lock);
    return handle != NULL ? handle : curl_easy_init();
}

void ti_curl_return(ti_curl_pool *pool, CURL *handle)
{
    bool kept = false;

    curl_easy_reset(handle);
    (void)pthread_mutex_lock(&pool->lock);
    if (pool->count < TI_CURL_POOL_MAX) {
        pool->idle[pool->count++] = handle;
        kept = true;
    }
    (void)pthread_mutex_unlock(&pool->lock);
    if (!kept)
        curl_easy_cleanup(handle);
}

CURLcode ti_curl_perform(CURL *handle)
{
    ti_sigpipe hold;
    CURLcode code;

    ti_sigpipe_hold(&hold);
    code = curl_easy_perform(handle);
    ti_sigpipe_release(&hold);
    return code;
}

void ti_curl_leave_resolver(CURL *handle)
{
#if LIBCURL_VERSION_NUM >= 0x075700
    (void)curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)handle;
#endif
}

teamsinvite_status ti_curl_replace(ti_error *err, char **field, const char *text)
{
    char *copy = ti_strdup(text);

    if (copy == NULL && text != NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(*field);
    *field = copy;
    return TEAMSINVITE_OK;
}

/* A folder can be opened but not read. */
static teamsinvite_status check_readable(ti_error *err, const char *path)
{
    FILE *file = fopen(path, "rb");
    bool readable = file != NULL && (fgetc(file) != EOF || ferror(file) == 0);

    if (file != NULL)
        (void)fclose(file);
    return readable ? TEAMSINVITE_OK : ti_fail_parameter(err, "path", "cannot be read");
}

teamsinvite_status ti_curl_set_ca_file(ti_error *err, char **field, const char *path)
{
    if (ti_check_text(err, "path", path, PATH_BYTES_MAX, false) != TEAMSINVITE_OK ||
        check_readable(err, path) != TEAMSINVITE_OK)
        return err->status;
    return ti_curl_replace(err, field, path);
}
