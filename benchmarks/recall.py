"""The share of right claims among those nominated, where CheckThat!'s claims stand among distorted copies of them.

Asked as the ledger is asked; what its words alone would have found is measured beside it in the same index, and how
well those are ranked that `POST /match` ranks.
"""

import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence

from tqdm import tqdm

from benchmarks import varied
from benchmarks.evaluation import FOLDER, missing, rows
from benchmarks.measure import Row
from claims.domain.match import Candidate, Match
from claims.index import Collection
from claims.match import Ranker
from claims.services.follow import CLAIMS

_TASKS = ("checkthat-2a", "checkthat-2b")
_SEEN = 200  # candidates of which the best by words alone are taken
_RANKED, _PLACES = 50, 5  # candidates that are ranked, and places that are counted
_AT = (8, 50)  # as many are nominated for a sentence of an article, and so many as the aim is set for


def measure(count: int) -> list[Row]:
    """Recall at 8 and 50 of both tasks, by words alone and as nominated; what cannot be measured is left out."""
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
    wanted = [right[row["id"]] for row in queries]

    def nominated(at: int) -> list[Sequence[Candidate]]:
        return [collection.nominate(row["text"], at) for row in queries]

    by_words = [sorted(each, key=lambda c: -c.wording) for each in nominated(_SEEN)]
    ranker = Ranker()
    ranked = [
        ranker.rank(row["text"], candidates, _PLACES)
        for row, candidates in zip(queries, nominated(_RANKED), strict=True)
    ]
    return [
        Row(
            f"MAP@{_PLACES}, {name} dev, ranked", _precision(ranked, wanted), "%", f"{_RANKED} candidates for each text"
        ),
        *(
            Row(f"recall at {at}, {name} dev: {how}", _recall(found, wanted), "%", f"{len(queries)} texts")
            for at in _AT
            for how, found in (
                ("by words alone", [each[:at] for each in by_words]),
                ("as nominated", nominated(at)),
            )
        ),
    ]


def _recall(found: Sequence[Sequence[Candidate]], wanted: Sequence[set[str]]) -> float:
    shares = [len(ids & {c.id for c in each}) / len(ids) for each, ids in zip(found, wanted, strict=True)]
    return statistics.mean(shares) * 100


def _precision(ranked: Sequence[Sequence[Match]], wanted: Sequence[set[str]]) -> float:
    """The mean of the average precision in the first places, as CheckThat! counts it."""
    each = []
    for matches, ids in zip(ranked, wanted, strict=True):
        hits = [match.claim_id in ids for match in matches]
        precisions = [sum(hits[: place + 1]) / (place + 1) for place, hit in enumerate(hits) if hit]
        each.append(sum(precisions) / min(len(ids), _PLACES))
    return statistics.mean(each) * 100


def _right(file: str) -> dict[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        query, _, claim_id, relevant = line.split()
        if relevant != "0":
            right[query].add(claim_id)
    return right
