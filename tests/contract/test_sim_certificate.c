/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_certificate.c - client assertions by certificate at the simulator: what is accepted, and each refusal. */
#include "test_sim_assertion.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define TOKEN_URL AUTHORITY CONTOSO "/oauth2/v2.0/token"
#define OTHER_GUID "00000000-0000-4000-8000-0000000000ff"

/* Making RSA keys takes long: one for all tests, and one that is registered nowhere. */
static certificate registered;
static certificate stranger;

/* What is said in an assertion; a NULL text leaves the claim out, a time of -1 too. */
typedef struct assertion {
    const certificate *signer;
    const char *algorithm; /* of the header */
    bool pss;              /* of the signature */
    const char *thumbprint_name;
    const char *thumbprint; /* NULL: the right one for its name */
    const char *audience;
    const char *issuer;
    const char *subject;
    const char *id;
    int64_t not_before_s;
    int64_t expires_s;
} assertion;

static assertion good(const char *id)
{
    return (assertion){ &registered, "PS256", true, "x5t#S256", NULL,  TOKEN_URL,
                        CLIENT,      CLIENT,  id,   NOW_MS / 1000, NOW_MS / 1000 + 300 };
}

static void add_number(cJSON *json, const char *name, int64_t value)
{
    if (value >= 0)
        cJSON_AddNumberToObject(json, name, (double)value);
}

static void add_text(cJSON *json, const char *name, const char *value)
{
    if (value != NULL)
        cJSON_AddStringToObject(json, name, value);
}

static char *print_header(const assertion *a)
{
    cJSON *json = cJSON_CreateObject();
    char thumbprint[64];
    char *text;

    write_thumbprint(a->signer->certificate, strcmp(a->thumbprint_name, "x5t") == 0 ? EVP_sha1() : EVP_sha256(),
                     thumbprint);
    add_text(json, "alg", a->algorithm);
    add_text(json, "typ", "JWT");
    if (a->thumbprint_name[0] != '\0')
        add_text(json, a->thumbprint_name, a->thumbprint == NULL ? thumbprint : a->thumbprint);
    text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

static char *print_claims(const assertion *a)
{
    cJSON *json = cJSON_CreateObject();
    char *text;

    add_text(json, "aud", a->audience);
    add_text(json, "iss", a->issuer);
    add_text(json, "sub", a->subject);
    add_text(json, "jti", a->id);
    add_number(json, "nbf", a->not_before_s);
    add_number(json, "exp", a->expires_s);
    text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

static int send(world *w, const assertion *a)
{
    char *header = print_header(a);
    char *claims = print_claims(a);
    char jwt[8192];

    write_jwt(jwt, sizeof(jwt), header, claims, a->signer->key, a->pss);
    cJSON_free(header);
    cJSON_free(claims);
    return ask_with_assertion(w, CONTOSO, jwt);
}

static void expect_refused(world *w, const assertion *a, int code)
{
    expect_entra(w, 401, send(w, a), "invalid_client", code);
}

static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    return teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) == TEAMSINVITE_OK &&
                   teamsinvite_sim_add_certificate(w->sim, CLIENT, registered.certificate, NULL) == TEAMSINVITE_OK
               ? 0
               : -1;
}

static void test_ps256_with_sha256_thumbprint_is_accepted(void **state)
{
    world *w = *state;
    assertion a = good("1");

    assert_int_equal(200, send(w, &a));
    assert_true(strlen(json_text(w, "access_token")) > 100);
}

static void test_rs256_with_sha1_thumbprint_is_accepted(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.algorithm = "RS256";
    a.pss = false;
    a.thumbprint_name = "x5t";
    assert_int_equal(200, send(w, &a));
}

static void test_algorithm_and_thumbprint_of_different_ages_are_refused(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.thumbprint_name = "x5t";
    expect_refused(w, &a, 5002723);
    a = good("2");
    a.algorithm = "RS256";
    a.pss = false;
    expect_refused(w, &a, 5002723);
    a = good("3");
    a.thumbprint_name = "";
    expect_refused(w, &a, 5002723);
}

static void test_padding_has_to_be_that_of_the_algorithm(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.pss = false;
    expect_refused(w, &a, 700027);
    a = good("2");
    a.algorithm = "RS256";
    a.thumbprint_name = "x5t";
    expect_refused(w, &a, 700027);
}

