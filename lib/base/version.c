/* SPDX-License-Identifier: Apache-2.0 */
/* version.c - which library this is, and which ones it runs on. */
#include "base/version.h"

#include <teamsinvite/base.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <openssl/crypto.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

#ifndef TEAMSINVITE_VERSION_MAJOR
#define TEAMSINVITE_VERSION_MAJOR 0
#define TEAMSINVITE_VERSION_MINOR 1
#define TEAMSINVITE_VERSION_PATCH 0
#endif

#define TEXT_OF(number) #number
#define DOTTED(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

enum { DESCRIPTION_MAX = 512 };

const char *teamsinvite_version(void)
{
    return DOTTED(TEAMSINVITE_VERSION_MAJOR, TEAMSINVITE_VERSION_MINOR, TEAMSINVITE_VERSION_PATCH);
}

const char *ti_user_agent(void)
{
    return "libteamsinvite/" DOTTED(TEAMSINVITE_VERSION_MAJOR, TEAMSINVITE_VERSION_MINOR, TEAMSINVITE_VERSION_PATCH);
}

int32_t teamsinvite_version_number(void)
{
    return TEAMSINVITE_VERSION_MAJOR * 10000 + TEAMSINVITE_VERSION_MINOR * 100 + TEAMSINVITE_VERSION_PATCH;
}

teamsinvite_status teamsinvite_version_describe(char **text)
{
    ti_buf buf;

    if (text == NULL)
        return TEAMSINVITE_E_INVALID;
    ti_buf_init(&buf, DESCRIPTION_MAX);
    ti_buf_add_text(&buf, ti_user_agent());
    ti_buf_add_text(&buf, " libcurl/");
    ti_buf_add_text(&buf, curl_version_info(CURLVERSION_NOW)->version);
    ti_buf_add_text(&buf, " cJSON/");
    ti_buf_add_text(&buf, cJSON_Version());
    ti_buf_add_text(&buf, " OpenSSL/");
    ti_buf_add_text(&buf, OpenSSL_version(OPENSSL_VERSION_STRING));
    *text = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    return *text != NULL ? TEAMSINVITE_OK : TEAMSINVITE_E_NO_MEMORY;
}

void teamsinvite_string_free(char *text)
{
    ti_free_secret(text);
}
