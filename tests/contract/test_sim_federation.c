/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_federation.c - tokens of another issuer in place of the app's own, at the simulator. */
#include <openssl/core_names.h>

#include "test_sim_assertion.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ISSUER "https://cluster.example"
#define SUBJECT "system:serviceaccount:ats:teams"
#define AUDIENCE "api://AzureADTokenExchange"

static certificate issuer;
static certificate stranger;
static char issuer_pem[2048];

static void write_public_pem(const char *key_pem, char *out, size_t size)
{
    EVP_PKEY *key = read_private_key(key_pem);
    BIO *bio = BIO_new(BIO_s_mem());
    int length;

    assert_int_equal(1, PEM_write_bio_PUBKEY(bio, key));
    length = BIO_read(bio, out, (int)size - 1);
    assert_true(length > 0);
    out[length] = '\0';
    BIO_free(bio);
    EVP_PKEY_free(key);
}

static void append_number(char *out, size_t size, const EVP_PKEY *key, const char *name)
{
    unsigned char bytes[512];
    BIGNUM *number = NULL;

    assert_int_equal(1, EVP_PKEY_get_bn_param(key, name, &number));
    append_base64url(out, size, bytes, (size_t)BN_bn2bin(number, bytes));
    BN_free(number);
}

static void write_jwk(const char *key_pem, char *out, size_t size)
{
    EVP_PKEY *key = read_private_key(key_pem);

    out[0] = '\0';
    append_text(out, size, "{\"kty\":\"RSA\",\"n\":\"");
    append_number(out, size, key, OSSL_PKEY_PARAM_RSA_N);
    append_text(out, size, "\",\"e\":\"");
    append_number(out, size, key, OSSL_PKEY_PARAM_RSA_E);
    append_text(out, size, "\"}");
    EVP_PKEY_free(key);
}

/* claims: "iss" and so on, without the braces. */
static int send(world *w, const char *algorithm, const char *claims, const certificate *signer)
{
    char header[128];
    char body[1024];
    char jwt[4096];

    join(header, sizeof(header), "{\"alg\":\"", algorithm, "\",\"typ\":\"JWT\",\"kid\":\"k1\"}", NULL);
    join(body, sizeof(body), "{", claims, "}", NULL);
    write_jwt(jwt, sizeof(jwt), header, body, signer->key, false);
    return ask_with_assertion(w, CONTOSO, jwt);
}

#define CLAIMS(iss, sub, aud, exp) \
    "\"iss\":\"" iss "\",\"sub\":\"" sub "\",\"aud\":\"" aud "\",\"exp\":" exp
#define SOON "1894698300"
#define GOOD CLAIMS(ISSUER, SUBJECT, AUDIENCE, SOON)

static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    return teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) == TEAMSINVITE_OK &&
                   teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, SUBJECT, AUDIENCE, issuer_pem, NULL) ==
                       TEAMSINVITE_OK
               ? 0
               : -1;
}

static void test_token_of_a_trusted_issuer_is_accepted_again_and_again(void **state)
{
    world *w = *state;

    assert_int_equal(200, send(w, "RS256", GOOD, &issuer));
    assert_int_equal(200, send(w, "RS256", GOOD, &issuer));
}

static void test_issuer_can_be_known_by_jwk(void **state)
{
    world *w = *state;
    char jwk[1024];

    write_jwk(issuer.key, jwk, sizeof(jwk));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_remove_federation(w->sim, CLIENT, ISSUER, SUBJECT, NULL));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, SUBJECT, AUDIENCE, jwk, NULL));
    assert_int_equal(200, send(w, "RS256", GOOD, &issuer));
    expect_entra(w, 401, send(w, "RS256", GOOD, &stranger), "invalid_client", 700027);
}

