#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Invitations in headless Chromium: links that lead where they should, nothing
# that acts or loads, text that can be read in the light and in the dark, on a
# telephone and on a desk. And the pictures of the docs can be made again.
#
#   tests/browser/test_invitation_screenshot.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/browser/test_invitation_screenshot.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

"$build/tests/invitation-page" "$work" >"$work/pages.tsv"
node tests/browser/check_invitation.mjs "$work" || failed=1

# The pictures: of now in a folder of their own, to be looked at, and those that are kept.
docs/images/make.sh "$build" "$build/tests/images"
for picture in light dark german; do
    for folder in docs/images "$build/tests/images"; do
        file=$folder/invitation-$picture.png
        size=$(stat --format=%s "$file")
        if [ "$size" -gt 100000 ] || [ "$size" -lt 5000 ]; then
            echo "$file has $size bytes" >&2
            failed=1
        fi
    done
done
exit "$failed"
