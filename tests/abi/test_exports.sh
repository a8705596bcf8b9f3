#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the libraries export is what the headers declare, and the core links nothing more than it says.
#
#   tests/abi/test_exports.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/abi/test_exports.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

complain() {
    echo "$*" >&2
    failed=$((failed + 1))
}

# A sanitizer adds symbols of its own to what is compiled with it, all beginning with an underscore.
sanitized=no
case "$(nm -D "$build/lib/libteamsinvite.so")" in
    *" U __asan_"* | *" U __tsan_"* | *" U __ubsan_"*) sanitized=yes ;;
esac

# One line a defined symbol: "name@@VERSION".
exported_by() {
    nm -D --defined-only --with-symbol-versions "$build/lib/lib$1.so" | awk '{ print $3 }'
}

# --- What leaves each library -------------------------------------------------
: >"$tmp/exported"
for library in teamsinvite teamsinvite-sqlite teamsinvite-postgres teamsinvite-check teamsinvite-sim; do
    if [ ! -e "$build/lib/lib$library.so" ]; then
        complain "lib$library.so is not in $build/lib"
        continue
    fi
    while IFS= read -r symbol; do
        name=${symbol%%@*}
        case "$symbol" in
            TEAMSINVITE_0 | TEAMSINVITE_0@*) ;; # the version node itself
            teamsinvite_*@@TEAMSINVITE_0) echo "$name $library" >>"$tmp/exported" ;;
            teamsinvite_*) complain "lib$library.so exports $symbol without the version TEAMSINVITE_0" ;;
            _*) [ "$sanitized" = yes ] || complain "lib$library.so exports $symbol" ;;
            *) complain "lib$library.so exports $symbol" ;;
        esac
    done < <(exported_by "$library")
done
while IFS= read -r name; do
    complain "$name is exported by more than one library"
done < <(awk '{ print $1 }' "$tmp/exported" | sort | uniq -d)

# --- What the headers declare ---------------------------------------------------
# The preprocessor drops comments and joins nothing we need; TEAMSINVITE_API marks a function.
declared_in() { # HEADER…
    printf '#include <%s>\n' "${@#include/}" |
        "${CC:-cc}" -E -P -Iinclude -x c - | tr '\n' ' ' | tr ';' '\n' |
        sed -nE 's/.*__attribute__\(\(visibility\("default"\)\)\)[^(]*[ *](teamsinvite_[a-z0-9_]+) *\(.*/\1/p' | sort -u
}
declared_in include/teamsinvite.h include/teamsinvite/*.h >"$tmp/declared"
awk '{ print $1 }' "$tmp/exported" | sort -u >"$tmp/names"

while IFS= read -r name; do
    complain "$name is declared in a header, but no library exports it"
done < <(comm -23 "$tmp/declared" "$tmp/names")
while IFS= read -r name; do
    complain "$name is exported, but no public header declares it"
done < <(comm -13 "$tmp/declared" "$tmp/names")

# Each part exports what its own header declares, and the core everything else.
while IFS=' ' read -r name library; do
    case "$name" in
        teamsinvite_sqlite_*) home=teamsinvite-sqlite ;;
        teamsinvite_postgres_*) home=teamsinvite-postgres ;;
        teamsinvite_storage_check_*) home=teamsinvite-check ;;
        teamsinvite_sim_*) home=teamsinvite-sim ;;
        *) home=teamsinvite ;;
    esac
    [ "$library" = "$home" ] || complain "$name is exported by lib$library.so and belongs to lib$home.so"
done <"$tmp/exported"

# --- What the core links, and what it is called ----------------------------------
dynamic() { # TAG: its values in the core library
    readelf -d "$build/lib/libteamsinvite.so" | sed -nE "s/.*\($1\).*\[(.*)\]/\1/p"
}
while IFS= read -r needed; do
    case "$needed" in
        libcurl.so.* | libcjson.so.* | libcrypto.so.* | libc.so.* | libm.so.* | libpthread.so.*) ;;
        libasan.so.* | libubsan.so.* | libtsan.so.* | libclang_rt.*) [ "$sanitized" = yes ] || complain "links $needed" ;;
        ld-linux-*) ;;
        libgcc_s.so.* | libdl.so.* | libgcov.so.*) [ "$sanitized" = yes ] || complain "links $needed" ;;
        *) complain "libteamsinvite.so links $needed" ;;
    esac
done < <(dynamic NEEDED)
version=$(sed -nE 's/^project\(teamsinvite VERSION ([0-9]+\.[0-9]+).*/\1/p' CMakeLists.txt)
[ "$(dynamic SONAME)" = "libteamsinvite.so.$version" ] || complain "the soname is $(dynamic SONAME)"

echo "$(wc -l <"$tmp/names") functions exported, $(wc -l <"$tmp/declared") declared," \
    "$(dynamic NEEDED | wc -l) libraries needed; $failed failures"
[ -s "$tmp/names" ] && [ "$failed" -eq 0 ]