static void test_other_algorithms_are_refused(void **state)
{
    static const char *const algorithms[] = { "none", "HS256", "ES256", "ps256", "" };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++) {
        assertion a = good("1");

        a.algorithm = algorithms[i];
        expect_refused(w, &a, 5002738);
    }
}

static void test_certificate_that_is_not_registered_is_refused(void **state)
{
    world *w = *state;
    assertion a = good("1");
    char thumbprint[64];

    a.signer = &stranger;
    expect_refused(w, &a, 700027);
    /* a stranger's signature under the registered thumbprint */
    write_thumbprint(registered.certificate, EVP_sha256(), thumbprint);
    a.thumbprint = thumbprint;
    expect_refused(w, &a, 700027);
    a = good("2");
    a.thumbprint = "qhG7Iswz3UTuVf9mqne7iMyZ3QA";
    expect_refused(w, &a, 700027);
}

static void test_right_digest_under_the_wrong_name_is_refused(void **state)
{
    world *w = *state;
    assertion a = good("1");
    char sha1[64];

    write_thumbprint(registered.certificate, EVP_sha1(), sha1);
    a.thumbprint = sha1;
    expect_refused(w, &a, 700027);
}

static void test_audience_is_the_very_url(void **state)
{
    static const char *const wrong[] = { AUTHORITY "organizations/oauth2/v2.0/token",
                                         AUTHORITY CONTOSO "/v2.0",
                                         AUTHORITY CONTOSO "/oauth2/token",
                                         AUTHORITY CONTOSO "/oauth2/v2.0/token/",
                                         AUTHORITY "contoso.example/oauth2/v2.0/token",
                                         "https://login.microsoftonline.us/" CONTOSO "/oauth2/v2.0/token",
                                         "",
                                         NULL };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assertion a = good("1");

        a.audience = wrong[i];
        expect_refused(w, &a, 700023);
    }
}

static void test_issuer_and_subject_are_the_app(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.issuer = OTHER_GUID;
    expect_refused(w, &a, 700021);
    a = good("1");
    a.subject = OTHER_GUID;
    expect_refused(w, &a, 700021);
    a = good("1");
    a.subject = NULL;
    expect_refused(w, &a, 700021);
}

static void test_assertion_is_good_once(void **state)
{
    world *w = *state;
    assertion a = good("the same");

    assert_int_equal(200, send(w, &a));
    expect_refused(w, &a, 50027);
    a.id = "another";
    assert_int_equal(200, send(w, &a));
    a.id = NULL;
    expect_refused(w, &a, 50027);
}

static void test_assertion_that_was_refused_is_not_used_up(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.audience = AUTHORITY "common/oauth2/v2.0/token";
    expect_refused(w, &a, 700023);
    a = good("1");
    assert_int_equal(200, send(w, &a));
}

static void test_assertion_is_refused_outside_its_time(void **state)
{
    world *w = *state;
    assertion a = good("1");

    a.not_before_s = NOW_MS / 1000 + 301;
    expect_refused(w, &a, 700024);
    a.not_before_s = NOW_MS / 1000 + 300;
    assert_int_equal(200, send(w, &a));
    a = good("2");
    a.expires_s = NOW_MS / 1000 - 300;
    expect_refused(w, &a, 700024);
    a.expires_s = NOW_MS / 1000 - 299;
    assert_int_equal(200, send(w, &a));
    a = good("3");
    a.not_before_s = -1;
    expect_refused(w, &a, 700024);
    a = good("4");
    a.expires_s = -1;
    expect_refused(w, &a, 700024);
}

static void test_cached_assertion_dies_of_age(void **state)
{
    world *w = *state;
    assertion a = good("1");

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 3600000));
    expect_refused(w, &a, 700024);
}

static void test_two_certificates_are_good_at_once_and_go_one_by_one(void **state)
{
    world *w = *state;
    assertion old = good("1");
    assertion next = good("2");

    next.signer = &stranger;
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_certificate(w->sim, CLIENT, stranger.certificate, NULL));
    assert_int_equal(200, send(w, &old));
    assert_int_equal(200, send(w, &next));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_remove_certificate(w->sim, CLIENT, registered.certificate, NULL));
    old.id = "3";
    next.id = "4";
    expect_refused(w, &old, 700027);
    assert_int_equal(200, send(w, &next));
}

