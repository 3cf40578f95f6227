"""What the engines with a Python binding have in common: the command line, the clock, the output.

    ENGINE_worker.py version
    ENGINE_worker.py index --corpus tokens.txt --index DIR --threads N
    ENGINE_worker.py queries --index DIR --queries FILE --mode MODE --k K
                             --warm-up PASSES --passes PASSES [--dump FILE]

`index` makes document n of line n of the corpus, merges all into one segment where the engine has
such, and prints {"seconds": to the commit, "merged_seconds": to the end of merging, "parts": bytes
by part}. `queries` prints {"passes": microseconds of every query, pass by pass}, with what else
there is to say. What the clock sees is one call, from a query that is built already to its best k
documents and scores, or to the number of documents; no document is fetched. A dump has a line
`query<TAB>id<TAB>score` per hit; in mode count one per query, `query<TAB><TAB>count`.
"""

import argparse
import json
import pathlib
import time
from abc import ABC, abstractmethod
from collections.abc import Callable

K1 = 1.2
B = 0.75

Hits = list[tuple[int, float]]


class Worker(ABC):
    """One engine: how it indexes, and how it searches."""

    @abstractmethod
    def version(self) -> str:
        """The version of the engine, of its binding where the engine's own is not to be had."""

    @abstractmethod
    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        """Makes the index `directory`, which is not there yet; returns the clock's reading
        (`time.perf_counter`) when everything was committed, before segments were merged."""

    @abstractmethod
    def open(self, directory: pathlib.Path) -> None:
        """Opens the index for the queries that follow."""

    @abstractmethod
    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        """The search for one query, ready to run: what it does is timed."""

    @abstractmethod
    def answer(self, result: object, mode: str) -> Hits | int:
        """Ids and scores of a result, best first, or in mode count the number of documents."""

    def passes(self, lines: list[str], mode: str, k: int, warm_up: int, timed: int) -> dict:
        """Runs the queries pass by pass, and returns what is printed of it."""
        searches = [self.prepare(line.split(), mode, k) for line in lines]
        for _ in range(warm_up):
            _time(searches)
        return {"passes": [_time(searches) for _ in range(timed)]}

    def run(self) -> None:
        """The program: reads the command line, does what it says, prints one JSON object."""
        arguments = _arguments()
        result = getattr(self, f"_run_{arguments.command}")(arguments)
        print(json.dumps(result))

    def _run_version(self, _: argparse.Namespace) -> dict:
        return {"version": self.version()}

    def _run_index(self, arguments: argparse.Namespace) -> dict:
        start = time.perf_counter()
        committed = self.index(arguments.corpus, arguments.index, arguments.threads)
        end = time.perf_counter()
        parts = {entry.name: entry.stat().st_size for entry in arguments.index.rglob("*") if entry.is_file()}
        return {"seconds": committed - start, "merged_seconds": end - start, "parts": parts}

    def _run_queries(self, arguments: argparse.Namespace) -> dict:
        self.open(arguments.index)
        lines = arguments.queries.read_text(encoding="ascii").splitlines()
        if arguments.dump:
            self._dump(lines, arguments)
        return self.passes(lines, arguments.mode, arguments.k, arguments.warm_up, arguments.passes)

    def _dump(self, lines: list[str], arguments: argparse.Namespace) -> None:
        with open(arguments.dump, "w", encoding="ascii") as dump:
            for line in lines:
                search = self.prepare(line.split(), arguments.mode, arguments.k)
                found = self.answer(search(), arguments.mode)
                rows = [("", found)] if isinstance(found, int) else found
                dump.writelines(f"{line}\t{identifier}\t{score:.9g}\n" for identifier, score in rows)


def _time(searches: list[Callable[[], object]]) -> list[float]:
    """One pass: microseconds of each search."""
    clock = time.perf_counter_ns
    times = []
    for search in searches:
        start = clock()
        result = search()
        times.append((clock() - start) / 1000)
        del result
    return times


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("version")
    index = commands.add_parser("index")
    index.add_argument("--corpus", type=pathlib.Path, required=True)
    index.add_argument("--index", type=pathlib.Path, required=True)
    index.add_argument("--threads", type=int, default=1)
    queries = commands.add_parser("queries")
    queries.add_argument("--index", type=pathlib.Path, required=True)
    queries.add_argument("--queries", type=pathlib.Path, required=True)
    queries.add_argument("--mode", choices=["union", "intersection", "phrase", "count"], required=True)
    queries.add_argument("--k", type=int, required=True)
    queries.add_argument("--warm-up", type=int, default=1)
    queries.add_argument("--passes", type=int, default=3)
    queries.add_argument("--dump", type=pathlib.Path)
    return parser.parse_args()
