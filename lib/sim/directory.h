/* SPDX-License-Identifier: Apache-2.0 */
/* directory.h - tenants, their users, the apps, and who consented to what. */
#ifndef TI_SIM_DIRECTORY_H
#define TI_SIM_DIRECTORY_H

#include "base/slice.h"
#include "sim/credential.h"

typedef struct ti_sim_text ti_sim_text;
typedef struct ti_sim_app ti_sim_app;
typedef struct ti_sim_user ti_sim_user;
typedef struct ti_sim_permit ti_sim_permit;
typedef struct ti_sim_principal ti_sim_principal;
typedef struct ti_sim_policy ti_sim_policy; /* in policy.h */
typedef struct ti_sim_tenant ti_sim_tenant;

struct ti_sim_text {
    ti_sim_text *next;
    char *text;
};

struct ti_sim_app {
    ti_sim_app *next;
    char *id;
    ti_sim_secret *secrets;
    ti_sim_certificate *certificates;
    ti_sim_federation *federations;
    ti_sim_text *redirect_uris;
    uint32_t roles; /* application permissions that the registration lists */
};

struct ti_sim_user {
    ti_sim_user *next;
    ti_sim_tenant *tenant;
    char *oid;
    char *name;
    char *upn;
    char *mail;
    int32_t flags;
    ti_sim_text *roles;      /* directory roles, besides what flags say */
    ti_sim_user *home;       /* of a guest: the account elsewhere; else NULL */
    int64_t session; /* counts revocations: refresh tokens of an older one are dead */
    int64_t events;  /* counts what ends access tokens that can be challenged … */
    int64_t event_s; /* … and when that was last */
    char step_up[TI_SIM_GUID_SIZE]; /* what the claims of the next sign-in have to name; "" for nothing */
};

/* What one user consented to for themselves. */
struct ti_sim_permit {
    ti_sim_permit *next;
    const ti_sim_user *user;
    uint32_t scopes;
};

/* An app in a tenant: its service principal. There is none before somebody consents. */
struct ti_sim_principal {
    ti_sim_principal *next;
    const ti_sim_app *app;
    uint32_t scopes; /* consented for everybody */
    uint32_t roles;  /* application permissions that are consented */
    ti_sim_permit *permits;
};

struct ti_sim_tenant {
    ti_sim_tenant *next;
    char *id;
    char *domain;
    ti_sim_user *users;
    ti_sim_principal *principals;
    ti_sim_policy *policies;
};

typedef struct ti_sim_directory {
    ti_sim_tenant *tenants;
    ti_sim_app *apps;
} ti_sim_directory;

void ti_sim_directory_clear(ti_sim_directory *directory);

/* NULL without memory. Whether it is there already is for the caller to ask first. */
ti_sim_tenant *ti_sim_tenant_add(ti_sim_directory *directory, const char *id, const char *domain);
ti_sim_user *ti_sim_user_add(ti_sim_tenant *tenant, const char *oid, const char *name, const char *upn, int32_t flags);
ti_sim_app *ti_sim_app_add(ti_sim_directory *directory, const char *id);

/* Lists of texts: redirect URIs, roles. */
bool ti_sim_text_add(ti_sim_text **list, const char *text);
bool ti_sim_text_remove(ti_sim_text **list, const char *text);
bool ti_sim_text_has(const ti_sim_text *list, const char *text);
void ti_sim_texts_clear(ti_sim_text **list);

/* By GUID or verified domain, without regard to case. */
ti_sim_tenant *ti_sim_tenant_find(const ti_sim_directory *directory, const char *name);
ti_sim_app *ti_sim_app_find(const ti_sim_directory *directory, const char *id);

/* By object id; in one tenant, or in any (tenant NULL). */
ti_sim_user *ti_sim_user_find(const ti_sim_directory *directory, const ti_sim_tenant *tenant, const char *oid);

/* Where a person signs in: of a guest the account at home, else the user itself. */
const ti_sim_user *ti_sim_account(const ti_sim_user *user);
bool ti_sim_is_disabled(const ti_sim_user *user);

ti_sim_principal *ti_sim_principal_find(const ti_sim_tenant *tenant, const ti_sim_app *app);

/* The scopes that hold for a user: their own and everybody's; 0 where the app is not in the tenant. */
uint32_t ti_sim_consented(const ti_sim_user *user, const ti_sim_app *app);

/* Put the app into the tenant and add to what is consented; false without memory. */
bool ti_sim_consent_user(ti_sim_user *user, const ti_sim_app *app, uint32_t scopes);
bool ti_sim_consent_all(ti_sim_tenant *tenant, const ti_sim_app *app, uint32_t scopes, uint32_t roles);

/* Take the app out of the tenant. */
void ti_sim_consent_withdraw(ti_sim_tenant *tenant, const ti_sim_app *app);

#endif
