"""Tantivy (PyPI `tantivy`): one field with frequencies and positions, tokens split at spaces.

Its BM25 has the constant factor k1 + 1, which scores in a dump are divided by. The binding
searches through a collector of several collectors, which keeps Tantivy from pruning: what is
measured is not the block-max WAND that a program in Rust gets.
"""

import pathlib
import time
from collections.abc import Callable
from importlib.metadata import version

import tantivy
from worker import K1, Hits, Worker

FIELD = "text"
HEAP_BYTES = 2_000_000_000


class TantivyWorker(Worker):
    def version(self) -> str:
        return version("tantivy")

    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", stored=True)
        schema.add_text_field(FIELD, stored=True, tokenizer_name="whitespace", index_option="position")
        directory.mkdir(parents=True)
        index = tantivy.Index(schema.build(), path=str(directory))
        _register(index)
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=threads)
        with open(corpus, encoding="ascii") as lines:
            for number, line in enumerate(lines):
                writer.add_document(tantivy.Document(id=number, text=line))
        writer.commit()
        committed = time.perf_counter()
        writer.wait_merging_threads()
        return committed

    def open(self, directory: pathlib.Path) -> None:
        self.opened = tantivy.Index.open(str(directory))
        _register(self.opened)
        self.searcher = self.opened.searcher()

    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        search, query = self.searcher.search, self._query(words, mode)
        if mode == "count":
            return lambda: search(query, limit=1, count=True)
        return lambda: search(query, limit=k, count=False)

    def answer(self, result: object, mode: str) -> Hits | int:
        if mode == "count":
            return result.count
        return [(self.searcher.doc(address)["id"][0], score / (K1 + 1)) for score, address in result.hits]

    def _query(self, words: list[str], mode: str) -> tantivy.Query:
        schema = self.opened.schema
        terms = [tantivy.Query.term_query(schema, FIELD, word) for word in words]
        if len(terms) == 1:
            return terms[0]
        if mode == "phrase":
            return tantivy.Query.phrase_query(schema, FIELD, words)
        occur = tantivy.Occur.Must if mode == "intersection" else tantivy.Occur.Should
        return tantivy.Query.boolean_query([(occur, term) for term in terms])


def _register(index: tantivy.Index) -> None:
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", analyzer)


if __name__ == "__main__":
    TantivyWorker().run()
