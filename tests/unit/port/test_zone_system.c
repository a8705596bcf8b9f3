/* SPDX-License-Identifier: Apache-2.0 */
/* test_zone_system.c - the machine's zones: as history knows them, in many threads, and files that are none. */
#include "port/zone_system.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/time.h"
#include "support/tzif_file.h"

enum { FILE_BYTES_MAX = 64 * 1024, THREADS = 8, ROUNDS = 400 };

typedef struct known {
    const char *zone, *at;
    int32_t offset_s;
} known;

static int64_t time_of(const char *iso)
{
    int64_t at_ms = 0;

    if (!ti_time_parse_iso(ti_slice_of(iso), &at_ms))
        fail_msg("no time: %s", iso);
    return at_ms;
}

static void assert_known(const known *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        int32_t offset_s = INT32_MIN;

        if (ti_system_zone(rows[i].zone, time_of(rows[i].at), &offset_s, NULL) != 1)
            fail_msg("no %s: is the package tzdata installed?", rows[i].zone);
        if (offset_s != rows[i].offset_s)
            fail_msg("%s at %s: %d, not %d", rows[i].zone, rows[i].at, (int)offset_s, (int)rows[i].offset_s);
    }
}

/* Past, and so no longer to be changed by anybody. */
static void test_what_has_been(void **state)
{
    static const known rows[] = {
        { "Europe/Berlin", "2024-01-15T12:00:00Z", 3600 },
        { "Europe/Berlin", "2024-07-15T12:00:00Z", 7200 },
        { "Europe/Berlin", "2024-03-31T00:59:59.999Z", 3600 },
        { "Europe/Berlin", "2024-03-31T01:00:00Z", 7200 },
        { "Europe/Berlin", "2024-10-27T00:59:59.999Z", 7200 },
        { "Europe/Berlin", "2024-10-27T01:00:00Z", 3600 },
        { "Europe/Dublin", "2024-03-31T00:59:59Z", 0 },
        { "Europe/Dublin", "2024-03-31T01:00:00Z", 3600 },
        { "Europe/Dublin", "1971-10-31T01:59:59Z", 3600 }, /* after three years without winter time */
        { "Europe/Dublin", "1971-10-31T02:00:00Z", 0 },
        { "America/New_York", "2006-04-02T06:59:59Z", -18000 }, /* under the law before 2007 */
        { "America/New_York", "2006-04-02T07:00:00Z", -14400 },
        { "America/New_York", "2024-03-10T07:00:00Z", -14400 },
        { "America/New_York", "2024-11-03T05:59:59Z", -14400 },
        { "America/New_York", "2024-11-03T06:00:00Z", -18000 },
        { "Australia/Sydney", "2024-04-06T15:59:59Z", 39600 },
        { "Australia/Sydney", "2024-04-06T16:00:00Z", 36000 },
        { "Australia/Sydney", "2024-12-31T23:59:59Z", 39600 },
        { "Asia/Kolkata", "2024-07-15T12:00:00Z", 19800 },
        { "Asia/Kathmandu", "1985-12-31T18:29:59Z", 19800 },
        { "Asia/Kathmandu", "1985-12-31T18:30:00Z", 20700 },
        { "America/St_Johns", "2011-03-13T03:30:59Z", -12600 }, /* one minute past midnight, the last time */
        { "America/St_Johns", "2011-03-13T03:31:00Z", -9000 },
        { "America/St_Johns", "2024-03-10T05:29:59Z", -12600 },
        { "America/St_Johns", "2024-03-10T05:30:00Z", -9000 },
        { "Africa/Casablanca", "2024-03-10T01:59:59Z", 3600 }, /* an hour back for Ramadan */
        { "Africa/Casablanca", "2024-03-10T02:00:00Z", 0 },
        { "Africa/Casablanca", "2024-04-14T01:59:59Z", 0 },
        { "Africa/Casablanca", "2024-04-14T02:00:00Z", 3600 },
        { "Pacific/Apia", "2011-12-30T09:59:59Z", -36000 }, /* the 29th is followed by the 31st */
        { "Pacific/Apia", "2011-12-30T10:00:00Z", 50400 },
        { "Pacific/Apia", "2024-01-15T12:00:00Z", 46800 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

/* As the laws stand; a table of changes usually ends in 2037 or with the last law. */
static void test_what_will_be(void **state)
{
    static const known rows[] = {
        { "Europe/Berlin", "2029-03-25T00:59:59Z", 3600 },     { "Europe/Berlin", "2029-03-25T01:00:00Z", 7200 },
        { "Europe/Berlin", "2060-10-31T00:59:59Z", 7200 },     { "Europe/Berlin", "2060-10-31T01:00:00Z", 3600 },
        { "Europe/Berlin", "2099-03-29T00:59:59Z", 3600 },     { "Europe/Berlin", "2099-03-29T01:00:00Z", 7200 },
        { "Europe/Dublin", "2099-07-15T12:00:00Z", 3600 },     { "Europe/Dublin", "2099-01-15T12:00:00Z", 0 },
        { "America/New_York", "2099-07-15T12:00:00Z", -14400 }, { "America/New_York", "2099-01-15T12:00:00Z", -18000 },
        { "Australia/Sydney", "2099-07-15T12:00:00Z", 36000 }, { "Australia/Sydney", "2099-01-15T12:00:00Z", 39600 },
        { "Asia/Kolkata", "2099-07-15T12:00:00Z", 19800 },     { "Asia/Kathmandu", "2099-07-15T12:00:00Z", 20700 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static int32_t ask(const char *zone, void *folder)
{
    int32_t offset_s = 77;
    int32_t found = ti_system_zone(zone, 0, &offset_s, folder);

    assert_int_equal(offset_s == 77, found == 0);
    return found;
}

static void test_utc_needs_no_file(void **state)
{
    static char folder[] = "/nonexistent/zoneinfo";
    int32_t offset_s = 77;

    (void)state;
    assert_int_equal(ti_system_zone("UTC", 0, &offset_s, folder), 1);
    assert_int_equal(offset_s, 0);
    offset_s = 77;
    assert_int_equal(ti_system_zone("Etc/UTC", INT64_MAX, &offset_s, folder), 1);
    assert_int_equal(offset_s, 0);
    assert_int_equal(ask("Europe/Berlin", folder), 0);
}

static void test_names_that_are_no_zones(void **state)
{
    static const char *const zones[] = {
        "", "utc ", "Mars/Phobos", "Europe", "Europe/", "/etc/localtime", "/usr/share/zoneinfo/UTC", "../zoneinfo/UTC",
        "Europe/../UTC", "./UTC", "Europe//Berlin", "zone.tab", "CET-1CEST", "Europe/Berlin\n", "Etc/UTC/", "UTC0",
    };
    int32_t offset_s = 77;
    char long_one[66];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
        if (ask(zones[i], NULL) != 0)
            fail_msg("found \"%s\"", zones[i]);
    memset(long_one, 'x', sizeof(long_one) - 1);
    long_one[65] = '\0';
    assert_int_equal(ask(long_one, NULL), 0);
    assert_int_equal(ti_system_zone(NULL, 0, &offset_s, NULL), 0);
    assert_int_equal(ti_system_zone("UTC", 0, NULL, NULL), 0);
}

/* A folder of our own, with the file Berlin in it. */
typedef struct zone_bench {
    char folder[64], path[96];
} zone_bench;

static void write_file(const char *path, const ti_buf *content)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(content->ptr, 1, content->len, file), content->len);
    assert_int_equal(fclose(file), 0);
}

static int zone_setup(void **state)
{
    zone_bench *b = calloc(1, sizeof(*b));
    ti_buf content;

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/Berlin", b->folder);
    tzif_make(&content, &tzif_berlin);
    write_file(b->path, &content);
    ti_buf_clear(&content);
    *state = b;
    return 0;
}

static int zone_teardown(void **state)
{
    zone_bench *b = *state;

    (void)unlink(b->path);
    (void)rmdir(b->folder);
    free(b);
    return 0;
}

static void test_file_of_another_folder(void **state)
{
    zone_bench *b = *state;

    assert_int_equal(ask("Berlin", b->folder), 1);
    assert_int_equal(ask("Paris", b->folder), 0);
    assert_int_equal(ask("Berlin/x", b->folder), 0);
}

/* Nor one that is there, and would be read if it were asked for without the dots. */
static void test_name_does_not_lead_out_of_the_folder(void **state)
{
    zone_bench *b = *state;
    char inner[96];

    (void)snprintf(inner, sizeof(inner), "%s/inner", b->folder);
    assert_int_equal(mkdir(inner, 0700), 0);
    assert_int_equal(ask("../Berlin", inner), 0);
    assert_int_equal(ask("inner/../Berlin", b->folder), 0);
    assert_int_equal(ask("./Berlin", b->folder), 0);
    assert_int_equal(ask("/Berlin", b->folder), 0);
    assert_int_equal(rmdir(inner), 0);
}

/* So is every third name of the database. */
static void test_links_are_followed(void **state)
{
    zone_bench *b = *state;
    char link[96];

    (void)snprintf(link, sizeof(link), "%s/Bonn", b->folder);
    assert_int_equal(symlink("Berlin", link), 0);
    assert_int_equal(ask("Bonn", b->folder), 1);
    assert_int_equal(unlink(link), 0);
    assert_int_equal(symlink("Bonn", link), 0); /* to itself */
    assert_int_equal(ask("Bonn", b->folder), 0);
    assert_int_equal(unlink(link), 0);
}

/* Opening a pipe that nobody writes to would hold up the thread for ever. */
static void test_pipe_folder_and_empty_file_are_no_zones(void **state)
{
    zone_bench *b = *state;
    char path[96];
    ti_buf nothing;

    (void)snprintf(path, sizeof(path), "%s/other", b->folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(ask("other", b->folder), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(ask("other", b->folder), 0);
    assert_int_equal(rmdir(path), 0);
    ti_buf_init(&nothing, 1);
    assert_true(ti_buf_add_char(&nothing, 'x'));
    nothing.len = 0;
    write_file(path, &nothing);
    assert_int_equal(ask("other", b->folder), 0);
    assert_int_equal(unlink(path), 0);
    ti_buf_clear(&nothing);
}

/* A good file of just so many bytes: the block for old readers takes up what is left. */
static void write_large_file(const char *path, size_t size)
{
    size_t counts[6] = { 0 };
    ti_buf rest;
    ti_buf file;

    ti_buf_init(&rest, TZIF_FILE_MAX);
    tzif_add_block(&rest, &tzif_berlin, 8);
    (void)ti_buf_add_text(&rest, tzif_berlin.footer);
    counts[5] = size - 44 - rest.len;
    ti_buf_init(&file, size);
    tzif_add_header(&file, tzif_berlin.version, counts);
    assert_non_null(ti_buf_extend(&file, counts[5]));
    assert_true(ti_buf_add(&file, ti_buf_slice(&rest)));
    assert_int_equal(file.len, size);
    write_file(path, &file);
    ti_buf_clear(&file);
    ti_buf_clear(&rest);
}

static void test_file_has_at_most_64_kibibytes(void **state)
{
    zone_bench *b = *state;

    write_large_file(b->path, FILE_BYTES_MAX);
    assert_int_equal(ask("Berlin", b->folder), 1);
    write_large_file(b->path, FILE_BYTES_MAX + 1);
    assert_int_equal(ask("Berlin", b->folder), 0);
}

static void test_path_has_room_for_a_long_folder_and_no_more(void **state)
{
    zone_bench *b = *state;
    char folder[4200];
    size_t len = strlen(b->folder);

    memcpy(folder, b->folder, len);
    memset(folder + len, '/', sizeof(folder) - len);
    folder[4000] = '\0';
    assert_int_equal(ask("Berlin", folder), 1);
    folder[4000] = '/';
    folder[4199] = '\0';
    assert_int_equal(ask("Berlin", folder), 0);
}

static int lowest_free_file(void)
{
    int file = open("/dev/null", O_RDONLY);

    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
    return file;
}

static void test_no_file_stays_open(void **state)
{
    zone_bench *b = *state;
    int before = lowest_free_file();

    assert_int_equal(ask("Berlin", b->folder), 1);
    assert_int_equal(ask(".", b->folder), 0);
    assert_int_equal(ask("Paris", b->folder), 0);
    assert_int_equal(ask("Europe", NULL), 0);
    assert_int_equal(ask("zone.tab", NULL), 0);
    assert_int_equal(lowest_free_file(), before);
}

typedef struct asker {
    pthread_t thread;
    const char *zone;
    int32_t expected[ROUNDS];
    size_t wrong;
} asker;

static int64_t time_of_round(size_t round)
{
    return time_of("2020-01-01T00:00:00Z") + (int64_t)round * INT64_C(4000000000); /* 46 days on */
}

static void *ask_again_and_again(void *user_data)
{
    asker *a = user_data;
    size_t round;

    for (round = 0; round < ROUNDS; round++) {
        int32_t offset_s = 0;

        if (ti_system_zone(a->zone, time_of_round(round), &offset_s, NULL) != 1 || offset_s != a->expected[round])
            a->wrong++;
    }
    return NULL;
}

static void test_many_threads_with_a_zone_each(void **state)
{
    static const char *const zones[THREADS] = { "Europe/Berlin", "America/New_York", "Australia/Sydney",
                                                "Asia/Kolkata",  "Asia/Kathmandu",   "America/St_Johns",
                                                "Europe/Dublin", "Pacific/Apia" };
    static asker askers[THREADS];
    size_t i;
    size_t round;

    (void)state;
    for (i = 0; i < THREADS; i++) {
        askers[i].zone = zones[i];
        for (round = 0; round < ROUNDS; round++)
            assert_int_equal(ti_system_zone(zones[i], time_of_round(round), &askers[i].expected[round], NULL), 1);
        assert_true(i == 0 || memcmp(askers[i].expected, askers[i - 1].expected, sizeof(askers[i].expected)) != 0);
    }
    for (i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&askers[i].thread, NULL, ask_again_and_again, &askers[i]), 0);
    for (i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(askers[i].thread, NULL), 0);
    for (i = 0; i < THREADS; i++)
        assert_int_equal(askers[i].wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_has_been),
        cmocka_unit_test(test_what_will_be),
        cmocka_unit_test(test_utc_needs_no_file),
        cmocka_unit_test(test_names_that_are_no_zones),
        cmocka_unit_test_setup_teardown(test_file_of_another_folder, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_name_does_not_lead_out_of_the_folder, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_links_are_followed, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_pipe_folder_and_empty_file_are_no_zones, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_file_has_at_most_64_kibibytes, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_path_has_room_for_a_long_folder_and_no_more, zone_setup, zone_teardown),
        cmocka_unit_test_setup_teardown(test_no_file_stays_open, zone_setup, zone_teardown),
        cmocka_unit_test(test_many_threads_with_a_zone_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
