/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential_kinds.c - the main job with each kind of credential, judged by the simulator. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/pem.h>

#include "base/base64.h"
#include "support/certificate.h"
#include "support/world.h"
#include "vault/signature.h"

#define VALID_S (20L * 365 * 86400) /* of the certificates, from the day of the test */
#define ISSUER "https://cluster.example"
#define SUBJECT "system:serviceaccount:ats:teams"
#define AUDIENCE "api://AzureADTokenExchange"

static certificate ours;
static certificate next;

static int make_certificates(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, VALID_S);
    next = certificate_make_rsa(2048, VALID_S);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&ours);
    certificate_free(&next);
    return 0;
}

static teamsinvite_credential *certificate_of(const certificate *c, int32_t algorithm)
{
    teamsinvite_credential *credential = NULL;
    teamsinvite_error *err = NULL;
    char *pem = certificate_pem(c);

    assert_worked(teamsinvite_credential_certificate(pem, strlen(pem), algorithm, &credential, &err), err);
    free(pem);
    return credential;
}

static void use_credentials(world *w, teamsinvite_credential *first, teamsinvite_credential *second)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_client_set_credentials(w->client, first, second, &err), err);
}

static void register_certificate(world *w, const certificate *c)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_add_certificate(w->sim, TEAMSINVITE_SIM_CLIENT_ID, c->certificate, &err), err);
}

/* Consent with a token of the app, a sign-in with a code, and a meeting with a renewed token. */
static void do_main_job(world *w)
{
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 3 * WORLD_HOUR_MS);
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-1"));
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_main_job_with_a_certificate_and_ps256(void **state)
{
    world *w = *state;

    register_certificate(w, &ours);
    use_credentials(w, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256), NULL);
    do_main_job(w);
}

static void test_main_job_with_a_certificate_and_rs256(void **state)
{
    world *w = *state;

    register_certificate(w, &ours);
    use_credentials(w, certificate_of(&ours, TEAMSINVITE_ALGORITHM_RS256), NULL);
    do_main_job(w);
}

static void test_certificate_that_is_not_registered_is_refused(void **state)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    world *w = *state;

    use_credentials(w, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256), NULL);
    assert_int_equal(teamsinvite_token_app(w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err),
                     TEAMSINVITE_E_CREDENTIAL);
    assert_string_equal(teamsinvite_error_service_code(err), "AADSTS700027");
    teamsinvite_error_free(err);
}

/* Both are registered for a while; then the old one goes, and nobody notices. */
static void test_certificate_is_replaced_without_an_outage(void **state)
{
    teamsinvite_error *err = NULL;
    world *w = *state;

    register_certificate(w, &ours);
    use_credentials(w, certificate_of(&ours, TEAMSINVITE_ALGORITHM_PS256),
                    certificate_of(&next, TEAMSINVITE_ALGORITHM_PS256));
    do_main_job(w);
    register_certificate(w, &next);
    assert_worked(teamsinvite_sim_remove_certificate(w->sim, TEAMSINVITE_SIM_CLIENT_ID, ours.certificate, &err), err);
    world_advance(w, 3 * WORLD_HOUR_MS);
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-2"));
}

static int32_t sign(const void *message, size_t message_length, void *signature, size_t signature_length,
                    void *user_data)
{
    ti_buf made;
    bool ok;

    ti_buf_init(&made, signature_length);
    ok = ti_signature_make(&made, user_data, TI_SIGNATURE_PS256, ti_slice_make(message, message_length));
    if (ok)
        memcpy(signature, made.ptr, signature_length);
    ti_buf_clear(&made);
    return ok ? 1 : 0;
}

static void load_key(ti_certificate *key, const certificate *c)
{
    char *pem = certificate_pem(c);
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(key, "pem", ti_slice_of(pem), true, 0, &error), TEAMSINVITE_OK);
    free(pem);
}

static void test_main_job_with_a_signer(void **state)
{
    teamsinvite_credential *credential = NULL;
    teamsinvite_error *err = NULL;
    world *w = *state;
    ti_certificate key;

    load_key(&key, &ours);
    register_certificate(w, &ours);
    assert_worked(teamsinvite_credential_signer(ours.certificate, strlen(ours.certificate),
                                                TEAMSINVITE_ALGORITHM_PS256, sign, &key, NULL, &credential, &err), err);
    use_credentials(w, credential, NULL);
    do_main_job(w);
    ti_certificate_clear(&key);
}

