/* SPDX-License-Identifier: Apache-2.0 */
/* seal.c - a record's value as storage holds it. */
#include "vault/seal.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>
#include <teamsinvite/storage.h>

#include "base/alloc.h"
#include "vault/hash.h"

enum {
    FORMAT = 1,
    ALGORITHM = 1, /* AES-256-GCM, HKDF-SHA-256 */
    HEAD_BYTES = 5, /* "TI", format, algorithm, length of the key id */
    SALT_BYTES = 32,
    COMMITMENT_BYTES = 32,
    IV_BYTES = 12,
    TAG_BYTES = 16,
    FIXED_BYTES = HEAD_BYTES + SALT_BYTES + COMMITMENT_BYTES + IV_BYTES + TAG_BYTES,
    AAD_MAX = 4 + 1 + 4 + TEAMSINVITE_KEY_MAX + 4 + 8
};

#define INFO_PREFIX "libteamsinvite/v1"

/* The parts of an envelope, wherever it lies. */
typedef struct envelope {
    ti_slice key_id, salt, commitment, iv, cipher, tag;
} envelope;

typedef struct derived {
    unsigned char key[TI_KEY_BYTES];
    unsigned char commitment[COMMITMENT_BYTES];
} derived;

typedef struct aad {
    unsigned char bytes[AAD_MAX];
    size_t len;
} aad;

/* What one record is sealed or opened with. */
typedef struct means {
    const ti_algorithms *algorithms;
    const ti_key *key;
    aad data;
} means;

static ti_slice cut(ti_slice *rest, size_t len)
{
    ti_slice part = ti_slice_first(*rest, len);

    *rest = ti_slice_skip(*rest, len);
    return part;
}

/* By arithmetic on the total length alone: the tag is never shorter than 16. */
static bool split_envelope(envelope *parts, ti_slice sealed)
{
    size_t id_len;

    if (sealed.len < FIXED_BYTES || memcmp(sealed.ptr, "TI", 2) != 0 || sealed.ptr[2] != FORMAT ||
        sealed.ptr[3] != ALGORITHM)
        return false;
    id_len = (unsigned char)sealed.ptr[4];
    if (id_len < 1 || id_len > TI_KEY_ID_MAX || sealed.len < FIXED_BYTES + id_len + 1 ||
        sealed.len > FIXED_BYTES + id_len + TI_PLAIN_MAX)
        return false;
    sealed = ti_slice_skip(sealed, HEAD_BYTES);
    parts->key_id = cut(&sealed, id_len);
    parts->salt = cut(&sealed, SALT_BYTES);
    parts->commitment = cut(&sealed, COMMITMENT_BYTES);
    parts->iv = cut(&sealed, IV_BYTES);
    parts->cipher = cut(&sealed, sealed.len - TAG_BYTES);
    parts->tag = sealed;
    return true;
}

static bool derive_key(derived *out, const means *with, ti_slice salt)
{
    char info[sizeof(INFO_PREFIX) - 1 + TI_KEY_ID_MAX];
    size_t id_len = strlen(with->key->id);
    unsigned char both[sizeof(derived)];
    bool ok;

    memcpy(info, INFO_PREFIX, sizeof(INFO_PREFIX) - 1);
    memcpy(info + sizeof(INFO_PREFIX) - 1, with->key->id, id_len);
    ok = ti_hkdf_sha256(with->algorithms, both, sizeof(both), ti_slice_make(with->key->bytes, TI_KEY_BYTES), salt,
                        ti_slice_make(info, sizeof(INFO_PREFIX) - 1 + id_len));
    if (ok) {
        memcpy(out->key, both, TI_KEY_BYTES);
        memcpy(out->commitment, both + TI_KEY_BYTES, COMMITMENT_BYTES);
    }
    ti_wipe(both, sizeof(both));
    return ok;
}

static void put_big_endian(aad *data, uint64_t number, size_t width)
{
    while (width-- > 0)
        data->bytes[data->len++] = (unsigned char)(number >> (8 * width));
}

