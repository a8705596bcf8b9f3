/* SPDX-License-Identifier: Apache-2.0 */
/* http_address.c - whether an address is one that only exists inside somebody's network. */
#include "port/http_address.h"

#include <arpa/inet.h>
#include <string.h>

typedef struct network {
    unsigned char prefix[4];
    unsigned int bits;
} network;

/* IANA IPv4 special-purpose address registry: what no public service has. */
static const network private_v4[] = {
    { { 0, 0, 0, 0 }, 8 },      { { 10, 0, 0, 0 }, 8 },     { { 100, 64, 0, 0 }, 10 }, { { 127, 0, 0, 0 }, 8 },
    { { 169, 254, 0, 0 }, 16 }, { { 172, 16, 0, 0 }, 12 },  { { 192, 0, 0, 0 }, 24 },  { { 192, 168, 0, 0 }, 16 },
    { { 198, 18, 0, 0 }, 15 },  { { 224, 0, 0, 0 }, 4 },    { { 240, 0, 0, 0 }, 4 },
};

static bool has_prefix(const unsigned char *address, const unsigned char *prefix, unsigned int bits)
{
    unsigned int whole = bits / 8;
    unsigned int rest = bits % 8;
    unsigned char mask = (unsigned char)(0xff00u >> rest);

    return memcmp(address, prefix, whole) == 0 && (rest == 0 || ((address[whole] ^ prefix[whole]) & mask) == 0);
}

static bool is_private_v4(const unsigned char address[4])
{
    size_t i;

    for (i = 0; i < sizeof(private_v4) / sizeof(private_v4[0]); i++)
        if (has_prefix(address, private_v4[i].prefix, private_v4[i].bits))
            return true;
    return false;
}

static bool is_private_v6(const unsigned char address[16])
{
    static const unsigned char mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    static const unsigned char nat64[] = { 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0 };
    static const unsigned char zeros[12];

    if (has_prefix(address, mapped, 96) || has_prefix(address, nat64, 96))
        return is_private_v4(address + 12);
    if (has_prefix(address, zeros, 96)) /* ::, ::1, and IPv4 in its oldest disguise */
        return true;
    return (address[0] & 0xfe) == 0xfc ||                            /* fc00::/7, unique local */
           (address[0] == 0xfe && (address[1] & 0x80) == 0x80) ||    /* fe80::/10 and fec0::/10 */
           address[0] == 0xff;                                       /* multicast */
}

bool ti_http_address_is_private(const char *address)
{
    unsigned char bytes[16];

    if (inet_pton(AF_INET, address, bytes) == 1)
        return is_private_v4(bytes);
    if (inet_pton(AF_INET6, address, bytes) == 1)
        return is_private_v6(bytes);
    return true;
}
