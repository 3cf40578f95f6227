#!/usr/bin/env python3
"""Tunes k1, b and the weight of titles, and then the weight of neighbouring words, on all test collections but one, and shows what is
best there on the one held apart.

What is best is what ranks best in the mean of the collections tuned on (nDCG@10), of all settings by which none of them loses
against the defaults (p < 0.2). Films looked for by their names are two collections, of which one may be held apart and the other tuned
on; where neither is held apart, they count as one.

    tune.py FTSD
"""
import collections
import itertools
import pathlib
import statistics
import sys
import tempfile

import testbed

K1_B = [("1.2", "0.75"), ("1.5", "0.75")]
TITLE_WEIGHTS = ["1", "2", "3", "4", "5", "8"]
PROXIMITIES = ["0", "0.12", "0.25", "0.4"]
GRIDS = [
    [(k1, b, weight, "0.25") for (k1, b), weight in itertools.product(K1_B, TITLE_WEIGHTS)],
    [("1.2", "0.75", "3", proximity) for proximity in PROXIMITIES],
]
LOSS = 0.2


def gain(measured):
    return measured["value"] - measured["other"]


def best(grid, measured, tuned_on):
    """The setting, and its gain."""

    def mean(setting):
        gains = collections.defaultdict(list)
        for collection, kind in tuned_on:
            gains[collection.name.split()[0]].append(gain(measured[collection.name, kind, setting]))
        return statistics.mean(statistics.mean(values) for values in gains.values())

    def loses(setting):
        results = [measured[collection.name, kind, setting] for collection, kind in tuned_on]
        return any(gain(result) < 0 and result["p"] < LOSS for result in results)

    setting = max((setting for setting in grid if not loses(setting)), key=mean)
    return setting, mean(setting)


def show(grid, kinds, measured):
    print(f"{'held apart':<12}{'queries':<10}{'k1, b, title, near':<21}{'tuned on':>9}{'nDCG@10':>9}{'default':>9}{'p':>8}")
    for collection, kind in kinds:
        setting, gained = best(grid, measured, [other for other in kinds if other[0] is not collection])
        held = measured[collection.name, kind, setting]
        print(
            f"{collection.name:<12}{kind:<10}{', '.join(setting):<21}{gained:>+9.4f}"
            f"{held['value']:>9.4f}{held['other']:>9.4f}{held['p']:>8.3f}"
        )
    setting, gained = best(grid, measured, kinds)
    print(f"{'nothing':<22}{', '.join(setting):<21}{gained:>+9.4f}", flush=True)


def main():
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        found = [*testbed.judged(sys.argv[1], work), *testbed.films(sys.argv[1], work)]
        kinds = [(collection, kind) for collection in found for kind in collection.kinds]
        for grid in GRIDS:
            measured = {}
            for (collection, kind), setting in itertools.product(kinds, grid):
                k1, b, weight, proximity = setting
                index = collection.index("--k1", k1, "--b", b, "--title-weight", weight)
                measured[collection.name, kind, setting] = collection.against_defaults(
                    index, kind, "--proximity", proximity
                )["ndcg_10"]
            show(grid, kinds, measured)


main()
