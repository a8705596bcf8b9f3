/* SPDX-License-Identifier: Apache-2.0 */
/**
 * catalogue.h - every answer of Microsoft's that the library knows, and what
 * becomes of it: Entra's codes, the `error` and `suberror` of OAuth, Graph's
 * answers. For wrappers, for translations, and for the page
 * docs/reference/errors.md, which is made of it.
 *
 * The entries of one source stand together. They are what a single code comes
 * to on its own; an answer holds several, and then `error` and `suberror`
 * decide, and Entra's code refines.
 *
 * Threads: any thread, any time.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_CATALOGUE_H
#define TEAMSINVITE_CATALOGUE_H

#include <teamsinvite/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where an answer comes from. */
enum {
    TEAMSINVITE_SOURCE_ENTRA_CODE = 1,     /**< "AADSTS50173", at the token endpoint or in a redirect */
    TEAMSINVITE_SOURCE_TOKEN_ENDPOINT = 2, /**< `error` of the token endpoint, or its HTTP status */
    TEAMSINVITE_SOURCE_REDIRECT = 3,       /**< `error` of a redirect */
    TEAMSINVITE_SOURCE_SUBERROR = 4,       /**< `suberror` of the token endpoint, `error_subcode` of a redirect */
    TEAMSINVITE_SOURCE_GRAPH = 5           /**< HTTP status, code and message of Graph */
};

/** One answer; opaque, constant, there for ever. */
typedef struct teamsinvite_catalogue_entry teamsinvite_catalogue_entry;

/** How many entries there are. */
TEAMSINVITE_API size_t teamsinvite_catalogue_count(void);

/** The entry at @p index (from 0). @return borrowed for ever; NULL beyond the end */
TEAMSINVITE_API const teamsinvite_catalogue_entry *teamsinvite_catalogue_at(size_t index);

/** TEAMSINVITE_SOURCE_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_catalogue_source(const teamsinvite_catalogue_entry *entry);

/**
 * "AADSTS50173", "invalid_grant", "TooManyRequests"; "other" stands for the names
 * that are not listed. @return borrowed for ever; "" for any or no code
 */
TEAMSINVITE_API const char *teamsinvite_catalogue_code(const teamsinvite_catalogue_entry *entry);

/** The part of Graph's message that the entry needs. @return borrowed for ever; "" for any message */
TEAMSINVITE_API const char *teamsinvite_catalogue_phrase(const teamsinvite_catalogue_entry *entry);

/** What the answer means, in words of ours. @return borrowed for ever; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_catalogue_meaning(const teamsinvite_catalogue_entry *entry);

/** The HTTP status that the entry needs; 4 or 5 for a whole class (4xx, 5xx), 0 for any. */
TEAMSINVITE_API int32_t teamsinvite_catalogue_http_status(const teamsinvite_catalogue_entry *entry);

/** The status that such an answer becomes; teamsinvite_status_name() has its name. */
TEAMSINVITE_API teamsinvite_status teamsinvite_catalogue_status(const teamsinvite_catalogue_entry *entry);

/** Who has to act: TEAMSINVITE_WHO_…. */
TEAMSINVITE_API int32_t teamsinvite_catalogue_remedy_who(const teamsinvite_catalogue_entry *entry);

/** What that one has to do: TEAMSINVITE_DO_…. */
TEAMSINVITE_API int32_t teamsinvite_catalogue_remedy_what(const teamsinvite_catalogue_entry *entry);

/** The remedy as one English sentence. @return borrowed for ever; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_catalogue_remedy_text(const teamsinvite_catalogue_entry *entry);

/** Who has to act on a status that comes without more: TEAMSINVITE_WHO_…. */
TEAMSINVITE_API int32_t teamsinvite_status_remedy_who(teamsinvite_status status);

/** What that one has to do: TEAMSINVITE_DO_…. */
TEAMSINVITE_API int32_t teamsinvite_status_remedy_what(teamsinvite_status status);

/** That as one English sentence. @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_status_remedy_text(teamsinvite_status status);

/** "COMPANY_ADMIN": the name behind TEAMSINVITE_WHO_. @return borrowed for ever; "?" for a number that is none */
TEAMSINVITE_API const char *teamsinvite_who_name(int32_t who);

/** "SIGN_IN": the name behind TEAMSINVITE_DO_. @return borrowed for ever; "?" for a number that is none */
TEAMSINVITE_API const char *teamsinvite_do_name(int32_t what);

#ifdef __cplusplus
}
#endif

#endif
