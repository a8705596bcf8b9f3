/* SPDX-License-Identifier: Apache-2.0 */
/* test_invitation_words.c - language, zone, template and ways in of an invitation, as a host sets them. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/world.h"

#define LINK "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%7d&a=1"
#define START_MS INT64_C(1894698000000) /* Tuesday, 2030-01-15T09:00:00Z */

/* With a link of the host's, so that nothing has to be enabled. */
static teamsinvite_invitation_request *request_of(void)
{
    teamsinvite_invitation_request *r = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_new(&r, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(r, "interview-1", &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(r, START_MS, START_MS + WORLD_HOUR_MS, &err), err);
    assert_worked(teamsinvite_invitation_request_set_title(r, "Engineer", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(r, "Rita", "rita@acme.example", &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(r, "Jane", "jane@home.example", &err), err);
    assert_worked(teamsinvite_invitation_request_set_join_url(r, LINK, &err), err);
    return r;
}

static teamsinvite_invitation *render(const world *w, const teamsinvite_invitation_request *r)
{
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_render(w->client, w->alice, r, &invitation, &err), err);
    return invitation;
}

/* In the text of this audience's copy. */
static void assert_says(const world *w, const teamsinvite_invitation_request *r, int32_t audience, const char *words)
{
    teamsinvite_invitation *invitation = render(w, r);

    if (strstr(teamsinvite_invitation_text(invitation, audience), words) == NULL)
        fail_msg("no \"%s\" in: %s", words, teamsinvite_invitation_text(invitation, audience));
    teamsinvite_invitation_free(invitation);
}

static void test_both_copies_are_in_the_language_that_is_set(void **state)
{
    static const char *const german[] = { "de", "de-AT", "DE" };
    world *w = *state;
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_error *err = NULL;
    size_t i;

    assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE, "You are invited to a video interview.");
    for (i = 0; i < 3; i++) {
        assert_worked(teamsinvite_invitation_request_set_language(r, german[i], &err), err);
        assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE, "Sie sind zu einem Videointerview eingeladen.");
        assert_says(w, r, TEAMSINVITE_AUDIENCE_RECRUITER, "Ihr Interview ist geplant.");
        assert_worked(teamsinvite_invitation_request_set_language(r, "en-GB", &err), err);
        assert_says(w, r, TEAMSINVITE_AUDIENCE_RECRUITER, "Your interview is planned.");
    }
    assert_failed(teamsinvite_invitation_request_set_language(r, "fr", &err), TEAMSINVITE_E_INVALID, &err);
    assert_says(w, r, TEAMSINVITE_AUDIENCE_RECRUITER, "Your interview is planned.");
    teamsinvite_invitation_request_free(r);
}

static void test_the_time_is_that_of_the_zone_in_its_season(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_set_zone(r, "Europe/Berlin", &err), err);
    assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE,
                "Tuesday, 15 January 2030, 10:00–11:00 (Europe/Berlin, UTC+1)");
    assert_worked(teamsinvite_invitation_request_set_times(r, START_MS + 182 * 24 * WORLD_HOUR_MS,
                                                           START_MS + 182 * 24 * WORLD_HOUR_MS + 1000, &err),
                  err);
    assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE, "11:00–11:00 (Europe/Berlin, UTC+2)");
    assert_worked(teamsinvite_invitation_request_set_zone(r, NULL, &err), err);
    assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE, "09:00–09:00 UTC");
    teamsinvite_invitation_request_free(r);
}

static void assert_zone_fails(const world *w, const char *zone)
{
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_invitation_request_set_zone(r, zone, &err);

    if (status == TEAMSINVITE_OK)
        status = teamsinvite_invitation_render(w->client, w->alice, r, &invitation, &err);
    assert_int_equal(status, TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "zone");
    assert_null(invitation);
    teamsinvite_error_free(err);
    teamsinvite_invitation_request_free(r);
}

static void test_a_zone_that_is_none_is_an_error_and_opens_no_file(void **state)
{
    static const char *const zones[] = { "Mars/Olympus_Mons", "", "../../etc/passwd", "/etc/localtime",
                                         "Europe/../Europe/Berlin", "Europe/Berlin\n", "posixrules/../UTC" };
    size_t i;

    for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
        assert_zone_fails(*state, zones[i]);
}

/* The host's own: every zone is five and a half hours east, from a certain time on six. */
static int32_t own_zone(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data)
{
    int *asked = user_data;

    ++*asked;
    *offset_s = at_ms > START_MS ? 21600 : 19800;
    return strcmp(zone, "Own/Zone") == 0;
}

static int asked;

static teamsinvite_status set_zones(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_zones(config, own_zone, &asked, err);
}

static void test_zones_of_the_host_are_asked_for_both_ends(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_error *err = NULL;

    asked = 0;
    w->configure = set_zones;
    world_new_client(w);
    assert_worked(teamsinvite_invitation_request_set_zone(r, "Own/Zone", &err), err);
    assert_says(w, r, TEAMSINVITE_AUDIENCE_CANDIDATE,
                "Tuesday, 15 January 2030, 14:30 UTC+5:30 – 16:00 UTC+6 (Own/Zone)");
    assert_int_equal(asked, 2);
    assert_zone_fails(w, "Europe/Berlin");
    teamsinvite_invitation_request_free(r);
}

