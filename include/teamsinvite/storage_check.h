/* SPDX-License-Identifier: Apache-2.0 */
/**
 * storage_check.h - does my storage keep the contract? A run that says.
 *
 * storage.h is short, and each line of it is one that a storage gets wrong
 * sooner or later. A *check* opens your storage as your program does, puts it
 * through well over a hundred *properties*, and names those that it lacks: one after
 * another, then from several threads, from several processes, and from
 * processes that are killed while they write.
 *
 *     teamsinvite_storage_check *check = NULL;
 *
 *     teamsinvite_storage_check_new(open_mine, close_mine, settings, &check, &err);
 *     status = teamsinvite_storage_check_run(check, &err);
 *     for (i = 0; i < teamsinvite_storage_check_failed_count(check); i++)
 *         puts(teamsinvite_storage_check_failed_name(check, i));
 *     teamsinvite_storage_check_free(check);
 *
 * A component of its own (libteamsinvite-check, pkg-config teamsinvite-check),
 * for tests; an application does not link it. The program
 * teamsinvite-storage-check does the same from a command line.
 *
 * Threads: one check belongs to one thread.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_STORAGE_CHECK_H
#define TEAMSINVITE_STORAGE_CHECK_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One run over one storage; opaque. */
typedef struct teamsinvite_storage_check teamsinvite_storage_check;

/**
 * Open the storage: connect, open the file, or hand out the one there is.
 *
 * When:      before each property, and once in each thread and each process
 *            that has a storage of its own. No storage is open when a process
 *            is forked.
 * Thread:    the one that is going to use it, not always that of the run.
 * Answer:    TEAMSINVITE_OK with a handler and what it is given as its
 *            user_data; anything else ends the property as failed.
 */
typedef teamsinvite_status (*teamsinvite_storage_open_fn)(void *user_data, teamsinvite_handler_fn *handler,
                                                          void **storage);

/** Close what was opened; same thread as its opening. Not called in a process that is killed. */
typedef void (*teamsinvite_storage_close_fn)(void *user_data, void *storage);

/** Where the records are, and so which properties there can be. */
enum {
    TEAMSINVITE_STORAGE_OF_PROCESS = 1,  /**< in this process's memory: no other processes, nothing durable */
    TEAMSINVITE_STORAGE_OF_MACHINE = 2   /**< outlives the process, and other processes see it; the default */
};

/** How a property came out. */
enum {
    TEAMSINVITE_PROPERTY_KEPT = 1,
    TEAMSINVITE_PROPERTY_FAILED = 2,
    TEAMSINVITE_PROPERTY_SKIPPED = 3 /**< it takes processes, which this storage does not have */
};

/**
 * Told when a property is decided.
 *
 * @p name "save.insert_conflict"; @p result TEAMSINVITE_PROPERTY_…; @p detail
 * what was expected and what came, "" unless it failed. All borrowed.
 * Thread: that of the run.
 */
typedef void (*teamsinvite_storage_report_fn)(const char *name, int32_t result, const char *detail, void *user_data);

/** Told now and then while a long property is at work. Thread: that of the run. */
typedef void (*teamsinvite_storage_progress_fn)(const char *name, int64_t done, int64_t of, void *user_data);

/**
 * Make a check.
 *
 * @param open      how to come to the storage
 * @param close     may be NULL: nothing is to be closed
 * @param user_data borrowed; for both
 * @param[out] out  yours to free with teamsinvite_storage_check_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_new(teamsinvite_storage_open_fn open,
                                                                 teamsinvite_storage_close_fn close, void *user_data,
                                                                 teamsinvite_storage_check **out,
                                                                 teamsinvite_error **err);

TEAMSINVITE_API void teamsinvite_storage_check_free(teamsinvite_storage_check *check);

/** TEAMSINVITE_STORAGE_OF_…. @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID; the same for all that set */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_reach(teamsinvite_storage_check *check, int32_t reach);

