#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The programs of the benchmark do what they measure: ours and by hand ask for the same, a small Monday is accounted
# for, and the report says what is missing.
#
#   tests/install/test_bench.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/install/test_bench.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source tests/bench/common.sh "$build" "$work"

fail() {
    echo "$*" >&2
    exit 1
}

requests() { # of both kinds, since the stub was started
    echo "$(stub_count creates) $(stub_count patches) $(stub_count tokens)"
}

make_records
start_stub
ours test create "$plain_url" 5 >/dev/null
ours test loop "$tls_url" 20 8 >/dev/null
ours test refresh "$plain_url" 3 >/dev/null
mine=$(requests)
[ "$mine" = "25 25 3" ] || fail "ours: $mine instead of 25 creates, 25 settings, 3 tokens"
by_hand test create "$plain_url" 5 --careful >/dev/null
by_hand test loop "$tls_url" 20 8 >/dev/null
by_hand test refresh "$plain_url" 3 >/dev/null
[ "$(requests)" = "50 50 6" ] || fail "by hand: not the same number of requests: $(requests)"
stop_stub

start_stub --delay-ms 2 --throttle 50 --late 40 --late-ms 300
"$bin/bench-monday" "$tls_url" --ca "$ca" --companies 50 --recruiters 500 --creates 200 --bulk 20 --over-ms 1000 \
    >"$work/monday.tsv" 2>/dev/null || fail "a meeting of the small Monday was lost or doubled"
grep -q $'^monday.made\t200\t' "$work/monday.tsv" || fail "the small Monday made not all of its meetings"
stop_stub
