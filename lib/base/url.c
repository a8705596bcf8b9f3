/* SPDX-License-Identifier: Apache-2.0 */
/* url.c - encoding, decoding and reading URLs. */
#include "base/url.h"

#include <string.h>

#include <curl/curl.h>

#include "base/alloc.h"

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/* Not by curl_easy_escape(): tokens and secrets go through here, and it leaves
 * copies of them on the heap that nobody can wipe. */
bool ti_url_encode(ti_buf *buf, ti_slice value)
{
    static const char digits[] = "0123456789ABCDEF";
    char escape[] = { '%', 0, 0 };
    size_t plain;

    while (value.len > 0 && !buf->failed) {
        for (plain = 0; plain < value.len && is_unreserved(value.ptr[plain]); plain++)
            continue;
        ti_buf_add(buf, ti_slice_first(value, plain));
        value = ti_slice_skip(value, plain);
        if (value.len == 0)
            break;
        escape[1] = digits[(unsigned char)value.ptr[0] >> 4];
        escape[2] = digits[(unsigned char)value.ptr[0] & 0x0f];
        ti_buf_add(buf, ti_slice_make(escape, sizeof(escape)));
        value = ti_slice_skip(value, 1);
    }
    return !buf->failed;
}

bool ti_form_add(ti_buf *buf, bool *first, const char *name, ti_slice value)
{
    if (!*first)
        ti_buf_add_char(buf, '&');
    *first = false;
    ti_buf_add_text(buf, name);
    ti_buf_add_char(buf, '=');
    return ti_url_encode(buf, value);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* libcurl's decoder lets bad escapes pass as they are; here they are an error. */
bool ti_form_decode(ti_buf *buf, ti_slice encoded)
{
    size_t start = buf->len;
    size_t i;

    for (i = 0; i < encoded.len; i++) {
        char c = encoded.ptr[i] == '+' ? ' ' : encoded.ptr[i];

        if (c == '%') {
            int high = encoded.len - i > 2 ? hex_value(encoded.ptr[i + 1]) : -1;
            int low = encoded.len - i > 2 ? hex_value(encoded.ptr[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return false;
        ti_buf_add_char(buf, c);
    }
    return !buf->failed && ti_slice_is_utf8(ti_slice_skip(ti_buf_slice(buf), start));
}

bool ti_form_next(ti_slice *rest, ti_slice *name, ti_slice *value)
{
    ti_slice pair;
    size_t equals;

    do {
        if (!ti_slice_next(rest, '&', &pair))
            return false;
    } while (pair.len == 0);
    equals = ti_slice_find(pair, '=');
    *name = ti_slice_first(pair, equals);
    *value = ti_slice_skip(pair, equals + 1);
    return true;
}

/* A backslash is a slash to browsers and a plain character to libcurl. */
static bool has_only_url_chars(ti_slice text)
{
    size_t i;

    for (i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~' || text.ptr[i] == '\\')
            return false;
    return true;
}

/* What libcurl is lenient about: one slash or three for two, escapes in the
 * host, and an empty user, query or fragment, which it does not report. */
static bool read_form(ti_url *url, ti_slice text)
{
    ti_slice rest = ti_slice_skip(text, ti_slice_find(text, ':'));
    ti_slice authority;
    size_t fragment = ti_slice_find(text, '#');

    if (!has_only_url_chars(text) || !ti_slice_starts_with(rest, TI_SLICE("://")))
        return false;
    rest = ti_slice_skip(rest, 3);
    authority = ti_slice_first(rest, ti_slice_find(rest, '#'));
    authority = ti_slice_first(authority, ti_slice_find(authority, '?'));
    authority = ti_slice_first(authority, ti_slice_find(authority, '/'));
    url->has_user = ti_slice_find(authority, '@') < authority.len;
    url->has_query = ti_slice_find(text, '?') < fragment;
    url->has_fragment = fragment < text.len;
    return authority.len > 0 && ti_slice_find(authority, '%') == authority.len;
}

static void to_lower(char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
}

enum { SCHEME, HOST, PORT, PATH, PARTS };

static bool get_parts(char *parts[PARTS], CURLU *handle)
{
    return curl_url_get(handle, CURLUPART_SCHEME, &parts[SCHEME], 0) == CURLUE_OK &&
           curl_url_get(handle, CURLUPART_HOST, &parts[HOST], 0) == CURLUE_OK &&
           curl_url_get(handle, CURLUPART_PORT, &parts[PORT], CURLU_DEFAULT_PORT) == CURLUE_OK &&
           curl_url_get(handle, CURLUPART_PATH, &parts[PATH], 0) == CURLUE_OK;
}

/* In the place of the URL, one behind the other, each with its NUL. */
static bool keep_parts(ti_url *url, char *const parts[PARTS])
{
    const char **const fields[PARTS] = { &url->scheme, &url->host, &url->port, &url->path };
    char *at = url->text;
    size_t len = 0;
    size_t i;

    for (i = 0; i < PARTS; i++)
        len += strlen(parts[i]) + 1;
    if (len > url->text_len)
        return false;
    for (i = 0; i < PARTS; i++) {
        len = strlen(parts[i]) + 1;
        memcpy(at, parts[i], len);
        *fields[i] = at;
        if (i == SCHEME || i == HOST)
            to_lower(at);
        at += len;
    }
    return true;
}

static bool read_parts(ti_url *url, CURLU *handle)
{
    char *parts[PARTS] = { NULL };
    bool good = get_parts(parts, handle) && keep_parts(url, parts);
    size_t i;

    for (i = 0; i < PARTS; i++)
        curl_free(parts[i]);
    return good;
}

/* With room for a port and a path that are not written, and what stands between the parts. */
static bool copy_text(ti_url *url, ti_slice text)
{
    enum { MORE = 32 };

    url->text = text.len > SIZE_MAX - MORE ? NULL : ti_alloc_raw(text.len + MORE);
    if (url->text == NULL)
        return false;
    url->text_len = text.len + MORE;
    memcpy(url->text, text.ptr, text.len);
    memset(url->text + text.len, 0, MORE);
    return true;
}

bool ti_url_parse(ti_url *url, ti_slice text)
{
    CURLU *handle = NULL;
    bool good = false;

    memset(url, 0, sizeof(*url));
    if (read_form(url, text) && copy_text(url, text))
        handle = curl_url();
    if (handle != NULL && curl_url_set(handle, CURLUPART_URL, url->text, CURLU_PATH_AS_IS) == CURLUE_OK)
        good = read_parts(url, handle);
    if (!good)
        ti_url_clear(url);
    curl_url_cleanup(handle);
    return good;
}

void ti_url_clear(ti_url *url)
{
    ti_wipe(url->text, url->text_len);
    ti_free(url->text);
    memset(url, 0, sizeof(*url));
}

static bool is_dotted_loopback(ti_slice host)
{
    size_t parts = 0;
    ti_slice part;
    int64_t number;

    while (ti_slice_next(&host, '.', &part)) {
        if (part.len > 3 || !ti_slice_to_int64(part, &number) || number > 255 || (parts == 0 && number != 127))
            return false;
        parts++;
    }
    return parts == 4;
}

bool ti_url_is_loopback(const ti_url *url)
{
    ti_slice host = ti_slice_of(url->host);

    return ti_slice_equal_text(host, "localhost") || ti_slice_equal_text(host, "[::1]") || is_dotted_loopback(host);
}
