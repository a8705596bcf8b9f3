/* SPDX-License-Identifier: Apache-2.0 */
/* process.c - another process: started, read from, killed, waited for. */
#include "support/process.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Not for the next child: it would keep this one's pipe open. */
static void close_on_exec(int descriptor)
{
    assert_int_equal(fcntl(descriptor, F_SETFD, FD_CLOEXEC), 0);
}

static void become(const char *const *argv, int in, int out)
{
    char *copy[PROCESS_ARGUMENTS_MAX] = { NULL };
    size_t i;

#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that crashes leaves nothing running */
#endif
    for (i = 0; argv[i] != NULL && i + 1 < PROCESS_ARGUMENTS_MAX; i++) {
        copy[i] = malloc(strlen(argv[i]) + 1);
        if (copy[i] == NULL)
            _exit(127);
        memcpy(copy[i], argv[i], strlen(argv[i]) + 1);
    }
    if (dup2(in, STDIN_FILENO) == -1 || dup2(out, STDOUT_FILENO) == -1)
        _exit(127);
    (void)execv(copy[0], copy);
    _exit(127);
}

void process_start(process *p, const char *const *argv)
{
    int in[2];
    int out[2];

    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    close_on_exec(in[1]);
    close_on_exec(out[0]);
    *p = (process){ .in = in[1], .out = out[0], .output = malloc(PROCESS_OUTPUT_MAX) };
    assert_non_null(p->output);
    p->output[0] = '\0';
    p->pid = fork();
    assert_true(p->pid >= 0);
    if (p->pid == 0)
        become(argv, in[0], out[1]);
    (void)close(in[0]);
    (void)close(out[1]);
}

/* false at the end of its output. */
static bool read_more(process *p)
{
    ssize_t got;

    assert_true(p->length + 1 < PROCESS_OUTPUT_MAX);
    got = read(p->out, p->output + p->length, PROCESS_OUTPUT_MAX - 1 - p->length);
    assert_true(got >= 0);
    p->length += (size_t)got;
    p->output[p->length] = '\0';
    return got > 0;
}

static bool has_line(const char *output, const char *begins)
{
    const char *found = strstr(output, begins);

    return found != NULL && (found == output || found[-1] == '\n') && strchr(found, '\n') != NULL;
}

bool process_read_until(process *p, const char *begins)
{
    while (!has_line(p->output, begins)) {
        if (!read_more(p))
            return false;
    }
    return true;
}

void process_say(process *p, const char *text)
{
    assert_int_equal(write(p->in, text, strlen(text)), strlen(text));
}

void process_kill(process *p)
{
    assert_int_equal(kill(p->pid, SIGKILL), 0);
}

void process_wait(process *p)
{
    int status = 0;

    while (read_more(p))
        continue;
    assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
    p->killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    p->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    (void)close(p->in);
    (void)close(p->out);
}

void process_free(process *p)
{
    free(p->output);
    p->output = NULL;
}
