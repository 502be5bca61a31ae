"""The share of right claims among those nominated, where CheckThat!'s claims stand among distorted copies of them.

Asked as the ledger is asked; what its words alone would have found is measured beside it in the same index, and how
well those are ranked that `POST /match` ranks.
"""

import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence

from tqdm import tqdm

from benchmarks import varied
from benchmarks.evaluation import FOLDER, missing, rows
from benchmarks.measure import Row
from claims.domain.match import Candidate, Match
from claims.index import Collection
from claims.match import Ranker
from claims.services.follow import CLAIMS

_TASKS = ("checkthat-2a", "checkthat-2b")
_SEEN = 200  # candidates of which the best are taken, by words alone or as they are nominated
_RANKED, _PLACES = 50, 5  # candidates that are ranked, and places that are counted
_AT = (8, 50)  # as many are nominated for a sentence of an article, and so many as the aim is set for


def measure(count: int) -> list[Row]:
    """Recall at 10 and 50 of both tasks, by words alone and as nominated; what cannot be measured is left out."""
    return [row for name in _TASKS for row in _task(name, count)]


def _task(name: str, count: int) -> list[Row]:
    files = [f"data/{name}/{file}" for file in ("vclaims.jsonl.gz", "dev_queries.jsonl", "dev_qrels.tsv")]
    if gone := missing(files):
        print(f"left out: {gone[0]} is not there (set EVALUATION_DATA)", file=sys.stderr)
        return []
    claims = {row["id"]: f"{row['claim']} {row['title']}" for row in rows(files[0])}
    ids = [*claims, *(f"copy {n}" for n in range(count))]
    texts = tqdm(varied.with_copies(list(claims.values()), count), name, total=count, unit=" claims")
    collection = Collection(CLAIMS)
    collection.update(zip(ids, texts, strict=False))
    right = _right(files[2])
    queries = [row for row in rows(files[1]) if row["id"] in right]
    asked = [(collection.nominate(row["text"], _SEEN), right[row["id"]]) for row in queries]
    ranker = Ranker()
    ranked = [
        (ranker.rank(row["text"], candidates[:_RANKED], _PLACES), wanted)
        for row, (candidates, wanted) in zip(queries, asked, strict=True)
    ]
    return [
        Row(f"MAP@{_PLACES}, {name} dev, ranked", _precision(ranked), "%", f"{_RANKED} candidates for each text"),
        *(
            Row(f"recall at {at}, {name} dev: {how}", _recall(asked, at, order), "%", f"{len(asked)} texts")
            for at in _AT
            for how, order in (("by words alone", lambda c: c.wording), ("as nominated", lambda c: c.score))
        ),
    ]


def _recall(
    asked: Sequence[tuple[Sequence[Candidate], set[str]]], at: int, order: Callable[[Candidate], float]
) -> float:
    shares = []
    for candidates, wanted in asked:
        best = sorted(candidates, key=order, reverse=True)[:at]
        shares.append(len(wanted & {candidate.id for candidate in best}) / len(wanted))
    return statistics.mean(shares) * 100


def _precision(ranked: Sequence[tuple[Sequence[Match], set[str]]]) -> float:
    """The mean of the average precision in the first places, as CheckThat! counts it."""
    each = []
    for matches, wanted in ranked:
        hits = [match.claim_id in wanted for match in matches]
        precisions = [sum(hits[: place + 1]) / (place + 1) for place, hit in enumerate(hits) if hit]
        each.append(sum(precisions) / min(len(wanted), _PLACES))
    return statistics.mean(each) * 100


def _right(file: str) -> dict[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        query, _, claim_id, relevant = line.split()
        if relevant != "0":
            right[query].add(claim_id)
    return right
