/* SPDX-License-Identifier: Apache-2.0 */
/* when.h - the time for people, on one line. */
#ifndef TI_INVITE_WHEN_H
#define TI_INVITE_WHEN_H

#include "invite/invite.h"

enum { TI_OFFSET_MAX_S = 26 * 3600 }; /* beyond what any zone has had (RFC 8536, 3.2) */

/* Offsets that a zone can have, and both ends from 1970 to 9999 there. */
bool ti_when_is_possible(const ti_invite *invite);

/* time_text; else with the zone "Tuesday, 15 January 2030, 10:00–11:00
 * (Europe/Berlin, UTC+1)", without one "…, 09:00–10:00 UTC". Both dates where
 * they differ, both offsets where the clocks are changed in between. */
bool ti_when_add(ti_buf *buf, const ti_invite *invite);

#endif
