"""Collections of judged queries, and how well `ftsd` ranks them with some settings.

Needs nothing but Python's standard library, and the collections beside the checkout or where FTSD_SHARED_DATA says.
"""
import collections
import functools
import json
import os
import pathlib
import re
import subprocess

DATA = pathlib.Path(os.environ.get("FTSD_SHARED_DATA", "../shared/data"))
JUDGED = ["scifact", "cranfield", "cisi"]
# What films are looked for in: the reviews of a blog, whose titles are those of films, among others that name films, or products.
FILMS = ["movielog", "imdb-train", "multidomain"]
RAREST = 3


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


class Indexes:
    """The indexes of some documents, made when they are asked for."""

    def __init__(self, ftsd, work, sources):
        self.ftsd, self.work, self.sources = ftsd, work, sources

    @functools.cache
    def make(self, *options):
        path = self.work / "-".join(["index", self.sources[0].parent.name, *options])
        subprocess.run([self.ftsd, "index", "--quiet", "--index", path, *options, *self.sources], check=True)
        return path


class Collection:
    """Queries and judgements of documents, and the runs that were made of them.

    Queries are of a kind: `whole`, `3 rarest` (their rarest words alone, of those that two documents have).
    """

    def __init__(self, name, indexes, queries, judgements, kinds=("whole", "3 rarest")):
        self.name, self.indexes, self.queries, self.judgements, self.kinds = name, indexes, queries, judgements, kinds
        self.work = indexes.work / name
        self.work.mkdir()

    def index(self, *options):
        return self.indexes.make(*options)

    @functools.cache
    def queries_file(self, kind):
        if kind == "whole":
            return self.queries
        file = self.work / f"{kind}.jsonl"
        frequencies = collections.Counter()
        for source in self.indexes.sources:
            with open(source, encoding="utf-8") as corpus:
                for line in corpus:
                    document = json.loads(line)
                    frequencies.update(set(words(document.get("title", "") + " " + document.get("text", ""))))
        with open(self.queries, encoding="utf-8") as queries, open(file, "w", encoding="utf-8") as out:
            for line in queries:
                query = json.loads(line)
                known = [word for word in dict.fromkeys(words(query["text"])) if frequencies[word] > 1]
                rarest = sorted(known, key=lambda word: frequencies[word])[:RAREST]
                print(json.dumps({"_id": query["_id"], "text": " ".join(rarest)}), file=out)
        return file

    def evaluate(self, index, kind, *options):
        command = [self.indexes.ftsd, "eval", "--json", "--index", index, "--queries", self.queries_file(kind)]
        command += ["--qrels", self.judgements, *options]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    @functools.cache
    def run_of_defaults(self, kind):
        file = self.work / f"{kind}.run"
        self.evaluate(self.index(), kind, "--run", file)
        return file

    def against_defaults(self, index, kind, *options):
        """What `ftsd eval --against` tells: values of measures, those of the defaults, and p."""
        return self.evaluate(index, kind, "--against", self.run_of_defaults(kind), *options)


def judged(ftsd, work):
    """The collections of judged queries that there are; tells of the others."""
    for name in JUDGED:
        folder = DATA / "ir" / name
        if folder.is_dir():
            indexes = Indexes(ftsd, work, [folder / "corpus.jsonl"])
            yield Collection(name, indexes, folder / "queries.jsonl", folder / "qrels.tsv")
        else:
            print(f"{name}: skipped, there is no {folder}")


def films(ftsd, work):
    """Films by their names: reviews whose title is that name, with or without its year, are what was looked for. Two collections, of
    every other name each."""
    sources = [DATA / "corpora" / f"{name}.jsonl" for name in FILMS]
    missing = [source for source in sources if not source.is_file()]
    if missing:
        print(f"films: skipped, there is no {missing[0]}")
        return
    reviews = collections.defaultdict(list)
    with open(sources[0], encoding="utf-8") as corpus:
        for line in corpus:
            review = json.loads(line)
            name = re.sub(r"\s*\(\d{4}\)$", "", review.get("title", ""))
            if words(name):
                reviews[name.lower()].append(review["id"])
    indexes = Indexes(ftsd, work, sources)
    for place, part in enumerate(["films 1", "films 2"]):
        names = sorted(reviews)[place::2]
        queries, judgements = work / f"{part}.jsonl", work / f"{part}.tsv"
        with open(queries, "w", encoding="utf-8") as out:
            for number, name in enumerate(names):
                print(json.dumps({"_id": str(number), "text": name}), file=out)
        with open(judgements, "w", encoding="utf-8") as out:
            print("query-id\tcorpus-id\tscore", file=out)
            for number, name in enumerate(names):
                for review in reviews[name]:
                    print(f"{number}\t{review}\t1", file=out)
        yield Collection(part, indexes, queries, judgements, kinds=("whole",))
