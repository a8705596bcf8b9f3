/* SPDX-License-Identifier: Apache-2.0 */
/* test_credentials.c - what each kind of credential sends to the token endpoint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/json.h"
#include "support/token_desk.h"
#include "vault/signature.h"

static certificate ours;
static certificate other;

static int make_certificates(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, DESK_VALID_S);
    other = certificate_make_rsa(2048, DESK_VALID_S);
    return 0;
}

static int free_certificates(void **state)
{
    (void)state;
    certificate_free(&ours);
    certificate_free(&other);
    return 0;
}

/* What Entra does with it: find the certificate by its thumbprint, check the signature, read the claims. */
static ti_json *verify(const char *assertion, const certificate *c, ti_signature_algorithm algorithm)
{
    ti_slice rest = ti_slice_of(assertion);
    ti_slice parts[3] = { { NULL, 0 } };
    ti_certificate known;
    ti_error error = { 0 };
    ti_buf signature;
    ti_buf claims;
    ti_json *json;
    size_t i;

    for (i = 0; i < 3; i++)
        assert_true(ti_slice_next(&rest, '.', &parts[i]));
    ti_buf_init(&signature, 256);
    ti_buf_init(&claims, 4096);
    assert_true(ti_base64url_decode(&claims, parts[1]) && ti_base64url_decode(&signature, parts[2]));
    assert_int_equal(ti_certificate_load(&known, "pem", ti_slice_of(c->certificate), false, 0, &error),
                     TEAMSINVITE_OK);
    assert_true(ti_signature_is_good(&known, algorithm, ti_slice_first(ti_slice_of(assertion), parts[0].len + 1 +
                                     parts[1].len), ti_buf_slice(&signature)));
    json = ti_json_read(ti_buf_slice(&claims));
    assert_non_null(json);
    ti_certificate_clear(&known);
    ti_buf_clear(&signature);
    ti_buf_clear(&claims);
    return json;
}

static char *id_of(const desk *d, size_t attempt)
{
    char *assertion = desk_assertion(d, attempt);
    ti_json *claims = verify(assertion, &ours, TI_SIGNATURE_PS256);
    ti_slice text;
    char *id;

    assert_int_equal(ti_json_string(claims, "jti", 36, 36, &text), TI_JSON_FOUND);
    id = calloc(1, text.len + 1);
    assert_non_null(id);
    memcpy(id, text.ptr, text.len);
    ti_json_free(claims);
    free(assertion);
    return id;
}

static void check_certificate(int32_t algorithm, ti_signature_algorithm signed_with)
{
    ti_slice audience;
    ti_slice subject;
    char *assertion;
    ti_json *claims;
    int64_t from_s;
    int64_t to_s;
    desk d;

    desk_open(&d, desk_certificate(&ours, algorithm), NULL);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 1);
    assertion = desk_assertion(&d, 0);
    claims = verify(assertion, &ours, signed_with);
    assert_int_equal(ti_json_string(claims, "aud", 1, 500, &audience), TI_JSON_FOUND);
    assert_true(ti_slice_equal_text(audience, DESK_URL));
    assert_int_equal(ti_json_string(claims, "sub", 1, 500, &subject), TI_JSON_FOUND);
    assert_true(ti_slice_equal_text(subject, DESK_CLIENT));
    assert_int_equal(ti_json_int(claims, "nbf", 0, INT64_C(1) << 40, &from_s), TI_JSON_FOUND);
    assert_int_equal(ti_json_int(claims, "exp", 0, INT64_C(1) << 40, &to_s), TI_JSON_FOUND);
    assert_int_equal(from_s, DESK_NOW_MS / 1000);
    assert_int_equal(to_s, DESK_NOW_MS / 1000 + 600);
    ti_json_free(claims);
    free(assertion);
    desk_close(&d);
}

static void test_certificate_proves_itself_with_ps256_and_rs256(void **state)
{
    (void)state;
    check_certificate(TEAMSINVITE_ALGORITHM_PS256, TI_SIGNATURE_PS256);
    check_certificate(TEAMSINVITE_ALGORITHM_RS256, TI_SIGNATURE_RS256);
}

