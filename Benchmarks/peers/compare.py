#!/usr/bin/env python3
"""Run ftsd beside its peers: same tokens, same queries, same core, one run.

    swift build -c release --static-swift-stdlib
    Benchmarks/peers/compare.py [CORPUS.jsonl...] [--work .bench] [--engines ftsd lucene] [--modes union]

Without a corpus: every corpora/*.jsonl of $FTSD_SHARED_DATA, or of ../shared/data beside the
checkout; its queries too. What the work directory has (engines, corpus, indexes) is not made again.
Before anything is timed, what ftsd finds is compared with what Lucene and Tantivy find. Then each
row of the table is one file of queries: every engine warms up and runs it, one after the other,
pinned to one core. Writes results.json, results.md and plots into the work directory after each
row, and at the end prints the Markdown.
"""

import argparse
import json
import os
import pathlib
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass

import corpus as corpora
from agreement import disagreement
from engines import ENGINES, Engine
from environment import Environment
from plots import write_plots
from report import markdown
from timings import exponent

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent.parent
# What is run: mode, k, and how the table calls it.
ROWS = [
    ("union", 10, "union, top 10"),
    ("union", 1000, "union, top 1,000"),
    ("intersection", 10, "intersection, top 10"),
    ("phrase", 10, "phrase, top 10"),
    ("count", 1, "count of a union"),
]
# Those whose scores are ftsd's: same formula, same lengths of one byte.
SAME_SCORES = ["ftsd-reordered", "lucene", "tantivy"]
GROWTH_ENGINES = ["ftsd", "lucene"]
GROWTH_STEPS = [8, 4, 2, 1]


@dataclass
class Comparison:
    """One run: who is compared, on what, where."""

    environment: Environment
    engines: list[Engine]
    sets: list[corpora.QuerySet]
    corpus: corpora.Corpus
    rows: list[tuple[str, int, str]]
    passes: int
    core: int

    def run(self, build: str, growth: bool, save: Callable[[dict], None]) -> None:
        """Everything, in order; `save` gets the results so far after each row, as they are written down."""
        results: dict = {"machine": _machine(), "build": build, "passes": self.passes}
        results["corpus"] = {"documents": self.corpus.count(), "bytes": self.corpus.bytes}
        results["engines"] = {
            engine.name: {
                "title": engine.title, "version": engine.version(self.environment), "note": engine.note
            }
            for engine in self.engines
        }
        results["indexing"] = {engine.name: self._indexing(engine) for engine in self.engines}
        self._check()
        results["searching"] = []
        for queries in self.sets:
            for row in self.rows:
                results["searching"].append(self._row(queries, *row))
                save(results)
        if growth:
            results["growth"] = self._growth()
            save(results)

    def _index(self, engine: Engine, corpus: corpora.Corpus) -> pathlib.Path:
        return self.environment.work / f"index-{engine.name}-{corpus.lines.stem}"

    def _indexing(self, engine: Engine) -> dict:
        """Indexes the corpus on one core, and on two where the engine can make use of them."""
        directory = self._index(engine, self.corpus)
        alone = [self.core] if engine.index_cores == 1 else [0, 1]
        result = {"cores": len(alone)} | engine.index(self.environment, self.corpus, directory, alone)
        if engine.scales and (os.cpu_count() or 1) > 1:
            other = directory.with_name(directory.name + "-two-cores")
            both = engine.index(self.environment, self.corpus, other, [0, 1])
            result["two_cores"] = {key: both[key] for key in ("seconds", "mb_per_second")}
        return result

    def _check(self) -> None:
        """Ends the program unless ftsd finds what those with the same scores find."""
        engines = {engine.name: engine for engine in self.engines}
        if (ours := engines.get("ftsd")) is None:
            return
        others = [engines[name] for name in SAME_SCORES if name in engines]
        for queries in self.sets:
            for mode, k, title in self.rows:
                if k > 10:
                    continue
                expected = self._dump(ours, queries, mode, k)
                for other in others:
                    reason = disagreement(expected, self._dump(other, queries, mode, k))
                    if reason:
                        sys.exit(f"{title}: ftsd and {other.title} disagree on {reason}")
                    print(f"{queries.name}, {title}: ftsd and {other.title} agree", file=sys.stderr)

    def _dump(self, engine: Engine, queries: corpora.QuerySet, mode: str, k: int) -> pathlib.Path:
        path = self.environment.work / f"hits-{engine.name}.tsv"
        index = self._index(engine, self.corpus)
        engine.search(self.environment, index, queries.files[mode], mode, k, 1, self.core, path)
        return path

    def _row(self, queries: corpora.QuerySet, mode: str, k: int, title: str) -> dict:
        row: dict = {"set": queries.name, "set_title": queries.title, "mode": mode, "k": k, "title": title}
        row["times"], row["cannot"] = {}, {}
        for engine in self.engines:
            if reason := engine.cannot.get(mode):
                row["cannot"][engine.name] = reason
                continue
            index = self._index(engine, self.corpus)
            times = engine.search(
                self.environment, index, queries.files[mode], mode, k, self.passes, self.core
            )
            row["times"][engine.name] = times
            print(f"{queries.name}, {title}: {engine.title} {times['mean_us']:,.1f} µs", file=sys.stderr)
        return row

    def _growth(self) -> dict:
        """Union top 10 on an eighth, a quarter, half and all of the corpus."""
        queries = self.sets[0].files["union"]
        results = {}
        for engine in (e for e in self.engines if e.name in GROWTH_ENGINES):
            sizes, means = [], []
            for step in GROWTH_STEPS:
                part = self.corpus
                if step > 1:
                    part = corpora.every_nth(self.corpus, step, self.environment.work)
                index = self._index(engine, part)
                engine.index(self.environment, part, index, [self.core])
                times = engine.search(self.environment, index, queries, "union", 10, self.passes, self.core)
                sizes.append(part.count())
                means.append(times["mean_us"])
            results[engine.name] = {"documents": sizes, "mean_us": means, "exponent": exponent(sizes, means)}
        return results


