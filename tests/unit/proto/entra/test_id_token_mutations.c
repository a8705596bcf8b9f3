/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_id_token_mutations.c - all the ways to break one good id_token: each
 * must be refused, and each for its own reason; covers: T1 to T8, B4.
 */
#include "proto/entra/id_token.h"

#include "sample_id_token.h"
#include "vault/hash.h"

typedef enum where { IN_HEADER, IN_CLAIMS, IN_KEYS, IN_TENANT, AROUND, INSTEAD } where;

/* A case of the matrix: one replacement in a good token, which is then signed
 * as it stands. AROUND: what to put before and behind the signed token. */
typedef struct broken {
    where where;
    const char *from, *to;
    const char *why;
} broken;

#define GUID_TOO_LONG TENANT "0"
#define FILL_64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ROLE "62e90394-69f5-4237-9190-012177145e10"
#define ROLES_8                                                                                                       \
    "\"" ROLE "\",\"" ROLE "\",\"" ROLE "\",\"" ROLE "\",\"" ROLE "\",\"" ROLE "\",\"" ROLE "\",\"" ROLE "\""
#define ROLES_64                                                                                                      \
    ROLES_8 "," ROLES_8 "," ROLES_8 "," ROLES_8 "," ROLES_8 "," ROLES_8 "," ROLES_8 "," ROLES_8

