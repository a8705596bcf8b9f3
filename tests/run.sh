#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Build with AddressSanitizer and UndefinedBehaviorSanitizer and run the tests; those of
# many threads also with ThreadSanitizer.
#
#   tests/run.sh          all of them
#   tests/run.sh GROUP    one of: unit flow contract fault install abi browser model tsan
set -euo pipefail
cd "$(dirname "$0")/.."

group=${1:-}
case "$group" in
    "" | unit | flow | contract | fault | install | abi | browser | model | tsan) ;;
    ffi) echo "The group '$group' has no tests yet." >&2; exit 2 ;;
    *) sed -n '6,7s/^# *//p' "$0" >&2; exit 2 ;;
esac

threaded=(flow-test_loop flow-test_run_all flow-test_single_flight flow-test_credential_threads
    contract-test_loop_http contract-test_loop_resolver)

# No suppressions. libcurl, OpenSSL and cmocka are not instrumented: what they share between
# threads behind their own locks is not seen, what our code shares is.
look_for_races() {
    local names
    cmake --preset tsan ${CI:+--fresh} >/dev/null
    cmake --build --preset tsan --parallel "$(nproc)" --target "${threaded[@]}"
    names=$(IFS='|' && echo "${threaded[*]}")
    TSAN_OPTIONS=second_deadlock_stack=1 \
        ctest --test-dir build/tsan --output-on-failure --parallel "$(nproc)" --tests-regex "^($names)\$"
}

examples/install-packages.sh tests
if [ -z "$group" ] || [ "$group" = tsan ]; then
    look_for_races
fi
if [ "$group" = tsan ]; then
    exit 0
fi
cmake --preset asan ${CI:+--fresh} >/dev/null
cmake --build --preset asan --parallel "$(nproc)"

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
ctest --test-dir build/asan --output-on-failure --parallel "$(nproc)" ${group:+--label-regex "^$group\$"}
