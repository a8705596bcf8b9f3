/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_postgres_conninfo.c - a host's connection string, completed so that
 * the environment adds nothing to it.
 *
 * libpq takes some thirty settings from PG* variables where the string does not
 * name them, among them where to connect and how far to trust TLS. A setting
 * that is named counts even if it is empty, so all are named, but for user and
 * password, which operators do hand in that way.
 */
#include "port/storage_postgres_conninfo.h"

#include <string.h>

#include <libpq-fe.h>

static const char *const left_to_environment[] = { "user", "password", "passfile", "service" };

typedef struct setting {
    const char *name;
    const char *value;
} setting;

/* Ours where the host says nothing. */
static const setting defaults[] = {
    { "gssencmode", "disable" },
    { "client_encoding", "UTF8" },
    { "application_name", "libteamsinvite" },
};

static const PQconninfoOption *find(const PQconninfoOption *options, const char *name)
{
    while (options->keyword != NULL && strcmp(options->keyword, name) != 0)
        options++;
    return options;
}

/* What the host says, or NULL. */
static const char *said(const PQconninfoOption *options, const char *name)
{
    return find(options, name)->val;
}

/* "127.example" is a name and may be anywhere. */
static bool is_local_address(ti_slice address)
{
    size_t i;

    if (ti_slice_equal_text(address, "::1"))
        return true;
    for (i = 0; i < address.len; i++)
        if (address.ptr[i] != '.' && (address.ptr[i] < '0' || address.ptr[i] > '9'))
            return false;
    return ti_slice_starts_with(address, TI_SLICE("127."));
}

/* A Unix socket, as the empty name is one too, or loopback. */
static bool is_local_host(ti_slice host)
{
    return host.len == 0 || host.ptr[0] == '/' || host.ptr[0] == '@' || is_local_address(host) ||
           ti_slice_equal_text(host, "localhost");
}

/* Each of the hosts that libpq would try; hostaddr comes before host. */
static bool is_local(const PQconninfoOption *options)
{
    const char *addresses = said(options, "hostaddr");
    bool by_address = addresses != NULL && addresses[0] != '\0';
    ti_slice all = ti_slice_of(by_address ? addresses : said(options, "host"));
    ti_slice one;

    while (ti_slice_next(&all, ',', &one))
        if (by_address ? !is_local_address(one) : !is_local_host(one))
            return false;
    return true;
}

static teamsinvite_status judge(const PQconninfoOption *options, ti_error *err)
{
    const char *sslmode = said(options, "sslmode");
    const char *gssencmode = said(options, "gssencmode");

    if (said(options, "service") != NULL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "conninfo names a service: write its settings instead");
    if (gssencmode != NULL && strcmp(gssencmode, "disable") != 0)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "conninfo wants GSS encryption, which is not used: TLS is");
    if (sslmode != NULL && strcmp(sslmode, "verify-full") != 0 && !is_local(options))
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "conninfo has another sslmode than verify-full and leads to another "
                                                  "machine");
    return TEAMSINVITE_OK;
}

static const char *our_default(const PQconninfoOption *option, bool local)
{
    size_t i;

    if (strcmp(option->keyword, "sslmode") == 0 && !local)
        return "verify-full";
    for (i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
        if (strcmp(option->keyword, defaults[i].name) == 0)
            return defaults[i].value;
    return option->compiled != NULL ? option->compiled : "";
}

static bool is_left_out(const PQconninfoOption *option)
{
    size_t i;

    for (i = 0; i < sizeof(left_to_environment) / sizeof(left_to_environment[0]); i++)
        if (strcmp(option->keyword, left_to_environment[i]) == 0)
            return true;
    return option->envvar == NULL;
}

static void add_setting(ti_buf *out, const char *name, const char *value)
{
    (void)ti_buf_add_text(out, name);
    (void)ti_buf_add_text(out, "='");
    for (; *value != '\0'; value++) {
        if (*value == '\'' || *value == '\\')
            (void)ti_buf_add_char(out, '\\');
        (void)ti_buf_add_char(out, *value);
    }
    (void)ti_buf_add_text(out, "' ");
}

static teamsinvite_status complete(const PQconninfoOption *options, ti_buf *out, ti_error *err)
{
    bool local = is_local(options);
    const PQconninfoOption *o;

    for (o = options; o->keyword != NULL; o++) {
        if (o->val != NULL)
            add_setting(out, o->keyword, o->val);
        else if (!is_left_out(o))
            add_setting(out, o->keyword, our_default(o, local));
    }
    if (out->too_long)
        return ti_fail_parameter(err, "conninfo", "is too long");
    return out->failed ? ti_fail_no_memory(err) : TEAMSINVITE_OK;
}

teamsinvite_status ti_postgres_complete_conninfo(const char *conninfo, ti_buf *out, int64_t *timeout_s, ti_error *err)
{
    PQconninfoOption *options;
    teamsinvite_status status;
    const char *timeout;
    char *text = NULL;

    *timeout_s = 0;
    if (conninfo == NULL)
        return ti_fail_parameter(err, "conninfo", "is NULL");
    options = PQconninfoParse(conninfo, &text);
    PQfreemem(text); /* quotes the string, password and all */
    if (options == NULL)
        return ti_fail_parameter(err, "conninfo", "is not one that libpq understands");
    status = judge(options, err);
    if (status == TEAMSINVITE_OK)
        status = complete(options, out, err);
    timeout = said(options, "connect_timeout");
    if (status == TEAMSINVITE_OK && timeout != NULL && !ti_slice_to_int64(ti_slice_of(timeout), timeout_s))
        status = ti_fail_parameter(err, "conninfo", "has a connect_timeout that is no number");
    PQconninfoFree(options);
    return status;
}
