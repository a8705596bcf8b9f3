/* SPDX-License-Identifier: Apache-2.0 */
/*
 * monday.c - the program bench-monday:
 *
 *     bench-monday URL [--ca FILE] [--name NAME] [--companies N] [--recruiters N]
 *                  [--creates N] [--bulk N] [--over-ms N] [--sqlite FILE]
 *
 * A Monday morning on the stub at URL, which nobody else has asked anything. Of the
 * creates, company 0 asks for --bulk at once. Prints figures "NAME.…"; ends with 1
 * where something is lost or doubled.
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

static void settle(const char *name, const monday_town *town, const monday_storage *storage, teamsinvite_client *client)
{
    double began_us = bench_wall_us();

    monday_settle(town, storage, client);
    bench_figure_of(name, "settle_s", (bench_wall_us() - began_us) / 1e6, "s");
}

int main(int argc, char **argv)
{
    monday_town town = { .companies = number_of(argc, argv, "--companies", 10000),
                         .recruiters = number_of(argc, argv, "--recruiters", 200000),
                         .expired_of = 10 };
    size_t count = (size_t)number_of(argc, argv, "--creates", 20000);
    const char *name = bench_option(argc, argv, "--name");
    const char *ca_file = bench_option(argc, argv, "--ca");
    const char *file = bench_option(argc, argv, "--sqlite");
    teamsinvite_transport *transport = make_transport(ca_file);
    monday_storage storage;
    monday_morning m = { .town = &town, .count = count };
    monday_seen seen;
    double records_kib;
    bool held;

    if (argc < 2) {
        (void)fprintf(stderr, "bench-monday URL [--ca FILE] [--name NAME] [--creates N] [--bulk N] [--sqlite FILE]\n");
        return 2;
    }
    name = name == NULL ? "monday" : name;
    storage = file == NULL ? monday_hash_storage() : monday_sqlite_storage(file);
    m.client = make_client(argv[1], transport, &storage);
    settle(name, &town, &storage, m.client);
    m.wishes = monday_plan(&town, count, (size_t)number_of(argc, argv, "--bulk", 2000),
                           number_of(argc, argv, "--over-ms", 8000));
    records_kib = bench_peak_kib();
    monday_run(&m);
    bench_figure_of(name, "records_kib", records_kib, "KiB");
    bench_figure_of(name, "above_records_kib", bench_peak_kib() - records_kib, "KiB");
    seen = monday_ask_stub(argv[1], ca_file);
    monday_print(name, &m, &seen);
    held = monday_account(&m, &seen);
    teamsinvite_client_free(m.client);
    teamsinvite_transport_free(transport);
    storage.close(storage.records);
    free(m.wishes);
    return held ? 0 : 1;
}