static const broken matrix[] = {
    /* header */
    { IN_HEADER, "\"RS256\"", "\"none\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"HS256\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"RS384\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"PS256\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"ES256\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"rs256\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "\"RS256 \"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "[\"RS256\"]", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"RS256\"", "null", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"alg\"", "\"ALG\"", TOKEN("alg is not RS256") },
    { IN_HEADER, "\"typ\"", "\"crit\":[\"exp\"],\"typ\"", TOKEN("it has critical extensions") },
    { IN_HEADER, "\"typ\"", "\"crit\":[],\"typ\"", TOKEN("it has critical extensions") },
    { IN_HEADER, "\"typ\"", "\"zip\":\"DEF\",\"typ\"", TOKEN("it is compressed, encrypted or nested") },
    { IN_HEADER, "\"typ\"", "\"enc\":\"A256GCM\",\"typ\"", TOKEN("it is compressed, encrypted or nested") },
    { IN_HEADER, "\"typ\"", "\"cty\":\"JWT\",\"typ\"", TOKEN("it is compressed, encrypted or nested") },
    { IN_HEADER, "\"typ\"", "\"b64\":false,\"typ\"", TOKEN("it is compressed, encrypted or nested") },
    { IN_HEADER, "\"JWT\"", "\"at+jwt\"", TOKEN("typ is not JWT") },
    { IN_HEADER, "\"JWT\"", "17", TOKEN("typ is not JWT") },
    { IN_HEADER, "\"kid\":\"key-1\"", "\"x5t\":\"key-1\"", TOKEN("kid is missing or too long") },
    { IN_HEADER, "\"key-1\"", "\"\"", TOKEN("kid is missing or too long") },
    { IN_HEADER, "\"key-1\"", "[\"key-1\"]", TOKEN("kid is missing or too long") },
    { IN_HEADER, "\"key-1\"",
      "\"123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
      "123456789012345678901234567890123456789\"",
      TOKEN("kid is missing or too long") },
    { IN_HEADER, "\"key-1\"", "\"key-2\"", NO_SUCH_KEY },
    { IN_HEADER, "\"key-1\"", "\"Key-1\"", NO_SUCH_KEY },
    { IN_HEADER, "\"key-1\"", "\"../key-1\"", NO_SUCH_KEY },
    { IN_HEADER, "\"typ\"", "\"alg\":\"RS256\",\"typ\"", TOKEN("its header is not a JSON object") },
    { IN_HEADER, HEADER, "[" HEADER "]", TOKEN("its header is not a JSON object") },
    { IN_HEADER, "}", "} x", TOKEN("its header is not a JSON object") },
    /* keys */
    { IN_KEYS, "\"AQAB\"", "\"AQ\"", KEY("e is not 65537") },
    { IN_KEYS, "\"AQAB\"", "\"Aw\"", KEY("e is not 65537") },
    { IN_KEYS, "\"RSA\"", "\"oct\"", KEY("kty is not RSA") },
    { IN_KEYS, "\"RSA\"", "\"EC\"", KEY("kty is not RSA") },
    { IN_KEYS, "\"sig\"", "\"enc\"", KEY("use is not sig") },
    { IN_KEYS, "\"use\"", "\"d\":\"AQ\",\"use\"", KEY("it has private members") },
    { IN_KEYS, "\"use\"", "\"alg\":\"PS256\",\"use\"", KEY("alg is not RS256") },
    { IN_KEYS, "\"use\"", "\"key_ops\":[\"sign\"],\"use\"", KEY("key_ops lacks verify") },
    { IN_KEYS, "[{", "[{\"kid\":\"key-1\"},{", KEY("its kid is twice in the set") },
    { IN_KEYS, "\"keys\"", "\"key\"", KEY("the keys document has no keys") },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.com/" TI_CONSUMER_TENANT "/v2.0", FOREIGN_KEY },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.us/{tenantid}/v2.0", FOREIGN_KEY },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.com/" TENANT_LOWER "/v2.0", FOREIGN_KEY },
    { IN_KEYS, TEMPLATE, TEMPLATE "/", FOREIGN_KEY },
    { IN_KEYS, "\"" TEMPLATE "\"", "17", KEY("issuer is not a string") },
    { IN_KEYS, "\"kid\":\"key-1\"", "\"kid\":\"key-9\"", NO_SUCH_KEY },
    { IN_KEYS, "[{", "[],\"x\":[{", NO_SUCH_KEY },
    { IN_KEYS, "\"kty\"", "\"Kty\"", KEY("kty is not RSA") },
    { IN_KEYS, "\"use\"", "\"k\":\"AQ\",\"use\"", KEY("it has private members") },
    { IN_KEYS, "\"n\"", "\"N\"", KEY("n is missing or too long") },
    { IN_KEYS, "\"n\":\"", "\"n\":\"AQ\",\"x\":\"", KEY("n has not 2048 to 4096 bits") },
    { IN_KEYS, "\"n\":\"", "\"n\":\"=", KEY("n is not base64url of a usable size") },
    { IN_KEYS, "\"n\":\"", "\"n\":\"AAAA", KEY("n has leading zeros") },
    { IN_KEYS, "\"n\":\"", "\"n\":\"AQAB", SIGNATURE },
    /* payload */
    { IN_CLAIMS, CLAIMS, "[" CLAIMS "]", TOKEN("its payload is not a JSON object") },
    { IN_CLAIMS, "{", "{\"ver\":\"2.0\",", TOKEN("its payload is not a JSON object") },
    { IN_CLAIMS, "sub-1", "sub-1\\u0000", TOKEN("its payload is not a JSON object") },
    { IN_CLAIMS, "sub-1", "\xff", TOKEN("its payload is not a JSON object") },
    { IN_CLAIMS, "{", "\xef\xbb\xbf{", TOKEN("its payload is not a JSON object") },
    { IN_CLAIMS, "\"2.0\"}", "\"2.0\"", TOKEN("its payload is not a JSON object") },
    /* ver */
    { IN_CLAIMS, "\"2.0\"", "\"1.0\"", TOKEN("ver is not 2.0") },
    { IN_CLAIMS, "\"2.0\"", "2.0", TOKEN("ver is not 2.0") },
    { IN_CLAIMS, ",\"ver\":\"2.0\"", "", TOKEN("ver is not 2.0") },
    /* tid */
    { IN_CLAIMS, "\"tid\":\"" TENANT "\",", "", TOKEN("tid is not a GUID") },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"contoso.com\"", TOKEN("tid is not a GUID") },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" GUID_TOO_LONG "\"", TOKEN("tid is not a GUID") },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"{tenantid}\"", TOKEN("tid is not a GUID") },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":[\"" TENANT "\"]", TOKEN("tid is not a GUID") },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"TID\":\"" TENANT "\"", TOKEN("tid is not a GUID") },
    /* iss */
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" OTHER_TENANT "\"", FOREIGN_ISSUER },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" TENANT_LOWER "\"", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.com/" OTHER_TENANT "/v2.0", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "https://sts.windows.net/" TENANT "/", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.us/" TENANT "/v2.0", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "https://evil1.microsoftonline.com/" TENANT "/v2.0", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.com/" TENANT "/v2.1", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, ISSUER "/", FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, "x" ISSUER, FOREIGN_ISSUER },
    { IN_CLAIMS, ISSUER, TEMPLATE, FOREIGN_ISSUER },
    { IN_CLAIMS, "\"iss\"", "\"isr\"", FOREIGN_ISSUER },
    { IN_CLAIMS, "\"iss\":\"" ISSUER "\"", "\"iss\":[\"" ISSUER "\"]", FOREIGN_ISSUER },
    /* aud, azp */
    { IN_CLAIMS, "\"" CLIENT "\"", "\"22222222-2222-3333-4444-555555555555\"", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "\"" CLIENT "x\"", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "[]", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "[\"" CLIENT "\",\"" CLIENT "\"]", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "[\"" CLIENT "\",\"other\"]", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "[[\"" CLIENT "\"]]", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "[17]", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"" CLIENT "\"", "{\"x\":\"" CLIENT "\"}", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"aud\"", "\"aux\"", TOKEN("aud is not this app") },
    { IN_CLAIMS, "\"oid\"", "\"azp\":\"22222222-2222-3333-4444-555555555555\",\"oid\"", TOKEN("azp is not this app") },
    { IN_CLAIMS, "\"oid\"", "\"azp\":null,\"oid\"", TOKEN("azp is not this app") },
    /* times */
    { IN_CLAIMS, "\"exp\":1900003900,", "", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "\"1900003900\"", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "0", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "-1", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "9007199254740992", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "1e300", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "true", TOKEN("exp is missing or not a time") },
    { IN_CLAIMS, "1900003900", "1899999890", TOKEN("exp: it has expired") },
    { IN_CLAIMS, "1900003900", "1899999889.999", TOKEN("exp: it has expired") },
    { IN_CLAIMS, "1900003900", "1", TOKEN("exp: it has expired") },
    { IN_CLAIMS, "\"nbf\":1900000000,", "", TOKEN("nbf is missing or not a time") },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":null", TOKEN("nbf is missing or not a time") },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":1900000130.001", TOKEN("nbf: it is not valid yet") },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":1900003600", TOKEN("nbf: it is not valid yet") },
    { IN_CLAIMS, "\"iat\":1900000000,", "", TOKEN("iat is missing or not a time") },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":[1900000000]", TOKEN("iat is missing or not a time") },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":1900000131", TOKEN("iat: it was issued in the future") },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":1899999869", TOKEN("iat: it was issued before this sign-in began") },
    /* nonce */
    { IN_CLAIMS, "\"nonce\":\"" NONCE "\",", "", TOKEN("nonce is missing") },
    { IN_CLAIMS, "\"" NONCE "\"", "\"\"", TOKEN("nonce is missing") },
    { IN_CLAIMS, "\"" NONCE "\"", "17", TOKEN("nonce is missing") },
    { IN_CLAIMS, NONCE, "Bm9uY2Ugb2YgdGhpcyBzaWduLWlu", TOKEN("nonce is not that of this sign-in") },
    { IN_CLAIMS, NONCE, NONCE "x", TOKEN("nonce is not that of this sign-in") },
    { IN_CLAIMS, NONCE, "bm9uY2Ugb2YgdGhpcyBzaWduLWl", TOKEN("nonce is not that of this sign-in") },
    /* sub, oid */
    { IN_CLAIMS, "\"sub\":\"sub-1\",", "", TOKEN("sub is missing or too long") },
    { IN_CLAIMS, "\"sub-1\"", "\"\"", TOKEN("sub is missing or too long") },
    { IN_CLAIMS, "\"sub-1\"", "1", TOKEN("sub is missing or too long") },
    { IN_CLAIMS, "sub-1", FILL_64 FILL_64 FILL_64 FILL_64, TOKEN("sub is missing or too long") },
    { IN_CLAIMS, "\"oid\":\"" OID "\",", "", TOKEN("oid is not a GUID") },
    { IN_CLAIMS, OID, "anna@contoso.example", TOKEN("oid is not a GUID") },
    { IN_CLAIMS, OID, "6E1F6E1F11112222333344444444444411ab", TOKEN("oid is not a GUID") },
    { IN_CLAIMS, OID, "6E1F6E1F-1111-2222-3333-44444444444g", TOKEN("oid is not a GUID") },
    /* idp, acct */
    { IN_CLAIMS, "\"oid\"", "\"idp\":17,\"oid\"", TOKEN("idp is not a string") },
    { IN_CLAIMS, "\"oid\"", "\"acct\":2,\"oid\"", TOKEN("acct is neither 0 nor 1") },
    { IN_CLAIMS, "\"oid\"", "\"acct\":true,\"oid\"", TOKEN("acct is neither 0 nor 1") },
    { IN_CLAIMS, "\"oid\"", "\"idp\":null,\"oid\"", TOKEN("idp is not a string") },
    { IN_CLAIMS, "\"oid\"", "\"acct\":null,\"oid\"", TOKEN("acct is neither 0 nor 1") },
    /* at_hash: of another token, of all 32 bytes, in upper case, no string */
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"oid\"", OTHER_TOKEN },
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":\"" AT_HASH_WHOLE "\",\"oid\"", OTHER_TOKEN },
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":\"" AT_HASH "==\",\"oid\"", OTHER_TOKEN },
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":17,\"oid\"", TOKEN("at_hash is not a string") },
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":null,\"oid\"", TOKEN("at_hash is not a string") },
    { IN_CLAIMS, "\"oid\"", "\"at_hash\":\"\",\"oid\"", TOKEN("at_hash is not a string") },
    /* wids */
    { IN_CLAIMS, "\"oid\"", "\"wids\":\"" ROLE "\",\"oid\"", TOKEN("wids is not a list") },
    { IN_CLAIMS, "\"oid\"", "\"wids\":null,\"oid\"", TOKEN("wids is not a list") },
    { IN_CLAIMS, "\"oid\"", "\"wids\":[\"" ROLE "\",17],\"oid\"", NO_GUIDS },
    { IN_CLAIMS, "\"oid\"", "\"wids\":[\"Global Administrator\"],\"oid\"", NO_GUIDS },
    { IN_CLAIMS, "\"oid\"", "\"wids\":[[\"" ROLE "\"]],\"oid\"", NO_GUIDS },
    { IN_CLAIMS, "\"oid\"", "\"wids\":[" ROLES_64 ",\"" ROLE "\"],\"oid\"", TOKEN("wids has more than 64 roles") },
    /* which tenant, in tid and iss alike */
    { IN_TENANT, TENANT, OTHER_TENANT, WRONG_TENANT },
    { IN_TENANT, TENANT, TI_CONSUMER_TENANT, PERSONAL },
    { IN_TENANT, TENANT, "9188040D-6C67-4C5B-B112-36A304B66DAD", PERSONAL },
    /* the token as a whole, once signed: what comes before it and behind it */
    { AROUND, "", "=", TOKEN("its signature is not base64url") },
    { AROUND, "", "==", TOKEN("its signature is not base64url") },
    { AROUND, "", " ", TOKEN("its signature is not base64url") },
    { AROUND, "", "\n", TOKEN("its signature is not base64url") },
    { AROUND, "", "+", TOKEN("its signature is not base64url") },
    { AROUND, "", "AAA", TOKEN("its signature is not base64url") },
    { AROUND, "", "A", SIGNATURE },
    { AROUND, "", "AA", SIGNATURE },
    { AROUND, " ", "", TOKEN("its header is not base64url") },
    { AROUND, "=", "", TOKEN("its header is not base64url") },
    { AROUND, "Bearer ", "", TOKEN("its header is not base64url") },
    { AROUND, ".", "", PIECES },
    { AROUND, "", ".", PIECES },
    { AROUND, "", ".x", PIECES },
    { AROUND, "e30.", "", PIECES },
    /* something else in its place */
    { INSTEAD, "", "", PIECES },
    { INSTEAD, "", "..", PIECES },
    { INSTEAD, "", "a.b", PIECES },
    { INSTEAD, "", "a..c", PIECES },
    { INSTEAD, "", "a.b.c.d.e", PIECES },
    { INSTEAD, "", "{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"AA\"}", PIECES },
    { INSTEAD, "", "eyJhbGciOiJub25lIn0.e30.AA", TOKEN("alg is not RS256") },
    { INSTEAD, "", "W10.e30.AA", TOKEN("its header is not a JSON object") },
};

