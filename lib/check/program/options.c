/* SPDX-License-Identifier: Apache-2.0 */
/* options.c - what the command line says. */
#include "check/program/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool take_number(int64_t *field, const char *value)
{
    char *end = NULL;

    errno = 0;
    *field = strtoll(value, &end, 10);
    return errno == 0 && end != value && *end == '\0' && *field > 0;
}

static bool take_workers(check_options *o, const char *value)
{
    return take_number(&o->workers, value);
}

static bool take_rounds(check_options *o, const char *value)
{
    return take_number(&o->rounds, value);
}

static bool take_records(check_options *o, const char *value)
{
    return take_number(&o->records, value);
}

static bool take_kills(check_options *o, const char *value)
{
    return take_number(&o->kills, value);
}

static bool take_only(check_options *o, const char *value)
{
    o->only = value;
    return true;
}

static bool take_in_process(check_options *o, const char *value)
{
    (void)value;
    o->in_process = true;
    return true;
}

static bool take_quiet(check_options *o, const char *value)
{
    (void)value;
    o->quiet = true;
    return true;
}

static bool take_list(check_options *o, const char *value)
{
    (void)value;
    o->list = true;
    return true;
}

static bool take_help(check_options *o, const char *value)
{
    (void)value;
    o->help = true;
    return true;
}

typedef struct option_row {
    const char *name;
    const char *value; /* what it takes; NULL for nothing */
    bool (*take)(check_options *o, const char *value);
    const char *text;
} option_row;

static const option_row rows[] = {
    { "--workers", "N", take_workers, "threads, and processes, that race: 2 to 16 (4)" },
    { "--rounds", "N", take_rounds, "rounds of a race: 10 to 100000 (200)" },
    { "--records", "N", take_records, "records of the volume properties: 100 to 10000000 (100000)" },
    { "--kills", "N", take_kills, "how often a writing process is killed: 1 to 10000 (50)" },
    { "--only", "BEGINNING", take_only, "properties whose names begin so: list." },
    { "--in-process", NULL, take_in_process, "a module whose records are in the memory of its process" },
    { "--quiet", NULL, take_quiet, "only what failed, and the sum" },
    { "--list", NULL, take_list, "all properties with what they say, and end" },
    { "--help", NULL, take_help, "this, and end" },
};

void check_options_print_help(void)
{
    size_t i;

    (void)printf("teamsinvite-storage-check: does a storage keep the contract of <teamsinvite/storage.h>?\n\n"
                 "  teamsinvite-storage-check [OPTION...] STORAGE\n\n"
                 "STORAGE is one of\n"
                 "  memory                    the built-in one in memory\n"
                 "  sqlite:FILE               the built-in one in an SQLite file\n"
                 "  postgres:CONNINFO         the built-in one in PostgreSQL, with what libpq takes\n"
                 "  module:FILE.so[:TEXT]     yours: a shared object with teamsinvite_module_open() and _close()\n\n"
                 "It has to be empty; keys that begin with \"check/\" are removed. The exit status is 0 where\n"
                 "every property is kept, 1 where one is not, 2 where nothing could be tried.\n\n");
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *value = rows[i].value == NULL ? "" : rows[i].value;

        (void)printf("  %s %-*s %s\n", rows[i].name, (int)(24 - strlen(rows[i].name)), value, rows[i].text);
    }
}

static const option_row *find_row(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static bool complain(const char *what, const char *of)
{
    (void)fprintf(stderr, "teamsinvite-storage-check: %s%s; see --help\n", what, of);
    return false;
}

bool check_options_read(check_options *o, int argc, char **argv)
{
    int i;

    *o = (check_options){ 0 };
    for (i = 1; i < argc; i++) {
        const option_row *row = find_row(argv[i]);
        const char *value = "";

        if (row == NULL && (argv[i][0] == '-' || o->storage != NULL))
            return complain("I do not know ", argv[i]);
        if (row == NULL) {
            o->storage = argv[i];
            continue;
        }
        if (row->value != NULL && ++i == argc)
            return complain("there is nothing after ", row->name);
        if (row->value != NULL)
            value = argv[i];
        if (!row->take(o, value))
            return complain("not a number above 0 after ", row->name);
    }
    return o->storage != NULL || o->list || o->help || complain("which storage?", "");
}

static bool fits(int64_t value)
{
    return value <= INT32_MAX;
}

bool check_options_apply(const check_options *o, teamsinvite_storage_check *check)
{
    if (o->workers > 0 &&
        (!fits(o->workers) || teamsinvite_storage_check_set_workers(check, (int32_t)o->workers) != TEAMSINVITE_OK))
        return complain("not 2 to 16 after --workers", "");
    if (o->rounds > 0 &&
        (!fits(o->rounds) || teamsinvite_storage_check_set_rounds(check, (int32_t)o->rounds) != TEAMSINVITE_OK))
        return complain("not 10 to 100000 after --rounds", "");
    if (o->records > 0 && teamsinvite_storage_check_set_records(check, o->records) != TEAMSINVITE_OK)
        return complain("not 100 to 10000000 after --records", "");
    if (o->kills > 0 &&
        (!fits(o->kills) || teamsinvite_storage_check_set_kills(check, (int32_t)o->kills) != TEAMSINVITE_OK))
        return complain("not 1 to 10000 after --kills", "");
    if (o->only != NULL && teamsinvite_storage_check_set_only(check, o->only) != TEAMSINVITE_OK)
        return complain("more than 63 bytes after --only", "");
    return true;
}
