/* SPDX-License-Identifier: Apache-2.0 */
/* meeting.c - online meetings, as Graph's database has them. */
#include "sim/meeting.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "sim/meeting_member.h"
#include "sim/random.h"

enum { TEXT_MAX = 4096, THREAD_BYTES = 36, SHORT_NUMBER_DIGITS = 13, SHORT_PASSCODE_BYTES = 15 };

/* "19:meeting_…@thread.v2"; one character more than a multiple of three, so
 * that the id ends in "==" and has to be percent-encoded in paths. */
static char *make_thread_id(void)
{
    char *text;
    ti_buf buf;

    ti_buf_init(&buf, TEXT_MAX);
    ti_buf_add_text(&buf, "19:meeting_");
    ti_sim_random_text(&buf, THREAD_BYTES);
    ti_buf_add_text(&buf, "0@thread.v2");
    text = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    return text;
}

/* base64 of "1*{oid}*0**{threadId}" */
static char *make_id(const ti_sim_online_meeting *meeting)
{
    unsigned char encoded[TEXT_MAX / 2] = { 0 };
    char plain[TEXT_MAX / 4];
    int length = snprintf(plain, sizeof(plain), "1*%s*0**%s", meeting->organizer->oid, meeting->thread_id);

    if (length < 0 || (size_t)length >= sizeof(plain))
        return NULL;
    (void)EVP_EncodeBlock(encoded, (const unsigned char *)plain, length);
    return ti_strdup((const char *)encoded);
}

static void add_long_url(ti_buf *buf, const ti_sim_online_meeting *meeting)
{
    ti_slice thread = ti_slice_skip(ti_slice_of(meeting->thread_id), strlen("19:"));

    ti_buf_add_text(buf, "https://teams.microsoft.com/l/meetup-join/19%3a");
    ti_buf_add(buf, ti_slice_first(thread, ti_slice_find(thread, '@')));
    ti_buf_add_text(buf, "%40thread.v2/0?context=%7b%22Tid%22%3a%22");
    ti_buf_add_text(buf, meeting->organizer->tenant->id);
    ti_buf_add_text(buf, "%22%2c%22Oid%22%3a%22");
    ti_buf_add_text(buf, meeting->organizer->oid);
    ti_buf_add_text(buf, "%22%7d");
}

static void add_short_url(ti_buf *buf)
{
    char number[SHORT_NUMBER_DIGITS + 1];

    ti_sim_random_digits(number, SHORT_NUMBER_DIGITS);
    ti_buf_add_text(buf, "https://teams.microsoft.com/meet/");
    ti_buf_add_text(buf, number);
    ti_buf_add_text(buf, "?p=");
    ti_sim_random_text(buf, SHORT_PASSCODE_BYTES);
}

static char *make_join_url(const ti_sim_online_meeting *meeting, bool short_url)
{
    char *text;
    ti_buf buf;

    ti_buf_init(&buf, TEXT_MAX);
    if (short_url)
        add_short_url(&buf);
    else
        add_long_url(&buf, meeting);
    text = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    return text;
}

static void free_meeting(ti_sim_online_meeting *meeting)
{
    if (meeting == NULL)
        return;
    ti_free(meeting->id);
    ti_free_secret(meeting->join_url);
    ti_free(meeting->thread_id);
    ti_free(meeting->external_id);
    ti_free_secret(meeting->subject);
    cJSON_Delete(meeting->settings);
    ti_free(meeting);
}

static ti_sim_online_meeting *make_meeting(ti_sim_user *organizer, const char *external_id, bool short_url)
{
    ti_sim_online_meeting *meeting = ti_alloc(sizeof(*meeting));

    if (meeting == NULL)
        return NULL;
    meeting->organizer = organizer;
    meeting->external_id = ti_strdup(external_id);
    meeting->subject = ti_strdup("");
    meeting->thread_id = make_thread_id();
    meeting->settings = ti_sim_member_defaults();
    ti_sim_random_digits(meeting->meeting_number, sizeof(meeting->meeting_number) - 1);
    ti_sim_random_digits(meeting->passcode, sizeof(meeting->passcode) - 1);
    ti_sim_random_digits(meeting->conference_id, sizeof(meeting->conference_id) - 1);
    if (meeting->thread_id != NULL) {
        meeting->id = make_id(meeting);
        meeting->join_url = make_join_url(meeting, short_url);
    }
    if (meeting->id == NULL || meeting->join_url == NULL || meeting->subject == NULL || meeting->settings == NULL ||
        (external_id != NULL && meeting->external_id == NULL)) {
        free_meeting(meeting);
        return NULL;
    }
    return meeting;
}

