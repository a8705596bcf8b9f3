/* SPDX-License-Identifier: Apache-2.0 */
/* event.h - an event from the inside: filled on the stack, told, forgotten. */
#ifndef TI_CLIENT_EVENT_H
#define TI_CLIENT_EVENT_H

#include <teamsinvite/event.h>

/* Strings are borrowed; NULL counts as "". */
struct teamsinvite_event {
    int32_t kind;
    const char *message;
    const char *company;
    const char *user;
    int64_t value;
};

/* Tell the host, where it listens. Not with a lock held. */
void ti_event_raise(const teamsinvite_client *client, const teamsinvite_event *event);

#endif