enum { CASES = sizeof(matrix) / sizeof(matrix[0]) };

static teamsinvite_status status_of(const char *why)
{
    if (strcmp(why, WRONG_TENANT) == 0)
        return TEAMSINVITE_E_WRONG_TENANT;
    return strcmp(why, PERSONAL) == 0 ? TEAMSINVITE_E_WRONG_ACCOUNT : TEAMSINVITE_E_ID_TOKEN;
}

static void break_parts(fixture *f, const broken *how)
{
    switch (how->where) {
    case IN_HEADER:
        replace(f->header, how->from, how->to);
        break;
    case IN_CLAIMS:
        replace(f->claims, how->from, how->to);
        break;
    case IN_KEYS:
        replace(f->keys, how->from, how->to);
        break;
    case IN_TENANT:
        replace(f->claims, how->from, how->to);
        replace(f->claims, how->from, how->to);
        break;
    case AROUND:
    case INSTEAD:
        break;
    }
}

static void break_whole(ti_buf *text, const fixture *f, const broken *how)
{
    if (how->where == AROUND)
        ti_buf_add_text(text, how->from);
    if (how->where != INSTEAD)
        ti_buf_add(text, ti_buf_slice(&f->token));
    if (how->where == AROUND || how->where == INSTEAD)
        ti_buf_add_text(text, how->to);
    assert_false(text->failed);
}

