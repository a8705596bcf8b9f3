#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Records in SQLite and PostgreSQL: who is found among 1 and 1,000,000 users, meetings in a second, one refresh among a
# thousand callers, and how long it takes to be rid of very many.
#
#   tests/bench/part/storage.sh BUILD_FOLDER WORK_FOLDER
#
#   TEAMSINVITE_BENCH_ERASE="100000 200000"   so many are purged and disabled; else 5,000 and 10,000
#   TEAMSINVITE_BENCH_WHOLE=1   rows of other users are as long as real ones, which is 5 GB of each million; else as
#                               long as the part of them that is searched
#
# Dominated by the disk: wall_us, creates_per_s, synced. What is called unsynced does not wait for it: SQLite's file is
# in memory, PostgreSQL has fsync off.
source "$(dirname "$0")/../common.sh"
source tests/bench/storage/postgres.sh
source tests/bench/storage/fill.sh
erase=${TEAMSINVITE_BENCH_ERASE:-5000 10000}

# What a row keeps in the tree; the rest of a long one lies apart from it: on an overflow page, in the TOAST table.
row_bytes() { # sqlite|postgres
    if [ -n "${TEAMSINVITE_BENCH_WHOLE:-}" ]; then
        echo 4046
    else
        [ "$1" = sqlite ] && echo 450 || echo 18
    fi
}

# Sets where, for run_sql and the programs.
use() { # sqlite FILE | postgres
    [ "$1" = postgres ] && where=$postgres || where=$2
}

empty() { # sqlite FILE | postgres
    use "$@"
    if [ "$1" = sqlite ]; then
        rm -f "$where"
        "$bin/bench-storage-plant" "$where" 0 1 >/dev/null
    else
        psql_as_owner --command="TRUNCATE teamsinvite.records"
    fi
}

run_sql() { # sqlite|postgres, SQL on standard input
    if [ "$1" = sqlite ]; then
        sqlite3 -batch "$where"
    else
        psql_as_owner
    fi
}

# The server has seen what there is, and the disk has it.
settle() { # sqlite|postgres
    if [ "$1" = sqlite ]; then
        sync "$where"
    else
        psql_as_owner --command="VACUUM ANALYZE teamsinvite.records"
        set_sync on
    fi
}

bytes_on_disk() { # sqlite|postgres
    if [ "$1" = sqlite ]; then
        stat --format=%s "$where"
    else
        echo "SELECT pg_total_relation_size('teamsinvite.records')" | run_sql postgres
    fi
}

step_of() { # USERS: so that at most 1,000 are real
    echo $((($1 + 999) / 1000))
}

plant() { # USERS sqlite FILE | USERS postgres
    local users=$1 step
    step=$(step_of "$1")
    shift
    say "$1, $users users"
    empty "$@"
    [ "$1" = sqlite ] || set_sync off
    fill_users "$1" "$users" "$step" "$(row_bytes "$1")" | run_sql "$1" >/dev/null
    "$bin/bench-storage-plant" "$where" "$users" "$step" | run_sql "$1"
    settle "$1"
    [ "$users" != 1000 ] || figure "storage.$1.bytes_per_user" $(($(bytes_on_disk "$1") / 1000)) B
}

look_up() { # USERS sqlite FILE | USERS postgres
    local users=$1 step before=0
    step=$(step_of "$1")
    shift
    use "$@"
    [ "$1" = sqlite ] || before=$(server_cpu_us)
    "$bin/bench-storage-lookup" token "$where" "$users" "$step" 3000 "storage.$1.load_"
    [ "$1" = sqlite ] || figure "storage.postgres.load_server_cpu_us.$users" \
        "$(awk -v before="$before" -v after="$(server_cpu_us)" 'BEGIN { print (after - before) / 3000 }')" us
    "$bin/bench-storage-lookup" unsaved "$where" "$users" "$step" 1000 "storage.$1.unsaved_"
    "$bin/bench-storage-lookup" create "$where" "$users" "$step" 100 "storage.$1."
}

