/* SPDX-License-Identifier: Apache-2.0 */
/* The record of a meeting: what is written is read back, and nothing else is. */
#include "record/meeting_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define URL "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%22Tid%22%7d"

static ti_arena arena;
static ti_buf buf;
static ti_error err;

static int set_up(void **state)
{
    (void)state;
    ti_arena_init(&arena);
    ti_buf_init(&buf, 65536);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_arena_clear(&arena);
    ti_buf_clear(&buf);
    return 0;
}

static ti_meeting_record link_record(void)
{
    return (ti_meeting_record){
        .join_url = URL, .organizer_mark = "0123456789abcdef", .plan_mark = "fedcba9876543210"
    };
}

static ti_meeting_record intent_record(void)
{
    return (ti_meeting_record){
        .external_id = "e7a1",
        .since_ms = 1893456000000,
        .plan = { .organizer = "alice", .start_ms = 1893459600000, .end_ms = 1893463200000, .settings = "432110" },
    };
}

static teamsinvite_status read_text(ti_meeting_record *record, const char *text)
{
    return ti_meeting_record_read(record, ti_slice_of(text), &arena, &err);
}

static void assert_same(const ti_meeting_record *a, const ti_meeting_record *b)
{
    assert_string_equal(a->join_url == NULL ? "" : a->join_url, b->join_url == NULL ? "" : b->join_url);
    assert_string_equal(a->organizer_mark, b->organizer_mark);
    assert_string_equal(a->plan_mark, b->plan_mark);
    assert_string_equal(a->external_id == NULL ? "" : a->external_id, b->external_id == NULL ? "" : b->external_id);
    assert_string_equal(a->plan.organizer, b->plan.organizer);
    assert_string_equal(a->plan.previous, b->plan.previous);
    assert_string_equal(a->plan.settings, b->plan.settings);
    assert_true(a->plan.start_ms == b->plan.start_ms && a->plan.end_ms == b->plan.end_ms);
    assert_true(a->since_ms == b->since_ms && a->link_due_ms == b->link_due_ms);
    assert_true(a->closing == b->closing && a->joined == b->joined);
}

static void assert_round_trip(const ti_meeting_record *record)
{
    ti_meeting_record read;

    assert_true(ti_meeting_record_write(&buf, record));
    assert_int_equal(ti_meeting_record_read(&read, ti_buf_slice(&buf), &arena, &err), TEAMSINVITE_OK);
    assert_same(record, &read);
}

static void test_a_link_comes_back_with_its_marks(void **state)
{
    ti_meeting_record record = link_record();

    (void)state;
    assert_round_trip(&record);
    assert_string_equal(ti_buf_text(&buf), URL " 0123456789abcdef fedcba9876543210");
}

static void test_an_intent_comes_back_with_its_plan(void **state)
{
    ti_meeting_record record = intent_record();

    (void)state;
    assert_round_trip(&record);
    assert_null(strstr(ti_buf_text(&buf), "previous"));
    assert_null(strstr(ti_buf_text(&buf), "link"));
}

static void test_an_intent_beside_a_link_keeps_both(void **state)
{
    ti_meeting_record record = link_record();

    (void)state;
    record.external_id = "e7a1";
    record.link_due_ms = 1893466800000;
    record.plan = intent_record().plan;
    strcpy(record.plan.previous, "bob");
    assert_round_trip(&record);
}

static void test_a_closing_comes_back_with_its_link(void **state)
{
    ti_meeting_record record = link_record();

    (void)state;
    record.closing = true;
    record.since_ms = 1893456000000;
    record.link_due_ms = 1893466800000;
    strcpy(record.plan.organizer, "alice");
    strcpy(record.plan.settings, TI_SETTINGS_NONE);
    assert_true(ti_meeting_is_under_way(&record));
    assert_round_trip(&record);
}

static void test_a_damaged_record_is_corrupt(void **state)
{
    static const char *const texts[] = {
        "", " ", URL, URL " 0123456789abcdef", URL " 0123456789abcdef fedcba987654321",
        URL " 0123456789abcdef fedcba98765432100", URL " 0123456789abcdef fedcba9876543210 x",
        "http://teams.microsoft.com/ 0123456789abcdef fedcba9876543210",
        "{}",
        "[]",
        "{\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"22200\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":-1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":0,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\",\"link\":\"https://x\",\"link_due_ms\":1}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\",\"link\":\"https://x/ 0123456789abcdef fedcba9876543210\"}",
        "{\"external_id\":\"e\",\"closing\":false,\"joined\":false,\"since_ms\":1,\"organizer\":\"a\",\"start_ms\":1,\"end_ms\":2,\"settings\":\"222000\",\"link\":\"http\",\"link_due_ms\":1}",
    };
    ti_meeting_record record;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (read_text(&record, texts[i]) != TEAMSINVITE_E_CORRUPT)
            fail_msg("taken: %s", texts[i]);
}

static void test_every_byte_of_an_intent_matters(void **state)
{
    ti_meeting_record record = intent_record();
    ti_meeting_record read;
    size_t length;
    size_t i;

    (void)state;
    assert_true(ti_meeting_record_write(&buf, &record));
    length = buf.len;
    for (i = 0; i < length; i++)
        assert_int_equal(ti_meeting_record_read(&read, ti_slice_first(ti_buf_slice(&buf), i), &arena, &err),
                         TEAMSINVITE_E_CORRUPT);
}

static void test_marks_tell_organizers_and_plans_apart(void **state)
{
    ti_meeting_plan plan = intent_record().plan;
    ti_meeting_plan other = plan;
    char a[TI_MARK_SIZE];
    char b[TI_MARK_SIZE];

    (void)state;
    assert_true(ti_organizer_mark(a, "c/acme/m/1", "alice") && ti_organizer_mark(b, "c/acme/m/1", "alice"));
    assert_string_equal(a, b);
    assert_int_equal(strlen(a), 16);
    assert_true(ti_organizer_mark(b, "c/acme/m/1", "bob"));
    assert_string_not_equal(a, b);
    assert_true(ti_organizer_mark(b, "c/acme/m/2", "alice")); /* nobody is to be recognised over meetings */
    assert_string_not_equal(a, b);

    assert_true(ti_plan_mark(a, "c/acme/m/1", &plan) && ti_plan_mark(b, "c/acme/m/1", &other));
    assert_string_equal(a, b);
    strcpy(other.organizer, "bob");
    assert_true(ti_plan_mark(b, "c/acme/m/1", &other));
    assert_string_equal(a, b);
    other.start_ms += 1000;
    assert_true(ti_plan_mark(b, "c/acme/m/1", &other));
    assert_string_not_equal(a, b);
    other = plan;
    other.end_ms += 1000;
    assert_true(ti_plan_mark(b, "c/acme/m/1", &other));
    assert_string_not_equal(a, b);
    other = plan;
    other.settings[3] = '0';
    assert_true(ti_plan_mark(b, "c/acme/m/1", &other));
    assert_string_not_equal(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_link_comes_back_with_its_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_intent_comes_back_with_its_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_intent_beside_a_link_keeps_both, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_closing_comes_back_with_its_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_damaged_record_is_corrupt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_byte_of_an_intent_matters, set_up, tear_down),
        cmocka_unit_test(test_marks_tell_organizers_and_plans_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
