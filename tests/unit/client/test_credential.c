/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential.c - each kind of credential: what is taken, what it puts into a request, what it says of itself. */
#include "client/credential.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/base64.h"
#include "support/certificate.h"

#define CLIENT "11111111-2222-4333-8444-555555555555"
#define URL "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/token"
#define DAY_S 86400L
#define JWT "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2lnbmF0dXJl"

static certificate ours;
static certificate other;
static char *pem;
static int destroyed;

static int make_certificates(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, 100 * DAY_S);
    other = certificate_make_rsa(2048, 100 * DAY_S);
    pem = certificate_pem(&ours);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&ours);
    certificate_free(&other);
    free(pem);
    return 0;
}

static int count_anew(void **state)
{
    (void)state;
    destroyed = 0;
    return 0;
}

static void count_destroyed(void *user_data)
{
    (void)user_data;
    destroyed++;
}

static bool count_up(void *bytes, size_t length, void *user_data)
{
    unsigned char *next = user_data;

    memset(bytes, (*next)++, length);
    return true;
}

static bool fail_to_fill(void *bytes, size_t length, void *user_data)
{
    (void)bytes;
    (void)length;
    (void)user_data;
    return false;
}

static teamsinvite_status prove(const teamsinvite_credential *credential, ti_buf *proof, ti_error *error)
{
    static unsigned char next = 1;
    const ti_credential_use use = {
        .client_id = CLIENT, .token_url = URL, .now_ms = INT64_C(1893456000000), .random = { count_up, &next }
    };

    ti_buf_init(proof, TEAMSINVITE_ASSERTION_MAX);
    return ti_credential_prove(credential, &use, proof, error);
}

/* Fails with E_CREDENTIAL and a message with these words. */
static void assert_cannot_prove(const teamsinvite_credential *credential, const char *words)
{
    ti_error error = { 0 };
    ti_buf proof;

    assert_int_equal(prove(credential, &proof, &error), TEAMSINVITE_E_CREDENTIAL);
    if (strstr(error.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, error.message);
    ti_buf_clear(&proof);
}

static void assert_proves(const teamsinvite_credential *credential, const char *expected)
{
    ti_error error = { 0 };
    ti_buf proof;

    assert_int_equal(prove(credential, &proof, &error), TEAMSINVITE_OK);
    assert_string_equal(ti_buf_text(&proof), expected);
    ti_buf_clear(&proof);
}

static void assert_refused(teamsinvite_status got, teamsinvite_credential *out, teamsinvite_error *err,
                           const char *parameter)
{
    assert_int_equal(got, TEAMSINVITE_E_INVALID);
    assert_null(out);
    assert_string_equal(teamsinvite_error_parameter(err), parameter);
    teamsinvite_error_free(err);
}

static void *stale(void)
{
    static int anything;

    return &anything;
}

static void test_secret_goes_as_it_is(void **state)
{
    teamsinvite_credential *credential = stale();

    (void)state;
    assert_int_equal(teamsinvite_credential_secret("s~e+c&r=t", 0, &credential, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_credential_kind(credential), TEAMSINVITE_CREDENTIAL_SECRET);
    assert_int_equal(teamsinvite_credential_expires_at_ms(credential), 0);
    assert_true(ti_credential_is_live(credential, INT64_MAX));
    assert_proves(credential, "s~e+c&r=t");
    teamsinvite_credential_free(credential);
}

static void test_secret_lives_until_the_moment_that_was_declared(void **state)
{
    teamsinvite_credential *credential = NULL;

    (void)state;
    assert_int_equal(teamsinvite_credential_secret("x", 1000, &credential, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_credential_expires_at_ms(credential), 1000);
    assert_true(ti_credential_is_live(credential, 999));
    assert_false(ti_credential_is_live(credential, 1000));
    teamsinvite_credential_free(credential);
}

static void refuse_secret(const char *secret, int64_t expires_at_ms, const char *parameter)
{
    teamsinvite_credential *credential = stale();
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_credential_secret(secret, expires_at_ms, &credential, &err);

    assert_refused(status, credential, err, parameter);
}

static void test_secret_that_cannot_be_one_is_refused(void **state)
{
    char long_one[258];

    (void)state;
    memset(long_one, 'x', sizeof(long_one));
    long_one[257] = '\0';
    refuse_secret(NULL, 0, "secret");
    refuse_secret("", 0, "secret");
    refuse_secret("with a blank", 0, "secret");
    refuse_secret("with\nline", 0, "secret");
    refuse_secret("\xc3\xa4", 0, "secret");
    refuse_secret(long_one, 0, "secret");
    refuse_secret("x", -1, "expires_at_ms");
    refuse_secret("x", INT64_MAX, "expires_at_ms");
    assert_int_equal(teamsinvite_credential_secret("x", 0, NULL, NULL), TEAMSINVITE_E_INVALID);
}

/* One assertion is never like another, even in the same millisecond. */
static void test_certificate_signs_a_new_assertion_each_time(void **state)
{
    teamsinvite_credential *credential = NULL;
    ti_error error = { 0 };
    ti_buf first;
    ti_buf second;
    size_t end;

    (void)state;
    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), TEAMSINVITE_ALGORITHM_RS256, &credential,
                                                        NULL), TEAMSINVITE_OK);
    assert_int_equal(prove(credential, &first, &error), TEAMSINVITE_OK);
    assert_int_equal(prove(credential, &second, &error), TEAMSINVITE_OK);
    assert_int_equal(first.len, second.len);
    end = ti_slice_find(ti_buf_slice(&first), '.') + 1;
    assert_memory_equal(first.ptr, second.ptr, end); /* the header */
    assert_string_not_equal(first.ptr + end, second.ptr + end);
    ti_buf_clear(&first);
    ti_buf_clear(&second);
    teamsinvite_credential_free(credential);
}

