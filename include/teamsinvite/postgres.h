/* SPDX-License-Identifier: Apache-2.0 */
/**
 * postgres.h - storage in PostgreSQL, for processes on many machines.
 *
 * A component of its own (libteamsinvite-postgres, pkg-config
 * teamsinvite-postgres), so that the core does not link libpq. The
 * administrator makes the table once, with the file postgres.sql that is
 * installed under share/teamsinvite; the role that the library connects as
 * needs no right to make anything:
 *
 *     psql -v ON_ERROR_STOP=1 -f /usr/share/teamsinvite/postgres.sql ats
 *
 *     GRANT USAGE ON SCHEMA teamsinvite TO ats;
 *     GRANT SELECT ON teamsinvite.schema_version TO ats;
 *     GRANT SELECT, INSERT, UPDATE, DELETE ON teamsinvite.records TO ats;
 *
 * Each verb is one transaction of one round trip and leaves nothing behind in
 * the session, so a pooler in transaction mode may stand in between. The
 * server has to be the primary: what a standby answers may be old.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_POSTGRES_H
#define TEAMSINVITE_POSTGRES_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A server and the connections to it; opaque. One may serve many clients and threads. */
typedef struct teamsinvite_postgres teamsinvite_postgres;

/** How many connections there may be. */
enum {
    TEAMSINVITE_POSTGRES_CONNECTIONS = 4,       /**< unless set */
    TEAMSINVITE_POSTGRES_CONNECTIONS_MAX = 64   /**< at most */
};

/**
 * Connect, and see that the table is there and of this library's version.
 *
 * Of the PG* environment variables only those for user and password count
 * (PGUSER, PGPASSWORD, PGPASSFILE), so that none can lead elsewhere or turn
 * TLS down. On the way to another machine the server has to prove who it is:
 * there sslmode is verify-full, and another one is refused; sslrootcert names
 * the CA, or ~/.postgresql/root.crt holds it. A Unix socket and loopback are
 * free of that.
 *
 * @param conninfo copied, wiped on close; as libpq takes it, "host=db.example dbname=ats user=ats" or
 *                 "postgresql://…". connect_timeout is the time for this function in seconds, default 10;
 *                 a service is refused. A host name is looked up by the system, which may block: where that
 *                 matters give hostaddr as well
 * @param[out] out yours to close with teamsinvite_postgres_close()
 * @param[out] err optional; yours to free with teamsinvite_error_free(). Neither conninfo nor a part of it is
 *                 in the message
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID       @p conninfo is NULL, too long, or not one
 * @return TEAMSINVITE_E_CONFIG        sslmode is too weak; the server does not let us in; the table is not there, or
 *                                     made for another version, or the role has no right to it
 * @return TEAMSINVITE_E_STORAGE       there is no connection to be had, or not in time
 * @return TEAMSINVITE_E_STORAGE_BUSY  the server is starting, or has no connection left
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_postgres_open(const char *conninfo, teamsinvite_postgres **out,
                                                             teamsinvite_error **err);

/**
 * At most so many connections at once. They are made when they are needed and
 * kept for five idle minutes; who finds all in use waits, no longer than its io may take.
 *
 * @param limit 1 to TEAMSINVITE_POSTGRES_CONNECTIONS_MAX
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 *
 * Threads: before it is first used.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_postgres_set_connections(teamsinvite_postgres *postgres, int32_t limit,
                                                                        teamsinvite_error **err);

/** Close its connections, wipe and free it. No client may use it any more. */
TEAMSINVITE_API void teamsinvite_postgres_close(teamsinvite_postgres *postgres);

/**
 * The handler to plug in with teamsinvite_config_set_storage(). Blocks until
 * the server has answered, the io's time is over, or the call is cancelled.
 *
 * A statement that the server has refused or given up changed nothing: that is
 * TEAMSINVITE_E_STORAGE_BUSY where somebody else was in the way, otherwise
 * TEAMSINVITE_E_STORAGE. When the connection breaks or falls silent while one
 * is under way nobody knows what has become of it: a read is asked again once,
 * a write never; it is TEAMSINVITE_E_STORAGE, and the library looks before it
 * goes on.
 *
 * @param postgres a teamsinvite_postgres, borrowed
 *
 * Threads: any thread, any time; as many at once as there may be connections.
 */
TEAMSINVITE_API void teamsinvite_postgres_handle(teamsinvite_call *call, const teamsinvite_io *io, void *postgres);

#ifdef __cplusplus
}
#endif

#endif
