/* SPDX-License-Identifier: Apache-2.0 */
/* rig_records.c - all records in a file, each a line of key, version, due time and length, then its bytes. */
#include <stdio.h>
#include <stdlib.h>

#include <teamsinvite/storage_io.h>

#include "common/check.h"
#include "rig.h"

enum { ALL = 1000, VALUE_MAX = 65536 };

static teamsinvite_storage_answer *answer_of(teamsinvite_call *call)
{
    teamsinvite_storage_answer *answer = NULL;
    teamsinvite_error *err = NULL;

    (void)teamsinvite_call_run(call);
    check(teamsinvite_call_take_storage_answer(call, &answer, &err), &err, "the records");
    teamsinvite_call_free(call);
    return answer;
}

static void save_record(const rig *r, const char *key, FILE *file)
{
    teamsinvite_storage_answer *answer;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    size_t length = 0;
    const void *value;

    check(teamsinvite_storage_load_start(r->client, key, &call, &err), &err, key);
    answer = answer_of(call);
    value = teamsinvite_storage_answer_value(answer, &length);
    (void)fprintf(file, "%s %lld %lld %zu\n", key, (long long)teamsinvite_storage_answer_version(answer),
                  (long long)teamsinvite_storage_answer_due_ms(answer), length);
    expect(fwrite(value, 1, length, file) == length, key);
    teamsinvite_storage_answer_free(answer);
}

void rig_save_records(const rig *r, const char *path)
{
    FILE *file = fopen(path, "wb");
    teamsinvite_storage_answer *all;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    expect(file != NULL, path);
    check(teamsinvite_storage_list_start(r->client, "", "", 0, ALL, &call, &err), &err, "the list of records");
    all = answer_of(call);
    for (i = 0; i < teamsinvite_storage_answer_item_count(all); i++)
        save_record(r, teamsinvite_storage_answer_item_key(all, i), file);
    teamsinvite_storage_answer_free(all);
    expect(fclose(file) == 0, path);
}

/* A value is sealed for its version, and a version is only reached by those before it. */
static void load_record(const rig *r, const char *key, const char *value, size_t length, long long version,
                        long long due_ms)
{
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    long long before;

    for (before = 0; before < version; before++) {
        check(teamsinvite_storage_save_start(r->client, key, value, length, due_ms, before, &call, &err), &err, key);
        teamsinvite_storage_answer_free(answer_of(call));
    }
}

static void load_records(const rig *r, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *value = malloc(VALUE_MAX);
    char key[256];
    long long version;
    long long due_ms;
    size_t length;

    expect(file != NULL && value != NULL, path);
    while (fscanf(file, "%255s %lld %lld %zu", key, &version, &due_ms, &length) == 4) {
        expect(fgetc(file) == '\n' && length <= VALUE_MAX && fread(value, 1, length, file) == length, key);
        load_record(r, key, value, length, version, due_ms);
    }
    free(value);
    (void)fclose(file);
}

void rig_open_with_records(rig *r, const char *path, const char *base_url, const char *ca_file)
{
    rig_prepare(r);
    rig_serve(r, base_url, ca_file);
    load_records(r, path);
}
