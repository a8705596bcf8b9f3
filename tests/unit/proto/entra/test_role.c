/* SPDX-License-Identifier: Apache-2.0 */
/* test_role.c - which directory roles speak for a whole directory; covers: B5. */
#include "proto/entra/role.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_the_four_administrator_roles_by_template_id_in_any_case(void **state)
{
    static const char *const ids[] = { "62e90394-69f5-4237-9190-012177145e10", "e8611ab8-c189-46e8-94e1-60213ab1f814",
                                       "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "158c047a-c907-4556-b7ef-446551a6b5f7",
                                       "62E90394-69F5-4237-9190-012177145E10" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        assert_true(ti_role_is_administrator(ti_slice_of(ids[i])));
}

static void test_every_id_of_the_table_is_a_guid_in_lower_case(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < TI_ADMINISTRATOR_ROLES; i++) {
        char lower[TI_GUID_SIZE];

        assert_true(ti_slice_is_guid(ti_slice_of(ti_administrator_roles[i])));
        ti_guid_copy(lower, ti_slice_of(ti_administrator_roles[i]));
        assert_string_equal(lower, ti_administrator_roles[i]);
    }
}

static void test_other_roles_are_none(void **state)
{
    static const char *const ids[] = {
        "b79fbf4d-3ef9-4689-8143-76b194e85509",  /* what every member has */
        "69091246-20e8-4a56-aa4d-066075b2a7a8",  /* Teams Administrator */
        "fe930be7-5e62-47db-91af-98c3a49a38b1",  /* User Administrator */
        "62e90394-69f5-4237-9190-012177145e1",   /* cut */
        "62e90394-69f5-4237-9190-012177145e100", /* and more */
        "",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        assert_false(ti_role_is_administrator(ti_slice_of(ids[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_four_administrator_roles_by_template_id_in_any_case),
        cmocka_unit_test(test_every_id_of_the_table_is_a_guid_in_lower_case),
        cmocka_unit_test(test_other_roles_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