static void test_a_template_is_for_its_audience_and_leaves_the_calendar(void **state)
{
    world *w = *state;
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_invitation *plain = render(w, r);
    teamsinvite_invitation *own;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_set_template(
                      r, TEAMSINVITE_AUDIENCE_CANDIDATE, "Hi {{candidate_name}}: {{join_url}}",
                      "<p>Hi {{candidate_name}}: <a href=\"{{join_url}}\">x</a></p>", &err),
                  err);
    own = render(w, r);
    assert_string_equal(teamsinvite_invitation_text(own, TEAMSINVITE_AUDIENCE_CANDIDATE), "Hi Jane: " LINK);
    assert_non_null(strstr(teamsinvite_invitation_html(own, TEAMSINVITE_AUDIENCE_CANDIDATE), "7d&amp;a=1\">x</a>"));
    assert_string_equal(teamsinvite_invitation_text(own, TEAMSINVITE_AUDIENCE_RECRUITER),
                        teamsinvite_invitation_text(plain, TEAMSINVITE_AUDIENCE_RECRUITER));
    assert_string_equal(teamsinvite_invitation_ical(own, TEAMSINVITE_AUDIENCE_CANDIDATE),
                        teamsinvite_invitation_ical(plain, TEAMSINVITE_AUDIENCE_CANDIDATE));
    teamsinvite_invitation_free(own);
    assert_worked(
        teamsinvite_invitation_request_set_template(r, TEAMSINVITE_AUDIENCE_CANDIDATE, NULL, NULL, &err), err);
    own = render(w, r);
    assert_string_equal(teamsinvite_invitation_text(own, TEAMSINVITE_AUDIENCE_CANDIDATE),
                        teamsinvite_invitation_text(plain, TEAMSINVITE_AUDIENCE_CANDIDATE));
    teamsinvite_invitation_free(own);
    teamsinvite_invitation_free(plain);
    teamsinvite_invitation_request_free(r);
}

static void test_a_template_without_the_link_makes_no_invitation(void **state)
{
    static const struct {
        const char *text;
        const char *html;
        bool renders; /* a CANCEL of it */
    } templates[] = { { "Hi", "<p>{{join_url}}</p>", true },
                      { "{{join_url}}", "<p>Hi</p>", true },
                      { "{{join_url}} {{salary}}", "<p>{{join_url}}</p>", false },
                      { "{{join_url}} {{internal_note}}", "<p>{{join_url}}</p>", false } };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(templates) / sizeof(templates[0]); i++) {
        teamsinvite_invitation_request *r = request_of();
        teamsinvite_invitation *invitation = NULL;
        teamsinvite_error *err = NULL;
        teamsinvite_status status = teamsinvite_invitation_request_set_template(
            r, TEAMSINVITE_AUDIENCE_CANDIDATE, templates[i].text, templates[i].html, &err);

        assert_int_equal(status == TEAMSINVITE_OK, templates[i].renders);
        if (status == TEAMSINVITE_OK)
            status = teamsinvite_invitation_render(w->client, w->alice, r, &invitation, &err);
        assert_int_equal(status, TEAMSINVITE_E_INVALID);
        assert_string_equal(teamsinvite_error_parameter(err), "template");
        teamsinvite_error_free(err);
        if (templates[i].renders) {
            assert_int_equal(teamsinvite_invitation_request_set_method(r, TEAMSINVITE_METHOD_CANCEL, NULL), TEAMSINVITE_OK);
            teamsinvite_invitation_free(render(w, r));
        }
        teamsinvite_invitation_request_free(r);
    }
}

/* A calendar with its lines joined as a reader joins them. */
static const char *unfolded(const char *calendar)
{
    static char out[16384];
    size_t length = 0;

    for (; *calendar != '\0' && length < sizeof(out) - 1; calendar++) {
        if (strncmp(calendar, "\r\n ", 3) == 0)
            calendar += 2;
        else
            out[length++] = *calendar;
    }
    out[length] = '\0';
    return out;
}

static void test_ways_in_stand_in_each_form_of_both_copies(void **state)
{
    static const char *const values[] = { "+49 30 1234567", "987 654 321#", "401 234", "AbCdEf" };
    world *w = *state;
    teamsinvite_invitation_request *r = request_of();
    teamsinvite_invitation *invitation;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_invitation_request_set_dial_in(r, values[0], values[1], &err), err);
    assert_worked(teamsinvite_invitation_request_set_join_id(r, "401234", values[3], &err), err);
    invitation = render(w, r);
    for (i = 0; i < 8; i++) {
        int32_t audience = i < 4 ? TEAMSINVITE_AUDIENCE_RECRUITER : TEAMSINVITE_AUDIENCE_CANDIDATE;

        assert_non_null(strstr(teamsinvite_invitation_text(invitation, audience), values[i % 4]));
        assert_non_null(strstr(teamsinvite_invitation_html(invitation, audience), values[i % 4]));
        assert_non_null(strstr(unfolded(teamsinvite_invitation_ical(invitation, audience)), values[i % 4]));
    }
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(r);
}

#define IN_WORLD(test_) cmocka_unit_test_setup_teardown(test_, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(test_both_copies_are_in_the_language_that_is_set),
        IN_WORLD(test_the_time_is_that_of_the_zone_in_its_season),
        IN_WORLD(test_a_zone_that_is_none_is_an_error_and_opens_no_file),
        IN_WORLD(test_zones_of_the_host_are_asked_for_both_ends),
        IN_WORLD(test_a_template_is_for_its_audience_and_leaves_the_calendar),
        IN_WORLD(test_a_template_without_the_link_makes_no_invitation),
        IN_WORLD(test_ways_in_stand_in_each_form_of_both_copies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
