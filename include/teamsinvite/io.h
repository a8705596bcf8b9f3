/* SPDX-License-Identifier: Apache-2.0 */
/**
 * io.h - the outside world, as one shape for everything.
 *
 * The core touches no socket, file, clock or thread. When a call needs
 * something done outside, it hands out an *io* that says what, and goes on
 * when the io has been answered. Seven kinds exist:
 *
 *   SEND     one HTTP exchange                       your HTTP stack, or libcurl
 *   LOAD     read one record                         your database
 *   SAVE     write one record, if it is unchanged    your database
 *   REMOVE   delete one record, if it is unchanged   your database
 *   LIST     the keys of some records, in order      your database
 *   WAIT     let some time pass                      a timer, or a sleep
 *   DELIVER  hand over one mail                      your mailer, or libcurl
 *
 * A *handler* is a function that is given an io and answers it *explicitly*,
 * with exactly one teamsinvite_call_complete_…() of the io's kind. Under the
 * blocking functions one that returns without an answer has failed, so an
 * exception in a wrapped language is never mistaken for success. In a loop
 * (loop.h) the answer may come later.
 *
 * Whatever an accessor of this header returns is borrowed from the call and
 * lives until the io is completed. All accessors accept any kind: one that
 * does not apply answers NULL, "" or 0.
 *
 * Threads: any function of this header may be called from the thread that the
 *          call belongs to just then; nothing here blocks.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_IO_H
#define TEAMSINVITE_IO_H

#include <teamsinvite/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct teamsinvite_call teamsinvite_call;

/** One thing that a call needs done outside. Opaque; belongs to its call. */
typedef struct teamsinvite_io teamsinvite_io;

/** Kinds of io. Expect new ones: fail what you do not know. */
enum {
    TEAMSINVITE_IO_SEND = 1,
    TEAMSINVITE_IO_LOAD = 2,
    TEAMSINVITE_IO_SAVE = 3,
    TEAMSINVITE_IO_REMOVE = 4,
    TEAMSINVITE_IO_LIST = 5,
    TEAMSINVITE_IO_WAIT = 6,
    TEAMSINVITE_IO_DELIVER = 7
};

/**
 * A handler: does what @p io asks and answers through @p call.
 *
 * When:      while a call is driven, once for each io of the kinds it was
 *            plugged in for.
 * Thread:    the thread that drives the call; never one of ours.
 * Calls in:  teamsinvite_io_…() and teamsinvite_call_complete_…() of this
 *            call; any function on other calls. Not teamsinvite_call_free().
 * Lifetime:  @p io and what it points to until the io is completed; then the
 *            call, too, may be gone already where a loop drives it.
 * Answer:    exactly one teamsinvite_call_complete_…(), before it returns; none:
 *            TEAMSINVITE_E_HANDLER. Where a loop drives the call also later, from
 *            any thread, within teamsinvite_io_timeout_ms(): nobody else ends it.
 * At once:   yes, for different calls of one client on different threads.
 */
typedef void (*teamsinvite_handler_fn)(teamsinvite_call *call, const teamsinvite_io *io, void *user_data);

/** TEAMSINVITE_IO_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_io_kind(const teamsinvite_io *io);

/** The kind in words, "send". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_io_kind_name(int32_t kind);

/** The step that asks, as "meeting.create/keep the link": for traces. @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_io_step(const teamsinvite_io *io);

/* --- SEND: one HTTP exchange ---------------------------------------------
 *
 * Send exactly this request and no other: follow no redirect, add no cookie
 * or credential, decode no content, verify TLS. The headers hold a bearer
 * token and the body may hold a secret: never log either.
 */

/** "GET", "POST", "PATCH" or "DELETE". */
TEAMSINVITE_API const char *teamsinvite_io_method(const teamsinvite_io *io);

/** The absolute URL, encoded: use it byte for byte. */
TEAMSINVITE_API const char *teamsinvite_io_url(const teamsinvite_io *io);

TEAMSINVITE_API size_t teamsinvite_io_header_count(const teamsinvite_io *io);

