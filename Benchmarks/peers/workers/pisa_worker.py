"""PISA (the extension inside PyPI `pyterrier-pisa`): blocks of SIMD-BP128 with block maxima.

The binding answers queries by the batch, fed from an iterator: the time between its taking one
query and its taking the next is the time of that query. It contains turning the query's words into
terms, and the numbers of the documents found into strings, which the binding does for each query.
All algorithms that fit a mode are run, and the times are those of the fastest by mean. PISA drops
words it does not know, so that an intersection with such a word is passed as the empty query.
"""

import ctypes
import importlib.util
import os
import pathlib
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version

import numpy
from worker import B, K1, Hits, Worker

ENCODING = "block_simdbp"
ALGORITHMS = {
    "union": ["maxscore", "block_max_maxscore", "wand", "block_max_wand"],
    "intersection": ["ranked_and", "block_max_ranked_and"],
}
BATCH = 10_000
# What indexing leaves behind and searching does not need.
INTERMEDIATE = ["plaintext", "fwd", "fwd.documents", "fwd.urls", "inv.docs", "inv.freqs", "inv.sizes"]


def _load() -> object:
    """The extension without its package, which would want PyTerrier."""
    ctypes.CDLL(os.path.join(sys.prefix, "lib", "libtbb.so.2"), mode=ctypes.RTLD_GLOBAL)
    package = importlib.util.find_spec("pyterrier_pisa").submodule_search_locations[0]
    sys.path.append(package)
    return importlib.import_module("_pisathon")


class Stopwatch:
    """Queries for the binding to iterate over; notes when each is taken."""

    def __init__(self, queries: list[str]) -> None:
        self.queries = queries
        self.readings: list[int] = []

    def __len__(self) -> int:
        return len(self.queries)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for pair in enumerate(self.queries):
            self.readings.append(time.perf_counter_ns())
            yield pair
        self.readings.append(time.perf_counter_ns())

    @property
    def microseconds(self) -> list[float]:
        return [(end - start) / 1000 for start, end in zip(self.readings, self.readings[1:])]


class PISAWorker(Worker):
    def __init__(self) -> None:
        self.pisa = _load()

    def version(self) -> str:
        return f"pyterrier-pisa {version('pyterrier-pisa')}"

    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        directory.mkdir(parents=True)
        numbered = directory / "plaintext"
        with open(corpus, encoding="ascii") as lines, open(numbered, "w", encoding="ascii") as out:
            out.writelines(f"{number} {line}" for number, line in enumerate(lines))
        self.pisa.index(str(numbered), str(directory), "", BATCH, threads)
        self.open(directory)
        for name in INTERMEDIATE:
            (directory / name).unlink()
        return time.perf_counter()

    def open(self, directory: pathlib.Path) -> None:
        self.context = self.pisa.RetrievalContext()
        self.pisa.prepare_index(
            self.context, str(directory), ENCODING, "bm25", "", block_size=64, bm25_k1=K1, bm25_b=B
        )
        self.terms = set((directory / "fwd.terms").read_text(encoding="ascii").split())

    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        query = self._query(words, mode)
        return lambda: self._retrieve(Stopwatch([query]), ALGORITHMS[mode][0], k)

    def answer(self, result: object, mode: str) -> Hits | int:
        return list(result)

    def passes(self, lines: list[str], mode: str, k: int, warm_up: int, timed: int) -> dict:
        queries = [self._query(line.split(), mode) for line in lines]
        best: dict = {}
        for algorithm in ALGORITHMS[mode]:
            passes = []
            for _ in range(warm_up + timed):
                stopwatch = Stopwatch(queries)
                self._retrieve(stopwatch, algorithm, k)
                passes.append(stopwatch.microseconds)
            passes = passes[warm_up:]
            total = sum(map(min, zip(*passes)))
            if not best or total < best["total"]:
                best = {"total": total, "passes": passes, "algorithm": algorithm}
        return {"passes": best["passes"], "algorithm": best["algorithm"]}

    def _query(self, words: list[str], mode: str) -> str:
        if mode == "intersection" and not self.terms.issuperset(words):
            return ""
        return " ".join(words)

    def _retrieve(self, stopwatch: Stopwatch, algorithm: str, k: int) -> Iterator[tuple[int, float]]:
        room = len(stopwatch) * k
        numbers, ranks = numpy.empty(room, dtype=numpy.int32), numpy.empty(room, dtype=numpy.int32)
        documents, scores = numpy.empty(room, dtype=object), numpy.empty(room, dtype=numpy.float32)
        count = self.pisa.retrieve(
            self.context, algorithm, stopwatch, k, 1, 0, 1, numbers, documents, ranks, scores
        )
        return ((int(documents[at]), float(scores[at])) for at in range(count))


if __name__ == "__main__":
    PISAWorker().run()
