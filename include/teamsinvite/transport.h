/* SPDX-License-Identifier: Apache-2.0 */
/**
 * transport.h - the built-in HTTP transport, on libcurl.
 *
 * A client makes one of these by itself unless you plug in a handler for SEND.
 * Make your own to set a proxy or a private CA, or to share connections among
 * clients. It keeps connections alive between calls, follows no redirect, and
 * verifies TLS always: there is no switch that turns this off. Plain http is
 * spoken to loopback addresses only (the simulator). The proxy variables of
 * the environment, .netrc and cookies are not used.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_TRANSPORT_H
#define TEAMSINVITE_TRANSPORT_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Connections to Microsoft, kept between calls; opaque. */
typedef struct teamsinvite_transport teamsinvite_transport;

/**
 * Make a transport. No connection is opened yet.
 *
 * @param[out] out yours to free with teamsinvite_transport_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFIG the libcurl that is loaded is older than 7.85
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_transport_new(teamsinvite_transport **out, teamsinvite_error **err);

/** Close all connections and free it. No client may use it any more. */
TEAMSINVITE_API void teamsinvite_transport_free(teamsinvite_transport *transport);

/**
 * Trust the CAs in this PEM file instead of the system's.
 *
 * @param path copied; a readable file
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: before the transport is first used.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_transport_set_ca_file(teamsinvite_transport *transport,
                                                                     const char *path, teamsinvite_error **err);

/**
 * Use this proxy; NULL for none (the default, whatever the environment says).
 *
 * @param url copied; "http://host:port" or "https://host:port"
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: before the transport is first used.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_transport_set_proxy(teamsinvite_transport *transport, const char *url,
                                                                   teamsinvite_error **err);

/**
 * Allow https to this host although its address is private (a test or
 * staging service inside your network). Without it such an address is refused.
 *
 * @param host copied; a host name, compared without case
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: before the transport is first used.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_transport_allow_private_host(teamsinvite_transport *transport,
                                                                            const char *host,
                                                                            teamsinvite_error **err);

/**
 * The handler to plug in with teamsinvite_config_set_transport(). Answers
 * SEND; blocks until the exchange is done, its time is over, or the call is
 * cancelled.
 *
 * @param transport a teamsinvite_transport, borrowed
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API void teamsinvite_transport_handle(teamsinvite_call *call, const teamsinvite_io *io, void *transport);

/** How many connections it has opened so far: for tests and metrics. Threads: any thread, any time. */
TEAMSINVITE_API int64_t teamsinvite_transport_connection_count(const teamsinvite_transport *transport);

#ifdef __cplusplus
}
#endif

#endif