/* "{oid}/{externalId}"; take with ti_buf_slice(), clear afterwards. */
static void write_external_key(ti_buf *key, const ti_sim_user *organizer, const char *external_id)
{
    ti_buf_init(key, TEXT_MAX);
    ti_buf_add_text(key, organizer->oid);
    ti_buf_add_char(key, '/');
    ti_buf_add_text(key, external_id);
}

static bool index_meeting(ti_sim_meetings *meetings, ti_sim_online_meeting *meeting)
{
    bool ok = ti_sim_index_put(&meetings->by_id, ti_slice_of(meeting->id), meeting) &&
              ti_sim_index_put(&meetings->by_join_url, ti_slice_of(meeting->join_url), meeting) &&
              ti_sim_index_put(&meetings->by_number, ti_slice_of(meeting->meeting_number), meeting);
    ti_buf key;

    if (!ok || meeting->external_id == NULL)
        return ok;
    write_external_key(&key, meeting->organizer, meeting->external_id);
    ok = !key.failed && ti_sim_index_put(&meetings->by_external_id, ti_buf_slice(&key), meeting);
    ti_buf_clear(&key);
    return ok;
}

ti_sim_online_meeting *ti_sim_meeting_add(ti_sim_meetings *meetings, ti_sim_user *organizer, const char *external_id,
                                          bool short_url)
{
    ti_sim_online_meeting *meeting = make_meeting(organizer, external_id, short_url);

    if (meeting == NULL)
        return NULL;
    meeting->next = meetings->first;
    meetings->first = meeting;
    meetings->count++;
    return index_meeting(meetings, meeting) ? meeting : NULL;
}

bool ti_sim_meeting_set_subject(ti_sim_online_meeting *meeting, const char *subject)
{
    char *copy = ti_strdup(subject);

    if (copy == NULL)
        return false;
    ti_free_secret(meeting->subject);
    meeting->subject = copy;
    return true;
}

ti_sim_online_meeting *ti_sim_meeting_by_id(const ti_sim_meetings *meetings, const char *id)
{
    return ti_sim_index_get(&meetings->by_id, ti_slice_of(id));
}

ti_sim_online_meeting *ti_sim_meeting_by_join_url(const ti_sim_meetings *meetings, const char *join_url)
{
    return ti_sim_index_get(&meetings->by_join_url, ti_slice_of(join_url));
}

ti_sim_online_meeting *ti_sim_meeting_by_number(const ti_sim_meetings *meetings, const char *number)
{
    return ti_sim_index_get(&meetings->by_number, ti_slice_of(number));
}

ti_sim_online_meeting *ti_sim_meeting_by_external_id(const ti_sim_meetings *meetings, const ti_sim_user *organizer,
                                                     const char *external_id)
{
    ti_sim_online_meeting *meeting;
    ti_buf key;

    write_external_key(&key, organizer, external_id);
    meeting = key.failed ? NULL : ti_sim_index_get(&meetings->by_external_id, ti_buf_slice(&key));
    ti_buf_clear(&key);
    return meeting;
}

void ti_sim_meeting_remove(ti_sim_meetings *meetings, ti_sim_online_meeting *meeting)
{
    ti_buf key;

    if (meeting->deleted)
        return;
    meeting->deleted = true;
    meetings->count--;
    if (meeting->external_id == NULL)
        return;
    write_external_key(&key, meeting->organizer, meeting->external_id);
    ti_sim_index_remove(&meetings->by_external_id, ti_buf_slice(&key));
    ti_buf_clear(&key);
}

void ti_sim_meetings_clear(ti_sim_meetings *meetings)
{
    ti_sim_index_clear(&meetings->by_id, NULL);
    ti_sim_index_clear(&meetings->by_join_url, NULL);
    ti_sim_index_clear(&meetings->by_number, NULL);
    ti_sim_index_clear(&meetings->by_external_id, NULL);
    while (meetings->first != NULL) {
        ti_sim_online_meeting *meeting = meetings->first;

        meetings->first = meeting->next;
        free_meeting(meeting);
    }
}
