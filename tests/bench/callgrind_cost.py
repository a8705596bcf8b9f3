#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What one of many costs, from a file of callgrind.

    callgrind_cost.py FILE ID COUNT

prints figures: instructions, those of each library, those under curl_easy_perform;
calls to the heap, and those among them that come from libteamsinvite itself.
"""
import re
import sys
from collections import Counter

HEAP = {"malloc", "calloc", "realloc"}
LIBRARIES = ("libteamsinvite", "libcurl", "libcjson", "libcrypto", "libssl", "libc")


def library(path):
    name = re.split(r"[.-]", path.rsplit("/", 1)[-1])[0]
    return name if name in LIBRARIES else "rest"


def read(path):
    """Instructions by library, calls to the heap by who calls, instructions under a function."""
    own, heap, under = Counter(), Counter(), Counter()
    here = there = callee = "?"
    called = False
    for line in open(path, encoding="utf-8", errors="replace"):
        name, _, value = line.strip().partition("=")
        if name == "ob":
            here = there = library(value)
        elif name == "fn":
            there = here
        elif name == "cob":
            there = library(value)
        elif name == "cfn":
            callee = value.split("'")[0]
        elif name == "calls":
            called = True
            if callee in HEAP and there == "libc":
                heap[here] += int(value.split()[0])
        elif line[:1].isdigit():
            cost = int(line.split()[1])
            if called:
                under[callee] += cost
            else:
                own[here] += cost
            called, there = False, here
    return own, heap, under


def main():
    path, figure, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    own, heap, under = read(path)

    def tell(what, value):
        print(f"{figure}.{what}\t{value / count:.10g}\t")

    tell("instructions", sum(own.values()))
    for name in LIBRARIES + ("rest",):
        tell(f"instructions.{name}", own[name])
    tell("instructions.under_curl_easy_perform", under["curl_easy_perform"])
    tell("heap_calls", sum(heap.values()))
    tell("own_heap_calls", heap["libteamsinvite"])


main()