static void test_certificate_says_when_it_expires(void **state)
{
    teamsinvite_credential *credential = NULL;
    int64_t now_ms = (int64_t)time(NULL) * 1000;

    (void)state;
    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), TEAMSINVITE_ALGORITHM_PS256, &credential,
                                                        NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_credential_kind(credential), TEAMSINVITE_CREDENTIAL_CERTIFICATE);
    assert_in_range(teamsinvite_credential_expires_at_ms(credential), now_ms + 99 * DAY_S * 1000,
                    now_ms + 100 * DAY_S * 1000);
    teamsinvite_credential_free(credential);
}

static void test_without_randomness_nothing_is_signed(void **state)
{
    const ti_credential_use use = { .client_id = CLIENT, .token_url = URL, .random = { fail_to_fill, NULL } };
    teamsinvite_credential *credential = NULL;
    ti_error error = { 0 };
    ti_buf proof;

    (void)state;
    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), TEAMSINVITE_ALGORITHM_PS256, &credential,
                                                        NULL), TEAMSINVITE_OK);
    ti_buf_init(&proof, TEAMSINVITE_ASSERTION_MAX);
    assert_int_equal(ti_credential_prove(credential, &use, &proof, &error), TEAMSINVITE_E_RANDOM);
    assert_int_equal(proof.len, 0);
    ti_buf_clear(&proof);
    teamsinvite_credential_free(credential);
}

static void refuse_certificate(const char *text, size_t length, int32_t algorithm, const char *parameter)
{
    teamsinvite_credential *credential = stale();
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_credential_certificate(text, length, algorithm, &credential, &err);

    assert_refused(status, credential, err, parameter);
}

static void test_certificate_that_cannot_be_used_is_refused(void **state)
{
    certificate past = certificate_make_rsa(2048, -1);
    char *past_pem = certificate_pem(&past);

    (void)state;
    refuse_certificate(NULL, 5, TEAMSINVITE_ALGORITHM_PS256, "pem");
    refuse_certificate(pem, 0, TEAMSINVITE_ALGORITHM_PS256, "length");
    refuse_certificate(pem, 65537, TEAMSINVITE_ALGORITHM_PS256, "length");
    refuse_certificate(pem, strlen(pem), 0, "algorithm");
    refuse_certificate(pem, strlen(pem), 3, "algorithm");
    refuse_certificate(pem, strlen(pem) - 20, TEAMSINVITE_ALGORITHM_PS256, "pem");
    refuse_certificate(past_pem, strlen(past_pem), TEAMSINVITE_ALGORITHM_PS256, "pem");
    assert_int_equal(teamsinvite_credential_certificate(pem, strlen(pem), TEAMSINVITE_ALGORITHM_PS256, NULL, NULL),
                     TEAMSINVITE_E_INVALID);
    free(past_pem);
    certificate_free(&past);
}

/* A signer as an HSM would be one: its key is in no credential. */
typedef struct hsm {
    ti_certificate key;
    ti_signature_algorithm algorithm;
    int32_t answer;
    int asked;
} hsm;

static int32_t sign(const void *message, size_t message_length, void *signature, size_t signature_length,
                    void *user_data)
{
    hsm *h = user_data;
    ti_buf made;

    h->asked++;
    assert_int_equal(signature_length, 256);
    ti_buf_init(&made, 256);
    assert_true(ti_signature_make(&made, &h->key, h->algorithm, ti_slice_make(message, message_length)));
    memcpy(signature, made.ptr, signature_length);
    ti_buf_clear(&made);
    return h->answer;
}

static hsm make_hsm(const certificate *c, ti_signature_algorithm algorithm)
{
    hsm h = { .algorithm = algorithm, .answer = 1 };
    char *text = certificate_pem(c);
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(&h.key, "pem", ti_slice_of(text), true, 0, &error), TEAMSINVITE_OK);
    free(text);
    return h;
}

