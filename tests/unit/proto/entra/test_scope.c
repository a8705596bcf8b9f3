/* SPDX-License-Identifier: Apache-2.0 */
/* test_scope.c - what we ask for, and whether it was granted. */
#include "proto/entra/scope.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_scope(ti_scope scope, const char *cloud, const char *expected)
{
    ti_buf buf;

    ti_buf_init(&buf, 1024);
    assert_true(ti_scope_write(&buf, scope, ti_cloud_find(cloud)));
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void test_scopes_are_absolute_and_least(void **state)
{
    (void)state;
    assert_scope(TI_SCOPE_IDENTITY, "global", "openid profile");
    assert_scope(TI_SCOPE_MEETINGS, "global",
                 "openid profile offline_access https://graph.microsoft.com/OnlineMeetings.ReadWrite "
                 "https://graph.microsoft.com/User.Read");
    assert_scope(TI_SCOPE_DEFAULT, "global", "https://graph.microsoft.com/.default");
}

static void test_scopes_name_the_graph_of_their_cloud(void **state)
{
    (void)state;
    assert_scope(TI_SCOPE_DEFAULT, "dod", "https://dod-graph.microsoft.us/.default");
    assert_scope(TI_SCOPE_MEETINGS, "gcc-high",
                 "openid profile offline_access https://graph.microsoft.us/OnlineMeetings.ReadWrite "
                 "https://graph.microsoft.us/User.Read");
}

static void test_scope_that_does_not_fit_fails(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 20);
    assert_false(ti_scope_write(&buf, TI_SCOPE_MEETINGS, ti_cloud_find("global")));
    ti_buf_clear(&buf);
}

static void test_meetings_are_granted_with_or_without_resource_and_case(void **state)
{
    static const char *const yes[] = {
        "OnlineMeetings.ReadWrite",
        "onlinemeetings.readwrite",
        "https://graph.microsoft.com/OnlineMeetings.ReadWrite",
        "00000003-0000-0000-c000-000000000000/OnlineMeetings.ReadWrite",
        "email openid profile User.Read OnlineMeetings.ReadWrite",
        "HTTPS://GRAPH.MICROSOFT.COM/ONLINEMEETINGS.READWRITE openid",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        assert_true(ti_scope_grants_meetings(ti_slice_of(yes[i])));
}

static void test_no_other_permission_grants_meetings(void **state)
{
    static const char *const no[] = {
        "",
        " ",
        "openid profile User.Read",
        "OnlineMeetings.Read",
        "OnlineMeetings.ReadWrite.All",
        "XOnlineMeetings.ReadWrite",
        "https://graph.microsoft.com/OnlineMeetings.ReadWrite/",
        "OnlineMeetings.ReadWrit e",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        assert_false(ti_scope_grants_meetings(ti_slice_of(no[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scopes_are_absolute_and_least),
        cmocka_unit_test(test_scopes_name_the_graph_of_their_cloud),
        cmocka_unit_test(test_scope_that_does_not_fit_fails),
        cmocka_unit_test(test_meetings_are_granted_with_or_without_resource_and_case),
        cmocka_unit_test(test_no_other_permission_grants_meetings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
