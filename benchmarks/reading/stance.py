"""How well the stance of an article on a claim is judged.

A headline and a body are handed over as claim and text, and the stance that `python -m claims stance` gives is scored:
supports is agree, refutes is disagree. The model was trained on FNC-1, so its figures here guard the judge against
falling behind and say nothing of unseen articles (docs/models/stance.md does). ARC, arguments in comments, taught it
nothing. Each is a sample of pairs, always the same.
"""

import csv
import gzip
import random

from benchmarks.evaluation import FOLDER, Figure, scorer
from claims.services.filters import Item, stance_of

_PAIRS = 300
_LABELS = {"supports": "agree", "refutes": "disagree", "discusses": "discuss", "unrelated": "unrelated"}
_FILES = {
    "fnc1": ("data/fnc1/train_bodies.csv.gz", "data/fnc1/train_stances.csv.gz"),
    "arc": ("data/arc/arc_bodies.csv.gz", "data/arc/arc_stances_train.csv.gz"),
}

NEEDS = ("scoring/score_stance.py", *(file for files in _FILES.values() for file in files))


def measure() -> list[Figure]:
    """The official FNC-1 score and the mean F1 of both samples."""
    fnc, arc = _scored("fnc1"), _scored("arc")
    return [
        Figure("stance: FNC-1 train (learnt from), weighted score", fnc["fnc_percent"], 86.0, "Talos 82.0 (test)"),
        Figure("stance: FNC-1 train (learnt from), macro F1", fnc["macro_f1"], 70.0, "stackLSTM 60.9 (test)"),
        Figure("stance: FNC-1 train (learnt from), related F1", fnc["related_f1"], 96.5),
        Figure("stance: ARC, macro F1", arc["macro_f1"]),
    ]


def _scored(name: str) -> dict[str, float]:
    bodies_file, pairs_file = _FILES[name]
    bodies = {row["Body ID"]: row["articleBody"] for row in _table(bodies_file)}
    pairs = _table(pairs_file)
    gold = [{"id": n, "stance": pairs[n]["Stance"]} for n in random.Random(0).sample(range(len(pairs)), _PAIRS)]
    told = [
        {"id": row["id"], "stance": _stance(pairs[row["id"]]["Headline"], bodies[pairs[row["id"]]["Body ID"]])}
        for row in gold
    ]
    scores: dict[str, float] = scorer("score_stance").score(gold, told, True)
    return scores


def _stance(claim: str, text: str) -> str:
    return _LABELS[stance_of(Item({"claim": claim, "text": text})).stance]


def _table(path: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(FOLDER / path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
