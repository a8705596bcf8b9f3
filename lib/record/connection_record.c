/* SPDX-License-Identifier: Apache-2.0 */
/* connection_record.c - what is stored of a user's Microsoft account, as JSON. */
#include "record/connection_record.h"

#include <teamsinvite/user.h>

#include "base/json.h"
#include "base/time.h"

enum { TOKEN_MAX = 16384, REASON_MAX = 47, CLAIMS_MAX = 4096, STATUS_MIN = -999 };

void ti_connection_record_begin(ti_connection_record *record, const char *oid, int64_t now_ms)
{
    *record = (ti_connection_record){ .state = TEAMSINVITE_CONNECTION_CONNECTED,
                                      .since_ms = now_ms,
                                      .oid = oid,
                                      .access_token = "",
                                      .refresh_token = "",
                                      .reason = "",
                                      .claims = "" };
}

bool ti_connection_record_write(ti_buf *buf, const ti_connection_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "state", teamsinvite_connection_state_name(record->state));
    ti_json_put_int(&out, "since_ms", record->since_ms);
    ti_json_put_text(&out, "oid", record->oid);
    ti_json_put_text(&out, "access_token", record->access_token);
    ti_json_put_text(&out, "refresh_token", record->refresh_token);
    ti_json_put_int(&out, "expires_at_ms", record->expires_at_ms);
    ti_json_put_int(&out, "refresh_at_ms", record->refresh_at_ms);
    ti_json_put_int(&out, "refused", record->refused);
    ti_json_put_int(&out, "refused_until_ms", record->refused_until_ms);
    ti_json_put_text(&out, "reason", record->reason);
    ti_json_put_text(&out, "claims", record->claims);
    ti_json_end(&out);
    return !buf->failed;
}

static int32_t state_of(ti_slice name)
{
    if (ti_slice_equal_text(name, teamsinvite_connection_state_name(TEAMSINVITE_CONNECTION_CONNECTED)))
        return TEAMSINVITE_CONNECTION_CONNECTED;
    if (ti_slice_equal_text(name, teamsinvite_connection_state_name(TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN)))
        return TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN;
    return TEAMSINVITE_CONNECTION_NONE;
}

static bool copy_string(const ti_json *json, const char *name, size_t max, ti_arena *arena, const char **out)
{
    ti_slice value;

    if (ti_json_string(json, name, 0, max, &value) != TI_JSON_FOUND)
        return false;
    *out = ti_arena_copy(arena, value);
    return *out != NULL;
}

static bool read_members(ti_connection_record *record, const ti_json *json, ti_arena *arena)
{
    ti_slice state;
    int64_t refused;

    if (ti_json_string(json, "state", 1, 32, &state) != TI_JSON_FOUND ||
        ti_json_int(json, "refused", STATUS_MIN, 0, &refused) != TI_JSON_FOUND)
        return false;
    record->refused = (teamsinvite_status)refused;
    record->state = state_of(state);
    return record->state != TEAMSINVITE_CONNECTION_NONE &&
           ti_json_int(json, "since_ms", 0, TI_TIME_MAX_MS, &record->since_ms) == TI_JSON_FOUND &&
           ti_json_int(json, "expires_at_ms", 0, TI_TIME_MAX_MS, &record->expires_at_ms) == TI_JSON_FOUND &&
           ti_json_int(json, "refresh_at_ms", 0, TI_TIME_MAX_MS, &record->refresh_at_ms) == TI_JSON_FOUND &&
           ti_json_int(json, "refused_until_ms", 0, TI_TIME_MAX_MS, &record->refused_until_ms) == TI_JSON_FOUND &&
           copy_string(json, "oid", 36, arena, &record->oid) &&
           copy_string(json, "reason", REASON_MAX, arena, &record->reason) &&
           copy_string(json, "claims", CLAIMS_MAX, arena, &record->claims) &&
           copy_string(json, "access_token", TOKEN_MAX, arena, &record->access_token) &&
           copy_string(json, "refresh_token", TOKEN_MAX, arena, &record->refresh_token);
}

teamsinvite_status ti_connection_record_read(ti_connection_record *record, ti_slice plain, ti_arena *arena,
                                             ti_error *err)
{
    ti_json *json = ti_json_read(plain);
    teamsinvite_status status = TEAMSINVITE_OK;

    if (!read_members(record, json, arena))
        status = ti_fail(err, TEAMSINVITE_E_CORRUPT, "the user's record is not one that this version writes");
    ti_json_free(json);
    return status;
}
