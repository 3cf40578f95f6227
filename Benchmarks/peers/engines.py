"""The engines: how each is started, what it cannot do, what to know about its numbers."""

import json
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus import Corpus
from environment import Environment
from timings import summary

Command = Callable[[Environment], list[str]]


@dataclass(frozen=True)
class Engine:
    """An engine behind a worker (see workers/worker.py)."""

    name: str
    title: str
    command: Command
    # What no number can be given for, and why.
    cannot: dict[str, str] = field(default_factory=dict)
    # What a reader of the table must know.
    note: str = ""
    warm_up: int = 1
    # One query in how many is run, where all would take too long.
    every: int = 1
    # Whether indexing is measured on two cores too.
    scales: bool = False
    # The cores indexing needs.
    index_cores: int = 1
    # The parts of the index by their role, as ends of names: what is compared with ftsd's.
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def version(self, environment: Environment) -> str:
        return _run([*self.command(environment), "version"])["version"]

    def index(
        self, environment: Environment, corpus: Corpus, directory: pathlib.Path, cores: list[int]
    ) -> dict:
        """Makes an index, unless it is there; what the worker said of it, and of its parts by role."""
        record = directory.with_suffix(".json")
        if not self._is_current(environment, record):
            shutil.rmtree(directory, ignore_errors=True)
            print(f"indexing: {self.title} on {len(cores)} core(s)", file=sys.stderr)
            result = self._index(environment, corpus, directory, cores)
            result["bytes"] = sum(result["parts"].values())
            result["roles"] = {
                role: sum(size for name, size in result["parts"].items() if name.endswith(ends))
                for role, ends in self.roles.items()
            }
            result["mb_per_second"] = corpus.bytes / 1e6 / result["seconds"]
            record.write_text(json.dumps(result, indent=2))
        return json.loads(record.read_text())

    def search(
        self, environment: Environment, directory: pathlib.Path, queries: pathlib.Path, mode: str, k: int,
        passes: int, core: int, dump: pathlib.Path | None = None,
    ) -> dict:
        """Times the queries, pinned to one core: mean, p50 and p99 of each query's best, in µs."""
        if self.every > 1:
            queries = _thinned(queries, self.every)
        command = [*self.command(environment), "queries", "--index", directory, "--queries", queries]
        command += ["--mode", mode, "--k", k, "--warm-up", 0 if dump else self.warm_up]
        command += ["--passes", 1 if dump else passes]
        result = _run(command + (["--dump", dump] if dump else []), [core])
        times = result.pop("passes")
        return summary(times) | {"passes": len(times)} | result

    def _is_current(self, environment: Environment, record: pathlib.Path) -> bool:
        return record.exists()

    def _index(
        self, environment: Environment, corpus: Corpus, directory: pathlib.Path, cores: list[int]
    ) -> dict:
        command = [*self.command(environment), "index", "--corpus", corpus.lines, "--index", directory]
        return _run([*command, "--threads", len(cores)], cores)


class FTSD(Engine):
    """ftsd itself: `ftsd index`, `ftsd stats` and `ftsd-bench queries` of a build."""

    def version(self, environment: Environment) -> str:
        command = [environment.build / "ftsd", "--version"]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return line.removeprefix("ftsd").strip()

    def search(
        self, environment: Environment, directory: pathlib.Path, queries: pathlib.Path, mode: str, k: int,
        passes: int, core: int, dump: pathlib.Path | None = None,
    ) -> dict:
        command = [environment.build / "ftsd-bench", "queries", "--index", directory, "--queries", queries]
        command += ["--mode", mode, "--k", k, "--passes", passes + 1, "--json"]
        result = _run(command + (["--dump", dump] if dump else []), [core])
        return {key: result[f"best_{key}"] for key in ("mean_us", "p50_us", "p99_us")} | {"passes": passes}

    def _is_current(self, environment: Environment, record: pathlib.Path) -> bool:
        """Whether the index is younger than the build, which may write another format."""
        built = (environment.build / "ftsd").stat().st_mtime
        return record.exists() and record.stat().st_mtime > built

    def _index(
        self, environment: Environment, corpus: Corpus, directory: pathlib.Path, cores: list[int]
    ) -> dict:
        ftsd = environment.build / "ftsd"
        # Memory for the whole corpus, as the others have: one segment.
        command = [ftsd, "index", "--index", directory, "--analyzer", "simple", "--memory", "2048", "--json"]
        seconds = _run([*command, corpus.json_lines], cores)["seconds"]
        stats = _run([ftsd, "stats", "--index", directory, "--json"])
        times = {"seconds": seconds, "merged_seconds": seconds}
        return times | {"segments": stats["segments"], "parts": stats["parts"]}