/* The issuer's side: "header.claims.signature", good for ten hours from now on. */
static void write_token(FILE *file, const world *w, const char *subject)
{
    char claims[512];
    ti_certificate key;
    ti_buf signature;
    ti_buf token;

    (void)snprintf(claims, sizeof(claims),
                   "{\"iss\":\"" ISSUER "\",\"sub\":\"%s\",\"aud\":\"" AUDIENCE "\",\"iat\":%lld,\"nbf\":%lld,"
                   "\"exp\":%lld}", subject, (long long)(teamsinvite_sim_time_ms(w->sim) / 1000),
                   (long long)(teamsinvite_sim_time_ms(w->sim) / 1000),
                   (long long)(teamsinvite_sim_time_ms(w->sim) / 1000 + 36000));
    load_key(&key, &next);
    ti_buf_init(&signature, 256);
    ti_buf_init(&token, 4096);
    ti_base64url_encode(&token, TI_SLICE("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"));
    ti_buf_add_char(&token, '.');
    ti_base64url_encode(&token, ti_slice_of(claims));
    assert_true(ti_signature_make(&signature, &key, TI_SIGNATURE_RS256, ti_buf_slice(&token)));
    ti_buf_add_char(&token, '.');
    assert_true(ti_base64url_encode(&token, ti_buf_slice(&signature)));
    assert_true(fprintf(file, "%s\n", ti_buf_text(&token)) > 0);
    ti_buf_clear(&token);
    ti_buf_clear(&signature);
    ti_certificate_clear(&key);
}

static void rotate_file(const char *path, const world *w, const char *subject)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    write_token(file, w, subject);
    assert_int_equal(fclose(file), 0);
}

static void trust_issuer(world *w)
{
    BIO *bio = BIO_new(BIO_s_mem());
    teamsinvite_error *err = NULL;
    ti_certificate key;
    char text[2048] = "";

    load_key(&key, &next);
    assert_int_equal(PEM_write_bio_PUBKEY(bio, key.public_key), 1);
    assert_true(BIO_read(bio, text, (int)sizeof(text) - 1) > 0);
    assert_worked(teamsinvite_sim_add_federation(w->sim, TEAMSINVITE_SIM_CLIENT_ID, ISSUER, SUBJECT, AUDIENCE, text,
                                                 &err), err);
    ti_certificate_clear(&key);
    BIO_free(bio);
}

static void test_main_job_with_a_rotating_file(void **state)
{
    char path[] = "/tmp/teamsinvite-token-XXXXXX";
    teamsinvite_credential *credential = NULL;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    world *w = *state;
    int file = mkstemp(path);

    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
    trust_issuer(w);
    assert_worked(teamsinvite_credential_assertion_file(path, &credential, &err), err);
    use_credentials(w, credential, NULL);
    rotate_file(path, w, SUBJECT);
    do_main_job(w);

    world_advance(w, 24 * WORLD_HOUR_MS);
    assert_failed(teamsinvite_token_app(w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err), TEAMSINVITE_E_CREDENTIAL,
                  &err);
    rotate_file(path, w, SUBJECT);
    assert_worked(teamsinvite_token_app(w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);

    rotate_file(path, w, "somebody-else");
    assert_failed(teamsinvite_token_app(w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err), TEAMSINVITE_E_CREDENTIAL,
                  &err);
    assert_int_equal(unlink(path), 0);
}

#define KIND_TEST(test_) cmocka_unit_test_setup_teardown(test_, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KIND_TEST(test_main_job_with_a_certificate_and_ps256),
        KIND_TEST(test_main_job_with_a_certificate_and_rs256),
        KIND_TEST(test_certificate_that_is_not_registered_is_refused),
        KIND_TEST(test_certificate_is_replaced_without_an_outage),
        KIND_TEST(test_main_job_with_a_signer),
        KIND_TEST(test_main_job_with_a_rotating_file),
    };

    return cmocka_run_group_tests(tests, make_certificates, free_certificates);
}