/* Each part after its length, so that no two places give the same bytes. */
static bool write_aad(aad *data, const ti_place *place)
{
    size_t key_len = strlen(place->key);

    data->len = 0;
    if (key_len > TEAMSINVITE_KEY_MAX || place->version < 0)
        return false;
    put_big_endian(data, 1, 4);
    put_big_endian(data, FORMAT, 1);
    put_big_endian(data, key_len, 4);
    memcpy(data->bytes + data->len, place->key, key_len);
    data->len += key_len;
    put_big_endian(data, 8, 4);
    put_big_endian(data, (uint64_t)place->version, 8);
    return true;
}

static const unsigned char *octets(ti_slice bytes)
{
    return (const unsigned char *)bytes.ptr;
}

/* cipher and tag are written to, as long as plain and 16 bytes. */
static bool encrypt(const means *with, unsigned char *cipher, unsigned char *tag, ti_slice plain,
                    const unsigned char *key, const unsigned char *iv)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int len = 0;
    int last = 0;
    bool ok;

    ok = context != NULL && EVP_EncryptInit_ex2(context, with->algorithms->aes_256_gcm, key, iv, NULL) == 1 &&
         EVP_EncryptUpdate(context, NULL, &len, with->data.bytes, (int)with->data.len) == 1 &&
         EVP_EncryptUpdate(context, cipher, &len, octets(plain), (int)plain.len) == 1 &&
         EVP_EncryptFinal_ex(context, cipher + len, &last) == 1 && (size_t)len + (size_t)last == plain.len &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, tag) == 1;
    EVP_CIPHER_CTX_free(context);
    return ok;
}

/* *genuine tells a wrong tag from an OpenSSL that does not work. */
static bool decrypt(const means *with, unsigned char *plain, const envelope *parts, const unsigned char *key,
                    bool *genuine)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    unsigned char tag[TAG_BYTES];
    int len = 0;
    int last = 0;
    bool ok;

    memcpy(tag, parts->tag.ptr, sizeof(tag));
    ok = context != NULL &&
         EVP_DecryptInit_ex2(context, with->algorithms->aes_256_gcm, key, octets(parts->iv), NULL) == 1 &&
         EVP_DecryptUpdate(context, NULL, &len, with->data.bytes, (int)with->data.len) == 1 &&
         EVP_DecryptUpdate(context, plain, &len, octets(parts->cipher), (int)parts->cipher.len) == 1 &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_BYTES, tag) == 1;
    *genuine = ok && EVP_DecryptFinal_ex(context, plain + len, &last) == 1 &&
               (size_t)len + (size_t)last == parts->cipher.len;
    EVP_CIPHER_CTX_free(context);
    return ok;
}

/* Room for the whole envelope, its head written; *parts points into it. */
static bool lay_out(ti_buf *sealed, envelope *parts, const ti_key *key, size_t plain_len)
{
    size_t id_len = strlen(key->id);
    size_t total = FIXED_BYTES + id_len + plain_len;
    char *start = ti_buf_extend(sealed, total);

    if (start == NULL)
        return false;
    memset(start, 0, total);
    memcpy(start, "TI", 2);
    start[2] = FORMAT;
    start[3] = ALGORITHM;
    start[4] = (char)id_len;
    memcpy(start + HEAD_BYTES, key->id, id_len);
    return split_envelope(parts, ti_slice_make(start, total));
}

/* Parts of an envelope of ours are written to; a slice only reads. */
static unsigned char *writable(const ti_buf *sealed, ti_slice part)
{
    return (unsigned char *)sealed->ptr + (part.ptr - sealed->ptr);
}

