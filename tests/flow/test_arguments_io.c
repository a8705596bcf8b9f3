/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_io.c - an io survives bad answers, late answers and answers of another kind. */
#include <string.h>

#include "support/arguments.h"
#include "support/single_io.h"

/* Each way to answer, with arguments that its kind takes. */
typedef teamsinvite_status (*answer_fn)(teamsinvite_call *call);

static teamsinvite_status add_header(teamsinvite_call *call)
{
    return teamsinvite_call_add_header(call, "Date", "today");
}

static teamsinvite_status add_body(teamsinvite_call *call)
{
    return teamsinvite_call_add_body(call, "", 0);
}

static teamsinvite_status complete_send(teamsinvite_call *call)
{
    return teamsinvite_call_complete_send(call, 200);
}

static teamsinvite_status complete_load(teamsinvite_call *call)
{
    return teamsinvite_call_complete_load(call, "value", 5, 1, 0);
}

static teamsinvite_status add_item(teamsinvite_call *call)
{
    return teamsinvite_call_add_item(call, "key", 1, 0);
}

static teamsinvite_status complete_failed(teamsinvite_call *call)
{
    return teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
}

#define KIND(kind_) (1 << (kind_))
#define ANY_KIND 0xff

typedef struct answer {
    answer_fn give;
    int kinds;
    bool completes;
} answer;

static const answer answers[] = {
    { add_header, KIND(TEAMSINVITE_IO_SEND), false },
    { add_body, KIND(TEAMSINVITE_IO_SEND), false },
    { complete_send, KIND(TEAMSINVITE_IO_SEND), true },
    { complete_load, KIND(TEAMSINVITE_IO_LOAD), true },
    { teamsinvite_call_complete_missing, KIND(TEAMSINVITE_IO_LOAD) | KIND(TEAMSINVITE_IO_REMOVE), true },
    { teamsinvite_call_complete_save, KIND(TEAMSINVITE_IO_SAVE), true },
    { teamsinvite_call_complete_conflict, KIND(TEAMSINVITE_IO_SAVE) | KIND(TEAMSINVITE_IO_REMOVE), true },
    { teamsinvite_call_complete_remove, KIND(TEAMSINVITE_IO_REMOVE), true },
    { add_item, KIND(TEAMSINVITE_IO_LIST), false },
    { teamsinvite_call_complete_list, KIND(TEAMSINVITE_IO_LIST), true },
    { teamsinvite_call_complete_wait, KIND(TEAMSINVITE_IO_WAIT), true },
    { teamsinvite_call_complete_deliver, KIND(TEAMSINVITE_IO_DELIVER), true },
    { complete_failed, ANY_KIND, true },
};

static teamsinvite_call *begin_io(const arguments_bench *b, int32_t kind)
{
    teamsinvite_call *call = single_io_begin(b->good.client, kind, 1000);

    assert_non_null(call);
    call->io.limit = kind == TEAMSINVITE_IO_LIST ? 2 : 0;
    call->io.response_limit = kind == TEAMSINVITE_IO_SEND ? 16 : 0;
    return call;
}

static void test_answers_to_no_call_are_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < ARGUMENTS_COUNT(answers); i++)
        assert_int_equal(answers[i].give(NULL), TEAMSINVITE_E_INVALID);
}

static void assert_only_its_own_kind(const arguments_bench *b, const answer *a, int32_t kind)
{
    teamsinvite_call *call = begin_io(b, kind);
    bool fits = (a->kinds & KIND(kind)) != 0;

    assert_int_equal(a->give(call), fits ? TEAMSINVITE_OK : TEAMSINVITE_E_INVALID);
    if (!fits || !a->completes) /* unharmed: the right answer still comes */
        assert_int_equal(complete_failed(call), TEAMSINVITE_OK);
    assert_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_outcome(call, NULL),
                     fits && a->completes && a->give != complete_failed ? TEAMSINVITE_OK : TEAMSINVITE_E_NO_MEMORY);
    assert_int_equal(a->give(call), TEAMSINVITE_E_INVALID); /* finished: no io is open */
    teamsinvite_call_free(call);
}

