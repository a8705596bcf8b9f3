/* SPDX-License-Identifier: Apache-2.0 */
/*
 * monday.c - the program bench-monday:
 *
 *     bench-monday URL [--ca FILE] [--name NAME] [--companies N] [--recruiters N]
 *                  [--expired-of N] [--creates N] [--bulk N] [--over-ms N] [--sqlite FILE]
 *
 * A Monday morning on the stub at URL, which nobody else asks anything meanwhile. Of
 * the creates, company 0 asks for --bulk at once; before that, a morning without them,
 * half as long ("NAME.alone.…"). Prints figures "NAME.…"; ends with 1 where something
 * is lost or doubled.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "common/check.h"
#include "monday.h"

static long number_of(int argc, char **argv, const char *name, long otherwise)
{
    const char *value = bench_option(argc, argv, name);

    return value == NULL ? otherwise : strtol(value, NULL, 10);
}

static teamsinvite_transport *make_transport(const char *ca_file)
{
    teamsinvite_transport *transport = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_transport_new(&transport, &err), &err, "the transport");
    if (ca_file != NULL)
        check(teamsinvite_transport_set_ca_file(transport, ca_file, &err), &err, "the CA");
    return transport;
}

static teamsinvite_client *make_client(const char *base_url, teamsinvite_transport *transport,
                                       const monday_storage *storage)
{
    static const unsigned char key[32] = "the key of the benchmark's rows.";
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_new(&config, &err), &err, "the config");
    check(teamsinvite_config_set_app(config, "11111111-2222-3333-4444-555555555555", "a-secret", &err), &err,
          "the app");
    check(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", &err), &err, "the redirect URI");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the stub's URL");
    check(teamsinvite_config_set_storage(config, storage->handle, storage->records, NULL, &err), &err, "storage");
    check(teamsinvite_config_set_transport(config, teamsinvite_transport_handle, transport, NULL, &err), &err,
          "the transport");
    check(teamsinvite_client_new(config, &client, &err), &err, "the client");
    return client;
}

typedef struct town_hall {
    monday_town town;
    const char *name;
    const char *base_url;
    const char *ca_file;
    teamsinvite_transport *transport;
    teamsinvite_client *client;
    size_t interviews; /* until now */
    double records_kib;
} town_hall;

static void open_hall(town_hall *h, const monday_storage *storage)
{
    double began_us = bench_wall_us();

    h->town.renewed = calloc((size_t)h->town.recruiters, sizeof(*h->town.renewed));
    expect(h->town.renewed != NULL, "memory for the recruiters");
    h->transport = make_transport(h->ca_file);
    h->client = make_client(h->base_url, h->transport, storage);
    monday_settle(&h->town, storage, h->client);
    h->records_kib = bench_peak_kib();
    bench_figure_of(h->name, "settle_s", (bench_wall_us() - began_us) / 1e6, "s");
    bench_figure_of(h->name, "records_kib", h->records_kib, "KiB");
}

static void close_hall(town_hall *h)
{
    bench_figure_of(h->name, "connections", (double)teamsinvite_transport_connection_count(h->transport), "");
    bench_figure_of(h->name, "above_records_kib", bench_peak_kib() - h->records_kib, "KiB");
    teamsinvite_client_free(h->client);
    teamsinvite_transport_free(h->transport);
    free(h->town.renewed);
}

static bool hold_morning(town_hall *h, const char *name, size_t count, size_t bulk, int64_t over_ms)
{
    static const monday_seen nothing;
    monday_seen before = monday_ask_stub(h->base_url, h->ca_file, &nothing);
    monday_morning m = { .client = h->client, .town = &h->town, .count = count, .first = h->interviews };
    monday_seen seen;
    bool held;

    m.wishes = monday_plan(&h->town, count, bulk, over_ms);
    monday_run(&m);
    h->interviews += count;
    seen = monday_ask_stub(h->base_url, h->ca_file, &before);
    monday_print(name, &m, &seen);
    held = monday_account(&m, &seen);
    free(m.wishes);
    return held;
}

/* First the others by themselves for half the time, at the same rate. */
static bool hold_mornings(town_hall *h, size_t count, size_t bulk, int64_t over_ms)
{
    char alone[64];
    bool held;

    (void)snprintf(alone, sizeof(alone), "%s.alone", h->name);
    held = hold_morning(h, alone, (count - bulk) / 2, 0, over_ms / 2);
    return hold_morning(h, h->name, count, bulk, over_ms) && held;
}

int main(int argc, char **argv)
{
    town_hall h = { .town = { .companies = number_of(argc, argv, "--companies", 10000),
                              .recruiters = number_of(argc, argv, "--recruiters", 200000),
                              .expired_of = number_of(argc, argv, "--expired-of", 10) },
                    .name = bench_option(argc, argv, "--name"),
                    .base_url = argc > 1 ? argv[1] : NULL,
                    .ca_file = bench_option(argc, argv, "--ca") };
    const char *file = bench_option(argc, argv, "--sqlite");
    monday_storage storage;
    bool held;

    if (h.base_url == NULL) {
        (void)fprintf(stderr, "bench-monday URL [--ca FILE] [--name NAME] [--creates N] [--bulk N] [--sqlite FILE]\n");
        return 2;
    }
    h.name = h.name == NULL ? "monday" : h.name;
    storage = file == NULL ? monday_hash_storage() : monday_sqlite_storage(file);
    open_hall(&h, &storage);
    held = hold_mornings(&h, (size_t)number_of(argc, argv, "--creates", 10000),
                         (size_t)number_of(argc, argv, "--bulk", 2000), number_of(argc, argv, "--over-ms", 10000));
    close_hall(&h);
    storage.close(storage.records);
    return held ? 0 : 1;
}
