#!/usr/bin/env python3
"""Compares settings of BM25, weights of neighbouring words, and a list of stop words, with the defaults on test collections, each query
whole and as its three rarest words.

Collections are judged queries of sentences, of some twenty words; people type two or three. What gains on the ones
may lose on the others, which is why both are shown; and films looked for by their names, as people look for reviews of them. p is
that of `ftsd eval --against`.

    settings.py FTSD [K1,B,TITLE-WEIGHT,PROXIMITY ...]
"""
import pathlib
import sys
import tempfile

import testbed

SETTINGS = ["0.9,0.4,3,0.25", "1.5,0.75,3,0.25", "2.0,0.9,3,0.25"]
SETTINGS += ["1.2,0.75,1,0.25", "1.2,0.75,2,0.25", "1.2,0.75,4,0.25", "1.2,0.75,5,0.25"]
SETTINGS += ["1.2,0.75,3,0", "1.2,0.75,3,0.12", "1.2,0.75,3,0.4", "1.2,0.75,1,0"]
# Those of Lucene's EnglishAnalyzer.
STOP_WORDS = """a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
was will with"""


def show(collection, kind, label, compared):
    cells = [
        f"{compared[measure]['value']:>{width}.4f}{compared[measure]['other']:>9.4f}{compared[measure]['p']:>8.3f}"
        for measure, width in [("ndcg_10", 8), ("map", 9)]
    ]
    print(f"{collection.name:<11}{kind:<10}{label:<21}" + "".join(cells), flush=True)


def main():
    ftsd, settings = sys.argv[1], sys.argv[2:] or SETTINGS
    print(
        f"{'collection':<11}{'queries':<10}{'k1, b, title, near':<21}"
        f"{'nDCG@10':>8}{'default':>9}{'p':>8}{'MAP':>9}{'default':>9}{'p':>8}"
    )
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        stop_words = work / "stop-words"
        stop_words.write_text("\n".join(STOP_WORDS.split()))
        for collection in [*testbed.judged(ftsd, work), *testbed.films(ftsd, work)]:
            for setting in settings:
                k1, b, weight, proximity = setting.split(",")
                index = collection.index("--k1", k1, "--b", b, "--title-weight", weight)
                for kind in collection.kinds:
                    compared = collection.against_defaults(index, kind, "--proximity", proximity)
                    show(collection, kind, f"{k1}, {b}, {weight}, {proximity}", compared)
            for kind in collection.kinds:
                compared = collection.against_defaults(collection.index(), kind, "--stop-words", stop_words)
                show(collection, kind, "stop words", compared)


main()
