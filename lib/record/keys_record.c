/* SPDX-License-Identifier: Apache-2.0 */
/* keys_record.c - the keys of a tenant, as JSON. */
#include "record/keys_record.h"

#include "base/json.h"
#include "base/time.h"

enum { URL_MAX = 512 };

bool ti_keys_record_write(ti_buf *buf, const ti_keys_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "authority", record->authority);
    ti_json_put_text(&out, "issuer", record->issuer);
    ti_json_put_text(&out, "jwks", record->jwks);
    ti_json_put_int(&out, "fetched_ms", record->fetched_ms);
    ti_json_put_int(&out, "tried_ms", record->tried_ms);
    ti_json_end(&out);
    return !buf->failed;
}

static bool copy_string(const ti_json *json, const char *name, size_t max, ti_arena *arena, const char **out)
{
    ti_slice value;

    if (ti_json_string(json, name, 1, max, &value) != TI_JSON_FOUND)
        return false;
    *out = ti_arena_copy(arena, value);
    return *out != NULL;
}

teamsinvite_status ti_keys_record_read(ti_keys_record *record, ti_slice plain, ti_arena *arena, ti_error *err)
{
    ti_json *json = ti_json_read(plain);
    teamsinvite_status status = TEAMSINVITE_OK;

    if (!copy_string(json, "authority", URL_MAX, arena, &record->authority) ||
        !copy_string(json, "issuer", URL_MAX, arena, &record->issuer) ||
        !copy_string(json, "jwks", TI_KEYS_KEPT_MAX, arena, &record->jwks) ||
        ti_json_int(json, "fetched_ms", 0, TI_TIME_MAX_MS, &record->fetched_ms) != TI_JSON_FOUND ||
        ti_json_int(json, "tried_ms", 0, TI_TIME_MAX_MS, &record->tried_ms) != TI_JSON_FOUND)
        status = ti_fail(err, TEAMSINVITE_E_CORRUPT, "the record of the keys is not one that this version writes");
    ti_json_free(json);
    return status;
}