/* Also where the same request is only sent once more. */
static void test_each_request_has_an_assertion_of_its_own(void **state)
{
    char *ids[4];
    size_t i;
    size_t k;
    desk d;

    (void)state;
    desk_open(&d, desk_certificate(&ours, TEAMSINVITE_ALGORITHM_PS256), NULL);
    DESK_ANSWERS(&d, { 503, "" }, { 503, "" }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 4);
    for (i = 0; i < 4; i++) {
        ids[i] = id_of(&d, i);
        for (k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
    }
    for (i = 0; i < 4; i++)
        free(ids[i]);
    desk_close(&d);
}

static void test_federated_assertion_is_passed_on_unchanged_and_asked_for_each_time(void **state)
{
    desk_issuer i = { .text = DESK_JWT };
    char *assertion;
    desk d;

    (void)state;
    desk_open(&d, desk_federated(&i), NULL);
    DESK_ANSWERS(&d, { 503, "" }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(i.asked, 2);
    assertion = desk_assertion(&d, 1);
    assert_string_equal(assertion, DESK_JWT);
    free(assertion);
    desk_close(&d);
    assert_int_equal(desk_destroyed, 1);
}

static void test_without_an_assertion_nothing_is_sent(void **state)
{
    desk_issuer i = { 0 };
    desk d;

    (void)state;
    desk_open(&d, desk_federated(&i), NULL);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(i.asked, 1);
    assert_int_equal(d.asked, 0);
    desk_close(&d);
}

/* A signer that can be told what to do meanwhile. */
typedef struct hsm {
    ti_certificate key;
    desk *replace; /* give the client another credential while it signs */
    int asked;
    int destroyed_while_signing;
} hsm;

static int32_t sign(const void *message, size_t message_length, void *signature, size_t signature_length,
                    void *user_data)
{
    hsm *h = user_data;
    ti_buf made;

    h->asked++;
    if (h->replace != NULL) {
        assert_int_equal(teamsinvite_client_set_credentials(h->replace->client, desk_secret("next", 0), NULL, NULL),
                         TEAMSINVITE_OK);
        h->destroyed_while_signing = desk_destroyed;
    }
    ti_buf_init(&made, 256);
    assert_true(ti_signature_make(&made, &h->key, TI_SIGNATURE_PS256, ti_slice_make(message, message_length)));
    memcpy(signature, made.ptr, signature_length);
    ti_buf_clear(&made);
    return 1;
}

static hsm make_hsm(const certificate *c)
{
    hsm h = { .asked = 0 };
    char *pem = certificate_pem(c);
    ti_error error = { 0 };

    assert_int_equal(ti_certificate_load(&h.key, "pem", ti_slice_of(pem), true, 0, &error), TEAMSINVITE_OK);
    free(pem);
    return h;
}

static teamsinvite_credential *signer_of(hsm *h)
{
    teamsinvite_credential *credential = NULL;

    assert_int_equal(teamsinvite_credential_signer(ours.certificate, strlen(ours.certificate),
                                                   TEAMSINVITE_ALGORITHM_PS256, sign, h, desk_count_destroyed,
                                                   &credential, NULL), TEAMSINVITE_OK);
    return credential;
}

static void test_signer_signs_each_request(void **state)
{
    hsm h = make_hsm(&ours);
    char *assertion;
    desk d;

    (void)state;
    desk_open(&d, signer_of(&h), NULL);
    DESK_ANSWERS(&d, { 503, "" }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(h.asked, 2);
    assertion = desk_assertion(&d, 1);
    ti_json_free(verify(assertion, &ours, TI_SIGNATURE_PS256));
    free(assertion);
    desk_close(&d);
    assert_int_equal(desk_destroyed, 1);
    ti_certificate_clear(&h.key);
}

static void test_signature_that_the_certificate_does_not_confirm_is_not_sent(void **state)
{
    hsm h = make_hsm(&other);
    desk d;

    (void)state;
    desk_open(&d, signer_of(&h), NULL);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(d.asked, 0);
    desk_close(&d);
    ti_certificate_clear(&h.key);
}

/* The one that is being used is freed after its use, not under the hands of its function; and no lock is held. */
static void test_credential_may_be_replaced_while_it_is_used(void **state)
{
    hsm h = make_hsm(&ours);
    desk d;

    (void)state;
    desk_open(&d, signer_of(&h), NULL);
    h.replace = &d;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(h.destroyed_while_signing, 0);
    assert_int_equal(desk_destroyed, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(h.asked, 1);
    assert_secret_sent(&d, 1, "next");
    desk_close(&d);
    ti_certificate_clear(&h.key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_certificate_proves_itself_with_ps256_and_rs256),
        cmocka_unit_test(test_each_request_has_an_assertion_of_its_own),
        cmocka_unit_test(test_federated_assertion_is_passed_on_unchanged_and_asked_for_each_time),
        cmocka_unit_test(test_without_an_assertion_nothing_is_sent),
        cmocka_unit_test(test_signer_signs_each_request),
        cmocka_unit_test(test_signature_that_the_certificate_does_not_confirm_is_not_sent),
        cmocka_unit_test(test_credential_may_be_replaced_while_it_is_used),
    };

    return cmocka_run_group_tests(tests, make_certificates, free_certificates);
}