class ReorderedFTSD(FTSD):
    """ftsd after `ftsd compact --reorder`, which is timed as a part of indexing."""

    def _index(
        self, environment: Environment, corpus: Corpus, directory: pathlib.Path, cores: list[int]
    ) -> dict:
        indexed = super()._index(environment, corpus, directory, cores)
        ftsd = environment.build / "ftsd"
        start = time.monotonic()
        subprocess.run([ftsd, "compact", "--reorder", "--quiet", "--index", directory], check=True)
        seconds = time.monotonic() - start
        stats = _run([ftsd, "stats", "--index", directory, "--json"])
        times = {key: indexed[key] + seconds for key in ("seconds", "merged_seconds")}
        return times | {"segments": stats["segments"], "parts": stats["parts"]}


def _thinned(queries: pathlib.Path, every: int) -> pathlib.Path:
    """A file of one query in `every`."""
    path = queries.with_suffix(f".every-{every}.txt")
    lines = queries.read_text(encoding="ascii").splitlines(keepends=True)
    path.write_text("".join(lines[::every]), encoding="ascii")
    return path


def _run(command: list, cores: list[int] | None = None) -> dict:
    """Runs a worker, pinned; the JSON object it prints last."""
    pinned = ["taskset", "--cpu-list", ",".join(map(str, cores))] if cores else []
    line = list(map(str, pinned + command))
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(line)}\n{done.stderr[-2000:]}\nexit status {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


NO_MATCHING = "adds up scores of any word: no other kind of query"

FTSD_ROLES = {
    "postings": ("postings",), "positions": ("positions",), "dictionary": ("dictionary",),
    "stored": ("documents",),
}

ENGINES = [
    FTSD("ftsd", "ftsd", lambda _: [], scales=True, roles=FTSD_ROLES),
    ReorderedFTSD(
        "ftsd-reordered", "ftsd, reordered", lambda _: [], roles=FTSD_ROLES,
        note="after `ftsd compact --reorder`, whose time on all cores is counted as indexing",
    ),
    Engine(
        "lucene", "Lucene", lambda environment: environment.java("LuceneWorker"), warm_up=20, scales=True,
        roles={
            "postings": ("doc",), "positions": ("pos", "pay"), "dictionary": ("tim", "tip", "tmd"),
            "stored": ("fdt", "fdx", "fdm"),
        },
        note="warmed up by 20 passes; query cache off; one segment",
    ),
    Engine(
        "tantivy", "Tantivy", lambda environment: environment.python("tantivy_worker.py"), scales=True,
        roles={
            "postings": (".idx",), "positions": (".pos",), "dictionary": (".term",), "stored": (".store",),
        },
        note=(
            "through its Python binding, whose collector keeps it from pruning: every match is scored; "
            "this says nothing of Tantivy's block-max WAND in Rust"
        ),
    ),
    Engine(
        "pisa", "PISA", lambda environment: environment.python("pisa_worker.py"), index_cores=2,
        roles={"postings": ("bmw.64", ".block_simdbp"), "dictionary": ("fwd.terms", "fwd.termlex")},
        cannot={"phrase": "has no positions", "count": "the binding has no counts"},
        note=(
            "the fastest of its algorithms for each row; its idf is ln((N - df + 0.5) / (df + 0.5)) with "
            "a floor, which gives frequent words next to nothing and prunes more easily; no positions, no "
            "stored text; the time of a hit's number as a string is contained"
        ),
    ),
    Engine(
        "bm25s", "bm25s", lambda environment: environment.python("bm25s_worker.py"),
        cannot=dict.fromkeys(("intersection", "phrase", "count"), NO_MATCHING),
        note="scores are computed when indexing; exact lengths; no positions, no stored text",
    ),
    Engine(
        "xapian", "Xapian",
        lambda environment: environment.system_python("xapian_worker.py", "python3-xapian"),
        note="exact lengths; the older idf",
    ),
    Engine(
        "sqlite", "SQLite FTS5", lambda environment: environment.python("sqlite_worker.py"),
        every=10,
        note=(
            "scores and sorts every match; exact lengths; the older idf with a floor; only every tenth "
            "query is run"
        ),
    ),
]
