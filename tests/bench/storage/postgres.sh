# SPDX-License-Identifier: Apache-2.0
# The server of the tests with the memory that a small one has, for the benchmark. Sourced after common.sh.

# Sets postgres, the connection string. It ends with its input.
start_postgres() {
    mkfifo "$work/server.in" "$work/server.out"
    (cd tests && exec bash support/postgres_server.sh ../lib/port/storage_postgres_schema.sql) \
        <"$work/server.in" >"$work/server.out" &
    server_pid=$!
    exec {server_in}>"$work/server.in" {server_out}<"$work/server.out"
    read -r _ server_folder <&"$server_out"
    read -r _ <&"$server_out"
    read -r _ <&"$server_out"
    postgres="host=$server_folder dbname=ats user=ats password=ats-password"
    psql_as_owner --command="ALTER SYSTEM SET shared_buffers = '256MB'" \
        --command="ALTER SYSTEM SET max_wal_size = '4GB'" >/dev/null
    order_server stop
    order_server start
}

stop_postgres() {
    eval "exec $server_in>&- $server_out<&-"
    wait "$server_pid" || true
    rm -f "$work/server.in" "$work/server.out"
}

order_server() { # COMMAND, as tests/support/postgres_server.sh has them
    echo "$1" >&"$server_in"
    read -r _ <&"$server_out"
}

psql_as_owner() {
    PGPASSWORD=owner-password psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
        --host="$server_folder" --username=owner --dbname=ats "$@"
}

# Whether the server waits for its disk: on or off. What was not written before is written now.
set_sync() { # on|off
    psql_as_owner --command="ALTER SYSTEM SET fsync = $1" --command="SELECT pg_reload_conf()" \
        --command="CHECKPOINT" >/dev/null
}

# CPU of all sessions that have ended, in µs; the clock of the kernel ticks every 10 ms.
server_cpu_us() {
    local first
    first=$(head -1 "$server_folder/data/postmaster.pid")
    while pgrep --parent "$first" --full 'postgres: ats ats' >/dev/null; do
        sleep 0.05
    done
    awk -v tick="$(getconf CLK_TCK)" '{ print ($16 + $17) * 1000000 / tick }' "/proc/$first/stat"
}
