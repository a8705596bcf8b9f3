/* SPDX-License-Identifier: Apache-2.0 */
/* test_url.c - encoding and decoding of components, queries, and the parts of URLs. */
#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_only_the_unreserved_characters_stay(void **state)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char digits[] = "0123456789ABCDEF";
    unsigned int c;

    (void)state;
    for (c = 0; c < 256; c++) {
        char byte = (char)c;
        char escaped[] = { '%', digits[c >> 4], digits[c & 15], '\0' };
        ti_buf buf;

        ti_buf_init(&buf, 10);
        assert_true(ti_url_encode(&buf, ti_slice_make(&byte, 1)));
        if (c != 0 && strchr(unreserved, (int)c) != NULL)
            assert_memory_equal(ti_buf_text(&buf), &byte, 1);
        else
            assert_string_equal(ti_buf_text(&buf), escaped);
        ti_buf_clear(&buf);
    }
}

static void test_encoding_of_texts(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_url_encode(&buf, TI_SLICE("a b+c/\xc3\xa4")));
    assert_string_equal(ti_buf_text(&buf), "a%20b%2Bc%2F%C3%A4");
    assert_true(ti_url_encode(&buf, TI_SLICE("x\0y"))); /* appended, NUL and all */
    assert_string_equal(ti_buf_text(&buf), "a%20b%2Bc%2F%C3%A4x%00y");
    ti_buf_clear(&buf);
}

static void test_encoding_nothing_adds_nothing(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_url_encode(&buf, ti_slice_make("not this", 0)));
    assert_true(ti_url_encode(&buf, ti_slice_make(NULL, 0)));
    assert_int_equal(buf.len, 0);
    ti_buf_clear(&buf);
}

static void test_encoding_keeps_to_the_maximum(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 5);
    assert_false(ti_url_encode(&buf, TI_SLICE("  ")));
    assert_true(buf.too_long);
    assert_false(ti_url_encode(&buf, TI_SLICE("")));
    ti_buf_clear(&buf);
}

static void test_form_add_joins_with_ampersands(void **state)
{
    bool first = true;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_form_add(&buf, &first, "grant_type", TI_SLICE("refresh_token")));
    assert_false(first);
    assert_true(ti_form_add(&buf, &first, "scope", TI_SLICE("openid a&b=c")));
    assert_true(ti_form_add(&buf, &first, "empty", TI_SLICE("")));
    assert_string_equal(ti_buf_text(&buf), "grant_type=refresh_token&scope=openid%20a%26b%3Dc&empty=");
    ti_buf_clear(&buf);
}

static void assert_decodes(const char *encoded, const char *expected)
{
    ti_buf buf;

    ti_buf_init(&buf, 100);
    if (!ti_form_decode(&buf, ti_slice_of(encoded)))
        fail_msg("refused \"%s\"", encoded);
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void test_form_decode(void **state)
{
    (void)state;
    assert_decodes("", "");
    assert_decodes("plain-._~", "plain-._~");
    assert_decodes("a+b%20c", "a b c");
    assert_decodes("%2B%2b%26%3D%25", "++&=%");
    assert_decodes("%C3%a4\xc3\xa4", "\xc3\xa4\xc3\xa4");
    assert_decodes("%2541", "%41"); /* decoded once */
    assert_decodes("%7f%0A", "\x7f\n");
}

static void test_form_decode_appends(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    ti_buf_add_char(&buf, '\xff'); /* what stood there before is not judged */
    assert_true(ti_form_decode(&buf, TI_SLICE("a%20b")));
    assert_string_equal(ti_buf_text(&buf), "\xff" "a b");
    ti_buf_clear(&buf);
}

static void test_form_decode_refuses_bad_escapes_nul_and_bad_utf8(void **state)
{
    static const char *const bad[] = { "%",     "%2",  "a%",  "a%2",    "%zz",    "%2z",       "%z2", "%%20", "% 20",
                                       "%+2",   "%-1", "%2g", "%2G",    "%2/",    "%2:",       "%2@", "%2`",  "%00",
                                       "a%00b", "%ff", "%C3", "%C3%28", "%c0%80", "%ed%a0%80", "\xff" };
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++) {
        ti_buf buf;

        ti_buf_init(&buf, 100);
        if (ti_form_decode(&buf, ti_slice_of(bad[i])))
            fail_msg("accepted \"%s\"", bad[i]);
        ti_buf_clear(&buf);
    }
}

static void test_form_decode_reads_no_further_than_the_slice(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_false(ti_form_decode(&buf, ti_slice_make("a%20", 3)));
    ti_buf_clear(&buf);
    assert_false(ti_form_decode(&buf, ti_slice_make("a%20", 2)));
    ti_buf_clear(&buf);
    assert_false(ti_form_decode(&buf, TI_SLICE("a\0b")));
    ti_buf_clear(&buf);
}

static void test_form_decode_keeps_to_the_maximum(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 2);
    assert_false(ti_form_decode(&buf, TI_SLICE("%41%41%41")));
    assert_true(buf.too_long);
    ti_buf_clear(&buf);
}

