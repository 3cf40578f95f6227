"""bm25s (PyPI `bm25s`, numba): scores computed when indexing, added up when searching.

Its retrieve() takes queries by the batch; what is called here is the compiled function below it,
on one thread and for one query, so that every query has a time of its own.
"""

import pathlib
import time
from collections.abc import Callable
from importlib.metadata import version

import bm25s
import numpy
from bm25s.numba.retrieve_utils import _retrieve_internal_jitted_serial as retrieve
from worker import B, K1, Hits, Worker

FLOAT, INT = numpy.dtype("float32"), numpy.dtype("int32")


class BM25SWorker(Worker):
    def version(self) -> str:
        return f"{version('bm25s')}, numba {version('numba')}"

    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        vocabulary: dict[str, int] = {}
        with open(corpus, encoding="ascii") as lines:
            documents = [[vocabulary.setdefault(word, len(vocabulary)) for word in line.split()] for line in lines]
        engine = bm25s.BM25(method="lucene", k1=K1, b=B, backend="numba")
        engine.index((documents, vocabulary), show_progress=False)
        engine.save(directory)
        return time.perf_counter()

    def open(self, directory: pathlib.Path) -> None:
        self.engine = bm25s.BM25.load(directory)
        self.vocabulary = self.engine.vocab_dict

    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        known = [self.vocabulary[word] for word in words if word in self.vocabulary]
        terms = numpy.array(known, dtype=INT)
        bounds = numpy.array([0, len(known)], dtype=INT)
        scores = self.engine.scores
        data, starts, documents, count = (scores[name] for name in ("data", "indptr", "indices", "num_docs"))
        return lambda: retrieve(terms, bounds, k, True, FLOAT, INT, data, starts, documents, count, None, None)

    def answer(self, result: object, mode: str) -> Hits | int:
        scores, documents = result
        return [(int(one), float(score)) for one, score in zip(documents[0], scores[0]) if score > 0]


if __name__ == "__main__":
    BM25SWorker().run()
