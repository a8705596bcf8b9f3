/* SPDX-License-Identifier: Apache-2.0 */
/* oauth_error.c - the `error` of RFC 6749 as a status and remedy, refined by Entra's own codes. */
#include "proto/entra/oauth_error.h"

#include <stdio.h>

#include "proto/entra/aadsts.h"
#include "proto/entra/oauth_names.h"

enum { AADSTS_DIGITS_MAX = 9, AADSTS_MAX = 999999999, CODES_MAX = 16 };

/* What an answer holds, each as the row that knows it. */
typedef struct reading {
    const ti_meaning *error;    /* never NULL */
    const ti_meaning *suberror; /* NULL where it says nothing here */
    const ti_meaning *code;     /* NULL for a code that is not known */
    int32_t number;             /* the code; 0 where none came */
} reading;

/* The codes seen so far, by what they are good for. */
typedef struct codes {
    int32_t specific;
    int32_t generic;
    int32_t last;
} codes;

/* The next "AADSTS" with digits; *text goes on behind it. */
static bool next_code(ti_slice *text, int32_t *code)
{
    while (text->len > 0) {
        ti_slice digits;
        int64_t number;
        size_t len = 0;

        *text = ti_slice_skip(*text, ti_slice_find(*text, 'A'));
        if (!ti_slice_starts_with(*text, TI_SLICE("AADSTS"))) {
            *text = ti_slice_skip(*text, 1);
            continue;
        }
        *text = ti_slice_skip(*text, sizeof("AADSTS") - 1);
        while (len < text->len && text->ptr[len] >= '0' && text->ptr[len] <= '9')
            len++;
        digits = ti_slice_first(*text, len);
        *text = ti_slice_skip(*text, len);
        if (len > 0 && len <= AADSTS_DIGITS_MAX && ti_slice_to_int64(digits, &number)) {
            *code = (int32_t)number;
            return true;
        }
    }
    return false;
}

/* Entra names the generic code first: [70002, 500133]. */
static bool is_generic(int32_t code)
{
    return code == 70000 || code == 70002;
}

static void weigh(codes *seen, int32_t code)
{
    seen->last = code;
    if (is_generic(code))
        seen->generic = code;
    else if (ti_aadsts_find(code) != NULL)
        seen->specific = code;
}

/* The last code that the table has and that says something, else a generic
 * one, else the last of all; 0 where there is none. The array goes before the
 * text, which may quote other codes. */
static int32_t most_specific_code(const ti_oauth_error *answer)
{
    ti_slice description = answer->description;
    codes seen = { 0 };
    int64_t number;
    int32_t code;
    size_t i;

    while (next_code(&description, &code))
        weigh(&seen, code);
    for (i = 0; i < CODES_MAX && i < ti_json_count(answer->codes); i++)
        if (ti_json_item_int(ti_json_item(answer->codes, i), 1, AADSTS_MAX, &number))
            weigh(&seen, (int32_t)number);
    if (seen.specific != 0)
        return seen.specific;
    return seen.generic != 0 ? seen.generic : seen.last;
}

static bool is_passing(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_SERVICE || status == TEAMSINVITE_E_THROTTLED ||
           status == TEAMSINVITE_E_CONSENT_PENDING;
}

static bool is_unknown(const ti_meaning *error)
{
    return ti_slice_equal_text(ti_slice_of(error->code), "other");
}

/* A suberror says which kind of sign-in is needed, or that none helps; "cancel"
 * is what a person did at Microsoft's page. */
static const ti_meaning *find_suberror(const ti_oauth_error *answer, const ti_meaning *error)
{
    const ti_meaning *row = ti_oauth_suberror_find(answer->suberror);
    bool is_cancel = row != NULL && row->status == TEAMSINVITE_E_CONSENT_REFUSED;

    if (answer->at_redirect)
        return is_cancel ? row : NULL;
    return error->status == TEAMSINVITE_E_SIGN_IN_AGAIN && !is_cancel ? row : NULL;
}