static teamsinvite_status fill_envelope(const ti_buf *sealed, const envelope *parts, ti_slice plain, const means *with,
                                        ti_random random, ti_error *err)
{
    unsigned char fresh[SALT_BYTES + IV_BYTES];
    derived keys;
    bool ok;

    if (random.fill == NULL || !random.fill(fresh, sizeof(fresh), random.user_data))
        return ti_fail(err, TEAMSINVITE_E_RANDOM, "no secure random bytes to seal a record with");
    memcpy(writable(sealed, parts->salt), fresh, SALT_BYTES);
    memcpy(writable(sealed, parts->iv), fresh + SALT_BYTES, IV_BYTES);
    ok = derive_key(&keys, with, parts->salt);
    if (ok) {
        memcpy(writable(sealed, parts->commitment), keys.commitment, COMMITMENT_BYTES);
        ok = encrypt(with, writable(sealed, parts->cipher), writable(sealed, parts->tag), plain, keys.key,
                     octets(parts->iv));
    }
    ti_wipe(&keys, sizeof(keys));
    if (!ok)
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "OpenSSL could not seal a record");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_seal(ti_buf *sealed, ti_slice plain, const ti_place *place, const ti_keyring *ring,
                           ti_random random, ti_error *err)
{
    means with = { .algorithms = &ring->algorithms };
    teamsinvite_status status;
    envelope parts;
    ti_key room;

    ti_buf_reset(sealed);
    if (plain.len < 1 || plain.len > TI_PLAIN_MAX || !write_aad(&with.data, place))
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "a record of %zu bytes cannot be sealed", plain.len);
    with.key = ti_keyring_current(ring, &room);
    if (with.key == NULL)
        return ti_fail(err, TEAMSINVITE_E_KEY_UNAVAILABLE, "there is no key \"%s\" to seal records with",
                       ring->current);
    if (lay_out(sealed, &parts, with.key, plain.len)) {
        ERR_set_mark();
        status = fill_envelope(sealed, &parts, plain, &with, random, err);
        ERR_pop_to_mark();
    } else {
        status = sealed->too_long
                     ? ti_fail(err, TEAMSINVITE_E_INTERNAL, "the buffer for a sealed record is too small")
                     : ti_fail_no_memory(err);
    }
    ti_wipe(&room, sizeof(room));
    if (status != TEAMSINVITE_OK)
        ti_buf_reset(sealed);
    return status;
}

static bool is_id(ti_slice id)
{
    size_t i;

    for (i = 0; i < id.len; i++) {
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", id.ptr[i]) == NULL ||
            id.ptr[i] == '\0')
            return false;
    }
    return true;
}

bool ti_sealed_key_id(ti_slice sealed, ti_slice *id)
{
    envelope parts;

    if (!split_envelope(&parts, sealed) || !is_id(parts.key_id))
        return false;
    *id = parts.key_id;
    return true;
}

static teamsinvite_status open_envelope(ti_buf *plain, const envelope *parts, const means *with, ti_error *err)
{
    char *room = ti_buf_extend(plain, parts->cipher.len);
    bool genuine = false;
    bool committed;
    derived keys;
    bool ok;

    if (room == NULL)
        return plain->too_long ? ti_fail(err, TEAMSINVITE_E_INTERNAL, "the buffer for an opened record is too small")
                               : ti_fail_no_memory(err);
    ok = derive_key(&keys, with, parts->salt);
    committed = ok && ti_secret_equal(ti_slice_make(keys.commitment, COMMITMENT_BYTES), parts->commitment);
    if (committed)
        ok = decrypt(with, (unsigned char *)room, parts, keys.key, &genuine);
    ti_wipe(&keys, sizeof(keys));
    if (!ok)
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "OpenSSL could not open a record");
    if (!committed)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "a record is not sealed with the key it names");
    if (!genuine)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "a record is not the one that was sealed for this place");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_open(ti_buf *plain, ti_slice sealed, const ti_place *place, const ti_keyring *ring,
                           ti_error *err)
{
    means with = { .algorithms = &ring->algorithms };
    teamsinvite_status status;
    envelope parts;
    ti_key room;

    ti_buf_reset(plain);
    if (!write_aad(&with.data, place))
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "a record cannot stand at this place");
    if (!split_envelope(&parts, sealed) || !is_id(parts.key_id))
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "a record is not in the sealed format");
    with.key = ti_keyring_find(ring, parts.key_id, &room);
    if (with.key == NULL)
        return ti_fail(err, TEAMSINVITE_E_KEY_UNAVAILABLE, "a record is sealed with key \"%.*s\", which is not in "
                       "the keyring", (int)parts.key_id.len, parts.key_id.ptr);
    ERR_set_mark();
    status = open_envelope(plain, &parts, &with, err);
    ERR_pop_to_mark();
    ti_wipe(&room, sizeof(room));
    if (status != TEAMSINVITE_OK)
        ti_buf_reset(plain);
    return status;
}
