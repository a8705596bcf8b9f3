/* SPDX-License-Identifier: Apache-2.0 */
/* address.c - mail addresses that are safe wherever we write them. */
#include <string.h>

#include "invite/invite.h"

enum {
    ADDRESS_MAX = 254, /* RFC 5321, 4.5.3.1 */
    LOCAL_MAX = 64,
    LABEL_MAX = 63
};

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A dot-atom (RFC 5322, 3.2.3): parts of extra and alphanumeric characters, none empty. */
static bool is_dotted(ti_slice s, const char *extra, size_t part_max)
{
    ti_slice part;
    size_t i;

    if (s.len == 0 || s.ptr[s.len - 1] == '.')
        return false;
    while (ti_slice_next(&s, '.', &part)) {
        if (part.len == 0 || part.len > part_max)
            return false;
        for (i = 0; i < part.len; i++) {
            if (!is_alnum(part.ptr[i]) && (part.ptr[i] == '\0' || strchr(extra, part.ptr[i]) == NULL))
                return false;
        }
    }
    return true;
}

/* Quoted local parts, address literals and raw UTF-8 are not worth their risk
 * here; a domain with other letters comes as its xn-- form. */
bool ti_invite_is_address(ti_slice address)
{
    size_t at = ti_slice_find(address, '@');
    ti_slice local = ti_slice_first(address, at);
    ti_slice domain = ti_slice_skip(address, at + 1);

    return address.len <= ADDRESS_MAX && at < address.len && local.len <= LOCAL_MAX &&
           is_dotted(local, "!#$%&'*+-/=?^_`{|}~", LOCAL_MAX) && is_dotted(domain, "-", LABEL_MAX) &&
           domain.ptr[0] != '-';
}