static teamsinvite_credential *make_signer(hsm *h)
{
    teamsinvite_credential *credential = NULL;

    assert_int_equal(teamsinvite_credential_signer(ours.certificate, strlen(ours.certificate),
                                                   TEAMSINVITE_ALGORITHM_PS256, sign, h, count_destroyed, &credential,
                                                   NULL), TEAMSINVITE_OK);
    return credential;
}

static void test_signer_signs_what_is_sent(void **state)
{
    hsm h = make_hsm(&ours, TI_SIGNATURE_PS256);
    teamsinvite_credential *credential = make_signer(&h);
    ti_error error = { 0 };
    ti_buf signature;
    ti_slice signed_part;
    ti_buf proof;
    size_t end;

    (void)state;
    assert_int_equal(teamsinvite_credential_kind(credential), TEAMSINVITE_CREDENTIAL_SIGNER);
    assert_true(teamsinvite_credential_expires_at_ms(credential) > 0);
    assert_int_equal(prove(credential, &proof, &error), TEAMSINVITE_OK);
    assert_int_equal(h.asked, 1);
    end = proof.len;
    while (proof.ptr[end - 1] != '.')
        end--;
    signed_part = ti_slice_first(ti_buf_slice(&proof), end - 1);
    ti_buf_init(&signature, 256);
    assert_true(ti_base64url_decode(&signature, ti_slice_skip(ti_buf_slice(&proof), end)));
    assert_true(ti_signature_is_good(&h.key, TI_SIGNATURE_PS256, signed_part, ti_buf_slice(&signature)));
    ti_buf_clear(&signature);
    ti_buf_clear(&proof);
    teamsinvite_credential_free(credential);
    assert_int_equal(destroyed, 1);
    ti_certificate_clear(&h.key);
}

static void test_signature_of_another_key_is_not_sent(void **state)
{
    hsm h = make_hsm(&other, TI_SIGNATURE_PS256);
    teamsinvite_credential *credential = make_signer(&h);

    (void)state;
    assert_cannot_prove(credential, "not one of the certificate's key");
    teamsinvite_credential_free(credential);
    ti_certificate_clear(&h.key);
}

static void test_signature_of_another_algorithm_is_not_sent(void **state)
{
    hsm h = make_hsm(&ours, TI_SIGNATURE_RS256);
    teamsinvite_credential *credential = make_signer(&h);

    (void)state;
    assert_cannot_prove(credential, "not of the algorithm chosen");
    teamsinvite_credential_free(credential);
    ti_certificate_clear(&h.key);
}

/* Even where it has written a good signature. */
static void test_signer_that_does_not_answer_1_has_failed(void **state)
{
    static const int32_t answers[] = { 0, -1, 2, 256 };
    hsm h = make_hsm(&ours, TI_SIGNATURE_PS256);
    teamsinvite_credential *credential = make_signer(&h);
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        h.answer = answers[i];
        assert_cannot_prove(credential, "did not sign");
    }
    teamsinvite_credential_free(credential);
    ti_certificate_clear(&h.key);
}

static void refuse_signer(const char *text, int32_t algorithm, teamsinvite_sign_fn function, const char *parameter)
{
    teamsinvite_credential *credential = stale();
    teamsinvite_error *err = NULL;
    size_t length = text == NULL ? 1 : strlen(text);
    teamsinvite_status status;
    hsm h = { 0 };

    destroyed = 0;
    status = teamsinvite_credential_signer(text, length, algorithm, function, &h, count_destroyed, &credential, &err);
    assert_refused(status, credential, err, parameter);
    assert_int_equal(destroyed, 1);
}

