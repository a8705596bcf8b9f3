#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Build with AddressSanitizer and UndefinedBehaviorSanitizer and run the tests.
#
#   tests/run.sh          all of them
#   tests/run.sh GROUP    one of: unit flow contract fault install abi browser model
set -euo pipefail
cd "$(dirname "$0")/.."

group=${1:-}
case "$group" in
    "" | unit | flow | contract | fault | install | abi | browser | model) ;;
    ffi) echo "The group '$group' has no tests yet." >&2; exit 2 ;;
    *) sed -n '5,6s/^# *//p' "$0" >&2; exit 2 ;;
esac

examples/install-packages.sh tests
cmake --preset asan ${CI:+--fresh} >/dev/null
cmake --build --preset asan --parallel "$(nproc)"

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
ctest --test-dir build/asan --output-on-failure --parallel "$(nproc)" ${group:+--label-regex "^$group\$"}
