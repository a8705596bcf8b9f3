/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_check.c - the storage check finds no fault in good storage, and each fault of a broken one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <teamsinvite/sqlite.h>
#include <teamsinvite/storage.h>
#include <teamsinvite/storage_check.h>

#include "contract/storage_contract.h"
#include "support/broken_storage.h"

typedef struct folder {
    char path[40];
    char file[64];
} folder;

static int setup(void **state)
{
    folder *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    (void)snprintf(f->path, sizeof(f->path), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    (void)snprintf(f->file, sizeof(f->file), "%s/records", f->path);
    *state = f;
    return 0;
}

static void empty(const folder *f)
{
    static const char *const ends[] = { "", ".new", ".lock", "-journal" };
    char path[128];
    size_t i;

    for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        (void)snprintf(path, sizeof(path), "%s%s", f->file, ends[i]);
        (void)unlink(path);
    }
}

static int teardown(void **state)
{
    folder *f = *state;

    empty(f);
    (void)rmdir(f->path);
    free(f);
    return 0;
}

static teamsinvite_status open_memory(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    *handler = teamsinvite_memory_handle;
    *storage = user_data;
    return TEAMSINVITE_OK;
}

static teamsinvite_status open_sqlite(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_status status = teamsinvite_sqlite_open(user_data, &sqlite, NULL);

    *handler = teamsinvite_sqlite_handle;
    *storage = sqlite;
    return status;
}

static void close_sqlite(void *user_data, void *storage)
{
    (void)user_data;
    teamsinvite_sqlite_close(storage);
}

/* Small enough to run it sixty times. */
static teamsinvite_storage_check *check_new(teamsinvite_storage_open_fn open, teamsinvite_storage_close_fn close,
                                            void *user_data, int32_t reach)
{
    teamsinvite_storage_check *check = NULL;

    assert_int_equal(teamsinvite_storage_check_new(open, close, user_data, &check, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_reach(check, reach), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_workers(check, 3), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_rounds(check, 20), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_records(check, 300), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_kills(check, 8), TEAMSINVITE_OK);
    return check;
}

static void print_failed(const teamsinvite_storage_check *check)
{
    size_t i;

    for (i = 0; i < teamsinvite_storage_check_failed_count(check); i++)
        print_message("    %s: %s\n", teamsinvite_storage_check_failed_name(check, i),
                      teamsinvite_storage_check_failed_detail(check, i));
}

/* All properties kept, but for those that take processes where there are none. */
static void assert_all_kept(teamsinvite_storage_check *check, size_t skipped)
{
    teamsinvite_error *err = NULL;

    if (teamsinvite_storage_check_run(check, &err) != TEAMSINVITE_OK) {
        print_message("%s\n", teamsinvite_error_message(err));
        print_failed(check);
        fail();
    }
    assert_int_equal(teamsinvite_storage_check_failed_count(check), 0);
    assert_int_equal(teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_SKIPPED), skipped);
    assert_int_equal(teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_KEPT),
                     teamsinvite_storage_check_property_count() - skipped);
    teamsinvite_storage_check_free(check);
}

static size_t count_beginning(const char *beginning)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < teamsinvite_storage_check_property_count(); i++)
        count += strncmp(teamsinvite_storage_check_property_name(i), beginning, strlen(beginning)) == 0;
    return count;
}

static size_t count_with_processes(void)
{
    return count_beginning("processes.") + count_beginning("kill.");
}

static void test_memory_keeps_all_properties(void **state)
{
    teamsinvite_memory *memory = NULL;

    (void)state;
    assert_int_equal(teamsinvite_memory_new(&memory, NULL), TEAMSINVITE_OK);
    assert_all_kept(check_new(open_memory, NULL, memory, TEAMSINVITE_STORAGE_OF_PROCESS), count_with_processes());
    assert_int_equal(teamsinvite_memory_count(memory), 0);
    teamsinvite_memory_free(memory);
}

static void test_sqlite_keeps_all_properties(void **state)
{
    folder *f = *state;
    teamsinvite_storage_check *check = check_new(open_sqlite, close_sqlite, f->file, TEAMSINVITE_STORAGE_OF_MACHINE);

    assert_int_equal(teamsinvite_storage_check_set_rounds(check, 10), TEAMSINVITE_OK);
    assert_all_kept(check, 0);
}