static void test_signer_that_is_refused_is_destroyed_once(void **state)
{
    (void)state;
    refuse_signer(NULL, TEAMSINVITE_ALGORITHM_PS256, sign, "pem");
    refuse_signer(ours.key, TEAMSINVITE_ALGORITHM_PS256, sign, "pem");
    refuse_signer(ours.certificate, 7, sign, "algorithm");
    refuse_signer(ours.certificate, TEAMSINVITE_ALGORITHM_PS256, NULL, "sign");
    destroyed = 0;
    assert_int_equal(teamsinvite_credential_signer(ours.certificate, strlen(ours.certificate),
                                                   TEAMSINVITE_ALGORITHM_PS256, sign, NULL, count_destroyed, NULL,
                                                   NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(destroyed, 1);
}

typedef struct issuer {
    const char *text;
    int32_t length; /* that is claimed; 0: of the text */
    bool fails;
} issuer;

static int32_t give(char *assertion, size_t size, void *user_data)
{
    const issuer *i = user_data;
    size_t length = strlen(i->text);

    assert_int_equal(size, TEAMSINVITE_ASSERTION_MAX);
    memcpy(assertion, i->text, length);
    if (i->fails)
        return i->length;
    return i->length != 0 ? i->length : (int32_t)length;
}

static void test_federated_assertion_is_asked_for_each_time(void **state)
{
    issuer i = { .text = JWT };
    teamsinvite_credential *credential = NULL;

    (void)state;
    assert_int_equal(teamsinvite_credential_assertion(give, &i, count_destroyed, &credential, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_credential_kind(credential), TEAMSINVITE_CREDENTIAL_ASSERTION);
    assert_int_equal(teamsinvite_credential_expires_at_ms(credential), 0);
    assert_proves(credential, JWT);
    i.text = "bmV4dA.bmV4dA.bmV4dA";
    assert_proves(credential, "bmV4dA.bmV4dA.bmV4dA");
    teamsinvite_credential_free(credential);
    assert_int_equal(destroyed, 1);
}

static void test_function_that_gives_no_assertion_has_failed(void **state)
{
    issuer i = { .text = JWT, .fails = true };
    teamsinvite_credential *credential = NULL;

    (void)state;
    assert_int_equal(teamsinvite_credential_assertion(give, &i, NULL, &credential, NULL), TEAMSINVITE_OK);
    assert_cannot_prove(credential, "no assertion");
    i.length = -1;
    assert_cannot_prove(credential, "no assertion");
    i.length = TEAMSINVITE_ASSERTION_MAX + 1;
    assert_cannot_prove(credential, "no assertion");
    i.length = INT32_MAX;
    assert_cannot_prove(credential, "no assertion");
    i = (issuer){ .text = "<html>not found</html>" };
    assert_cannot_prove(credential, "not a JWT");
    i = (issuer){ .text = JWT "\n" };
    assert_cannot_prove(credential, "not a JWT");
    i = (issuer){ .text = JWT, .length = (int32_t)sizeof(JWT) }; /* with its NUL */
    assert_cannot_prove(credential, "not a JWT");
    teamsinvite_credential_free(credential);
}

static void test_assertion_without_a_function_is_refused_and_destroyed(void **state)
{
    teamsinvite_credential *credential = stale();
    teamsinvite_error *err = NULL;
    teamsinvite_status status;

    (void)state;
    status = teamsinvite_credential_assertion(NULL, NULL, count_destroyed, &credential, &err);
    assert_refused(status, credential, err, "assertion");
    assert_int_equal(teamsinvite_credential_assertion(give, NULL, count_destroyed, NULL, NULL),
                     TEAMSINVITE_E_INVALID);
    assert_int_equal(destroyed, 2);
}

static void test_kinds_have_names(void **state)
{
    int32_t kind;

    (void)state;
    for (kind = TEAMSINVITE_CREDENTIAL_SECRET; kind <= TEAMSINVITE_CREDENTIAL_ASSERTION; kind++)
        assert_string_not_equal(teamsinvite_credential_kind_name(kind), "unknown");
    assert_string_equal(teamsinvite_credential_kind_name(0), "unknown");
    assert_string_equal(teamsinvite_credential_kind_name(-1), "unknown");
    assert_string_equal(teamsinvite_credential_kind_name(99), "unknown");
}

static void test_no_credential_says_nothing(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_credential_kind(NULL), 0);
    assert_int_equal(teamsinvite_credential_expires_at_ms(NULL), 0);
    teamsinvite_credential_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_secret_goes_as_it_is),
        cmocka_unit_test(test_secret_lives_until_the_moment_that_was_declared),
        cmocka_unit_test(test_secret_that_cannot_be_one_is_refused),
        cmocka_unit_test(test_certificate_signs_a_new_assertion_each_time),
        cmocka_unit_test(test_certificate_says_when_it_expires),
        cmocka_unit_test(test_without_randomness_nothing_is_signed),
        cmocka_unit_test(test_certificate_that_cannot_be_used_is_refused),
        cmocka_unit_test_setup(test_signer_signs_what_is_sent, count_anew),
        cmocka_unit_test(test_signature_of_another_key_is_not_sent),
        cmocka_unit_test(test_signature_of_another_algorithm_is_not_sent),
        cmocka_unit_test(test_signer_that_does_not_answer_1_has_failed),
        cmocka_unit_test_setup(test_signer_that_is_refused_is_destroyed_once, count_anew),
        cmocka_unit_test_setup(test_federated_assertion_is_asked_for_each_time, count_anew),
        cmocka_unit_test(test_function_that_gives_no_assertion_has_failed),
        cmocka_unit_test_setup(test_assertion_without_a_function_is_refused_and_destroyed, count_anew),
        cmocka_unit_test(test_kinds_have_names),
        cmocka_unit_test(test_no_credential_says_nothing),
    };

    return cmocka_run_group_tests(tests, make_certificates, free_certificates);
}
