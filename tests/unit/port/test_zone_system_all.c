/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_zone_system_all.c - every zone of the machine, compared with what the C
 * library makes of the same files: through a century, and at each change in it.
 *
 * The C library's zone is the environment's, which is why the code under test
 * does not ask it, and why this test has but one thread.
 */
#include "port/zone_system.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/time.h"
#include "base/zone_name.h"

#define FIRST_S INT64_C(631152000) /* 1990-01-01 */
#define LAST_S INT64_C(3786912000) /* 2090-01-01 */

enum {
    STEPS = 350, /* 104 days each: no half of a year is stepped over */
    NAMES_MAX = 4096,
    NAME_SIZE = 80,
};

typedef struct names {
    char name[NAMES_MAX][NAME_SIZE];
    size_t count;
} names;

typedef struct tally {
    size_t zones, times, changes;
} tally;

static const char folder[] = "/usr/share/zoneinfo";

static bool has_zone_in_it(const char *name)
{
    char path[sizeof(folder) + NAME_SIZE];
    char head[4] = "";
    FILE *file;

    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file == NULL)
        return false;
    if (fread(head, 1, sizeof(head), file) != sizeof(head))
        memset(head, 0, sizeof(head));
    (void)fclose(file);
    return memcmp(head, "TZif", sizeof(head)) == 0;
}

/* The folders "posix" and "right" have the same zones once more, one without and one with leap seconds. */
static bool is_of_interest(const char *parent, const char *entry)
{
    if (entry[0] == '.' || strlen(parent) + 1 + strlen(entry) >= NAME_SIZE)
        return false;
    return parent[0] != '\0' || (strcmp(entry, "posix") != 0 && strcmp(entry, "right") != 0);
}

static void add_entries(names *all, const char *parent)
{
    char path[sizeof(folder) + NAME_SIZE];
    const struct dirent *entry;
    DIR *dir;

    (void)snprintf(path, sizeof(path), "%s/%s", folder, parent);
    dir = opendir(path);
    if (dir == NULL)
        return; /* a file, and no folder */
    while ((entry = readdir(dir)) != NULL) {
        if (!is_of_interest(parent, entry->d_name))
            continue;
        assert_true(all->count < NAMES_MAX);
        (void)snprintf(all->name[all->count], NAME_SIZE, "%.39s%s%.39s", parent, parent[0] != '\0' ? "/" : "",
                       entry->d_name);
        all->count++;
    }
    assert_int_equal(closedir(dir), 0);
}

/* All names there are, of files and of folders; the list grows while it is gone through. */
static names *find_names(void)
{
    names *all = calloc(1, sizeof(*all));
    size_t i;

    assert_non_null(all);
    add_entries(all, "");
    for (i = 0; i < all->count; i++)
        add_entries(all, all->name[i]);
    return all;
}

/* Of the zone in TZ, out of the hands of the clock. */
static int32_t c_library_offset(int64_t at_s)
{
    const time_t at = (time_t)at_s;
    struct tm tm;
    ti_civil civil;
    int64_t local_ms = 0;

    assert_non_null(localtime_r(&at, &tm));
    civil = (ti_civil){ .year = tm.tm_year + 1900,
                        .month = tm.tm_mon + 1,
                        .day = tm.tm_mday,
                        .hour = tm.tm_hour,
                        .minute = tm.tm_min,
                        .second = tm.tm_sec };
    assert_true(ti_time_from_civil(&civil, &local_ms));
    return (int32_t)(local_ms / 1000 - at_s);
}

static void compare(const char *zone, int64_t at_s, tally *count)
{
    int32_t expected = c_library_offset(at_s);
    int32_t offset_s = INT32_MIN;

    if (ti_system_zone(zone, at_s * 1000, &offset_s, NULL) != 1)
        fail_msg("no %s", zone);
    if (offset_s != expected)
        fail_msg("%s at %lld: %d, not %d", zone, (long long)at_s, (int)offset_s, (int)expected);
    count->times++;
}

/* The second at which the offset becomes another one, found by halving. */
static int64_t change_between(int64_t before_s, int64_t after_s)
{
    int32_t before = c_library_offset(before_s);

    while (after_s - before_s > 1) {
        int64_t middle_s = before_s + (after_s - before_s) / 2;

        if (c_library_offset(middle_s) == before)
            before_s = middle_s;
        else
            after_s = middle_s;
    }
    return after_s;
}

static void compare_zone(const char *zone, tally *count)
{
    int64_t before_s = FIRST_S;
    size_t i;

    assert_int_equal(setenv("TZ", zone, 1), 0);
    tzset();
    compare(zone, before_s, count);
    for (i = 1; i <= STEPS; i++) {
        int64_t at_s = FIRST_S + (LAST_S - FIRST_S) / STEPS * (int64_t)i;

        compare(zone, at_s, count);
        if (c_library_offset(before_s) != c_library_offset(at_s)) {
            int64_t change_s = change_between(before_s, at_s);

            compare(zone, change_s - 1, count);
            compare(zone, change_s, count);
            count->changes++;
        }
        before_s = at_s;
    }
    count->zones++;
}

static void test_every_zone_is_as_the_c_library_has_it(void **state)
{
    names *all = find_names();
    tally count = { 0 };
    size_t i;

    (void)state;
    assert_int_equal(unsetenv("TZDIR"), 0);
    for (i = 0; i < all->count; i++)
        if (has_zone_in_it(all->name[i]))
            compare_zone(all->name[i], &count);
    free(all);
    print_message("%zu zones at %zu times, %zu changes among them\n", count.zones, count.times, count.changes);
    if (count.zones < 300) /* the database has had more than 300 for decades */
        fail_msg("%zu zones in %s: is the package tzdata installed?", count.zones, folder);
    assert_true(count.times >= count.zones * (STEPS + 1) && count.changes > 10000);
}

static void test_every_zone_has_a_plausible_name(void **state)
{
    names *all = find_names();
    size_t found = 0;
    size_t i;

    (void)state;
    for (i = 0; i < all->count; i++) {
        if (!has_zone_in_it(all->name[i]))
            continue;
        if (!ti_zone_name_is_plausible(ti_slice_of(all->name[i])))
            fail_msg("\"%s\"", all->name[i]);
        found++;
    }
    free(all);
    assert_true(found >= 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_zone_is_as_the_c_library_has_it),
        cmocka_unit_test(test_every_zone_has_a_plausible_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
