/* SPDX-License-Identifier: Apache-2.0 */
/* token_request.h - the form that is posted to the token endpoint. */
#ifndef TI_PROTO_ENTRA_TOKEN_REQUEST_H
#define TI_PROTO_ENTRA_TOKEN_REQUEST_H

#include "proto/entra/scope.h"

typedef enum ti_grant { TI_GRANT_CODE, TI_GRANT_REFRESH, TI_GRANT_APP } ti_grant;

typedef struct ti_token_request {
    ti_grant grant;
    const ti_cloud *cloud;
    const char *tenant;
    const char *client_id;
    const char *client_secret;    /* exactly one of these two; NULL the other */
    const char *client_assertion; /* a JWT */
    ti_scope scope;
    const char *code;          /* code grant: with verifier and redirect_uri */
    const char *verifier;
    const char *redirect_uri;
    const char *refresh_token; /* refresh grant */
    const char *claims;        /* JSON that a claims challenge asked for; NULL: none */
} ti_token_request;

/* {authority}/{tenant}/oauth2/v2.0/token */
bool ti_token_url(ti_buf *buf, const ti_cloud *cloud, const char *tenant);

/* The form body: all that section 4.1 of the code flow page asks for, each
 * value encoded. client_info is not asked for: nothing of it is used. Fails for
 * a request with both kinds of client authentication, or with none. */
bool ti_token_request_body(ti_buf *buf, const ti_token_request *request);

#endif