/** Name of the header at @p index; NULL beyond the end. */
TEAMSINVITE_API const char *teamsinvite_io_header_name(const teamsinvite_io *io, size_t index);

/** Value of the header at @p index; free of CR, LF and NUL. */
TEAMSINVITE_API const char *teamsinvite_io_header_value(const teamsinvite_io *io, size_t index);

/** Both as one line, "Name: value", without an end of line: for an HTTP stack that takes lines, as libcurl does. */
TEAMSINVITE_API const char *teamsinvite_io_header_line(const teamsinvite_io *io, size_t index);

/** The body; NULL and length 0 where there is none. @param[out] length may be NULL */
TEAMSINVITE_API const void *teamsinvite_io_body(const teamsinvite_io *io, size_t *length);

/** The most bytes a response body may have; more is refused by us in any case. */
TEAMSINVITE_API size_t teamsinvite_io_response_limit(const teamsinvite_io *io);

/** Any kind: give up after this long; never more than what is left of the call's time. */
TEAMSINVITE_API int64_t teamsinvite_io_timeout_ms(const teamsinvite_io *io);

/* --- LOAD, SAVE, REMOVE, LIST: see storage.h for what each must guarantee -- */

/** The record's key (LOAD, SAVE, REMOVE), at most 255 bytes of [A-Za-z0-9._/-]. */
TEAMSINVITE_API const char *teamsinvite_io_key(const teamsinvite_io *io);

/** SAVE: the sealed value, arbitrary bytes, at most 64 KiB. */
TEAMSINVITE_API const void *teamsinvite_io_value(const teamsinvite_io *io, size_t *length);

/** SAVE: when the record is due for removal; 0 for never. */
TEAMSINVITE_API int64_t teamsinvite_io_due_ms(const teamsinvite_io *io);

/** SAVE, REMOVE: the version the record must have now; 0 (SAVE): it must not exist. */
TEAMSINVITE_API int64_t teamsinvite_io_expected_version(const teamsinvite_io *io);

/** SAVE: the version it has afterwards; always the expected one plus 1. */
TEAMSINVITE_API int64_t teamsinvite_io_version(const teamsinvite_io *io);

/** LIST: keys that begin with these bytes; "" for all. */
TEAMSINVITE_API const char *teamsinvite_io_prefix(const teamsinvite_io *io);

/** LIST: keys greater than this one, bytewise; "" from the start. */
TEAMSINVITE_API const char *teamsinvite_io_after_key(const teamsinvite_io *io);

/** LIST: only records whose due time is not 0 and at or before this; 0: all. */
TEAMSINVITE_API int64_t teamsinvite_io_due_before_ms(const teamsinvite_io *io);

/** LIST: at most so many, 1 to 1,000. */
TEAMSINVITE_API size_t teamsinvite_io_limit(const teamsinvite_io *io);

/* --- WAIT ------------------------------------------------------------------ */

/** WAIT: let this much time pass. */
TEAMSINVITE_API int64_t teamsinvite_io_wait_ms(const teamsinvite_io *io);

/* --- DELIVER: one mail ------------------------------------------------------
 *
 * One mail to one person: multipart/alternative of text/plain, text/html and
 * text/calendar, in this order, each UTF-8 (RFC 2046, 5.1.4; RFC 6047). All
 * header values are one line without control characters, UTF-8 and not yet
 * encoded; addresses are plain ASCII. The same mail asked for again has the
 * same Message-ID. It holds personal data and the join URL: log none of it.
 */

/** From: address and name; the name "" where there is none. */
TEAMSINVITE_API const char *teamsinvite_io_mail_from(const teamsinvite_io *io);
TEAMSINVITE_API const char *teamsinvite_io_mail_from_name(const teamsinvite_io *io);

/** To: address and name; the name "" where there is none. */
TEAMSINVITE_API const char *teamsinvite_io_mail_to(const teamsinvite_io *io);
TEAMSINVITE_API const char *teamsinvite_io_mail_to_name(const teamsinvite_io *io);

