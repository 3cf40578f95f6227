"""Whether engines find the same: checked before anything is timed."""

import collections
import pathlib
from dataclasses import dataclass

TOLERANCE = 1e-4


@dataclass(frozen=True)
class Hit:
    identifier: str
    score: float


def disagreement(ours: pathlib.Path, theirs: pathlib.Path) -> str | None:
    """Where two dumps differ; None where they say the same.

    The same number of hits per query, and at every rank the same score to a relative 1e-4.
    Documents of equal scores may change places: one that only one of them lists must tie with the
    last. In mode count, exactly the same counts.
    """
    first, second = _read(ours), _read(theirs)
    for query in sorted(first.keys() | second.keys()):
        if reason := _difference(first[query], second[query]):
            return f"{query!r}: {reason}"
    return None


def _difference(ours: list[Hit], theirs: list[Hit]) -> str | None:
    if len(ours) != len(theirs):
        return f"{len(ours)} hits against {len(theirs)}"
    for rank, (our, their) in enumerate(zip(ours, theirs)):
        exact = not our.identifier
        if our.score != their.score if exact else not _close(our.score, their.score):
            return f"rank {rank}: {our} against {their}"
    scores = {hit.identifier: hit.score for hit in theirs}
    for hit in ours:
        expected = scores.get(hit.identifier, theirs[-1].score)
        if not _close(hit.score, expected):
            return f"document {hit.identifier}: {hit.score} against {expected}"
    return None


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def _read(path: pathlib.Path) -> dict[str, list[Hit]]:
    found = collections.defaultdict(list)
    with open(path, encoding="ascii") as lines:
        for line in lines:
            query, identifier, score = line.rstrip("\n").split("\t")
            found[query].append(Hit(identifier, float(score)))
    return found
