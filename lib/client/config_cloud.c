/* SPDX-License-Identifier: Apache-2.0 */
/* config_cloud.c - which of Microsoft's clouds a client lives in. */
#include <string.h>

#include <teamsinvite/cloud.h>

#include "base/alloc.h"
#include "base/check.h"
#include "base/url.h"
#include "client/client.h"

enum { HOST_MAX = 253, NAME_MAX_BYTES = 32 };

size_t teamsinvite_cloud_count(void)
{
    return ti_cloud_count();
}

const char *teamsinvite_cloud_name(size_t index)
{
    const ti_cloud *cloud = ti_cloud_at(index);

    return cloud == NULL ? "" : cloud->name;
}

const char *teamsinvite_cloud_authority(size_t index)
{
    const ti_cloud *cloud = ti_cloud_at(index);

    return cloud == NULL ? "" : cloud->authority;
}

const char *teamsinvite_cloud_graph(size_t index)
{
    const ti_cloud *cloud = ti_cloud_at(index);

    return cloud == NULL ? "" : cloud->graph;
}

int32_t teamsinvite_cloud_has_meetings(size_t index)
{
    const ti_cloud *cloud = ti_cloud_at(index);

    return cloud != NULL && cloud->has_meetings ? 1 : 0;
}

void ti_cloud_clear_custom(teamsinvite_config *config)
{
    ti_free(config->custom_authority);
    ti_free(config->custom_graph);
    config->custom_authority = config->custom_graph = NULL;
}

teamsinvite_status teamsinvite_config_set_cloud(teamsinvite_config *config, const char *name, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_token(&error, "name", name, NAME_MAX_BYTES) == TEAMSINVITE_OK) {
        if (ti_cloud_find(name) == NULL) {
            (void)ti_fail_parameter(&error, "name", "is none of global, gcc-high, dod, china");
        } else {
            ti_cloud_clear_custom(config);
            config->cloud = *ti_cloud_find(name);
        }
    }
    return ti_error_give(&error, err);
}

/* A scheme, a host and perhaps a port; no path. */
static teamsinvite_status check_host(ti_error *err, const char *parameter, const char *text)
{
    teamsinvite_status status = ti_check_url(err, parameter, text, HOST_MAX);
    ti_url url;

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_url_parse(&url, ti_slice_of(text)))
        return ti_fail_parameter(err, parameter, "is not a URL");
    if (strcmp(url.path, "/") != 0 || url.has_query || text[strlen(text) - 1] == '/')
        status =
            ti_fail_parameter(err, parameter, "has a path or ends in a slash; only scheme, host and port are meant");
    ti_url_clear(&url);
    return status;
}

/* Half of one known cloud with half of another sends tokens to where they are worth nothing. */
static teamsinvite_status check_pair(ti_error *err, const char *authority, const char *graph)
{
    bool knows_authority = false;
    bool knows_graph = false;
    size_t i;

    for (i = 0; i < ti_cloud_count(); i++) {
        bool same_authority = strcmp(ti_cloud_at(i)->authority, authority) == 0;
        bool same_graph = strcmp(ti_cloud_at(i)->graph, graph) == 0;

        if (same_authority && same_graph)
            return TEAMSINVITE_OK;
        knows_authority = knows_authority || same_authority;
        knows_graph = knows_graph || same_graph;
    }
    return knows_authority && knows_graph ? ti_fail_parameter(err, "graph", "belongs to another cloud than authority")
                                          : TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_config_set_custom_cloud(teamsinvite_config *config, const char *authority,
                                                       const char *graph, teamsinvite_error **err)
{
    ti_error error = { 0 };
    char *new_authority = NULL;
    char *new_graph = NULL;

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        check_host(&error, "authority", authority) == TEAMSINVITE_OK &&
        check_host(&error, "graph", graph) == TEAMSINVITE_OK &&
        check_pair(&error, authority, graph) == TEAMSINVITE_OK) {
        new_authority = ti_strdup(authority);
        new_graph = ti_strdup(graph);
        if (new_authority == NULL || new_graph == NULL) {
            ti_free(new_authority);
            ti_free(new_graph);
            (void)ti_fail_no_memory(&error);
        } else {
            ti_cloud_clear_custom(config);
            config->custom_authority = new_authority;
            config->custom_graph = new_graph;
            config->cloud = (ti_cloud){ "custom", new_authority, new_graph, true };
        }
    }
    return ti_error_give(&error, err);
}
