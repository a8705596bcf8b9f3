/* SPDX-License-Identifier: Apache-2.0 */
/**
 * cloud.h - which of Microsoft's clouds the customers live in.
 *
 * A cloud is a pair of hosts: the authority that issues tokens and the Graph
 * that takes them. Each needs an app registration of its own, so each is a
 * client of its own. Microsoft 365 GCC (moderate) lives in "global"; GCC High
 * and DoD share their authority, so the cloud cannot be told from that.
 * (https://learn.microsoft.com/graph/deployments)
 *
 * Threads: any thread, any time; a config belongs to one thread at a time.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_CLOUD_H
#define TEAMSINVITE_CLOUD_H

#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How many clouds this version knows. */
TEAMSINVITE_API size_t teamsinvite_cloud_count(void);

/** "global", "gcc-high", "dod", "china". @return borrowed for ever; "" beyond the end; the same for the next two */
TEAMSINVITE_API const char *teamsinvite_cloud_name(size_t index);

/** "https://login.microsoftonline.com" */
TEAMSINVITE_API const char *teamsinvite_cloud_authority(size_t index);

/** "https://graph.microsoft.com" */
TEAMSINVITE_API const char *teamsinvite_cloud_graph(size_t index);

/** 1 where Graph has online meetings; 0 in China, where meeting operations are TEAMSINVITE_E_NOT_AVAILABLE. */
TEAMSINVITE_API int32_t teamsinvite_cloud_has_meetings(size_t index);

/**
 * Choose a cloud by name. Default: "global".
 *
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_cloud(teamsinvite_config *config, const char *name,
                                                                teamsinvite_error **err);

/**
 * Another pair of hosts: the simulator, or a cloud that this version does not
 * know. The two are checked together: halves of two known clouds are refused.
 *
 * @param authority "https://login.microsoftonline.com"-like: https (http for a
 *                  loopback host), no path; copied
 * @param graph     likewise; may equal @p authority
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_custom_cloud(teamsinvite_config *config,
                                                                       const char *authority, const char *graph,
                                                                       teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
