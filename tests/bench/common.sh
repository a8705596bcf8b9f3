# SPDX-License-Identifier: Apache-2.0
# What the parts of the benchmark share: figures, progress, the stub. Sourced by tests/bench/part/NAME.sh, which
# is called with the build folder and a folder to work in.
set -euo pipefail
build=$(cd "${1:?usage: $0 BUILD_FOLDER WORK_FOLDER}" && pwd)
work=$(mkdir -p "${2:?usage: $0 BUILD_FOLDER WORK_FOLDER}" && cd "$2" && pwd)
bin=$build/tests
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { # what is being measured, for who waits
    echo "  $*" >&2
}

figure() { # ID VALUE [UNIT]
    printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}"
}

skipped() { # ID REASON: a figure that cannot be had here
    printf '%s\tskipped\t%s\n' "$1" "$2"
}

# A certificate for localhost and the CA that has signed it, once for all parts.
make_certificate() {
    certificate=$work/localhost.pem
    certificate_key=$work/localhost.key
    ca=$work/ca.pem
    [ ! -s "$certificate" ] || return 0
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=Benchmark CA" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
        -keyout "$work/ca.key" -out "$ca" 2>/dev/null
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" \
        -keyout "$certificate_key" -out "$work/localhost.csr" 2>/dev/null
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$work/localhost.ext"
    openssl x509 -req -days 30 -in "$work/localhost.csr" -CA "$ca" -CAkey "$work/ca.key" -CAcreateserial \
        -extfile "$work/localhost.ext" -out "$certificate" 2>/dev/null
}

# One stub at a time; its options as bench-stub has them. Sets plain_url and tls_url; trust $ca.
start_stub() {
    local name port
    make_certificate
    coproc STUB { exec "$bin/bench-stub" --cert "$certificate" --key "$certificate_key" "$@"; }
    stub_pid=$STUB_PID
    stub_input=${STUB[1]}
    read -r name port <&"${STUB[0]}"
    [ "$name" = plain ]
    plain_url=http://localhost:$port
    read -r name port <&"${STUB[0]}"
    [ "$name" = tls ]
    tls_url=https://localhost:$port
}

# It ends with its input.
stop_stub() {
    eval "exec $stub_input>&-"
    wait "$stub_pid" || true
}
