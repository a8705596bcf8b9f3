/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_stepwise.c - each operation driven by hand, io by io: the test is the
 * driver, keeps the records itself, and feeds every answer. No operation can
 * tell. The trace of steps is compared with what is written here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/world.h"

enum { RECORD_MAX = 32, TRACE_MAX = 4096, VALUE_MAX = 16384 };

/* The records as a host's own table would hold them. */
typedef struct row {
    char key[256];
    char value[VALUE_MAX];
    size_t length;
    int64_t version;
    int64_t due_ms;
} row;

static row rows[RECORD_MAX];
static char trace[TRACE_MAX];

static row *find_row(const char *key)
{
    size_t i;

    for (i = 0; i < RECORD_MAX; i++)
        if (rows[i].version != 0 && strcmp(rows[i].key, key) == 0)
            return &rows[i];
    return NULL;
}

static row *free_row(void)
{
    size_t i;

    for (i = 0; i < RECORD_MAX; i++)
        if (rows[i].version == 0)
            return &rows[i];
    fail_msg("the table is full");
    return NULL;
}

static void feed_load(teamsinvite_call *call, const row *r)
{
    if (r == NULL)
        assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    else
        assert_int_equal(teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms),
                         TEAMSINVITE_OK);
}

static void feed_save(teamsinvite_call *call, const teamsinvite_io *io, row *r)
{
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);

    assert_int_equal(r == NULL ? 0 : r->version, teamsinvite_io_expected_version(io));
    r = r == NULL ? free_row() : r;
    assert_true(length > 0 && length <= VALUE_MAX);
    (void)snprintf(r->key, sizeof(r->key), "%s", teamsinvite_io_key(io));
    memcpy(r->value, value, length);
    r->length = length;
    r->version = teamsinvite_io_version(io);
    r->due_ms = teamsinvite_io_due_ms(io);
    assert_int_equal(teamsinvite_call_complete_save(call), TEAMSINVITE_OK);
}

static void feed_remove(teamsinvite_call *call, const teamsinvite_io *io, row *r)
{
    if (r == NULL) {
        assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
        return;
    }
    assert_int_equal(r->version, teamsinvite_io_expected_version(io));
    memset(r, 0, sizeof(*r));
    assert_int_equal(teamsinvite_call_complete_remove(call), TEAMSINVITE_OK);
}

/* In the order of keys, by looking for the next greater one each time. */
static void feed_list(teamsinvite_call *call, const teamsinvite_io *io)
{
    const char *prefix = teamsinvite_io_prefix(io);
    const char *after = teamsinvite_io_after_key(io);
    const row *next;
    size_t i;

    do {
        next = NULL;
        for (i = 0; i < RECORD_MAX; i++)
            if (rows[i].version != 0 && strncmp(rows[i].key, prefix, strlen(prefix)) == 0 &&
                strcmp(rows[i].key, after) > 0 && (next == NULL || strcmp(rows[i].key, next->key) < 0) &&
                (teamsinvite_io_due_before_ms(io) == 0 ||
                 (rows[i].due_ms != 0 && rows[i].due_ms <= teamsinvite_io_due_before_ms(io))))
                next = &rows[i];
        if (next != NULL) {
            assert_int_equal(teamsinvite_call_add_item(call, next->key, next->version, next->due_ms), TEAMSINVITE_OK);
            after = next->key;
        }
    } while (next != NULL);
    assert_int_equal(teamsinvite_call_complete_list(call), TEAMSINVITE_OK);
}

static void add_header_line(char *lines, size_t size, const char *name, const char *value)
{
    size_t used = strlen(lines);

    (void)snprintf(lines + used, size - used, "%s: %s\r\n", name, value);
}

