/* SPDX-License-Identifier: Apache-2.0 */
/* lane.c - exchanges under way: libcurl handles that are lent to whose turn it is. */
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"
#include "loop/loop.h"
#include "port/sigpipe.h"

/* More are freed: after a burst they are not needed. */
enum { SPARE_MAX = 64 };

struct ti_lane {
    CURL *handle;
    ti_transfer *transfer; /* room for the largest kind */
    ti_entry *entry;
    ti_lane *next; /* among the spare ones */
};

static const ti_transfer_kind *const kinds[] = { &ti_http_transfer, &ti_smtp_transfer };

const ti_transfer_kind *ti_lane_kind(const ti_handler *handler)
{
    size_t i;

    for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (handler->handle == kinds[i]->handle && handler->user_data != NULL)
            return kinds[i];
    return NULL;
}

static void free_lane(ti_lane *lane)
{
    curl_easy_cleanup(lane->handle);
    ti_free(lane->transfer);
    ti_free(lane);
}

static ti_lane *make_lane(void)
{
    ti_lane *lane = ti_alloc(sizeof(*lane));
    size_t size = 0;
    size_t i;

    if (lane == NULL)
        return NULL;
    for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        size = kinds[i]->size > size ? kinds[i]->size : size;
    lane->handle = curl_easy_init();
    lane->transfer = ti_alloc(size);
    if (lane->handle != NULL && lane->transfer != NULL)
        return lane;
    free_lane(lane);
    return NULL;
}

static ti_lane *take_spare(teamsinvite_loop *loop)
{
    ti_lane *lane = loop->spare_lanes;

    if (lane == NULL)
        return make_lane();
    loop->spare_lanes = lane->next;
    loop->spare_count--;
    return lane;
}

static void give_back(teamsinvite_loop *loop, ti_lane *lane)
{
    lane->entry = NULL;
    if (loop->spare_count == SPARE_MAX) {
        free_lane(lane);
        return;
    }
    curl_easy_reset(lane->handle);
    lane->next = loop->spare_lanes;
    loop->spare_lanes = lane;
    loop->spare_count++;
}

void ti_lanes_clear(teamsinvite_loop *loop)
{
    ti_lane *lane;

    while ((lane = loop->spare_lanes) != NULL) {
        loop->spare_lanes = lane->next;
        free_lane(lane);
    }
    loop->spare_count = 0;
}

static bool set_up(ti_lane *lane)
{
    ti_entry *entry = lane->entry;
    const ti_handler *handler = ti_call_handler(entry->call);
    const ti_transfer_kind *kind = ti_lane_kind(handler);
    const teamsinvite_io *io = &entry->call->io;
    int64_t left_ms = teamsinvite_io_timeout_ms(io) - (ti_timers_now() - entry->asked_ms);
    ti_transfer *transfer = lane->transfer;

    memset(transfer, 0, kind->size);
    *transfer = (ti_transfer){ .kind = kind, .user_data = handler->user_data, .call = entry->call, .io = io,
                               .timeout_ms = left_ms > 1 ? left_ms : 1, .among_many = true, .handle = lane->handle };
    return kind->begin(transfer);
}

/* The lane is known by its handle, which is all that libcurl tells of. */
static bool add_to_multi(const teamsinvite_loop *loop, ti_lane *lane)
{
    return curl_easy_setopt(lane->handle, CURLOPT_PRIVATE, lane) == CURLE_OK &&
           curl_multi_add_handle(loop->multi, lane->handle) == CURLM_OK;
}

static void start(teamsinvite_loop *loop, ti_entry *entry)
{
    ti_lane *lane = take_spare(loop);

    ti_timers_unset(&loop->timers, &entry->timer);
    if (lane == NULL) {
        ti_turns_leave(&loop->turns, &entry->turn);
        (void)teamsinvite_call_complete_failed(entry->call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return;
    }
    lane->entry = entry;
    entry->lane = lane;
    if (!set_up(lane)) {
        entry->lane = NULL;
        ti_turns_leave(&loop->turns, &entry->turn);
        give_back(loop, lane);
    } else if (!add_to_multi(loop, lane)) {
        ti_lane_end(lane, CURLE_OUT_OF_MEMORY);
    }
}

void ti_lanes_start(teamsinvite_loop *loop)
{
    ti_turn *turn;

    while ((turn = ti_turns_next(&loop->turns)) != NULL)
        start(loop, (ti_entry *)(void *)((char *)turn - offsetof(ti_entry, turn)));
}

/* One that failed has opened its connection where it came as far as sending. */
static void learn(const ti_lane *lane, CURLcode code)
{
    long version = 0; /* stays so where it is not HTTP */
    long opened = 0;
    curl_off_t ready_us = 0;

    (void)curl_easy_getinfo(lane->handle, CURLINFO_NUM_CONNECTS, &opened);
    (void)curl_easy_getinfo(lane->handle, CURLINFO_PRETRANSFER_TIME_T, &ready_us);
    if (opened > 0 && (code == CURLE_OK || ready_us > 0))
        ti_turns_opened(&lane->entry->turn);
    if (code == CURLE_OK && curl_easy_getinfo(lane->handle, CURLINFO_HTTP_VERSION, &version) == CURLE_OK)
        ti_turns_learn(&lane->entry->turn, version >= CURL_HTTP_VERSION_2_0);
}

void ti_lane_end(ti_lane *lane, CURLcode code)
{
    ti_entry *entry = lane->entry;
    teamsinvite_loop *loop = entry->loop;
    ti_sigpipe hold;
    bool over;

    ti_sigpipe_hold(&hold);
    (void)curl_multi_remove_handle(loop->multi, lane->handle);
    ti_sigpipe_release(&hold);
    entry->lane = NULL;
    learn(lane, code);
    over = lane->transfer->kind->end(lane->transfer, code);
    if (!over && add_to_multi(loop, lane)) {
        entry->lane = lane;
        return;
    }
    if (!over)
        (void)lane->transfer->kind->end(lane->transfer, CURLE_OUT_OF_MEMORY);
    ti_turns_leave(&loop->turns, &entry->turn);
    give_back(loop, lane);
}
