/* SPDX-License-Identifier: Apache-2.0 */
/* expect.c - what has to come of a verb, and words for what came instead. */
#include <stdio.h>
#include <string.h>

#include "check/bench.h"

const char *kit_outcome_name(int32_t outcome)
{
    switch (outcome) {
    case TEAMSINVITE_STORAGE_DONE:
        return "done";
    case TEAMSINVITE_STORAGE_MISSING:
        return "missing";
    case TEAMSINVITE_STORAGE_CONFLICT:
        return "conflict";
    default:
        return "nothing";
    }
}

/* 255 bytes of a key in a message help nobody. */
static void expect(kit_bench *b, const char *verb, const char *key, int32_t wanted, int32_t got)
{
    if (got != wanted)
        kit_fail(b, "%s of %.60s: expected %s, got %s", verb, key, kit_outcome_name(wanted), kit_outcome_name(got));
}

void kit_expect_save(kit_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version)
{
    expect(b, "SAVE", key, TEAMSINVITE_STORAGE_DONE, kit_save(b, key, value, due_ms, expected_version));
}

void kit_expect_save_conflict(kit_bench *b, const char *key, ti_slice value, int64_t expected_version)
{
    expect(b, "SAVE", key, TEAMSINVITE_STORAGE_CONFLICT, kit_save(b, key, value, 0, expected_version));
}

void kit_expect_remove(kit_bench *b, const char *key, int64_t expected_version)
{
    expect(b, "REMOVE", key, TEAMSINVITE_STORAGE_DONE, kit_remove(b, key, expected_version));
}

void kit_expect_remove_conflict(kit_bench *b, const char *key, int64_t expected_version)
{
    expect(b, "REMOVE", key, TEAMSINVITE_STORAGE_CONFLICT, kit_remove(b, key, expected_version));
}

void kit_expect_missing(kit_bench *b, const char *key)
{
    expect(b, "LOAD", key, TEAMSINVITE_STORAGE_MISSING, kit_load(b, key));
}

static size_t first_difference(ti_slice a, ti_slice b)
{
    size_t i = 0;

    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

void kit_expect_loaded(kit_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms)
{
    int32_t outcome = teamsinvite_storage_answer_outcome(b->answer);
    int64_t due = teamsinvite_storage_answer_due_ms(b->answer);
    ti_slice got = kit_value(b);

    expect(b, "LOAD", key, version == 0 ? TEAMSINVITE_STORAGE_MISSING : TEAMSINVITE_STORAGE_DONE, outcome);
    if (got.len != value.len)
        kit_fail(b, "LOAD of %.60s: expected %zu bytes, got %zu", key, value.len, got.len);
    if (!ti_slice_equal(got, value))
        kit_fail(b, "LOAD of %.60s: another value, from byte %zu on", key, first_difference(got, value));
    if (kit_version(b) != version)
        kit_fail(b, "LOAD of %.60s: expected version %lld, got %lld", key, (long long)version,
                 (long long)kit_version(b));
    if (due != due_ms)
        kit_fail(b, "LOAD of %.60s: expected due time %lld, got %lld", key, (long long)due_ms, (long long)due);
}

void kit_expect_record(kit_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms)
{
    (void)kit_load(b, key);
    kit_expect_loaded(b, key, value, version, due_ms);
}

bool kit_next_word(const char **words, char word[KIT_KEY_SIZE])
{
    size_t length;

    *words += strspn(*words, " ");
    length = strcspn(*words, " ");
    if (length == 0 || length >= KIT_KEY_SIZE)
        return false;
    memcpy(word, *words, length);
    word[length] = '\0';
    *words += length;
    return true;
}

/* "a b c …", as much as fits. */
static void write_items(const kit_bench *b, char *text, size_t size)
{
    size_t used = 0;
    size_t i;

    text[0] = '\0';
    for (i = 0; i < kit_item_count(b) && used + 1 < size; i++) {
        int length = snprintf(text + used, size - used, "%s%s", i == 0 ? "" : " ", kit_item(b, i));

        used += length > 0 ? (size_t)length : 0;
    }
}

static bool items_are(const kit_bench *b, const char *keys)
{
    char word[KIT_KEY_SIZE];
    size_t i;

    for (i = 0; i < kit_item_count(b); i++)
        if (!kit_next_word(&keys, word) || strcmp(word, kit_item(b, i)) != 0)
            return false;
    return !kit_next_word(&keys, word);
}

void kit_expect_list(kit_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms, size_t limit,
                     const char *keys)
{
    int32_t outcome = kit_list(b, prefix, after_key, due_before_ms, limit);
    char got[100];

    expect(b, "LIST", prefix, TEAMSINVITE_STORAGE_DONE, outcome);
    if (!kit_ok(b) || items_are(b, keys))
        return;
    write_items(b, got, sizeof(got));
    kit_fail(b, "LIST of \"%.40s\" after \"%.40s\": expected \"%.80s\", got \"%s\"", prefix, after_key, keys, got);
}

void kit_expect_item(kit_bench *b, size_t index, int64_t version, int64_t due_ms)
{
    int64_t got_version = teamsinvite_storage_answer_item_version(b->answer, index);
    int64_t got_due = teamsinvite_storage_answer_item_due_ms(b->answer, index);

    if (got_version != version || got_due != due_ms)
        kit_fail(b, "LIST, %.60s: expected version %lld due %lld, got version %lld due %lld", kit_item(b, index),
                 (long long)version, (long long)due_ms, (long long)got_version, (long long)got_due);
}

void kit_insert_all(kit_bench *b, const char *keys)
{
    char word[KIT_KEY_SIZE];

    while (kit_next_word(&keys, word))
        kit_expect_save(b, word, ti_slice_of(word), 0, 0);
}

/* A storage that lies here has failed elsewhere: each page has to be another one. */
void kit_clear(kit_bench *b)
{
    char after[KIT_KEY_SIZE] = "";
    size_t i;

    while (kit_list(b, "", after, 0, TEAMSINVITE_LIST_MAX) == TEAMSINVITE_STORAGE_DONE && kit_item_count(b) > 0) {
        teamsinvite_storage_answer *page = b->answer;

        b->answer = NULL;
        for (i = 0; i < teamsinvite_storage_answer_item_count(page) && kit_ok(b); i++) {
            const char *key = teamsinvite_storage_answer_item_key(page, i);
            size_t length = strlen(b->root);

            if (strncmp(key, b->root, length) != 0 || strcmp(key + length, after) <= 0)
                break;
            (void)snprintf(after, sizeof(after), "%s", key + length);
            (void)kit_remove(b, after, teamsinvite_storage_answer_item_version(page, i));
        }
        i = i < teamsinvite_storage_answer_item_count(page) ? 0 : i;
        teamsinvite_storage_answer_free(page);
        if (i == 0)
            return;
    }
}
