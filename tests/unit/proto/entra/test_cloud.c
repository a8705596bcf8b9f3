/* SPDX-License-Identifier: Apache-2.0 */
/* test_cloud.c - which clouds there are, and on which hosts. */
#include "proto/entra/cloud.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_cloud(const char *name, const char *authority, const char *graph)
{
    const ti_cloud *cloud = ti_cloud_find(name);

    assert_non_null(cloud);
    assert_string_equal(cloud->name, name);
    assert_string_equal(cloud->authority, authority);
    assert_string_equal(cloud->graph, graph);
}

static void test_each_cloud_has_its_documented_hosts(void **state)
{
    (void)state;
    assert_cloud("global", "https://login.microsoftonline.com", "https://graph.microsoft.com");
    assert_cloud("gcc-high", "https://login.microsoftonline.us", "https://graph.microsoft.us");
    assert_cloud("dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us");
}

static void test_unknown_name_finds_nothing(void **state)
{
    (void)state;
    assert_null(ti_cloud_find("Global"));
    assert_null(ti_cloud_find("globa"));
    assert_null(ti_cloud_find("custom"));
    assert_null(ti_cloud_find(""));
    assert_null(ti_cloud_find(NULL));
}

static void test_only_china_has_no_online_meetings(void **state)
{
    size_t i;

    (void)state;
    assert_cloud("china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn");
    for (i = 0; i < ti_cloud_count(); i++)
        assert_int_equal(ti_cloud_at(i)->has_meetings, strcmp(ti_cloud_at(i)->name, "china") != 0);
    assert_null(ti_cloud_at(i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_cloud_has_its_documented_hosts),
        cmocka_unit_test(test_unknown_name_finds_nothing),
        cmocka_unit_test(test_only_china_has_no_online_meetings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
