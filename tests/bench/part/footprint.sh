#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How large the library is, and a process that has made one meeting with it.
#
#   tests/bench/part/footprint.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

say "size of the library and of a process"
strip --strip-unneeded -o "$work/stripped.so" "$build/lib/libteamsinvite.so"
figure footprint.library "$(($(stat -c %s "$work/stripped.so")))" bytes

make_bundle
start_stub
for _ in 1 2 3 4 5; do
    ours footprint.ours first "$tls_url" | tail -n +2
    by_hand footprint.by_hand first "$tls_url" | tail -n +2
done
stop_stub
