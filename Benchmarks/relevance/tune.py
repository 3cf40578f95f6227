#!/usr/bin/env python3
"""Tunes k1, b and the weight of titles on all test collections but one, and shows what is best there on the one held apart.

What is best is what gains most over the defaults, in nDCG@10, on the mean of the collections tuned on. Films looked for by their names
are one collection of two halves: one is tuned on, and the other held apart.

    tune.py FTSD
"""
import itertools
import pathlib
import statistics
import sys
import tempfile

import testbed

K1_B = [("0.9", "0.4"), ("1.2", "0.75"), ("1.5", "0.75"), ("2.0", "0.9")]
TITLE_WEIGHTS = ["1", "2", "3", "5", "8"]


def main():
    ftsd = sys.argv[1]
    grid = [(k1, b, weight) for (k1, b), weight in itertools.product(K1_B, TITLE_WEIGHTS)]
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        collections = [*testbed.judged(ftsd, work), *testbed.films(ftsd, work)]
        kinds = [(collection, kind) for collection in collections for kind in collection.kinds]
        gains = {}
        for collection, kind in kinds:
            for setting in grid:
                k1, b, weight = setting
                index = collection.index("--k1", k1, "--b", b, "--title-weight", weight)
                measured = collection.against_defaults(index, kind)["ndcg_10"]
                gains[collection.name, kind, setting] = measured
        print(f"{'held apart':<12}{'queries':<10}{'k1, b, title':<15}{'tuned on':>9}{'nDCG@10':>9}{'default':>9}{'p':>8}")
        for collection, kind in kinds:
            # The halves of the films are tuned on and held apart in turn.
            others = [other for other in kinds if other[0].name != collection.name]
            total = {
                setting: statistics.mean(
                    gains[other.name, kind, setting]["value"] - gains[other.name, kind, setting]["other"]
                    for other, kind in others
                )
                for setting in grid
            }
            best = max(grid, key=lambda setting: total[setting])
            held = gains[collection.name, kind, best]
            print(
                f"{collection.name:<12}{kind:<10}{', '.join(best):<15}{total[best]:>+9.4f}"
                f"{held['value']:>9.4f}{held['other']:>9.4f}{held['p']:>8.3f}",
                flush=True,
            )


main()
