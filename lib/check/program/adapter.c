/* SPDX-License-Identifier: Apache-2.0 */
/* adapter.c - the storage that the command line names: memory, a file of SQLite, a PostgreSQL, a module. */
#include "check/program/adapter.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include <teamsinvite/storage.h>
#ifdef CHECK_POSTGRES
#include <teamsinvite/postgres.h>
#endif
#ifdef CHECK_SQLITE
#include <teamsinvite/sqlite.h>
#endif

static bool complain(const char *what, const char *of)
{
    (void)fprintf(stderr, "teamsinvite-storage-check: %s%s\n", what, of);
    return false;
}

/* One memory for the whole run: opened again it has what it had. */
static teamsinvite_status open_memory(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    check_adapter *adapter = user_data;

    *handler = teamsinvite_memory_handle;
    *storage = adapter->memory;
    return TEAMSINVITE_OK;
}

static bool find_memory(check_adapter *adapter)
{
    teamsinvite_memory *memory = NULL;

    adapter->open = open_memory;
    adapter->reach = TEAMSINVITE_STORAGE_OF_PROCESS;
    if (teamsinvite_memory_new(&memory, NULL) != TEAMSINVITE_OK)
        return complain("there is no memory", "");
    adapter->memory = memory;
    return true;
}

#ifdef CHECK_SQLITE
static teamsinvite_status open_sqlite(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    const check_adapter *adapter = user_data;
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *error = NULL;
    teamsinvite_status status = teamsinvite_sqlite_open(adapter->argument, &sqlite, &error);

    if (status != TEAMSINVITE_OK)
        (void)complain("", teamsinvite_error_message(error));
    teamsinvite_error_free(error);
    *handler = teamsinvite_sqlite_handle;
    *storage = sqlite;
    return status;
}

static void close_sqlite(void *user_data, void *storage)
{
    (void)user_data;
    teamsinvite_sqlite_close(storage);
}

static bool find_sqlite(check_adapter *adapter, const char *file)
{
    adapter->open = open_sqlite;
    adapter->close = close_sqlite;
    adapter->argument = file;
    return file[0] != '\0' || complain("which file? sqlite:FILE", "");
}
#else
static bool find_sqlite(check_adapter *adapter, const char *file)
{
    (void)adapter;
    return complain("built without SQLite: ", file);
}
#endif

#ifdef CHECK_POSTGRES
static teamsinvite_status open_postgres(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    const check_adapter *adapter = user_data;
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *error = NULL;
    teamsinvite_status status = teamsinvite_postgres_open(adapter->argument, &postgres, &error);

    if (status != TEAMSINVITE_OK)
        (void)complain("", teamsinvite_error_message(error));
    teamsinvite_error_free(error);
    *handler = teamsinvite_postgres_handle;
    *storage = postgres;
    return status;
}

static void close_postgres(void *user_data, void *storage)
{
    (void)user_data;
    teamsinvite_postgres_close(storage);
}

static bool find_postgres(check_adapter *adapter, const char *conninfo)
{
    adapter->open = open_postgres;
    adapter->close = close_postgres;
    adapter->argument = conninfo;
    return conninfo[0] != '\0' || complain("which database? postgres:CONNINFO", "");
}
#else
static bool find_postgres(check_adapter *adapter, const char *conninfo)
{
    (void)adapter;
    (void)conninfo; /* may hold a password */
    return complain("built without PostgreSQL", "");
}
#endif

static teamsinvite_status open_module(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    const check_adapter *adapter = user_data;

    return adapter->module_open(adapter->argument, handler, storage);
}

static void close_module(void *user_data, void *storage)
{
    const check_adapter *adapter = user_data;

    adapter->module_close(storage);
}

/* POSIX has functions come as pointers to data; C has no cast for that. */
static bool find_function(const check_adapter *adapter, const char *name, void *function)
{
    void *found = dlsym(adapter->module, name);

    memcpy(function, &found, sizeof(found));
    return found != NULL || complain("the module does not export ", name);
}

static bool find_module(check_adapter *adapter, const char *file)
{
    const char *colon = strchr(file, ':');
    size_t length = colon == NULL ? strlen(file) : (size_t)(colon - file);

    if (length == 0 || length >= sizeof(adapter->path))
        return complain("which file? module:FILE.so:TEXT", "");
    memcpy(adapter->path, file, length);
    adapter->argument = colon == NULL ? "" : colon + 1;
    adapter->open = open_module;
    adapter->close = close_module;
    adapter->module = dlopen(adapter->path, RTLD_NOW | RTLD_LOCAL);
    if (adapter->module == NULL)
        return complain("", dlerror());
    return find_function(adapter, "teamsinvite_module_open", &adapter->module_open) &&
           find_function(adapter, "teamsinvite_module_close", &adapter->module_close);
}

bool check_adapter_find(check_adapter *adapter, const char *storage)
{
    *adapter = (check_adapter){ .reach = TEAMSINVITE_STORAGE_OF_MACHINE };
    if (strcmp(storage, "memory") == 0)
        return find_memory(adapter);
    if (strncmp(storage, "sqlite:", 7) == 0)
        return find_sqlite(adapter, storage + 7);
    if (strncmp(storage, "postgres:", 9) == 0)
        return find_postgres(adapter, storage + 9);
    if (strncmp(storage, "module:", 7) == 0)
        return find_module(adapter, storage + 7);
    return complain("neither memory nor sqlite:FILE nor postgres:CONNINFO nor module:FILE: ", storage);
}

void check_adapter_end(check_adapter *adapter)
{
    teamsinvite_memory_free(adapter->memory);
    if (adapter->module != NULL)
        (void)dlclose(adapter->module);
}