/* Else what is found in the broken ones would prove nothing. */
static void test_what_the_broken_ones_are_made_of_keeps_all_properties(void **state)
{
    const folder *f = *state;
    broken_plan in_memory = { .fault = BROKEN_NOT };
    broken_plan in_file = { .fault = BROKEN_NOT, .path = f->file };

    assert_all_kept(check_new(broken_storage_open, broken_storage_close, &in_memory, TEAMSINVITE_STORAGE_OF_PROCESS),
                    count_with_processes());
    assert_all_kept(check_new(broken_storage_open, broken_storage_close, &in_file, TEAMSINVITE_STORAGE_OF_MACHINE), 0);
    broken_plan_end(&in_memory);
}

typedef struct fault_row {
    broken_fault fault;
    const char *property; /* that ought to find it */
    bool in_file;
} fault_row;

static const fault_row faults[] = {
    { BROKEN_LOAD_FAILS, "load.missing", false },
    { BROKEN_VALUE_NUL, "value.nul_middle", false },
    { BROKEN_VALUE_CUT, "value.longest", false },
    { BROKEN_VALUE_TRIM, "value.blanks", false },
    { BROKEN_VALUE_LINES, "value.line_ends", false },
    { BROKEN_VALUE_ASCII, "value.not_utf8", false },
    { BROKEN_VALUE_EMPTY, "value.empty", false },
    { BROKEN_VALUE_TAIL, "value.shorter", false },
    { BROKEN_KEY_UPPER, "key.case", false },
    { BROKEN_KEY_CUT, "key.longest_last_byte", false },
    { BROKEN_KEY_SLASHES, "key.slashes", false },
    { BROKEN_KEY_DOTS, "key.dots", false },
    { BROKEN_KEY_WILDCARD, "key.underscore", false },
    { BROKEN_SAVE_ANY, "save.stale_conflict", false },
    { BROKEN_SAVE_UPSERT, "save.insert_conflict", false },
    { BROKEN_SAVE_REVIVES, "save.update_of_missing", false },
    { BROKEN_SAVE_SPOILS, "save.conflict_keeps", false },
    { BROKEN_SAVE_SAME, "save.same_value", false },
    { BROKEN_SAVE_8_BIT, "save.versions_go_on", false },
    { BROKEN_REMOVE_ANY, "remove.conflict", false },
    { BROKEN_REMOVE_IDEMPOTENT, "remove.missing", false },
    { BROKEN_REMOVE_BELOW, "remove.only_one", false },
    { BROKEN_REMOVE_MARKS, "save.insert_after_remove", false },
    { BROKEN_LIST_SHORT, "list.limit", false },
    { BROKEN_LIST_999, "list.limit_most", false },
    { BROKEN_LIST_UNSORTED, "list.order_inserted", false },
    { BROKEN_LIST_LOCALE, "list.order_bytes", false },
    { BROKEN_LIST_ALL, "list.prefix", false },
    { BROKEN_LIST_LIKE, "list.prefix_no_pattern", false },
    { BROKEN_LIST_VERSION, "list.items", false },
    { BROKEN_CURSOR_AT, "cursor.after", false },
    { BROKEN_CURSOR_LOST, "cursor.after_no_key", false },
    { BROKEN_CURSOR_OFFSET, "cursor.remove_behind", false },
    { BROKEN_DUE_IGNORED, "due.range", false },
    { BROKEN_DUE_BEFORE, "due.inclusive", false },
    { BROKEN_DUE_ZERO, "due.never", false },
    { BROKEN_DUE_SECONDS, "due.kept", false },
    { BROKEN_DUE_FIRST, "due.moved", false },
    { BROKEN_DUE_STAYS, "due.cleared", false },
    { BROKEN_DUE_LIMIT, "due.limit", false },
    { BROKEN_CLOCK_EXPIRES, "clock.past_loads", false },
    { BROKEN_CLOCK_LIST, "clock.future", false },
    { BROKEN_ANSWER_NONE, "save.insert", false },
    { BROKEN_RACE, "threads.save", false },
    { BROKEN_LOCK_OF_THREADS, "processes.save", true },
    { BROKEN_LOCK_LEFT, "kill.acknowledged", true },
    { BROKEN_CACHE, "open.twice", true },
    { BROKEN_WRITES_LATE, "kill.acknowledged", true },
    { BROKEN_WRITES_IN_PLACE, "kill.acknowledged", true },
    { BROKEN_READS_UNLOCKED, "processes.whole", true },
};

