"""Xapian (Debian `python3-xapian`): terms with positions, BM25 with the k1 and b of the others.

Its idf is the older one, ln((N - df + 0.5) / (df + 0.5)), so that its scores are its own. k2 is 0:
nothing for the length of the query; k3 is large: a word that stands twice in a query counts twice.
"""

import pathlib
import time
from collections.abc import Callable

import xapian
from worker import B, K1, Hits, Worker

K3 = 1e6
# Xapian takes terms of at most 245 bytes.
LONGEST_TERM = 245


class XapianWorker(Worker):
    def version(self) -> str:
        return xapian.version_string()

    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        database = xapian.WritableDatabase(str(directory), xapian.DB_CREATE)
        generator = xapian.TermGenerator()
        generator.set_max_word_length(LONGEST_TERM)
        with open(corpus, encoding="ascii") as lines:
            for number, line in enumerate(lines):
                text = line.rstrip("\n")
                document = xapian.Document()
                document.set_data(text)
                generator.set_document(document)
                generator.set_termpos(0)
                generator.index_text(text)
                database.replace_document(number + 1, document)
        database.close()
        return time.perf_counter()

    def open(self, directory: pathlib.Path) -> None:
        self.database = xapian.Database(str(directory))
        self.weight = xapian.BM25Weight(K1, 0, K3, B, 0)

    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        operators = {"phrase": xapian.Query.OP_PHRASE, "intersection": xapian.Query.OP_AND}
        enquire = xapian.Enquire(self.database)
        enquire.set_weighting_scheme(xapian.BoolWeight() if mode == "count" else self.weight)
        enquire.set_query(xapian.Query(operators.get(mode, xapian.Query.OP_OR), words))
        if mode == "count":
            everything = self.database.get_doccount()
            return lambda: enquire.get_mset(0, 0, everything)
        return lambda: enquire.get_mset(0, k)

    def answer(self, result: object, mode: str) -> Hits | int:
        if mode == "count":
            return result.get_matches_estimated()
        return [(hit.docid - 1, hit.weight) for hit in result]


if __name__ == "__main__":
    XapianWorker().run()
