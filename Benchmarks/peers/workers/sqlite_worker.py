"""SQLite FTS5 (Python's sqlite3): a table of one column, with its text.

bm25() has the same k1 and b fixed, and the older idf with a floor. Every match is scored and
sorted: that is how its ranking works, and not the binding's doing.
"""

import pathlib
import sqlite3
import time
from collections.abc import Callable

from worker import Hits, Worker

RANKED = "SELECT rowid, rank FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?"
COUNTED = "SELECT count(*) FROM documents WHERE documents MATCH ?"
FILE = "documents.sqlite"


class SQLiteWorker(Worker):
    def version(self) -> str:
        return sqlite3.sqlite_version

    def index(self, corpus: pathlib.Path, directory: pathlib.Path, threads: int) -> float:
        directory.mkdir(parents=True)
        database = sqlite3.connect(directory / FILE)
        database.execute("CREATE VIRTUAL TABLE documents USING fts5(text, tokenize = 'ascii')")
        with open(corpus, encoding="ascii") as lines:
            rows = ((number, line.rstrip("\n")) for number, line in enumerate(lines))
            database.executemany("INSERT INTO documents (rowid, text) VALUES (?, ?)", rows)
        database.commit()
        committed = time.perf_counter()
        database.execute("INSERT INTO documents (documents) VALUES ('optimize')")
        database.commit()
        database.close()
        return committed

    def open(self, directory: pathlib.Path) -> None:
        self.database = sqlite3.connect(directory / FILE)
        # As the others, which map their files: no reading while the clock runs.
        self.database.execute("PRAGMA mmap_size = 2000000000")
        self.database.execute("PRAGMA cache_size = -500000")

    def prepare(self, words: list[str], mode: str, k: int) -> Callable[[], object]:
        separator = {"phrase": " + ", "intersection": " AND "}.get(mode, " OR ")
        match = separator.join(f'"{word}"' for word in words)
        execute = self.database.execute
        if mode == "count":
            return lambda: execute(COUNTED, (match,)).fetchall()
        return lambda: execute(RANKED, (match, k)).fetchall()

    def answer(self, result: object, mode: str) -> Hits | int:
        if mode == "count":
            return result[0][0]
        return [(row, -rank) for row, rank in result]


if __name__ == "__main__":
    SQLiteWorker().run()
