/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_settings.c - the two sets of settings that we use ourselves. */
#include "proto/graph/meeting_settings.h"

const ti_meeting_settings ti_meeting_settings_interview = {
    .lobby_scope = "organization",
    .dial_in_bypass = false,
    .allowed_presenters = "organization",
    .meeting_chat = "limited",
    .record_automatically = false,
    .entry_exit_announced = false,
};

const ti_meeting_settings ti_meeting_settings_locked = {
    .lobby_scope = "organizer",
    .dial_in_bypass = false,
    .allowed_presenters = "organizer",
    .meeting_chat = "disabled",
    .record_automatically = false,
    .entry_exit_announced = false,
};