static void test_match_is_literal(void **state)
{
    world *w = *state;

    expect_entra(w, 401, send(w, "RS256", CLAIMS(ISSUER "/", SUBJECT, AUDIENCE, SOON), &issuer), "invalid_client",
                 700211);
    expect_entra(w, 401, send(w, "RS256", CLAIMS(ISSUER, SUBJECT "2", AUDIENCE, SOON), &issuer), "invalid_client",
                 700213);
    expect_entra(w, 401, send(w, "RS256", CLAIMS(ISSUER, SUBJECT, "api://azureadtokenexchange", SOON), &issuer),
                 "invalid_client", 700212);
}

static void test_second_subject_of_an_issuer_is_found_too(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, "another", AUDIENCE, issuer_pem, NULL));
    assert_int_equal(200, send(w, "RS256", GOOD, &issuer));
    assert_int_equal(200, send(w, "RS256", CLAIMS(ISSUER, "another", AUDIENCE, SOON), &issuer));
}

static void test_signature_has_to_be_the_issuers(void **state)
{
    world *w = *state;

    expect_entra(w, 401, send(w, "RS256", GOOD, &stranger), "invalid_client", 700027);
    expect_entra(w, 401, send(w, "HS256", GOOD, &issuer), "invalid_client", 5002738);
    expect_entra(w, 401, send(w, "none", GOOD, &issuer), "invalid_client", 5002738);
}

static void test_token_is_refused_outside_its_time(void **state)
{
    world *w = *state;

    expect_entra(w, 401, send(w, "RS256", CLAIMS(ISSUER, SUBJECT, AUDIENCE, "1894697700"), &issuer), "invalid_client",
                 700024);
    expect_entra(w, 401, send(w, "RS256", GOOD ",\"nbf\":1894698301", &issuer), "invalid_client", 700024);
    expect_entra(w, 401, send(w, "RS256", GOOD ",\"nbf\":\"0\"", &issuer), "invalid_client", 700024);
    assert_int_equal(200, send(w, "RS256", GOOD ",\"nbf\":1894698000", &issuer));
}

static void test_removed_federation_matches_nothing(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_remove_federation(w->sim, CLIENT, ISSUER, SUBJECT, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND,
                     teamsinvite_sim_remove_federation(w->sim, CLIENT, ISSUER, SUBJECT, NULL));
    expect_entra(w, 401, send(w, "RS256", GOOD, &issuer), "invalid_client", 700211);
}

static void test_what_cannot_be_a_federation_is_refused(void **state)
{
    static const char *const keys[] = { "{}", "{\"kty\":\"RSA\",\"n\":\"AQAB\"}", "no key", "", NULL };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, "x", AUDIENCE,
                                                                               keys[i], NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID,
                     teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, NULL, AUDIENCE, issuer_pem, NULL));
    assert_int_equal(TEAMSINVITE_E_CONFLICT,
                     teamsinvite_sim_add_federation(w->sim, CLIENT, ISSUER, SUBJECT, AUDIENCE, issuer_pem, NULL));
}

static int make_issuers(void **state)
{
    (void)state;
    issuer = certificate_make_rsa(2048, 3600);
    stranger = certificate_make_rsa(2048, 3600);
    write_public_pem(issuer.key, issuer_pem, sizeof(issuer_pem));
    return 0;
}

static int free_issuers(void **state)
{
    (void)state;
    certificate_free(&issuer);
    certificate_free(&stranger);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_token_of_a_trusted_issuer_is_accepted_again_and_again),
        TEST(test_issuer_can_be_known_by_jwk),
        TEST(test_match_is_literal),
        TEST(test_second_subject_of_an_issuer_is_found_too),
        TEST(test_signature_has_to_be_the_issuers),
        TEST(test_token_is_refused_outside_its_time),
        TEST(test_removed_federation_matches_nothing),
        TEST(test_what_cannot_be_a_federation_is_refused),
    };

    return cmocka_run_group_tests_name("sim federation", tests, make_issuers, free_issuers);
}
