/* SPDX-License-Identifier: Apache-2.0 */
/* fault_stage.c - where processes are killed, and what is left of a reference on both sides. */
#include "support/fault_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOUR_S = 3600, DAYS_AHEAD = 60, CREATES_A_PROCESS = 40 };

static const char *path_from(const char *name)
{
    const char *path = getenv(name);

    if (path == NULL)
        fail_msg("%s is not set", name);
    return path;
}

static void open_records(stage *s)
{
    const char *storage = getenv("TEAMSINVITE_FAULT_STORAGE");

    s->records = s->file;
    if (storage == NULL || strcmp(storage, "postgres") != 0)
        return;
    s->postgres = calloc(1, sizeof(*s->postgres));
    assert_non_null(s->postgres);
    postgres_server_start(s->postgres);
    s->records = s->postgres->direct;
}

int stage_setup(void **state)
{
    static const char *const prepare[] = { "prepare", NULL };
    const char *tmp = getenv("TMPDIR");
    stage *s = calloc(1, sizeof(*s));
    process p;

    assert_non_null(s);
    s->worker = path_from("TEAMSINVITE_FAULT_WORKER");
    s->first_start_s = ((int64_t)time(NULL) / HOUR_S + DAYS_AHEAD * 24) * HOUR_S;
    (void)snprintf(s->folder, sizeof(s->folder), "%s/teamsinvite-fault-XXXXXX", tmp == NULL ? "/tmp" : tmp);
    assert_non_null(mkdtemp(s->folder));
    (void)snprintf(s->file, sizeof(s->file), "%s/records.db", s->folder);
    open_records(s);
    sim_program_start(&s->sim, path_from("TEAMSINVITE_SIM"));
    stage_run(s, &p, prepare);
    process_free(&p);
    *state = s;
    return 0;
}

static void remove_file(const stage *s, const char *suffix)
{
    char path[192];

    (void)snprintf(path, sizeof(path), "%s%s", s->file, suffix);
    (void)unlink(path);
}

int stage_teardown(void **state)
{
    stage *s = *state;

    if (s == NULL)
        return 0;
    sim_program_stop(&s->sim);
    remove_file(s, "");
    remove_file(s, "-journal");
    (void)rmdir(s->folder);
    if (s->postgres != NULL)
        postgres_server_stop(s->postgres);
    free(s->postgres);
    free(s);
    return 0;
}

stage_command stage_ask(const stage *s, const char *operation, int reference, int start_s)
{
    stage_command command;
    int64_t at_s = s->first_start_s + (int64_t)reference * HOUR_S + start_s;

    (void)snprintf(command.text, sizeof(command.text), "%s:r-%d:%lld", operation, reference, (long long)at_s);
    return command;
}

void stage_start(const stage *s, process *p, const char *const *arguments)
{
    const char *argv[PROCESS_ARGUMENTS_MAX] = { s->worker, s->sim.base_url, s->records, "--clock-ahead" };
    char ahead[24];
    size_t i;

    (void)snprintf(ahead, sizeof(ahead), "%lld", (long long)s->ahead_ms);
    argv[4] = ahead;
    for (i = 0; arguments[i] != NULL; i++) {
        assert_true(i + 6 < PROCESS_ARGUMENTS_MAX);
        argv[i + 5] = arguments[i];
    }
    process_start(p, argv);
}

void stage_run(const stage *s, process *p, const char *const *arguments)
{
    stage_start(s, p, arguments);
    process_wait(p);
    assert_int_equal(p->exit_code, 0);
}

char *stage_result(const process *p, const char *operation, int reference)
{
    char wanted[STAGE_COMMAND_MAX];
    const char *line = p->output;
    int length = snprintf(wanted, sizeof(wanted), "%s r-%d ", operation, reference);
    size_t size;
    char *result;

    while (line != NULL && strncmp(line, wanted, (size_t)length) != 0) {
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    if (line == NULL)
        return NULL;
    line += length;
    size = strcspn(line, "\n");
    result = malloc(size + 1);
    assert_non_null(result);
    memcpy(result, line, size);
    result[size] = '\0';
    return result;
}

char *stage_run_one(const stage *s, const char *operation, int reference, int start_s)
{
    stage_command command = stage_ask(s, operation, reference, start_s);
    const char *const arguments[] = { command.text, NULL };
    process p;
    char *result;

    stage_run(s, &p, arguments);
    result = stage_result(&p, operation, reference);
    process_free(&p);
    return result;
}

static void create_some(const stage *s, int first, int count)
{
    stage_command commands[CREATES_A_PROCESS];
    const char *arguments[CREATES_A_PROCESS + 1] = { NULL };
    process p;
    int i;

    for (i = 0; i < count; i++) {
        commands[i] = stage_ask(s, "create", first + i, 0);
        arguments[i] = commands[i].text;
    }
    stage_run(s, &p, arguments);
    for (i = 0; i < count; i++) {
        char *result = stage_result(&p, "create", first + i);

        assert_memory_equal(result, "TEAMSINVITE_OK ", 15);
        free(result);
    }
    process_free(&p);
}

/* In as few processes as take so many arguments. */
void stage_create(const stage *s, int first, int count)
{
    int i;

    for (i = 0; i < count; i += CREATES_A_PROCESS)
        create_some(s, first + i, count - i < CREATES_A_PROCESS ? count - i : CREATES_A_PROCESS);
}

stage_recovery stage_read_recovery(const process *p)
{
    static const char worked[] = " TEAMSINVITE_OK ";
    const char *line = strstr(p->output, worked);
    stage_recovery r = { 0 };
    char *end = NULL;

    if (line == NULL)
        fail_msg("%s", p->output);
    r.finished = (int)strtol(line + sizeof(worked) - 1, &end, 10);
    r.undone = (int)strtol(end + strlen(" finished "), &end, 10);
    r.left = (int)strtol(end + strlen(" undone "), &end, 10);
    return r;
}

stage_recovery stage_recover(const stage *s)
{
    static const char *const arguments[] = { "--clock-ahead", STAGE_DEAD_TEXT, "recover", NULL };
    stage_recovery recovery;
    process p;

    stage_run(s, &p, arguments);
    recovery = stage_read_recovery(&p);
    process_free(&p);
    return recovery;
}
