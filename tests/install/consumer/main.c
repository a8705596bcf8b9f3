/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - the least that a host does: it links, it runs, it says what it runs on. */
#include <stdio.h>

#include <teamsinvite.h>
#include <teamsinvite/postgres.h>
#include <teamsinvite/sqlite.h>
#include <teamsinvite/storage_check.h>

int main(void)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_sqlite *sqlite = NULL;
    char *text = NULL;

    if (teamsinvite_version_describe(&text) != TEAMSINVITE_OK)
        return 1;
    puts(text);
    teamsinvite_string_free(text);
    if (teamsinvite_storage_check_property_count() == 0)
        return 1;
    if (teamsinvite_postgres_open("no conninfo", &postgres, NULL) != TEAMSINVITE_E_INVALID)
        return 1;
    return teamsinvite_sqlite_open("", &sqlite, NULL) == TEAMSINVITE_E_INVALID ? 0 : 1;
}
