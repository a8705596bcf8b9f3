#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The program teamsinvite-sim over real HTTP: its options, its controls, and the
# headers that only a server can get wrong. No network but loopback.
set -euo pipefail

build=$1
program=$build/bin/teamsinvite-sim
if [ ! -x "$program" ]; then
    echo "no simulator in this build"
    exit 0
fi
work=$(mktemp -d)
sim=
cleanup() {
    [ -z "$sim" ] || kill "$sim" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

contoso=c0700000-0000-4000-8000-00000000c070
alice=c0700000-0000-4000-8000-0000000000a1
client=5f1c7c1e-8f43-4f6b-9d43-2c8c1e0f7a01
failures=0
checks=0

check() { # what, expected, got
    checks=$((checks + 1))
    if [ "$2" != "$3" ]; then
        echo "$1: expected \"$2\", got \"$3\""
        failures=$((failures + 1))
    fi
}

status() { # method path [body [headers…]]
    local method=$1 path=$2 body=${3:-}
    curl -s -o "$work/body" -D "$work/headers" -w '%{http_code}' -X "$method" ${body:+-d "$body"} "${@:4}" "$base$path"
}

header() {
    tr -d '\r' <"$work/headers" | sed -n "s/^$1: //Ip"
}

token() { # client authentication
    status POST "/$contoso/oauth2/v2.0/token" \
        "grant_type=client_credentials&client_id=$client&scope=$base/.default&$1"
}

keep_token() { # for graph, out of the last answer
    access=$(sed 's/.*"access_token":"\([^"]*\)".*/\1/' "$work/body")
}

graph() { # method path [body]
    status "$1" "/v1.0$2" "${3:-}" -H "Authorization: Bearer $access" -H "Content-Type: application/json"
}

# An option that is wrong ends the program at once, with a line that says so.
for wrong in "--option rotate=1" "--option policy-delay" "--policy nowhere" "--consent nowhere" \
             "--certificate $work/none.pem" "--scenario no-such" "--unknown x"; do
    # shellcheck disable=SC2086
    if "$program" --port 0 $wrong >"$work/out" 2>"$work/err"; then
        echo "accepted: $wrong"
        failures=$((failures + 1))
    fi
    check "lines on stderr for $wrong" 1 "$(wc -l <"$work/err")"
done
check "help names the controls" 1 "$("$program" --help | grep -c "DELETE /_sim/policy")"
check "every scenario has a line" "" "$("$program" --scenarios | grep -vE '^[a-z0-9-]+ +[a-z, ]+ +[^ ]' || true)"

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=app" -keyout "$work/key.pem" -out "$work/cert.pem" \
    2>/dev/null
"$program" --port 0 --port-file "$work/port" --time 2030-01-15T09:00:00Z --consent "$contoso" \
    --policy "$contoso/$alice" --option policy-delay=60 --client-secret next --certificate "$work/cert.pem" \
    >/dev/null &
sim=$!
for _ in $(seq 100); do
    [ ! -s "$work/port" ] || break
    kill -0 "$sim"
    sleep 0.1
done
base=http://127.0.0.1:$(cat "$work/port")
meeting='{"subject":"x","startDateTime":"2030-02-01T09:00:00Z","endDateTime":"2030-02-01T10:00:00Z"}'

check "second secret" 200 "$(token client_secret=next)"
keep_token
check "one Date, of the simulator's clock" "Tue, 15 Jan 2030 09:00:00 GMT" "$(header Date)"
check "policy that does not work yet" 403 "$(graph POST "/users/$alice/onlineMeetings" "$meeting")"
check "clock" 204 "$(status POST /_sim/clock '{"advance_ms":60000}')"
check "policy" 201 "$(graph POST "/users/$alice/onlineMeetings" "$meeting")"
check "Date after the clock" "Tue, 15 Jan 2030 09:01:00 GMT" "$(header Date)"
check "policy is revoked" 204 "$(status DELETE /_sim/policy "{\"tenant\":\"$contoso\",\"oid\":\"$alice\"}")"
check "no policy" 403 "$(graph POST "/users/$alice/onlineMeetings" "$meeting")"
check "policy that is gone" 404 "$(status DELETE /_sim/policy "{\"tenant\":\"$contoso\",\"oid\":\"$alice\"}")"

check "secret is added" 204 "$(status POST /_sim/secret '{"secret":"third"}')"
check "secret is there" 409 "$(status POST /_sim/secret '{"secret":"third"}')"
check "third secret" 200 "$(token client_secret=third)"
check "it expires" 204 "$(status POST /_sim/secret/expiry '{"secret":"third","expires":"2030-01-15T09:00:00Z"}')"
check "expired secret" 401 "$(token client_secret=third)"
check "no time" 400 "$(status POST /_sim/secret/expiry '{"secret":"third","expires":"soon"}')"
check "it is removed" 204 "$(status DELETE /_sim/secret '{"secret":"third"}')"

pem=$(sed ':a;N;$!ba;s/\n/\\n/g' "$work/cert.pem")
check "certificate is there by option" 409 "$(status POST /_sim/certificate "{\"certificate\":\"$pem\"}")"
check "certificate is removed" 204 "$(status DELETE /_sim/certificate "{\"certificate\":\"$pem\"}")"
key=$(openssl x509 -in "$work/cert.pem" -noout -pubkey | sed ':a;N;$!ba;s/\n/\\n/g')
check "federation" 204 "$(status POST /_sim/federation \
    "{\"issuer\":\"https://i.example\",\"subject\":\"s\",\"audience\":\"a\",\"key\":\"$key\"}")"
check "federation is removed" 204 "$(status DELETE /_sim/federation '{"issuer":"https://i.example","subject":"s"}')"

check "permissions of the consent" 204 "$(status POST /_sim/permissions "{\"tenant\":\"$contoso\",\"permissions\":\"\"}")"
check "token" 200 "$(token client_secret=next)"
keep_token
check "no permission" 403 "$(graph GET '/users?$top=1&$select=id')"
check "permissions of the app" 204 "$(status POST /_sim/permissions '{"permissions":"User.Read.All"}')"
check "consent" 204 "$(status POST /_sim/consent "{\"tenant\":\"$contoso\"}")"
check "token" 200 "$(token client_secret=next)"
keep_token
check "permission" 200 "$(graph GET '/users?$top=1&$select=id')"

person=00000000-0000-4000-8000-000000000001
guest=00000000-0000-4000-8000-000000000002
tenant=00000000-0000-4000-8000-00000000000a
role=62e90394-69f5-4237-9190-012177145e10
check "tenant" 204 "$(status POST /_sim/tenant "{\"tenant\":\"$tenant\",\"domain\":\"new.example\"}")"
check "user" 204 "$(status POST /_sim/user \
    "{\"tenant\":\"$tenant\",\"oid\":\"$person\",\"name\":\"Eve\",\"upn\":\"eve@new.example\",\"licensed\":true}")"
check "guest" 204 "$(status POST /_sim/guest "{\"tenant\":\"$contoso\",\"oid\":\"$guest\",\"home_oid\":\"$person\"}")"
check "role" 204 "$(status POST /_sim/role "{\"oid\":\"$person\",\"role\":\"$role\"}")"
check "role is removed" 204 "$(status DELETE /_sim/role "{\"oid\":\"$person\",\"role\":\"$role\"}")"
check "flags" 204 "$(status POST /_sim/user/flags "{\"oid\":\"$person\",\"disabled\":true}")"
check "mail" 204 "$(status POST /_sim/user/mail "{\"oid\":\"$person\",\"mail\":\"e@new.example\"}")"
check "sessions" 204 "$(status POST /_sim/revoke "{\"oid\":\"$person\"}")"
check "challenge" 204 "$(status POST /_sim/challenge "{\"oid\":\"$person\",\"sign_in\":true}")"
check "nobody" 404 "$(status POST /_sim/challenge "{\"oid\":\"$tenant\"}")"
check "keys" 204 "$(status POST /_sim/keys '{}')"
check "keys document" 200 "$(status GET "/$contoso/discovery/v2.0/keys")"
check "two keys" 2 "$(grep -o '"kid"' "$work/body" | wc -l)"
check "keys at once" 204 "$(status POST /_sim/keys '{"at_once":true}')"
check "keys document" 200 "$(status GET "/$contoso/discovery/v2.0/keys")"
check "one key" 1 "$(grep -o '"kid"' "$work/body" | wc -l)"
check "option" 204 "$(status POST /_sim/option '{"name":"token-lifetime","value":100}')"
check "option that is none" 400 "$(status POST /_sim/option '{"name":"x","value":1}')"
check "consent is taken" 204 "$(status DELETE /_sim/consent "{\"tenant\":\"$contoso\"}")"
check "not consented" 401 "$(token client_secret=next)"

check "scenario" 204 "$(status POST /_sim/scenario '{"scenario":"graph-challenge"}')"
check "scenario in front" 204 "$(status POST /_sim/scenario '{"scenario":"challenge-two-headers"}')"
check "challenged" 401 "$(graph GET '/users?$top=1&$select=id')"
check "two schemes in two headers" 2 "$(header WWW-Authenticate | wc -l)"
check "state" 200 "$(status GET /_sim/state)"
check "no control" 404 "$(status POST /_sim/nothing '{}')"

kill "$sim"
wait "$sim" || failures=$((failures + 1))
sim=
echo "$checks checks, $failures failures"
[ "$failures" -eq 0 ]
