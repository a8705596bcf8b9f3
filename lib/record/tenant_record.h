/* SPDX-License-Identifier: Apache-2.0 */
/* tenant_record.h - which company an Entra directory is bound to, so that no second one takes it. */
#ifndef TI_RECORD_TENANT_RECORD_H
#define TI_RECORD_TENANT_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

bool ti_tenant_record_write(ti_buf *buf, const char *company);

/* The company, in the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_tenant_record_read(const char **company, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
