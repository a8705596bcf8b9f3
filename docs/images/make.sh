#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Make the pictures of invitations: the HTML that the library renders, in Chromium.
#
#   docs/images/make.sh BUILD_DIR [FOLDER]    FOLDER: where to, docs/images by default
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?usage: docs/images/make.sh BUILD_DIR [FOLDER]}" && pwd)
mkdir -p "${2:-$here}"
folder=$(cd "${2:-$here}" && pwd)

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$build/tests/invitation-page" "$pages" >/dev/null

take() { # PAGE SCHEME NAME
    node "$here/../../tests/browser/take_picture.mjs" "$pages/$1.html" "$2" "$folder/invitation-$3.png"
}

take invitation light light
take invitation dark dark
take invitation-de light german
