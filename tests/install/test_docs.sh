#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The docs hold what they say: C compiles, commands and links exist, names are declared.
# The conventions stand in CONTRIBUTING.md.
#
#   tests/install/test_docs.sh BUILD_DIR
set -euo pipefail
build=$(cd "${1:?usage: tests/install/test_docs.sh BUILD_DIR}" && pwd)
cd "$(dirname "$0")/../.."

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

complain() {
    echo "$*" >&2
    failed=$((failed + 1))
}

mapfile -t pages < <(find . -name '*.md' -not -path './build/*' -not -path './.git/*' | sed 's|^\./||' | sort)
[ ${#pages[@]} -gt 0 ]

# --- Blocks: one line a block, "KIND<TAB>PAGE:LINE<TAB>FILE"; the text goes to FILE --------
: >"$tmp/blocks"
for page in "${pages[@]}"; do
    awk -v page="$page" -v tmp="$tmp" -v slug="$(tr '/.' '__' <<<"$page")" '
        function begin(language) {
            fence = 1
            file = sprintf("%s/%s_%d.%s", tmp, slug, FNR, language == "c" ? "c" : "txt")
            printf "%s%s\t%s:%d\t%s\n", language == "" ? "plain" : language, mark == "" ? "" : ":" mark, page, FNR, file
            printf "" >file
        }
        /^```/ && !fence { begin(substr($0, 4)); mark = ""; next }
        /^```/ && fence { fence = 0; close(file); next }
        fence { print >file; next }
        mark != "" { printf "unused\t%s:%d\t-\n", page, FNR }
        { mark = "" }
        /^<!-- compile: .* -->$/ { mark = $0; sub(/^<!-- compile: /, "", mark); sub(/ -->$/, "", mark) }
        END { if (fence) printf "open\t%s:%d\t-\n", page, FNR }
    ' "$page" >>"$tmp/blocks"
done

# --- C compiles ---------------------------------------------------------------------------
flags=(-std=c11 -Wall -Wextra -Werror -Iinclude -g)
imported=$(nm -D "$build/lib/libteamsinvite.so")
case "$imported" in
    *__asan_*) flags+=(-fsanitize=address,undefined) ;;
    *__tsan_*) flags+=(-fsanitize=thread) ;;
esac
libraries=(-L"$build/lib" -lteamsinvite-sim -lteamsinvite-check -lteamsinvite-postgres -lteamsinvite-sqlite -lteamsinvite -Wl,-rpath,"$build/lib")

write_body() { # PLACE FILE: statements, as a function with the variables that the docs speak of
    cat <<'END'
#include <stdio.h>
#include <teamsinvite.h>
#include <teamsinvite/sim.h>
#include <teamsinvite/sqlite.h>

void snippet(teamsinvite_config *config, teamsinvite_client *client, teamsinvite_actor *actor,
             teamsinvite_meeting_request *request, teamsinvite_sim *sim, const char *client_id, const char *secret)
{
    teamsinvite_status status = TEAMSINVITE_OK;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_report *report = NULL;
    teamsinvite_error *err = NULL;
    const char *session = "session-1";
    int64_t wait_ms = 0;
    size_t i = 0;

    (void)config, (void)client, (void)actor, (void)request, (void)sim, (void)client_id, (void)secret;
    (void)status, (void)meeting, (void)err, (void)wait_ms, (void)i;
    (void)redirect, (void)connection, (void)report, (void)session;
END
    printf '#line %d "%s"\n' $((${1##*:} + 1)) "${1%:*}"
    cat "$2"
    printf '    (void)wait_ms;\n}\n'
}

write_file() {
    printf '#line %d "%s"\n' $((${1##*:} + 1)) "${1%:*}"
    cat "$2"
}

build_block() { # KIND PLACE FILE
    case "$1" in
        c:body) write_body "$2" "$3" >"$tmp/snippet.c" ;;
        *) write_file "$2" "$3" >"$tmp/snippet.c" ;;
    esac
    case "$1" in
        c:program*) "${CC:-cc}" "${flags[@]}" -o "$tmp/program" "$tmp/snippet.c" "${libraries[@]}" ;;
        *) "${CC:-cc}" "${flags[@]}" -c -o "$tmp/snippet.o" "$tmp/snippet.c" ;;
    esac
}

compiled=0
ran=0
while IFS=$'\t' read -r kind place file; do
    case "$kind" in
        c:file | c:body | c:program | "c:program, run")
            compiled=$((compiled + 1))
            if ! build_block "$kind" "$place" "$file"; then
                complain "$place: does not compile"
            elif [ "$kind" = "c:program, run" ]; then
                ran=$((ran + 1))
                timeout 60 "$tmp/program" >"$tmp/said" 2>&1 || complain "$place: ends with $?: $(tail -5 "$tmp/said")"
            fi
            ;;
        c)
            case "$place" in
                README.md:* | docs/*) complain "$place: a block of C without <!-- compile: … -->" ;;
            esac
            ;;
        unused) complain "$place: <!-- compile: … --> is not followed by a fence" ;;
        open) complain "$place: a fence is not closed" ;;
        *:*) complain "$place: '$kind' is no kind of block" ;;
    esac
done <"$tmp/blocks"

# --- Commands exist -----------------------------------------------------------------------
check_word() { # PLACE WORD
    case "$2" in
        -DTEAMSINVITE_*=*)
            local option=${2#-D}
            grep -q "^option(${option%%=*} \|^set(${option%%=*} " CMakeLists.txt || complain "$1: there is no ${option%%=*}"
            ;;
        -* | build/* | *'$'*) ;; # what a build makes
        */*.sh | */run) [ -x "$2" ] || complain "$1: $2 does not exist or cannot be run" ;;
    esac
}

