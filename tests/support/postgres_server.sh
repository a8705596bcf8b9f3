#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A PostgreSQL server of one's own with PgBouncer before it, in a new folder and on sockets there.
#
#   tests/support/postgres_server.sh SCHEMA_FILE
#
# Says "folder PATH" and "address ADDRESS", then "done 0". Each line on stdin is a command, answered with "done N":
# start, stop, kill (as when the machine loses power), pause and resume (it answers nothing).
# At the end of stdin everything is stopped and removed, so that nothing outlives a test that crashes.
#
# At the address, one of loopback's so that port 5432 is free there, it speaks TLS as localhost; FOLDER/ca.pem is its
# CA, and FOLDER/other.pem is not.
#
# In the database ats: role owner, which may do everything; role ats, which may use the table;
# role bare, which may not. Each has the password NAME-password.
set -euo pipefail
schema=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")

bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1)
bin=${bin:-$(command -v initdb)}
bin=${bin%/*}
pgbouncer=$(PATH=$PATH:/usr/sbin command -v pgbouncer)

# Neither program serves root.
as=()
[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=nobody --regid=nogroup --clear-groups --)

cd /
folder=$(mktemp -d /tmp/teamsinvite-pg-XXXXXX)
[ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder"

address=127.$((RANDOM % 250 + 1)).$((RANDOM % 250 + 1)).$((RANDOM % 250 + 1))

start() {
    "${as[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait start >/dev/null
}

stop() { # MODE
    "${as[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --mode="$1" --wait stop >/dev/null
}

remove() {
    [ ! -e "$folder/pgbouncer.pid" ] || kill "$(cat "$folder/pgbouncer.pid")" || true
    [ ! -e "$folder/data/postmaster.pid" ] || { signal_all CONT; stop immediate; } || true
    rm -rf "$folder"
}

# The server's first process and all its children.
signal_all() { # SIGNAL
    local first
    first=$(head -1 "$folder/data/postmaster.pid")
    kill "-$1" "$first"
    pgrep --parent "$first" | xargs --no-run-if-empty kill "-$1" 2>/dev/null || true
}

psql_as_owner() { # DATABASE ARGUMENT...
    PGPASSWORD=owner-password "$bin/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host="$folder" --username=owner \
        --dbname="$1" "${@:2}" >/dev/null
}

make_authority() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
        -keyout "$folder/$1.key" -out "$folder/$1.pem" 2>/dev/null
    chmod 644 "$folder/$1.pem"
}

make_certificate() {
    make_authority ca
    make_authority other
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
        -keyout "$folder/server.key" -out "$folder/server.csr" 2>/dev/null
    openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
        -extfile <(echo "subjectAltName=DNS:localhost") -out "$folder/server.pem" 2>/dev/null
    [ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder/server.key"
}

make() {
    make_certificate
    echo owner-password >"$folder/password"
    chmod 644 "$folder/password"
    "${as[@]}" "$bin/initdb" --pgdata="$folder/data" --username=owner --auth=scram-sha-256 --encoding=UTF8 \
        --locale=C.UTF-8 --pwfile="$folder/password" --no-sync --no-instructions >/dev/null
    cat >>"$folder/data/postgresql.conf" <<SETTINGS
listen_addresses = '$address'
ssl = on
ssl_cert_file = '$folder/server.pem'
ssl_key_file = '$folder/server.key'
unix_socket_directories = '$folder'
max_connections = 40
shared_buffers = 16MB
log_min_messages = fatal
SETTINGS
    start
    psql_as_owner postgres --command="CREATE DATABASE ats"
    psql_as_owner ats --file="$schema"
    psql_as_owner ats <<'ROLES'
CREATE ROLE ats LOGIN PASSWORD 'ats-password';
CREATE ROLE bare LOGIN PASSWORD 'bare-password';
GRANT USAGE ON SCHEMA teamsinvite TO ats;
GRANT SELECT ON teamsinvite.schema_version TO ats;
GRANT SELECT, INSERT, UPDATE, DELETE ON teamsinvite.records TO ats;
ROLES
}

make_pool() {
    cat >"$folder/pgbouncer.ini" <<SETTINGS
[databases]
ats = host=$folder port=5432 dbname=ats
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = $folder
auth_type = scram-sha-256
auth_file = $folder/users
pool_mode = transaction
default_pool_size = 2
server_login_retry = 1
logfile = $folder/pgbouncer.log
pidfile = $folder/pgbouncer.pid
SETTINGS
    echo '"ats" "ats-password"' >"$folder/users"
    "${as[@]}" "$pgbouncer" --quiet --daemon "$folder/pgbouncer.ini"
}

serve() {
    local count=0 command
    trap remove EXIT
    make
    make_pool
    echo "folder $folder"
    echo "address $address"
    echo "done 0"
    while read -r command; do
        case "$command" in
            start) start ;;
            stop) stop fast ;;
            kill) stop immediate ;;
            pause) signal_all STOP ;;
            resume) signal_all CONT ;;
            *) echo "unknown command: $command" >&2; exit 2 ;;
        esac
        count=$((count + 1))
        echo "done $count"
    done
}

# A process of its own: whoever started us may have us killed with it.
serve <&0 &
wait $!
