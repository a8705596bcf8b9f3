/* SPDX-License-Identifier: Apache-2.0 */
/*
 * io.h - an io from the inside: what is asked, and the answer as it comes in.
 * One per call, reused from step to step, so asking allocates nothing new.
 */
#ifndef TI_CALL_IO_H
#define TI_CALL_IO_H

#include <teamsinvite/io.h>

#include "base/buf.h"
#include "call/mail.h"

enum {
    TI_IO_HEADER_MAX = 8,              /* request headers */
    TI_IO_REPLY_HEADER_MAX = 64,       /* response header lines … */
    TI_IO_REPLY_HEADER_BYTES = 32768,  /* … and their bytes */
    TI_IO_REASON_MAX = 160,
    TI_IO_STEP_MAX = 96
};

typedef enum ti_answer {
    TI_ANSWER_NONE,
    TI_ANSWER_DONE,
    TI_ANSWER_MISSING,
    TI_ANSWER_CONFLICT,
    TI_ANSWER_FAILED
} ti_answer;

typedef struct ti_header {
    const char *name; /* a literal of ours */
    size_t line;      /* offset of "Name: value" in header_text */
    size_t value;     /* … and of the value in it */
} ti_header;

typedef struct ti_list_item {
    size_t key; /* offset in `reply` */
    int64_t version;
    int64_t due_ms;
} ti_list_item;

struct teamsinvite_io {
    int32_t kind; /* 0: nothing is asked */
    char step[TI_IO_STEP_MAX];

    const char *method;
    ti_buf url;
    ti_header headers[TI_IO_HEADER_MAX];
    size_t header_count;
    ti_buf header_text;
    ti_buf body;
    size_t response_limit;
    int64_t timeout_ms;

    ti_buf key; /* or the prefix of a LIST */
    ti_buf after_key;
    ti_buf value;
    int64_t due_ms;
    int64_t expected_version;
    int64_t due_before_ms;
    size_t limit;
    int64_t wait_ms;
    const ti_mail *mail; /* of a DELIVER; lives in the call's arena */

    ti_answer answer;
    bool answered_twice;
    teamsinvite_status status; /* of TI_ANSWER_FAILED */
    char reason[TI_IO_REASON_MAX + 1];
    int32_t http_status;
    int64_t reply_version;
    int64_t reply_due_ms;
    ti_buf reply;         /* body, value, or the keys of a list */
    ti_buf reply_headers; /* "name\0value\0" … */
    size_t reply_header_count;
    ti_list_item *items;
    size_t item_count;
    size_t item_room;
};

void ti_io_init(teamsinvite_io *io);
void ti_io_clear(teamsinvite_io *io);

/* Forget the last question and answer, keep the memory. */
void ti_io_reset(teamsinvite_io *io, int32_t kind);

/* "flow/step", cut to fit. */
void ti_io_name_step(teamsinvite_io *io, const char *flow, const char *step);

/* "Name: value" of a SEND; fails sticky in header_text. */
void ti_io_add_header(teamsinvite_io *io, const char *name, ti_slice value);

/* "Name: scheme" and the secret, so that the secret is copied once. */
void ti_io_add_credential(teamsinvite_io *io, const char *name, const char *scheme, ti_slice secret);

/* Value of a response header, without regard to case; empty where absent. */
ti_slice ti_io_reply_header(const teamsinvite_io *io, const char *name);

/* The nth of them, where a header comes more than once; false beyond the last. */
bool ti_io_reply_header_at(const teamsinvite_io *io, const char *name, size_t nth, ti_slice *value);

/* Key of a list item. */
const char *ti_io_item_key(const teamsinvite_io *io, size_t index);

#endif
