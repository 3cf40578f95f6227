#!/usr/bin/env python3
"""Compares settings of BM25, and a list of stop words, with the defaults on test collections, each query whole and as its three rarest words.

Collections are judged queries of sentences, of some twenty words; people type two or three. What gains on the ones
may lose on the others, which is why both are shown. p is that of `ftsd eval --against`.

    settings.py FTSD [K1,B ...]

Needs nothing but Python's standard library, and the collections beside the checkout or where FTSD_SHARED_DATA says.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

COLLECTIONS = ["scifact", "cranfield", "cisi"]
SETTINGS = ["0.9,0.4", "1.5,0.75", "2.0,0.9"]
RAREST = 3
# Those of Lucene's EnglishAnalyzer.
STOP_WORDS = """a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
was will with"""


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def shorten(collection, file):
    """Writes the queries of a collection with their rarest words alone, of those that two documents have."""
    frequencies = collections.Counter()
    with open(collection / "corpus.jsonl", encoding="utf-8") as corpus:
        for line in corpus:
            document = json.loads(line)
            frequencies.update(set(words(document.get("title", "") + " " + document.get("text", ""))))
    with open(collection / "queries.jsonl", encoding="utf-8") as queries, open(file, "w", encoding="utf-8") as out:
        for line in queries:
            query = json.loads(line)
            known = [word for word in dict.fromkeys(words(query["text"])) if frequencies[word] > 1]
            rarest = sorted(known, key=lambda word: frequencies[word])[:RAREST]
            print(json.dumps({"_id": query["_id"], "text": " ".join(rarest)}), file=out)


def main():
    ftsd, settings = sys.argv[1], sys.argv[2:] or SETTINGS
    data = pathlib.Path(os.environ.get("FTSD_SHARED_DATA", "../shared/data")) / "ir"
    print(f"{'collection':<11}{'queries':<12}{'k1, b':<11}{'nDCG@10':>8}{'default':>9}{'p':>8}{'MAP':>9}{'default':>9}{'p':>8}")
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        stop_words = work / "stop-words"
        stop_words.write_text("\n".join(STOP_WORDS.split()))
        for name in COLLECTIONS:
            collection = data / name
            if not collection.is_dir():
                print(f"{name}: skipped, there is no {collection}")
                continue
            shorten(collection, work / "short.jsonl")
            kinds = {"whole": collection / "queries.jsonl", "3 rarest": work / "short.jsonl"}

            def index(options):
                where = work / "-".join([name, *options])
                subprocess.run(
                    [ftsd, "index", "--quiet", "--index", where, *options, collection / "corpus.jsonl"], check=True
                )
                return where

            def evaluate(where, kind, *options):
                command = [ftsd, "eval", "--json", "--index", where, "--queries", kinds[kind]]
                command += ["--qrels", collection / "qrels.tsv", *options]
                return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

            def compare(where, kind, label, *options):
                compared = evaluate(where, kind, "--against", work / f"{kind}.run", *options)
                cells = [
                    f"{compared[measure]['value']:>{width}.4f}{compared[measure]['other']:>9.4f}"
                    f"{compared[measure]['p']:>8.3f}"
                    for measure, width in [("ndcg_10", 8), ("map", 9)]
                ]
                print(f"{name:<11}{kind:<12}{label:<11}" + "".join(cells))

            default = index([])
            for kind in kinds:
                evaluate(default, kind, "--run", work / f"{kind}.run")
            for setting in settings:
                k1, b = setting.split(",")
                where = index(["--k1", k1, "--b", b])
                for kind in kinds:
                    compare(where, kind, f"{k1}, {b}")
            for kind in kinds:
                compare(default, kind, "stop words", "--stop-words", stop_words)


main()
