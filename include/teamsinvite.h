/* SPDX-License-Identifier: Apache-2.0 */
/**
 * teamsinvite.h - all of libteamsinvite. The order is the reading order.
 *
 * The parts that are libraries of their own are not in it: sqlite.h, sim.h.
 */
#ifndef TEAMSINVITE_H
#define TEAMSINVITE_H

#include <teamsinvite/base.h>
#include <teamsinvite/error.h>
#include <teamsinvite/client.h>
#include <teamsinvite/credential.h>
#include <teamsinvite/cloud.h>
#include <teamsinvite/event.h>
#include <teamsinvite/actor.h>
#include <teamsinvite/company.h>
#include <teamsinvite/redirect.h>
#include <teamsinvite/user.h>
#include <teamsinvite/meeting.h>
#include <teamsinvite/invitation.h>
#include <teamsinvite/records.h>
#include <teamsinvite/doctor.h>
#include <teamsinvite/catalogue.h>
#include <teamsinvite/entra.h>
#include <teamsinvite/call.h>
#include <teamsinvite/loop.h>
#include <teamsinvite/io.h>
#include <teamsinvite/storage.h>
#include <teamsinvite/transport.h>
#include <teamsinvite/smtp.h>

#endif
