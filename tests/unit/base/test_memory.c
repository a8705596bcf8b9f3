/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_memory.c - what base does when memory runs out at any point, and that
 * it lets go of no memory that still holds a secret.
 *
 * The functions of alloc.h stand here instead of those of the library: they
 * fail on order, count, and look into what is freed.
 */
#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <curl/curl.h>
#include <openssl/crypto.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/check.h"
#include "base/error.h"
#include "base/json.h"
#include "base/url.h"

#define SECRET "SECRET"

typedef union block {
    size_t size;
    max_align_t align;
} block;

static struct {
    int until_failure; /* that many more succeed; -1: all */
    int live;
    int secrets_let_go;
} heap;

void *ti_alloc(size_t size)
{
    block *memory;

    if (size == 0 || heap.until_failure == 0)
        return NULL;
    if (heap.until_failure > 0)
        heap.until_failure--;
    memory = calloc(1, sizeof(*memory) + size);
    assert_non_null(memory);
    memory->size = size;
    heap.live++;
    return memory + 1;
}

void *ti_alloc_raw(size_t size)
{
    return ti_alloc(size);
}

void ti_free(void *memory)
{
    block *start;
    size_t i;

    if (memory == NULL)
        return;
    start = (block *)memory - 1;
    for (i = 0; i + sizeof(SECRET) - 1 <= start->size; i++)
        if (memcmp((char *)memory + i, SECRET, sizeof(SECRET) - 1) == 0)
            heap.secrets_let_go++;
    heap.live--;
    free(start);
}

char *ti_strdup(const char *text)
{
    char *copy = text == NULL ? NULL : ti_alloc(strlen(text) + 1);

    if (copy != NULL)
        memcpy(copy, text, strlen(text));
    return copy;
}

void ti_wipe(void *memory, size_t size)
{
    if (memory != NULL)
        OPENSSL_cleanse(memory, size);
}

void ti_free_secret(char *text)
{
    if (text != NULL)
        ti_wipe(text, strlen(text));
    ti_free(text);
}

/* libcurl's memory fails like ours, but nobody can wipe it: it is not looked into. */
static void free_of_curl(void *memory)
{
    if (memory != NULL)
        memset(memory, 0, ((block *)memory - 1)->size);
    ti_free(memory);
}

static void *calloc_of_curl(size_t count, size_t size)
{
    return ti_alloc(count * size);
}

static void *realloc_of_curl(void *memory, size_t size)
{
    size_t old = memory == NULL ? 0 : ((block *)memory - 1)->size;
    void *larger = ti_alloc(size);

    if (larger == NULL)
        return NULL;
    if (memory != NULL)
        memcpy(larger, memory, old < size ? old : size);
    free_of_curl(memory);
    return larger;
}

static int start_anew(void **state)
{
    cJSON_Hooks hooks = { .malloc_fn = ti_alloc, .free_fn = ti_free };

    (void)state;
    memset(&heap, 0, sizeof(heap));
    heap.until_failure = -1;
    cJSON_InitHooks(&hooks);
    return 0;
}

/* Before anything else of libcurl: later it takes no other memory. */
static int plug_into_curl(void **state)
{
    (void)start_anew(state);
    return curl_global_init_mem(CURL_GLOBAL_NOTHING, ti_alloc, free_of_curl, realloc_of_curl, ti_strdup,
                                calloc_of_curl) == CURLE_OK
               ? 0
               : -1;
}

static int check_nothing_is_left(void **state)
{
    (void)state;
    assert_int_equal(heap.live, 0);
    assert_int_equal(heap.secrets_let_go, 0);
    return 0;
}

/* Runs job with the first allocation failing, then the second, and so on until
 * it succeeds. Answers how many allocations it took. */
static int fail_each_allocation(bool (*job)(void))
{
    int count;

    for (count = 0; count < 1000; count++) {
        bool worked;

        heap.until_failure = count;
        worked = job();
        assert_int_equal(heap.live, 0);
        heap.until_failure = -1;
        if (worked)
            return count;
    }
    fail_msg("never worked");
    return 0;
}

static bool build_text(void)
{
    bool worked;
    ti_buf buf;
    int i;

    ti_buf_init(&buf, 1000);
    for (i = 0; i < 100; i++)
        ti_buf_add_text(&buf, SECRET);
    worked = !buf.failed;
    assert_false(buf.too_long);
    assert_int_equal(ti_buf_text(&buf)[0] != '\0', worked);
    ti_buf_clear(&buf);
    return worked;
}

static void test_buffer_without_memory_fails_but_is_not_too_long(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(build_text) >= 2);
}

static bool take_text(void)
{
    char *text;
    ti_buf buf;

    ti_buf_init(&buf, 10);
    text = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    ti_free(text);
    return text != NULL;
}

static void test_take_without_memory_gives_null(void **state)
{
    (void)state;
    assert_int_equal(fail_each_allocation(take_text), 1);
}

static bool fill_arena(void)
{
    bool worked = true;
    ti_arena arena;
    int i;

    ti_arena_init(&arena);
    for (i = 0; i < 400 && worked; i++)
        worked = ti_arena_copy_text(&arena, SECRET " and some more text to fill the blocks") != NULL;
    ti_arena_clear(&arena);
    return worked;
}

static void test_arena_without_memory_gives_null_and_frees_the_rest(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(fill_arena) >= 2);
}

