/* SPDX-License-Identifier: Apache-2.0 */
/* control_world.c - what /_sim/ changes in the world. */
#include "sim/program/control_world.h"

#include <string.h>

#include "sim/program/options.h"

/* NULL where there is no such text: the function that gets it says so. */
static const char *text(const cJSON *body, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(body, name));
}

static bool is_true(const cJSON *body, const char *name)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(body, name));
}

/* Which app it is about: the default one unless it is named. */
static const char *app(const cJSON *body)
{
    const char *client_id = text(body, "client_id");

    return client_id == NULL ? TEAMSINVITE_SIM_CLIENT_ID : client_id;
}

static int32_t flags(const cJSON *body)
{
    return (is_true(body, "admin") ? TEAMSINVITE_SIM_USER_ADMIN : 0) |
           (is_true(body, "licensed") ? TEAMSINVITE_SIM_USER_LICENSED : 0) |
           (is_true(body, "disabled") ? TEAMSINVITE_SIM_USER_DISABLED : 0);
}

static teamsinvite_status add_tenant(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_tenant(sim, text(body, "tenant"), text(body, "domain"), err);
}

static teamsinvite_status add_user(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_user(sim, text(body, "tenant"), text(body, "oid"), text(body, "name"),
                                    text(body, "upn"), flags(body), err);
}

static teamsinvite_status set_flags(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_set_user_flags(sim, text(body, "oid"), flags(body), err);
}

static teamsinvite_status set_mail(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_set_mail(sim, text(body, "oid"), text(body, "mail"), err);
}

static teamsinvite_status add_guest(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_guest(sim, text(body, "tenant"), text(body, "oid"), text(body, "home_oid"), err);
}

static teamsinvite_status add_role(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_role(sim, text(body, "oid"), text(body, "role"), err);
}

static teamsinvite_status remove_role(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_remove_role(sim, text(body, "oid"), text(body, "role"), err);
}

static teamsinvite_status add_secret(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_secret(sim, app(body), text(body, "secret"), err);
}

/* A time that is none is -1, which is refused. */
static teamsinvite_status set_expiry(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    const char *expires = text(body, "expires");
    int64_t expires_ms = expires == NULL ? 0 : -1;

    if (expires != NULL && !sim_time_read(expires, &expires_ms))
        expires_ms = -1;
    return teamsinvite_sim_set_secret_expiry(sim, app(body), text(body, "secret"), expires_ms, err);
}

static teamsinvite_status remove_secret(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_remove_secret(sim, app(body), text(body, "secret"), err);
}

static teamsinvite_status add_certificate(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_certificate(sim, app(body), text(body, "certificate"), err);
}

static teamsinvite_status remove_certificate(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_remove_certificate(sim, app(body), text(body, "certificate"), err);
}

static teamsinvite_status add_federation(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_add_federation(sim, app(body), text(body, "issuer"), text(body, "subject"),
                                          text(body, "audience"), text(body, "key"), err);
}

static teamsinvite_status remove_federation(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_remove_federation(sim, app(body), text(body, "issuer"), text(body, "subject"), err);
}

static teamsinvite_status give_consent(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_set_consent(sim, text(body, "tenant"), app(body), 1, err);
}

static teamsinvite_status take_consent(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_set_consent(sim, text(body, "tenant"), app(body), 0, err);
}

/* Of the registration, or where there is a tenant, of its consent. */
static teamsinvite_status set_permissions(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    const char *tenant = text(body, "tenant");

    if (tenant == NULL)
        return teamsinvite_sim_set_app_roles(sim, app(body), text(body, "permissions"), err);
    return teamsinvite_sim_set_consented_roles(sim, tenant, app(body), text(body, "permissions"), err);
}

static teamsinvite_status grant_policy(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_grant_policy(sim, text(body, "tenant"), app(body), text(body, "oid"), err);
}

static teamsinvite_status revoke_policy(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_revoke_policy(sim, text(body, "tenant"), app(body), text(body, "oid"), err);
}

static teamsinvite_status roll_keys(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return is_true(body, "at_once") ? teamsinvite_sim_roll_keys_at_once(sim, err) : teamsinvite_sim_roll_keys(sim, err);
}

static teamsinvite_status revoke_sessions(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return teamsinvite_sim_revoke_sessions(sim, text(body, "oid"), err);
}

static teamsinvite_status challenge(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    return is_true(body, "sign_in") ? teamsinvite_sim_require_claims(sim, text(body, "oid"), err)
                                    : teamsinvite_sim_challenge(sim, text(body, "oid"), err);
}

static const char *const option_names[] = { "token-lifetime", "rotate-strictly", "short-join-urls",
                                            "user-consent",   "optional-claims", "policy-delay" };

teamsinvite_status sim_set_option(teamsinvite_sim *sim, const char *name, int64_t value)
{
    int32_t i;

    for (i = 0; i < (int32_t)(sizeof(option_names) / sizeof(option_names[0])); i++) {
        if (name != NULL && strcmp(name, option_names[i]) == 0)
            return teamsinvite_sim_set_option(sim, TEAMSINVITE_SIM_TOKEN_LIFETIME_S + i, value);
    }
    return TEAMSINVITE_E_INVALID;
}

static teamsinvite_status set_option(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(body, "value");

    (void)err;
    return cJSON_IsNumber(value) ? sim_set_option(sim, text(body, "name"), value->valueint) : TEAMSINVITE_E_INVALID;
}

static const sim_change changes[] = {
    { "POST", "/_sim/tenant", "tenant, domain", add_tenant },
    { "POST", "/_sim/user", "tenant, oid, name, upn; and true for: admin, licensed, disabled", add_user },
    { "POST", "/_sim/user/flags", "oid; and true for: admin, licensed, disabled", set_flags },
    { "POST", "/_sim/user/mail", "oid, mail", set_mail },
    { "POST", "/_sim/guest", "tenant, oid, home_oid", add_guest },
    { "POST", "/_sim/role", "oid, role (template id)", add_role },
    { "DELETE", "/_sim/role", "the same", remove_role },
    { "POST", "/_sim/secret", "secret", add_secret },
    { "POST", "/_sim/secret/expiry", "secret, expires (ISO time; none: never)", set_expiry },
    { "DELETE", "/_sim/secret", "secret", remove_secret },
    { "POST", "/_sim/certificate", "certificate (PEM)", add_certificate },
    { "DELETE", "/_sim/certificate", "certificate", remove_certificate },
    { "POST", "/_sim/federation", "issuer, subject, audience, key (PEM or JWK, as a text)", add_federation },
    { "DELETE", "/_sim/federation", "issuer, subject", remove_federation },
    { "POST", "/_sim/consent", "tenant", give_consent },
    { "DELETE", "/_sim/consent", "tenant", take_consent },
    { "POST", "/_sim/permissions", "permissions (of the app itself); with tenant: of its consent", set_permissions },
    { "POST", "/_sim/policy", "tenant; oid (none: global)", grant_policy },
    { "DELETE", "/_sim/policy", "tenant; oid", revoke_policy },
    { "POST", "/_sim/keys", "true for: at_once (the older ones are gone)", roll_keys },
    { "POST", "/_sim/revoke", "oid", revoke_sessions },
    { "POST", "/_sim/challenge", "oid; true for: sign_in (a refresh does not do)", challenge },
    { "POST", "/_sim/option", "name, value", set_option },
};

const sim_change *sim_change_at(size_t index)
{
    return index < sizeof(changes) / sizeof(changes[0]) ? &changes[index] : NULL;
}
