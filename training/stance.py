"""Learns what an article as a whole says of a claim: python -m training.stance [--cross [--alone] [--deal N]]

Writes claims/stance/data/model.npz from the train part of FNC-1. `--cross` writes nothing and prints how well topics
are judged that took no part in the learning: five folds of topics, with intervals of 95 % over samples of topics, for
the model and, unless `--alone`, for rules and model together; `--deal` deals the topics to the folds in another way. A
topic is what related pairs tie together: no body and no headline stands on both sides. Unrelated pairs are drawn anew
inside each fold, as many as the data have for each related one. Each related pair counts the less, the more pairs
its topic has, so that a few large topics do not teach everything.
"""

import argparse
import csv
import gzip
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from benchmarks.evaluation import FOLDER
from claims.domain.evidence import Stance
from claims.extract.sentences import split_sentences
from claims.services.filters import Item, stance_of
from claims.stance.model import weighing
from claims.stance.model.features import OVERLAP, Rarity, pair_of
from claims.stance.model.standpoints import (
    DENYING,
    article_numbers,
    claim_numbers,
    turns_of_article,
    turns_of_claim,
)
from claims.stance.model.texts import Numbers, text_of, tones
from claims.stance.model.trees import Forest
from claims.stance.model.weighing import COUNTS_AS, FILE, RELATED, Model, unpacked
from training import standpoints
from training.forests import flat_forest

Ids = NDArray[np.intp]
Boosted = HistGradientBoostingClassifier

LABELS = ("unrelated", "discuss", "agree", "disagree")
_DATA = "data/fnc1"
_FOLDS = 5
# shares of the topics that a turn of phrase must be seen in, lest it name one of them
_TOPICS_OF_CLAIM_TURN, _TOPICS_OF_ARTICLE_TURN = 0.1, 0.05
_EVEN_BY_TREES, _EVEN_BY_STANDPOINTS = 0.5, 0.35  # power by which a topic of many pairs counts less for each of them
_MIRRORED = 0.15  # of the weight of a pair, for its mirror image
_SAMPLES = 500
_JUDGED = 1_000  # pairs of each fold that are held before the rules too
_JUDGEMENTS = {Stance.UNRELATED: 0, Stance.DISCUSSES: 1, Stance.SUPPORTS: 2, Stance.REFUTES: 3}
_RELATED: dict[str, Any] = {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 15, "l2_regularization": 1.0}
_SIDE: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_features": 0.3,
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
    """Rows as numbers: `overlap` of all; of the related ones also `side` (overlap and tone) and turns."""

    overlap: Numbers
    side: Numbers
    claim_turns: list[frozenset[str]]
    article_turns: list[frozenset[str]]


def main() -> None:
    """Learn and write, or measure."""
    parser = argparse.ArgumentParser(prog="python -m training.stance", description=__doc__)
    parser.add_argument("--cross", action="store_true", help="measure on unseen topics and write nothing")
    parser.add_argument("--alone", action="store_true", help="measure the model without the rules")
    parser.add_argument("--deal", type=int, default=0, metavar="N", help="which dealing of topics to folds (default 0)")
    args = parser.parse_args()
    rows = rows_of_data(args.deal if args.cross else 0)
    print(f"{len(rows)} pairs, {len({r.topic for r in rows})} topics", flush=True)
    with threadpool_limits(1):
        if args.cross:
            _cross(rows, 0 if args.alone else _JUDGED)
        else:
            parts = learnt(rows)
            np.savez_compressed(FILE, **parts)
            print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def rows_of_data(deal: int = 0) -> list[Row]:
    """Every related pair, and unrelated ones drawn inside the folds; `deal` is a way to deal topics to the folds."""
    bodies = {row["Body ID"]: row["articleBody"] for row in _table("train_bodies.csv.gz")}
    pairs = [
        (r["Headline"], r["Body ID"], LABELS.index(r["Stance"].strip().lower())) for r in _table("train_stances.csv.gz")
    ]
    of_headline, of_body = _topics(pairs)
    related = [pair for pair in pairs if pair[2]]
    sizes = Counter(of_body[body] for _, body, _ in related)
    folds = _folds(sorted({*of_headline.values(), *of_body.values()}), sizes, deal)
    split = {key: tuple(span.text for span in split_sentences(text)) for key, text in bodies.items()}
    drawn = _unrelated(of_headline, of_body, folds, related, (len(pairs) - len(related)) / len(related))
    return [
        Row(headline, bodies[body], split[body], label, of_body[body], folds[of_body[body]])
        for headline, body, label in [*related, *drawn]
    ]


def _cross(rows: Sequence[Row], judged: int) -> None:
    """Judge each fold by a model that saw nothing of it, alone, and `judged` pairs of each fold with the rules too."""
    alone: list[tuple[Row, int]] = []
    sampled: list[tuple[Row, int]] = []
    whole: list[int] = []
    chance = random.Random(0)
    for fold in range(_FOLDS):
        model = unpacked(learnt([row for row in rows if row.fold != fold]))
        held_out = [row for row in rows if row.fold == fold]
        found = [(row, label_of(model, row)) for row in held_out]
        alone += found
        drawn = chance.sample(found, judged)
        sampled += drawn
        with patch.object(weighing, "shipped", return_value=model):
            whole += [_JUDGEMENTS[stance_of(Item({"claim": row.claim, "text": row.text})).stance] for row, _ in drawn]
        print(f"fold {fold}", flush=True)
    print(f"the model alone, {len(alone)} pairs")
    _report(*zip(*alone, strict=True))
    if judged:
        print(f"the model alone, {len(sampled)} of them")
        _report(*zip(*sampled, strict=True))
        print("rules and model, the same")
        _report([row for row, _ in sampled], whole)


