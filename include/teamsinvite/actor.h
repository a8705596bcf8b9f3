/* SPDX-License-Identifier: Apache-2.0 */
/**
 * actor.h - who asks, as the host vouches for it.
 *
 * The library has no users of its own: your ATS has signed the person in and
 * knows the role. An actor carries that to every operation: the company, the
 * user in it, and whether that user is an administrator *of the ATS*. An
 * operation never reaches beyond its actor's company.
 *
 * Ids are yours and opaque: 1 to 64 bytes of [A-Za-z0-9._-]. They end up in
 * storage keys in the clear, so use numbers or UUIDs and never an e-mail
 * address; anything with an @ or a blank is refused.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_ACTOR_H
#define TEAMSINVITE_ACTOR_H

#include <teamsinvite/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Roles in the ATS. */
enum {
    TEAMSINVITE_ROLE_MEMBER = 1, /**< connects, disconnects and meets as themselves */
    TEAMSINVITE_ROLE_ADMIN = 2   /**< also enables and disables the company, and acts for its organizers */
};

/** Immutable; may be shared among threads and kept for as long as a session lasts. */
typedef struct teamsinvite_actor teamsinvite_actor;

/**
 * Make an actor.
 *
 * @param company copied; your id of the company
 * @param user    copied; your id of the user
 * @param role    TEAMSINVITE_ROLE_MEMBER or TEAMSINVITE_ROLE_ADMIN
 * @param[out] out yours to free with teamsinvite_actor_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_actor_new(const char *company, const char *user, int32_t role,
                                                         teamsinvite_actor **out, teamsinvite_error **err);

TEAMSINVITE_API void teamsinvite_actor_free(teamsinvite_actor *actor);

/** @return borrowed from the actor; NULL for NULL */
TEAMSINVITE_API const char *teamsinvite_actor_company(const teamsinvite_actor *actor);

/** @return borrowed from the actor; NULL for NULL */
TEAMSINVITE_API const char *teamsinvite_actor_user(const teamsinvite_actor *actor);

/** TEAMSINVITE_ROLE_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_actor_role(const teamsinvite_actor *actor);

#ifdef __cplusplus
}
#endif

#endif
