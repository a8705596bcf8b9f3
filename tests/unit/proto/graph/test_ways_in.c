/* SPDX-License-Identifier: Apache-2.0 */
/* Ways into a meeting besides the link: read where they are whole and plain, left out else. */
#include "proto/graph/ways_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct row {
    const char *json;
    const char *number, *conference_id, *join_id, *passcode; /* "" for none */
} row;

#define AUDIO(more) "\"audioConferencing\":{" more "}"
#define BY_ID(more) "\"joinMeetingIdSettings\":{" more "}"

static const row rows[] = {
    { "{}", "", "", "", "" },
    { "{" AUDIO("\"tollNumber\":\"+1 555 0100\",\"conferenceId\":\"123456789\"") "}", "+1 555 0100", "123456789", "",
      "" },
    { "{" AUDIO("\"tollNumber\":\"+1 555 0100\",\"ConferenceId\":\"123456789\"") "}", "+1 555 0100", "123456789", "",
      "" },
    { "{" AUDIO("\"tollNumber\":null,\"tollFreeNumber\":\"800\",\"conferenceId\":\"1\"") "}", "800", "1", "", "" },
    { "{" AUDIO("\"tollNumber\":\"+1 555 0100\"") "}", "", "", "", "" },
    { "{" AUDIO("\"conferenceId\":\"1\"") "}", "", "", "", "" },
    { "{\"audioConferencing\":null}", "", "", "", "" },
    { "{" AUDIO("\"tollNumber\":\"+1\\n555\",\"conferenceId\":\"1\"") "}", "", "", "", "" },
    { "{" AUDIO("\"tollNumber\":\"+1 555\\u202e\",\"conferenceId\":\"1\"") "}", "", "", "", "" },
    { "{" AUDIO("\"tollNumber\":1,\"conferenceId\":\"1\"") "}", "", "", "", "" },
    { "{" BY_ID("\"joinMeetingId\":\"4012\",\"passcode\":\"aB3\"") "}", "", "", "4012", "aB3" },
    { "{" BY_ID("\"joinMeetingId\":\"4012\",\"passcode\":null") "}", "", "", "4012", "" },
    { "{" BY_ID("\"passcode\":\"aB3\"") "}", "", "", "", "" },
    { "{\"joinMeetingIdSettings\":[]}", "", "", "", "" },
};

static void assert_text(const char *text, const char *wanted)
{
    assert_string_equal(text == NULL ? "" : text, wanted);
}

static void test_what_is_whole_is_read_and_nothing_else(void **state)
{
    ti_arena arena;
    size_t i;

    (void)state;
    ti_arena_init(&arena);
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ti_json *json = ti_json_read(ti_slice_of(rows[i].json));
        ti_ways_in ways;

        assert_non_null(json);
        assert_true(ti_ways_in_read(&ways, json, &arena));
        assert_text(ways.dial_in_number, rows[i].number);
        assert_text(ways.conference_id, rows[i].conference_id);
        assert_text(ways.join_id, rows[i].join_id);
        assert_text(ways.passcode, rows[i].passcode);
        ti_json_free(json);
    }
    ti_arena_clear(&arena);
}

static void test_what_is_too_long_to_be_a_number_is_left_out(void **state)
{
    char text[256] = "{" "\"joinMeetingIdSettings\":{\"joinMeetingId\":\"";
    ti_arena arena;
    ti_ways_in ways;
    ti_json *json;

    (void)state;
    memset(text + strlen(text), '4', 65);
    strcat(text, "\"}}");
    json = ti_json_read(ti_slice_of(text));
    assert_non_null(json);
    ti_arena_init(&arena);
    assert_true(ti_ways_in_read(&ways, json, &arena));
    assert_null(ways.join_id);
    ti_arena_clear(&arena);
    ti_json_free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_whole_is_read_and_nothing_else),
        cmocka_unit_test(test_what_is_too_long_to_be_a_number_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
