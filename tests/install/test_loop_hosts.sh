#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The hosts that drive a loop by epoll and by libuv, against the simulator over HTTP: throttled, so that they need
# their timers; and at a narrow door, so that they have to watch for writing. Each meeting is there exactly once.
#
#   tests/install/test_loop_hosts.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/install/test_loop_hosts.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

if [ ! -x "$build/bin/teamsinvite-sim" ]; then
    echo "no simulator in this build"
    exit 0
fi
interviews=101
connections_max=9 # four for each of two companies, and the one that the sign-ins were made on
failed=0
runs=0
work=$(mktemp -d)
sim=
door=
cleanup() {
    [ -z "$door" ] || kill "$door" 2>/dev/null || true
    [ -z "$sim" ] || kill "$sim" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

complain() {
    echo "$*" >&2
    failed=$((failed + 1))
}

wait_for() { # FILE PID: that process has written something there
    until [ -s "$1" ]; do
        kill -0 "$2"
        sleep 0.1
    done
}

begin() { # SIMULATOR'S OPTION…
    rm -f "$work"/*
    "$build/bin/teamsinvite-sim" --port 0 --port-file "$work/port" "$@" >/dev/null &
    sim=$!
    wait_for "$work/port" "$sim"
    port=$(cat "$work/port")
}

end() {
    kill "$sim"
    wait "$sim" || complain "$host: the simulator ends with $?"
    sim=
}

links() { # FILE: the lines that are one, or have one in quotes
    grep -o 'https://[^"]*' "$1" | sort
}

run() { # ADDRESS: the host makes its meetings there
    local connections status=0
    runs=$((runs + 1))
    timeout --kill-after=10 120 "$build/examples/$host" "http://$1:$port" >"$work/says" 2>"$work/complains" || status=$?
    [ "$status" -eq 0 ] || complain "$host ends with $status: $(tail -n 5 "$work/complains")"
    [ ! -s "$work/complains" ] || complain "$host: $(head -n 5 "$work/complains")"
    connections=$(sed -n "s/^$interviews links, 0 failed, over \([0-9]*\) connections$/\1/p" "$work/says")
    [ "${connections:-$((connections_max + 1))}" -le "$connections_max" ] ||
        complain "$host: $(tail -n 1 "$work/says"), expected $interviews over at most $connections_max"
}

look_at_meetings() {
    curl -s "http://127.0.0.1:$port/_sim/state" >"$work/state"
    grep '"join_url"' "$work/state" >"$work/meetings"
    [ "$(grep -c '"exists":[[:space:]]*true' "$work/state")" -eq "$interviews" ] ||
        complain "$host: $(wc -l <"$work/meetings") meetings instead of $interviews"
    [ "$(links "$work/meetings" | uniq | wc -l)" -eq "$interviews" ] || complain "$host: two meetings have one link"
    cmp -s <(links "$work/says") <(links "$work/meetings") || complain "$host: other links than the simulator's"
}

throttled() {
    begin --scenario graph-429=1@create:3
    run 127.0.0.1
    look_at_meetings
    curl -s "http://127.0.0.1:$port/_sim/requests" | grep -q 'createOrGet 429' || complain "$host: nothing was throttled"
    end
}

at_a_narrow_door() {
    begin --host 127.0.0.2
    python3 tests/support/narrow_door.py 127.0.0.2 "$port" createOrGet >"$work/door" &
    door=$!
    wait_for "$work/door" "$door"
    run 127.0.0.2
    look_at_meetings
    kill "$door"
    wait "$door" || complain "$host: no connection that was not made yet was watched for writing"
    door=
    end
}

for host in 04_epoll_host 05_libuv_host; do
    [ -x "$build/examples/$host" ] || continue # libuv may be missing
    throttled
    at_a_narrow_door
done

echo "$runs runs, $failed failures"
[ "$runs" -gt 0 ] && [ "$failed" -eq 0 ]
