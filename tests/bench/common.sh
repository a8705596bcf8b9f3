# SPDX-License-Identifier: Apache-2.0
# What the parts of the benchmark share: figures, progress, the stub. Sourced by tests/bench/part/NAME.sh, which
# is called with the build folder and a folder to work in. Where a figure is printed more than once, its median counts.
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

# The system's CAs and ours in one file, as large as what a host would load.
make_bundle() {
    make_certificate
    bundle=$work/bundle.pem
    cat /etc/ssl/certs/ca-certificates.crt "$ca" >"$bundle"
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

# How many of these the stub has seen: connections, tokens, creates, patches.
stub_count() {
    curl -fsS "$plain_url/stats" | sed "s/.*\"$1\":\([0-9]*\).*/\1/"
}

# It ends with its input.
stop_stub() {
    eval "exec $stub_input>&-"
    wait "$stub_pid" || true
}

# What bench-ours needs beside a URL, once for all parts.
make_records() {
    records=$work/records
    [ -s "$records" ] || "$bin/bench-ours-records" "$records"
}

ours() { # ID MODE URL …: its figures begin with the id
    local id=$1
    shift
    make_records
    "$bin/bench-ours" "$@" --id "$id" --records "$records" --ca "${bundle:-$ca}"
}

by_hand() { # ID MODE URL …
    local id=$1
    shift
    "$bin/bench-by-hand" "$@" --id "$id" --ca "${bundle:-$ca}"
}

# Instructions and calls to the heap of one of twenty, after ten that have opened the connection.
count_instructions() { # ID ours|by_hand create|refresh URL [OPTIONS]
    local id=$1 program=$bin/bench-${2/_/-} mode=$3 url=$4
    shift 4
    make_records
    valgrind --tool=callgrind --instr-atstart=no --compress-strings=no --compress-pos=no \
        --callgrind-out-file="$work/callgrind.out" \
        "$program" "$mode" "$url" 30 --warm 10 --records "$records" --ca "$ca" "$@" >"$work/callgrind.log" 2>&1 ||
        { cat "$work/callgrind.log" >&2; return 1; }
    tests/bench/callgrind_cost.py "$work/callgrind.out" "$id" 20
}
