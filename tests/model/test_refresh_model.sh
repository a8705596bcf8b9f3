#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Spin goes through every order of steps of refresh.pml: what is promised holds,
# and each fault that is put in is found.
#
#   tests/model/test_refresh_model.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/model/test_refresh_model.sh BUILD_DIR}" && pwd)
model=$(cd "$(dirname "$0")" && pwd)/refresh.pml

work=$(mktemp -d "$build/model.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

search() { # DEFINE...: into pan.out
    spin -a "$@" "$model" >spin.out
    cc -O2 -w -DCOLLAPSE -o pan pan.c
    ./pan -m100000 >pan.out
}

says() { # PATTERN
    grep --quiet --extended-regexp "$1" pan.out
}

holds() { # WHAT DEFINE...
    local what=$1
    shift
    search "$@"
    printf '%-44s %10s states\n' "$what" "$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' pan.out)"
    if ! says 'errors: 0$' || says 'max search depth too small|Search not completed'; then
        cat pan.out >&2
        failed=1
    fi
}

is_found() { # FAULT PATTERN DEFINE...
    local fault=$1 pattern=$2
    shift 2
    search "-D$fault" "$@"
    printf '%-44s %s\n' "$fault" "$(sed -n 's/^pan:1: \(.*\) (at depth.*/\1/p' pan.out)"
    says "^pan:1: $pattern" || { echo "$fault is not found for what it is" >&2; failed=1; }
}

holds "3 workers, nobody fails"
holds "4 workers, nobody fails" -DWORKERS=4 -DCALLS=1
holds "3 workers, renewals due three times" -DROUNDS=3
holds "3 workers, one dies" -DCRASHES=1
holds "3 workers, two die" -DCRASHES=2
holds "3 workers, slower than their leases" -DSLOW -DCALLS=1

is_found NO_LEASE 'assertion violated .requests'
is_found NO_SECOND_LOOK 'assertion violated .requests'
is_found NO_RESTART 'assertion violated .requests'
is_found EARLY_RELEASE 'assertion violated .requests'
is_found FORGET_REFRESH 'assertion violated .generation'
is_found BLIND_WRITE 'assertion violated .got' -DSLOW
is_found LEASE_FOREVER 'invalid end state' -DCRASHES=1
exit "$failed"
