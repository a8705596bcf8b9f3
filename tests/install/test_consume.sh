#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Install into an empty prefix, then build and run one small host in four ways:
# find_package, pkg-config, add_subdirectory, and static libraries.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CMAKE_BUILD_PARALLEL_LEVEL=2

build() { # NAME SHARED
    cmake -S "$source" -B "$work/build-$1" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS="$2" \
        -DTEAMSINVITE_BUILD_SIM=OFF -DTEAMSINVITE_BUILD_TESTS=OFF -DTEAMSINVITE_BUILD_EXAMPLES=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/$1" -DCMAKE_INSTALL_LIBDIR=lib >/dev/null
    cmake --build "$work/build-$1" >/dev/null
    cmake --install "$work/build-$1" >/dev/null
}

consume() { # NAME CMAKE_ARGUMENT...
    local name=$1
    shift
    cmake -S "$source/tests/install/consumer" -B "$work/consumer-$name" "$@" >/dev/null
    cmake --build "$work/consumer-$name" --target consumer >/dev/null
    printf '%-18s' "$name"
    "$work/consumer-$name/consumer"
}

build shared ON
build static OFF
consume find_package -DCMAKE_PREFIX_PATH="$work/shared"
consume add_subdirectory -DTEAMSINVITE_SOURCE="$source" -DTEAMSINVITE_BUILD_CHECK=ON
consume static -DCMAKE_PREFIX_PATH="$work/static"

# Moved after the installation: the files for pkg-config find their way from where they lie.
mv "$work/shared" "$work/moved"
export PKG_CONFIG_PATH=$work/moved/lib/pkgconfig
# shellcheck disable=SC2046
gcc "$source/tests/install/consumer/main.c" -o "$work/by-pkg-config" \
    $(pkg-config --cflags --libs teamsinvite-sqlite teamsinvite-postgres teamsinvite-check) -Wl,-rpath,"$work/moved/lib"
printf '%-18s' pkg-config
"$work/by-pkg-config"

LD_LIBRARY_PATH=$work/moved/lib "$work/moved/bin/teamsinvite-storage-check" --quiet --records 200 memory

[ "$(pkg-config --libs-only-l --libs-only-other teamsinvite | tr -d ' ')" = "-lteamsinvite" ] ||
    { echo "pkg-config hands on more than ours: $(pkg-config --libs teamsinvite)"; exit 1; }
echo "4 consumers built and ran"
