/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scope.h - the scopes we ask for, in one place: authorize, redeem and refresh
 * must name the same ones, or Entra answers consent_required.
 */
#ifndef TI_PROTO_ENTRA_SCOPE_H
#define TI_PROTO_ENTRA_SCOPE_H

#include "base/buf.h"
#include "proto/entra/cloud.h"

typedef enum ti_scope {
    TI_SCOPE_IDENTITY, /* openid profile: who is it */
    TI_SCOPE_MEETINGS, /* openid profile offline_access {graph}/OnlineMeetings.ReadWrite {graph}/User.Read */
    TI_SCOPE_DEFAULT   /* {graph}/.default: consent and app tokens */
} ti_scope;

bool ti_scope_write(ti_buf *buf, ti_scope scope, const ti_cloud *cloud);

/* Whether a "scope" member of a token reply holds OnlineMeetings.ReadWrite,
 * with or without resource prefix, without regard to case. */
bool ti_scope_grants_meetings(ti_slice granted);

#endif