/* A fresh fixture with this one thing wrong. */
static fixture *start_over(void **state, const broken *how)
{
    tear_down(state);
    set_up(state);
    break_parts(*state, how);
    return *state;
}

static void print_case(size_t number, const broken *how)
{
    static const char *const names[] = { "header", "claims", "keys", "tenant", "around", "instead" };
    char what[49];
    size_t i;

    snprintf(what, sizeof(what), "%s%s%s", how->where == AROUND ? how->from : "", how->where == AROUND ? "..." : "",
             how->to);
    for (i = 0; what[i] != '\0'; i++)
        what[i] = (char)(what[i] >= ' ' && what[i] <= '~' ? what[i] : '?');
    print_message("%3zu  %-7s  %-48s  %s\n", number, names[how->where], what, how->why);
}

static void test_every_broken_token_is_refused_for_its_own_reason(void **state)
{
    size_t i;

    for (i = 0; i < CASES; i++) {
        fixture *f = start_over(state, &matrix[i]);
        ti_buf text;

        sign_token(f);
        ti_buf_init(&text, 2 * TEXT_MAX);
        break_whole(&text, f, &matrix[i]);
        assert_refused_text(f, ti_buf_slice(&text), status_of(matrix[i].why), matrix[i].why, matrix[i].to);
        assert_null(strstr(f->err.message, "anna"));
        assert_null(strstr(f->err.message, TENANT_LOWER));
        ti_buf_clear(&text);
        print_case(i + 1, &matrix[i]);
    }
    assert_true(CASES >= 60);
    print_message("%d broken id_tokens refused\n", (int)CASES);
}