def _save(results: dict, directory: pathlib.Path) -> None:
    (directory / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    (directory / "results.md").write_text(markdown(results), encoding="utf-8")
    write_plots(results, directory)


def _machine() -> dict:
    cpu = platform.machine()
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return {"cpu": cpu, "cores": os.cpu_count(), "kernel": f"{platform.system()} {platform.release()}"}


def _arguments() -> argparse.Namespace:
    names = [engine.name for engine in ENGINES]
    parser = argparse.ArgumentParser(description="Run ftsd beside its peers.")
    parser.add_argument("corpora", nargs="*", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=CHECKOUT / ".bench")
    parser.add_argument(
        "--build", type=pathlib.Path, default=CHECKOUT / ".build/release", help="where ftsd is built"
    )
    parser.add_argument("--build-note", default="-c release", help="the flags of that, to report")
    parser.add_argument("--engines", nargs="+", choices=names, default=names)
    parser.add_argument("--modes", nargs="+", choices=sorted({mode for mode, _, _ in ROWS}))
    parser.add_argument("--passes", type=int, default=3, help="timed passes")
    parser.add_argument("--core", type=int, default=(os.cpu_count() or 1) - 1)
    parser.add_argument("--growth", action="store_true", help="also on parts of the corpus")
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    data = pathlib.Path(os.environ.get("FTSD_SHARED_DATA", CHECKOUT.parent / "shared/data"))
    sources = arguments.corpora or sorted((data / "corpora").glob("*.jsonl"))
    if not sources:
        print(f"no corpora in {data}: nothing is measured")
        return
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    corpus = corpora.make_corpus(sources, work)
    sets = [corpora.word_runs(corpus, work)]
    game = data / "queries/sbg.queries.txt"
    if game.exists():
        sets.append(corpora.search_benchmark_game(game, work))
    else:
        print(f"no {game.name}: only runs of words are searched for", file=sys.stderr)
    comparison = Comparison(
        environment=Environment(work, arguments.build.resolve()),
        engines=[engine for engine in ENGINES if engine.name in arguments.engines],
        sets=sets, corpus=corpus,
        rows=[row for row in ROWS if not arguments.modes or row[0] in arguments.modes],
        passes=arguments.passes, core=arguments.core,
    )
    comparison.run(arguments.build_note, arguments.growth, lambda results: _save(results, work))
    print((work / "results.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
