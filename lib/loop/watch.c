/* SPDX-License-Identifier: Apache-2.0 */
/* watch.c - a set of descriptors for poll(), found by number. */
#include "loop/watch.h"

#include <string.h>

#include "base/alloc.h"

enum { FIRST_ROOM = 16 };

void ti_watch_clear(ti_watch *watch)
{
    ti_free(watch->fds);
    ti_free(watch->places);
    *watch = (ti_watch){ .tell = watch->tell, .user_data = watch->user_data };
}

/* At least `wanted` elements of this size, what was there kept; NULL without memory. */
static void *grow(void *old, size_t *room, size_t wanted, size_t size)
{
    size_t larger = *room == 0 ? FIRST_ROOM : *room;
    void *memory;

    while (larger < wanted)
        larger *= 2;
    memory = ti_alloc(larger * size);
    if (memory == NULL)
        return NULL;
    if (*room > 0)
        memcpy(memory, old, *room * size);
    ti_free(old);
    *room = larger;
    return memory;
}

static bool has_place(ti_watch *watch, size_t fd)
{
    size_t *places;

    if (fd < watch->place_count)
        return true;
    places = grow(watch->places, &watch->place_count, fd + 1, sizeof(*places));
    if (places != NULL)
        watch->places = places;
    return places != NULL;
}

static bool has_room(ti_watch *watch)
{
    struct pollfd *fds;

    if (watch->count < watch->room)
        return true;
    fds = grow(watch->fds, &watch->room, watch->count + 1, sizeof(*fds));
    if (fds != NULL)
        watch->fds = fds;
    return fds != NULL;
}

/* The last one takes its place. */
static void take_out(ti_watch *watch, size_t fd)
{
    size_t place = fd < watch->place_count ? watch->places[fd] : 0;
    struct pollfd last;

    if (place == 0)
        return;
    last = watch->fds[--watch->count];
    watch->fds[place - 1] = last;
    watch->places[(size_t)last.fd] = place;
    watch->places[fd] = 0;
}

static short poll_events(int32_t events)
{
    int wanted = 0;

    if ((events & TEAMSINVITE_LOOP_READ) != 0)
        wanted |= POLLIN;
    if ((events & TEAMSINVITE_LOOP_WRITE) != 0)
        wanted |= POLLOUT;
    return (short)wanted;
}

static bool keep(ti_watch *watch, int fd, int32_t events)
{
    if (!has_place(watch, (size_t)fd))
        return false;
    if (watch->places[fd] == 0) {
        if (!has_room(watch))
            return false;
        watch->fds[watch->count++] = (struct pollfd){ .fd = fd };
        watch->places[fd] = watch->count;
    }
    watch->fds[watch->places[fd] - 1].events = poll_events(events);
    return true;
}

bool ti_watch_set(ti_watch *watch, int fd, int32_t events)
{
    if (fd < 0)
        return true;
    if (watch->tell != NULL)
        watch->tell(fd, events, watch->user_data);
    else if (events == 0)
        take_out(watch, (size_t)fd);
    else
        return keep(watch, fd, events);
    return true;
}

/* What went wrong with it is found out by reading and writing. */
int32_t ti_watch_events(const struct pollfd *found)
{
    int events = found->revents;
    int32_t ready = 0;

    if ((events & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) != 0)
        ready |= TEAMSINVITE_LOOP_READ;
    if ((events & (POLLOUT | POLLHUP | POLLERR | POLLNVAL)) != 0)
        ready |= TEAMSINVITE_LOOP_WRITE;
    return ready;
}