static bool has_failed(const teamsinvite_storage_check *check, const char *property)
{
    size_t i;

    for (i = 0; i < teamsinvite_storage_check_failed_count(check); i++)
        if (strcmp(teamsinvite_storage_check_failed_name(check, i), property) == 0)
            return teamsinvite_storage_check_failed_detail(check, i)[0] != '\0';
    return false;
}

/* The property alone: what else finds the fault is not what is asked here. */
static teamsinvite_storage_check *check_broken(broken_plan *plan, const char *property)
{
    int32_t reach = plan->path == NULL ? TEAMSINVITE_STORAGE_OF_PROCESS : TEAMSINVITE_STORAGE_OF_MACHINE;
    teamsinvite_storage_check *check = check_new(broken_storage_open, broken_storage_close, plan, reach);

    assert_int_equal(teamsinvite_storage_check_set_only(check, property), TEAMSINVITE_OK);
    return check;
}

static void test_each_fault_is_found_by_the_property_that_ought_to(void **state)
{
    const folder *f = *state;
    size_t found = 0;
    size_t i;

    for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        broken_plan plan = { .fault = faults[i].fault, .path = faults[i].in_file ? f->file : NULL };
        teamsinvite_storage_check *check = check_broken(&plan, faults[i].property);

        empty(f);
        if (teamsinvite_storage_check_run(check, NULL) == TEAMSINVITE_E_STORAGE &&
            has_failed(check, faults[i].property)) {
            found++;
        } else {
            print_message("fault %d is not found by %s\n", (int)faults[i].fault, faults[i].property);
            print_failed(check);
        }
        teamsinvite_storage_check_free(check);
        broken_plan_end(&plan);
    }
    assert_int_equal(found, sizeof(faults) / sizeof(faults[0]));
    assert_int_equal(found, BROKEN_FAULTS - 1);
}

/* In the order of a run, and each told once. */
typedef struct told {
    size_t count;
    size_t out_of_order;
    size_t with_detail;
    int64_t progress;
} told;

static void take_report(const char *name, int32_t result, const char *detail, void *user_data)
{
    told *t = user_data;

    t->out_of_order += strcmp(name, teamsinvite_storage_check_property_name(t->count++)) != 0;
    t->with_detail += (detail[0] != '\0') != (result == TEAMSINVITE_PROPERTY_FAILED);
}

static void take_progress(const char *name, int64_t done, int64_t of, void *user_data)
{
    told *t = user_data;

    (void)name;
    t->progress += done <= of;
}

static void test_each_property_is_reported_once_and_progress_is_told(void **state)
{
    broken_plan plan = { .fault = BROKEN_DUE_SECONDS };
    teamsinvite_storage_check *check =
        check_new(broken_storage_open, broken_storage_close, &plan, TEAMSINVITE_STORAGE_OF_PROCESS);
    told t = { 0 };

    (void)state;
    assert_int_equal(teamsinvite_storage_check_set_report(check, take_report, take_progress, &t), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_STORAGE);
    assert_int_equal(t.count, teamsinvite_storage_check_property_count());
    assert_int_equal(t.out_of_order, 0);
    assert_int_equal(t.with_detail, 0);
    assert_true(t.progress > 0);
    teamsinvite_storage_check_free(check);
    broken_plan_end(&plan);
}

static void test_what_failed_is_named_with_what_was_expected_and_what_came(void **state)
{
    broken_plan plan = { .fault = BROKEN_LIST_UNSORTED };
    teamsinvite_storage_check *check = check_broken(&plan, "list.order_inserted");
    teamsinvite_error *err = NULL;

    (void)state;
    assert_int_equal(teamsinvite_storage_check_run(check, &err), TEAMSINVITE_E_STORAGE);
    assert_non_null(strstr(teamsinvite_error_message(err), "list.order_inserted"));
    assert_int_equal(teamsinvite_storage_check_failed_count(check), 1);
    assert_string_equal(teamsinvite_storage_check_failed_name(check, 0), "list.order_inserted");
    assert_string_equal(teamsinvite_storage_check_failed_name(check, 1), "");
    print_message("%s\n", teamsinvite_storage_check_failed_detail(check, 0));
    teamsinvite_error_free(err);
    teamsinvite_storage_check_free(check);
    broken_plan_end(&plan);
}

