"""How well claims are matched, and how fast: python -m benchmarks.match_quality

Reads labelled data from the folder that EVALUATION_DATA names, else from `shared` beside the
repository; says what it left out where a file is not there. MAP@5 as CheckThat! counts it (average
precision over the first five, divided by the number of right claims, mean over the texts).
"""

import csv
import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.evaluation import FOLDER
from claims.domain.claim import Claim, Kind
from claims.domain.moment import Moment
from claims.domain.reading import Reading
from claims.extract import read
from claims.index import Collection
from claims.match import NOMINATED, Shelf, match_article

DATA = FOLDER / "data"
_PAIRS = 2000  # of headlines and bodies
_SENTENCES, _CANDIDATES = 25, 20


def main() -> None:
    """Print one block for each kind of data that is there."""
    for name in ("checkthat-2a", "checkthat-2b"):
        for part in ("train", "dev"):
            if _there(DATA / name / f"{part}_queries.jsonl"):
                print(f"{name} {part}: {_ranking(DATA / name, part)}")
    if _there(DATA / "fnc1/train_stances.csv.gz"):
        print(f"fnc1 train, is the body about the headline: {_aboutness(DATA / 'fnc1')}")
    if _there(DATA / "claims-corpus/claims.jsonl.gz") and _there(DATA / "polnear/dev.jsonl.gz"):
        print(f"an article of {_SENTENCES} sentences against 10,000 claims: {_speed()}")


def _there(path: Path) -> bool:
    if not path.exists():
        print(f"left out: {path.relative_to(DATA.parent)} is not there (set EVALUATION_DATA)", file=sys.stderr)
    return path.exists()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _ranking(folder: Path, part: str) -> str:
    texts = {row["id"]: f"{row['claim']} {row['title']}" for row in _lines(folder / "vclaims.jsonl.gz")}
    right: dict[str, set[str]] = defaultdict(set)
    for line in (folder / f"{part}_qrels.tsv").read_text("utf-8").splitlines():
        query, _, claim_id, relevant = line.split()
        if relevant != "0":
            right[query].add(claim_id)
    index, shelf = Collection(), Shelf(texts)
    index.update(texts.items())
    index.nominate("the first question pays for the commit", 1)
    nominated, ranked, recalled, spent = 0.0, 0.0, 0.0, 0.0
    for row in _lines(folder / f"{part}_queries.jsonl"):
        wanted = right.get(row["id"])
        if not wanted:
            continue
        start = time.perf_counter()
        candidates = index.nominate(row["text"], NOMINATED)
        matches = shelf.rank(row["text"], candidates, 2 * NOMINATED)
        spent += time.perf_counter() - start
        nominated += _average_precision([c.id for c in candidates], wanted)
        ranked += _average_precision([m.claim_id for m in matches], wanted)
        recalled += len({m.claim_id for m in matches} & wanted) / len(wanted)
    n = len(right)
    return (
        f"MAP@5 {nominated / n:.3f} by the index alone, {ranked / n:.3f} ranked; "
        f"recall at {2 * NOMINATED} {recalled / n:.3f}; {spent / n * 1000:.1f} ms a text, {len(texts)} claims"
    )


def _average_precision(found: list[str], wanted: set[str], first: int = 5) -> float:
    places = [place for place, claim_id in enumerate(found[:first], 1) if claim_id in wanted]
    return sum(hits / place for hits, place in enumerate(places, 1)) / len(wanted)


def _aboutness(folder: Path) -> str:
    csv.field_size_limit(10**8)
    with gzip.open(folder / "train_bodies.csv.gz", "rt", encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with gzip.open(folder / "train_stances.csv.gz", "rt", encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    readings: dict[str, Reading] = {}
    counted: dict[tuple[bool, bool], int] = defaultdict(int)
    for pair in random.Random(3).sample(pairs, _PAIRS):
        body = pair["Body ID"]
        if body not in readings:
            readings[body] = read(bodies[body][:6000], date(2014, 10, 1))
        claim = _claim("c", pair["Headline"])
        matches = match_article(readings[body], [(i, claim) for i in range(len(readings[body].sentences))])
        counted[pair["Stance"] != "unrelated", any(m.about for m in matches)] += 1
    found = counted[True, True]
    precision = found / max(1, found + counted[False, True])
    recall = found / max(1, found + counted[True, False])
    return f"precision {precision:.3f}, recall {recall:.3f} of {_PAIRS} pairs"


def _speed() -> str:
    texts = [row["claim"] for row in _lines(DATA / "claims-corpus/claims.jsonl.gz")]
    claims = {f"c{i}": _claim(f"c{i}", text) for i, text in enumerate(random.Random(2).sample(texts, 10_000))}
    index = Collection()
    index.update((claim.id, claim.text) for claim in claims.values())
    index.nominate("the first question pays for the commit", 1)
    readings = [read(row["text"], date(2016, 1, 1), row["title"]) for row in _lines(DATA / "polnear/dev.jsonl.gz")][:30]
    times = []
    for reading in readings:
        start = time.perf_counter()
        sentences = list(enumerate(reading.sentences[:_SENTENCES]))
        pairs = [(n, claims[c.id]) for n, s in sentences for c in index.nominate(s.text, _CANDIDATES)]
        match_article(reading, pairs)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return f"median {times[len(times) // 2]:.1f} ms, worst {times[-1]:.1f} ms (claims seen for the first time)"


def _claim(claim_id: str, text: str) -> Claim:
    return Claim(id=claim_id, text=text, kind=Kind.STATEMENT, claimed=Moment(date(2014, 1, 1)))


if __name__ == "__main__":
    main()