make_meetings() { # sqlite|postgres NAME, with 1,000 real users in the records
    local threads
    for threads in 1 4; do
        say "meetings in a second, $2, $threads threads"
        "$bin/bench-storage-rate" "$where" "$plain_url" 1000 1 "$threads" 2 "$2"
    done
    meeting_bytes=$(echo "SELECT max(length(value)) FROM $(table_of "$1")
        WHERE key LIKE 'c/%/m/%' AND due_ms % 1000 = 0" | run_sql "$1")
}

measure_sqlite() {
    local users
    for users in 1 1000 1000000; do
        plant "$users" sqlite "$work/$users.db"
    done
    for _ in 1 2 3; do
        for users in 1 1000 1000000; do
            look_up "$users" sqlite "$work/$users.db"
        done
    done
    rm "$work/1000000.db"
    use sqlite "$work/1000.db"
    make_meetings sqlite storage.sqlite
    cp "$where" "$memory/1000.db"
    use sqlite "$memory/1000.db"
    make_meetings sqlite storage.sqlite.unsynced
    erase_all sqlite
}

# One table: only one number of users at a time.
measure_postgres() {
    local users
    start_postgres
    for users in 1 1000000 1000; do
        plant "$users" postgres
        for _ in 1 2 3; do
            look_up "$users" postgres
        done
    done
    make_meetings postgres storage.postgres
    set_sync off
    make_meetings postgres storage.postgres.unsynced
    erase_all postgres
    stop_postgres
}

erase_once() { # sqlite|postgres purge|disable COUNT synced|unsynced
    local file=$work/erased.db companies=1000
    say "$1, $2 of $3, $4"
    [ "$4" = synced ] || file=$memory/erased.db
    [ "$2" = purge ] || companies=1
    empty "$1" "$file"
    [ "$1" = sqlite ] || set_sync off
    fill_meetings "$1" "$3" "$companies" "$meeting_bytes" | run_sql "$1" >/dev/null
    settle "$1"
    [ "$1/$4" != postgres/unsynced ] || set_sync off
    [ "$4" = synced ] || bytes_per_meeting=$(($(bytes_on_disk "$1") / $3))
    "$bin/bench-storage-erase" "$2" "$where" "$3" "storage.$2.$1.$4"
}

erase_all() { # sqlite|postgres
    local count what
    for what in purge disable; do
        erase_once "$1" "$what" 200 synced
        for count in $erase; do
            erase_once "$1" "$what" "$count" unsynced
        done
    done
    figure "storage.$1.bytes_per_meeting" "$bytes_per_meeting" B
}

# What everything that waits for this disk is made of.
time_sync() {
    local before=${EPOCHREALTIME/[.,]/}
    dd if=/dev/zero of="$work/sync" bs=4k count=200 oflag=dsync status=none
    figure storage.disk.sync_us $(((${EPOCHREALTIME/[.,]/} - before) / 200)) us
    rm -f "$work/sync"
}

# The test of it, with its processes and its own server: it fails where there is more than one refresh.
blow_storms() {
    say "one refresh among a thousand callers"
    (cd tests && TEAMSINVITE_FAULT_STORAGE=postgres TEAMSINVITE_FAULT_KILLS=0 \
        TEAMSINVITE_FAULT_WORKER=$bin/fault-worker TEAMSINVITE_SIM=$build/bin/teamsinvite-sim \
        "$bin/fault-test_refresh_storm") >"$work/storm" 2>&1 ||
        { cat "$work/storm" >&2; return 1; }
    awk '/callers:/ { id = "storage.single_flight." $1
                      print id ".refreshes\t" $3 "\t"; print id ".ms\t" $(NF - 1) "\tms" }' "$work/storm"
}

memory=$(mktemp -d /dev/shm/teamsinvite-bench.XXXXXX)
trap 'rm -rf "$memory"' EXIT
time_sync
start_stub
measure_sqlite
measure_postgres
stop_stub
blow_storms
