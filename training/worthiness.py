"""Learns how checkable statements are worded, and writes claims/extract/data/phrasing.json.

    python -m training.worthiness

A logistic regression on words, shapes and letters of debate sentences; see docs/models/worthiness.md. Before
the model is written it is judged on debates that took no part: the last ones of the training data, and the
later ones of dev-test.
"""

import csv
import gzip
import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.evaluation import FOLDER, missing
from claims.extract.phrasing import MODEL, letter_runs, shape_runs, word_runs
from claims.extract.words import split_words

_CT24 = "data/ct24-checkworthy/{}.tsv.gz"
_CLAIMBUSTER = "data/claimbuster/two_class_{}.json.gz"
NEEDS = (*map(_CT24.format, ("train", "dev", "dev-test")), *map(_CLAIMBUSTER.format, ("train", "test")))
LAST_DEBATES = 29_000  # the sentence from which on they are the debates of 2016
SURE = 3.0  # weight of a sentence whose annotators agreed, beside 1
FEWEST = {"words": 4, "shapes": 10, "letters": 15}  # sentences that a run must stand in
C = 0.4  # inverse strength of the penalty
SMALLEST = 0.005  # a weight below it is left out
RESAMPLES = 1000

Run = tuple[int, str]
_READERS: dict[str, Callable[[str], list[str]]] = {
    "words": lambda text: [run for _, run in word_runs(split_words(text))],
    "shapes": lambda text: [run for _, run in shape_runs(split_words(text))],
    "letters": lambda text: list(letter_runs(split_words(text))),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a debate; `sure` where its annotators are known to have agreed."""

    number: int
    text: str
    worthy: bool
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """The weights by family and run."""

    bias: float
    weights: dict[str, dict[str, float]]

    def odds(self, text: str) -> float:
        """As claims.extract.phrasing computes them."""
        total = self.bias
        for family, known in self.weights.items():
            heard = [known[run] for run in _READERS[family](text) if run in known]
            total += sum(heard) / math.sqrt(len(heard)) if heard else 0.0
        return total


def main() -> int:
    """Judge, learn, write."""
    if absent := missing(NEEDS):
        sys.stderr.write(f"not there: {', '.join(absent)}\n")
        return 1
    known = _agreed([*_sentences("train"), *_sentences("dev")])
    later = _sentences("dev-test")
    earlier = [row for row in known if row.number < LAST_DEBATES]
    last = [row for row in known if row.number >= LAST_DEBATES]
    said_before = {_key(row.text) for row in earlier}
    last = [row for row in last if _key(row.text) not in said_before]
    model = learn(earlier)
    sys.stdout.write(f"learnt from {len(earlier)} sentences of earlier debates:\n")
    _report("2016", model, last)
    _report("2016, annotators agreed", model, [row for row in last if row.sure])
    model = learn(known)
    sys.stdout.write(f"learnt from all {len(known)}:\n")
    _report("2020 (dev-test)", model, later)
    MODEL.write_text(json.dumps({"bias": model.bias, **model.weights}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    size = sum(map(len, model.weights.values()))
    sys.stdout.write(f"{size} weights, {MODEL.stat().st_size / 1e6:.1f} MB, written to {MODEL}\n")
    return 0


def learn(rows: Sequence[Row]) -> Model:
    """The model of these sentences. Deterministic."""
    families: dict[str, list[str]] = {}
    counts = []
    for family, reader in _READERS.items():
        counter = CountVectorizer(analyzer=reader, min_df=FEWEST[family])
        found = counter.fit_transform([row.text for row in rows])
        families[family] = list(counter.get_feature_names_out())
        heard = np.asarray(found.sum(axis=1)).ravel()
        counts.append(diags(1 / np.sqrt(np.maximum(heard, 1))) @ found)
    fitted = LogisticRegression(C=C, solver="liblinear", max_iter=400, random_state=0).fit(
        csr_matrix(hstack(counts)),
        [row.worthy for row in rows],
        sample_weight=[SURE if row.sure else 1.0 for row in rows],
    )
    weights = iter(fitted.coef_[0])
    found_weights = {family: {run: float(next(weights)) for run in runs} for family, runs in families.items()}
    return Model(
        bias=round(float(fitted.intercept_[0]), 4),
        weights={
            family: {run: round(w, 3) for run, w in runs.items() if abs(w) >= SMALLEST}
            for family, runs in found_weights.items()
        },
    )


def _sentences(part: str) -> list[Row]:
    sure = set()
    for name in ("train", "test"):
        with gzip.open(FOLDER / _CLAIMBUSTER.format(name), "rt", encoding="utf-8") as file:
            sure |= {row["sentence_id"] for row in json.load(file)}
    with gzip.open(FOLDER / _CT24.format(part), "rt", encoding="utf-8-sig", newline="") as file:
        return [
            Row(number, row["Text"], row["class_label"] == "Yes", sure=part == "dev" or number in sure)
            for row in csv.DictReader(file, delimiter="\t")
            for number in (int(row["Sentence_id"]),)
        ]


def _agreed(rows: Iterable[Row]) -> list[Row]:
    """Each sentence once, and none that has both labels."""
    same: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.number):
        same.setdefault(_key(row.text), []).append(row)
    return [rows[0] for rows in same.values() if len({row.worthy for row in rows}) == 1]


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _report(name: str, model: Model, rows: Sequence[Row]) -> None:
    odds = np.array([model.odds(row.text) for row in rows])
    worthy = np.array([row.worthy for row in rows])
    best = max(sorted(set(odds.round(1))), key=lambda line: _f1(worthy, odds >= line))
    random = np.random.default_rng(0)
    picks = [random.integers(0, len(rows), len(rows)) for _ in range(RESAMPLES)]
    for line in sorted({-1.6, -1.4, -1.2, -1.0, best}):
        low, high = np.percentile([_f1(worthy[p], odds[p] >= line) for p in picks], (2.5, 97.5))
        sys.stdout.write(
            f"  {name}: {len(rows)} sentences, {worthy.mean():.0%} worthy, odds from {line:.1f}:"
            f" F1 {_f1(worthy, odds >= line):.3f} ({low:.3f} to {high:.3f})\n"
        )


def _f1(worthy: np.ndarray, said: np.ndarray) -> float:
    return float(2 * (worthy & said).sum() / max(1, worthy.sum() + said.sum()))


if __name__ == "__main__":
    sys.exit(main())