static void test_an_io_takes_the_answers_of_its_kind_only(void **state)
{
    int32_t kind;
    size_t i;

    for (kind = TEAMSINVITE_IO_SEND; kind <= TEAMSINVITE_IO_DELIVER; kind++)
        for (i = 0; i < ARGUMENTS_COUNT(answers); i++)
            assert_only_its_own_kind(*state, &answers[i], kind);
}

static void test_a_second_answer_fails_the_call(void **state)
{
    teamsinvite_call *call = begin_io(*state, TEAMSINVITE_IO_SAVE);

    assert_int_equal(teamsinvite_call_complete_save(call), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_save(call), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_HANDLER);
    teamsinvite_call_free(call);
}

static void test_a_response_with_bad_parts_is_refused_part_by_part(void **state)
{
    teamsinvite_call *call = begin_io(*state, TEAMSINVITE_IO_SEND);

    assert_int_equal(teamsinvite_call_add_header(call, NULL, "x"), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_header(call, "x", NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_body(call, NULL, 1), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_body(call, NULL, 0), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_send(call, INT32_MIN), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_send(call, 99), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_send(call, 600), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_body(call, "sixteen bytes ok", 16), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_send(call, 200), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
}

static void assert_over_long_response(const arguments_bench *b, size_t body, const char *header)
{
    teamsinvite_call *call = begin_io(b, TEAMSINVITE_IO_SEND);

    if (header != NULL)
        assert_int_equal(teamsinvite_call_add_header(call, "x", header), TEAMSINVITE_E_RESPONSE);
    else
        assert_int_equal(teamsinvite_call_add_body(call, "seventeen bytes !", body), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(teamsinvite_call_complete_send(call, 200), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_RESPONSE); /* also where the handler goes on */
    teamsinvite_call_free(call);
}

static void test_a_response_over_its_limits_is_refused(void **state)
{
    assert_over_long_response(*state, 17, NULL);
    assert_over_long_response(*state, SIZE_MAX, NULL);
    assert_over_long_response(*state, 0, text_of_length("", 33 * 1024));
}

static void test_a_loaded_record_with_bad_parts_is_refused(void **state)
{
    teamsinvite_call *call = begin_io(*state, TEAMSINVITE_IO_LOAD);

    assert_int_equal(teamsinvite_call_complete_load(call, NULL, 1, 1, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, "x", 1, 0, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, "x", 1, -1, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, "x", 1, 1, -1), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, "x", TEAMSINVITE_VALUE_MAX + 1, 1, 0), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_CORRUPT);
    teamsinvite_call_free(call);
}

static void test_a_listed_key_with_bad_parts_is_refused(void **state)
{
    teamsinvite_call *call = begin_io(*state, TEAMSINVITE_IO_LIST);

    assert_int_equal(teamsinvite_call_add_item(call, NULL, 1, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_item(call, "k", 0, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_item(call, "k", 1, -1), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_item(call, text_of_length("", TEAMSINVITE_KEY_MAX + 1), 1, 0),
                     TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_add_item(call, text_of_length("", TEAMSINVITE_KEY_MAX), 1, 0), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_add_item(call, "k", 1, 0), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_add_item(call, "l", 1, 0), TEAMSINVITE_E_INVALID); /* over the limit of 2 */
    assert_int_equal(teamsinvite_call_complete_list(call), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
}

typedef struct bad_failure {
    int32_t kind;
    teamsinvite_status given;
    teamsinvite_status counts_as;
} bad_failure;

static void test_a_failure_that_a_kind_cannot_have_counts_as_the_handlers(void **state)
{
    static const bad_failure failures[] = {
        { TEAMSINVITE_IO_LOAD, TEAMSINVITE_OK, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_LOAD, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_LOAD, INT32_MIN, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_LOAD, TEAMSINVITE_E_STORAGE, TEAMSINVITE_E_STORAGE },
        { TEAMSINVITE_IO_SEND, TEAMSINVITE_E_STORAGE, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_SEND, TEAMSINVITE_OK, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_SEND, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_NETWORK },
        { TEAMSINVITE_IO_SEND, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_E_RESPONSE },
        { TEAMSINVITE_IO_SEND, TEAMSINVITE_E_MAIL, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_WAIT, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_NETWORK },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_E_MAIL_BUSY, TEAMSINVITE_E_MAIL_BUSY },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_E_MAIL, TEAMSINVITE_E_MAIL },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_E_STORAGE, TEAMSINVITE_E_HANDLER },
        { TEAMSINVITE_IO_DELIVER, TEAMSINVITE_OK, TEAMSINVITE_E_HANDLER },
    };
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(failures); i++) {
        teamsinvite_call *call = begin_io(*state, failures[i].kind);

        assert_int_equal(teamsinvite_call_complete_failed(call, failures[i].given, text_of_length("\r\n\xff", 5000)),
                         TEAMSINVITE_OK);
        assert_int_equal(teamsinvite_call_run(call), failures[i].counts_as);
        assert_int_equal(teamsinvite_call_outcome(call, &err), failures[i].counts_as);
        assert_null(strpbrk(teamsinvite_error_message(err), "\r\n\xff"));
        teamsinvite_error_free(err);
        teamsinvite_call_free(call);
    }
}

static void assert_io_reads_as_empty(const teamsinvite_io *io)
{
    size_t length = 7;

    assert_null(teamsinvite_io_body(io, &length));
    assert_int_equal(length, 0);
    length = 7;
    assert_null(teamsinvite_io_value(io, &length));
    assert_int_equal(length, 0);
    assert_null(teamsinvite_io_body(io, NULL));
    assert_null(teamsinvite_io_value(io, NULL));
    assert_string_equal(teamsinvite_io_method(io), "");
    assert_string_equal(teamsinvite_io_url(io), "");
    assert_int_equal(teamsinvite_io_header_count(io), 0);
    assert_null(teamsinvite_io_header_name(io, 0));
    assert_null(teamsinvite_io_header_value(io, SIZE_MAX));
    assert_int_equal(teamsinvite_io_response_limit(io), 0);
    assert_string_equal(teamsinvite_io_key(io), "");
    assert_int_equal(teamsinvite_io_due_ms(io), 0);
    assert_int_equal(teamsinvite_io_expected_version(io), 0);
    assert_int_equal(teamsinvite_io_version(io), 0);
    assert_string_equal(teamsinvite_io_prefix(io), "");
    assert_string_equal(teamsinvite_io_after_key(io), "");
    assert_int_equal(teamsinvite_io_due_before_ms(io), 0);
    assert_int_equal(teamsinvite_io_limit(io), 0);
    assert_int_equal(teamsinvite_io_wait_ms(io), 0);
}

static void test_an_io_that_is_null_or_of_no_such_kind_reads_as_empty(void **state)
{
    teamsinvite_call *call = begin_io(*state, TEAMSINVITE_IO_DELIVER);

    assert_io_reads_as_empty(NULL);
    assert_io_reads_as_empty(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_io_kind(NULL), 0);
    assert_string_equal(teamsinvite_io_step(NULL), "");
    assert_int_equal(teamsinvite_io_timeout_ms(NULL), 0);
    assert_string_equal(teamsinvite_io_kind_name(INT32_MIN), "?");
    assert_string_equal(teamsinvite_io_kind_name(0), "?");
    assert_string_equal(teamsinvite_io_kind_name(INT32_MAX), "?");
    teamsinvite_call_free(call);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_to_no_call_are_refused),
        IN_BENCH(test_an_io_takes_the_answers_of_its_kind_only),
        IN_BENCH(test_a_second_answer_fails_the_call),
        IN_BENCH(test_a_response_with_bad_parts_is_refused_part_by_part),
        IN_BENCH(test_a_response_over_its_limits_is_refused),
        IN_BENCH(test_a_loaded_record_with_bad_parts_is_refused),
        IN_BENCH(test_a_listed_key_with_bad_parts_is_refused),
        IN_BENCH(test_a_failure_that_a_kind_cannot_have_counts_as_the_handlers),
        IN_BENCH(test_an_io_that_is_null_or_of_no_such_kind_reads_as_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
