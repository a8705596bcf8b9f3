/* SPDX-License-Identifier: Apache-2.0 */
/* http_address.h - whether an address is one that only exists inside somebody's network. */
#ifndef TI_PORT_HTTP_ADDRESS_H
#define TI_PORT_HTTP_ADDRESS_H

#include <stdbool.h>

/* Loopback, private, link-local, shared (RFC 6598), multicast, unspecified; IPv4,
 * IPv6, and IPv4 inside IPv6. True also for what is no address at all. */
bool ti_http_address_is_private(const char *address);

#endif