/* The matrix is worth nothing where what it bends was broken already. */
static void test_the_unbroken_token_is_good(void **state)
{
    assert_good(*state);
}

/* T4: what is not signed is not looked at. */
static void test_signature_is_checked_before_any_claim(void **state)
{
    size_t i;

    for (i = 0; i < CASES; i++) {
        fixture *f;

        if (matrix[i].where != IN_CLAIMS && matrix[i].where != IN_TENANT)
            continue;
        f = start_over(state, &matrix[i]);
        begin_token(f);
        assert_true(ti_buf_add_char(&f->token, '.'));
        assert_true(ti_buf_add(&f->token, ti_slice_first(ti_slice_of(modulus), 342)));
        assert_refused_text(f, ti_buf_slice(&f->token), TEAMSINVITE_E_ID_TOKEN, SIGNATURE, matrix[i].to);
    }
}

static void test_kid_is_not_read_from_a_bad_header(void **state)
{
    size_t i;

    for (i = 0; i < CASES; i++) {
        fixture *f;
        ti_slice kid = TI_SLICE("from before");
        ti_arena arena;

        if (matrix[i].where != IN_HEADER || strcmp(matrix[i].why, NO_SUCH_KEY) == 0)
            continue;
        f = start_over(state, &matrix[i]);
        sign_token(f);
        ti_arena_init(&arena);
        assert_int_equal(ti_id_token_kid(ti_buf_slice(&f->token), &arena, &kid, &f->err), TEAMSINVITE_E_ID_TOKEN);
        assert_string_equal(f->err.message, matrix[i].why);
        assert_int_equal(kid.len, 0);
        ti_arena_clear(&arena);
    }
}

