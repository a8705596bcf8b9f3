#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One token after the other: instructions, calls to the heap, time.
#
#   tests/bench/part/refresh.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

start_stub
say "instructions of a refresh"
count_instructions refresh.ours ours refresh "$plain_url"
count_instructions refresh.by_hand by_hand refresh "$plain_url"
count_instructions refresh.careful by_hand refresh "$plain_url" --careful

say "time of a refresh, in turns"
for _ in 1 2 3 4 5 6 7; do
    ours refresh.ours refresh "$plain_url" 700 --warm 100
    by_hand refresh.by_hand refresh "$plain_url" 700 --warm 100
    by_hand refresh.careful refresh "$plain_url" 700 --warm 100 --careful
done
stop_stub
