/* SPDX-License-Identifier: Apache-2.0 */
/* zone_name.c - what the name of a time zone may look like. */
#include "base/zone_name.h"

static bool may_stand_in_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '+' || c == '-';
}

/* No dot in front: neither "." nor ".." nor a hidden file. */
static bool is_part(ti_slice part)
{
    size_t i;

    if (part.len == 0 || part.ptr[0] == '.')
        return false;
    for (i = 0; i < part.len; i++)
        if (!may_stand_in_name(part.ptr[i]))
            return false;
    return true;
}

bool ti_zone_name_is_plausible(ti_slice name)
{
    ti_slice rest = name;
    ti_slice part;
    size_t i;

    if (name.len == 0 || name.len > TI_ZONE_NAME_MAX)
        return false;
    for (i = 1; i < name.len; i++)
        if (name.ptr[i - 1] == '.' && name.ptr[i] == '.')
            return false;
    while (ti_slice_next(&rest, '/', &part))
        if (!is_part(part))
            return false;
    return true;
}
