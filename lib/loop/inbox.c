/* SPDX-License-Identifier: Apache-2.0 */
/* inbox.c - calls that are to be gone on with, left by any thread for the one that drives. */
#include "loop/inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static bool set_flags(int fd)
{
    return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

bool ti_inbox_init(ti_inbox *inbox)
{
    if (pthread_mutex_init(&inbox->lock, NULL) != 0)
        return false;
    if (pipe(inbox->bell) == 0) {
        if (set_flags(inbox->bell[0]) && set_flags(inbox->bell[1]))
            return true;
        (void)close(inbox->bell[0]);
        (void)close(inbox->bell[1]);
    }
    (void)pthread_mutex_destroy(&inbox->lock);
    return false;
}

void ti_inbox_clear(ti_inbox *inbox)
{
    (void)close(inbox->bell[0]);
    (void)close(inbox->bell[1]);
    (void)pthread_mutex_destroy(&inbox->lock);
}

/* Under the lock, so that the loop cannot be gone before it has rung. Whoever
 * finds the driver attending leaves the bell alone: it looks once more. */
static void wake(ti_inbox *inbox)
{
    static const char stroke = 1;

    if (inbox->attended)
        return;
    inbox->attended = inbox->rung = true;
    while (write(inbox->bell[1], &stroke, 1) < 0 && errno == EINTR)
        continue;
}

void ti_inbox_put(ti_inbox *inbox, ti_letter *letter)
{
    (void)pthread_mutex_lock(&inbox->lock);
    letter->next = NULL;
    if (inbox->last != NULL)
        inbox->last->next = letter;
    else
        inbox->first = letter;
    inbox->last = letter;
    wake(inbox);
    (void)pthread_mutex_unlock(&inbox->lock);
}

bool ti_inbox_enter(ti_inbox *inbox)
{
    bool open;

    (void)pthread_mutex_lock(&inbox->lock);
    open = !inbox->closed;
    inbox->calls += open ? 1 : 0;
    (void)pthread_mutex_unlock(&inbox->lock);
    return open;
}

void ti_inbox_leave(ti_inbox *inbox)
{
    (void)pthread_mutex_lock(&inbox->lock);
    inbox->calls--;
    (void)pthread_mutex_unlock(&inbox->lock);
}

void ti_inbox_close(ti_inbox *inbox, bool cancel)
{
    (void)pthread_mutex_lock(&inbox->lock);
    inbox->closed = true;
    inbox->cancelled = inbox->cancelled || cancel;
    wake(inbox);
    (void)pthread_mutex_unlock(&inbox->lock);
}

static void silence(ti_inbox *inbox)
{
    char strokes[16];

    while (read(inbox->bell[0], strokes, sizeof(strokes)) > 0)
        continue;
}

bool ti_inbox_attend(ti_inbox *inbox)
{
    bool cancel;

    (void)pthread_mutex_lock(&inbox->lock);
    if (inbox->rung)
        silence(inbox);
    inbox->rung = false;
    inbox->attended = true;
    cancel = inbox->cancelled;
    (void)pthread_mutex_unlock(&inbox->lock);
    return cancel;
}

/* The rest of the list. */
static ti_letter *cut_behind(ti_letter *letter, size_t most)
{
    ti_letter *rest;

    for (; letter != NULL && most > 1; most--)
        letter = letter->next;
    if (letter == NULL)
        return NULL;
    rest = letter->next;
    letter->next = NULL;
    return rest;
}

ti_letter *ti_inbox_take(ti_inbox *inbox, size_t most)
{
    ti_letter *first;

    (void)pthread_mutex_lock(&inbox->lock);
    first = inbox->first;
    inbox->first = cut_behind(first, most);
    if (inbox->first == NULL)
        inbox->last = NULL;
    inbox->attended = first != NULL;
    (void)pthread_mutex_unlock(&inbox->lock);
    return first;
}

size_t ti_inbox_calls(ti_inbox *inbox)
{
    size_t calls;

    (void)pthread_mutex_lock(&inbox->lock);
    calls = inbox->calls;
    (void)pthread_mutex_unlock(&inbox->lock);
    return calls;
}

bool ti_inbox_is_over(ti_inbox *inbox, bool closed_too)
{
    bool over;

    (void)pthread_mutex_lock(&inbox->lock);
    over = inbox->calls == 0 && (inbox->closed || !closed_too);
    (void)pthread_mutex_unlock(&inbox->lock);
    return over;
}
