/* SPDX-License-Identifier: Apache-2.0 */
/* property_value.c - a value comes back as it was given, byte for byte. */
#include <string.h>

#include "base/alloc.h"
#include "check/property.h"

/* Saved under a key, and loaded again. */
static void round_trip(kit_bench *b, const char *key, const void *bytes, size_t length)
{
    kit_expect_save(b, key, ti_slice_make(bytes, length), 0, 0);
    kit_expect_record(b, key, ti_slice_make(bytes, length), 1, 0);
}

static void try_empty(kit_bench *b)
{
    round_trip(b, "empty", "", 0);
}

static void try_nul_first(kit_bench *b)
{
    round_trip(b, "v", "\0abc", 4);
}

static void try_nul_middle(kit_bench *b)
{
    round_trip(b, "v", "ab\0cd", 5);
}

static void try_nul_last(kit_bench *b)
{
    round_trip(b, "v", "abc\0", 4);
    round_trip(b, "only", "\0", 1);
    round_trip(b, "twice", "\0\0", 2);
}

static void try_every_byte(kit_bench *b)
{
    unsigned char bytes[256];
    size_t i;

    for (i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)i;
    round_trip(b, "up", bytes, sizeof(bytes));
    for (i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(255 - i);
    round_trip(b, "down", bytes, sizeof(bytes));
}

static void try_each_byte_alone(kit_bench *b)
{
    int64_t version = 0;
    size_t i;

    for (i = 0; i < 256 && kit_ok(b); i++) {
        unsigned char byte = (unsigned char)i;

        kit_expect_save(b, "v", ti_slice_make(&byte, 1), 0, version);
        kit_expect_record(b, "v", ti_slice_make(&byte, 1), ++version, 0);
    }
}

static void try_not_utf8(kit_bench *b)
{
    round_trip(b, "cut", "a\xc3", 2);
    round_trip(b, "latin", "caf\xe9", 4);
    round_trip(b, "overlong", "\xc0\x80", 2);
    round_trip(b, "surrogate", "\xed\xa0\x80", 3);
    round_trip(b, "mark", "\xef\xbb\xbf{}", 5);
    round_trip(b, "composed", "e\xcc\x81", 3);
    round_trip(b, "precomposed", "\xc3\xa9", 2);
}

static void try_blanks(kit_bench *b)
{
    round_trip(b, "before", "  a", 3);
    round_trip(b, "after", "a  ", 3);
    round_trip(b, "only", " ", 1);
    round_trip(b, "tabs", "\t\v\fa\t", 5);
}

static void try_line_ends(kit_bench *b)
{
    round_trip(b, "lf", "a\n", 2);
    round_trip(b, "crlf", "a\r\nb\r\n", 6);
    round_trip(b, "cr", "\r", 1);
    round_trip(b, "control-z",
               "a\x1a"
               "b",
               3);
}

static void try_quotes(kit_bench *b)
{
    static const char *const values[] = { "'",     "''",    "\"", "`",    "\\",  "\\\\x00",
                                          "\\x00", "'; --", "$1", "%s%n", "%00", "?" };
    int64_t version = 0;
    size_t i;

    for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        kit_expect_save(b, "v", ti_slice_of(values[i]), 0, version);
        kit_expect_record(b, "v", ti_slice_of(values[i]), ++version, 0);
    }
}

/* A column without a type makes of these what they look like. */
static void try_like_other_types(kit_bench *b)
{
    static const char *const values[] = { "0", "007", "1.0", "1e5", "NULL", "null", "true", "NaN", "0x10", "-0" };
    int64_t version = 0;
    size_t i;

    for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        kit_expect_save(b, "v", ti_slice_of(values[i]), 0, version);
        kit_expect_record(b, "v", ti_slice_of(values[i]), ++version, 0);
    }
}

/* No two lengths of it look alike, and a block that is moved is seen. */
static void fill(unsigned char *bytes, size_t length)
{
    uint32_t x = (uint32_t)length * 2654435761u + 1;
    size_t i;

    for (i = 0; i < length; i++) {
        x = x * 1664525u + 1013904223u;
        bytes[i] = (unsigned char)(x >> 24);
    }
}

static void try_lengths(kit_bench *b, const size_t *lengths, size_t count)
{
    unsigned char *bytes = ti_alloc(TEAMSINVITE_VALUE_MAX);
    int64_t version = 0;
    size_t i;

    if (bytes == NULL)
        kit_fail(b, "there is no memory for a value");
    for (i = 0; i < count && kit_ok(b); i++) {
        fill(bytes, lengths[i]);
        kit_expect_save(b, "v", ti_slice_make(bytes, lengths[i]), 0, version);
        kit_expect_record(b, "v", ti_slice_make(bytes, lengths[i]), ++version, 0);
    }
    ti_free(bytes);
}

static void try_small_lengths(kit_bench *b)
{
    size_t lengths[130];
    size_t i;

    for (i = 0; i < 130; i++)
        lengths[i] = i;
    try_lengths(b, lengths, 130);
}

