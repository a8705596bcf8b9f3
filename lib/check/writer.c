/* SPDX-License-Identifier: Apache-2.0 */
/* writer.c - a process that writes until it is killed, and what has to be there then. */
#include "check/writer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { VALUE_MAX = 3000, SILENCE_MAX_MS = 120000, DONE = 'd', STUCK = 's' };

typedef struct step {
    int key;
    bool removes;
    size_t length;
    int64_t due_ms;
} step;

/* Anything that scatters well: SplitMix64. */
static uint64_t scatter(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static step step_of(const kit_writer *w, int64_t number)
{
    uint64_t x = scatter((uint64_t)number * 31 + (uint64_t)w->index);
    step s = { .key = (int)(x % KIT_WRITER_KEYS), .length = (size_t)((x >> 16) % VALUE_MAX) };

    s.removes = (x >> 8) % 4 == 0;
    s.due_ms = (x >> 40) % 2 == 0 ? 0 : number + 1;
    return s;
}

static void write_key(const kit_writer *w, int key, char text[KIT_KEY_SIZE])
{
    (void)snprintf(text, KIT_KEY_SIZE, "w%d/%d", (int)w->index, key);
}

static ti_slice value_of(const kit_writer *w, int64_t number, unsigned char bytes[VALUE_MAX])
{
    size_t length = step_of(w, number).length;
    size_t i;

    for (i = 0; i < length; i++)
        bytes[i] = (unsigned char)(scatter((uint64_t)number + i / 8) >> (i % 8 * 8));
    return ti_slice_make(bytes, length);
}

/* What the next step makes of the writer's records. */
static void advance(kit_writer *w)
{
    step s = step_of(w, w->next);

    if (w->versions[s.key] > 0 && s.removes) {
        w->versions[s.key] = 0;
    } else {
        w->versions[s.key]++;
        w->steps[s.key] = w->next;
    }
    w->next++;
}

/* The next step, asked of the storage. */
static int32_t ask_for_step(kit_bench *b, const kit_writer *w)
{
    step s = step_of(w, w->next);
    unsigned char bytes[VALUE_MAX];
    char key[KIT_KEY_SIZE];

    write_key(w, s.key, key);
    if (w->versions[s.key] > 0 && s.removes)
        return kit_remove(b, key, w->versions[s.key]);
    return kit_save(b, key, value_of(w, w->next, bytes), s.due_ms, w->versions[s.key]);
}

static void take_step(kit_bench *b, kit_writer *w)
{
    int32_t outcome = ask_for_step(b, w);

    if (kit_ok(b) && outcome != TEAMSINVITE_STORAGE_DONE)
        kit_fail(b, "step %lld: expected done, got %s", (long long)w->next, kit_outcome_name(outcome));
    advance(w);
}

/* Until the end that others make for it. A failure is said as one, in words that fit into a pipe. */
static _Noreturn void write_on(const kit_bench *b, kit_writer *w, int words)
{
    const struct timespec pause = { .tv_nsec = 1000000 };
    kit_bench own;
    char said = DONE;

    (void)kit_bench_open(&own, b->plan, b->root);
    while (kit_ok(&own)) {
        take_step(&own, w);
        if (kit_ok(&own) && write(words, &said, 1) != 1)
            break;
        if (w->pauses)
            (void)nanosleep(&pause, NULL);
    }
    said = STUCK;
    (void)(write(words, &said, 1) == 1 && write(words, own.detail, sizeof(own.detail)) > 0);
    _exit(1);
}

void kit_writer_start(kit_bench *b, kit_writer *w)
{
    int ends[2];

    w->pid = -1;
    w->words = -1;
    if (!kit_ok(b))
        return;
    if (pipe(ends) != 0) {
        kit_fail(b, "a pipe cannot be made");
        return;
    }
    w->pid = fork();
    if (w->pid == 0) {
        (void)close(ends[0]);
        write_on(b, w, ends[1]);
    }
    (void)close(ends[1]);
    w->words = ends[0];
    if (w->pid < 0)
        kit_fail(b, "a process cannot be made");
}

/* False at the end of what it says. */
static bool take_word(kit_bench *b, kit_writer *w)
{
    char detail[KIT_DETAIL_SIZE] = "";
    char said;
    ssize_t got;

    do
        got = read(w->words, &said, 1);
    while (got < 0 && errno == EINTR);
    if (got != 1)
        return false;
    if (said == DONE) {
        advance(w);
        return true;
    }
    if (read(w->words, detail, sizeof(detail)) > 0)
        kit_fail(b, "a process that writes: %.*s", KIT_DETAIL_SIZE - 1, detail);
    return false;
}

void kit_writer_wait(kit_bench *b, kit_writer *w, int32_t count)
{
    struct pollfd heard = { .fd = w->words, .events = POLLIN };

    while (kit_ok(b) && count > 0) {
        int ready = poll(&heard, 1, SILENCE_MAX_MS);

        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            kit_fail(b, "a process that writes has not got one step further in %d s", SILENCE_MAX_MS / 1000);
        else if (!take_word(b, w))
            kit_fail(b, "a process that writes has ended by itself");
        count--;
    }
}

void kit_writer_kill(kit_bench *b, kit_writer *w)
{
    if (w->pid > 0) {
        (void)kill(w->pid, SIGKILL);
        while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    if (w->words >= 0) {
        while (take_word(b, w))
            continue;
        (void)close(w->words);
    }
    w->pid = -1;
    w->words = -1;
}

static void expect_loaded(kit_bench *b, const kit_writer *w, int key)
{
    unsigned char bytes[VALUE_MAX];
    char text[KIT_KEY_SIZE];

    write_key(w, key, text);
    if (w->versions[key] == 0)
        kit_expect_loaded(b, text, ti_slice_make(NULL, 0), 0, 0);
    else
        kit_expect_loaded(b, text, value_of(w, w->steps[key], bytes), w->versions[key],
                          step_of(w, w->steps[key]).due_ms);
}

/* The step under way when it was killed has happened or not, whole; and where a
 * server does the work it may be under way still. So it is done once more, by
 * us: whoever was first, it has happened now, and the other one comes too late. */
static void settle_step_under_way(kit_bench *b, kit_writer *w)
{
    kit_writer further = *w;
    int key = step_of(w, w->next).key;
    char text[KIT_KEY_SIZE];
    bool has_happened;

    advance(&further);
    write_key(w, key, text);
    (void)kit_load(b, text);
    has_happened = kit_version(b) == further.versions[key];
    expect_loaded(b, has_happened ? &further : w, key);
    if (ask_for_step(b, w) == TEAMSINVITE_STORAGE_DONE && has_happened)
        kit_fail(b, "a write to %s has happened, and its repetition was called done as well", text);
    *w = further;
}

void kit_writer_verify(kit_bench *b, kit_writer *w)
{
    char listed[KIT_WRITER_KEYS * 8] = "";
    char prefix[KIT_KEY_SIZE];
    int key;

    settle_step_under_way(b, w);
    for (key = 0; key < KIT_WRITER_KEYS; key++) {
        char text[KIT_KEY_SIZE];

        write_key(w, key, text);
        (void)kit_load(b, text);
        expect_loaded(b, w, key);
        if (w->versions[key] > 0)
            (void)snprintf(listed + strlen(listed), sizeof(listed) - strlen(listed), "%.6s ", text);
    }
    (void)snprintf(prefix, sizeof(prefix), "w%d/", (int)w->index);
    kit_expect_list(b, prefix, "", 0, TEAMSINVITE_LIST_MAX, listed);
}
