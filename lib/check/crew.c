/* SPDX-License-Identifier: Apache-2.0 */
/* crew.c - several threads at one storage at once, and what they tell. */
#include "check/crew.h"

#include <pthread.h>

#include "base/alloc.h"

enum { WORKERS_MAX = 16 };

typedef struct thread_crew {
    pthread_mutex_t lock;
    pthread_cond_t all_here;
    int32_t size;
    int32_t here;
    uint32_t meeting; /* how often all have met */
    kit_tally *tally;
    kit_work_fn work;
    bool called_off;
} thread_crew;

kit_tally kit_tally_make(kit_bench *b, size_t size)
{
    kit_tally tally = { .counts = ti_alloc(size * sizeof(*tally.counts)), .size = size };

    if (tally.counts == NULL)
        kit_fail(b, "there is no memory to count in");
    return tally;
}

void kit_tally_free(kit_tally *tally)
{
    ti_free(tally->counts);
    *tally = (kit_tally){ 0 };
}

uint32_t kit_tally_of(const kit_tally *tally, size_t number)
{
    return tally->counts == NULL || number >= tally->size ? 0 : tally->counts[number];
}

static void tell(kit_worker *worker, uint32_t number)
{
    thread_crew *crew = worker->crew;

    (void)pthread_mutex_lock(&crew->lock);
    if (number < crew->tally->size)
        crew->tally->counts[number]++;
    (void)pthread_mutex_unlock(&crew->lock);
}

/* False where it is called off. */
static bool wait_for_all(thread_crew *crew)
{
    uint32_t meeting;
    bool begins;

    (void)pthread_mutex_lock(&crew->lock);
    meeting = crew->meeting;
    if (++crew->here == crew->size) {
        crew->here = 0;
        crew->meeting++;
        (void)pthread_cond_broadcast(&crew->all_here);
    }
    while (meeting == crew->meeting && !crew->called_off)
        (void)pthread_cond_wait(&crew->all_here, &crew->lock);
    begins = !crew->called_off;
    (void)pthread_mutex_unlock(&crew->lock);
    return begins;
}

static void meet(kit_worker *worker)
{
    (void)wait_for_all(worker->crew);
}

static void *work_in_thread(void *argument)
{
    kit_worker *worker = argument;
    thread_crew *crew = worker->crew;
    kit_bench opened = worker->bench;

    if (opened.crew == KIT_HANDLES)
        (void)kit_bench_open(&worker->bench, opened.plan, opened.root);
    if (wait_for_all(crew))
        crew->work(worker);
    if (opened.crew == KIT_HANDLES)
        kit_bench_close(&worker->bench);
    else
        kit_bench_release(&worker->bench);
    return NULL;
}

static kit_worker worker_of(kit_bench *b, thread_crew *crew, int32_t index, int32_t rounds)
{
    kit_worker worker = { .index = index, .count = crew->size, .rounds = rounds, .tell = tell, .meet = meet };

    worker.crew = crew;
    kit_bench_share(&worker.bench, b);
    return worker;
}

/* Those that wait for one that could not be made are sent home. */
static void call_off(kit_bench *b, thread_crew *crew)
{
    kit_fail(b, "a thread cannot be made");
    (void)pthread_mutex_lock(&crew->lock);
    crew->called_off = true;
    (void)pthread_cond_broadcast(&crew->all_here);
    (void)pthread_mutex_unlock(&crew->lock);
}

void kit_threads_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally)
{
    thread_crew crew = { .size = b->plan->workers, .tally = tally, .work = work };
    kit_worker workers[WORKERS_MAX];
    pthread_t threads[WORKERS_MAX];
    int32_t made;
    int32_t i;

    (void)pthread_mutex_init(&crew.lock, NULL);
    (void)pthread_cond_init(&crew.all_here, NULL);
    for (made = 0; made < crew.size; made++) {
        workers[made] = worker_of(b, &crew, made, rounds);
        if (pthread_create(&threads[made], NULL, work_in_thread, &workers[made]) != 0)
            break;
    }
    if (made < crew.size)
        call_off(b, &crew);
    for (i = 0; i < made; i++) {
        (void)pthread_join(threads[i], NULL);
        if (!kit_ok(&workers[i].bench))
            kit_fail(b, "%s", workers[i].bench.detail);
    }
    (void)pthread_cond_destroy(&crew.all_here);
    (void)pthread_mutex_destroy(&crew.lock);
}

void kit_crew_work(kit_bench *b, int32_t rounds, kit_work_fn work, kit_tally *tally)
{
    if (!kit_ok(b))
        return;
    if (b->crew == KIT_PROCESSES)
        kit_processes_work(b, rounds, work, tally);
    else
        kit_threads_work(b, rounds, work, tally);
}