def label_of(model: Model, row: Row) -> int:
    """What a model makes of a row."""
    claim, article = text_of((row.claim,)), text_of(row.body)
    pair = pair_of(claim, article, model.rarity)
    if model.related_chance(pair) <= RELATED:
        return 0
    return 1 + int((model.weighed(claim, article, pair).chances[0] * COUNTS_AS).argmax())


def learnt(rows: Sequence[Row]) -> dict[str, Any]:
    """The arrays of a model, which give what the training library gives."""
    rarity = _rarity(rows)
    sheet = _sheet(rows, rarity)
    labels, topics = np.array([r.label for r in rows]), np.array([r.topic for r in rows])
    related = _boosted(sheet.overlap, labels > 0, None, _RELATED)
    spoken = np.flatnonzero(labels)
    weights, sides = _weights(topics[spoken], _EVEN_BY_TREES), labels[spoken] - 1
    mirrored, their_sides = _mirrored(sheet.side, sides)
    side = _boosted(
        np.vstack([sheet.side, mirrored]),
        np.concatenate([sides, their_sides]),
        np.concatenate([weights, weights * _MIRRORED]),
        _SIDE,
    )
    stems = sorted(rarity.of)
    parts = {
        "stems": np.array(" ".join(stems)),
        "rarities": np.array([rarity.of[s] for s in stems], np.float32),
        "rarest": np.array(rarity.highest),
        **_standpoints(sheet, sides, topics[spoken]),
        **flat_forest("related", [related]),
        **flat_forest("side", [side]),
    }
    model = unpacked(parts)
    _check(model.related, related)
    _check(model.side, side)
    return parts


def _boosted(rows: Numbers, labels: Ids, weights: Numbers | None, how: dict[str, Any]) -> Boosted:
    return HistGradientBoostingClassifier(random_state=0, early_stopping=False, **how).fit(rows, labels, weights)


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


def _folds(topics: Sequence[int], sizes: Counter[int], deal: int) -> dict[int, int]:
    """The fold of each topic, so that all have about as many related pairs; dealt out by size, or nearly so."""
    loads, found, chance = [0] * _FOLDS, {}, random.Random(deal)
    ranks = {topic: (sizes[topic] + 1) * (chance.uniform(0.3, 1.7) if deal else 1) for topic in topics}
    for topic in sorted(topics, key=lambda t: (-ranks[t], t)):
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
    overlap, side, of_claims, of_articles = [], [], [], []
    for row in rows:
        claim, article = text_of((row.claim,)), text_of(row.body)
        pair = pair_of(claim, article, rarity)
        overlap.append(pair.overlap)
        if row.label:
            side.append(np.concatenate([pair.overlap, pair.tone]))
            of_claims.append(turns_of_claim(claim))
            of_articles.append(turns_of_article(claim, article, pair.nearest))
    return Sheet(np.array(overlap), np.array(side), of_claims, of_articles)


def _mirrored(side: Numbers, sides: Ids) -> tuple[Numbers, Ids]:
    """Each related pair with a claim that denies what it asserted, or asserts what it denied: the sides change places.

    A claim that asserts gets the words of denial of another one, drawn at random.
    """
    columns = [len(OVERLAP) + tones().index(name) for name in DENYING]
    denies = side[:, columns].any(axis=1)
    mirrored = side.copy()
    mirrored[np.ix_(denies, columns)] = 0.0
    others = np.random.default_rng(0).choice(np.flatnonzero(denies), int((~denies).sum()))
    mirrored[np.ix_(~denies, columns)] = side[np.ix_(others, columns)]
    return mirrored, np.array([0, 2, 1])[sides]


def _weights(topics: Ids, even: float) -> Numbers:
    sizes = Counter(topics.tolist())
    weights = np.array([sizes[topic] ** -even for topic in topics.tolist()])
    return np.asarray(weights / weights.mean())


def _standpoints(sheet: Sheet, sides: Ids, topics: Ids) -> dict[str, Any]:
    overlap, tone = sheet.side[:, : len(OVERLAP)], sheet.side[:, len(OVERLAP) :]
    return standpoints.fitted(
        _texts(claim_numbers(tone), sheet.claim_turns, topics, _TOPICS_OF_CLAIM_TURN),
        _texts(article_numbers(overlap, tone), sheet.article_turns, topics, _TOPICS_OF_ARTICLE_TURN),
        sides,
        _weights(topics, _EVEN_BY_STANDPOINTS),
    )


def _texts(numbers: Numbers, turns: Sequence[frozenset[str]], topics: Ids, share: float) -> standpoints.Texts:
    """Texts with those of their turns that are seen in enough topics."""
    seen: dict[str, set[int]] = defaultdict(set)
    for found, topic in zip(turns, topics.tolist(), strict=True):
        for turn in found:
            seen[turn].add(topic)
    least = share * len(set(topics.tolist()))
    names = sorted(turn for turn, among in seen.items() if len(among) >= least)
    place = {turn: column for column, turn in enumerate(names)}
    known = [sorted(place[turn] for turn in found if turn in place) for found in turns]
    return standpoints.Texts(numbers, known, names)


def _check(forest: Forest, model: Boosted) -> None:
    """Raises AssertionError where the arrays do not give the scores of the training library."""
    numbers = np.random.default_rng(0).exponential(1.0, (500, model.n_features_in_))
    expected = model.decision_function(numbers).reshape(500, -1)
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
