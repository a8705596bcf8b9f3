/* SPDX-License-Identifier: Apache-2.0 */
/* fault_view.c - what Microsoft, the library and the file hold of each reference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/time.h"
#include "support/fault_stage.h"

enum { HOUR_S = 3600, SHOWS_A_PROCESS = 50 };

static const char *text_of(const cJSON *meeting, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(meeting, name));

    assert_non_null(text);
    return text;
}

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);

    assert_non_null(copy);
    memcpy(copy, text, strlen(text) + 1);
    return copy;
}

static void take_meeting(const stage *s, const cJSON *meeting, int first, int count, stage_view *views)
{
    int64_t start_ms = 0;
    int64_t after_s;
    int64_t which;
    stage_view *view;

    assert_true(ti_time_parse_iso(ti_slice_of(text_of(meeting, "start")), &start_ms));
    after_s = start_ms / 1000 - s->first_start_s;
    which = after_s / HOUR_S - first;
    if (which < 0 || which >= count || !cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(meeting, "exists")))
        return;
    view = &views[which];
    view->meetings++;
    view->start_s = after_s % HOUR_S;
    free(view->meeting_url);
    view->meeting_url = copy_text(text_of(meeting, "join_url"));
    (void)snprintf(view->organizer, sizeof(view->organizer), "%s", text_of(meeting, "organizer"));
}

static void look_at_microsoft(stage *s, int first, int count, stage_view *views)
{
    cJSON *state = sim_program_state(&s->sim);
    const cJSON *meeting;

    cJSON_ArrayForEach(meeting, cJSON_GetObjectItemCaseSensitive(state, "meetings"))
        take_meeting(s, meeting, first, count, views);
    cJSON_Delete(state);
}

static void take_shown(const process *p, int reference, stage_view *view)
{
    static const char shown[] = "TEAMSINVITE_OK ";
    static const char none[] = "TEAMSINVITE_E_NOT_FOUND ";
    char *result = stage_result(p, "show", reference);

    assert_non_null(result);
    if (strncmp(result, shown, sizeof(shown) - 1) == 0)
        view->stored_url = copy_text(result + sizeof(shown) - 1);
    else if (strncmp(result, none, sizeof(none) - 1) != 0)
        fail_msg("show r-%d: %s", reference, result);
    free(result);
}

static void ask_to_show(stage *s, int first, int count, stage_view *views)
{
    stage_command commands[SHOWS_A_PROCESS];
    const char *arguments[SHOWS_A_PROCESS + 1] = { NULL };
    process p;
    int i;

    for (i = 0; i < count; i++) {
        commands[i] = stage_ask(s, "show", first + i, 0);
        arguments[i] = commands[i].text;
    }
    stage_run(s, &p, arguments);
    for (i = 0; i < count; i++)
        take_shown(&p, first + i, &views[i]);
    process_free(&p);
}

static void look_into_file(const stage *s, int first, int count, stage_view *views)
{
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = NULL;
    int i;

    assert_int_equal(sqlite3_open_v2(s->file, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT 1 FROM records WHERE key = 'c/acme/m/r-' || ?", -1, &statement, NULL),
        SQLITE_OK);
    for (i = 0; i < count; i++) {
        assert_int_equal(sqlite3_bind_int(statement, 1, first + i), SQLITE_OK);
        views[i].has_record = sqlite3_step(statement) == SQLITE_ROW;
        assert_int_equal(sqlite3_reset(statement), SQLITE_OK);
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
}

static void look_into_postgres(const stage *s, int first, int count, stage_view *views)
{
    PGconn *owner = postgres_server_connect(s->postgres);
    char sql[96];
    int i;

    for (i = 0; i < count; i++) {
        char *found;

        (void)snprintf(sql, sizeof(sql), "SELECT 1 FROM teamsinvite.records WHERE key = 'c/acme/m/r-%d'", first + i);
        found = postgres_server_ask(owner, sql);
        views[i].has_record = found[0] == '1';
        free(found);
    }
    PQfinish(owner);
}

stage_view *stage_look(stage *s, int first, int count)
{
    stage_view *views = calloc((size_t)count, sizeof(*views));
    int i;

    assert_non_null(views);
    look_at_microsoft(s, first, count, views);
    for (i = 0; i < count; i += SHOWS_A_PROCESS)
        ask_to_show(s, first + i, count - i < SHOWS_A_PROCESS ? count - i : SHOWS_A_PROCESS, views + i);
    if (s->postgres != NULL)
        look_into_postgres(s, first, count, views);
    else
        look_into_file(s, first, count, views);
    return views;
}

void stage_free_views(stage_view *views, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        free(views[i].meeting_url);
        free(views[i].stored_url);
    }
    free(views);
}

static bool is_stored(const stage_view *view)
{
    return view->stored_url != NULL && view->meetings > 0 && strcmp(view->stored_url, view->meeting_url) == 0;
}

stage_tally stage_count(const stage_view *views, int count)
{
    stage_tally tally = { 0 };
    int i;

    for (i = 0; i < count; i++) {
        const stage_view *view = &views[i];

        tally.doubled += view->meetings > 1;
        tally.orphans += view->meetings > 0 && !is_stored(view);
        tally.lost += view->stored_url != NULL && !is_stored(view);
        tally.intents += view->has_record && view->stored_url == NULL;
    }
    return tally;
}

void stage_check_file(const stage *s)
{
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = NULL;

    if (s->postgres != NULL)
        return;
    assert_int_equal(sqlite3_open_v2(s->file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
}
