/* SPDX-License-Identifier: Apache-2.0 */
/* test_join_url.c - which links we hand on; covers: U6, V1, V3, F23. */
#include "proto/graph/join_url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_join_url_of_both_known_shapes_is_usable(void **state)
{
    static const char *const good[] = {
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ABC%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
        "https://teams.microsoft.com/meet/21234567890123?p=aBcDeF0123456789",
        "https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting_x%40thread.v2/0",
        "https://teams.microsoft.com/l/meetup-join/it's/0?a=b&c=d",
        "https://teams.live.com.example.com/l/x",
        "https://notteams.live.com/l/x",
        "https://example.org/teams.live.com",
        "https://az-09.AZ.example:65535?p=@:/[]",
        "https://127.0.0.1:8443/meet/1",
        "https://a:1",
        "https://live.com/x",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        if (!ti_join_url_is_usable(ti_slice_of(good[i])))
            fail_msg("refused: %s", good[i]);
    }
}

static void test_join_url_that_could_do_harm_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "https://",
        "https:///l/x",
        "https://?l",
        "https://:443/l/x",
        "https://teams.microsoft.com:/l/x",
        "https://teams.microsoft.com:0/l/x",
        "https://teams.microsoft.com:65536/l/x",
        "https://teams.microsoft.com:44x/l/x",
        "https://teams.microsoft.com:443:443/l/x",
        "https://[::1]/l/x",
        "https://teams_microsoft.com/l/x",
        "https://teams.microsoft.com;evil/l/x",
        "https://teams.microsoft.com%2f@evil.example/l/x",
        "https://teams.microsoft.com#@evil.example/l/x",
        "https://teams.live.com?x",
        "https://.teams.live.com..:8443",
        "https:teams.microsoft.com/l/x",
        "http://teams.microsoft.com/l/x",
        "HTTP://teams.microsoft.com/l/x",
        "ftp://teams.microsoft.com/l/x",
        "javascript:alert(1)",
        "javascript:alert(1)//https://teams.microsoft.com/",
        "data:text/html,hello",
        "msteams:/l/meetup-join/x",
        "//teams.microsoft.com/l/x",
        "teams.microsoft.com/l/x",
        " https://teams.microsoft.com/l/x",
        "https://teams.microsoft.com/l/x ",
        "https://teams.microsoft.com/l/x y",
        "https://teams.microsoft.com/l/x\ty",
        "https://teams.microsoft.com/l/x\r\nBcc: eve@example.com",
        "https://teams.microsoft.com/l/x\n",
        "https://teams.microsoft.com/l/x\x01",
        "https://teams.microsoft.com/l/x\x7f",
        "https://teams.microsoft.com/l/x\"onclick=\"y",
        "https://teams.microsoft.com/l/<script>",
        "https://teams.microsoft.com/l/x>",
        "https://teams.microsoft.com\\@evil.example/l/x",
        "https://teams.microsoft.com/l/`x`",
        "https://teams.microsoft.com/l/\xe2\x80\xaexcod",
        "https://téams.microsoft.com/l/x",
        "https://teams.microsoft.com/l/x\xff",
        "https://user@teams.microsoft.com/l/x",
        "https://user:secret@teams.microsoft.com/l/x",
        "https://teams.microsoft.com@evil.example/l/x",
        "https://teams.microsoft.com/l/x#fragment",
        "https://teams.live.com/meet/9876543210",
        "https://TEAMS.live.COM/meet/9876543210",
        "https://teams.live.com./meet/9876543210",
        "https://teams.live.com:443/meet/9876543210",
        "https://eu.teams.live.com/meet/9876543210",
        "https://teams%2elive.com/meet/9876543210",
        "https://te%61ms.live.com/meet/9876543210",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (ti_join_url_is_usable(ti_slice_of(bad[i])))
            fail_msg("number %zu was taken: %s", i, bad[i]);
    }
    assert_false(ti_join_url_is_usable(ti_slice_make(NULL, 0)));
}

static void test_join_url_with_a_nul_inside_is_refused(void **state)
{
    static const char url[] = "https://teams.microsoft.com/l/x\0y";

    (void)state;
    assert_false(ti_join_url_is_usable(ti_slice_make(url, sizeof(url) - 1)));
    assert_true(ti_join_url_is_usable(ti_slice_make(url, strlen(url))));
}

static void test_join_url_may_have_2048_bytes_and_no_more(void **state)
{
    char url[TI_JOIN_URL_MAX + 1];
    static const char start[] = "https://teams.microsoft.com/meet/1?p=";

    (void)state;
    memset(url, 'a', sizeof(url));
    memcpy(url, start, sizeof(start) - 1);
    assert_true(ti_join_url_is_usable(ti_slice_make(url, TI_JOIN_URL_MAX)));
    assert_false(ti_join_url_is_usable(ti_slice_make(url, TI_JOIN_URL_MAX + 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join_url_of_both_known_shapes_is_usable),
        cmocka_unit_test(test_join_url_that_could_do_harm_is_refused),
        cmocka_unit_test(test_join_url_with_a_nul_inside_is_refused),
        cmocka_unit_test(test_join_url_may_have_2048_bytes_and_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
