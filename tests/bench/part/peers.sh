#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same work with what others have made: Microsoft's libraries for JavaScript (MSAL and the Graph client), and
# libiddawc. The first run in a build folder fetches the packages that the lock file names; that run alone needs the
# network.
#
#   tests/bench/part/peers.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

peers=tests/bench/peers
modules=$build/tests/peers

install_msal() {
    mkdir -p "$modules"
    if ! cmp -s "$peers/package-lock.json" "$modules/node_modules/of-this-lock.json"; then
        cp "$peers"/{package.json,package-lock.json,.npmrc} "$modules"
        (cd "$modules" && npm ci --ignore-scripts --no-audit --no-fund >&2) || return 1
        cp "$peers/package-lock.json" "$modules/node_modules/of-this-lock.json"
    fi
    cp "$peers"/*.mjs "$modules"
}

peer() {
    NODE_EXTRA_CA_CERTS=$ca node "$modules/peer.mjs" "$@"
}

# The whole process, from its start to the link.
cold_msal() {
    local began times=()
    for _ in 1 2 3 4 5 6 7; do
        began=$(date +%s%N)
        peer first "$tls_url" "$work/1.json" >/dev/null
        times+=($((($(date +%s%N) - began) / 1000)))
    done
    figure peers.msal.cold_ms "$(printf '%s\n' "${times[@]}" | sort -n | awk 'NR == 4 { print $1 / 1000 }')" ms
}

measure_msal() {
    local id
    if ! command -v node >/dev/null || ! command -v npm >/dev/null || ! install_msal; then
        for id in create.wall_us create.cpu_us peak_kib cold_ms token_lookup_us.1 token_lookup_us.1000; do
            skipped "peers.msal.$id" "node, npm or the packages are not to be had"
        done
        return 0
    fi
    peer sign-in "$tls_url" "$work/1.json" 1
    peer sign-in "$tls_url" "$work/1000.json" 1000
    peer create "$tls_url" "$work/1.json" 1000
    cold_msal
    peer lookup "$tls_url" "$work/1.json" 1000
    peer lookup "$tls_url" "$work/1000.json" 200
}

# libiddawc-dev cannot be installed beside libcurl4-openssl-dev, which the library is built with: so only libiddawc1.1
# is, and the headers are taken out of their packages.
build_iddawc() {
    local package folder=$build/tests/iddawc
    [ ! "$bin/bench-iddawc" -nt "$peers/iddawc.c" ] || return 0
    mkdir -p "$folder"
    (cd "$folder" && apt-get -qq download lib{iddawc,ulfius,rhonabwy,jansson,orcania,yder}-dev >&2) || return 1
    for package in "$folder"/*.deb; do
        dpkg-deb -x "$package" "$folder"
    done
    cc -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -Itests -isystem "$folder/usr/include" "$peers/iddawc.c" \
        tests/bench/bench.c -l:libiddawc.so.1.1 -o "$bin/bench-iddawc"
}

instructions() { # COUNT: of a process with so many refreshes
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bin/bench-iddawc" "$plain_url" "$1" 2>&1 >/dev/null |
        awk '/Collected :/ { print $4 }'
}

measure_iddawc() {
    local id few many
    if ! build_iddawc; then
        for id in wall_us cpu_us instructions; do
            skipped "peers.iddawc.refresh.$id" "libiddawc1.1 is not installed, or its headers are not to be had"
        done
        return 0
    fi
    "$bin/bench-iddawc" "$plain_url" 500
    few=$(instructions 10)
    many=$(instructions 60)
    figure peers.iddawc.refresh.instructions $(((many - few) / 50)) instructions
}

start_stub
say "MSAL and the Graph client, TLS"
measure_msal
say "libiddawc, plain"
measure_iddawc
stop_stub
