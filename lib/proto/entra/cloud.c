/* SPDX-License-Identifier: Apache-2.0 */
/* cloud.c - the hosts of one Microsoft cloud: authority and Graph root, checked together. */
#include "proto/entra/cloud.h"

/* GCC (moderate) is "global". GCC High and DoD share their authority, so the
 * cloud cannot be told from it. Entra, authentication-national-cloud; Graph,
 * deployments. */
static const ti_cloud clouds[] = {
    { "global", "https://login.microsoftonline.com", "https://graph.microsoft.com", true },
    { "gcc-high", "https://login.microsoftonline.us", "https://graph.microsoft.us", true },
    { "dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us", true },
    { "china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn", false },
};

size_t ti_cloud_count(void)
{
    return sizeof(clouds) / sizeof(clouds[0]);
}

const ti_cloud *ti_cloud_at(size_t index)
{
    return index < ti_cloud_count() ? &clouds[index] : NULL;
}

const ti_cloud *ti_cloud_find(const char *name)
{
    size_t i;

    for (i = 0; i < ti_cloud_count(); i++) {
        if (name != NULL && ti_slice_equal_text(ti_slice_of(name), clouds[i].name))
            return &clouds[i];
    }
    return NULL;
}
