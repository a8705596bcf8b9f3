/* SPDX-License-Identifier: Apache-2.0 */
/* turns.c - queues by tenant and host. A queue that nobody waits in and nobody works from is forgotten. */
#include "loop/turns.h"

#include <string.h>

#include "base/alloc.h"

struct ti_host {
    char name[TI_TURNS_NAME_MAX];
    ti_host *next; /* in the ring of hosts */
    ti_host *before;
    ti_queue *waiting; /* a ring of the queues that may send the next; NULL: none */
    size_t queues;
    size_t under_way;
    bool known; /* how it speaks */
    bool multiplexes;
    size_t connections; /* opened so far, where it multiplexes; some may be gone */
};

struct ti_queue {
    ti_host *host;
    char tenant[37];
    ti_queue *next_in_bucket;
    ti_queue *next; /* in the ring of the host; NULL: not in it */
    ti_queue *before;
    ti_turn *first;
    ti_turn *last;
    ti_turn *last_ahead; /* of those at its front that go ahead of the others; NULL: none */
    size_t under_way;
};

static ti_host *find_host(const ti_turns *turns, ti_slice name)
{
    ti_host *host = turns->hosts;

    if (host != NULL)
        do {
            if (ti_slice_equal(ti_slice_of(host->name), name))
                return host;
            host = host->next;
        } while (host != turns->hosts);
    return NULL;
}

static ti_host *add_host(ti_turns *turns, ti_slice name)
{
    ti_host *host = name.len >= TI_TURNS_NAME_MAX ? NULL : ti_alloc(sizeof(*host));

    if (host == NULL)
        return NULL;
    memcpy(host->name, name.ptr, name.len);
    host->next = turns->hosts == NULL ? host : turns->hosts;
    host->before = turns->hosts == NULL ? host : turns->hosts->before;
    host->before->next = host;
    host->next->before = host;
    turns->hosts = host;
    return host;
}

static void drop_host(ti_turns *turns, ti_host *host)
{
    if (turns->hosts == host)
        turns->hosts = host->next == host ? NULL : host->next;
    host->before->next = host->next;
    host->next->before = host->before;
    ti_free(host);
}

/* FNV-1a, over what tells tenants apart: their ids are random. */
static ti_queue **bucket_of(ti_turns *turns, const ti_host *host, const char *tenant)
{
    uint32_t hash = 2166136261u ^ (uint32_t)strlen(host->name);

    for (; *tenant != '\0'; tenant++)
        hash = (hash ^ (unsigned char)*tenant) * 16777619u;
    return &turns->buckets[hash % TI_TURNS_BUCKETS];
}

static ti_queue *find_queue(ti_turns *turns, ti_host *host, const char *tenant)
{
    ti_queue **bucket = bucket_of(turns, host, tenant);
    ti_queue *queue = *bucket;

    while (queue != NULL && (queue->host != host || strcmp(queue->tenant, tenant) != 0))
        queue = queue->next_in_bucket;
    if (queue != NULL)
        return queue;
    queue = ti_alloc(sizeof(*queue));
    if (queue == NULL)
        return NULL;
    queue->host = host;
    memcpy(queue->tenant, tenant, strnlen(tenant, sizeof(queue->tenant) - 1));
    queue->next_in_bucket = *bucket;
    *bucket = queue;
    host->queues++;
    return queue;
}

static void drop_queue(ti_turns *turns, ti_queue *queue)
{
    ti_queue **link = bucket_of(turns, queue->host, queue->tenant);
    ti_host *host = queue->host;

    while (*link != queue)
        link = &(*link)->next_in_bucket;
    *link = queue->next_in_bucket;
    ti_free(queue);
    if (--host->queues == 0 && !host->known)
        drop_host(turns, host);
}

static void leave_ring(ti_queue *queue)
{
    ti_host *host = queue->host;

    if (queue->next == NULL)
        return;
    if (host->waiting == queue)
        host->waiting = queue->next == queue ? NULL : queue->next;
    queue->before->next = queue->next;
    queue->next->before = queue->before;
    queue->next = queue->before = NULL;
}

static bool is_below_limit(const ti_turns *turns, const ti_queue *queue)
{
    return queue->tenant[0] == '\0' || queue->under_way < turns->per_tenant;
}

