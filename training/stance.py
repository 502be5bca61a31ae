"""Learns what an article as a whole says of a claim: python -m training.stance [--cross]

Writes claims/stance/data/model.npz from the train part of FNC-1. `--cross` writes nothing and prints how well topics
are judged that took no part in the learning: five folds of topics, with intervals of 95 % over samples of topics. A
topic is what related pairs tie together: no body and no headline stands on both sides. Unrelated pairs are drawn anew
inside each fold, as many as the data have for each related one. Each related pair counts by one over the root of its
topic's pairs, so that a few large topics do not teach everything.
"""

import csv
import gzip
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from benchmarks.evaluation import FOLDER
from claims.domain.evidence import Stance
from claims.extract.sentences import split_sentences
from claims.services.filters import Item, stance_of
from claims.stance.model import weighing
from claims.stance.model.features import Rarity, pair_of
from claims.stance.model.texts import Numbers, text_of
from claims.stance.model.weighing import COUNTS_AS, FILE, RELATED, Model, unpacked
from claims.stance.model.wording import kind_of, linear_numbers, turns_of

Ids = NDArray[np.intp]

LABELS = ("unrelated", "discuss", "agree", "disagree")
_DATA = "data/fnc1"
_FOLDS = 5
_TOPICS_OF_A_TURN = 0.15  # share of the topics that a turn of phrase must be seen in, lest it name one of them
_SCALE = 0.1  # of a number beside a turn of phrase: the ridge then bears on numbers the more
_RIDGE = 0.1  # C of scikit-learn's logistic regression
_SAMPLES = 500
_JUDGED = 2_000  # pairs of each fold that are held before the rules too
_JUDGEMENTS = {Stance.UNRELATED: 0, Stance.DISCUSSES: 1, Stance.SUPPORTS: 2, Stance.REFUTES: 3}
_RELATED: dict[str, Any] = {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 15, "l2_regularization": 1.0}
_SIDE: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A headline and a body, whole and as sentences, what it says of the headline, its topic, and its fold."""

    claim: str
    text: str
    body: tuple[str, ...]
    label: int
    topic: int
    fold: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows as numbers: `overlap` of all; of the related ones also `side` (overlap and tone), `linear` and `turns`."""

    overlap: Numbers
    side: Numbers
    linear: Numbers
    turns: list[frozenset[str]]


def main() -> None:
    """Learn and write, or measure."""
    rows = rows_of_data()
    print(f"{len(rows)} pairs, {len({r.topic for r in rows})} topics", flush=True)
    with threadpool_limits(1):
        if "--cross" in sys.argv:
            _cross(rows)
        else:
            parts = learnt(rows)
            np.savez_compressed(FILE, **parts)
            print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def rows_of_data() -> list[Row]:
    """Every related pair, and unrelated ones drawn inside the folds."""
    bodies = {row["Body ID"]: row["articleBody"] for row in _table("train_bodies.csv.gz")}
    pairs = [
        (r["Headline"], r["Body ID"], LABELS.index(r["Stance"].strip().lower())) for r in _table("train_stances.csv.gz")
    ]
    of_headline, of_body = _topics(pairs)
    related = [pair for pair in pairs if pair[2]]
    sizes = Counter(of_body[body] for _, body, _ in related)
    folds = _folds(sorted({*of_headline.values(), *of_body.values()}), sizes)
    split = {key: tuple(span.text for span in split_sentences(text)) for key, text in bodies.items()}
    drawn = _unrelated(of_headline, of_body, folds, related, (len(pairs) - len(related)) / len(related))
    return [
        Row(headline, bodies[body], split[body], label, of_body[body], folds[of_body[body]])
        for headline, body, label in [*related, *drawn]
    ]


def _cross(rows: Sequence[Row]) -> None:
    """Judge each fold by a model that saw nothing of it: the model alone, and on a sample the judge with its rules."""
    alone: list[tuple[Row, int]] = []
    whole: list[tuple[Row, int]] = []
    chance = random.Random(0)
    for fold in range(_FOLDS):
        model = unpacked(learnt([row for row in rows if row.fold != fold]))
        held_out = [row for row in rows if row.fold == fold]
        alone += [(row, label_of(model, row)) for row in held_out]
        sampled = chance.sample(held_out, _JUDGED)
        with patch.object(weighing, "shipped", return_value=model):
            whole += [
                (row, _JUDGEMENTS[stance_of(Item({"claim": row.claim, "text": row.text})).stance]) for row in sampled
            ]
        print(f"fold {fold}", flush=True)
    for name, found in (("the model alone", alone), ("rules and model", whole)):
        print(f"{name}, {len(found)} pairs")
        _report([row for row, _ in found], [label for _, label in found])


def label_of(model: Model, row: Row) -> int:
    """What a model makes of a row."""
    claim, article = text_of((row.claim,)), text_of(row.body)
    pair = pair_of(claim, article, model.rarity)
    if model.related_chance(pair) <= RELATED:
        return 0
    return 1 + int((model.side_chances(claim, article, pair)[0] * COUNTS_AS).argmax())


