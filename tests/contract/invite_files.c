/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invite_files.c - write each copy of each case as NAME.ics, and beside it as
 * NAME.json what a reader is to find.
 *
 *     invite-files FOLDER
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include <teamsinvite/invitation.h>

#include "contract/invite_copy.h"

enum { NAME_SIZE = 80, PATH_SIZE = 4096 };

static void need(bool worked, const char *what)
{
    if (worked)
        return;
    (void)fprintf(stderr, "invite-files: %s\n", what);
    exit(1);
}

static const char *folder;

static void write_file(const char *name, const char *suffix, const char *text)
{
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof(path), "%s/%s.%s", folder, name, suffix);
    FILE *file;

    need(length > 0 && (size_t)length < sizeof(path), "the path is too long");
    file = fopen(path, "wb");
    need(file != NULL && fputs(text, file) >= 0, path);
    need(fclose(file) == 0, path);
}

static void add(cJSON *object, const char *name, cJSON *item)
{
    need(item != NULL && cJSON_AddItemToObject(object, name, item) != 0, "no memory");
}

static cJSON *property_json(const invite_property *p)
{
    cJSON *object = cJSON_CreateObject();
    cJSON *parameters = cJSON_CreateObject();
    size_t i;

    for (i = 0; i < p->parameter_count; i++)
        add(parameters, p->parameters[i].name, cJSON_CreateString(p->parameters[i].value));
    add(object, "name", cJSON_CreateString(p->name));
    add(object, "type", cJSON_CreateString(p->type));
    add(object, "value", cJSON_CreateString(p->value));
    add(object, "parameters", parameters);
    return object;
}

static cJSON *properties_json(const invite_properties *all)
{
    cJSON *array = cJSON_CreateArray();
    size_t i;

    for (i = 0; i < all->count; i++)
        need(cJSON_AddItemToArray(array, property_json(&all->list[i])) != 0, "no memory");
    return array;
}

static void write_copy(const invite_copy *copy)
{
    cJSON *wanted = cJSON_CreateObject();
    char name[NAME_SIZE];
    char *json;

    invite_copy_name(copy, name, sizeof(name));
    add(wanted, "calendar", properties_json(&copy->calendar));
    add(wanted, "event", properties_json(&copy->event));
    json = cJSON_Print(wanted);
    need(json != NULL, "no memory");
    write_file(name, "ics", copy->ical);
    write_file(name, "json", json);
    cJSON_free(json);
    cJSON_Delete(wanted);
}

int main(int argc, char **argv)
{
    need(argc == 2, "usage: invite-files FOLDER");
    folder = argv[1];
    invite_copy_check_all(write_copy);
    printf("%zu\n", 2 * invite_case_count);
    return 0;
}
