#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Install what is missing, build, start the simulator on a free loopback port,
# and run the main job through the public API with SQLite storage. Ends with 0
# only if every step held.
#
#   examples/demo.sh              as a newcomer would
#   examples/demo.sh --valgrind   the same under valgrind (has to be installed)
set -euo pipefail
cd "$(dirname "$0")/.."

checker=()
case "${1:-}" in
    "") ;;
    --valgrind) checker=(valgrind --quiet --leak-check=full --show-leak-kinds=all --errors-for-leak-kinds=all
                         --error-exitcode=9) ;;
    *) sed -n '7,8s/^# *//p' "$0" >&2; exit 2 ;;
esac

work=$(mktemp -d)
sim=
cleanup() {
    [ -z "$sim" ] || kill "$sim" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

echo "== Packages"
examples/install-packages.sh

echo "== Build (build/release)"
cmake --preset release -DTEAMSINVITE_BUILD_TESTS=OFF >/dev/null
cmake --build --preset release --parallel "$(nproc)" --target all >"$work/build.log" || { cat "$work/build.log"; exit 1; }
tail -n 1 "$work/build.log"

echo "== Simulator"
build/release/bin/teamsinvite-sim --port 0 --port-file "$work/port" &
sim=$!
for _ in $(seq 100); do
    [ ! -s "$work/port" ] || break
    kill -0 "$sim"
    sleep 0.1
done
base=http://127.0.0.1:$(cat "$work/port")

echo "== Building blocks only: nothing is stored"
"${checker[@]}" build/release/examples/01_building_blocks "$base"

echo
echo "== The main job, with records in $work/demo.db"
"${checker[@]}" build/release/examples/02_main_job "$base" "$work/demo.db"
