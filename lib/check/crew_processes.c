/* SPDX-License-Identifier: Apache-2.0 */
/* crew_processes.c - several processes at one storage at once, and what they tell through a pipe. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check/crew.h"

enum { WORKERS_MAX = 16, SILENCE_MAX_MS = 120000 };

/* What a process says: a number, or with the last word what failed. Short enough to be written at once. */
typedef struct message {
    uint32_t number;
    uint32_t is_last;
    char detail[KIT_DETAIL_SIZE];
} message;

typedef struct process_crew {
    kit_bench *bench;
    kit_tally *tally;
    pid_t pids[WORKERS_MAX];
    int32_t size;
    int32_t finished;
    int words[2]; /* all write into one pipe */
    int gate[2];  /* its end is the sign to begin */
} process_crew;

static void say(kit_worker *worker, const message *said)
{
    process_crew *crew = worker->crew;
    ssize_t written;

    do
        written = write(crew->words[1], said, sizeof(*said));
    while (written < 0 && errno == EINTR);
}

static void tell(kit_worker *worker, uint32_t number)
{
    const message said = { .number = number };

    say(worker, &said);
}

/* Processes meet at the storage only: a round of one is as fast as it is. */
static void meet(kit_worker *worker)
{
    (void)worker;
}

static void wait_at_gate(process_crew *crew)
{
    char byte;

    (void)close(crew->gate[1]);
    while (read(crew->gate[0], &byte, 1) < 0 && errno == EINTR)
        continue;
}

static _Noreturn void work_in_process(process_crew *crew, int32_t index, int32_t rounds, kit_work_fn work)
{
    kit_worker worker = { .index = index, .count = crew->size, .rounds = rounds, .tell = tell, .meet = meet };
    message last = { .is_last = 1 };

    worker.crew = crew;
    (void)close(crew->words[0]);
    (void)kit_bench_open(&worker.bench, crew->bench->plan, crew->bench->root);
    wait_at_gate(crew);
    work(&worker);
    memcpy(last.detail, worker.bench.detail, sizeof(last.detail));
    kit_bench_close(&worker.bench);
    say(&worker, &last);
    _exit(0);
}

static void take(process_crew *crew, const message *said)
{
    if (said->is_last) {
        crew->finished++;
        if (said->detail[0] != '\0')
            kit_fail(crew->bench, "%.*s", KIT_DETAIL_SIZE - 1, said->detail);
    } else if (said->number < crew->tally->size) {
        crew->tally->counts[said->number]++;
    }
}

/* Until all have closed their end, or nobody says a word. A message comes whole: it is shorter than PIPE_BUF. */
static void listen_to_all(process_crew *crew)
{
    struct pollfd heard = { .fd = crew->words[0], .events = POLLIN };
    message said;

    for (;;) {
        int ready = poll(&heard, 1, SILENCE_MAX_MS);
        ssize_t got;

        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0) {
            kit_fail(crew->bench, "the processes have not said a word for %d s", SILENCE_MAX_MS / 1000);
            return;
        }
        got = read(crew->words[0], &said, sizeof(said));
        if (got == 0)
            return;
        if (got == (ssize_t)sizeof(said))
            take(crew, &said);
    }
}

static void end(process_crew *crew)
{
    int32_t i;

    for (i = 0; i < crew->size && crew->pids[i] > 0; i++) {
        int status = 0;

        if (crew->finished < crew->size)
            (void)kill(crew->pids[i], SIGKILL);
        while (waitpid(crew->pids[i], &status, 0) < 0 && errno == EINTR)
            continue;
        if (WIFSIGNALED(status))
            kit_fail(crew->bench, "a process was ended by signal %d", WTERMSIG(status));
    }
    if (crew->finished < crew->size)
        kit_fail(crew->bench, "a process has ended in the middle of its work");
}

static void start(process_crew *crew, int32_t rounds, kit_work_fn work)
{
    int32_t i;

    for (i = 0; i < crew->size; i++) {
        crew->pids[i] = fork();
        if (crew->pids[i] == 0)
            work_in_process(crew, i, rounds, work);
        if (crew->pids[i] < 0) {
            kit_fail(crew->bench, "a process cannot be made");
            return;
        }
    }
}

static void close_end(int *end_of_pipe)
{
    if (*end_of_pipe >= 0)
        (void)close(*end_of_pipe);
    *end_of_pipe = -1;
}

void kit_processes_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally)
{
    process_crew crew = {
        .bench = b, .tally = tally, .size = b->plan->workers, .words = { -1, -1 }, .gate = { -1, -1 }
    };

    kit_bench_close(b);
    if (pipe(crew.words) != 0 || pipe(crew.gate) != 0)
        kit_fail(b, "a pipe cannot be made");
    else
        start(&crew, rounds, work);
    close_end(&crew.gate[1]);
    close_end(&crew.words[1]);
    if (crew.words[0] >= 0 && crew.pids[0] > 0)
        listen_to_all(&crew);
    end(&crew);
    close_end(&crew.gate[0]);
    close_end(&crew.words[0]);
    kit_bench_reopen(b);
}
