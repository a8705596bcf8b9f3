/* SPDX-License-Identifier: Apache-2.0 */
/* sim_program.c - the program teamsinvite-sim behind a port of its own, and its controls. */
#include "support/sim_program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

enum { ANSWER_MAX = 16 * 1024 * 1024, HEADER_TEXT_MAX = 8192 };

/* It takes a free port and says which; the line ends the start. */
void sim_program_start(sim_program *sim, const char *program)
{
    static const char said[] = "listening on ";
    const char *const argv[] = { program, "--port", "0", NULL };
    size_t length;

    process_start(&sim->process, argv);
    assert_true(process_read_until(&sim->process, said));
    length = strcspn(sim->process.output + sizeof(said) - 1, "\n");
    assert_in_range(length, 1, sizeof(sim->base_url) - 1);
    memcpy(sim->base_url, sim->process.output + sizeof(said) - 1, length);
    sim->base_url[length] = '\0';
    sim->curl = curl_easy_init();
    assert_non_null(sim->curl);
}

static size_t keep_body(char *bytes, size_t size, size_t count, void *user_data)
{
    ti_buf_add(user_data, ti_slice_make(bytes, size * count));
    return size * count;
}

/* The status; what was answered is added to `answer`. */
static long exchange(sim_program *sim, const char *method, const char *path, const char *body, const char *token,
                     ti_buf *answer)
{
    char text[HEADER_TEXT_MAX];
    struct curl_slist *headers = NULL;
    long status = 0;

    curl_easy_reset(sim->curl);
    (void)snprintf(text, sizeof(text), "%s%s", sim->base_url, path);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_URL, text), CURLE_OK);
    if (token != NULL) {
        (void)snprintf(text, sizeof(text), "Authorization: Bearer %s", token);
        headers = curl_slist_append(headers, text);
    }
    if (body != NULL)
        assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_COPYPOSTFIELDS, body), CURLE_OK);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_CUSTOMREQUEST, method), CURLE_OK);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_HTTPHEADER, headers), CURLE_OK);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_NOPROXY, "*"), CURLE_OK);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_WRITEFUNCTION, keep_body), CURLE_OK);
    assert_int_equal(curl_easy_setopt(sim->curl, CURLOPT_WRITEDATA, answer), CURLE_OK);
    assert_int_equal(curl_easy_perform(sim->curl), CURLE_OK);
    assert_int_equal(curl_easy_getinfo(sim->curl, CURLINFO_RESPONSE_CODE, &status), CURLE_OK);
    curl_slist_free_all(headers);
    return status;
}

void sim_program_order(sim_program *sim, const char *method, const char *path, const char *body)
{
    ti_buf answer;

    ti_buf_init(&answer, ANSWER_MAX);
    assert_int_equal(exchange(sim, method, path, body, NULL, &answer), 204);
    ti_buf_clear(&answer);
}

static cJSON *get_json(sim_program *sim, const char *path, const char *token)
{
    cJSON *json = NULL;
    ti_buf answer;

    ti_buf_init(&answer, ANSWER_MAX);
    if (exchange(sim, "GET", path, NULL, token, &answer) == 200)
        json = cJSON_Parse(ti_buf_text(&answer));
    assert_false(answer.failed);
    ti_buf_clear(&answer);
    return json;
}

cJSON *sim_program_ask(sim_program *sim, const char *path)
{
    cJSON *json = get_json(sim, path, NULL);

    assert_non_null(json);
    return json;
}

cJSON *sim_program_state(sim_program *sim)
{
    return sim_program_ask(sim, "/_sim/state");
}

cJSON *sim_program_graph(sim_program *sim, const char *access_token, const char *path)
{
    return get_json(sim, path, access_token);
}

void sim_program_stop(sim_program *sim)
{
    curl_easy_cleanup(sim->curl);
    assert_int_equal(kill(sim->process.pid, SIGTERM), 0);
    process_wait(&sim->process);
    assert_int_equal(sim->process.exit_code, 0);
    process_free(&sim->process);
}
