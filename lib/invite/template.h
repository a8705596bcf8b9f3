/* SPDX-License-Identifier: Apache-2.0 */
/*
 * template.h - the host's own text and HTML, with {{placeholders}} for what
 * differs from one invitation to the next. A value that was put in is not read
 * again: "{{" in a name is just that.
 */
#ifndef TI_INVITE_TEMPLATE_H
#define TI_INVITE_TEMPLATE_H

#include "invite/invite.h"

/* Both or none. */
typedef struct ti_template {
    const char *text;
    const char *html;
} ti_template;

/* Whether all its placeholders are known and may be read by this audience; the
 * error names the parameter "template" and the first one that may not. */
teamsinvite_status ti_template_check(const char *source, ti_invite_audience audience, ti_error *err);

bool ti_template_has_link(const char *source);

/* The template with its values: in text as plain text, in HTML escaped, also for
 * quoted attributes; line ends of what has several become <br> in HTML. Fails as
 * the rest of invite.h does, and for a template that is not checked. */
bool ti_template_add_text(ti_buf *buf, const char *source, const ti_invite *invite, ti_invite_audience audience);
bool ti_template_add_html(ti_buf *buf, const char *source, const ti_invite *invite, ti_invite_audience audience);

#endif
