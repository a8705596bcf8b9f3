/* SPDX-License-Identifier: Apache-2.0 */
/*
 * access_policy.h - how the customer's Teams administrator lets an app create
 * meetings in the name of an organizer (application access policy).
 */
#ifndef TI_PROTO_GRAPH_ACCESS_POLICY_H
#define TI_PROTO_GRAPH_ACCESS_POLICY_H

#include "base/error.h"

/* Put the PowerShell commands into err->commands, in place of what is there:
 * the policy for the app, granted to the organizer and, as the other choice, to
 * everybody. An oid that is NULL or no GUID leaves only the latter; a client_id
 * that is none leaves no commands at all: they are pasted into a shell. */
void ti_access_policy_explain(ti_error *err, const char *client_id, const char *oid);

#endif
