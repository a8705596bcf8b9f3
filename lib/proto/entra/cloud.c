/* SPDX-License-Identifier: Apache-2.0 */
/* cloud.c - the hosts of one Microsoft cloud: authority and Graph root, checked together. */
#include "proto/entra/cloud.h"

/* GCC (moderate) is "global". GCC High and DoD share their authority, so the
 * cloud cannot be told from it. China is missing on purpose: its Graph has no
 * online meetings. Entra, authentication-national-cloud. */
static const ti_cloud clouds[] = {
    { "global", "https://login.microsoftonline.com", "https://graph.microsoft.com" },
    { "gcc-high", "https://login.microsoftonline.us", "https://graph.microsoft.us" },
    { "dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us" },
};

const ti_cloud *ti_cloud_find(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof(clouds) / sizeof(clouds[0]); i++) {
        if (name != NULL && ti_slice_equal_text(ti_slice_of(name), clouds[i].name))
            return &clouds[i];
    }
    return NULL;
}