static bool encode_and_decode_base64(void)
{
    bool worked;
    ti_buf text;
    ti_buf bytes;

    ti_buf_init(&text, 1000);
    ti_buf_init(&bytes, 1000);
    worked = ti_base64url_encode(&text, TI_SLICE(SECRET SECRET SECRET)) &&
             ti_base64url_decode(&bytes, ti_buf_slice(&text));
    assert_int_equal(ti_slice_equal(ti_buf_slice(&bytes), TI_SLICE(SECRET SECRET SECRET)), worked);
    ti_buf_clear(&text);
    ti_buf_clear(&bytes);
    return worked;
}

static void test_base64_without_memory(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(encode_and_decode_base64) >= 2);
}

static void test_base64_leaves_no_copy_of_its_text_behind(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 1000);
    assert_true(ti_base64url_decode(&buf, TI_SLICE("SECRET-_"))); /* the text is the secret here */
    assert_false(ti_base64url_decode(&buf, TI_SLICE("SECRETx")));
    ti_buf_clear(&buf);
}

static bool parse_url(void)
{
    bool worked;
    ti_url url;

    worked = ti_url_parse(&url, TI_SLICE("https://user@host.example:444/" SECRET "?q#f"));
    assert_int_equal(url.scheme != NULL && url.host != NULL && url.port != NULL && url.path != NULL, worked);
    ti_url_clear(&url);
    return worked;
}

static void test_url_without_memory_is_refused(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(parse_url) >= 10);
}

static bool encode_form(void)
{
    char assertion[500]; /* longer than what a buffer begins with */
    bool first = true;
    bool worked;
    ti_buf buf;

    memset(assertion, 'a', sizeof(assertion));
    ti_buf_init(&buf, 1000);
    worked = ti_form_add(&buf, &first, "client_secret", TI_SLICE(SECRET));
    worked =
        ti_form_add(&buf, &first, "client_assertion", ti_slice_make(assertion, sizeof(assertion))) && worked;
    ti_buf_clear(&buf);
    return worked;
}

static void test_form_without_memory(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(encode_form) >= 2);
}

static bool read_json(void)
{
    /* More values than there is room for at first. */
    static const char text[] = "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,"
                               "1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,{\"c\":\"d\"}]";
    ti_json *json = ti_json_read(ti_slice_of(text));
    bool worked = json != NULL;

    ti_json_free(json);
    return worked;
}

static void test_json_without_memory_is_refused(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(read_json) >= 2);
}

static void test_json_is_wiped_before_it_is_freed(void **state)
{
    ti_json *json = ti_json_read(
        TI_SLICE("{\"token\":\"" SECRET "\",\"a\":[\"" SECRET "\",[{\"b\":\"x" SECRET "\"}]],\"c\":\"" SECRET "\"}"));

    (void)state;
    assert_non_null(json);
    ti_json_free(json);
    json = ti_json_read(TI_SLICE("\"" SECRET "\""));
    assert_non_null(json);
    ti_json_free(json);
}

static void test_error_without_memory_is_the_static_one(void **state)
{
    teamsinvite_error *given = NULL;
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_DENIED, "no");
    heap.until_failure = 0;
    assert_int_equal(ti_error_give(&error, &given), TEAMSINVITE_E_DENIED);
    assert_non_null(given);
    assert_int_equal(teamsinvite_error_status(given), TEAMSINVITE_E_NO_MEMORY);
    assert_string_equal(teamsinvite_error_message(given), "out of memory");
    assert_true(teamsinvite_error_remedy_text(given)[0] != '\0');
    teamsinvite_error_free(given);
    teamsinvite_error_free(given); /* again and again: it is nobody's */
    assert_string_equal(teamsinvite_error_message(given), "out of memory");
}

static bool describe_version(void)
{
    char before[] = "before";
    char *text = before;
    bool worked = teamsinvite_version_describe(&text) == TEAMSINVITE_OK;

    assert_int_equal(text != NULL, worked);
    teamsinvite_string_free(text);
    return worked;
}

static void test_version_without_memory(void **state)
{
    (void)state;
    assert_true(fail_each_allocation(describe_version) >= 1);
}

static void test_check_url_without_memory_does_not_pass(void **state)
{
    ti_error error;

    (void)state;
    heap.until_failure = 0;
    assert_int_not_equal(ti_check_url(&error, "url", "https://h/", 100), TEAMSINVITE_OK);
}

static void test_a_string_given_back_is_wiped(void **state)
{
    (void)state;
    teamsinvite_string_free(ti_strdup(SECRET));
}

/* Without this all others that ask whether secrets were let go would prove nothing. */
static void test_the_watch_sees_a_secret_let_go(void **state)
{
    (void)state;
    ti_free(ti_strdup("a " SECRET));
    assert_int_equal(heap.secrets_let_go, 1);
    heap.secrets_let_go = 0;
}

#define WATCHED(test) cmocka_unit_test_setup_teardown(test, start_anew, check_nothing_is_left)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCHED(test_buffer_without_memory_fails_but_is_not_too_long),
        WATCHED(test_take_without_memory_gives_null),
        WATCHED(test_arena_without_memory_gives_null_and_frees_the_rest),
        WATCHED(test_base64_without_memory),
        WATCHED(test_base64_leaves_no_copy_of_its_text_behind),
        WATCHED(test_url_without_memory_is_refused),
        WATCHED(test_form_without_memory),
        WATCHED(test_json_without_memory_is_refused),
        WATCHED(test_json_is_wiped_before_it_is_freed),
        WATCHED(test_error_without_memory_is_the_static_one),
        WATCHED(test_version_without_memory),
        WATCHED(test_check_url_without_memory_does_not_pass),
        WATCHED(test_a_string_given_back_is_wiped),
        WATCHED(test_the_watch_sees_a_secret_let_go),
    };

    return cmocka_run_group_tests(tests, plug_into_curl, NULL);
}
