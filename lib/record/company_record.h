/* SPDX-License-Identifier: Apache-2.0 */
/* company_record.h - what is stored of a company: its tenant, mode and state. */
#ifndef TI_RECORD_COMPANY_RECORD_H
#define TI_RECORD_COMPANY_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct ti_company_record {
    int32_t state; /* TEAMSINVITE_COMPANY_… */
    int32_t mode;  /* TEAMSINVITE_MODE_… */
    bool consented; /* the administrator came back from the consent page with a yes */
    char tenant[37];
} ti_company_record;

bool ti_company_record_write(ti_buf *buf, const ti_company_record *record);

/* E_CORRUPT when it is not what we write. */
teamsinvite_status ti_company_record_read(ti_company_record *record, ti_slice plain, ti_error *err);

#endif
