#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One meeting after the other, warm token.
#
#   tests/bench/part/create.sh BUILD_FOLDER WORK_FOLDER
source "$(dirname "$0")/../common.sh"

start_stub
say "meetings, plain"
"$bin/bench-ours" create "$plain_url" 200
say "meetings, TLS"
"$bin/bench-ours" create "$tls_url" 200 --ca "$ca"
"$bin/bench-ours" loop "$tls_url" 2000 100 --ca "$ca"
stop_stub
