"""Learns to rank stored claims for a text: python -m training.matching

Writes claims/match/data/meaning.npz, ranking.json and, where the extra `semantic` is installed, ranking_semantic.json
beside it, from the train parts of CheckThat! 2A and 2B, and prints how well they do on the dev parts, which take no
part in the learning. Each query of train is ranked with vectors that were learnt without it (five folds), since vectors
that know a query make its ranking look too easy. The weights are those of a conditional logit: the probability that a
claim is the right one among the candidates.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.evaluation import FOLDER, rows
from benchmarks.reading.matching import is_measured
from claims.domain.errors import InvalidInput
from claims.index import Collection
from claims.match.features import FEATURES, Numbers
from claims.match.meaning import Meanings, pack
from claims.match.ranking import SENSE
from claims.match.shelf import NOMINATED, Shelf
from claims.match.sketch import plain_and_signer, question_of
from claims.match.transformer import Transformer
from training.meaning import Pairs, Vocabulary, starting_vectors, trained

_DATA = "data"
_ROOM = Path(__file__).parents[1] / "claims/match/data"
_FOLDS = 5
_TWEETS_COUNT = 3  # times a post and its claim are learnt from, against once for a claim and its title
_WORDS_OF_A_LEAD = 60
_BODIES = 3_000  # of FNC-1, so that headlines do not outweigh claims
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Query:
    """A text, and the ids of the claims that are right for it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    """Stored claims by id, their texts, and the queries of train and dev."""

    name: str
    claims: dict[str, str]
    train: list[Query]
    dev: list[Query]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of one query with their features, and which of them are right."""

    ids: list[str]
    features: Numbers
    right: NDArray[np.bool_]
    wanted: frozenset[str]


def main() -> None:
    """Learn, write and report."""
    tasks = [_task("checkthat-2a"), _task("checkthat-2b")]
    vocabulary = Vocabulary(_texts())
    start = starting_vectors(vocabulary)
    general = _pairs()
    print(f"{len(vocabulary.words)} words, {len(general)} pairs", flush=True)
    unknowing = [
        trained(vocabulary, start, [*general, *_quoting(tasks, lambda n, fold=fold: n % _FOLDS != fold)])
        for fold in range(_FOLDS)
    ]
    table = trained(vocabulary, start, [*general, *_quoting(tasks, lambda n: True)])
    np.savez_compressed(
        _ROOM / "meaning.npz",
        **pack(vocabulary.words, table.vectors * table.scales[:, None], vocabulary.counts, vocabulary.texts),
    )
    _learn("ranking.json", tasks, unknowing, table)
    try:
        transformer = Transformer(kept=sum(len(task.claims) + len(task.train) + len(task.dev) for task in tasks))
    except InvalidInput as error:
        print(f"ranking_semantic.json is left as it is: {error}")
    else:
        _learn("ranking_semantic.json", tasks, unknowing, table, transformer)


def _learn(
    file: str,
    tasks: Sequence[Task],
    unknowing: Sequence[Meanings],
    table: Meanings,
    transformer: Transformer | None = None,
) -> None:
    """Weights on train, where the vectors that rank a fold do not know its queries; and how they do on dev."""
    learnt = [
        ranked
        for fold, vectors in enumerate(unknowing)
        for task in tasks
        for ranked in _ranked(task, task.train[fold::_FOLDS], vectors, transformer)
    ]
    model = _fitted(learnt, FEATURES if transformer is None else (*FEATURES, SENSE))
    (_ROOM / file).write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    print(f"{file}, train, each query with vectors that do not know it: MAP@5 {_precision(learnt, model).mean():.4f}")
    for task in tasks:
        ranked = _ranked(task, task.dev, table, transformer)
        low, mean, high = _interval(_precision(ranked, model))
        print(f"{task.name} dev: MAP@5 {mean:.4f} ({low:.3f} to {high:.3f}), recall {_recall(ranked):.3f}", flush=True)


def _task(name: str) -> Task:
    claims = {row["id"]: f"{row['claim']} {row['title']}".strip() for row in rows(f"{_DATA}/{name}/vclaims.jsonl.gz")}
    return Task(name, claims, _queries(name, "train"), _queries(name, "dev"))


def _queries(name: str, part: str) -> list[Query]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in (FOLDER / _DATA / name / f"{part}_qrels.tsv").read_text("utf-8").splitlines():
        query, _, claim, relevant = line.split()
        if relevant != "0":
            right[query].add(claim)
    found = rows(f"{_DATA}/{name}/{part}_queries.jsonl")
    return [Query(row["text"], frozenset(right[row["id"]])) for row in found if row["id"] in right]


def _quoting(tasks: Sequence[Task], taken: Any) -> list[tuple[str, str]]:
    """The queries of train that are taken, by their number, each with its right claims."""
    once = [
        (plain_and_signer(query.text)[0], task.claims[claim])
        for task in tasks
        for number, query in enumerate(task.train)
        if taken(number)
        for claim in sorted(query.right)
    ]
    return once * _TWEETS_COUNT


def _pairs() -> Pairs:
    """Texts that speak of the same: claim and title, title and subtitle, headline and lead, headlines of a story."""
    pairs = [(row["claim"], row["title"]) for row in rows(f"{_DATA}/claims-corpus/claims.jsonl.gz") if row.get("title")]
    for row in rows(f"{_DATA}/checkthat-2a/vclaims.jsonl.gz"):
        if row.get("subtitle"):
            pairs += [(row["claim"], row["subtitle"]), (row["title"], row["subtitle"])]
    pairs += [(row["title"], _lead(row["text"])) for row in rows(f"{_DATA}/polnear/train.jsonl.gz")]
    bodies = {row["Body ID"]: row["articleBody"] for row in _table("fnc1/train_bodies.csv.gz")}
    spoken = [row for row in _table("fnc1/train_stances.csv.gz") if row["Stance"] in ("agree", "discuss")]
    chosen = np.random.default_rng(0).permutation(len(spoken))[:_BODIES]
    pairs += [(spoken[i]["Headline"], _lead(bodies[spoken[i]["Body ID"]])) for i in chosen]
    stories: dict[str, list[str]] = defaultdict(list)
    for row in rows(f"{_DATA}/headlines-uci/dev.jsonl.gz"):
        if not is_measured(row["story"]):
            stories[row["story"]].append(row["title"])
    pairs += [pair for titles in stories.values() for pair in zip(titles, titles[1:] + titles[:1], strict=True)]
    return [(one, other) for one, other in pairs if one and other]


def _lead(text: str) -> str:
    return " ".join(text.split()[:_WORDS_OF_A_LEAD])


def _texts() -> list[str]:
    """Sentences and paragraphs of news and claims, to count words in."""
    claims = rows(f"{_DATA}/claims-corpus/claims.jsonl.gz")
    texts = [text for row in claims for text in (row["claim"], row.get("title"))]
    texts += [row.get("subtitle") for row in rows(f"{_DATA}/checkthat-2a/vclaims.jsonl.gz")]
    texts += [part for row in _table("fnc1/train_bodies.csv.gz") for part in row["articleBody"].split("\n")]
    texts += [row["title"] for row in rows(f"{_DATA}/headlines-uci/dev.jsonl.gz")]
    texts += [part for row in rows(f"{_DATA}/polnear/train.jsonl.gz") for part in row["text"].split("\n")]
    return [text for text in texts if text]


def _table(path: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(FOLDER / _DATA / path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _ranked(task: Task, queries: Sequence[Query], table: Meanings, transformer: Transformer | None) -> list[Ranked]:
    """The candidates of each query that has a right one in the collection, as the match filter finds them."""
    index = Collection()
    index.update(task.claims.items())
    shelf = Shelf(task.claims, table, transformer)
    found = []
    for query in queries:
        question = question_of(query.text, table)
        candidates = shelf.candidates(question, index.nominate(query.text, NOMINATED))
        ids = [candidate.id for candidate in candidates]
        right = np.array([claim in query.right for claim in ids])
        found.append(Ranked(ids, shelf.weigh(question, candidates), right, query.right))
    return found


def _fitted(learnt: Sequence[Ranked], features: Sequence[str]) -> dict[str, Any]:
    usable = [ranked for ranked in learnt if ranked.right.any()]
    every = np.concatenate([ranked.features for ranked in learnt])
    means, spreads = every.mean(axis=0), every.std(axis=0) + 1e-9
    most = max(len(ranked.ids) for ranked in usable)
    values = np.zeros((len(usable), most, len(features)))
    absent, goal = np.full((len(usable), most), -1e9), np.zeros((len(usable), most))
    for at, ranked in enumerate(usable):
        size = len(ranked.ids)
        values[at, :size] = (ranked.features - means) / spreads
        absent[at, :size] = 0
        goal[at, :size] = ranked.right / ranked.right.sum()

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = values @ weights + absent
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        cost = -(goal * np.log(np.maximum(chances, 1e-300))).sum() / len(usable)
        slope = ((chances - goal)[:, :, None] * values).sum(axis=(0, 1)) / len(usable)
        return cost + _RIDGE * weights @ weights, slope + 2 * _RIDGE * weights

    weights = minimize(loss, np.zeros(len(features)), jac=True, method="L-BFGS-B").x
    slope, offset = _calibrated(
        np.concatenate([(ranked.features - means) / spreads @ weights for ranked in learnt]),
        np.concatenate([ranked.right for ranked in learnt]),
    )
    columns = zip(features, means, spreads, weights, strict=True)
    return {
        "features": {n: {"mean": _short(m), "spread": _short(s), "weight": _short(w)} for n, m, s, w in columns},
        "slope": _short(slope),
        "offset": _short(offset),
    }


def _calibrated(scores: Numbers, right: NDArray[np.bool_]) -> tuple[float, float]:
    """The slope and offset by which a logistic curve turns scores into the chance of being right (Platt 1999)."""

    def loss(curve: Numbers) -> float:
        turned = curve[0] * scores + curve[1]
        return float(np.mean(np.logaddexp(0, turned) - right * turned))

    found = minimize(loss, np.array([1.0, -3.0]), method="Nelder-Mead").x
    return float(found[0]), float(found[1])


def _short(value: float) -> float:
    return round(float(value), 5)


def _precision(found: Sequence[Ranked], model: Mapping[str, Any]) -> Numbers:
    """The average precision over the first five of each query, as CheckThat! counts it."""
    columns = model["features"].values()
    means, spreads, weights = (np.array([column[key] for column in columns]) for key in ("mean", "spread", "weight"))
    precisions = []
    for ranked in found:
        order = np.argsort(-((ranked.features - means) / spreads @ weights), kind="stable")[:5]
        places = [place for place, at in enumerate(order, 1) if ranked.right[at]]
        precisions.append(sum(hits / place for hits, place in enumerate(places, 1)) / len(ranked.wanted))
    return np.array(precisions)


def _recall(found: Sequence[Ranked]) -> float:
    return float(np.mean([ranked.right.sum() / len(ranked.wanted) for ranked in found]))


def _interval(values: Numbers) -> tuple[float, float, float]:
    """The mean, between the ends of its 95 % interval by 2,000 bootstrap samples."""
    draws = np.random.default_rng(0).integers(0, len(values), (2_000, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(values.mean()), float(high)


if __name__ == "__main__":
    main()
