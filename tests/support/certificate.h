/* SPDX-License-Identifier: Apache-2.0 */
/* certificate.h - a certificate authority made for one test run, and what it signs. */
#ifndef TI_TESTS_SUPPORT_CERTIFICATE_H
#define TI_TESTS_SUPPORT_CERTIFICATE_H

/* PEM, on the heap. */
typedef struct certificate {
    char *certificate;
    char *key;
} certificate;

/* Sign itself; asserts that it works. */
certificate certificate_make_authority(const char *name);

/* For a server; names as "DNS:localhost,IP:127.0.0.1". */
certificate certificate_make(const certificate *authority, const char *names);

/* RSA, signed by itself, valid from an hour ago for so many seconds from now: what an app registers with Entra. */
certificate certificate_make_rsa(unsigned int bits, long valid_seconds);

/* Key and certificate in one text, on the heap. */
char *certificate_pem(const certificate *c);

void certificate_free(certificate *c);

#endif
