/* SPDX-License-Identifier: Apache-2.0 */
/* join_url.c - the join link: opaque to us, but safe to hand on. */
#include "proto/graph/join_url.h"

#include <string.h>

/* It goes into HTML, mail and calendars: none of these may need care there. */
static bool is_plain(ti_slice url)
{
    size_t i;

    for (i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];

        if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\`#", c) != NULL)
            return false;
    }
    return true;
}

/* What all parsers of URLs read alike: no escape, no user, no IPv6 literal. */
static bool is_host(ti_slice host)
{
    size_t i;

    for (i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.')
            return false;
    }
    return host.len > 0;
}

/* Nothing, or ":443". */
static bool is_port(ti_slice port)
{
    int64_t number;

    return port.len == 0 || (ti_slice_to_int64(ti_slice_skip(port, 1), &number) && number > 0 && number <= 65535);
}

/* The consumer service: a meeting there has no organizer whom we could know. */
static bool is_consumer_host(ti_slice host)
{
    static const ti_slice consumer = { "teams.live.com", 14 };

    while (host.len > 0 && host.ptr[host.len - 1] == '.')
        host.len--;
    if (host.len > consumer.len && host.ptr[host.len - consumer.len - 1] == '.')
        host = ti_slice_skip(host, host.len - consumer.len);
    return ti_slice_equal_nocase(host, consumer);
}

bool ti_join_url_is_usable(ti_slice url)
{
    static const ti_slice scheme = { "https://", 8 };
    ti_slice authority, host;

    if (url.len > TI_JOIN_URL_MAX || !ti_slice_starts_with(url, scheme) || !is_plain(url))
        return false;
    authority = ti_slice_skip(url, scheme.len);
    authority = ti_slice_first(authority, ti_slice_find(authority, '/'));
    authority = ti_slice_first(authority, ti_slice_find(authority, '?'));
    host = ti_slice_first(authority, ti_slice_find(authority, ':'));
    return is_host(host) && is_port(ti_slice_skip(authority, host.len)) && !is_consumer_host(host);
}
