#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Monday morning: 200,000 recruiters of 10,000 companies, TLS and HTTP/2. Of the tokens a tenth has expired, every
# thousandth request is answered 429 and every four hundredth late. Ends with 1 where a meeting is lost or doubled.
#
#   tests/bench/part/monday.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

microsoft=(--delay-ms 5 --throttle 1000 --late 400 --late-ms 1500)

start_stub "${microsoft[@]}"
say "a Monday morning, records in memory"
"$bin/bench-monday" "$tls_url" --ca "$ca" --over-ms 5000 --creates 6000
stop_stub

start_stub "${microsoft[@]}"
rm -f "$work"/monday.db*
say "a smaller one, records in SQLite"
"$bin/bench-monday" "$tls_url" --ca "$ca" --name monday.sqlite --sqlite "$work/monday.db" \
    --companies 1000 --recruiters 20000 --creates 300 --bulk 30 --over-ms 4000
stop_stub

start_stub "${microsoft[@]}"
say "a smaller one, every token expired"
"$bin/bench-monday" "$tls_url" --ca "$ca" --name monday.cold --expired-of 1 \
    --companies 1000 --recruiters 20000 --creates 2000 --bulk 20 --over-ms 3000
stop_stub