/** Threads, and processes, that race: 2 to 16; 4 by default. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_workers(teamsinvite_storage_check *check,
                                                                         int32_t workers);

/** What each of them does in a race: 10 to 100,000 rounds; 200 by default. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_rounds(teamsinvite_storage_check *check,
                                                                        int32_t rounds);

/** Records of the volume properties: 100 to 10,000,000; 100,000 by default. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_records(teamsinvite_storage_check *check,
                                                                         int64_t records);

/** How often a process is killed while it writes: 1 to 10,000; 50 by default. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_kills(teamsinvite_storage_check *check, int32_t kills);

/** Only properties whose names begin with this: "list.", say; copied, at most 63 bytes; "" for all. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_only(teamsinvite_storage_check *check,
                                                                      const char *beginning);

/** Whom to tell; each may be NULL. */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_set_report(teamsinvite_storage_check *check,
                                                                        teamsinvite_storage_report_fn report,
                                                                        teamsinvite_storage_progress_fn progress,
                                                                        void *user_data);

/**
 * Put the storage through all properties.
 *
 * It must be empty: all keys that the check writes begin with "check/", and
 * what an earlier run has left of those is removed, but records of somebody
 * else are not touched: the run is refused. One run at a time: a second one
 * would remove what the first has written. Blocks, minutes for a storage that
 * writes to a disk.
 *
 * Processes are made with fork(): call it while this process has no other
 * thread. A property whose processes do not say a word for two minutes has
 * failed; a handler that hangs on a thread of this process hangs the run.
 *
 * What a process had under way when it was killed may happen later, where a
 * server does the work: the check counts on versions, as the library does.
 *
 * A storage under load may answer TEAMSINVITE_E_STORAGE_BUSY, where it knows
 * that nothing was done: the check asks again, up to 30 seconds and more.
 *
 * What a run cannot see: whether a record outlives a power failure. A process
 * that is killed leaves the system and its caches alone; whether the storage
 * has them written (fsync) is for you to know.
 *
 * @return TEAMSINVITE_OK       every property is kept, or was skipped
 * @return TEAMSINVITE_E_STORAGE  at least one failed: the message names the first; or it cannot be opened
 * @return TEAMSINVITE_E_CONFLICT the storage holds other records: nothing was done
 * @return TEAMSINVITE_E_INVALID  @p check is NULL, or no property's name begins as set
 * @return TEAMSINVITE_E_NO_MEMORY
 *
 * Callbacks: open and close on this thread and on others, report and progress
 *            on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_storage_check_run(teamsinvite_storage_check *check,
                                                                 teamsinvite_error **err);

/** Of the last run: the properties that failed, in order. @return borrowed; "" beyond the end */
TEAMSINVITE_API size_t teamsinvite_storage_check_failed_count(const teamsinvite_storage_check *check);
TEAMSINVITE_API const char *teamsinvite_storage_check_failed_name(const teamsinvite_storage_check *check, size_t index);
TEAMSINVITE_API const char *teamsinvite_storage_check_failed_detail(const teamsinvite_storage_check *check,
                                                                    size_t index);

/** Of the last run: how many came out as this, TEAMSINVITE_PROPERTY_…. */
TEAMSINVITE_API size_t teamsinvite_storage_check_count(const teamsinvite_storage_check *check, int32_t result);

/** Every property there is: its name, which is stable, and what it says in one sentence. @return borrowed for ever */
TEAMSINVITE_API size_t teamsinvite_storage_check_property_count(void);
TEAMSINVITE_API const char *teamsinvite_storage_check_property_name(size_t index);
TEAMSINVITE_API const char *teamsinvite_storage_check_property_text(size_t index);

/*
 * A module: a storage for the program teamsinvite-storage-check, built as a
 * shared object. It exports these two functions, which no library of ours has.
 */

/**
 * As teamsinvite_storage_open_fn, with what follows the second colon of
 * "module:./mine.so:ARGUMENT"; "" where nothing does.
 */
teamsinvite_status teamsinvite_module_open(const char *argument, teamsinvite_handler_fn *handler, void **storage);

/** As teamsinvite_storage_close_fn. */
void teamsinvite_module_close(void *storage);

#ifdef __cplusplus
}
#endif

#endif