static void test_every_changed_character_is_refused(void **state)
{
    fixture *f = *state;
    size_t i;

    sign_token(f);
    for (i = 0; i < f->token.len; i++) {
        char was = f->token.ptr[i];

        /* The other characters of base64url that are farthest away, and a dot more or less. */
        f->token.ptr[i] = was == '.' ? 'A' : (char)(was == 'A' ? 'Q' : 'A');
        assert_int_equal(verify_text(f, ti_buf_slice(&f->token)), TEAMSINVITE_E_ID_TOKEN);
        f->token.ptr[i] = was;
    }
    assert_int_equal(verify_text(f, ti_buf_slice(&f->token)), TEAMSINVITE_OK);
}

static void test_every_truncation_is_refused(void **state)
{
    fixture *f = *state;
    size_t len;

    sign_token(f);
    for (len = 0; len < f->token.len; len++)
        assert_int_equal(verify_text(f, ti_slice_first(ti_buf_slice(&f->token), len)), TEAMSINVITE_E_ID_TOKEN);
}

/* The last character of 256 bytes holds two bits that mean nothing; they must be 0. */
static void test_unused_bits_of_base64url_must_be_zero(void **state)
{
    fixture *f = *state;
    char *last;

    sign_token(f);
    last = &f->token.ptr[f->token.len - 1];
    *last = (char)(*last + 1);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("its signature is not base64url"));
}

static void test_token_over_16_kib_is_refused(void **state)
{
    static char padding[13 * 1024];
    fixture *f = *state;

    memset(padding, 'x', sizeof(padding) - 1);
    replace(f->claims, "anna", padding);
    sign_token(f);
    assert_true(f->token.len > 16 * 1024);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("it is longer than 16 KiB"));
}

static void test_unsecured_token_is_refused(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"RS256\"", "\"none\"");
    begin_token(f);
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, PIECES);
    assert_true(ti_buf_add_char(&f->token, 'A'));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("alg is not RS256"));
}

/* Key confusion: the public key as an HMAC secret. */
static void test_hmac_under_the_public_key_is_refused(void **state)
{
    fixture *f = *state;
    unsigned char tag[TI_HASH_BYTES];

    replace(f->header, "\"RS256\"", "\"HS256\"");
    begin_token(f);
    assert_true(ti_hmac_sha256(tag, ti_slice_of(modulus), ti_buf_slice(&f->token)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(tag, sizeof(tag))));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, TOKEN("alg is not RS256"));
    replace(f->header, "\"HS256\"", "\"RS256\"");
    begin_token(f);
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(tag, sizeof(tag))));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, SIGNATURE);
}

/* PKCS #1 v1.5 padding written by hand: with e = 1 it is its own signature. */
static void test_signature_made_by_hand_for_exponent_1_is_refused(void **state)
{
    static const unsigned char digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
    fixture *f = *state;
    unsigned char signature[256];

    begin_token(f);
    memset(signature, 0xff, sizeof(signature));
    signature[0] = 0;
    signature[1] = 1;
    signature[256 - 32 - sizeof(digest_info) - 1] = 0;
    memcpy(signature + 256 - 32 - sizeof(digest_info), digest_info, sizeof(digest_info));
    assert_true(ti_sha256(signature + 256 - 32, ti_buf_slice(&f->token)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(signature, sizeof(signature))));
    replace(f->keys, "\"AQAB\"", "\"AQ\"");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, KEY("e is not 65537"));
}

static void test_signature_of_another_key_is_refused(void **state)
{
    fixture *f = *state;
    EVP_PKEY *other = EVP_RSA_gen(2048);

    begin_token(f);
    add_signature(&f->token, other);
    EVP_PKEY_free(other);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, SIGNATURE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_the_unbroken_token_is_good),
        WITH_FIXTURE(test_every_broken_token_is_refused_for_its_own_reason),
        WITH_FIXTURE(test_signature_is_checked_before_any_claim),
        WITH_FIXTURE(test_kid_is_not_read_from_a_bad_header),
        WITH_FIXTURE(test_every_changed_character_is_refused),
        WITH_FIXTURE(test_every_truncation_is_refused),
        WITH_FIXTURE(test_unused_bits_of_base64url_must_be_zero),
        WITH_FIXTURE(test_token_over_16_kib_is_refused),
        WITH_FIXTURE(test_unsecured_token_is_refused),
        WITH_FIXTURE(test_hmac_under_the_public_key_is_refused),
        WITH_FIXTURE(test_signature_made_by_hand_for_exponent_1_is_refused),
        WITH_FIXTURE(test_signature_of_another_key_is_refused),
    };

    return cmocka_run_group_tests(tests, make_key, free_key);
}
