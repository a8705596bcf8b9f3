/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_settings.c - what a meeting is to be like: client and request refuse bad settings by name. */
#include "support/arguments.h"

enum { ID_MAX = 64, SUBJECT_MAX = 40 };

typedef teamsinvite_status (*set_number_fn)(teamsinvite_meeting_request *request, int32_t value,
                                            teamsinvite_error **err);

typedef struct number_setter {
    const char *parameter;
    set_number_fn set;
    int32_t first;
    int32_t last;
} number_setter;

static const number_setter numbers[] = {
    { "lobby", teamsinvite_meeting_request_set_lobby, 1, 4 },
    { "presenters", teamsinvite_meeting_request_set_presenters, 1, 3 },
    { "chat", teamsinvite_meeting_request_set_chat, 1, 3 },
    { "record", teamsinvite_meeting_request_set_recording, 0, 1 },
    { "announce", teamsinvite_meeting_request_set_entry_announcement, 0, 1 },
    { "bypass", teamsinvite_meeting_request_set_dial_in_bypass, 0, 1 },
    { "wanted", teamsinvite_meeting_request_set_details, 0, 1 },
};

static void assert_number_checks(const arguments_bench *b, const number_setter *s)
{
    const int32_t bad[] = { INT32_MIN, -1, s->first - 1, s->last + 1, 256 + s->first, INT32_MAX };
    teamsinvite_error *err = NULL;
    int32_t value;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(bad); i++) {
        assert_names(b, s->set(b->meeting, bad[i], &err), s->parameter, &err, "a number out of range");
        assert_int_equal(s->set(b->meeting, bad[i], NULL), TEAMSINVITE_E_INVALID);
    }
    assert_names(b, s->set(NULL, s->first, &err), "request", &err, "no request");
    assert_int_equal(s->set(NULL, s->last + 1, NULL), TEAMSINVITE_E_INVALID);
    for (value = s->first; value <= s->last; value++)
        assert_int_equal(s->set(b->meeting, value, &err), TEAMSINVITE_OK);
    assert_null(err);
}

static void test_settings_of_a_meeting_take_their_values_and_no_others(void **state)
{
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(numbers); i++)
        assert_number_checks(*state, &numbers[i]);
}

static void test_the_previous_organizer_is_an_id_or_nobody(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 1; i < ARGUMENTS_COUNT(bad_ids); i++)
        assert_names(b, teamsinvite_meeting_request_set_previous_organizer(b->meeting, bad_ids[i], &err),
                     "previous_organizer", &err, "a bad id");
    assert_names(b, teamsinvite_meeting_request_set_previous_organizer(b->meeting, text_of_length("", ID_MAX + 1),
                                                                       &err),
                 "previous_organizer", &err, "an over-long id");
    assert_names(b, teamsinvite_meeting_request_set_previous_organizer(NULL, "bob", &err), "request", &err,
                 "no request");
    assert_int_equal(teamsinvite_meeting_request_set_previous_organizer(b->meeting, text_of_length("", ID_MAX), &err),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_previous_organizer(b->meeting, NULL, &err), TEAMSINVITE_OK);
    assert_null(err);
}

OPERATION(meeting_create, teamsinvite_meeting, a->client, a->actor, a->meeting)
OPERATION(meeting_update, teamsinvite_meeting, a->client, a->actor, a->meeting)