commands=0
while IFS=$'\t' read -r kind place file; do
    [ "$kind" = sh ] || continue
    while IFS= read -r line; do
        read -ra words <<<"${line%%#*}"
        [ ${#words[@]} -gt 0 ] || continue
        commands=$((commands + 1))
        for word in "${words[@]}"; do
            check_word "$place" "$word"
        done
        while read -r _ preset; do
            grep -q "\"name\": \"$preset\"" CMakePresets.json || complain "$place: there is no preset $preset"
        done < <(grep -oE -- '--preset [a-z]+' <<<"${line%%#*}" || true)
    done <"$file"
done <"$tmp/blocks"

# --- Links lead somewhere -------------------------------------------------------------------
prose() { # PAGE: without fences and without `code`
    awk '/^```/ { fence = !fence; next } !fence { gsub(/`[^`]*`/, ""); print FILENAME ":" FNR ":" $0 }' "$1"
}

anchors() { # PAGE: its headings, as a link to them is written
    awk '/^```/ { fence = !fence; next } !fence && /^#+ / { sub(/^#+ /, ""); print tolower($0) }' "$1" |
        sed -E 's/[^[:alnum:] _-]//g; s/ /-/g'
}

links=0
for page in "${pages[@]}"; do
    while IFS= read -r line; do
        place=$(cut -d: -f1,2 <<<"$line")
        while IFS= read -r target; do
            case "$target" in
                http://* | https://* | mailto:*) continue ;;
            esac
            links=$((links + 1))
            path=${target%%#*}
            if [ -z "$path" ]; then
                path=$page
            else
                path=$(dirname "$page")/$path
            fi
            if [ ! -e "$path" ]; then
                complain "$place: $target leads nowhere"
            elif [[ $target == *#* ]] && ! anchors "$path" | grep -qxF -- "${target#*#}"; then
                complain "$place: $target: there is no such heading"
            fi
        done < <(grep -oE '\]\([^)[:space:]]+\)' <<<"$line" | sed -E 's/^\]\(//; s/\)$//' || true)
    done < <(prose "$page" | grep -F '](' || true)
done

# --- Names are declared ---------------------------------------------------------------------
names=0
while IFS= read -r name; do
    names=$((names + 1))
    grep -rqwF -- "${name%()}" include CMakeLists.txt cmake ||
        complain "$(grep -lwF -- "$name" "${pages[@]}" | tr '\n' ' '): there is no $name"
done < <(grep -ohE '\bteamsinvite_[a-z0-9_]+\(\)|\bTEAMSINVITE_[A-Z0-9_]*[A-Z0-9]\b' "${pages[@]}" | sort -u)

# --- What does not belong into a published file ---------------------------------------------
while IFS= read -r line; do
    complain "$line: a path of somebody's machine"
done < <(grep -nE '(^|[^a-zA-Z0-9.])/(home|root|work|tmp)/' "${pages[@]}" || true)

echo "${#pages[@]} pages: $compiled blocks of C compiled, $ran run; $commands commands, $links links, $names names;" \
    "$failed failures"
[ "$compiled" -gt 0 ] && [ "$failed" -eq 0 ]
