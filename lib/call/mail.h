/* SPDX-License-Identifier: Apache-2.0 */
/* mail.h - one mail as a DELIVER hands it out. All strings live in the call's arena; NULL where left out. */
#ifndef TI_CALL_MAIL_H
#define TI_CALL_MAIL_H

#include <stdint.h>

typedef struct ti_mail {
    const char *from;
    const char *from_name;
    const char *to;
    const char *to_name;
    const char *reply_to;
    const char *message_id;
    int64_t date_ms;
    const char *subject;
    const char *text;
    const char *html;
    const char *calendar;
    const char *calendar_method;
} ti_mail;

#endif
