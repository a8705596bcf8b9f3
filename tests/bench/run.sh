#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measure the library against what an engineer would write by hand.
#
#   tests/bench/run.sh [--docs]            all parts, in under five minutes on an idle machine
#   tests/bench/run.sh [--docs] PART …     only these of tests/bench/part/; the figures of others stay as they were
#
# Prints the table, and writes build/bench/results.json and build/bench/in-flight.{svg,png}; with --docs table and
# picture also go into docs/performance.md and docs/images/. What is missing is installed
# (examples/install-packages.sh bench). Other work on the machine shows in the times, not in the counts. Ends with 1
# where a part could not be run.
set -euo pipefail
cd "$(dirname "$0")/../.."

load=$(cut -d' ' -f1 /proc/loadavg)
folders=(build/bench)
docs=()
if [ "${1:-}" = --docs ]; then
    folders+=(docs/images)
    docs=(--docs)
    shift
fi

examples/install-packages.sh bench
cmake --preset release -DTEAMSINVITE_BUILD_TESTS=ON >/dev/null
cmake --build --preset release --parallel "$(nproc)" >/dev/null

# What is linked with another libcurl cannot be compared.
for program in lib/libteamsinvite.so tests/bench-by-hand; do
    readelf --dynamic "build/release/$program" | grep -q 'NEEDED.*\[libcurl[.]so[.]4\]' ||
        { echo "build/release/$program is not linked with OpenSSL's libcurl: remove it and build again" >&2; exit 1; }
done

mkdir -p build/bench/figures
if [ $# -eq 0 ]; then
    rm -f build/bench/figures/*.tsv
    set -- $(cd tests/bench/part && printf '%s\n' *.sh | sed 's/[.]sh$//')
fi
work=$(mktemp -d build/bench/work.XXXXXX)
trap 'rm -rf "$work"' EXIT
failed=()
for part in "$@"; do
    began=$SECONDS
    echo "$part" >&2
    rm -f "build/bench/figures/$part.tsv"
    if "tests/bench/part/$part.sh" build/release "$work" >"$work/figures"; then
        mv "$work/figures" "build/bench/figures/$part.tsv"
    else
        failed+=("$part")
    fi
    echo "  $((SECONDS - began)) s" >&2
done

printf 'machine.load_before\t%s\t\n' "$load" >build/bench/figures/run.tsv
tests/bench/report.py "${docs[@]}"
for folder in "${folders[@]}"; do
    for form in svg png; do
        gnuplot -e "form='$form'; folder='$folder'" tests/bench/in_flight.gnuplot
    done
    echo "$folder/in-flight.svg"
done
[ ${#failed[@]} -eq 0 ] || { echo "Not run to the end: ${failed[*]}" >&2; exit 1; }