/* What a host's own HTTP stack would do, with Microsoft's side played by the simulator. */
static void feed_send(world *w, teamsinvite_call *call, const teamsinvite_io *io)
{
    teamsinvite_sim_response *response = NULL;
    teamsinvite_error *err = NULL;
    char lines[16384] = "";
    const void *body;
    const char *text;
    size_t length = 0;
    size_t i;

    for (i = 0; i < teamsinvite_io_header_count(io); i++)
        add_header_line(lines, sizeof(lines), teamsinvite_io_header_name(io, i), teamsinvite_io_header_value(io, i));
    body = teamsinvite_io_body(io, &length);
    assert_worked(teamsinvite_sim_request(w->sim, teamsinvite_io_method(io), teamsinvite_io_url(io), lines, body,
                                          length, &response, &err),
                  err);
    for (i = 0; i < teamsinvite_sim_response_header_count(response); i++)
        assert_int_equal(teamsinvite_call_add_header(call, teamsinvite_sim_response_header_name(response, i),
                                                     teamsinvite_sim_response_header_value(response, i)),
                         TEAMSINVITE_OK);
    text = teamsinvite_sim_response_body(response, &length);
    for (i = 0; i < length; i++) /* byte by byte: a host may get them as it likes */
        assert_int_equal(teamsinvite_call_add_body(call, text + i, 1), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_send(call, teamsinvite_sim_response_status(response)), TEAMSINVITE_OK);
    teamsinvite_sim_response_free(response);
}

static void note(const teamsinvite_io *io)
{
    size_t used = strlen(trace);
    const char *step = strchr(teamsinvite_io_step(io), '/');

    assert_non_null(step);
    (void)snprintf(trace + used, sizeof(trace) - used, "%s%s %s", used == 0 ? "" : "; ",
                   teamsinvite_io_kind_name(teamsinvite_io_kind(io)),
                   teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND ? teamsinvite_io_method(io) : step + 1);
}

static void feed(world *w, teamsinvite_call *call, const teamsinvite_io *io)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_SEND:
        feed_send(w, call, io);
        break;
    case TEAMSINVITE_IO_LOAD:
        feed_load(call, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_SAVE:
        feed_save(call, io, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_REMOVE:
        feed_remove(call, io, find_row(teamsinvite_io_key(io)));
        break;
    case TEAMSINVITE_IO_LIST:
        feed_list(call, io);
        break;
    case TEAMSINVITE_IO_WAIT:
        world_advance(w, teamsinvite_io_wait_ms(io));
        assert_int_equal(teamsinvite_call_complete_wait(call), TEAMSINVITE_OK);
        break;
    default:
        fail_msg("an io that nobody expects: %d", teamsinvite_io_kind(io));
    }
}

/* At most so many ios. */
static void drive_some(world *w, teamsinvite_call *call, size_t ios)
{
    const teamsinvite_io *io;

    trace[0] = '\0';
    while (ios-- > 0 && (io = teamsinvite_call_next(call)) != NULL) {
        note(io);
        feed(w, call, io);
    }
}

static void drive(world *w, teamsinvite_call *call)
{
    drive_some(w, call, 1000);
    assert_null(teamsinvite_call_next(call));
    print_message("  %-24s %s\n", teamsinvite_call_operation(call), trace);
}

#define FIND_KEYS                                                                                                      \
    "load load the keys; load look at the lease; save take the lease; load look once more; send GET; send GET; "       \
    "save keep the keys; remove release the lease; "

static void assert_trace(teamsinvite_call *call, const char *operation, const char *wanted)
{
    assert_string_equal(teamsinvite_call_operation(call), operation);
    assert_string_equal(trace, wanted);
}

static teamsinvite_redirect *finish_redirect(world *w, const char *url, const char *wanted)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, url, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "redirect.finish", wanted);
    teamsinvite_call_free(call);
    return redirect;
}