/* In the ring, at its end, while somebody waits and the tenant's limit is not reached. */
static void settle(const ti_turns *turns, ti_queue *queue)
{
    ti_queue *first = queue->host->waiting;
    bool belongs = queue->first != NULL && is_below_limit(turns, queue);

    if (!belongs)
        leave_ring(queue);
    if (!belongs || queue->next != NULL)
        return;
    queue->next = first == NULL ? queue : first;
    queue->before = first == NULL ? queue : first->before;
    queue->before->next = queue;
    queue->next->before = queue;
    if (first == NULL)
        queue->host->waiting = queue;
}

static void enter_queue(ti_turn *turn, ti_queue *queue, bool ahead)
{
    ti_turn *before = ahead ? queue->last_ahead : queue->last;
    ti_turn *after = before == NULL ? queue->first : before->after;

    *turn = (ti_turn){ .queue = queue, .before = before, .after = after };
    if (before != NULL)
        before->after = turn;
    else
        queue->first = turn;
    if (after != NULL)
        after->before = turn;
    else
        queue->last = turn;
    if (ahead)
        queue->last_ahead = turn;
}

bool ti_turns_ask(ti_turns *turns, ti_turn *turn, ti_slice host_name, const char *tenant, bool ahead)
{
    ti_host *host = find_host(turns, host_name);
    ti_queue *queue;

    host = host == NULL ? add_host(turns, host_name) : host;
    queue = host == NULL ? NULL : find_queue(turns, host, tenant);
    if (queue == NULL && host != NULL && host->queues == 0)
        drop_host(turns, host);
    if (queue == NULL)
        return false;
    enter_queue(turn, queue, ahead);
    settle(turns, queue);
    return true;
}

static void leave_queue(ti_turn *turn)
{
    ti_queue *queue = turn->queue;

    if (queue->last_ahead == turn)
        queue->last_ahead = turn->before;
    if (turn->before != NULL)
        turn->before->after = turn->after;
    else
        queue->first = turn->after;
    if (turn->after != NULL)
        turn->after->before = turn->before;
    else
        queue->last = turn->before;
    turn->before = turn->after = NULL;
}

static ti_turn *take_first(const ti_turns *turns, ti_host *host)
{
    ti_queue *queue = host->waiting;
    ti_turn *turn = queue->first;

    leave_queue(turn);
    turn->has_it = true;
    queue->under_way++;
    host->under_way++;
    host->waiting = queue->next; /* it is the last now */
    settle(turns, queue);
    return turn;
}

/* Before it is known how a host speaks, all wait for the first one to find out
 * (CURLOPT_PIPEWAIT). Then there are at most as many openers as connections. */
static bool has_room(const ti_turns *turns, const ti_host *host)
{
    size_t connections = host->connections == 0 ? 1 : host->connections; /* who has opened it may end last */
    size_t room = TI_TURNS_STREAMS;

    if (host->known)
        room = host->multiplexes ? connections * (TI_TURNS_STREAMS + 1) : turns->per_host;
    return host->under_way < turns->per_host && host->under_way < room;
}

void ti_turns_learn(const ti_turn *turn, bool multiplexes)
{
    ti_host *host = turn->queue->host;

    host->known = true;
    host->multiplexes = multiplexes;
}

void ti_turns_opened(const ti_turn *turn)
{
    turn->queue->host->connections++;
}

void ti_turns_clear(ti_turns *turns)
{
    while (turns->hosts != NULL)
        drop_host(turns, turns->hosts);
}

ti_turn *ti_turns_next(ti_turns *turns)
{
    ti_host *host = turns->hosts;

    if (host == NULL)
        return NULL;
    do {
        if (host->waiting != NULL && has_room(turns, host)) {
            turns->hosts = host->next;
            return take_first(turns, host);
        }
        host = host->next;
    } while (host != turns->hosts);
    return NULL;
}

void ti_turns_leave(ti_turns *turns, ti_turn *turn)
{
    ti_queue *queue = turn->queue;

    if (queue == NULL)
        return;
    if (turn->has_it) {
        queue->under_way--;
        queue->host->under_way--;
    } else {
        leave_queue(turn);
    }
    *turn = (ti_turn){ 0 };
    settle(turns, queue);
    if (queue->first == NULL && queue->under_way == 0)
        drop_queue(turns, queue);
}