/** Reply-To: address; "" where that is From. */
TEAMSINVITE_API const char *teamsinvite_io_mail_reply_to(const teamsinvite_io *io);

/** Message-ID without its angle brackets. */
TEAMSINVITE_API const char *teamsinvite_io_mail_message_id(const teamsinvite_io *io);

/** Date: milliseconds since 1970-01-01 UTC. */
TEAMSINVITE_API int64_t teamsinvite_io_mail_date_ms(const teamsinvite_io *io);

TEAMSINVITE_API const char *teamsinvite_io_mail_subject(const teamsinvite_io *io);
TEAMSINVITE_API const char *teamsinvite_io_mail_text(const teamsinvite_io *io);
TEAMSINVITE_API const char *teamsinvite_io_mail_html(const teamsinvite_io *io);

/** text/calendar; its lines end with CR LF. */
TEAMSINVITE_API const char *teamsinvite_io_mail_calendar(const teamsinvite_io *io);

/** The calendar's method, which belongs into its Content-Type too: "REQUEST" or "CANCEL". */
TEAMSINVITE_API const char *teamsinvite_io_mail_calendar_method(const teamsinvite_io *io);

/* --- Answers ----------------------------------------------------------------
 *
 * Each returns TEAMSINVITE_OK, or TEAMSINVITE_E_INVALID where the call has no
 * open io of that kind; the call itself is unharmed then, except that a second
 * answer to one io makes it fail with TEAMSINVITE_E_HANDLER.
 */

/**
 * SEND: one header line of the final response, in any order, before
 * teamsinvite_call_complete_send(). Both strings are copied.
 *
 * @return TEAMSINVITE_E_RESPONSE more than 64 lines or 32 KiB: stop, complete as failed
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_add_header(teamsinvite_call *call, const char *name,
                                                               const char *value);

/**
 * SEND: the next bytes of the response body; copied. May be called often.
 *
 * @return TEAMSINVITE_E_RESPONSE over the limit: stop the transfer, complete as failed
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_add_body(teamsinvite_call *call, const void *bytes,
                                                             size_t length);

/** SEND: the exchange is complete; @p http_status is 100 to 599. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_send(teamsinvite_call *call, int32_t http_status);

/** LOAD: here it is; @p value is copied. @p version is 1 or more. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_load(teamsinvite_call *call, const void *value,
                                                                  size_t length, int64_t version, int64_t due_ms);

/** LOAD, REMOVE: there is no such record. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_missing(teamsinvite_call *call);

/** SAVE: written and durable. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_save(teamsinvite_call *call);

/** SAVE, REMOVE: the record is not at the expected version; nothing was changed. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_conflict(teamsinvite_call *call);

/** REMOVE: gone, durably. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_remove(teamsinvite_call *call);

/** LIST: the next record, in ascending bytewise order of keys; @p key is copied. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_add_item(teamsinvite_call *call, const char *key,
                                                             int64_t version, int64_t due_ms);

/** LIST: that was all, or the limit is reached. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_list(teamsinvite_call *call);

/** WAIT: the time has passed. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_wait(teamsinvite_call *call);

/** DELIVER: the mail server has taken responsibility for the mail. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_deliver(teamsinvite_call *call);

/**
 * Any kind: it could not be done.
 *
 * @param status TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_RESPONSE (SEND),
 *               TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_MAIL_BUSY, TEAMSINVITE_E_MAIL (DELIVER),
 *               TEAMSINVITE_E_STORAGE, TEAMSINVITE_E_STORAGE_BUSY,
 *               TEAMSINVITE_E_CORRUPT (storage), TEAMSINVITE_E_NO_MEMORY or
 *               TEAMSINVITE_E_HANDLER; anything else counts as the latter
 * @param reason copied; one line for the error message, at most 160 bytes,
 *               with no secret and no personal data; NULL for none
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_complete_failed(teamsinvite_call *call,
                                                                    teamsinvite_status status, const char *reason);

#ifdef __cplusplus
}
#endif

#endif
