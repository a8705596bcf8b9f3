/* SPDX-License-Identifier: Apache-2.0 */
/* client_info.h - whose account it is, at home: what "client_info=1" asks for. */
#ifndef TI_SIM_CLIENT_INFO_H
#define TI_SIM_CLIENT_INFO_H

#include "base/buf.h"
#include "sim/directory.h"

/* {"uid":"…","utid":"…"} as base64url. */
bool ti_sim_client_info(ti_buf *out, const ti_sim_user *user);

#endif
