"""How well sentences worth checking are told from others: debates, and news of our own writing.

The mapper: a sentence is handed to the filter `worthiness` as `text`, and is Yes where that says worthy. The
debates of dev-test come after all that the model has learnt from; their measure is that of CheckThat! 2024.
The sentences of news are the golden rows, the weak ones included.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.evaluation import FOLDER, Figure, scorer
from claims.services.filters import Item, worthiness_of

DEBATES = "data/ct24-checkworthy/dev-test.tsv.gz"
NEEDS: tuple[str, ...] = (DEBATES, "scoring/score_binary.py")
_NEWS = Path(__file__).resolve().parents[2] / "fixtures/golden/worthiness.jsonl"
_DAY = "2025-03-10"  # on which every sentence counts as published


def measure() -> list[Figure]:
    """F1 of Yes, in per cent."""
    return [
        Figure(
            "worthiness, debates of 2020 (dev-test), F1 of Yes",
            _f1(_debates()),
            aim=72,
            peer="TF-IDF and logistic regression 80 here and 58 on the test set, RoBERTa-large 75.3 there",
        ),
        Figure("worthiness, news sentences, F1 of Yes", _f1(_news())),
    ]


def _f1(sentences: Iterator[tuple[str, str]]) -> float:
    """`sentences` are texts with the label Yes or No."""
    gold, found = [], []
    for number, (text, label) in enumerate(sentences):
        _, worthy = worthiness_of(Item({"text": text, "published_at": _DAY}))
        gold.append({"Sentence_id": str(number), "class_label": label})
        found.append({"id": str(number), "class_label": "Yes" if worthy else "No"})
    return round(100 * float(scorer("score_binary").score(gold, found)["F1"]), 1)


def _debates() -> Iterator[tuple[str, str]]:
    with gzip.open(FOLDER / DEBATES, "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield row["Text"], row["class_label"]


def _news() -> Iterator[tuple[str, str]]:
    for row in map(json.loads, _NEWS.read_text("utf-8").splitlines()):
        yield row["text"], "Yes" if row["worthy"] else "No"