/* Whose meeting is closed is no member's to say. A refused setter has not named anybody. */
static void test_a_member_who_names_a_previous_organizer_is_denied(void **state)
{
    const arguments_bench *b = *state;
    arguments a = b->good;

    a.actor = b->member;
    assert_int_equal(teamsinvite_meeting_request_set_previous_organizer(b->meeting, "b o b", NULL),
                     TEAMSINVITE_E_INVALID);
    assert_int_equal(op_meeting_create.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_meeting_request_set_previous_organizer(b->meeting, "bob", NULL), TEAMSINVITE_OK);
    assert_int_equal(op_meeting_create.run(&a, true, NULL), TEAMSINVITE_E_DENIED);
    assert_int_equal(op_meeting_update.start(&a, true, NULL), TEAMSINVITE_E_DENIED);
    assert_int_equal(teamsinvite_meeting_request_set_previous_organizer(b->meeting, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_meeting_update.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(b->ios, 0);
}

static teamsinvite_config *make_config(void)
{
    teamsinvite_config *config = NULL;

    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    return config;
}

static void refuse(teamsinvite_status got, const char *parameter, teamsinvite_error **err)
{
    static const arguments_bench nothing;

    assert_names(&nothing, got, parameter, err, "a setting");
}

/* Everybody in a meeting reads it, so nothing that could hold an address, a name or markup. */
static void test_the_subject_of_all_meetings_is_plain(void **state)
{
    static const char *const bad[] = { NULL,   "",    "Interview!", "a@b",         "caf\xc3\xa9", "a\nb",
                                       "a\tb", "<b>", "a_b",        "a.b", "\xff\xfe",    "Interview:" };
    teamsinvite_config *config = make_config();
    teamsinvite_error *err = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < ARGUMENTS_COUNT(bad); i++) {
        refuse(teamsinvite_config_set_meeting_subject(config, bad[i], &err), "subject", &err);
        assert_int_equal(teamsinvite_config_set_meeting_subject(config, bad[i], NULL), TEAMSINVITE_E_INVALID);
    }
    refuse(teamsinvite_config_set_meeting_subject(config, text_of_length("", SUBJECT_MAX + 1), &err), "subject", &err);
    refuse(teamsinvite_config_set_meeting_subject(NULL, "Interview", &err), "config", &err);
    assert_int_equal(teamsinvite_config_set_meeting_subject(config, text_of_length("", SUBJECT_MAX), &err),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_meeting_subject(config, "Job talk - 2nd round", &err), TEAMSINVITE_OK);
    assert_null(err);
    teamsinvite_config_free(config);
}

static int32_t no_zone(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data)
{
    (void)zone;
    (void)at_ms;
    (void)offset_s;
    (void)user_data;
    return 0;
}

static void do_nothing(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)call;
    (void)io;
    (void)user_data;
}

static void count(void *user_data)
{
    ++*(int *)user_data;
}

static void test_zones_and_mail_want_a_config_and_a_function(void **state)
{
    teamsinvite_config *config = make_config();
    teamsinvite_error *err = NULL;
    int destroyed = 0;

    (void)state;
    refuse(teamsinvite_config_set_zones(NULL, no_zone, NULL, &err), "config", &err);
    refuse(teamsinvite_config_set_zones(config, NULL, NULL, &err), "zones", &err);
    assert_int_equal(teamsinvite_config_set_zones(config, NULL, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_config_set_zones(config, no_zone, NULL, &err), TEAMSINVITE_OK);

    refuse(teamsinvite_config_set_mail(NULL, do_nothing, &destroyed, count, &err), "config", &err);
    assert_int_equal(destroyed, 1);
    refuse(teamsinvite_config_set_mail(config, NULL, &destroyed, count, &err), "handler", &err);
    assert_int_equal(destroyed, 2);
    assert_int_equal(teamsinvite_config_set_mail(config, do_nothing, &destroyed, NULL, &err), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_mail(config, do_nothing, &destroyed, count, &err), TEAMSINVITE_OK);
    assert_int_equal(destroyed, 2);
    assert_int_equal(teamsinvite_config_set_mail(config, do_nothing, &destroyed, count, &err), TEAMSINVITE_OK);
    assert_int_equal(destroyed, 3); /* replaced */
    assert_null(err);
    teamsinvite_config_free(config);
    assert_int_equal(destroyed, 4);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_settings_of_a_meeting_take_their_values_and_no_others),
        IN_BENCH(test_the_previous_organizer_is_an_id_or_nobody),
        IN_BENCH(test_a_member_who_names_a_previous_organizer_is_denied),
        cmocka_unit_test(test_the_subject_of_all_meetings_is_plain),
        cmocka_unit_test(test_zones_and_mail_want_a_config_and_a_function),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
