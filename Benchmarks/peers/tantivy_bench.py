#!/usr/bin/env python3
"""Tantivy (PyPI `tantivy`) on the same tokens and with the same output as `ftsd-bench queries`.

    tantivy_bench.py index --corpus tokens.jsonl --index DIR
    tantivy_bench.py queries --index DIR --queries FILE --mode union|intersection|phrase|count|mixed
                             --k K [--passes 4] [--load] [--dump FILE]

One field with frequencies and positions, tokens split at spaces, one writing thread, one searching
thread; the first pass is not timed; queries are built before the clock starts. `--load` fetches the
stored document of every hit too, which ftsd's search always does. Tantivy's BM25 keeps the constant
factor k1 + 1 = 2.2; scores in a dump are divided by it.

Read the numbers for what they are: the Python binding collects through a multi-collector, which
keeps Tantivy from pruning, so they say nothing of block-max WAND in Rust.
"""

import argparse
import json
import math
import os
import time

import tantivy

FIELD = "text"
K1_PLUS_1 = 2.2
TURNS = ["union", "intersection", "phrase"]


def build(arguments):
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(FIELD, stored=True, tokenizer_name="whitespace", index_option="position")
    os.makedirs(arguments.index)
    index = tantivy.Index(schema.build(), path=arguments.index)
    register(index)
    start = time.perf_counter()
    # A heap for the whole corpus: one segment.
    writer = index.writer(heap_size=2_000_000_000, num_threads=1)
    with open(arguments.corpus, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            writer.add_document(tantivy.Document(id=document["id"], text=document["text"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    print(
        f"{searcher.num_docs} documents, {searcher.num_segments} segments, "
        f"{time.perf_counter() - start:.1f} s, {size(arguments.index) / 1e6:.1f} MB"
    )


def register(index):
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", analyzer)


def size(directory):
    return sum(entry.stat().st_size for entry in os.scandir(directory))


def make_query(schema, words, mode):
    if mode == "phrase" and len(words) > 1:
        return tantivy.Query.phrase_query(schema, FIELD, words)
    occur = tantivy.Occur.Should if mode in ("union", "count") else tantivy.Occur.Must
    terms = [tantivy.Query.term_query(schema, FIELD, word) for word in words]
    return terms[0] if len(terms) == 1 else tantivy.Query.boolean_query([(occur, t) for t in terms])


def percentile(ordered, percent):
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def report(mode, k, passes):
    times = sorted(time for one in passes for time in one)
    best = sorted(min(of_query) for of_query in zip(*passes))
    return {
        "mode": mode,
        "k": k,
        "queries": len(best),
        "mean_us": sum(times) / len(times),
        "p50_us": percentile(times, 50),
        "p90_us": percentile(times, 90),
        "p99_us": percentile(times, 99),
        "best_mean_us": sum(best) / len(best),
        "best_p50_us": percentile(best, 50),
        "best_p99_us": percentile(best, 99),
    }


def queries(arguments):
    index = tantivy.Index.open(arguments.index)
    register(index)
    searcher = index.searcher()
    with open(arguments.queries, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip()]
    mode_of = lambda number: TURNS[number % 3] if arguments.mode == "mixed" else arguments.mode
    built = [make_query(index.schema, line.split(), mode_of(n)) for n, line in enumerate(lines)]
    counts = arguments.mode == "count"
    limit = 1 if counts else arguments.k

    def search(query):
        result = searcher.search(query, limit=limit, count=counts)
        if arguments.load:
            for _, address in result.hits:
                searcher.doc(address)
        return result

    passes = []
    for number in range(arguments.passes):
        times = []
        for query in built:
            start = time.perf_counter_ns()
            search(query)
            times.append((time.perf_counter_ns() - start) / 1000)
        if number > 0:
            passes.append(times)
    if arguments.dump:
        with open(arguments.dump, "w", encoding="utf-8") as dump:
            for line, query in zip(lines, built):
                result = search(query)
                if counts:
                    dump.write(f"{line}\t\t{result.count}\n")
                    continue
                for score, address in result.hits:
                    dump.write(f"{line}\t{searcher.doc(address)['id'][0]}\t{score / K1_PLUS_1:.8g}\n")
    print(json.dumps(report(arguments.mode, arguments.k, passes)))


def main():
    parser = argparse.ArgumentParser(description="Measure Tantivy.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("index")
    command.add_argument("--corpus", required=True)
    command.add_argument("--index", required=True)
    command.set_defaults(run=build)
    command = commands.add_parser("queries")
    command.add_argument("--index", required=True)
    command.add_argument("--queries", required=True)
    command.add_argument("--mode", required=True, choices=TURNS + ["count", "mixed"])
    command.add_argument("--k", type=int, default=10)
    command.add_argument("--passes", type=int, default=4)
    command.add_argument("--load", action="store_true")
    command.add_argument("--dump")
    command.set_defaults(run=queries)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
