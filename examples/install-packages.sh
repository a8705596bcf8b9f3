#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Install what is missing, by Debian package name.
#
#   examples/install-packages.sh          what the libraries and examples need
#   examples/install-packages.sh tests    what the tests need as well
#   examples/install-packages.sh bench    what the benchmark needs beside both
set -euo pipefail

packages=(gcc libc6-dev cmake ninja-build pkg-config libcurl4-openssl-dev libcjson-dev libssl-dev libsqlite3-dev
          libpq-dev libmicrohttpd-dev curl sqlite3)
if [ "${1:-}" = tests ] || [ "${1:-}" = bench ]; then
    packages+=(libcmocka-dev libical-dev g++ openssl valgrind binutils python3
               chromium fonts-dejavu-core tzdata python3-aiosmtpd spin
               postgresql pgbouncer procps libnghttp2-dev libuv1-dev)
    # A nodejs from elsewhere brings npm with it, and Debian's would not go with that one.
    command -v npm >/dev/null && command -v node >/dev/null || packages+=(nodejs npm)
fi
[ "${1:-}" != bench ] || packages+=(gnuplot-nox libiddawc1.1)

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
