/* SPDX-License-Identifier: Apache-2.0 */
/* test_access_policy.c - the commands that grant the application access policy. */
#include "proto/graph/access_policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char app[] = "6731de76-14a6-49ae-97bc-6eba6914391e";
static const char user[] = "0a1b2c3d-1111-4222-8333-AAAABBBBCCCC";

static const char *explain(ti_error *err, const char *client_id, const char *oid)
{
    (void)ti_fail(err, TEAMSINVITE_E_POLICY, "missing");
    memset(err->commands, 'x', sizeof(err->commands) - 1);
    ti_access_policy_explain(err, client_id, oid);
    return teamsinvite_error_commands(err);
}

static void test_commands_are_ready_to_be_pasted(void **state)
{
    ti_error err;

    (void)state;
    assert_string_equal(
        explain(&err, app, user),
        "Connect-MicrosoftTeams\n"
        "New-CsApplicationAccessPolicy -Identity \"LibTeamsInvite\" -AppIds \"6731de76-14a6-49ae-97bc-6eba6914391e\""
        " -Description \"Online meetings\"\n"
        "Grant-CsApplicationAccessPolicy -PolicyName \"LibTeamsInvite\""
        " -Identity \"0a1b2c3d-1111-4222-8333-AAAABBBBCCCC\"\n"
        "# Or, instead, for everybody without a policy of their own:\n"
        "Grant-CsApplicationAccessPolicy -PolicyName \"LibTeamsInvite\" -Global\n"
        "# Allow up to 30 minutes for it to work. Only one policy counts for a user: where one is\n"
        "# assigned already, add the app's id to that one instead.\n");
    assert_int_equal(teamsinvite_error_status(&err), TEAMSINVITE_E_POLICY);
    assert_string_equal(teamsinvite_error_message(&err), "missing");
}

static void test_without_an_organizer_only_the_grant_to_everybody_is_left(void **state)
{
    static const char *const nobody[] = { NULL, "", "anna@contoso.example", "0a1b2c3d-1111-4222-8333-AAAABBBBCCC" };
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
        const char *commands = explain(&err, app, nobody[i]);

        assert_non_null(strstr(commands, app));
        assert_non_null(strstr(commands, "-Global\n"));
        assert_null(strstr(commands, "Grant-CsApplicationAccessPolicy -PolicyName \"LibTeamsInvite\" -Identity"));
        assert_null(strstr(commands, "anna"));
        assert_null(strstr(commands, "Or, instead"));
    }
}

/* What is not an id could be a command of its own once it is in a shell. */
static void test_client_id_that_is_no_guid_makes_no_commands(void **state)
{
    static const char *const bad[] = { NULL, "", "my-app", "\"; Remove-Item x; \"",
                                       "6731de76-14a6-49ae-97bc-6eba6914391e\"" };
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_string_equal(explain(&err, bad[i], user), "");
}

static void test_commands_leave_with_the_error_and_end_with_the_next(void **state)
{
    teamsinvite_error *given = NULL;
    ti_error err;

    (void)state;
    (void)explain(&err, app, user);
    assert_int_equal(ti_error_give(&err, &given), TEAMSINVITE_E_POLICY);
    (void)ti_fail(&err, TEAMSINVITE_E_NETWORK, "no answer");
    assert_string_equal(teamsinvite_error_commands(&err), "");
    assert_non_null(strstr(teamsinvite_error_commands(given), user));
    teamsinvite_error_free(given);
    assert_string_equal(teamsinvite_error_commands(NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands_are_ready_to_be_pasted),
        cmocka_unit_test(test_without_an_organizer_only_the_grant_to_everybody_is_left),
        cmocka_unit_test(test_client_id_that_is_no_guid_makes_no_commands),
        cmocka_unit_test(test_commands_leave_with_the_error_and_end_with_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