static void enable(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(
        teamsinvite_company_enable_start(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_DELEGATED, &call, &err),
        err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "company.enable", "save keep the sign-in");
    teamsinvite_call_free(call);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    redirect = finish_redirect(w, back,
                               "load load the sign-in; remove use it up; send POST; " FIND_KEYS
                               "load load the company; load look whose the directory is; "
                               "save claim the directory; save bind it to the tenant; "
                               "save keep the sign-in");
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; save keep the state"));
    teamsinvite_string_free(back);

    assert_worked(teamsinvite_company_check_start(w->client, w->admin, 0, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_company(call, &company, &err), err);
    assert_trace(call, "company.check", "load load the company; send POST");
    teamsinvite_company_free(company);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_company_status_start(w->client, w->admin, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_company(call, &company, &err), err);
    assert_trace(call, "company.status", "load load the company");
    assert_int_equal(teamsinvite_company_state(company), TEAMSINVITE_COMPANY_ENABLED);
    teamsinvite_company_free(company);
    teamsinvite_call_free(call);
}

static void connect_alice(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;

    assert_worked(teamsinvite_user_connect_start(w->client, w->alice, WORLD_SESSION, NULL, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    assert_trace(call, "user.connect", "load load the company; load load the connection; save keep the sign-in");
    teamsinvite_call_free(call);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; " FIND_KEYS
                                              "load load the connection; save keep the connection"));
    teamsinvite_string_free(back);

    assert_worked(teamsinvite_user_status_start(w->client, w->alice, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_connection(call, &connection, &err), err);
    assert_trace(call, "user.status", "load load the connection");
    teamsinvite_connection_free(connection);
    teamsinvite_call_free(call);
}

static void examine(world *w)
{
    teamsinvite_report *report = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_doctor_run_start(w->client, w->admin, "alice", &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_report(call, &report, &err), err);
    assert_trace(
        call, "doctor.run",
        "save write a record; load read it back; remove remove it; load load the company; send GET; send POST; "
        "load load the token; load look at the gate; send GET; send GET; send GET");
    assert_int_equal(teamsinvite_report_broken(report), -1);
    teamsinvite_report_free(report);
    teamsinvite_call_free(call);
}

/* Bob, in application mode: the only operation that only it has. */
static void resolve_bob(world *w)
{
    teamsinvite_connection *connection = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_resolve_start(w->client, w->admin, "bob", "bob@contoso.example", &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_connection(call, &connection, &err), err);
    assert_trace(
        call, "user.resolve",
        "load load the company; load load the token; load look at the lease; save take the lease; "
        "load look once more; load look at the gate; send POST; save keep the tokens; remove release the lease; "
        "load look at the gate; send GET; load load the connection; save keep the connection");
    teamsinvite_connection_free(connection);
    teamsinvite_call_free(call);
}

static void token(world *w, const char *wanted)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_tokens(call, &tokens, &err), err);
    assert_trace(call, "user.token", wanted);
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
}

