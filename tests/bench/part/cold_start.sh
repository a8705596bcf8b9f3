#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a process that does not run yet to its first join URL, over TLS with the system's CAs.
#
#   tests/bench/part/cold_start.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

first() { # ID ours|by_hand
    local from=$EPOCHREALTIME url
    exec 3< <("$2" "$1" first "$tls_url")
    read -r url <&3
    figure "$1.ms" "$(awk -v from="$from" -v to="$EPOCHREALTIME" 'BEGIN { print (to - from) * 1000 }')" ms
    [ "${url#https://}" != "$url" ]
    cat <&3 >/dev/null
    exec 3<&-
}

say "cold processes, in turns"
make_bundle
make_records
start_stub
for ((time = 0; time < 15; time++)); do
    first cold.ours ours
    first cold.by_hand by_hand
done
stop_stub
