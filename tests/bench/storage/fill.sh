# SPDX-License-Identifier: Apache-2.0
# Rows by the million, as SQL on standard output: what the library would have left, but for the sealed values, which
# nobody opens. Sourced by tests/bench/part/storage.sh.

# So many numbers, i; the value v; and how a key is written and where it goes, for either storage.
rows_of() { # sqlite|postgres COUNT VALUE_BYTES
    if [ "$1" = sqlite ]; then
        cat <<SQL
PRAGMA synchronous = OFF;
PRAGMA journal_mode = OFF;
CREATE TEMP VIEW n AS
    WITH RECURSIVE t (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i + 1 < $2) SELECT i FROM t;
CREATE TEMP TABLE value AS SELECT randomblob($3) AS v;
SQL
    else
        cat <<SQL
CREATE TEMP VIEW n AS SELECT i FROM generate_series(0::bigint, $2 - 1) AS i;
CREATE TEMP TABLE value AS
    SELECT substring(decode(string_agg(md5(j::text), ''), 'hex') FROM 1 FOR $3) AS v
    FROM generate_series(0, $3 / 16) AS j;
SQL
    fi
}

number() { # sqlite|postgres DIGITS EXPRESSION
    if [ "$1" = sqlite ]; then
        echo "printf('%0$2d', $3)"
    else
        echo "lpad(($3)::text, $2, '0')"
    fi
}

table_of() { # sqlite|postgres
    [ "$1" = sqlite ] && echo main.records || echo teamsinvite.records
}

# All users but every STEPth.
fill_users() { # sqlite|postgres USERS STEP VALUE_BYTES
    rows_of "$1" "$2" "$4"
    cat <<SQL
INSERT INTO $(table_of "$1") (key, value, due_ms, version)
SELECT 'c/company-' || $(number "$1" 4 'i / 1000') || '/u/user-' || $(number "$1" 7 i), v, 0, 1
FROM n, value WHERE i % $3 <> 0;
SQL
}

# Meetings that are due, in as many companies; when has nothing to do with where.
fill_meetings() { # sqlite|postgres COUNT COMPANIES VALUE_BYTES
    rows_of "$1" "$2" "$4"
    cat <<SQL
INSERT INTO $(table_of "$1") (key, value, due_ms, version)
SELECT 'c/company-' || $(number "$1" 4 "i % $3") || '/m/interview-' || $(number "$1" 7 i), v,
       1600000000000 + i * 7919 % $2 * 1000, 1
FROM n, value ORDER BY 1;
SQL
}
