# SPDX-License-Identifier: Apache-2.0
"""What is to be reached, row by row, and how each figure is made of what the parts have measured."""
COUNTS = (1, 4, 16, 64, 256, 1024)
ROUND_TRIPS = 2


def value(name):
    return lambda f: f[name]


def ratio(a, b):
    return lambda f: f[a] / f[b]


def of_ideal(name, in_flight, away_ms):
    return lambda f: 100 * f[name] / (in_flight * 1000 / (ROUND_TRIPS * away_ms))


def more_kib(a, b, each=1):
    return lambda f: (f[a] - f[b]) / each


def at_most(limit):
    return lambda figure: figure <= limit


def under(limit):
    return lambda figure: figure < limit


def at_least(limit):
    return lambda figure: figure >= limit


def exactly(number):
    return lambda figure: figure == number


def in_flight(kind, away_ms, number, who="ours"):
    return f"in_flight.{who}.{kind}.{away_ms}.{number}.per_s"


def erasing(count):
    """Purge and disable, of `count` records and of twice as many, where storage does not wait for the disk."""
    for verb in ("purge", "disable"):
        for kind, name in (("sqlite", "SQLite"), ("postgres", "PostgreSQL")):
            once, twice = (f"storage.{verb}.{kind}.unsynced.{records}" for records in (count, 2 * count))
            what = f"{verb} of {2 * count:,} records against {count:,}, {name}"
            yield (f"{verb}.{kind}.time", f"{what}: time", "at most 2.2 ×", at_most(2.2),
                   ratio(f"{twice}.ms", f"{once}.ms"), 2, "×")
            yield (f"{verb}.{kind}.memory", f"{what}: memory", "at most 1024 KiB more", at_most(1024),
                   more_kib(f"{twice}.peak_kib", f"{once}.peak_kib"), 0, "KiB")


# id, what, target, whether a figure reaches it, the figure, its digits, its unit
ROWS = [
    ("create.instructions", "instructions of a create, against by hand", "at most 1.00 ×", at_most(1),
     ratio("create.ours.instructions", "create.by_hand.instructions"), 2, "×"),
    ("refresh.instructions", "instructions of a refresh, against by hand", "at most 1.00 ×", at_most(1),
     ratio("refresh.ours.instructions", "refresh.by_hand.instructions"), 2, "×"),
    ("create.heap", "heap allocations of our own for a create", "at most 40", at_most(40),
     value("create.ours.own_heap_calls"), 0, ""),
    ("create.requests", "requests for a create", "2", exactly(2), value("create.ours.requests"), 2, ""),
    ("create.requests_settled", "requests for a create, the settings already hold", "1", exactly(1),
     value("create.ours.requests_settled"), 2, ""),
    ("lookup.1", "CPU from create to the request's bytes, 1 user in SQLite", "under 50 µs", under(50),
     value("storage.sqlite.cpu_us.1"), 1, "µs"),
    ("lookup.1000000", "the same, 1,000,000 users", "under 50 µs", under(50),
     value("storage.sqlite.cpu_us.1000000"), 1, "µs"),
    ("lookup.ratio", "1,000,000 users against 1", "at most 1.5 ×", at_most(1.5),
     ratio("storage.sqlite.cpu_us.1000000", "storage.sqlite.cpu_us.1"), 2, "×"),
    *((f"single_flight.{callers}", f"refreshes for {callers:,} callers, 4 processes and one PostgreSQL", "1",
       exactly(1), value(f"storage.single_flight.{callers}.refreshes"), 0, "") for callers in (10, 100, 1000)),
    *((f"in_flight.256.{kind}", f"256 in flight, 50 ms away, {name}, of (in flight ÷ round trips)", "at least 95 %",
       at_least(95), of_ideal(in_flight(kind, 50, 256), 256, 50), 1, "%")
      for kind, name in (("plain", "HTTP/1.1"), ("tls", "HTTP/2 and TLS"))),
    *((f"in_flight.1024.{kind}", f"1,024 in flight, 50 ms away, {name}, against by hand", "at least 1.00 ×",
       at_least(1), ratio(in_flight(kind, 50, 1024), in_flight(kind, 50, 1024, "by_hand")), 2, "×")
      for kind, name in (("plain", "HTTP/1.1"), ("tls", "HTTP/2 and TLS"))),
    *((f"memory.{kind}", f"memory of a call in flight, {name}, libcurl's included", "under 32 KiB", under(32),
       more_kib(f"memory.ours.{kind}.1024.peak_kib", f"memory.ours.{kind}.1.peak_kib", 1023), 1, "KiB")
      for kind, name in (("plain", "HTTP/1.1"), ("tls", "HTTP/2 and TLS"))),
    ("connections", "connections for 1,000 meetings, one thread", "1", exactly(1),
     value("create.thousand.connections"), 0, ""),
    ("library", "stripped library", "at most 200 KiB", at_most(200),
     lambda f: f["footprint.library"] / 1024, 0, "KiB"),
    ("process", "process after one meeting, above by hand", "at most 2048 KiB", at_most(2048),
     more_kib("footprint.ours.rss_kib", "footprint.by_hand.rss_kib"), 0, "KiB"),
    ("cold", "cold process to the first join URL, TLS, against by hand", "at most 1.00 ×", at_most(1),
     ratio("cold.ours.ms", "cold.by_hand.ms"), 2, "×"),
]

# How many are purged and disabled; the first that has been measured counts.
ERASED = (100000, 5000)

# What others take for the same, and what the machine's time makes of it.
BESIDE = [
    ("CPU of user.token with a good token, 1 user in SQLite", value("storage.sqlite.load_cpu_us.1"), 0, "µs"),
    ("the same, 1,000,000 users", value("storage.sqlite.load_cpu_us.1000000"), 0, "µs"),
    ("CPU from create to the request's bytes but for writing the intent, 1 user in SQLite",
     value("storage.sqlite.unsaved_cpu_us.1"), 0, "µs"),
    ("the same, 1,000,000 users", value("storage.sqlite.unsaved_cpu_us.1000000"), 0, "µs"),
    ("CPU of a create, against by hand", ratio("create.ours.cpu_us", "create.by_hand.cpu_us"), 2, "×"),
    ("the same, against by hand and careful", ratio("create.ours.cpu_us", "create.careful.cpu_us"), 2, "×"),
    ("instructions of a create over TLS, against by hand (libcurl's choice: HTTP/2)",
     ratio("create.tls.ours.instructions", "create.tls.by_hand.instructions"), 2, "×"),
    ("CPU of a create over TLS, against by hand", ratio("create.tls.ours.cpu_us", "create.tls.by_hand.cpu_us"), 2, "×"),
    ("wall time of a create over TLS, MSAL and Graph client for JS against by hand",
     ratio("peers.msal.create.wall_us", "create.tls.by_hand.wall_us"), 1, "×"),
    ("CPU of a refresh, against by hand", ratio("refresh.ours.cpu_us", "refresh.by_hand.cpu_us"), 2, "×"),
    ("instructions of a refresh, libiddawc against by hand",
     ratio("peers.iddawc.refresh.instructions", "refresh.by_hand.instructions"), 1, "×"),
    ("cold process to the first join URL, JS against by hand", ratio("peers.msal.cold_ms", "cold.by_hand.ms"), 1, "×"),
    ("memory of a process, JS", lambda f: f["peers.msal.peak_kib"] / 1024, 0, "MiB"),
    ("a token out of MSAL's cache, 1 user", value("peers.msal.token_lookup_us.1"), 0, "µs"),
    ("the same, 1,000 users", value("peers.msal.token_lookup_us.1000"), 0, "µs"),
]
