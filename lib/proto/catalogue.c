/* SPDX-License-Identifier: Apache-2.0 */
/* catalogue.c - every answer of Microsoft's that the library knows, for its users to list. */
#include <teamsinvite/catalogue.h>

#include "proto/entra/aadsts.h"
#include "proto/entra/oauth_names.h"
#include "proto/graph/graph_meanings.h"

static const ti_meanings *const tables[] = {
    &ti_aadsts_table, &ti_oauth_token_table, &ti_oauth_redirect_table, &ti_oauth_suberror_table, &ti_graph_table,
};

enum { TABLE_COUNT = sizeof(tables) / sizeof(tables[0]) };

size_t teamsinvite_catalogue_count(void)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < TABLE_COUNT; i++)
        count += tables[i]->count;
    return count;
}

const teamsinvite_catalogue_entry *teamsinvite_catalogue_at(size_t index)
{
    size_t i;

    for (i = 0; i < TABLE_COUNT; i++) {
        if (index < tables[i]->count)
            return &tables[i]->rows[index];
        index -= tables[i]->count;
    }
    return NULL;
}

int32_t teamsinvite_catalogue_source(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL ? 0 : entry->source;
}

const char *teamsinvite_catalogue_code(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL ? "" : entry->code;
}

const char *teamsinvite_catalogue_phrase(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL || entry->phrase == NULL ? "" : entry->phrase;
}

const char *teamsinvite_catalogue_meaning(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL ? "" : entry->text;
}

int32_t teamsinvite_catalogue_http_status(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL ? 0 : entry->http_status;
}

teamsinvite_status teamsinvite_catalogue_status(const teamsinvite_catalogue_entry *entry)
{
    return entry == NULL ? TEAMSINVITE_OK : entry->status;
}

/* The entry as the error that it becomes: so that both speak of the same remedy. */
static ti_error error_of(const teamsinvite_catalogue_entry *entry)
{
    ti_error error = { .status = TEAMSINVITE_OK };

    if (entry != NULL)
        (void)ti_meaning_fail(&error, entry, "");
    return error;
}

int32_t teamsinvite_catalogue_remedy_who(const teamsinvite_catalogue_entry *entry)
{
    ti_error error = error_of(entry);

    return teamsinvite_error_remedy_who(&error);
}

int32_t teamsinvite_catalogue_remedy_what(const teamsinvite_catalogue_entry *entry)
{
    ti_error error = error_of(entry);

    return teamsinvite_error_remedy_what(&error);
}

const char *teamsinvite_catalogue_remedy_text(const teamsinvite_catalogue_entry *entry)
{
    ti_error error = error_of(entry);

    return entry == NULL ? "" : teamsinvite_error_remedy_text(&error);
}
