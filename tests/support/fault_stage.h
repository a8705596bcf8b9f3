/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fault_stage.h - where processes are killed: the simulator as a program, an
 * SQLite file in a folder of its own or a PostgreSQL (TEAMSINVITE_FAULT_STORAGE
 * says "postgres"), workers (tests/fault/worker.c), and a look
 * at what both sides hold of a reference.
 *
 * Each reference has an hour of its own in which its meetings begin. So every
 * meeting at Microsoft tells whose it is, also one that nobody asked for.
 */
#ifndef TI_TESTS_SUPPORT_FAULT_STAGE_H
#define TI_TESTS_SUPPORT_FAULT_STAGE_H

#include <stdint.h>

#include "support/postgres_server.h"
#include "support/sim_program.h"

enum { STAGE_COMMAND_MAX = 96 };

/* Who has been at a record for that long is dead: twice the client's time-out. */
#define STAGE_DEAD_MS 121000
#define STAGE_DEAD_TEXT "121000"

typedef struct stage {
    sim_program sim;
    char folder[128];
    char file[160];
    postgres_server *postgres; /* NULL: the file it is */
    const char *records;       /* as a worker takes them */
    const char *worker;
    int64_t first_start_s;
    int64_t ahead_ms; /* of the clock of every worker */
    int next;         /* the first reference that nobody has used */
} stage;

/* "create:r-17:1900000000", a command for the worker. */
typedef struct stage_command {
    char text[STAGE_COMMAND_MAX];
} stage_command;

/* Of one reference, on both sides. */
typedef struct stage_view {
    int meetings;      /* at Microsoft, not deleted */
    char *meeting_url; /* of one of them */
    char organizer[40];
    int64_t start_s;  /* when it begins, after the hour of the reference */
    char *stored_url; /* what meeting.show gives; NULL: nothing */
    bool has_record;  /* a link or an intent */
} stage_view;

/* How many of the references are not as they should be. */
typedef struct stage_tally {
    int lost;    /* a link is stored, and no meeting is behind it */
    int doubled; /* two meetings or more */
    int orphans; /* a meeting, and its link is not stored */
    int intents; /* a record that is not a link */
} stage_tally;

/* cmocka's set-up and tear-down, with the company enabled, and alice and bob connected. */
int stage_setup(void **state);
int stage_teardown(void **state);

stage_command stage_ask(const stage *s, const char *operation, int reference, int start_s);

/* A worker with these arguments, ended by NULL. */
void stage_start(const stage *s, process *p, const char *const *arguments);

/* Its result, "TEAMSINVITE_OK https://…", of its line that begins so; NULL where there is none. Copied. */
char *stage_result(const process *p, const char *operation, int reference);

/* Start one and wait; it must end by itself. */
void stage_run(const stage *s, process *p, const char *const *arguments);

/* One command without options; the result is yours to free. */
char *stage_run_one(const stage *s, const char *operation, int reference, int start_s);

/* A meeting of alice's for each of these references. */
void stage_create(const stage *s, int first, int count);

/* What a recovery has come to. */
typedef struct stage_recovery {
    int finished;
    int undone;
    int left;
} stage_recovery;

/* Under a clock by which all who were at a record are dead. */
stage_recovery stage_recover(const stage *s);

/* Of a worker that was told "recover". */
stage_recovery stage_read_recovery(const process *p);

/* Look at references from `first` on. To be freed. */
stage_view *stage_look(stage *s, int first, int count);
void stage_free_views(stage_view *views, int count);

stage_tally stage_count(const stage_view *views, int count);

/* How many of the stored links lead to no meeting, or to one without the settings of an interview. */
int stage_count_unset(stage *s, const stage_view *views, int count);

/* PRAGMA integrity_check of a file; PostgreSQL sees to that itself. */
void stage_check_file(const stage *s);

#endif
