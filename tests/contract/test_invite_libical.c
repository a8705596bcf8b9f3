/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_invite_libical.c - our calendar objects, read by somebody else's reader:
 * every property and parameter comes back as it was meant, none besides.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include <teamsinvite/invitation.h>

#include "contract/invite_copy.h"

static icalcomponent *parse(const invite_copy *copy, const char *ical)
{
    icalcomponent *calendar = icalparser_parse_string(ical);

    if (calendar == NULL || icalcomponent_count_errors(calendar) != 0)
        fail_msg("%s: libical cannot read it", copy->wanted.name);
    assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 1);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 1);
    return calendar;
}

/* Text unescaped; all else has no escapes. */
static const char *value_of(icalproperty *property)
{
    const icalvalue *value = icalproperty_get_value(property);

    if (icalvalue_isa(value) == ICAL_TEXT_VALUE)
        return icalvalue_get_text(value);
    if (icalvalue_isa(value) == ICAL_X_VALUE)
        return icalvalue_get_x(value);
    return icalproperty_get_value_as_string(property);
}

static const char *name_of(icalproperty *property)
{
    return icalproperty_isa(property) == ICAL_X_PROPERTY ? icalproperty_get_x_name(property)
                                                         : icalproperty_get_property_name(property);
}

static bool has_parameters(icalproperty *property, const invite_property *wanted)
{
    size_t i;

    if ((size_t)icalproperty_count_parameters(property) != wanted->parameter_count)
        return false;
    for (i = 0; i < wanted->parameter_count; i++) {
        const char *value = icalproperty_get_parameter_as_string(property, wanted->parameters[i].name);

        if (value == NULL || strcmp(value, wanted->parameters[i].value) != 0)
            return false;
    }
    return true;
}

static bool is_wanted(icalproperty *property, const invite_property *wanted)
{
    return strcmp(name_of(property), wanted->name) == 0 && strcmp(value_of(property), wanted->value) == 0 &&
           has_parameters(property, wanted);
}

static size_t count_matches(icalcomponent *component, const invite_property *wanted)
{
    icalproperty *p = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
    size_t count = 0;

    for (; p != NULL; p = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY))
        count += is_wanted(p, wanted) ? 1 : 0;
    return count;
}

static void check_component(const invite_copy *copy, icalcomponent *component, const invite_properties *wanted)
{
    size_t i;

    for (i = 0; i < wanted->count; i++) {
        if (count_matches(component, &wanted->list[i]) != 1)
            fail_msg("%s: not once %s \"%s\"", copy->wanted.name, wanted->list[i].name, wanted->list[i].value);
    }
    if ((size_t)icalcomponent_count_properties(component, ICAL_ANY_PROPERTY) != wanted->count)
        fail_msg("%s: a property that is not expected", copy->wanted.name);
}

static void check_calendar(const invite_copy *copy, icalcomponent *calendar)
{
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);

    check_component(copy, calendar, &copy->calendar);
    check_component(copy, event, &copy->event);
    assert_int_equal(icalcomponent_count_components(event, ICAL_ANY_COMPONENT), 0);
}

static void check_properties(const invite_copy *copy)
{
    icalcomponent *calendar = parse(copy, copy->ical);

    check_calendar(copy, calendar);
    icalcomponent_free(calendar);
    icalmemory_free_ring();
}

static void test_every_property_of_every_copy_reads_back(void **state)
{
    (void)state;
    assert_true(invite_case_count >= 45);
    invite_copy_check_all(check_properties);
}

/* libical 3.0 reads the ^^ of RFC 6868 and writes it as ^, which it misreads then. */
static bool is_written_well(const invite_copy *copy)
{
    return strchr(copy->wanted.recruiter_name, '^') == NULL;
}

static void check_written_again(const invite_copy *copy)
{
    icalcomponent *first, *second;
    char *text;

    if (!is_written_well(copy))
        return;
    first = parse(copy, copy->ical);
    text = icalcomponent_as_ical_string_r(first);
    second = parse(copy, text);
    check_calendar(copy, second);
    icalcomponent_free(second);
    icalmemory_free_buffer(text);
    icalcomponent_free(first);
}

static void test_every_copy_survives_being_written_by_another_program(void **state)
{
    (void)state;
    invite_copy_check_all(check_written_again);
}

static void check_method(const invite_copy *copy)
{
    icalcomponent *calendar = parse(copy, copy->ical);

    if (!icalrestriction_check(calendar) || icalcomponent_count_errors(calendar) != 0)
        fail_msg("%s: against RFC 5546", copy->wanted.name);
    icalcomponent_free(calendar);
}

/* RFC 5546: what each method must and must not have. */
static void test_every_copy_keeps_the_rules_of_its_method(void **state)
{
    (void)state;
    invite_copy_check_all(check_method);
}

static void check_no_note(const invite_copy *copy)
{
    assert_null(strstr(copy->ical, INVITE_NOTE));
}

static void test_no_copy_holds_the_internal_note(void **state)
{
    (void)state;
    invite_copy_check_all(check_no_note);
}

/* Each length from 2 to 199, so that each property folds at each place. */
static void test_texts_of_every_length_read_back(void **state)
{
    char text[200 + 1];
    size_t length;

    (void)state;
    for (length = 2; length <= 199; length++) {
        const invite_case c = { .name = "length", .title = text, .message = text, .recruiter_name = text,
                                .candidate_name = text };

        memset(text, 'x', length);
        memcpy(text + length - 1, length % 2 == 0 ? "\xc3\xa9" : "yz", 3);
        invite_copy_check(&c, TEAMSINVITE_AUDIENCE_RECRUITER, check_properties);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_property_of_every_copy_reads_back),
        cmocka_unit_test(test_every_copy_survives_being_written_by_another_program),
        cmocka_unit_test(test_every_copy_keeps_the_rules_of_its_method),
        cmocka_unit_test(test_no_copy_holds_the_internal_note),
        cmocka_unit_test(test_texts_of_every_length_read_back),
    };

    icalerror_set_errors_are_fatal(0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
