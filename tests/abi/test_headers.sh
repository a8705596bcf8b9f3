#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each public header compiles alone, as C99, C11 and C++11.
#
#   tests/abi/test_headers.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

strict=(-fsyntax-only -pedantic -Wall -Wextra -Werror -Iinclude)
cc=${CC:-cc}
cxx=${CXX:-c++}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
headers=0
failed=0
standards="C99, C11 and C++11"
has_cxx=yes
if ! echo 'int x;' | "$cxx" -x c++ -fsyntax-only - 2>/dev/null; then
    has_cxx=no
    standards="C99 and C11 (NOT C++11: there is no C++ compiler called $cxx)"
fi

check() { # HEADER STANDARD COMPILER…
    local header=$1 standard=$2
    shift 2
    if ! "$@" "${strict[@]}" -std="$standard" "$tmp/alone" 2>"$tmp/says"; then
        echo "$header does not compile alone as $standard:" >&2
        cat "$tmp/says" >&2
        failed=$((failed + 1))
    fi
}

# A name from inside is used after the header, so that the file is not empty for -pedantic.
for header in include/teamsinvite.h include/teamsinvite/*.h; do
    printf '#include <%s>\n#include <%s>\nextern teamsinvite_status alone;\n' \
        "${header#include/}" "${header#include/}" >"$tmp/alone"
    check "$header" c99 "$cc" -x c
    check "$header" c11 "$cc" -x c
    [ "$has_cxx" = no ] || check "$header" c++11 "$cxx" -x c++
    headers=$((headers + 1))
done

echo "$headers headers, each as $standards; $failed failures"
[ "$headers" -gt 0 ] && [ "$failed" -eq 0 ]
