#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What storage costs with 1,000 and with 1,000,000 records: a table, and docs/images/storage-cost.{svg,png}.
#
#   tests/bench/storage_cost.sh [FOLDER]    where SQLite's file goes: the disk that is to be measured; default build/bench
set -euo pipefail
cd "$(dirname "$0")/../.."

examples/install-packages.sh tests
cmake --preset release -DTEAMSINVITE_BUILD_TESTS=ON >/dev/null
cmake --build --preset release --parallel "$(nproc)" --target storage-cost >/dev/null
program=$PWD/build/release/tests/storage-cost

mkdir -p build/bench
work=$(mktemp -d "${1:-build/bench}/storage.XXXXXX")
trap 'rm -rf "$work"' EXIT
: >build/bench/storage-cost.txt

for records in 1000 1000000; do
    echo "SQLite, $records records"
    "$program" sqlite "$work/$records.db" "$records" | tee -a build/bench/storage-cost.txt
done

# A server of its own, as in the tests; it ends with its input.
coproc SERVER { cd tests && bash support/postgres_server.sh ../lib/port/storage_postgres_schema.sql; }
read -r _ folder <&"${SERVER[0]}"
read -r _ <&"${SERVER[0]}"
for records in 1000 1000000; do
    echo "PostgreSQL, $records records"
    PGPASSWORD=owner-password psql --no-psqlrc --quiet --host="$folder" --username=owner --dbname=ats <<SQL
TRUNCATE teamsinvite.records;
INSERT INTO teamsinvite.records (key, value, version, due_ms)
SELECT 'c/company-' || lpad((i % 1000)::text, 4, '0') || '/m/interview-' || lpad(i::text, 7, '0'),
       decode(repeat(md5(i::text), 25), 'hex'), 1, 1900000000000 + i * 60000
FROM generate_series(0::bigint, $records - 1) AS i;
VACUUM ANALYZE teamsinvite.records;
SQL
    "$program" postgres "host=$folder dbname=ats user=ats password=ats-password" "$records" |
        tee -a build/bench/storage-cost.txt
done
eval "exec ${SERVER[1]}>&-"
wait "$SERVER_PID" || true

command -v gnuplot >/dev/null || { echo "gnuplot (package gnuplot-nox) draws the picture" >&2; exit 0; }
for form in svg png; do
    gnuplot -e "form='$form'" tests/bench/storage_cost.gnuplot
done
echo "docs/images/storage-cost.svg"