static void test_what_is_encoded_decodes_to_the_same(void **state)
{
    unsigned int c;

    (void)state;
    for (c = 1; c < 0x800; c++) {
        char text[2] = { (char)c, '\0' };
        ti_slice all = ti_slice_make(text, 1);
        ti_buf encoded;
        ti_buf decoded;

        if (c >= 0x80) {
            text[0] = (char)(0xc0 | (c >> 6));
            text[1] = (char)(0x80 | (c & 0x3f));
            all.len = 2;
        }
        ti_buf_init(&encoded, 10);
        ti_buf_init(&decoded, 10);
        assert_true(ti_url_encode(&encoded, all));
        assert_true(ti_form_decode(&decoded, ti_buf_slice(&encoded)));
        assert_true(ti_slice_equal(ti_buf_slice(&decoded), all));
        ti_buf_clear(&encoded);
        ti_buf_clear(&decoded);
    }
}

static void test_form_next_walks_over_all_pairs(void **state)
{
    static const char *const expected[][2] = {
        { "code", "0.A%20b" }, { "state", "" }, { "flag", "" }, { "", "x" }, { "a", "b=c" }
    };
    ti_slice rest = TI_SLICE("&code=0.A%20b&state=&flag&&=x&a=b=c&");
    ti_slice name;
    ti_slice value;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(expected); i++) {
        assert_true(ti_form_next(&rest, &name, &value));
        assert_true(ti_slice_equal_text(name, expected[i][0]));
        assert_true(ti_slice_equal_text(value, expected[i][1]));
    }
    assert_false(ti_form_next(&rest, &name, &value));
    assert_false(ti_form_next(&rest, &name, &value));
}

static void test_form_next_of_nothing(void **state)
{
    ti_slice rest = TI_SLICE("");
    ti_slice name;
    ti_slice value;

    (void)state;
    assert_false(ti_form_next(&rest, &name, &value));
    rest = TI_SLICE("&&&");
    assert_false(ti_form_next(&rest, &name, &value));
    rest = ti_slice_make(NULL, 0);
    assert_false(ti_form_next(&rest, &name, &value));
}

typedef struct url_row {
    const char *text;
    const char *scheme;
    const char *host;
    const char *port;
    const char *path;
    const char *has; /* u: user, q: query, f: fragment */
} url_row;

static void test_parts_of_urls(void **state)
{
    static const url_row rows[] = {
        { "https://h", "https", "h", "443", "/", "" },
        { "https://h/", "https", "h", "443", "/", "" },
        { "http://h:8080/a/b", "http", "h", "8080", "/a/b", "" },
        { "HTTPS://Login.MicrosoftOnline.COM/X", "https", "login.microsoftonline.com", "443", "/X", "" },
        { "https://h/a/../b/./c", "https", "h", "443", "/a/../b/./c", "" }, /* as written */
        { "https://h/%7Ea%2Fb", "https", "h", "443", "/%7Ea%2Fb", "" },
        { "https://h?q=1", "https", "h", "443", "/", "q" },
        { "https://h/?", "https", "h", "443", "/", "q" },
        { "https://h/#", "https", "h", "443", "/", "f" },
        { "https://h/#f?q", "https", "h", "443", "/", "f" },
        { "https://h#a@b", "https", "h", "443", "/", "f" },
        { "https://h/p?q#f", "https", "h", "443", "/p", "qf" },
        { "https://u@h/", "https", "h", "443", "/", "u" },
        { "https://u:p@h/", "https", "h", "443", "/", "u" },
        { "https://@h/", "https", "h", "443", "/", "u" },
        { "https://h/a@b", "https", "h", "443", "/a@b", "" },
        { "https://AZ.az/!~", "https", "az.az", "443", "/!~", "" },
        { "https://h/x$y@z", "https", "h", "443", "/x$y@z", "" },
        { "https://h?a@b", "https", "h", "443", "/", "q" },
        { "https://h/?u=https://x/%41", "https", "h", "443", "/", "q" },
        { "http://[::1]:80/x", "http", "[::1]", "80", "/x", "" },
        { "http://[FE80::1]/", "http", "[fe80::1]", "80", "/", "" },
        { "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d",
        "https",
          "teams.microsoft.com", "443", "/l/meetup-join/19%3ameeting_x%40thread.v2/0", "q" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        ti_url url;

        if (!ti_url_parse(&url, ti_slice_of(rows[i].text)))
            fail_msg("refused %s", rows[i].text);
        assert_string_equal(url.scheme, rows[i].scheme);
        assert_string_equal(url.host, rows[i].host);
        assert_string_equal(url.port, rows[i].port);
        assert_string_equal(url.path, rows[i].path);
        assert_int_equal(url.has_user, strchr(rows[i].has, 'u') != NULL);
        assert_int_equal(url.has_query, strchr(rows[i].has, 'q') != NULL);
        assert_int_equal(url.has_fragment, strchr(rows[i].has, 'f') != NULL);
        ti_url_clear(&url);
        assert_null(url.host);
    }
}

static void test_what_is_no_absolute_url(void **state)
{
    static const char *const bad[] = {
        "", "\thttps://h/", "h", "/p", "//h/p", "?q", "#f", "h:80", "https", "https:", "https:h", "https:/h", "https://",
        "https:///h",
        "https:///", "://h", "https//h", "javascript:alert(1)", "mailto:a@b", "x-unknown://h/",
        "file:///etc/passwd",
        "https://?q", "https://#f", "https://h:99999/", "https://h:-1/", "https://h:+80/", "https://h:80x/",
        "https://h:80:80/",
        "https://h x/", "https://h/a b", " https://h", "https://h ", "https://h/\t", "https://h/\r\nX: y",
        "https://h/\x01",
        "https://h/\x7f", "https://h/\xc3\xa4", "https://\xc3\xa4/", "https://h\\@evil/", "https://h/a\\b",
        "\\\\h\\p",
        "https://%65vil/", "https://h%00/", "http://[::1%25eth0]/", "https://[::1/", "https://::1/", "https://[x]/",
        "https://h\"/", "https://h<x>/", "https://h{x}/",
    };
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++) {
        ti_url url;

        if (ti_url_parse(&url, ti_slice_of(bad[i])))
            fail_msg("accepted \"%s\"", bad[i]);
        assert_null(url.scheme);
        assert_null(url.host);
        assert_null(url.port);
        assert_null(url.path);
        assert_false(url.has_user || url.has_query || url.has_fragment);
    }
}

