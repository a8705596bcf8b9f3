#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Many meetings at once on one thread, at hand and 50 ms away, plain (HTTP/1.1) and TLS (HTTP/2).
#
#   tests/bench/part/in_flight.sh BUILD_FOLDER WORK_FOLDER
#
# The ids: in_flight.{ours,by_hand}.{plain,tls}.MILLISECONDS_AWAY.IN_FLIGHT.{per_s,cpu_us,peak_kib,connections};
# in_flight.blocking.{plain,tls}.MILLISECONDS_AWAY.1.{wall_us,cpu_us} is the blocking driver.
source "$(dirname "$0")/../common.sh"

ulimit -n 4096
counts=(1 4 16 64 256 1024)

# Each in flight makes as many; after the first of each, what is measured takes some tenths of a second.
meetings_of() { # MILLISECONDS_AWAY IN_FLIGHT
    local rounds=3 least=800
    [ "$1 $2" != "0 1024" ] || rounds=2
    [ "$1" = 0 ] || least=1
    echo $(((least / $2 > rounds ? least / $2 : rounds) * $2 + $2))
}

both() { # MILLISECONDS_AWAY IN_FLIGHT plain|tls URL
    local meetings
    meetings=$(meetings_of "$1" "$2")
    ours "in_flight.ours.$3.$1.$2" loop "$4" "$meetings" "$2"
    by_hand "in_flight.by_hand.$3.$1.$2" loop "$4" "$meetings" "$2"
}

# What 50 ms of waiting decides needs no more than one look.
times_of() { # MILLISECONDS_AWAY IN_FLIGHT
    [ "$1" != 0 ] && [ "$2" -lt 64 ] && echo 1 || echo 3
}

for away in 0 50; do
    start_stub --delay-ms "$away"
    for in_flight in "${counts[@]}"; do
        say "$in_flight in flight, $away ms away"
        for ((time = 0; time < $(times_of "$away" "$in_flight"); time++)); do
            both "$away" "$in_flight" plain "$plain_url"
            both "$away" "$in_flight" tls "$tls_url"
        done
    done
    ours "in_flight.blocking.plain.$away.1" create "$plain_url" "$(meetings_of "$away" 1)" --warm 1
    ours "in_flight.blocking.tls.$away.1" create "$tls_url" "$(meetings_of "$away" 1)" --warm 1
    stop_stub
done

# As many meetings, so that the records of all are in both; what differs is how many were in flight.
memory() { # IN_FLIGHT
    local program
    for program in ours by_hand; do
        $program "memory.$program.plain.$1" loop "$plain_url" 2048 "$1"
        $program "memory.$program.tls.$1" loop "$tls_url" 2048 "$1"
    done
}

say "memory of a meeting in flight"
start_stub
memory 1
stop_stub
start_stub --delay-ms 50
memory 1024
stop_stub
