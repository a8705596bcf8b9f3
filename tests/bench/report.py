#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The table of what is to be reached and what has been, from the figures of the parts.

    tests/bench/report.py [--docs]    also put the table into docs/performance.md

reads build/bench/figures/*.tsv; prints the table; writes build/bench/results.json with
it, the machine and all figures, and build/bench/in-flight.txt for the plot. Why a row
is missed stands in tests/bench/reasons.json, by the row's id.
"""
import json
import pathlib
import re
import statistics
import sys
from collections import defaultdict

from machine import describe_machine
from rows import BESIDE, COUNTS, ERASED, ROUND_TRIPS, ROWS, erasing, in_flight, value

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent.parent / "build" / "bench"
PAGE = HERE.parent.parent / "docs" / "performance.md"
IDLE = 0.5


class Figures:
    """By id: the median of what was measured; why, where it was not."""

    def __init__(self, folder):
        self.values = defaultdict(list)
        self.skipped = {}
        for file in sorted(folder.glob("*.tsv")):
            for line in file.read_text().splitlines():
                name, value, rest = (line.split("\t") + ["", ""])[:3]
                if value == "skipped":
                    self.skipped[name] = rest
                else:
                    self.values[name].append(float(value))

    def __getitem__(self, name):
        if name not in self.values:
            raise KeyError(name)
        return statistics.median(self.values[name])

    def why_not(self, name):
        return self.skipped.get(name, "not measured")


def figure_of(figures, formula, digits):
    """Rounded as it is shown, so that what is shown decides; and why there is none."""
    try:
        return round(formula(figures), digits), None
    except KeyError as missing:
        return None, figures.why_not(missing.args[0])


def erased(figures):
    measured = (count for count in ERASED if f"storage.purge.sqlite.unsynced.{2 * count}.ms" in figures.values)
    return next(measured, ERASED[0])


def judge(figures, reasons):
    rows = []
    for name, what, target, reaches, formula, digits, unit in [*ROWS, *erasing(erased(figures))]:
        figure, why_not = figure_of(figures, formula, digits)
        reached = None if figure is None else bool(reaches(figure))
        reason = None if reached else reasons.get(name, why_not or "")
        rows.append({"id": name, "what": what, "target": target, "figure": figure, "digits": digits, "unit": unit,
                     "reached": reached, "reason": reason})
    return rows


def shown(figure, digits, unit):
    return "—" if figure is None else f"{figure:,.{digits}f} {unit}".strip()


def print_table(rows, figures):
    width = max(len(row["what"]) for row in rows)
    for row in rows:
        mark = {True: "reached", False: "MISSED", None: "—"}[row["reached"]]
        figure = shown(row["figure"], row["digits"], row["unit"])
        print(f"{row['what']:{width}}  {row['target']:>21}  {figure:>12}  {mark}")
        if row["reason"]:
            print(f"    {row['reason']}")
    print()
    for what, formula, digits, unit in BESIDE:
        figure, why_not = figure_of(figures, formula, digits)
        print(f"{what:{width}}  {'':21}  {shown(figure, digits, unit):>12}  {why_not or ''}".rstrip())
    load, _ = figure_of(figures, value("machine.load_before"), 2)
    if load is not None and load > IDLE:
        print(f"\nThe machine was not idle before (load {load}): times and rates are worse than they could be.")


def markdown(rows, figures, machine):
    """What stands in docs/performance.md between two marks."""
    yield f"{machine['processor']}, {machine['cores']} cores, shared with the server; {machine['libcurl']}."
    yield ""
    yield "| what | to reach | figure | |"
    yield "|---|---|---|---|"
    for row in rows:
        mark = {True: "reached", False: "**missed**", None: "not measured"}[row["reached"]]
        yield f"| {row['what']} | {row['target']} | {shown(row['figure'], row['digits'], row['unit'])} | {mark} |"
    yield ""
    yield "| beside that | figure |"
    yield "|---|---|"
    for what, formula, digits, unit in BESIDE:
        yield f"| {what} | {shown(figure_of(figures, formula, digits)[0], digits, unit)} |"
    yield ""
    for row in rows:
        if row["reached"] is False and row["reason"]:
            yield f"- **{row['what']}**: {row['reason']}"


def write_page(rows, figures, machine):
    table = "\n".join(markdown(rows, figures, machine))
    page = re.sub(r"(<!-- measured -->\n).*?(\n<!-- until here -->)", lambda found: found[1] + table + found[2],
                  PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    PAGE.write_text(page, encoding="utf-8")


def write_plot_data(figures):
    """A block for each distance: in flight, the four rates, the ideal; NaN where there is none."""
    with open(OUT / "in-flight.txt", "w", encoding="utf-8") as file:
        for away_ms in (0, 50):
            for number in COUNTS:
                rates = [figure_of(figures, value(in_flight(kind, away_ms, number, who)), 1)[0]
                         for kind in ("plain", "tls") for who in ("ours", "by_hand")]
                ideal = number * 1000 / (ROUND_TRIPS * away_ms) if away_ms else None
                print(number, *("NaN" if rate is None else rate for rate in rates + [ideal]), file=file)
            print("\n", file=file)


def main():
    figures = Figures(OUT / "figures")
    reasons = json.loads((HERE / "reasons.json").read_text())
    rows = judge(figures, reasons)
    print_table(rows, figures)
    write_plot_data(figures)
    raw = {name: {"median": figures[name], "all": values} for name, values in sorted(figures.values.items())}
    machine = describe_machine(OUT.parent)
    if "--docs" in sys.argv[1:]:
        write_page(rows, figures, machine)
    results = {"machine": machine, "rows": rows, "figures": raw, "skipped": figures.skipped}
    (OUT / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
