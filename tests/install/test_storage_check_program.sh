#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# teamsinvite-storage-check as its user has it: the built-in storages and the example are kept to be good,
# an example with a fault is named, and what cannot be tried is said.
#
#   tests/install/test_storage_check_program.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/install/test_storage_check_program.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
tried=0
program=$build/bin/teamsinvite-storage-check
small=(--workers 3 --rounds 15 --records 200 --kills 5)

complain() {
    echo "$*" >&2
    failed=$((failed + 1))
}

# STATUS PATTERN ARGUMENT…: it ends so, and says that.
expect() {
    local status=$1 pattern=$2 got=0
    shift 2
    tried=$((tried + 1))
    timeout 300 "$program" "$@" >"$tmp/says" 2>&1 || got=$?
    [ "$got" -eq "$status" ] || complain "'$*' ends with $got instead of $status: $(tail -3 "$tmp/says")"
    grep -qE -- "$pattern" "$tmp/says" || complain "'$*' does not say '$pattern': $(tail -3 "$tmp/says")"
}

count=$("$program" --list | wc -l)
[ "$count" -ge 100 ] || complain "only $count properties"
processes=$("$program" --list | grep -cE '^(processes|kill)\.')

# --- Good ones ------------------------------------------------------------------
expect 0 "^$((count - processes)) kept, 0 failed, $processes skipped$" "${small[@]}" memory
expect 0 "^$count kept, 0 failed, 0 skipped$" "${small[@]}" "sqlite:$tmp/records.db"
expect 0 "^$count kept, 0 failed, 0 skipped$" "${small[@]}" "module:$build/examples/03_file_storage.so:$tmp/files"
[ "$(find "$tmp/files" -type f -not -name '#*' | wc -l)" -eq 0 ] || complain "a run leaves records behind"

# --- The example with a fault -------------------------------------------------------
# PROPERTY SED: the example changed so, and by which property that is found.
spoil() {
    sed -E "$2" examples/03_file_storage.c >"$tmp/spoilt.c"
    ! cmp -s "$tmp/spoilt.c" examples/03_file_storage.c || complain "'$2' changes nothing in the example"
    rm -rf "$tmp/spoilt.so" "$tmp/spoilt"
    "${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -fPIC -shared -o "$tmp/spoilt.so" "$tmp/spoilt.c"
    expect 1 "^FAILED +$1: " --quiet "${small[@]}" --only "$1" "module:$tmp/spoilt.so:$tmp/spoilt"
}

spoil save.stale_conflict 's/r->version != teamsinvite_io_expected_version\(io\)/0/'
spoil list.order_inserted 's/^( *)qsort\(.*/\1(void)by_bytes;/'
spoil cursor.after 's/teamsinvite_io_after_key\(io\)\) > 0/teamsinvite_io_after_key(io)) >= 0/'
spoil due.inclusive 's/r->due_ms > due_before/r->due_ms >= due_before/'
spoil processes.save 's/flock\(file, how \| LOCK_NB\) != 0/how < 0/'

# --- What cannot be tried -------------------------------------------------------------
expect 0 'teamsinvite-storage-check \[OPTION\.\.\.\] STORAGE' --help
expect 2 'which storage' --quiet
expect 2 'neither memory ' postcard:x
expect 2 'do not know --frobnicate' --frobnicate memory
expect 2 'not 2 to 16' --workers 99 memory
expect 2 'not a number' --rounds many memory
expect 2 'begins the name of no property' --only nonsense memory
expect 2 '.' "module:$tmp/none.so"
expect 2 'does not export teamsinvite_module_open' "module:$build/lib/libteamsinvite.so"
expect 2 'cannot be opened' "sqlite:$tmp/no/such/folder/records.db"

# A record of somebody else.
printf 'teamsinvite 1 0 1\nx' >"$tmp/files/c+1"
expect 2 'records of somebody else' "module:$build/examples/03_file_storage.so:$tmp/files"
[ -e "$tmp/files/c+1" ] || complain "a record of somebody else is gone"

# --- The commands of the docs -----------------------------------------------------------
mkdir "$tmp/docs"
commands=0
while IFS= read -r line; do
    read -ra words <<<"${line%%#*}"
    commands=$((commands + 1))
    (cd "$tmp/docs" && "${words[@]//build\/release/$build}" >"$tmp/says" 2>&1) ||
        complain "the docs say '$line': $(tail -3 "$tmp/says")"
done < <(grep '^build/release/bin/teamsinvite-storage-check' docs/guide/storage.md)
[ "$commands" -ge 4 ] || complain "only $commands commands in the docs"

echo "$count properties; $tried runs; $commands commands of the docs; $failed failures"
[ "$failed" -eq 0 ]
