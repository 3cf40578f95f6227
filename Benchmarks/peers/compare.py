#!/usr/bin/env python3
"""Run ftsd and Tantivy side by side: same tokens, same queries, same core, by turns.

    pip install tantivy==0.27.0
    swift build -c release
    Benchmarks/peers/compare.py [CORPUS.jsonl...] [--work DIR] [--rounds 5] [--k 10 1000]

Without a corpus: every corpora/*.jsonl of $FTSD_SHARED_DATA, or of ../shared/data beside the
checkout. The work directory keeps tokens, queries and indexes, and what it has is not made again.

Before anything is timed, what both engines find is compared: as many documents, and at every rank
the same score to 1e-4 of it; documents of equal scores may change places. Each round then runs
both, one after the other, pinned to one core. The table gives medians over the rounds, in
microseconds, of each query's best time (mean, p50, p99 over the queries); the ratio is the median
over the rounds of Tantivy's mean by ftsd's. ftsd's times contain fetching the documents found,
Tantivy's do not, unless --load is given. See tantivy_bench.py for what Tantivy's numbers mean.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
TOLERANCE = 1e-4
MODES = ["union", "intersection", "phrase", "mixed", "count"]


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compare ftsd with Tantivy.")
    parser.add_argument("corpora", nargs="*", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("peers-work"))
    parser.add_argument("--build", type=pathlib.Path, default=CHECKOUT / ".build/release")
    parser.add_argument("--queries", type=pathlib.Path, help="words, one query per line; default: 1,000 drawn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--k", type=int, nargs="+", default=[10, 1000])
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--core", default="1")
    parser.add_argument("--load", action="store_true", help="fetch Tantivy's documents too")
    arguments = parser.parse_args()
    if not arguments.corpora:
        data = pathlib.Path(os.environ.get("FTSD_SHARED_DATA", CHECKOUT.parent / "shared/data"))
        arguments.corpora = sorted((data / "corpora").glob("*.jsonl"))
    if not arguments.corpora:
        parser.error("no corpus: name JSONL files, or set FTSD_SHARED_DATA")
    return arguments


def script(name, *arguments):
    return [sys.executable, str(HERE / name), *map(str, arguments)]


def make(path, command):
    """Writes what `command` prints to `path`, unless that is there."""
    if path.exists():
        return
    partial = path.with_name(path.name + ".partial")
    with open(partial, "w", encoding="utf-8") as file:
        subprocess.run(command, stdout=file, check=True)
    partial.rename(path)


def make_index(directory, command):
    """Runs `command`, which makes the index `directory`, unless that is complete."""
    marker = directory.with_name(directory.name + ".complete")
    if marker.exists():
        return
    shutil.rmtree(directory, ignore_errors=True)
    subprocess.run(command, check=True)
    marker.touch()


def prepare(arguments):
    work = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    corpus = work / "tokens.jsonl"
    make(corpus, script("convert.py", *arguments.corpora))
    if arguments.queries is None:
        arguments.queries = work / "queries.txt"
        make(arguments.queries, script("sample_queries.py", corpus))
    tantivy = work / "tantivy-index"
    make_index(tantivy, script("tantivy_bench.py", "index", "--corpus", corpus, "--index", tantivy))
    ftsd = work / "ftsd-index"
    make_index(ftsd, [arguments.build / "ftsd", "index", "--index", ftsd, "--analyzer", "simple", corpus])


def run(arguments, engine, mode, k, *more):
    work = arguments.work
    options = ["queries", "--index", work / f"{engine}-index", "--queries", arguments.queries]
    options += ["--mode", mode, "--k", k, *more]
    if engine == "ftsd":
        command = [arguments.build / "ftsd-bench", *options, "--json"]
    else:
        command = script("tantivy_bench.py", *options, *(["--load"] if arguments.load else []))
    command = ["taskset", "-c", arguments.core, *map(str, command)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def read_dump(path):
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            query, identifier, score = line.rstrip("\n").split("\t")
            found[query].append((identifier, float(score)))
    return found


def close(a, b):
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def disagreement(ours, theirs):
    """Why two lists of hits are not the same answer; None where they are."""
    if len(ours) != len(theirs):
        return f"{len(ours)} hits against {len(theirs)}"
    for rank, (our, their) in enumerate(zip(ours, theirs)):
        if not close(our[1], their[1]):
            return f"rank {rank}: {our} against {their}"
    # A query that stands in the file several times has as many answers, in mode mixed unlike ones.
    scores = collections.defaultdict(list)
    for identifier, score in theirs:
        scores[identifier].append(score)
    for identifier, score in ours:
        # A document only one of them lists must tie with the last.
        known = scores.get(identifier, [theirs[-1][1]])
        if not any(close(score, one) for one in known):
            return f"document {identifier}: {score} against {known}"
    return None


def check(arguments, mode, k):
    dumps = {}
    for engine in ("ftsd", "tantivy"):
        path = arguments.work / f"{engine}.{mode}.{k}.tsv"
        run(arguments, engine, mode, k, "--passes", 2, "--dump", path)
        dumps[engine] = read_dump(path)
    queries = dumps["ftsd"].keys() | dumps["tantivy"].keys()
    for query in sorted(queries):
        reason = disagreement(dumps["ftsd"][query], dumps["tantivy"][query])
        if reason:
            sys.exit(f"{mode}, k {k}, {query!r}: ftsd and Tantivy disagree: {reason}")
    return len(queries)


def measure(arguments, mode, k):
    rounds = [
        {engine: run(arguments, engine, mode, k) for engine in ("ftsd", "tantivy")}
        for _ in range(arguments.rounds)
    ]
    row = []
    for engine in ("ftsd", "tantivy"):
        for key in ("best_mean_us", "best_p50_us", "best_p99_us"):
            row.append(statistics.median(one[engine][key] for one in rounds))
    ratio = statistics.median(
        one["tantivy"]["best_mean_us"] / one["ftsd"]["best_mean_us"] for one in rounds
    )
    return row, ratio


def main():
    arguments = parse_arguments()
    prepare(arguments)
    cases = [(m, k) for m in arguments.modes for k in (arguments.k if m != "count" else [0])]
    for mode, k in cases:
        print(f"{mode}, k {k}: {check(arguments, mode, k or 1)} queries with hits agree", file=sys.stderr)
    print("| mode | k | ftsd mean | p50 | p99 | Tantivy mean | p50 | p99 | ratio |")
    print("| --- " * 9 + "|")
    for mode, k in cases:
        row, ratio = measure(arguments, mode, k or 1)
        times = " | ".join(f"{value:,.1f}" for value in row)
        print(f"| {mode} | {k or '–'} | {times} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