def learnt(rows: Sequence[Row]) -> dict[str, Any]:
    """The arrays of a model, which give what the training library gives."""
    rarity = _rarity(rows)
    sheet = _sheet(rows, rarity)
    labels, topics = np.array([r.label for r in rows]), np.array([r.topic for r in rows])
    related = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **_RELATED)
    related.fit(sheet.overlap, labels > 0)
    spoken = np.flatnonzero(labels)
    weights = _weights(topics[spoken])
    side = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **_SIDE)
    side.fit(sheet.side, labels[spoken] - 1, sample_weight=weights)
    turns = _common(sheet.turns, topics[spoken])
    linear = _linear(sheet, turns, labels[spoken] - 1, weights)
    stems = sorted(rarity.of)
    parts = {
        "stems": np.array(" ".join(stems)),
        "rarities": np.array([rarity.of[s] for s in stems], np.float32),
        "rarest": np.array(rarity.highest),
        "turns": np.array("\n".join(turns)),
        **linear,
        **_flat("related", related),
        **_flat("side", side),
    }
    _check(unpacked(parts), related, side)
    return parts


def _table(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(FOLDER / _DATA / name, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _topics(pairs: Iterable[tuple[str, str, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """The topic of each headline and of each body."""
    above: dict[tuple[str, str], tuple[str, str]] = {}

    def top(node: tuple[str, str]) -> tuple[str, str]:
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for headline, body, label in pairs:
        one, other = top(("headline", headline)), top(("body", body))
        if label:
            above[one] = other
    numbers = {node: number for number, node in enumerate(sorted({top(node) for node in list(above)}))}
    found: dict[str, dict[str, int]] = {"headline": {}, "body": {}}
    for kind, name in list(above):
        found[kind][name] = numbers[top((kind, name))]
    return found["headline"], found["body"]


def _folds(topics: Sequence[int], sizes: Counter[int]) -> dict[int, int]:
    """The fold of each topic, so that all have about as many related pairs."""
    loads, found = [0] * _FOLDS, {}
    for topic in sorted(topics, key=lambda t: (-sizes[t], t)):
        fold = min(range(_FOLDS), key=lambda f: (loads[f], f))
        found[topic] = fold
        loads[fold] += max(1, sizes[topic])
    return found


def _unrelated(
    of_headline: dict[str, int],
    of_body: dict[str, int],
    folds: dict[int, int],
    related: Sequence[tuple[str, str, int]],
    for_each: float,
) -> list[tuple[str, str, int]]:
    drawn, chance = [], random.Random(0)
    for fold in range(_FOLDS):
        headlines = sorted(h for h, topic in of_headline.items() if folds[topic] == fold)
        bodies = sorted(b for b, topic in of_body.items() if folds[topic] == fold)
        wanted = round(for_each * sum(folds[of_body[body]] == fold for _, body, _ in related))
        while wanted:
            headline, body = chance.choice(headlines), chance.choice(bodies)
            if of_headline[headline] != of_body[body]:
                drawn.append((headline, body, 0))
                wanted -= 1
    return drawn


def _rarity(rows: Sequence[Row]) -> Rarity:
    """Stems by the topics that have them; those of one topic alone are left to be as rare as the unknown."""
    seen: dict[int, set[str]] = defaultdict(set)
    for body, topic in {row.body: row.topic for row in rows}.items():
        seen[topic] |= text_of(body).all_stems
    counts = Counter(stem for stems in seen.values() for stem in stems)
    known = {s: math.log((len(seen) + 0.5) / (n + 0.5)) for s, n in counts.items() if n > 1 and s.isascii()}
    return Rarity({s: float(np.float32(r)) for s, r in known.items()}, math.log((len(seen) + 0.5) / 0.5))


def _sheet(rows: Sequence[Row], rarity: Rarity) -> Sheet:
    overlap, side, linear, turns = [], [], [], []
    for row in rows:
        claim, article = text_of((row.claim,)), text_of(row.body)
        pair = pair_of(claim, article, rarity)
        overlap.append(pair.overlap)
        if row.label:
            kind = kind_of(claim)
            side.append(np.concatenate([pair.overlap, pair.tone]))
            linear.append(linear_numbers(pair.overlap[None], pair.tone[None], kind)[0])
            turns.append(turns_of(claim, article, pair.nearest, kind))
    return Sheet(np.array(overlap), np.array(side), np.array(linear), turns)


def _weights(topics: Ids) -> Numbers:
    sizes = Counter(topics.tolist())
    weights = np.array([1 / math.sqrt(sizes[topic]) for topic in topics.tolist()])
    return np.asarray(weights / weights.mean())


def _common(turns: Sequence[frozenset[str]], topics: Ids) -> list[str]:
    """The turns that are seen in enough topics."""
    seen: dict[str, set[int]] = defaultdict(set)
    for found, topic in zip(turns, topics.tolist(), strict=True):
        for turn in found:
            seen[turn].add(topic)
    least = _TOPICS_OF_A_TURN * len(set(topics.tolist()))
    return sorted(turn for turn, among in seen.items() if len(among) >= least)


def _linear(sheet: Sheet, turns: Sequence[str], labels: Ids, weights: Numbers) -> dict[str, Any]:
    place = {turn: column for column, turn in enumerate(turns)}
    columns, ends, values = [], [0], []
    for found in sheet.turns:
        known = sorted(place[turn] for turn in found if turn in place)
        columns += known
        values += [1 / math.sqrt(max(1, len(known)))] * len(known)
        ends.append(len(columns))
    worded = csr_matrix((values, columns, ends), shape=(len(sheet.turns), len(turns)))
    means, spreads = sheet.linear.mean(axis=0), sheet.linear.std(axis=0) + 1e-9
    scaled = (sheet.linear - means) / spreads * _SCALE
    model = LogisticRegression(C=_RIDGE, max_iter=400, tol=1e-4)
    model.fit(hstack([csr_matrix(scaled), worded]).tocsr(), labels, sample_weight=weights)
    numbers = model.coef_[:, : scaled.shape[1]].T * (_SCALE / spreads)[:, None]
    return {
        "number_weights": numbers,
        "turn_weights": model.coef_[:, scaled.shape[1] :].T.astype(np.float32),
        "offsets": model.intercept_ - means @ numbers,
    }


def _flat(name: str, model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The trees of a scikit-learn model as arrays of one width."""
    grown = [(output, tree.nodes) for turn in model._predictors for output, tree in enumerate(turn)]
    width = max(len(nodes) for _, nodes in grown)
    shape = (len(grown), width)
    here = np.tile(np.arange(width, dtype=np.int16), (len(grown), 1))
    feature, threshold, value = np.zeros(shape, np.int16), np.zeros(shape), np.zeros(shape)
    left, right = here.copy(), here.copy()
    for row, (_, nodes) in enumerate(grown):
        size = len(nodes)
        inner = nodes["is_leaf"] == 0
        feature[row, :size] = np.where(inner, nodes["feature_idx"], 0)
        threshold[row, :size] = np.where(inner, nodes["num_threshold"], 0.0)
        left[row, :size] = np.where(inner, nodes["left"], here[row, :size])
        right[row, :size] = np.where(inner, nodes["right"], here[row, :size])
        value[row, :size] = np.where(inner, 0.0, nodes["value"])
    return {
        f"{name}_feature": feature,
        f"{name}_threshold": threshold,
        f"{name}_left": left,
        f"{name}_right": right,
        f"{name}_value": value,
        f"{name}_outputs": np.array([output for output, _ in grown], np.int16),
        f"{name}_start": np.asarray(model._baseline_prediction, float).ravel(),
        f"{name}_depth": np.array(max(nodes["depth"].max() for _, nodes in grown), np.int16),
    }


def _check(model: Model, related: HistGradientBoostingClassifier, side: HistGradientBoostingClassifier) -> None:
    """Raises AssertionError where the arrays do not give the scores of the training library."""
    chance = np.random.default_rng(0)
    for forest, trained in ((model.related, related), (model.side, side)):
        numbers = chance.exponential(1.0, (500, trained.n_features_in_))
        expected = trained.decision_function(numbers).reshape(500, -1)
        assert np.abs(forest.scores(numbers) - expected).max() < 1e-6


def _report(rows: Sequence[Row], found: Sequence[int]) -> None:
    gold, told = np.array([row.label for row in rows]), np.array(found)
    topics = np.array([row.topic for row in rows])
    of_topic = [np.flatnonzero(topics == topic) for topic in np.unique(topics)]
    chance = np.random.default_rng(0)
    samples = []
    for _ in range(_SAMPLES):
        drawn = np.concatenate([of_topic[i] for i in chance.integers(0, len(of_topic), len(of_topic))])
        samples.append(_scores(gold[drawn], told[drawn]))
    for name, value in _scores(gold, told).items():
        low, high = np.quantile([sample[name] for sample in samples], [0.025, 0.975])
        print(f"{name:<12} {value:6.2f} ({low:.1f} to {high:.1f})")


def _scores(gold: Ids, told: Ids) -> dict[str, float]:
    """The FNC-1 score in per cent, the F1 of each label, their mean, and of related against unrelated."""
    right = np.where(gold > 0, 0.25 * (told > 0) + 0.75 * (told == gold), 0.25 * (told == 0)).sum()
    each = {label: _f1(gold == number, told == number) for number, label in enumerate(LABELS)}
    return {
        "weighted": float(100 * right / np.where(gold > 0, 1, 0.25).sum()),
        "macro F1": sum(each.values()) / len(each),
        **each,
        "related": _f1(gold > 0, told > 0),
    }


def _f1(gold: NDArray[np.bool_], told: NDArray[np.bool_]) -> float:
    return float(200 * (gold & told).sum() / max(1, gold.sum() + told.sum()))


if __name__ == "__main__":
    main()
