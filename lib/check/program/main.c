/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - teamsinvite-storage-check: the check as a program. */
#include <stdio.h>
#include <unistd.h>

#include "check/program/adapter.h"
#include "check/program/options.h"

typedef struct teller {
    bool quiet;
    bool on_terminal; /* progress is for people */
    bool has_line;    /* a line of progress is to be wiped */
} teller;

static void wipe_line(teller *t)
{
    if (t->has_line)
        (void)fprintf(stderr, "\r\033[K");
    t->has_line = false;
}

static void report(const char *name, int32_t result, const char *detail, void *user_data)
{
    teller *t = user_data;

    wipe_line(t);
    if (result == TEAMSINVITE_PROPERTY_FAILED)
        (void)printf("FAILED   %s: %s\n", name, detail);
    else if (!t->quiet)
        (void)printf("%s  %s\n", result == TEAMSINVITE_PROPERTY_KEPT ? "kept   " : "skipped", name);
    (void)fflush(stdout);
}

static void progress(const char *name, int64_t done, int64_t of, void *user_data)
{
    teller *t = user_data;

    if (!t->on_terminal)
        return;
    t->has_line = true;
    (void)fprintf(stderr, "\r%s %lld of %lld", name, (long long)done, (long long)of);
}

static void list_properties(void)
{
    size_t i;

    for (i = 0; i < teamsinvite_storage_check_property_count(); i++)
        (void)printf("%-28s %s\n", teamsinvite_storage_check_property_name(i),
                     teamsinvite_storage_check_property_text(i));
}

/* The exit status. */
static int conclude(const teamsinvite_storage_check *check, teamsinvite_status status, const teamsinvite_error *error)
{
    size_t failed = teamsinvite_storage_check_failed_count(check);

    if (status != TEAMSINVITE_OK && failed == 0) {
        (void)fprintf(stderr, "teamsinvite-storage-check: %s\n", teamsinvite_error_message(error));
        return 2;
    }
    (void)printf("%zu kept, %zu failed, %zu skipped\n",
                 teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_KEPT), failed,
                 teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_SKIPPED));
    return failed == 0 ? 0 : 1;
}

static int check_storage(const check_options *o, check_adapter *adapter)
{
    teller t = { .quiet = o->quiet, .on_terminal = isatty(STDERR_FILENO) == 1 };
    teamsinvite_storage_check *check = NULL;
    teamsinvite_error *error = NULL;
    teamsinvite_status status;
    int result = 2;

    status = teamsinvite_storage_check_new(adapter->open, adapter->close, adapter, &check, &error);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_storage_check_set_reach(check, adapter->reach);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_storage_check_set_report(check, report, progress, &t);
    if (status == TEAMSINVITE_OK && check_options_apply(o, check)) {
        status = teamsinvite_storage_check_run(check, &error);
        result = conclude(check, status, error);
    }
    teamsinvite_error_free(error);
    teamsinvite_storage_check_free(check);
    return result;
}

int main(int argc, char **argv)
{
    check_options options;
    check_adapter adapter;
    int result = 2;

    if (!check_options_read(&options, argc, argv))
        return 2;
    if (options.help || options.list) {
        if (options.help)
            check_options_print_help();
        else
            list_properties();
        return 0;
    }
    if (check_adapter_find(&adapter, options.storage)) {
        if (options.in_process)
            adapter.reach = TEAMSINVITE_STORAGE_OF_PROCESS;
        result = check_storage(&options, &adapter);
    }
    check_adapter_end(&adapter);
    return result;
}
