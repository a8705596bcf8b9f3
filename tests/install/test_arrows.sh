#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The folders of lib/ include each other in one direction only; see lib/README.md.
#
#   tests/install/test_arrows.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

# Which of our own headers the files of a folder may include, by their beginning.
declare -A allowed=(
    [base]="base/"
    [vault]="vault/ base/"
    [record]="record/ vault/ base/"
    [proto]="proto/ vault/hash.h vault/rs256.h base/"
    [invite]="invite/ base/"
    [client]="client/ proto/ vault/ base/ port/system.h port/zone_system.h"
    [call]="call/ client/ vault/ base/ port/system.h"
    [loop]="loop/ call/ client/ base/ port/transfer.h port/curl_pool.h port/sigpipe.h port/system.h"
    [flow]="flow/ call/ client/ proto/ invite/ record/ vault/ base/"
    [port]="port/ base/"
    [check]="check/ base/"
    [sim]="sim/ base/"
)

# Public headers are open to all, but these are parts and belong to their own makers alone.
declare -A parts=(
    [teamsinvite/sim.h]="sim"
    [teamsinvite/sqlite.h]="port check"
    [teamsinvite/postgres.h]="port check"
    [teamsinvite/storage_check.h]="check"
)

includes=0
failed=0

complain() {
    echo "$1: $2" >&2
    failed=$((failed + 1))
}

may_include() { # FOLDER HEADER
    local prefix
    for prefix in ${allowed[$1]}; do
        case "$2" in "$prefix"*) return 0 ;; esac
    done
    return 1
}

# "lib/flow/erase.c:5:#include "base/alloc.h"" → the place, and what stands between the signs.
while IFS= read -r line; do
    place=${line%%:#*}
    place=${place%%:[[:space:]]*}
    file=${line%%:*}
    folder=${file#lib/}
    folder=${folder%%/*}
    includes=$((includes + 1))
    if [[ $line =~ include[[:space:]]*\"([^\"]+)\" ]]; then
        header=${BASH_REMATCH[1]}
        if [ -z "${allowed[$folder]:-}" ]; then
            complain "$place" "the folder $folder is not in this script's list"
        elif [ ! -f "lib/$header" ]; then
            complain "$place" "\"$header\" is not a path below lib/"
        elif ! may_include "$folder" "$header"; then
            complain "$place" "$folder must not include \"$header\""
        fi
    elif [[ $line =~ include[[:space:]]*\<(teamsinvite[^>]*)\> ]]; then
        header=${BASH_REMATCH[1]}
        owner=${parts[$header]:-}
        if [ -n "$owner" ] && [[ " $owner " != *" $folder "* ]]; then
            complain "$place" "<$header> is a part of its own: only $owner includes it"
        fi
    fi
done < <(grep -rnE --include='*.c' --include='*.h' '^[[:space:]]*#[[:space:]]*include' lib)

# The public headers know nothing of lib/.
while IFS= read -r line; do
    complain "${line%%:#*}" "a public header includes a private one"
done < <(grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' include || true)

echo "$includes includes under lib/ looked at; $failed against the arrows"
[ "$includes" -gt 0 ] && [ "$failed" -eq 0 ]
