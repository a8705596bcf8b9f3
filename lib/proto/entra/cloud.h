/* SPDX-License-Identifier: Apache-2.0 */
/* cloud.h - the hosts of one Microsoft cloud: authority and Graph root, checked together. */
#ifndef TI_PROTO_ENTRA_CLOUD_H
#define TI_PROTO_ENTRA_CLOUD_H

#include "base/error.h"

typedef struct ti_cloud {
    const char *name;      /* "global", "custom" */
    const char *authority; /* "https://login.microsoftonline.com", no slash at the end */
    const char *graph;     /* "https://graph.microsoft.com" */
    bool has_meetings;
} ti_cloud;

/* By name; NULL for an unknown one. */
const ti_cloud *ti_cloud_find(const char *name);

size_t ti_cloud_count(void);
const ti_cloud *ti_cloud_at(size_t index);

#endif
