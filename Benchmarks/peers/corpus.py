#!/usr/bin/env python3
"""The corpus and the queries every engine gets.

    corpus.py DIR CORPUS.jsonl...

makes DIR/tokens.txt, DIR/tokens.jsonl and DIR/queries.runs.txt, those that are not there.

The corpus is plain tokens, so that no engine's own analysis makes a difference: of each document
the runs of [a-z0-9] of its lower-cased title and text, which is what ftsd's analyzer `simple` makes
of them. A document without a token is left out. There are two files of it: one document per line,
with its line number from 0 as id; and the same as JSON Lines, which ftsd reads.
"""

import json
import pathlib
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"[a-z0-9]+")
TAGS = {"union": "union", "intersection": "intersection", "phrase": "phrase", "count": "union"}


@dataclass(frozen=True)
class Corpus:
    """The files of one corpus of tokens."""

    lines: pathlib.Path
    json_lines: pathlib.Path

    @property
    def bytes(self) -> int:
        """Bytes of text, one line end per document included."""
        return self.lines.stat().st_size

    def count(self) -> int:
        with open(self.lines, encoding="ascii") as file:
            return sum(1 for _ in file)


@dataclass(frozen=True)
class QuerySet:
    """Queries of words, a file for each mode."""

    name: str
    title: str
    files: dict[str, pathlib.Path]


def make_corpus(sources: list[pathlib.Path], work: pathlib.Path) -> Corpus:
    """The corpus of all documents of `sources`, JSON Lines with `title` and `text`."""
    corpus = Corpus(work / "tokens.txt", work / "tokens.jsonl")
    if not corpus.lines.exists():
        _write(corpus, _documents(sources))
    return corpus


def every_nth(corpus: Corpus, step: int, work: pathlib.Path) -> Corpus:
    """A corpus of one document in `step` of another."""
    part = Corpus(work / f"tokens-{step}.txt", work / f"tokens-{step}.jsonl")
    if not part.lines.exists():
        with open(corpus.lines, encoding="ascii") as lines:
            _write(part, (line.rstrip("\n") for number, line in enumerate(lines) if number % step == 0))
    return part


def word_runs(corpus: Corpus, work: pathlib.Path, count: int = 1000, seed: int = 1) -> QuerySet:
    """Runs of one to six words as they stand in the documents.

    Each length is equally likely; the document is drawn among those long enough, then the place in
    it. The same corpus and seed give the same queries.
    """
    path = work / "queries.runs.txt"
    if not path.exists():
        with open(corpus.lines, encoding="ascii") as lines:
            texts = [line.split() for line in lines]
        generator = random.Random(seed)
        path.write_text("".join(f"{_run(texts, generator)}\n" for _ in range(count)), encoding="ascii")
    title = f"{count:,} runs of 1–6 words drawn from the corpus"
    return QuerySet("runs", title, {mode: path for mode in TAGS})


def search_benchmark_game(source: pathlib.Path, work: pathlib.Path) -> QuerySet:
    """The unions, intersections and phrases of the search-benchmark-game, told apart by their tags."""
    tagged = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    files, counts = {}, {}
    for mode, tag in TAGS.items():
        words = [" ".join(TOKEN.findall(one["query"].lower())) for one in tagged if tag in one["tags"]]
        files[mode] = work / f"queries.sbg.{tag}.txt"
        files[mode].write_text("".join(f"{line}\n" for line in words), encoding="ascii")
        counts[tag] = len(words)
    title = ", ".join(f"{count} {tag}s" for tag, count in counts.items())
    return QuerySet("sbg", f"{title} of the search-benchmark-game", files)


def _documents(sources: list[pathlib.Path]) -> Iterator[str]:
    for source in sources:
        with open(source, encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                text = f"{document.get('title') or ''} {document.get('text') or ''}"
                if tokens := TOKEN.findall(text.lower()):
                    yield " ".join(tokens)


def _write(corpus: Corpus, texts: Iterator[str]) -> None:
    partial = corpus.lines.with_suffix(".partial")
    with (
        open(partial, "w", encoding="ascii") as lines,
        open(corpus.json_lines, "w", encoding="ascii") as objects,
    ):
        for number, text in enumerate(texts):
            lines.write(f"{text}\n")
            objects.write(json.dumps({"id": str(number), "kind": "review", "text": text}) + "\n")
    partial.rename(corpus.lines)


def _run(texts: list[list[str]], generator: random.Random) -> str:
    length = generator.randint(1, 6)
    words = generator.choice(texts)
    while len(words) < length:
        words = generator.choice(texts)
    start = generator.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


if __name__ == "__main__":
    directory, *sources = map(pathlib.Path, sys.argv[1:])
    word_runs(make_corpus(sources, directory), directory)