static void test_certificate_that_has_expired_is_refused(void **state)
{
    world *w = *state;
    assertion a = good("1");

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_time_ms(w->sim, NOW_MS + TWENTY_YEARS_S * 1000));
    a.not_before_s += TWENTY_YEARS_S;
    a.expires_s += TWENTY_YEARS_S;
    expect_refused(w, &a, 700027);
}

static void test_something_that_is_no_jwt_is_refused(void **state)
{
    static const char *const wrong[] = { "a", "a.b", "a.b.c", "e30.e30", "e30.W10.", "e30.e30.!", "..", "W10.e30.c" };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int got = ask_with_assertion(w, CONTOSO, wrong[i]);

        /* {}.{} without a signature gets as far as its issuer */
        expect_entra(w, 401, got, "invalid_client", strcmp(wrong[i], "e30.e30") == 0 ? 700211 : 50027);
    }
}

static void test_assertion_comes_with_its_type_and_without_a_secret(void **state)
{
    static const char rest[] = "client_id=" CLIENT "&grant_type=client_credentials"
                               "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_assertion=a.b.c";
    world *w = *state;
    char body[1024];

    expect_entra(w, 400, ask(w, "POST", TOKEN_URL, FORM, rest), "invalid_request", 900144);
    join(body, sizeof(body), rest, "&client_assertion_type=jwt-bearer", NULL);
    expect_entra(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_request", 90023);
    join(body, sizeof(body), rest, "&client_assertion_type=" ASSERTION_TYPE "&client_secret=" SECRET_ENCODED, NULL);
    expect_entra(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_request", 90023);
    expect_entra(w, 400, ask(w, "POST", TOKEN_URL, FORM "Authorization: Basic YTpi\n", rest), "invalid_request", 90023);
}

static void test_only_certificates_with_rsa_keys_are_registered(void **state)
{
    world *w = *state;
    certificate elliptic = certificate_make_authority("elliptic");
    char *both = certificate_pem(&stranger);

    assert_int_equal(TEAMSINVITE_E_CONFLICT,
                     teamsinvite_sim_add_certificate(w->sim, CLIENT, registered.certificate, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID,
                     teamsinvite_sim_add_certificate(w->sim, CLIENT, elliptic.certificate, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_add_certificate(w->sim, CLIENT, stranger.key, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_add_certificate(w->sim, CLIENT, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_add_certificate(w->sim, OTHER_GUID, both, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_remove_certificate(w->sim, CLIENT, both, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_certificate(w->sim, CLIENT, both, NULL));
    certificate_free(&elliptic);
    free(both);
}

static int make_certificates(void **state)
{
    (void)state;
    registered = certificate_make_rsa(2048, TWENTY_YEARS_S);
    stranger = certificate_make_rsa(2048, TWENTY_YEARS_S);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&registered);
    certificate_free(&stranger);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ps256_with_sha256_thumbprint_is_accepted),
        TEST(test_rs256_with_sha1_thumbprint_is_accepted),
        TEST(test_algorithm_and_thumbprint_of_different_ages_are_refused),
        TEST(test_padding_has_to_be_that_of_the_algorithm),
        TEST(test_other_algorithms_are_refused),
        TEST(test_certificate_that_is_not_registered_is_refused),
        TEST(test_right_digest_under_the_wrong_name_is_refused),
        TEST(test_audience_is_the_very_url),
        TEST(test_issuer_and_subject_are_the_app),
        TEST(test_assertion_is_good_once),
        TEST(test_assertion_that_was_refused_is_not_used_up),
        TEST(test_assertion_is_refused_outside_its_time),
        TEST(test_cached_assertion_dies_of_age),
        TEST(test_two_certificates_are_good_at_once_and_go_one_by_one),
        TEST(test_certificate_that_has_expired_is_refused),
        TEST(test_something_that_is_no_jwt_is_refused),
        TEST(test_assertion_comes_with_its_type_and_without_a_secret),
        TEST(test_only_certificates_with_rsa_keys_are_registered),
    };

    return cmocka_run_group_tests_name("sim certificate", tests, make_certificates, free_certificates);
}
