/* SPDX-License-Identifier: Apache-2.0 */
/* test_zone_name.c - what may be a zone's name, and what leads elsewhere. */
#include "base/zone_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_names_of_every_form_the_database_has(void **state)
{
    static const char *const names[] = {
        "UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+12",
        "Etc/GMT-14", "GMT0", "W-SU", "EST5EDT", "America/Argentina/ComodRivadavia", "A", "a.b/c.d", "Mars/Phobos",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (!ti_zone_name_is_plausible(ti_slice_of(names[i])))
            fail_msg("refused \"%s\"", names[i]);
}

static void test_names_that_lead_elsewhere(void **state)
{
    static const char *const names[] = {
        "", "/", "/etc/localtime", "/UTC", "UTC/", "Europe//Berlin", "//", ".", "..", "../UTC", "Europe/../UTC",
        "Europe/..", "Europe/./Berlin", "./UTC", "Europe/.", ".hidden", "Europe/.Berlin", "a..b", "Europe/a..",
        "Europe/Berlin ", " Europe/Berlin", "Europe/Ber lin", "Europe\\Berlin", "Europe/Berlin\n", "Europe:Berlin",
        ":Europe/Berlin", "<+03>-3", "CET-1CEST,M3.5.0", "Europe/Berl%69n", "~root", "$TZ", "Europe/K\xc3\xb6ln", "a*",
        "a?", "a=b", "a@b", "a[b", "a`b", "a{b", "a,b",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (ti_zone_name_is_plausible(ti_slice_of(names[i])))
            fail_msg("accepted \"%s\"", names[i]);
    assert_false(ti_zone_name_is_plausible(ti_slice_make(NULL, 0)));
    assert_false(ti_zone_name_is_plausible(TI_SLICE("Europe/Berlin\0")));
    assert_false(ti_zone_name_is_plausible(TI_SLICE("UTC\0/../x")));
}

static void test_each_of_the_256_bytes_in_the_middle(void **state)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-/";
    char name[] = "a?b";
    int32_t byte;

    (void)state;
    for (byte = 0; byte < 256; byte++) {
        name[1] = (char)byte;
        if (ti_zone_name_is_plausible(ti_slice_make(name, 3)) != (memchr(allowed, byte, sizeof(allowed) - 1) != NULL))
            fail_msg("byte %d", (int)byte);
    }
}

static void test_name_has_at_most_64_bytes(void **state)
{
    char name[TI_ZONE_NAME_MAX + 1];

    (void)state;
    memset(name, 'x', sizeof(name));
    assert_int_equal(TI_ZONE_NAME_MAX, 64);
    assert_true(ti_zone_name_is_plausible(ti_slice_make(name, 64)));
    assert_false(ti_zone_name_is_plausible(ti_slice_make(name, 65)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_of_every_form_the_database_has),
        cmocka_unit_test(test_names_that_lead_elsewhere),
        cmocka_unit_test(test_each_of_the_256_bytes_in_the_middle),
        cmocka_unit_test(test_name_has_at_most_64_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
