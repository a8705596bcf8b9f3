#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measure the library against what an engineer would write by hand.
#
#   tests/bench/run.sh            all parts, in under five minutes on an idle machine
#   tests/bench/run.sh PART …     only these parts of tests/bench/part/; the figures of the others stay as they were
#
# Prints the table, and writes build/bench/results.json and build/bench/in-flight.{svg,png}.
set -euo pipefail
cd "$(dirname "$0")/../.."

examples/install-packages.sh bench
cmake --preset release -DTEAMSINVITE_BUILD_TESTS=ON >/dev/null
cmake --build --preset release --parallel "$(nproc)" >/dev/null

mkdir -p build/bench/figures
[ $# -gt 0 ] || set -- $(cd tests/bench/part && printf '%s\n' *.sh | sed 's/[.]sh$//')
work=$(mktemp -d build/bench/work.XXXXXX)
trap 'rm -rf "$work"' EXIT
for part in "$@"; do
    echo "$part" >&2
    "tests/bench/part/$part.sh" build/release "$work" >"build/bench/figures/$part.tsv"
done
