/* SPDX-License-Identifier: Apache-2.0 */
/* zone_system.c - the machine's time zones, out of the files of the package tzdata. */
#include "port/zone_system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/tzif.h"
#include "base/zone_name.h"

enum {
    PATH_BYTES_MAX = 4096,
    FILE_BYTES_MAX = 64 * 1024, /* the largest of the database has 4 KiB */
};

static const char system_folder[] = "/usr/share/zoneinfo";

/* Links are followed: every third name of the database is one, and which of
 * them are differs from system to system. That a name does not lead out of the
 * folder is seen to before; links within it are made by who may replace the
 * files as well. O_NONBLOCK: a pipe that nobody writes to must not hold up the
 * thread before it is seen to be none of our files. */
static int open_zone(const char *folder, const char *zone)
{
    ti_buf path;
    int file = -1;

    ti_buf_init(&path, PATH_BYTES_MAX);
    (void)ti_buf_add_text(&path, folder);
    (void)ti_buf_add_char(&path, '/');
    if (ti_buf_add_text(&path, zone))
        file = open(ti_buf_text(&path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ti_buf_clear(&path);
    return file;
}

/* As many bytes as the file has had when asked for its size. */
static bool read_bytes(int file, char *room, size_t size)
{
    size_t len = 0;

    while (len < size) {
        ssize_t got = read(file, room + len, size - len);

        if (got > 0)
            len += (size_t)got;
        else if (got == 0 || errno != EINTR)
            return false;
    }
    return true;
}

/* On the heap: the host's thread may have little stack. */
static bool read_offset(int file, int64_t at_ms, int32_t *offset_s)
{
    struct stat about;
    char *content;
    size_t size;
    bool done;

    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < 1 || about.st_size > FILE_BYTES_MAX)
        return false;
    size = (size_t)about.st_size;
    content = ti_alloc(size);
    done = content != NULL && read_bytes(file, content, size) &&
           ti_tzif_offset(ti_slice_make(content, size), at_ms, offset_s);
    ti_free(content);
    return done;
}

int32_t ti_system_zone(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data)
{
    bool done;
    int file;

    if (zone == NULL || offset_s == NULL || !ti_zone_name_is_plausible(ti_slice_of(zone)))
        return 0;
    if (strcmp(zone, "UTC") == 0 || strcmp(zone, "Etc/UTC") == 0) {
        *offset_s = 0;
        return 1;
    }
    file = open_zone(user_data == NULL ? system_folder : user_data, zone);
    if (file < 0)
        return 0;
    done = read_offset(file, at_ms, offset_s);
    (void)close(file);
    return done ? 1 : 0;
}