static void test_names_are_unique_and_each_says_something(void **state)
{
    size_t count = teamsinvite_storage_check_property_count();
    size_t i;
    size_t k;

    (void)state;
    assert_true(count >= 100);
    for (i = 0; i < count; i++) {
        assert_true(strlen(teamsinvite_storage_check_property_text(i)) > 20);
        for (k = i + 1; k < count; k++)
            assert_string_not_equal(teamsinvite_storage_check_property_name(i),
                                    teamsinvite_storage_check_property_name(k));
    }
    assert_string_equal(teamsinvite_storage_check_property_name(count), "");
    assert_string_equal(teamsinvite_storage_check_property_text(count), "");
}

static void put(teamsinvite_memory *memory, const char *key)
{
    storage_bench b;

    storage_bench_open(&b, teamsinvite_memory_handle, memory);
    assert_int_equal(storage_save(&b, key, TI_SLICE("theirs"), 0, 0), TI_ANSWER_DONE);
    storage_bench_close(&b);
}

static teamsinvite_memory *memory_new(void)
{
    teamsinvite_memory *memory = NULL;

    assert_int_equal(teamsinvite_memory_new(&memory, NULL), TEAMSINVITE_OK);
    return memory;
}

static void assert_refused(const char *key)
{
    teamsinvite_memory *memory = memory_new();
    teamsinvite_storage_check *check = check_new(open_memory, NULL, memory, TEAMSINVITE_STORAGE_OF_PROCESS);

    put(memory, key);
    put(memory, "check/1/left");
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_CONFLICT);
    assert_int_equal(teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_KEPT), 0);
    assert_int_equal(teamsinvite_memory_count(memory), 2);
    teamsinvite_storage_check_free(check);
    teamsinvite_memory_free(memory);
}

static void test_storage_that_holds_records_of_others_is_refused_and_left_alone(void **state)
{
    (void)state;
    assert_refused("c/1");
    assert_refused("check");
    assert_refused("u/1");
    assert_refused("zz");
}

static void test_what_an_earlier_run_has_left_is_removed(void **state)
{
    teamsinvite_memory *memory = memory_new();
    teamsinvite_storage_check *check = check_new(open_memory, NULL, memory, TEAMSINVITE_STORAGE_OF_PROCESS);

    (void)state;
    put(memory, "check/1/r");
    put(memory, "check/99/zz");
    assert_int_equal(teamsinvite_storage_check_set_only(check, "list."), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_memory_count(memory), 0);
    teamsinvite_storage_check_free(check);
    teamsinvite_memory_free(memory);
}

static void test_a_name_that_no_property_has_is_invalid(void **state)
{
    teamsinvite_memory *memory = memory_new();
    teamsinvite_storage_check *check = check_new(open_memory, NULL, memory, TEAMSINVITE_STORAGE_OF_PROCESS);

    (void)state;
    assert_int_equal(teamsinvite_storage_check_set_only(check, "nothing."), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_INVALID);
    teamsinvite_storage_check_free(check);
    teamsinvite_memory_free(memory);
}

/* The n-th opening, and those before it, say this. */
typedef struct slow_opening {
    teamsinvite_memory *memory;
    int refusals;
    teamsinvite_status says;
} slow_opening;

static teamsinvite_status open_slowly(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    slow_opening *s = user_data;

    if (s->refusals > 0) {
        s->refusals--;
        return s->says;
    }
    return open_memory(s->memory, handler, storage);
}

static void test_busy_is_asked_again_and_another_failure_of_opening_is_told(void **state)
{
    slow_opening opening = { .memory = memory_new(), .refusals = 3, .says = TEAMSINVITE_E_STORAGE_BUSY };
    teamsinvite_storage_check *check = check_new(open_slowly, NULL, &opening, TEAMSINVITE_STORAGE_OF_PROCESS);

    (void)state;
    assert_int_equal(teamsinvite_storage_check_set_only(check, "load."), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_OK);
    opening.refusals = 1;
    opening.says = TEAMSINVITE_E_CORRUPT;
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_STORAGE);
    assert_int_equal(teamsinvite_storage_check_failed_count(check), 0);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_OK);
    teamsinvite_storage_check_free(check);
    teamsinvite_memory_free(opening.memory);
}

static pid_t parent;

/* Fails in no way but that a process of its own ends here. */
static void end_in_child(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    if (getpid() != parent)
        _exit(3);
    teamsinvite_memory_handle(call, io, user_data);
}

static teamsinvite_status open_deadly(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    *handler = end_in_child;
    *storage = user_data;
    return TEAMSINVITE_OK;
}

