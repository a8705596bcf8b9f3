/* SPDX-License-Identifier: Apache-2.0 */
/* storage_postgres_conninfo.h - a host's connection string, completed so that the environment adds nothing to it. */
#ifndef TI_PORT_STORAGE_POSTGRES_CONNINFO_H
#define TI_PORT_STORAGE_POSTGRES_CONNINFO_H

#include "base/buf.h"
#include "base/error.h"

enum { TI_POSTGRES_CONNINFO_MAX = 16 * 1024 };

/* Take conninfo apart, judge it, and write all of it and the settings that it
 * leaves out to the empty buffer *out. *timeout_s: its connect_timeout, else 0. */
teamsinvite_status ti_postgres_complete_conninfo(const char *conninfo, ti_buf *out, int64_t *timeout_s, ti_error *err);

#endif
