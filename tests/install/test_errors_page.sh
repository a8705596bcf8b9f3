#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The page of errors that is checked in is the one that the build makes of the library's tables.
#
#   tests/install/test_errors_page.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/install/test_errors_page.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

made=$build/docs/errors.md
page=docs/reference/errors.md

if [ ! -s "$made" ]; then
    echo "$made is not there: build the target errors-page" >&2
    exit 1
fi
if ! diff -u "$page" "$made"; then
    echo "$page is not what the library lists. Look at the difference; if it is meant:" >&2
    echo "    cp $made $page" >&2
    exit 1
fi
echo "$(grep -c '^| ' "$page") lines of tables in $page, as the library lists them"
