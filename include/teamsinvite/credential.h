/* SPDX-License-Identifier: Apache-2.0 */
/**
 * credential.h - how your app proves to Entra who it is.
 *
 * A client secret is the simplest way; a certificate, whose key never leaves
 * the host, is what Microsoft recommends; a key in an HSM or a cloud's vault
 * signs through a function; and where the platform that the host runs on issues
 * tokens (Kubernetes, GitHub, another cloud), such a token proves it and there
 * is nothing to keep secret at all.
 *
 *     teamsinvite_credential_certificate(pem, strlen(pem), TEAMSINVITE_ALGORITHM_PS256, &credential, &err);
 *     teamsinvite_config_set_app(config, client_id, NULL, &err);
 *     teamsinvite_config_add_credential(config, credential, &err);
 *
 * Two of them may be in place at once. The first is used; where Entra refuses
 * it the other one steps in within the same call and is used from then on, so
 * that a secret or certificate is replaced without an outage
 * (docs/guide/credentials.md).
 *
 * Since: 0.1; the same for all of this header.
 */
#ifndef TEAMSINVITE_CREDENTIAL_H
#define TEAMSINVITE_CREDENTIAL_H

#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct teamsinvite_credential teamsinvite_credential;

/** Kinds of credentials. Expect new ones. */
enum {
    TEAMSINVITE_CREDENTIAL_SECRET = 1,      /**< a client secret */
    TEAMSINVITE_CREDENTIAL_CERTIFICATE = 2, /**< a certificate and its key */
    TEAMSINVITE_CREDENTIAL_SIGNER = 3,      /**< a certificate whose key is elsewhere */
    TEAMSINVITE_CREDENTIAL_ASSERTION = 4    /**< a token of an issuer that the app registration trusts */
};

/**
 * How a certificate's key signs, and how the certificate is named to Entra.
 * PS256 is what Microsoft documents. RS256 names it by the older x5t: for keys
 * that cannot do PSS, and where Entra answers AADSTS700027 to PS256.
 */
enum {
    TEAMSINVITE_ALGORITHM_PS256 = 1, /**< RSASSA-PSS, SHA-256; header x5t#S256 */
    TEAMSINVITE_ALGORITHM_RS256 = 2  /**< RSASSA-PKCS1-v1_5, SHA-256; header x5t (SHA-1, as a name only) */
};

enum {
    TEAMSINVITE_ASSERTION_MAX = 16384 /**< bytes of an assertion */
};

/**
 * Sign: write exactly @p signature_length bytes, which is the length of the
 * key's modulus, and return 1. Anything but 1 fails the request, and so does a
 * signature that the certificate's public key does not confirm.
 *
 * When:     for each request to the token endpoint; never while a lock is held.
 * Thread:   the one that drives the call; at once on several threads.
 * Calls in: nothing of the library.
 * Lifetime: @p message and @p signature until the function returns.
 *
 * @param message what is to be signed, not hashed yet: ASCII, under 8 KiB
 */
typedef int32_t (*teamsinvite_sign_fn)(const void *message, size_t message_length, void *signature,
                                       size_t signature_length, void *user_data);

/**
 * Give the assertion that is valid now: write it, without a NUL, and return its
 * length. 0 or less fails the request.
 *
 * When:     for each request to the token endpoint; never while a lock is held.
 * Thread:   the one that drives the call; at once on several threads.
 * Calls in: nothing of the library.
 * Lifetime: @p assertion until the function returns.
 *
 * @param size TEAMSINVITE_ASSERTION_MAX
 */
typedef int32_t (*teamsinvite_assertion_fn)(char *assertion, size_t size, void *user_data);