static reading read_answer(const ti_oauth_error *answer)
{
    reading read = { .number = most_specific_code(answer) };

    read.error = answer->at_redirect ? ti_oauth_redirect_find(answer->error)
                                     : ti_oauth_token_find(answer->http_status, answer->error);
    read.suberror = find_suberror(answer, read.error);
    read.code = ti_aadsts_find(read.number);
    return read;
}

/* Whether a code may change the class that `error` gave. A dead grant stays
 * dead whatever number comes with it, unless that says who else has to act;
 * a wrong credential is never inferred from a dead grant. */
static bool may_refine(teamsinvite_status status, const reading *read, bool at_redirect)
{
    if (is_unknown(read->error) || is_passing(read->code->status))
        return true;
    if (is_passing(status))
        return false;
    if (at_redirect)
        return true;
    if (status == TEAMSINVITE_E_SIGN_IN_AGAIN)
        return read->code->status != TEAMSINVITE_E_INTERNAL && read->code->status != TEAMSINVITE_E_CREDENTIAL &&
               read->code->status != TEAMSINVITE_E_WRONG_ACCOUNT;
    if (status == TEAMSINVITE_E_CREDENTIAL)
        return read->code->status != TEAMSINVITE_E_INTERNAL && read->code->status != TEAMSINVITE_E_SIGN_IN_AGAIN;
    return true;
}

static void fail_as_read(ti_error *err, const reading *read, bool at_redirect)
{
    const ti_meaning *decides = read->suberror != NULL ? read->suberror : read->error;
    bool is_cancelled = at_redirect && read->suberror != NULL;

    if (read->error->code[0] == '\0') { /* no name: the HTTP status, or nothing at all, has decided */
        ti_meaning_fail(err, read->error, "");
    } else if (read->code == NULL || is_cancelled) {
        ti_meaning_fail(err, decides, "Entra: ");
    } else if (may_refine(decides->status, read, at_redirect)) {
        ti_meaning_fail(err, read->code, "Entra: ");
    } else if (read->code->status == TEAMSINVITE_E_WRONG_ACCOUNT) {
        ti_fail(err, decides->status, "Entra: %s", read->code->text);
        ti_meaning_set_remedy(err, read->code);
    } else {
        ti_meaning_fail(err, decides, "Entra: ");
    }
}

/* Refusals of a grant that no second look changes. The others may be Entra's
 * loop detection, or a consent that has not spread yet. */
static bool is_for_good(const reading *read)
{
    return read->error->for_good || (read->suberror != NULL && read->suberror->for_good) ||
           (read->code != NULL && read->code->for_good);
}

/* A name that is not known is not repeated: it may be any text. */
static void set_code(ti_error *err, const ti_oauth_error *answer, const reading *read)
{
    const ti_meaning *named = read->error;

    if (named->code[0] == '\0' && !ti_slice_is_empty(answer->error)) /* in spite of 429 or 5xx */
        named = ti_oauth_token_find(0, answer->error);
    if (read->number != 0)
        (void)snprintf(err->service_code, sizeof(err->service_code), "AADSTS%ld", (long)read->number);
    else
        ti_error_set_code(err->service_code, sizeof(err->service_code), ti_slice_of(named->code));
}

teamsinvite_status ti_oauth_error_fail(ti_error *err, const ti_oauth_error *answer)
{
    reading read = read_answer(answer);

    fail_as_read(err, &read, answer->at_redirect);
    /* At the redirect the request is gone: trying again means a new flow. */
    if (answer->at_redirect && is_passing(err->status))
        ti_error_set_remedy(err, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN);
    set_code(err, answer, &read);
    err->confirmed = !answer->at_redirect && err->status == TEAMSINVITE_E_SIGN_IN_AGAIN && is_for_good(&read);
    return err->status;
}