/* Where buffers, pages and length fields of others end. */
static void try_lengths_at_edges(kit_bench *b)
{
    static const size_t lengths[] = { 127,  128,  129,   254,   255,   256,   257,   511,   512,   513,   999,  1000,
                                      1023, 1024, 1025,  2047,  2048,  2049,  4000,  4095,  4096,  4097,  8000, 8191,
                                      8192, 8193, 16383, 16384, 16385, 32766, 32767, 32768, 32769, 40000, 65000 };

    try_lengths(b, lengths, sizeof(lengths) / sizeof(lengths[0]));
}

static void try_longest(kit_bench *b)
{
    static const size_t lengths[] = { TEAMSINVITE_VALUE_MAX - 2, TEAMSINVITE_VALUE_MAX - 1, TEAMSINVITE_VALUE_MAX };

    try_lengths(b, lengths, sizeof(lengths) / sizeof(lengths[0]));
}

static void try_longest_of_one_byte(kit_bench *b)
{
    static const int fills[] = { 0, 0xff, '\'', '\\' };
    unsigned char *bytes = ti_alloc(TEAMSINVITE_VALUE_MAX);
    int64_t version = 0;
    size_t i;

    if (bytes == NULL)
        kit_fail(b, "there is no memory for a value");
    for (i = 0; i < sizeof(fills) / sizeof(fills[0]) && kit_ok(b); i++) {
        memset(bytes, fills[i], TEAMSINVITE_VALUE_MAX);
        kit_expect_save(b, "v", ti_slice_make(bytes, TEAMSINVITE_VALUE_MAX), 0, version);
        kit_expect_record(b, "v", ti_slice_make(bytes, TEAMSINVITE_VALUE_MAX), ++version, 0);
    }
    ti_free(bytes);
}

static void try_shorter(kit_bench *b)
{
    static const size_t lengths[] = { 5000, 300, 17, 1, 0, 3 };

    try_lengths(b, lengths, sizeof(lengths) / sizeof(lengths[0]));
}

static void try_longer(kit_bench *b)
{
    static const size_t lengths[] = { 0, 1, 20, 3000, 60000 };

    try_lengths(b, lengths, sizeof(lengths) / sizeof(lengths[0]));
}

static void try_equal_values(kit_bench *b)
{
    kit_expect_save(b, "a", ti_slice_of("same"), 0, 0);
    kit_expect_save(b, "b", ti_slice_of("same"), 0, 0);
    kit_expect_save(b, "a", ti_slice_of("other"), 0, 1);
    kit_expect_record(b, "b", ti_slice_of("same"), 1, 0);
    kit_expect_record(b, "a", ti_slice_of("other"), 2, 0);
}

static const kit_property values[] = {
    { .name = "value.empty", .text = "A value of 0 bytes is a record, not a missing one.", .run = try_empty },
    { .name = "value.nul_first", .text = "A NUL at the beginning is a byte of the value.", .run = try_nul_first },
    { .name = "value.nul_middle", .text = "A NUL does not end a value.", .run = try_nul_middle },
    { .name = "value.nul_last", .text = "NULs at the end are bytes of the value.", .run = try_nul_last },
    { .name = "value.every_byte", .text = "All 256 byte values in one value come back.", .run = try_every_byte },
    { .name = "value.each_byte_alone",
      .text = "Each of the 256 byte values may be a value.",
      .run = try_each_byte_alone },
    { .name = "value.not_utf8",
      .text = "Bytes that are no UTF-8 are neither refused nor mended.",
      .run = try_not_utf8 },
    { .name = "value.blanks", .text = "Blanks at both ends are kept.", .run = try_blanks },
    { .name = "value.line_ends", .text = "Line ends stay as they are.", .run = try_line_ends },
    { .name = "value.quotes", .text = "Quotes, backslashes and placeholders are bytes.", .run = try_quotes },
    { .name = "value.like_other_types",
      .text = "Bytes that look like a number or NULL stay bytes.",
      .run = try_like_other_types },
    { .name = "value.small_lengths", .text = "Values of 0 to 129 bytes come back.", .run = try_small_lengths },
    { .name = "value.lengths_at_edges",
      .text = "Lengths around powers of two come back, to 65,000 bytes.",
      .run = try_lengths_at_edges },
    { .name = "value.longest", .text = "Values to 64 KiB, and of that, come back whole.", .run = try_longest },
    { .name = "value.longest_of_one_byte",
      .text = "64 KiB of NUL, of 0xFF or of what is escaped come back.",
      .run = try_longest_of_one_byte },
    { .name = "value.shorter", .text = "A shorter value leaves nothing of a longer one.", .run = try_shorter },
    { .name = "value.longer", .text = "A longer value is written whole over a shorter one.", .run = try_longer },
    { .name = "value.equal_values",
      .text = "Two records with the same value are two records.",
      .run = try_equal_values },
};

const kit_group kit_values = KIT_GROUP(values);
