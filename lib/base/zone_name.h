/* SPDX-License-Identifier: Apache-2.0 */
/* zone_name.h - what the name of a time zone may look like. */
#ifndef TI_BASE_ZONE_NAME_H
#define TI_BASE_ZONE_NAME_H

#include "base/slice.h"

enum {
    TI_ZONE_NAME_MAX = 64 /* twice the longest of the database, without the NUL */
};

/*
 * Whether it has the form of an IANA name: parts of [A-Za-z0-9._+-] with single
 * slashes between them, none beginning with a dot. Such a name, put behind the
 * path of a folder, names nothing outside of it. Says nothing about whether the
 * zone exists.
 */
bool ti_zone_name_is_plausible(ti_slice name);

#endif