/**
 * A client secret: its *value*, not its id.
 *
 * @param secret        1 to 256 printable ASCII bytes; copied, wiped on free
 * @param expires_at_ms when the app registration says that it expires, in
 *                      milliseconds since 1970; 0 where you do not know. From
 *                      30 days before that on TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES
 *                      is told
 * @param[out] out      yours to free with teamsinvite_credential_free(), until a
 *                      config or client has taken it; the same for all below
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: a credential belongs to one thread at a time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_credential_secret(const char *secret, int64_t expires_at_ms,
                                                                 teamsinvite_credential **out,
                                                                 teamsinvite_error **err);

/**
 * A certificate that is registered with the app, and its private key.
 *
 * @param pem       both in one text, in any order: RSA of 2,048 to 8,192 bits,
 *                  the key as PKCS#8 or PKCS#1 without a passphrase. Read, not
 *                  kept; the key is wiped on free
 * @param length    bytes, without a NUL; at most 65,536
 * @param algorithm TEAMSINVITE_ALGORITHM_PS256, unless something speaks against it
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_INVALID also where the certificate has expired, or is not that of the key
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_credential_certificate(const char *pem, size_t length,
                                                                      int32_t algorithm,
                                                                      teamsinvite_credential **out,
                                                                      teamsinvite_error **err);

/**
 * A certificate whose key lives in an HSM, a vault, or another process.
 *
 * @param pem       the certificate; as above, without a key
 * @param sign      signs what it is given
 * @param user_data passed through, borrowed until @p destroy
 * @param destroy   may be NULL; runs exactly once, also when this call fails
 * @return as teamsinvite_credential_certificate()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_credential_signer(const char *pem, size_t length, int32_t algorithm,
                                                                 teamsinvite_sign_fn sign, void *user_data,
                                                                 teamsinvite_destroy_fn destroy,
                                                                 teamsinvite_credential **out,
                                                                 teamsinvite_error **err);

/**
 * An assertion that somebody else issues: a token of an issuer and subject that
 * the app registration lists as a federated identity credential.
 *
 * @param assertion asked anew for each request, because such tokens rotate
 * @param user_data passed through, borrowed until @p destroy
 * @param destroy   may be NULL; runs exactly once, also when this call fails
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_credential_assertion(teamsinvite_assertion_fn assertion,
                                                                    void *user_data,
                                                                    teamsinvite_destroy_fn destroy,
                                                                    teamsinvite_credential **out,
                                                                    teamsinvite_error **err);

/**
 * The same from a file that the platform keeps fresh (AZURE_FEDERATED_TOKEN_FILE
 * and the like). It is read for each request, and need not be there yet.
 *
 * @param path UTF-8, 1 to 4,096 bytes; copied
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_credential_assertion_file(const char *path,
                                                                         teamsinvite_credential **out,
                                                                         teamsinvite_error **err);

/** Wipe and free one that nobody has taken; runs its destroy function. */
TEAMSINVITE_API void teamsinvite_credential_free(teamsinvite_credential *credential);

/** TEAMSINVITE_CREDENTIAL_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_credential_kind(const teamsinvite_credential *credential);

/** The kind in words, "client secret". @return borrowed for ever; never NULL */
TEAMSINVITE_API const char *teamsinvite_credential_kind_name(int32_t kind);

/** When it expires: of a certificate its own end, of a secret what you said; 0 where not known, and for NULL. */
TEAMSINVITE_API int64_t teamsinvite_credential_expires_at_ms(const teamsinvite_credential *credential);

/**
 * Add a credential to the app: at most two, with the secret of
 * teamsinvite_config_set_app() counted. The first one added is used first, that
 * secret last.
 *
 * @param credential taken on success, and not to be touched or freed any more;
 *                   still yours on failure
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID also for a third one
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_add_credential(teamsinvite_config *config,
                                                                     teamsinvite_credential *credential,
                                                                     teamsinvite_error **err);

/**
 * Give a client in use other credentials, in place of all that it has. A request
 * that is under way finishes with what it was made with; the next one, of the
 * same call too, is made with the new ones. The old ones are freed as soon as no
 * request is being made with them.
 *
 * @param first  used first; taken on success, still yours on failure
 * @param second the same, or NULL
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread, while others use the client.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_client_set_credentials(teamsinvite_client *client,
                                                                      teamsinvite_credential *first,
                                                                      teamsinvite_credential *second,
                                                                      teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
