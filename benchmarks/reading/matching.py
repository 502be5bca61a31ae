"""How well stored claims are ranked for a text, and headlines for a headline of the same story.

A text of CheckThat! (dev) is asked of all stored claims of its task, claim and title, as `python -m claims match`
does it; the ids of the answer, in their order, are what is scored. A headline of the UCI News Aggregator
is asked of all other headlines of the file; it counts as right if the first answer is of the same story. Half of the
stories are asked: training/matching.py learns from the others.
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.evaluation import FOLDER, Figure, rows, scorer
from claims.domain.match import Match
from claims.services.filters import Item, Matcher

_HEADLINES = "data/headlines-uci/dev.jsonl.gz"
_TASKS = ("checkthat-2a", "checkthat-2b")
_AIMS = {"checkthat-2a": 90.5, "checkthat-2b": 41.5}
_PEERS = {"checkthat-2a": "BM25 81.2, SimBa 90.7 (tests)", "checkthat-2b": "DIPS 32.8 (test)"}
_MAX_BYTES = 1_000_000

NEEDS = (
    _HEADLINES,
    "scoring/score_matching.py",
    *(f"data/{task}/{file}" for task in _TASKS for file in ("vclaims.jsonl.gz", "dev_queries.jsonl", "dev_qrels.tsv")),
)


def measure() -> list[Figure]:
    """MAP@5 and recall of each task, and P@1 of the headlines."""
    figures = []
    for task in _TASKS:
        told = _scored(task)
        figures += [
            Figure(f"matching: {task} dev, MAP@5", told["MAP@5"] * 100, _AIMS[task], _PEERS[task]),
            Figure(f"matching: {task} dev, recall at 20", told["R@20"] * 100),
        ]
    nearest = Figure("matching: headlines-uci, nearest is of its story", _nearest(), 93.0, "token_set_ratio 88.6")
    return [*figures, nearest]


def _scored(task: str) -> dict[str, float]:
    claims = rows(f"data/{task}/vclaims.jsonl.gz")
    matcher = _matcher([{"id": c["id"], "text": c["claim"], "title": c["title"]} for c in claims])
    run = {}
    for query in rows(f"data/{task}/dev_queries.jsonl"):
        found = matcher.matches(Item({"text": query["text"]}), 20, compared=0)
        run[query["id"]] = [match.claim_id for match in found]
    told: dict[str, float] = scorer("score_matching").score(_right_claims(task), run)
    return told


def _right_claims(task: str) -> dict[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in (FOLDER / f"data/{task}/dev_qrels.tsv").read_text("utf-8").splitlines():
        query, _, claim, relevant = line.split()
        if relevant != "0":
            right[query].add(claim)
    return right


def is_measured(story: str) -> bool:
    """Whether the headlines of a story are for measuring; those of the others may be learnt from."""
    return zlib.crc32(story.encode()) % 2 == 1


def _nearest() -> float:
    """For how many of a hundred headlines the nearest other one is of the same story; stories of one are left out."""
    headlines = list(rows(_HEADLINES))
    story = {row["id"]: row["story"] for row in headlines}
    sizes = Counter(story.values())
    several = [row for row in headlines if sizes[row["story"]] > 1 and is_measured(row["story"])]
    matcher = _matcher([{"id": row["id"], "text": row["title"]} for row in headlines])
    right = 0
    for row in several:
        found = matcher.matches(Item({"text": row["title"]}), 2, compared=0)
        right += _first_other(found, row["id"], story) == row["story"]
    return round(100 * right / len(several), 2)


def _first_other(found: Sequence[Match], own: str, story: dict[str, str]) -> str | None:
    return next((story[match.claim_id] for match in found if match.claim_id != own), None)


def _matcher(claims: list[dict[str, str]]) -> Matcher:
    return Matcher(map(json.dumps, claims), _MAX_BYTES)
