/* SPDX-License-Identifier: Apache-2.0 */
/* person.c - the person at the browser: opens a page, presses something, is sent somewhere. */
#include "base/alloc.h"
#include "base/check.h"
#include "sim/browser.h"
#include "sim/sim.h"

enum { TEXT_MAX = 64 * 1024 };

/* One visit: what to press, and where that led. */
typedef struct visit {
    teamsinvite_sim *sim;
    const char *field; /* the input that has to be on the page … */
    const char *value; /* … with this value */
    const char *more;  /* what is sent besides hidden inputs, encoded; "" for nothing */
    char *redirect_url;
} visit;

static teamsinvite_status no_way_back(ti_error *err, ti_slice page)
{
    (void)ti_fail(err, TEAMSINVITE_E_APP_REGISTRATION, "the page shows an error, the browser does not come back");
    ti_error_set_code(err->service_code, sizeof(err->service_code), ti_sim_page_code(page));
    return err->status;
}

/* A redirect ends the visit. *out is left alone where there is none. */
static teamsinvite_status take_redirect(const teamsinvite_sim_response *response, visit *v, ti_error *err)
{
    const char *location = teamsinvite_sim_response_header(response, "Location");

    if (teamsinvite_sim_response_status(response) != 302 || location == NULL)
        return TEAMSINVITE_OK;
    v->redirect_url = ti_strdup(location);
    return v->redirect_url == NULL ? ti_fail_no_memory(err) : TEAMSINVITE_OK;
}

static ti_slice page_of(const teamsinvite_sim_response *response)
{
    size_t length;
    const char *body = teamsinvite_sim_response_body(response, &length);

    return ti_slice_make(body, length);
}

static teamsinvite_status send(const visit *v, const char *method, const char *url, const ti_buf *form,
                               teamsinvite_sim_response **out, ti_error *err)
{
    const char *headers = form == NULL ? NULL : "Content-Type: application/x-www-form-urlencoded\n";
    teamsinvite_status status =
        teamsinvite_sim_request(v->sim, method, url, headers, form == NULL ? NULL : ti_buf_text(form),
                                form == NULL ? 0 : form->len, out, NULL);

    return status == TEAMSINVITE_OK ? status : ti_fail(err, status, "the simulator does not take this request");
}

static teamsinvite_status press(visit *v, const char *action, ti_buf *form, ti_error *err)
{
    teamsinvite_sim_response *response = NULL;
    teamsinvite_status status;

    if (form->len > 0 && v->more[0] != '\0')
        ti_buf_add_char(form, '&');
    if (!ti_buf_add_text(form, v->more))
        return ti_fail_no_memory(err);
    status = send(v, "POST", action, form, &response, err);
    if (status == TEAMSINVITE_OK)
        status = take_redirect(response, v, err);
    if (status == TEAMSINVITE_OK && v->redirect_url == NULL)
        status = no_way_back(err, page_of(response));
    teamsinvite_sim_response_free(response);
    return status;
}

static teamsinvite_status press_on(visit *v, const teamsinvite_sim_response *response, ti_error *err)
{
    teamsinvite_status status;
    ti_buf action;
    ti_buf form;

    if (teamsinvite_sim_response_status(response) != 200)
        return no_way_back(err, page_of(response));
    ti_buf_init(&action, TEXT_MAX);
    ti_buf_init(&form, TEXT_MAX);
    if (ti_sim_form_find(page_of(response), v->field, v->value, &action, &form))
        status = press(v, ti_buf_text(&action), &form, err);
    else
        status = ti_fail(err, TEAMSINVITE_E_NOT_FOUND, "the page does not offer that account");
    ti_buf_clear(&action);
    ti_buf_clear(&form);
    return status;
}

static teamsinvite_status open_page(visit *v, const char *url, ti_error *err)
{
    teamsinvite_sim_response *response = NULL;
    teamsinvite_status status = send(v, "GET", url, NULL, &response, err);

    if (status == TEAMSINVITE_OK)
        status = take_redirect(response, v, err);
    if (status == TEAMSINVITE_OK && v->redirect_url == NULL)
        status = press_on(v, response, err);
    teamsinvite_sim_response_free(response);
    return status;
}

static teamsinvite_status pay_visit(visit *v, const char *url, char **redirect_url, ti_error *err)
{
    teamsinvite_status status = open_page(v, url, err);

    if (status == TEAMSINVITE_OK)
        *redirect_url = v->redirect_url;
    return status;
}

static teamsinvite_status check_visit(teamsinvite_sim *sim, const char *parameter, const char *url, char **redirect_url,
                                      ti_error *err)
{
    if (redirect_url != NULL)
        *redirect_url = NULL;
    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK ||
        ti_check_given(err, "redirect_url", redirect_url) != TEAMSINVITE_OK)
        return err->status;
    return ti_check_token(err, parameter, url, TEXT_MAX);
}

teamsinvite_status teamsinvite_sim_sign_in(teamsinvite_sim *sim, const char *authorize_url, const char *oid,
                                           char **redirect_url, teamsinvite_error **err)
{
    visit v = { sim, oid == NULL ? "cancel" : "account", oid == NULL ? "1" : oid, "", NULL };
    ti_error error = { 0 };

    if (check_visit(sim, "authorize_url", authorize_url, redirect_url, &error) == TEAMSINVITE_OK &&
        (oid == NULL || ti_check_guid(&error, "oid", oid) == TEAMSINVITE_OK))
        (void)pay_visit(&v, authorize_url, redirect_url, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_consent(teamsinvite_sim *sim, const char *consent_url, const char *oid,
                                           int32_t accept, char **redirect_url, teamsinvite_error **err)
{
    visit v = { sim, "account", oid, "", NULL };
    ti_error error = { 0 };
    ti_buf more;

    ti_buf_init(&more, TEXT_MAX);
    if (check_visit(sim, "consent_url", consent_url, redirect_url, &error) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "oid", oid) == TEAMSINVITE_OK) {
        ti_buf_add_text(&more, "account=");
        ti_buf_add_text(&more, oid);
        ti_buf_add_text(&more, accept != 0 ? "&decision=accept" : "&decision=cancel");
        v.more = ti_buf_text(&more);
        (void)pay_visit(&v, consent_url, redirect_url, &error);
    }
    ti_buf_clear(&more);
    return ti_error_give(&error, err);
}
