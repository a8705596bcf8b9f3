#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One meeting after the other, warm token: instructions, calls to the heap, requests, time.
#
#   tests/bench/part/create.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

requests_of() { # ID COUNT: what the stub has seen since it was started
    figure "$1" "$(awk -v seen=$(($(stub_count creates) + $(stub_count patches))) -v count="$2" \
        'BEGIN { print seen / count }')"
}

start_stub
say "instructions of a meeting"
count_instructions create.ours ours create "$plain_url"
count_instructions create.by_hand by_hand create "$plain_url"
count_instructions create.careful by_hand create "$plain_url" --careful
count_instructions create.tls.ours ours create "$tls_url"
count_instructions create.tls.by_hand by_hand create "$tls_url"

say "time of a meeting, in turns"
for _ in 1 2 3 4 5 6 7; do
    ours create.ours create "$plain_url" 350 --warm 50
    by_hand create.by_hand create "$plain_url" 350 --warm 50
    by_hand create.careful create "$plain_url" 350 --warm 50 --careful
    ours create.tls.ours create "$tls_url" 350 --warm 50
    by_hand create.tls.by_hand create "$tls_url" 350 --warm 50
done
stop_stub

say "requests and connections of 1,000 meetings"
start_stub
ours create.thousand create "$tls_url" 1000
requests_of create.ours.requests 1000
stop_stub
start_stub --settled
ours create.settled create "$tls_url" 1000
requests_of create.ours.requests_settled 1000
stop_stub
