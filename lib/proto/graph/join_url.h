/* SPDX-License-Identifier: Apache-2.0 */
/* join_url.h - the join link: opaque to us, but safe to hand on. */
#ifndef TI_PROTO_GRAPH_JOIN_URL_H
#define TI_PROTO_GRAPH_JOIN_URL_H

#include "base/slice.h"

enum { TI_JOIN_URL_MAX = 2048 };

/* https, at most TI_JOIN_URL_MAX printable ASCII bytes, none of blank " < > \ `,
 * no user, no fragment, a host of letters, digits, hyphens and dots; not a
 * teams.live.com link. Otherwise opaque. */
bool ti_join_url_is_usable(ti_slice url);

#endif