static void create_update_show(world *w)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.create",
                 "load load the company; load find the meeting; load load the token; save note the intent; "
                 "load look at the gate; send POST; send PATCH; save keep the link");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);

    request = world_request(w, "interview-1", 30);
    assert_worked(teamsinvite_meeting_update_start(w->client, w->alice, request, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.update",
                 "load load the company; load find the meeting; load load the token; "
                 "load look at the gate; send GET; send PATCH; save move when it is due");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);

    assert_worked(teamsinvite_meeting_show_start(w->client, w->alice, "interview-1", &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    assert_trace(call, "meeting.show", "load find the meeting");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
}

/* A create that ends after its intent, as if its process had been killed; then what recover makes of it. */
static void recover(world *w)
{
    teamsinvite_meeting_request *request = world_request(w, "interview-2", 24);
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    drive_some(w, call, 4);
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);
    world_advance(w, 2 * 60000);

    assert_worked(teamsinvite_records_recover_start(w->client, NULL, 10, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_recovery(call, &recovery, &err), err);
    assert_trace(call, "records.recover",
                 "list find the next one; load find the meeting; load load the company; load load the token; "
                 "save note the intent; load look at the gate; send POST; send PATCH; save keep the link; "
                 "list find the next one");
    teamsinvite_recovery_free(recovery);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-2", NULL, 0, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    teamsinvite_call_free(call);
}

static void render(world *w)
{
    teamsinvite_invitation_request *request = NULL;
    teamsinvite_invitation *invitation = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_invitation_request_new(&request, &err), err);
    assert_worked(teamsinvite_invitation_request_set_reference(request, "interview-1", &err), err);
    assert_worked(teamsinvite_invitation_request_set_times(request, WORLD_START_MS + WORLD_HOUR_MS,
                                                           WORLD_START_MS + 2 * WORLD_HOUR_MS, &err),
                  err);
    assert_worked(teamsinvite_invitation_request_set_title(request, "Interview", &err), err);
    assert_worked(teamsinvite_invitation_request_set_recruiter(request, "A", "a@acme.example", &err), err);
    assert_worked(teamsinvite_invitation_request_set_candidate(request, "B", "b@home.example", &err), err);
    assert_worked(teamsinvite_invitation_render_start(w->client, w->alice, request, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_invitation(call, &invitation, &err), err);
    assert_trace(call, "invitation.render", "load find the meeting");
    teamsinvite_invitation_free(invitation);
    teamsinvite_invitation_request_free(request);
    teamsinvite_call_free(call);
}

static void revoke_disconnect_disable_purge(world *w)
{
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-1", NULL, 0, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_revocation(call, &revocation, &err), err);
    assert_trace(call, "meeting.revoke",
                 "load load the company; load find the meeting; save note that it is to be closed; "
                 "load load the token; load look at the gate; send GET; send PATCH; send DELETE; send GET; "
                 "remove erase the record");
    teamsinvite_revocation_free(revocation);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_user_disconnect_start(w->client, w->alice, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    assert_trace(call, "user.disconnect", "load load the connection; remove remove it");
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_company_disable_start(w->client, w->admin, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_erasure(call, &erasure, &err), err);
    assert_trace(call, "company.disable",
                 "load load the company; save stop new work; list list a batch; load look whose the directory is; "
                 "remove release the directory; remove remove the company");
    teamsinvite_erasure_free(erasure);
    teamsinvite_call_free(call);

    assert_worked(teamsinvite_records_purge_start(w->client, 10, 0, &call, &err), err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_erasure(call, &erasure, &err), err);
    assert_trace(call, "records.purge",
                 "load look when the last one was; save note this one; list list a batch");
    teamsinvite_erasure_free(erasure);
    teamsinvite_call_free(call);
}

static void test_every_operation_can_be_driven_by_hand(void **state)
{
    world *w = *state;
    size_t i;

    memset(rows, 0, sizeof(rows));
    enable(w);
    connect_alice(w);
    token(w, "load load the company; load load the token");
    world_advance(w, 2 * WORLD_HOUR_MS);
    token(w, "load load the company; load load the token; load look at the lease; save take the lease; "
             "load look once more; load look at the gate; send POST; save keep the tokens; remove release the lease");
    examine(w);
    create_update_show(w);
    recover(w);
    render(w);
    revoke_disconnect_disable_purge(w);
    for (i = 0; i < RECORD_MAX; i++) /* Entra's public keys stay for their day, and when the last purge was */
        assert_true(rows[i].version == 0 || strncmp(rows[i].key, "k/", 2) == 0 || strcmp(rows[i].key, "s/purge") == 0);
}

static teamsinvite_redirect *step(world *w, teamsinvite_status started, teamsinvite_call *call, teamsinvite_error *err)
{
    teamsinvite_redirect *redirect = NULL;

    assert_worked(started, err);
    drive(w, call);
    assert_worked(teamsinvite_call_take_redirect(call, &redirect, &err), err);
    teamsinvite_call_free(call);
    return redirect;
}

static void test_an_account_can_be_resolved_by_hand(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status started;
    char *back = NULL;

    memset(rows, 0, sizeof(rows));
    started =
        teamsinvite_company_enable_start(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_APPLICATION, &call, &err);
    redirect = step(w, started, call, err);
    assert_worked(
        teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, &back, &err),
        err);
    teamsinvite_redirect_free(redirect);
    started = teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, back, &call, &err);
    redirect = step(w, started, call, err);
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err),
                  err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_redirect_free(finish_redirect(w, back,
                                              "load load the sign-in; remove use it up; "
                                              "load load the company; send POST; send GET; "
                                              "load look for an older app token; save keep the state"));
    teamsinvite_string_free(back);
    resolve_bob(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_account_can_be_resolved_by_hand, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_every_operation_can_be_driven_by_hand, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
