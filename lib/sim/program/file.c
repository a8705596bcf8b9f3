/* SPDX-License-Identifier: Apache-2.0 */
/* file.c - small files, read and written at once. */
#include "sim/program/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 64 * 1024 };

char *sim_file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, FILE_MAX + 1);
    size_t length = 0;
    bool good = false;

    if (file != NULL && text != NULL) {
        length = fread(text, 1, FILE_MAX + 1, file);
        good = ferror(file) == 0 && length > 0 && length <= FILE_MAX;
    }
    if (file != NULL)
        (void)fclose(file);
    if (!good) {
        free(text);
        return NULL;
    }
    return text;
}

bool sim_file_write(const char *path, const char *text)
{
    char name[4096];
    FILE *file;
    bool ok;

    if (snprintf(name, sizeof(name), "%s.new", path) >= (int)sizeof(name))
        return false;
    file = fopen(name, "wb");
    if (file == NULL)
        return false;
    ok = fputs(text, file) >= 0;
    ok = fclose(file) == 0 && ok;
    return ok && rename(name, path) == 0;
}
