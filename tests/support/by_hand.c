/* SPDX-License-Identifier: Apache-2.0 */
/* by_hand.c - a call driven io by io without any handler. */
#include "support/by_hand.h"

#include <stdio.h>
#include <string.h>

enum { RECORD_MAX = 32, TRACE_MAX = 4096, VALUE_MAX = 16384 };

/* The records as a host's own table would hold them. */
typedef struct row {
    char key[256];
    char value[VALUE_MAX];
    size_t length;
    int64_t version;
    int64_t due_ms;
} row;

static row rows[RECORD_MAX];
static char trace[TRACE_MAX];

static row *find_row(const char *key)
{
    size_t i;

    for (i = 0; i < RECORD_MAX; i++)
        if (rows[i].version != 0 && strcmp(rows[i].key, key) == 0)
            return &rows[i];
    return NULL;
}

static row *free_row(void)
{
    size_t i;

    for (i = 0; i < RECORD_MAX; i++)
        if (rows[i].version == 0)
            return &rows[i];
    fail_msg("the table is full");
    return NULL;
}

static void feed_load(teamsinvite_call *call, const row *r)
{
    if (r == NULL)
        assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    else
        assert_int_equal(teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms),
                         TEAMSINVITE_OK);
}

static void feed_save(teamsinvite_call *call, const teamsinvite_io *io, row *r)
{
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);

    assert_int_equal(r == NULL ? 0 : r->version, teamsinvite_io_expected_version(io));
    r = r == NULL ? free_row() : r;
    assert_true(length > 0 && length <= VALUE_MAX);
    (void)snprintf(r->key, sizeof(r->key), "%s", teamsinvite_io_key(io));
    memcpy(r->value, value, length);
    r->length = length;
    r->version = teamsinvite_io_version(io);
    r->due_ms = teamsinvite_io_due_ms(io);
    assert_int_equal(teamsinvite_call_complete_save(call), TEAMSINVITE_OK);
}

static void feed_remove(teamsinvite_call *call, const teamsinvite_io *io, row *r)
{
    if (r == NULL) {
        assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
        return;
    }
    assert_int_equal(r->version, teamsinvite_io_expected_version(io));
    memset(r, 0, sizeof(*r));
    assert_int_equal(teamsinvite_call_complete_remove(call), TEAMSINVITE_OK);
}

/* In the order of keys, by looking for the next greater one each time. */
static void feed_list(teamsinvite_call *call, const teamsinvite_io *io)
{
    const char *prefix = teamsinvite_io_prefix(io);
    const char *after = teamsinvite_io_after_key(io);
    const row *next;
    size_t i;

    do {
        next = NULL;
        for (i = 0; i < RECORD_MAX; i++)
            if (rows[i].version != 0 && strncmp(rows[i].key, prefix, strlen(prefix)) == 0 &&
                strcmp(rows[i].key, after) > 0 && (next == NULL || strcmp(rows[i].key, next->key) < 0) &&
                (teamsinvite_io_due_before_ms(io) == 0 ||
                 (rows[i].due_ms != 0 && rows[i].due_ms <= teamsinvite_io_due_before_ms(io))))
                next = &rows[i];
        if (next != NULL) {
            assert_int_equal(teamsinvite_call_add_item(call, next->key, next->version, next->due_ms), TEAMSINVITE_OK);
            after = next->key;
        }
    } while (next != NULL);
    assert_int_equal(teamsinvite_call_complete_list(call), TEAMSINVITE_OK);
}

static void add_header_line(char *lines, size_t size, const char *name, const char *value)
{
    size_t used = strlen(lines);

    (void)snprintf(lines + used, size - used, "%s: %s\r\n", name, value);
}

/* What a host's own HTTP stack would do, with Microsoft's side played by the simulator. */
static void feed_send(world *w, teamsinvite_call *call, const teamsinvite_io *io)
{
    teamsinvite_sim_response *response = NULL;
    teamsinvite_error *err = NULL;
    char lines[16384] = "";
    const void *body;
    const char *text;
    size_t length = 0;
    size_t i;

    for (i = 0; i < teamsinvite_io_header_count(io); i++)
        add_header_line(lines, sizeof(lines), teamsinvite_io_header_name(io, i), teamsinvite_io_header_value(io, i));
    body = teamsinvite_io_body(io, &length);
    assert_worked(teamsinvite_sim_request(w->sim, teamsinvite_io_method(io), teamsinvite_io_url(io), lines, body,
                                          length, &response, &err),
                  err);
    for (i = 0; i < teamsinvite_sim_response_header_count(response); i++)
        assert_int_equal(teamsinvite_call_add_header(call, teamsinvite_sim_response_header_name(response, i),
                                                     teamsinvite_sim_response_header_value(response, i)),
                         TEAMSINVITE_OK);
    text = teamsinvite_sim_response_body(response, &length);
    for (i = 0; i < length; i++) /* byte by byte: a host may get them as it likes */
        assert_int_equal(teamsinvite_call_add_body(call, text + i, 1), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_send(call, teamsinvite_sim_response_status(response)), TEAMSINVITE_OK);
    teamsinvite_sim_response_free(response);
}

static void note(const teamsinvite_io *io)
{
    size_t used = strlen(trace);
    const char *step = strchr(teamsinvite_io_step(io), '/');

    assert_non_null(step);
    (void)snprintf(trace + used, sizeof(trace) - used, "%s%s %s", used == 0 ? "" : "; ",
                   teamsinvite_io_kind_name(teamsinvite_io_kind(io)),
                   teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND ? teamsinvite_io_method(io) : step + 1);
}

static void feed(world *w, teamsinvite_call *call, const teamsinvite_io *io)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_SEND:
        feed_send(w, call, io);
        break;
    case TEAMSINVITE_IO_LOAD:
        feed_load(call, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_SAVE:
        feed_save(call, io, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_REMOVE:
        feed_remove(call, io, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_LIST:
        feed_list(call, io);
        break;
    case TEAMSINVITE_IO_DELIVER:
        assert_int_equal(teamsinvite_call_complete_deliver(call), TEAMSINVITE_OK);
        break;
    case TEAMSINVITE_IO_WAIT:
        world_advance(w, teamsinvite_io_wait_ms(io));
        assert_int_equal(teamsinvite_call_complete_wait(call), TEAMSINVITE_OK);
        break;
    default:
        fail_msg("an io that nobody expects: %d", teamsinvite_io_kind(io));
    }
}

void by_hand_some(world *w, teamsinvite_call *call, size_t ios)
{
    const teamsinvite_io *io;

    trace[0] = '\0';
    while (ios-- > 0 && (io = teamsinvite_call_next(call)) != NULL) {
        note(io);
        feed(w, call, io);
    }
}

void by_hand(world *w, teamsinvite_call *call)
{
    by_hand_some(w, call, 1000);
    assert_null(teamsinvite_call_next(call));
    print_message("  %-24s %s\n", teamsinvite_call_operation(call), trace);
}

void assert_trace(teamsinvite_call *call, const char *operation, const char *wanted)
{
    assert_string_equal(teamsinvite_call_operation(call), operation);
    assert_string_equal(trace, wanted);
}

void by_hand_forget(void)
{
    memset(rows, 0, sizeof(rows));
}

size_t by_hand_count_but(const char *beginning, const char *other)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < RECORD_MAX; i++)
        count += rows[i].version != 0 && strncmp(rows[i].key, beginning, strlen(beginning)) != 0 &&
                 strncmp(rows[i].key, other, strlen(other)) != 0;
    return count;
}
