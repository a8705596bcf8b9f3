/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ours_records.c - the program bench-ours-records FILE: the records of a company that is
 * enabled and of a recruiter who is connected, for bench-ours, which is to run without the simulator.
 */
#include <stdio.h>

#include "rig.h"

int main(int argc, char **argv)
{
    rig r = { 0 };

    if (argc != 2) {
        (void)fprintf(stderr, "bench-ours-records FILE\n");
        return 2;
    }
    rig_open(&r, "http://localhost", NULL);
    rig_save_records(&r, argv[1]);
    rig_close(&r);
    return 0;
}
