/* SPDX-License-Identifier: Apache-2.0 */
/* adapter.h - the storage that the command line names, and how it is opened. */
#ifndef TI_CHECK_PROGRAM_ADAPTER_H
#define TI_CHECK_PROGRAM_ADAPTER_H

#include <stdbool.h>

#include <teamsinvite/storage_check.h>

typedef struct check_adapter {
    teamsinvite_storage_open_fn open;
    teamsinvite_storage_close_fn close;
    int32_t reach;
    const char *argument; /* the file, the module's text */
    void *module;         /* of dlopen() */
    void *memory;         /* the one that all openings share */
    teamsinvite_status (*module_open)(const char *argument, teamsinvite_handler_fn *handler, void **storage);
    void (*module_close)(void *storage);
    char path[1024]; /* of the module */
} check_adapter;

/* From "sqlite:FILE" and the like; false after complaining on stderr. */
bool check_adapter_find(check_adapter *adapter, const char *storage);
void check_adapter_end(check_adapter *adapter);

#endif
