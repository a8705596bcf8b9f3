/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_template.c - the host's own text and HTML for one audience, checked as they are set. */
#include <teamsinvite/invitation.h>

#include <string.h>

#include "base/check.h"
#include "flow/invitation_request.h"
#include "invite/template.h"

enum { TEMPLATE_TEXT_MAX = 32000, TEMPLATE_HTML_MAX = 64000 };

/* Line ends of every kind may be in it; no other control character but the tab. */
static bool has_control(const char *source)
{
    const unsigned char *c;

    for (c = (const unsigned char *)source; *c != '\0'; c++)
        if ((*c < 0x20 && *c != '\n' && *c != '\r' && *c != '\t') || *c == 0x7f || (*c == 0xc2 && c[1] < 0xa0))
            return true;
    return false;
}

static teamsinvite_status check_source(ti_error *err, const char *parameter, const char *source, size_t max,
                                       int32_t audience)
{
    if (source == NULL)
        return ti_fail_parameter(err, parameter, "is NULL where the other one is given");
    if (source[0] == '\0')
        return ti_fail_parameter(err, parameter, "is empty");
    if (strnlen(source, max + 1) > max)
        return ti_fail_parameter(err, parameter, "is longer than %zu bytes", max);
    if (!ti_slice_is_utf8(ti_slice_of(source)))
        return ti_fail_parameter(err, parameter, "is not UTF-8");
    if (has_control(source))
        return ti_fail_parameter(err, parameter, "holds a control character");
    return ti_template_check(
        source, audience == TEAMSINVITE_AUDIENCE_CANDIDATE ? TI_INVITE_CANDIDATE : TI_INVITE_RECRUITER, err);
}

static teamsinvite_status check_template(ti_error *err, int32_t audience, const char *text, const char *html)
{
    teamsinvite_status status =
        ti_check_range(err, "audience", audience, TEAMSINVITE_AUDIENCE_RECRUITER, TEAMSINVITE_AUDIENCE_CANDIDATE);

    if (status != TEAMSINVITE_OK || (text == NULL && html == NULL))
        return status;
    status = check_source(err, "text", text, TEMPLATE_TEXT_MAX, audience);
    return status != TEAMSINVITE_OK ? status : check_source(err, "html", html, TEMPLATE_HTML_MAX, audience);
}

teamsinvite_status teamsinvite_invitation_request_set_template(teamsinvite_invitation_request *request,
                                                               int32_t audience, const char *text, const char *html,
                                                               teamsinvite_error **err)
{
    const ti_text_pair sources = { { "text", "html" }, { text, html } };
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) != TEAMSINVITE_OK ||
        check_template(&error, audience, text, html) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (audience == TEAMSINVITE_AUDIENCE_RECRUITER)
        (void)ti_invitation_replace_pair(&request->recruiter_text, &request->recruiter_html, &sources, &error);
    else
        (void)ti_invitation_replace_pair(&request->candidate_text, &request->candidate_html, &sources, &error);
    return ti_error_give(&error, err);
}