static void test_a_handler_that_ends_its_process_fails_the_property_and_not_the_run(void **state)
{
    teamsinvite_memory *memory = memory_new();
    teamsinvite_storage_check *check = check_new(open_deadly, NULL, memory, TEAMSINVITE_STORAGE_OF_MACHINE);

    (void)state;
    parent = getpid();
    assert_int_equal(teamsinvite_storage_check_set_only(check, "processes."), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_STORAGE);
    assert_int_equal(teamsinvite_storage_check_failed_count(check), count_beginning("processes."));
    assert_int_equal(teamsinvite_storage_check_set_only(check, "kill."), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_run(check, NULL), TEAMSINVITE_E_STORAGE);
    assert_int_equal(teamsinvite_storage_check_failed_count(check), count_beginning("kill."));
    teamsinvite_storage_check_free(check);
    teamsinvite_memory_free(memory);
}

static void test_sizes_out_of_range_are_invalid(void **state)
{
    teamsinvite_storage_check *check = check_new(open_memory, NULL, NULL, TEAMSINVITE_STORAGE_OF_PROCESS);
    const teamsinvite_status results[] = {
        teamsinvite_storage_check_set_reach(check, 0),    teamsinvite_storage_check_set_reach(check, 3),
        teamsinvite_storage_check_set_workers(check, 1),  teamsinvite_storage_check_set_workers(check, 17),
        teamsinvite_storage_check_set_rounds(check, 9),   teamsinvite_storage_check_set_rounds(check, 100001),
        teamsinvite_storage_check_set_records(check, 99), teamsinvite_storage_check_set_records(check, 10000001),
        teamsinvite_storage_check_set_kills(check, 0),    teamsinvite_storage_check_set_kills(check, 10001),
        teamsinvite_storage_check_set_only(check, NULL),  teamsinvite_storage_check_set_only(NULL, ""),
        teamsinvite_storage_check_set_reach(NULL, 1),     teamsinvite_storage_check_set_report(NULL, NULL, NULL, NULL),
        teamsinvite_storage_check_run(NULL, NULL),
    };
    char longest[65] = "";
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(results) / sizeof(results[0]); i++)
        assert_int_equal(results[i], TEAMSINVITE_E_INVALID);
    memset(longest, 'x', 64);
    assert_int_equal(teamsinvite_storage_check_set_only(check, longest), TEAMSINVITE_E_INVALID);
    longest[63] = '\0';
    assert_int_equal(teamsinvite_storage_check_set_only(check, longest), TEAMSINVITE_OK);
    teamsinvite_storage_check_free(check);
    teamsinvite_storage_check_free(NULL);
}

static void test_new_wants_an_opening_and_a_place(void **state)
{
    teamsinvite_storage_check *check = NULL;
    teamsinvite_error *err = NULL;

    (void)state;
    assert_int_equal(teamsinvite_storage_check_new(NULL, NULL, NULL, &check, &err), TEAMSINVITE_E_INVALID);
    assert_null(check);
    assert_non_null(strstr(teamsinvite_error_message(err), "open"));
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_storage_check_new(open_memory, NULL, NULL, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_check_failed_count(NULL), 0);
    assert_string_equal(teamsinvite_storage_check_failed_name(NULL, 0), "");
    assert_string_equal(teamsinvite_storage_check_failed_detail(NULL, 0), "");
    assert_int_equal(teamsinvite_storage_check_count(NULL, TEAMSINVITE_PROPERTY_KEPT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_keeps_all_properties),
        cmocka_unit_test_setup_teardown(test_sqlite_keeps_all_properties, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_the_broken_ones_are_made_of_keeps_all_properties, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_fault_is_found_by_the_property_that_ought_to, setup, teardown),
        cmocka_unit_test(test_each_property_is_reported_once_and_progress_is_told),
        cmocka_unit_test(test_what_failed_is_named_with_what_was_expected_and_what_came),
        cmocka_unit_test(test_names_are_unique_and_each_says_something),
        cmocka_unit_test(test_storage_that_holds_records_of_others_is_refused_and_left_alone),
        cmocka_unit_test(test_what_an_earlier_run_has_left_is_removed),
        cmocka_unit_test(test_a_name_that_no_property_has_is_invalid),
        cmocka_unit_test(test_busy_is_asked_again_and_another_failure_of_opening_is_told),
        cmocka_unit_test(test_a_handler_that_ends_its_process_fails_the_property_and_not_the_run),
        cmocka_unit_test(test_sizes_out_of_range_are_invalid),
        cmocka_unit_test(test_new_wants_an_opening_and_a_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
