/* SPDX-License-Identifier: Apache-2.0 */
/* certificate.c - the certificates that are registered for an app. */
#include <string.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/check.h"
#include "sim/setup.h"

static void free_certificate(ti_sim_certificate *certificate)
{
    if (certificate == NULL)
        return;
    EVP_PKEY_free(certificate->key);
    ti_free(certificate);
}

void ti_sim_certificates_clear(ti_sim_certificate **list)
{
    while (*list != NULL) {
        ti_sim_certificate *certificate = *list;

        *list = certificate->next;
        free_certificate(certificate);
    }
}

const ti_sim_certificate *ti_sim_certificate_find(const ti_sim_certificate *list, const char *thumbprint)
{
    while (list != NULL && strcmp(list->x5t, thumbprint) != 0 && strcmp(list->x5t_sha256, thumbprint) != 0)
        list = list->next;
    return list;
}

static bool write_thumbprint(const X509 *x509, const EVP_MD *hash, char out[TI_SIM_THUMBPRINT_SIZE])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    bool ok;
    ti_buf text;

    if (X509_digest(x509, hash, digest, &length) != 1)
        return false;
    ti_buf_init(&text, TI_SIM_THUMBPRINT_SIZE - 1);
    ok = ti_base64url_encode(&text, ti_slice_make(digest, length));
    memcpy(out, ti_buf_text(&text), strlen(ti_buf_text(&text)) + 1);
    ti_buf_clear(&text);
    return ok;
}

/* Days and seconds from 1970 on, because time_t of a certificate's time needs timegm(). */
static bool read_end(const X509 *x509, int64_t *out)
{
    ASN1_TIME *start = ASN1_TIME_set(NULL, 0);
    int days = 0;
    int seconds = 0;
    bool ok = start != NULL && ASN1_TIME_diff(&days, &seconds, start, X509_get0_notAfter(x509)) == 1;

    ASN1_TIME_free(start);
    *out = ((int64_t)days * 86400 + seconds) * 1000;
    return ok;
}

static ti_sim_certificate *make_certificate(X509 *x509)
{
    ti_sim_certificate *certificate = ti_alloc(sizeof(*certificate));

    if (certificate != NULL)
        certificate->key = X509_get_pubkey(x509);
    if (certificate == NULL || certificate->key == NULL || EVP_PKEY_is_a(certificate->key, "RSA") != 1 ||
        !read_end(x509, &certificate->not_after_ms) || !write_thumbprint(x509, EVP_sha1(), certificate->x5t) ||
        !write_thumbprint(x509, EVP_sha256(), certificate->x5t_sha256)) {
        free_certificate(certificate);
        return NULL;
    }
    return certificate;
}

/* The first certificate of a text; others and keys in it do not matter. */
static ti_sim_certificate *read_certificate(const char *pem, ti_error *err)
{
    BIO *bio;
    X509 *x509;
    ti_sim_certificate *certificate = NULL;

    if (ti_check_text(err, "certificate_pem", pem, TI_SIM_KEY_TEXT_MAX, true) != TEAMSINVITE_OK)
        return NULL;
    bio = BIO_new_mem_buf(pem, (int)strlen(pem));
    x509 = bio == NULL ? NULL : PEM_read_bio_X509(bio, NULL, NULL, NULL);
    if (x509 != NULL)
        certificate = make_certificate(x509);
    X509_free(x509);
    BIO_free(bio);
    if (certificate == NULL)
        (void)ti_fail_parameter(err, "certificate_pem", "is no certificate with an RSA key");
    return certificate;
}

teamsinvite_status teamsinvite_sim_add_certificate(teamsinvite_sim *sim, const char *client_id,
                                                   const char *certificate_pem, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_certificate *certificate = read_certificate(certificate_pem, &error);
    ti_sim_app *app = certificate == NULL ? NULL : ti_sim_lock_app(sim, client_id, &error);

    if (app != NULL) {
        if (ti_sim_certificate_find(app->certificates, certificate->x5t_sha256) != NULL) {
            (void)ti_sim_there_already(&error, "certificate");
        } else {
            certificate->next = app->certificates;
            app->certificates = certificate;
            certificate = NULL;
        }
        ti_sim_unlock(sim);
    }
    free_certificate(certificate);
    return ti_error_give(&error, err);
}

static bool remove_certificate(ti_sim_app *app, const ti_sim_certificate *like)
{
    ti_sim_certificate **slot = &app->certificates;
    ti_sim_certificate *certificate;

    while (*slot != NULL && strcmp((*slot)->x5t_sha256, like->x5t_sha256) != 0)
        slot = &(*slot)->next;
    certificate = *slot;
    if (certificate == NULL)
        return false;
    *slot = certificate->next;
    free_certificate(certificate);
    return true;
}

teamsinvite_status teamsinvite_sim_remove_certificate(teamsinvite_sim *sim, const char *client_id,
                                                      const char *certificate_pem, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_certificate *certificate = read_certificate(certificate_pem, &error);
    ti_sim_app *app = certificate == NULL ? NULL : ti_sim_lock_app(sim, client_id, &error);

    if (app != NULL) {
        if (!remove_certificate(app, certificate))
            (void)ti_sim_missing(&error, "certificate");
        ti_sim_unlock(sim);
    }
    free_certificate(certificate);
    return ti_error_give(&error, err);
}
