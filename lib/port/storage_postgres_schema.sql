-- SPDX-License-Identifier: Apache-2.0
--
-- postgres.sql - what libteamsinvite-postgres keeps its records in.
--
-- Run once in the database that is to hold them, as its owner or another role
-- that may create schemas:
--
--     psql -v ON_ERROR_STOP=1 -f postgres.sql DATABASE
--
-- and then let in the role that the library connects as (here: ats). It needs
-- no more than this:
--
--     GRANT USAGE ON SCHEMA teamsinvite TO ats;
--     GRANT SELECT ON teamsinvite.schema_version TO ats;
--     GRANT SELECT, INSERT, UPDATE, DELETE ON teamsinvite.records TO ats;

BEGIN;

CREATE SCHEMA teamsinvite;
REVOKE ALL ON SCHEMA teamsinvite FROM PUBLIC;

-- One row. The library refuses what is newer than it knows.
CREATE TABLE teamsinvite.schema_version (
    version integer NOT NULL
);
INSERT INTO teamsinvite.schema_version (version) VALUES (1);

-- Keys are compared and listed by their bytes, whatever the database's locale.
-- Small pages' worth of room is left for updates in place, and what is removed
-- is vacuumed soon, since its space still holds the sealed value until then.
CREATE TABLE teamsinvite.records (
    key     text COLLATE "C" NOT NULL PRIMARY KEY CHECK (octet_length(key) BETWEEN 1 AND 255),
    value   bytea NOT NULL CHECK (octet_length(value) <= 65536),
    due_ms  bigint NOT NULL CHECK (due_ms >= 0),
    version bigint NOT NULL CHECK (version >= 1)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Sealed values are as random: there is nothing to compress.
ALTER TABLE teamsinvite.records ALTER COLUMN value SET STORAGE EXTERNAL;

CREATE INDEX records_due ON teamsinvite.records (due_ms) WHERE due_ms > 0;

COMMIT;
