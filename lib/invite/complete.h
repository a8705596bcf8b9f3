/* SPDX-License-Identifier: Apache-2.0 */
/* complete.h - the last look before an invitation is written: nothing is rendered in part. */
#ifndef TI_INVITE_COMPLETE_H
#define TI_INVITE_COMPLETE_H

#include "invite/invite.h"

/* Title, times and, for a REQUEST, a link; all text UTF-8, all addresses given usable. */
bool ti_invite_is_complete(const ti_invite *invite);

/* Both addresses and a UID besides: what a calendar cannot do without. */
bool ti_invite_is_complete_for_calendar(const ti_invite *invite);

/* The buffer fails; returns false. */
bool ti_invite_refuse(ti_buf *buf);

#endif