static void test_a_nul_byte_is_not_the_end_of_a_url(void **state)
{
    ti_url url;

    (void)state;
    assert_false(ti_url_parse(&url, TI_SLICE("https://h\0/x")));
    assert_false(ti_url_parse(&url, TI_SLICE("https://h/\0")));
    assert_false(ti_url_parse(&url, ti_slice_make(NULL, 0)));
}

static void test_parse_reads_no_further_than_the_slice(void **state)
{
    ti_url url;

    (void)state;
    assert_true(ti_url_parse(&url, ti_slice_make("https://host.example/", 12)));
    assert_string_equal(url.host, "host");
    assert_string_equal(url.path, "/");
    ti_url_clear(&url);
}

static bool is_loopback(const char *text)
{
    bool answer;
    ti_url url;

    if (!ti_url_parse(&url, ti_slice_of(text)))
        fail_msg("refused %s", text);
    answer = ti_url_is_loopback(&url);
    ti_url_clear(&url);
    return answer;
}

static void test_loopback_hosts(void **state)
{
    (void)state;
    assert_true(is_loopback("http://localhost/"));
    assert_true(is_loopback("http://LocalHost:3000/"));
    assert_true(is_loopback("http://127.0.0.1/"));
    assert_true(is_loopback("http://127.255.255.255/"));
    assert_true(is_loopback("http://[::1]/"));
    assert_true(is_loopback("http://[0:0:0:0:0:0:0:1]:80/"));
}

static void test_hosts_that_only_look_like_loopback(void **state)
{
    (void)state;
    assert_false(is_loopback("http://localhost.example/"));
    assert_false(is_loopback("http://notlocalhost/"));
    assert_false(is_loopback("http://localhost./"));
    assert_false(is_loopback("http://127.0.0.1.example/"));
    assert_false(is_loopback("http://127.0.0.1.1/"));
    assert_false(is_loopback("http://127.0.0.256/"));
    assert_false(is_loopback("http://127.example/"));
    assert_false(is_loopback("http://127.0.0.x/"));
    assert_false(is_loopback("http://128.0.0.1/"));
    assert_false(is_loopback("http://1.127.0.1/"));
    assert_false(is_loopback("http://0.0.0.0/"));
    assert_false(is_loopback("http://[::2]/"));
    assert_false(is_loopback("http://[::]/"));
    assert_false(is_loopback("http://[::ffff:127.0.0.1]/"));
    assert_false(is_loopback("http://localhost@evil.example/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_unreserved_characters_stay),
        cmocka_unit_test(test_encoding_of_texts),
        cmocka_unit_test(test_encoding_nothing_adds_nothing),
        cmocka_unit_test(test_encoding_keeps_to_the_maximum),
        cmocka_unit_test(test_form_add_joins_with_ampersands),
        cmocka_unit_test(test_form_decode),
        cmocka_unit_test(test_form_decode_appends),
        cmocka_unit_test(test_form_decode_refuses_bad_escapes_nul_and_bad_utf8),
        cmocka_unit_test(test_form_decode_reads_no_further_than_the_slice),
        cmocka_unit_test(test_form_decode_keeps_to_the_maximum),
        cmocka_unit_test(test_what_is_encoded_decodes_to_the_same),
        cmocka_unit_test(test_form_next_walks_over_all_pairs),
        cmocka_unit_test(test_form_next_of_nothing),
        cmocka_unit_test(test_parts_of_urls),
        cmocka_unit_test(test_what_is_no_absolute_url),
        cmocka_unit_test(test_a_nul_byte_is_not_the_end_of_a_url),
        cmocka_unit_test(test_parse_reads_no_further_than_the_slice),
        cmocka_unit_test(test_loopback_hosts),
        cmocka_unit_test(test_hosts_that_only_look_like_loopback),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
