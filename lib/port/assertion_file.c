/* SPDX-License-Identifier: Apache-2.0 */
/* assertion_file.c - an assertion from a file that the platform keeps fresh; read anew each time. */
#include <teamsinvite/credential.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/check.h"

enum { PATH_BYTES_MAX = 4096 };

/* All of the file, where it fits with room to spare; -1 otherwise. */
static ssize_t read_all(int file, char *room, size_t size)
{
    size_t len = 0;

    while (len < size) {
        ssize_t got = read(file, room + len, size - len);

        if (got == 0)
            return (ssize_t)len;
        if (got > 0)
            len += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return -1;
}

static ti_slice without_newline(ti_slice text)
{
    while (text.len > 0 && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r'))
        text.len--;
    return text;
}

/* Whether it is a JWT is asked of every assertion later on. A pipe that nobody
 * writes to must not hold up the call: hence O_NONBLOCK. */
static int32_t give_from_file(char *assertion, size_t size, void *user_data)
{
    int file = open(user_data, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t len;

    if (file < 0)
        return -1;
    len = read_all(file, assertion, size);
    (void)close(file);
    return len < 0 ? -1 : (int32_t)without_newline(ti_slice_make(assertion, (size_t)len)).len;
}

teamsinvite_status teamsinvite_credential_assertion_file(const char *path, teamsinvite_credential **out,
                                                         teamsinvite_error **err)
{
    ti_error error = { 0 };
    char *copy = NULL;

    if (out != NULL)
        *out = NULL;
    if (ti_check_text(&error, "path", path, PATH_BYTES_MAX, false) == TEAMSINVITE_OK) {
        copy = ti_strdup(path);
        if (copy == NULL)
            (void)ti_fail_no_memory(&error);
    }
    if (copy == NULL)
        return ti_error_give(&error, err);
    return teamsinvite_credential_assertion(give_from_file, copy, ti_free, out, err);
}
