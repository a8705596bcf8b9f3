/* SPDX-License-Identifier: Apache-2.0 */
/* signin_record.c - a sign-in under way, as JSON. */
#include "record/signin_record.h"

#include <teamsinvite/company.h>

#include "base/json.h"
#include "base/time.h"

enum { TEXT_MAX = 256 };

bool ti_signin_record_write(ti_buf *buf, const ti_signin_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    ti_json_begin(&out, buf);
    ti_json_put_int(&out, "kind", record->kind);
    ti_json_put_int(&out, "mode", record->mode);
    ti_json_put_text(&out, "company", record->company);
    ti_json_put_text(&out, "user", record->user);
    ti_json_put_text(&out, "tenant", record->tenant);
    ti_json_put_text(&out, "redirect_uri", record->redirect_uri);
    ti_json_put_text(&out, "session", record->session);
    ti_json_put_text(&out, "nonce", record->nonce);
    ti_json_put_text(&out, "verifier", record->verifier);
    ti_json_put_int(&out, "started_ms", record->started_ms);
    ti_json_end(&out);
    return !buf->failed;
}

static bool copy_string(const ti_json *json, const char *name, ti_arena *arena, const char **out)
{
    ti_slice value;

    if (ti_json_string(json, name, 0, TEXT_MAX, &value) != TI_JSON_FOUND)
        return false;
    *out = ti_arena_copy(arena, value);
    return *out != NULL;
}

static bool read_members(ti_signin_record *record, const ti_json *json, ti_arena *arena)
{
    int64_t kind;
    int64_t mode;

    if (ti_json_int(json, "kind", TI_SIGNIN_ENABLE, TI_SIGNIN_CONNECT, &kind) != TI_JSON_FOUND ||
        ti_json_int(json, "mode", TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_MODE_APPLICATION, &mode) != TI_JSON_FOUND)
        return false;
    record->kind = (ti_signin_kind)kind;
    record->mode = (int32_t)mode;
    return ti_json_int(json, "started_ms", 0, TI_TIME_MAX_MS, &record->started_ms) == TI_JSON_FOUND &&
           copy_string(json, "company", arena, &record->company) && copy_string(json, "user", arena, &record->user) &&
           copy_string(json, "tenant", arena, &record->tenant) &&
           copy_string(json, "redirect_uri", arena, &record->redirect_uri) &&
           copy_string(json, "session", arena, &record->session) &&
           copy_string(json, "nonce", arena, &record->nonce) &&
           copy_string(json, "verifier", arena, &record->verifier);
}

teamsinvite_status ti_signin_record_read(ti_signin_record *record, ti_slice plain, ti_arena *arena, ti_error *err)
{
    ti_json *json = ti_json_read(plain);
    teamsinvite_status status = TEAMSINVITE_OK;

    if (!read_members(record, json, arena))
        status = ti_fail(err, TEAMSINVITE_E_CORRUPT, "the record of the sign-in is not one that this version writes");
    ti_json_free(json);
    return status;
}
