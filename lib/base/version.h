/* SPDX-License-Identifier: Apache-2.0 */
/* version.h - how we introduce ourselves to Microsoft. */
#ifndef TI_BASE_VERSION_H
#define TI_BASE_VERSION_H

/* "libteamsinvite/0.1.0" */
const char *ti_user_agent(void);

#endif
