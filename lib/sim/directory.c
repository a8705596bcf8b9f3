/* SPDX-License-Identifier: Apache-2.0 */
/* directory.c - tenants, their users, and the apps. */
#include "sim/directory.h"

#include <string.h>

#include <teamsinvite/sim.h>

#include "base/alloc.h"
#include "sim/app_role.h"
#include "sim/policy.h"

static bool same(const char *a, const char *b)
{
    return ti_slice_equal_nocase(ti_slice_of(a), ti_slice_of(b));
}

bool ti_sim_text_has(const ti_sim_text *list, const char *text)
{
    for (; list != NULL; list = list->next) {
        if (strcmp(list->text, text) == 0)
            return true;
    }
    return false;
}

bool ti_sim_text_add(ti_sim_text **list, const char *text)
{
    ti_sim_text *entry = ti_alloc(sizeof(*entry));

    if (entry != NULL)
        entry->text = ti_strdup(text);
    if (entry == NULL || entry->text == NULL) {
        ti_free(entry);
        return false;
    }
    entry->next = *list;
    *list = entry;
    return true;
}

bool ti_sim_text_remove(ti_sim_text **list, const char *text)
{
    ti_sim_text *entry;

    while (*list != NULL && strcmp((*list)->text, text) != 0)
        list = &(*list)->next;
    entry = *list;
    if (entry == NULL)
        return false;
    *list = entry->next;
    ti_free_secret(entry->text);
    ti_free(entry);
    return true;
}

void ti_sim_texts_clear(ti_sim_text **list)
{
    while (*list != NULL)
        (void)ti_sim_text_remove(list, (*list)->text);
}

/* At the end of the list: pages show tenants and users in the order they were added. */
ti_sim_tenant *ti_sim_tenant_add(ti_sim_directory *directory, const char *id, const char *domain)
{
    ti_sim_tenant *tenant = ti_alloc(sizeof(*tenant));
    ti_sim_tenant **end = &directory->tenants;

    if (tenant == NULL)
        return NULL;
    tenant->id = ti_strdup(id);
    tenant->domain = ti_strdup(domain);
    if (tenant->id == NULL || tenant->domain == NULL) {
        ti_free(tenant->id);
        ti_free(tenant->domain);
        ti_free(tenant);
        return NULL;
    }
    while (*end != NULL)
        end = &(*end)->next;
    *end = tenant;
    return tenant;
}

static void free_user(ti_sim_user *user)
{
    ti_sim_texts_clear(&user->roles);
    ti_free(user->oid);
    ti_free_secret(user->name);
    ti_free_secret(user->upn);
    ti_free_secret(user->mail);
    ti_free(user);
}

ti_sim_user *ti_sim_user_add(ti_sim_tenant *tenant, const char *oid, const char *name, const char *upn, int32_t flags)
{
    ti_sim_user *user = ti_alloc(sizeof(*user));
    ti_sim_user **end = &tenant->users;

    if (user == NULL)
        return NULL;
    user->oid = ti_strdup(oid);
    user->name = ti_strdup(name);
    user->upn = ti_strdup(upn);
    user->mail = ti_strdup(upn);
    if (user->oid == NULL || user->name == NULL || user->upn == NULL || user->mail == NULL) {
        free_user(user);
        return NULL;
    }
    user->tenant = tenant;
    user->flags = flags;
    while (*end != NULL)
        end = &(*end)->next;
    *end = user;
    return user;
}

ti_sim_app *ti_sim_app_add(ti_sim_directory *directory, const char *id)
{
    ti_sim_app *app = ti_alloc(sizeof(*app));

    if (app != NULL)
        app->id = ti_strdup(id);
    if (app == NULL || app->id == NULL) {
        ti_free(app);
        return NULL;
    }
    app->roles = TI_SIM_LISTED_ROLES;
    app->next = directory->apps;
    directory->apps = app;
    return app;
}

ti_sim_tenant *ti_sim_tenant_find(const ti_sim_directory *directory, const char *name)
{
    ti_sim_tenant *tenant = directory->tenants;

    while (tenant != NULL && !same(tenant->id, name) && !same(tenant->domain, name))
        tenant = tenant->next;
    return tenant;
}

ti_sim_app *ti_sim_app_find(const ti_sim_directory *directory, const char *id)
{
    ti_sim_app *app = directory->apps;

    while (app != NULL && !same(app->id, id))
        app = app->next;
    return app;
}

static ti_sim_user *find_in(const ti_sim_tenant *tenant, const char *oid)
{
    ti_sim_user *user = tenant->users;

    while (user != NULL && !same(user->oid, oid))
        user = user->next;
    return user;
}

ti_sim_user *ti_sim_user_find(const ti_sim_directory *directory, const ti_sim_tenant *tenant, const char *oid)
{
    const ti_sim_tenant *each = directory->tenants;
    ti_sim_user *user = NULL;

    if (tenant != NULL)
        return find_in(tenant, oid);
    for (; each != NULL && user == NULL; each = each->next)
        user = find_in(each, oid);
    return user;
}

const ti_sim_user *ti_sim_account(const ti_sim_user *user)
{
    return user->home == NULL ? user : user->home;
}

bool ti_sim_is_disabled(const ti_sim_user *user)
{
    int32_t flags = user->flags | ti_sim_account(user)->flags;

    return (flags & TEAMSINVITE_SIM_USER_DISABLED) != 0;
}

static void free_tenant(ti_sim_tenant *tenant)
{
    while (tenant->principals != NULL)
        ti_sim_consent_withdraw(tenant, tenant->principals->app);
    while (tenant->users != NULL) {
        ti_sim_user *user = tenant->users;

        tenant->users = user->next;
        free_user(user);
    }
    ti_sim_policies_clear(&tenant->policies);
    ti_free(tenant->id);
    ti_free(tenant->domain);
    ti_free(tenant);
}

void ti_sim_directory_clear(ti_sim_directory *directory)
{
    while (directory->tenants != NULL) {
        ti_sim_tenant *tenant = directory->tenants;

        directory->tenants = tenant->next;
        free_tenant(tenant);
    }
    while (directory->apps != NULL) {
        ti_sim_app *app = directory->apps;

        directory->apps = app->next;
        ti_sim_secrets_clear(&app->secrets);
        ti_sim_certificates_clear(&app->certificates);
        ti_sim_federations_clear(&app->federations);
        ti_sim_texts_clear(&app->redirect_uris);
        ti_free(app->id);
        ti_free(app);
    }
}
