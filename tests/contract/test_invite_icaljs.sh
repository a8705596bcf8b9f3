#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Our calendar objects, read by ical.js: every property of every copy of every
# case. The first run in a build folder fetches ical.js, of which the lock file
# fixes version and hash; that run alone needs the network.
#
#   tests/contract/test_invite_icaljs.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/contract/test_invite_icaljs.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/icaljs"

modules=$build/tests/icaljs
mkdir -p "$modules"
if ! cmp -s package-lock.json "$modules/node_modules/of-this-lock.json"; then
    cp package.json package-lock.json .npmrc "$modules"
    (cd "$modules" && npm ci --ignore-scripts --no-audit --no-fund)
    cp package-lock.json "$modules/node_modules/of-this-lock.json"
fi
cp check.mjs "$modules"

files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
count=$("$build/tests/invite-files" "$files")
node "$modules/check.mjs" "$files" "$count"
