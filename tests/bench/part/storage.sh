#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Records in SQLite and PostgreSQL: who is found among 1 and 1,000,000 users, meetings in a second, one refresh among a
# thousand callers, and how long it takes to be rid of very many.
#
#   tests/bench/part/storage.sh BUILD_FOLDER WORK_FOLDER
#
#   TEAMSINVITE_BENCH_ERASE="100000 200000"   so many are purged and disabled; 10,000 and 20,000 unless it says otherwise
#   TEAMSINVITE_BENCH_WHOLE=1                 rows of others are as long as real ones, which makes 5 GB of each million;
#                                             else as long as the part of them that is looked through
#
# Dominated by the disk: wall_us, creates_per_s, synced.*. What is called unsynced does not wait for it: SQLite's file is in
# memory, PostgreSQL has fsync off.
source "$(dirname "$0")/../common.sh"
source tests/bench/storage/postgres.sh
source tests/bench/storage/fill.sh
erase=${TEAMSINVITE_BENCH_ERASE:-10000 20000}

# What a row keeps in the tree; the rest of a long one lies apart from it: on an overflow page, in the TOAST table.
row_bytes() { # sqlite|postgres
    if [ -n "${TEAMSINVITE_BENCH_WHOLE:-}" ]; then
        echo 4046
    else
        [ "$1" = sqlite ] && echo 450 || echo 18
    fi
}

# No records in it. Sets where.
empty() { # sqlite|postgres [FOLDER]
    if [ "$1" = sqlite ]; then
        where=${2:-$work}/records.db
        rm -f "$where"
        "$bin/bench-storage-plant" "$where" 0 1 >/dev/null
    else
        where=$postgres
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

settle() { # sqlite|postgres
    [ "$1" = sqlite ] || echo "VACUUM ANALYZE teamsinvite.records" | run_sql postgres
}

bytes_on_disk() { # sqlite|postgres
    if [ "$1" = sqlite ]; then
        stat --format=%s "$where"
    else
        echo "SELECT pg_total_relation_size('teamsinvite.records')" | run_sql postgres
    fi
}

plant() { # sqlite|postgres USERS STEP
    empty "$1"
    [ "$1" = sqlite ] || set_sync off
    fill_users "$1" "$2" "$3" "$(row_bytes "$1")" | run_sql "$1" >/dev/null
    "$bin/bench-storage-plant" "$where" "$2" "$3" | { [ "$1" = postgres ] || echo "PRAGMA synchronous = OFF;"; cat; } |
        run_sql "$1"
    settle "$1"
    [ "$1" = sqlite ] || set_sync on
}

look_up() { # sqlite|postgres USERS STEP
    local before=0
    say "$1, $2 users"
    plant "$1" "$2" "$3"
    [ "$1" = sqlite ] || before=$(server_cpu_us)
    "$bin/bench-storage-lookup" token "$where" "$2" "$3" 3000 "storage.$1.load_"
    [ "$1" = sqlite ] || figure "storage.postgres.load_server_cpu_us.$2" \
        "$(awk -v before="$before" -v after="$(server_cpu_us)" 'BEGIN { print (after - before) / 3000 }')" us
    "$bin/bench-storage-lookup" unsaved "$where" "$2" "$3" 1000 "storage.$1.unsaved_"
    "$bin/bench-storage-lookup" create "$where" "$2" "$3" 200 "storage.$1."
}

# With 1,000 real users there.
make_meetings() { # sqlite|postgres
    figure "storage.$1.bytes_per_user" $(($(bytes_on_disk "$1") / 1000)) B
    for threads in 1 4; do
        say "$1, meetings in a second, $threads threads"
        "$bin/bench-storage-rate" "$where" "$plain_url" 1000 1 "$threads" 3 "storage.$1"
    done
    meeting_bytes=$(echo "SELECT max(length(value)) FROM $(table_of "$1") WHERE key LIKE 'c/%/m/%' AND due_ms % 1000 = 0" |
        run_sql "$1")
}

look_up_all() { # sqlite|postgres
    look_up "$1" 1 1
    look_up "$1" 1000000 1000
    look_up "$1" 1000 1
    make_meetings "$1"
}

erase_once() { # sqlite|postgres purge|disable COUNT synced|unsynced
    local folder=$work companies=1000
    say "$1, $2 of $3, $4"
    [ "$4" = synced ] || folder=$memory
    [ "$2" = purge ] || companies=1
    empty "$1" "$folder"
    [ "$1" = sqlite ] || set_sync off
    fill_meetings "$1" "$3" "$companies" "$meeting_bytes" | run_sql "$1" >/dev/null
    settle "$1"
    [ "$1/$4" != postgres/synced ] || set_sync on
    [ "$3" -lt 10000 ] || bytes_per_meeting=$(($(bytes_on_disk "$1") / $3))
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
    (cd tests && TEAMSINVITE_FAULT_STORAGE=postgres TEAMSINVITE_FAULT_KILLS=0 TEAMSINVITE_FAULT_WORKER=$bin/fault-worker \
        TEAMSINVITE_SIM=$build/bin/teamsinvite-sim "$bin/fault-test_refresh_storm") >"$work/storm" 2>&1 ||
        { cat "$work/storm" >&2; return 1; }
    awk '/callers:/ { id = "storage.single_flight." $1
                      print id ".refreshes\t" $3 "\t"; print id ".ms\t" $(NF - 1) "\tms" }' "$work/storm"
}

memory=$(mktemp -d /dev/shm/teamsinvite-bench.XXXXXX)
trap 'rm -rf "$memory"' EXIT
time_sync
start_stub
look_up_all sqlite
erase_all sqlite
start_postgres
look_up_all postgres
erase_all postgres
stop_postgres
stop_stub
blow_storms
