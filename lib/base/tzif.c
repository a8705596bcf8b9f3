/* SPDX-License-Identifier: Apache-2.0 */
/* tzif.c - files of time zones. */
#include "base/tzif.h"

#include "base/posix_tz.h"

enum {
    HEADER_SIZE = 44,
    COUNTS_AT = 20,
    TYPE_SIZE = 6, /* offset: 4 bytes, daylight saving: 1, where its name begins: 1 */
};

/* RFC 8536, 3.2: real ones are well within these. */
#define OFFSET_MIN_S INT64_C(-89999)
#define OFFSET_MAX_S INT64_C(93599)

/* The header, RFC 8536, 3.1: counts in the order in which they stand there. */
typedef struct header {
    char version;
    uint64_t ut_count, standard_count, leap_count, time_count, type_count, name_bytes;
} header;

/* The part of a data block that says something about offsets. */
typedef struct block {
    size_t time_size;
    ti_slice times;   /* of changes, in seconds since 1970, ascending */
    ti_slice indices; /* the type that begins at each of them: one byte */
    ti_slice types;
} block;

static uint64_t byte_at(ti_slice s, size_t at)
{
    return (unsigned char)s.ptr[at];
}

/* Big-endian, in two's complement, 1 to 8 bytes. */
static int64_t signed_number(ti_slice s)
{
    int64_t number = (int64_t)byte_at(s, 0) - (byte_at(s, 0) >= 0x80 ? 0x100 : 0);
    size_t i;

    for (i = 1; i < s.len; i++)
        number = number * 0x100 + (int64_t)byte_at(s, i);
    return number;
}

/* The next len bytes; a len beyond what memory can hold is only ever compared. */
static bool take(ti_slice *rest, uint64_t len, ti_slice *part)
{
    if (len > rest->len)
        return false;
    *part = ti_slice_first(*rest, (size_t)len);
    *rest = ti_slice_skip(*rest, (size_t)len);
    return true;
}

static ti_slice element(ti_slice array, size_t size, size_t i)
{
    return ti_slice_make(array.ptr + i * size, size);
}

static uint64_t count_at(ti_slice head, size_t i)
{
    size_t at = COUNTS_AT + i * 4;

    return byte_at(head, at) << 24 | byte_at(head, at + 1) << 16 | byte_at(head, at + 2) << 8 | byte_at(head, at + 3);
}

static bool read_header(ti_slice *rest, header *out)
{
    ti_slice head;

    if (!take(rest, HEADER_SIZE, &head) || !ti_slice_starts_with(head, TI_SLICE("TZif")))
        return false;
    *out = (header){
        .version = head.ptr[4],
        .ut_count = count_at(head, 0),
        .standard_count = count_at(head, 1),
        .leap_count = count_at(head, 2),
        .time_count = count_at(head, 3),
        .type_count = count_at(head, 4),
        .name_bytes = count_at(head, 5),
    };
    return out->version == '\0' || (out->version >= '2' && out->version <= '4');
}

/* The block of 32-bit times in front of that of 64-bit ones is there for old
 * readers; RFC 8536, 4 lets it be anything of the size that its header gives. */
static bool skip_block(ti_slice *rest, const header *h, size_t time_size)
{
    uint64_t size = h->time_count * (time_size + 1) + h->type_count * TYPE_SIZE + h->name_bytes +
                    h->leap_count * (time_size + 4) + h->standard_count + h->ut_count;
    ti_slice skipped;

    return take(rest, size, &skipped);
}

/* 0 or 1, and nothing else. */
static bool are_flags(ti_slice bytes)
{
    size_t i;

    for (i = 0; i < bytes.len; i++)
        if (byte_at(bytes, i) > 1)
            return false;
    return true;
}

static bool take_flags(ti_slice *rest, uint64_t count, uint64_t type_count)
{
    ti_slice flags;

    return (count == 0 || count == type_count) && take(rest, count, &flags) && are_flags(flags);
}

static bool are_types(ti_slice types, const header *h)
{
    size_t i;

    for (i = 0; i < h->type_count; i++) {
        ti_slice type = element(types, TYPE_SIZE, i);
        int64_t offset_s = signed_number(ti_slice_first(type, 4));

        if (offset_s < OFFSET_MIN_S || offset_s > OFFSET_MAX_S || byte_at(type, 4) > 1 ||
            byte_at(type, 5) >= h->name_bytes)
            return false;
    }
    return h->type_count > 0;
}

/* Ascending, and each with a type that exists. */
static bool are_changes(const block *b, const header *h)
{
    size_t i;

    for (i = 0; i < h->time_count; i++) {
        if (byte_at(b->indices, i) >= h->type_count)
            return false;
        if (i > 0 &&
            signed_number(element(b->times, b->time_size, i)) <= signed_number(element(b->times, b->time_size, i - 1)))
            return false;
    }
    return true;
}

static bool read_block(ti_slice *rest, const header *h, size_t time_size, block *out)
{
    ti_slice names;

    out->time_size = time_size;
    return h->leap_count == 0 && take(rest, h->time_count * time_size, &out->times) &&
           take(rest, h->time_count, &out->indices) && take(rest, h->type_count * TYPE_SIZE, &out->types) &&
           take(rest, h->name_bytes, &names) && take_flags(rest, h->standard_count, h->type_count) &&
           take_flags(rest, h->ut_count, h->type_count) && are_types(out->types, h) && are_changes(out, h);
}

static bool read_footer(ti_slice rest, ti_slice *rules)
{
    if (rest.len < 2 || rest.ptr[0] != '\n' || rest.ptr[rest.len - 1] != '\n')
        return false;
    *rules = ti_slice_make(rest.ptr + 1, rest.len - 2);
    return true;
}

/* The block to use, and the rules for what comes after it. */
static bool read_file(ti_slice rest, block *out, ti_slice *rules)
{
    header first;
    header second;

    *rules = TI_SLICE("");
    if (!read_header(&rest, &first))
        return false;
    if (first.version == '\0')
        return read_block(&rest, &first, 4, out) && rest.len == 0;
    return skip_block(&rest, &first, 4) && read_header(&rest, &second) && second.version == first.version &&
           read_block(&rest, &second, 8, out) && read_footer(rest, rules);
}

/* How many changes there have been by then. */
static size_t count_changes(const block *b, int64_t at_s)
{
    size_t before = 0;
    size_t end = b->indices.len;

    while (before < end) {
        size_t middle = before + (end - before) / 2;

        if (signed_number(element(b->times, b->time_size, middle)) <= at_s)
            before = middle + 1;
        else
            end = middle;
    }
    return before;
}

bool ti_tzif_offset(ti_slice file, int64_t at_ms, int32_t *offset_s)
{
    int64_t at_s = at_ms / 1000 - (at_ms % 1000 < 0 ? 1 : 0);
    int32_t by_rules_s = 0;
    block b;
    ti_slice rules;
    size_t changes;
    size_t type;

    if (!read_file(file, &b, &rules) || (rules.len > 0 && !ti_posix_tz_offset(rules, at_s, &by_rules_s)))
        return false;
    changes = count_changes(&b, at_s);
    if (changes == b.indices.len && rules.len > 0) {
        *offset_s = by_rules_s;
        return true;
    }
    type = changes == 0 ? 0 : byte_at(b.indices, changes - 1);
    *offset_s = (int32_t)signed_number(ti_slice_first(element(b.types, TYPE_SIZE, type), 4));
    return true;
}
