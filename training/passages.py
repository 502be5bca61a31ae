"""Learns to weigh what a passage says of a claim: python -m training.passages [--cross]

Writes claims/stance/data/passages.npz from rows of our own: a claim, a later passage, and what a careful editor would
say it says (training/passages.jsonl). At a lower weight it learns from the golden rows and the stories of fixtures/,
since the rules that the traits come from were made with those in view, and from mutations of all that support.
`--cross` writes nothing and prints how well claims are judged that took no part in the learning: six folds, no claim
on both sides.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from claims.domain.evidence import Stance
from claims.services.filters import Item, views_of_item
from claims.stance.model.texts import Numbers
from claims.stance.passages.pairs import Pair, pair_of
from claims.stance.passages.traits import traits_of
from claims.stance.passages.weighing import FILE, STANCES, Weigher, unpacked
from claims.stance.passages.wording import turns_of
from training.forests import flat_forest
from training.mutations import mutated, restated
from training.networks import arrays_of, taught_network

_ROOT = Path(__file__).resolve().parents[1]
ROWS = (("training/passages.jsonl", 1.0), ("fixtures/golden/contrast.jsonl", 1.2))  # files and what a row counts
_STORIES = ("fixtures/stories", 3.0)  # whose articles are rows too, each with each claim of its story
_MUTATED = 0.16  # what a row counts that is made of another
_RESTATED = 0.3  # what the claim itself counts, told again, denied or left open
_FOLDS = 6
_SEEDS = 3  # forests that are grown on other columns and laid together
_TREES: dict[str, Any] = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 7,
    "min_samples_leaf": 8,
    "l2_regularization": 3.0,
    "max_features": 0.3,
    "early_stopping": False,
}
_RIDGE = 0.4  # C of scikit-learn's logistic regression
_SCALE = 0.1  # of a standardised trait beside a turn of phrase: the ridge then bears on traits the more
_CLAIMS_OF_A_TURN = 5  # that a turn of phrase must be seen with, lest it name one of them
_CHANCES = (0.0, 0.5, 0.6, 0.7, 0.8)  # from which a support counts, for the table of --cross


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows as numbers: traits by column, turns, labels as places in STANCES, weights, and the claim of each."""

    names: tuple[str, ...]
    traits: Numbers
    turns: tuple[frozenset[str], ...]
    labels: NDArray[np.intp]
    weights: Numbers
    claims: NDArray[Any]
    is_fresh: NDArray[np.bool_]

    def some(self, of: NDArray[np.intp]) -> "Rows":
        """Those at these places."""
        return Rows(
            self.names,
            self.traits[of],
            tuple(self.turns[i] for i in of),
            self.labels[of],
            self.weights[of],
            self.claims[of],
            self.is_fresh[of],
        )


def main() -> None:
    """Learn and write, or measure."""
    rows = rows_of_files()
    print(f"{len(rows.labels)} rows, {len(set(rows.claims))} claims, {len(rows.names)} traits", flush=True)
    with threadpool_limits(1):
        if "--cross" in sys.argv:
            _cross(rows)
        else:
            np.savez_compressed(FILE, **learnt(rows))
            print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def rows_of_files() -> Rows:
    """All rows that some sentence of their passage could be held against the claim of."""
    own = list(_read(_ROOT / ROWS[0][0]))
    fresh = set(map(id, own))
    found = [(row, ROWS[0][1]) for row in own] + [(row, ROWS[1][1]) for row in _read(_ROOT / ROWS[1][0])]
    found += [(row, _STORIES[1]) for file in sorted((_ROOT / _STORIES[0]).glob("*.yaml")) for row in _of_stories(file)]
    chance = random.Random(0)
    supporting = [row for row, _ in found if row["stance"] == "supports"]
    found += [(other, _MUTATED) for row in supporting for other in mutated(row, chance) if other["text"] != row["text"]]
    found += [(other, _RESTATED) for row in _one_a_claim(found) for other in restated(row, chance)]
    held = [(row, weight, pair) for row, weight in found if (pair := _pair(row)) is not None]
    weights = _balanced([(row, weight) for row, weight, _ in held])
    made = [(row, weight, pair) for (row, _, pair), weight in zip(held, weights, strict=True)]
    traits = [traits_of(pair) for _, _, pair in made]
    names = tuple(sorted(traits[0]))
    return Rows(
        names=names,
        traits=np.array([[found[name] for name in names] for found in traits], np.float64),
        turns=tuple(turns_of(pair) for _, _, pair in made),
        labels=np.array([STANCES.index(Stance(row["stance"])) for row, _, _ in made]),
        weights=np.array([weight for _, weight, _ in made]),
        claims=np.array([row["claim"] for row, _, _ in made]),
        is_fresh=np.array([id(row) in fresh for row, _, _ in made]),
    )


def _one_a_claim(rows: list[tuple[dict[str, str], float]]) -> list[dict[str, str]]:
    return list({row["claim"]: row for row, weight in rows if weight != _MUTATED}.values())


def _balanced(rows: list[tuple[dict[str, str], float]]) -> Iterator[float]:
    """What rows count, each stance as much of all as of those that are not mutations: no support is mutated into."""
    of_all, of_plain = Counter[str](), Counter[str]()
    for row, weight in rows:
        of_all[row["stance"]] += weight
        of_plain[row["stance"]] += weight * (weight != _MUTATED)
    for row, weight in rows:
        yield weight * of_plain[row["stance"]] / of_all[row["stance"]]


def _read(path: Path) -> Iterator[dict[str, str]]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def _of_stories(file: Path) -> Iterator[dict[str, str]]:
    for story in yaml.safe_load(file.read_text("utf-8")):
        claims = story.get("claims") or [story["claim"]]
        for article in story["articles"]:
            for claim, stance in zip(claims, article.get("stances") or [article["stance"]], strict=True):
                yield {
                    "claim": claim["text"],
                    "claimed_on": str(claim["claimed_at"]),
                    "text": article["text"],
                    "told_on": str(article["published_at"]),
                    "stance": stance,
                }


def _pair(row: dict[str, str]) -> Pair | None:
    item = Item({**row, "claimed_at": row["claimed_on"], "published_at": row["told_on"]})
    claim, views = views_of_item(item)
    return pair_of(claim, views, date.fromisoformat(row["told_on"])) if views else None


def learnt(rows: Rows) -> dict[str, Any]:
    """The arrays of a weigher, which give what the training library gives. Raises AssertionError where they do not."""
    forests = [_grown(rows, seed) for seed in range(_SEEDS)]
    turns = _common(rows)
    parts = _linear(rows, turns)
    parts |= {"traits": np.array("\n".join(rows.names)), "turns": np.array("\n".join(turns))}
    parts |= flat_forest("forest", forests)
    network = taught_network(rows.traits, _found(rows, turns), rows.labels, rows.weights)
    parts |= arrays_of("network", network)
    weigher = unpacked(parts)
    expected = np.mean([forest.decision_function(rows.traits[:300]) for forest in forests], axis=0)
    assert np.abs(weigher.forest.scores(rows.traits[:300]) - expected).max() < 1e-6
    return parts


def _grown(rows: Rows, seed: int) -> HistGradientBoostingClassifier:
    forest = HistGradientBoostingClassifier(random_state=seed, **_TREES)
    return forest.fit(rows.traits, rows.labels, sample_weight=rows.weights)


def _common(rows: Rows) -> list[str]:
    """The turns that are seen with enough claims."""
    seen: dict[str, set[str]] = defaultdict(set)
    for turns, claim in zip(rows.turns, rows.claims.tolist(), strict=True):
        for turn in turns:
            seen[turn].add(claim)
    return sorted(turn for turn, claims in seen.items() if len(claims) >= _CLAIMS_OF_A_TURN)


def _linear(rows: Rows, turns: Sequence[str]) -> dict[str, Any]:
    means, spreads = rows.traits.mean(axis=0), rows.traits.std(axis=0)
    spreads[spreads < 1e-9] = 1.0
    scaled = csr_matrix((rows.traits - means) / spreads * _SCALE)
    model = LogisticRegression(C=_RIDGE, max_iter=5_000)
    model.fit(hstack([scaled, _found(rows, turns)]).tocsr(), rows.labels, sample_weight=rows.weights)
    weights = model.coef_[:, : len(means)].T * (_SCALE / spreads)[:, None]
    return {
        "weights": weights,
        "turn_weights": model.coef_[:, len(means) :].T.astype(np.float32),
        "offsets": model.intercept_ - means @ weights,
    }


def _found(rows: Rows, turns: Sequence[str]) -> csr_matrix:
    """A row for each of the rows, with a one where a turn is found in it."""
    place = {turn: column for column, turn in enumerate(turns)}
    columns = [sorted(place[turn] for turn in found if turn in place) for found in rows.turns]
    ends = np.cumsum([0, *map(len, columns)])
    return csr_matrix((np.ones(ends[-1]), [c for found in columns for c in found], ends), (len(columns), len(turns)))


def chances_of(weigher: Weigher, rows: Rows, of: NDArray[np.intp]) -> Numbers:
    """The chances of STANCES for the rows at these places."""
    return np.vstack([weigher.chances(rows.traits[i : i + 1], rows.turns[i]) for i in of])


def _cross(rows: Rows) -> None:
    fresh = np.flatnonzero(rows.is_fresh)
    chances = np.zeros((len(rows.labels), len(STANCES)))
    for taught, judged in GroupKFold(_FOLDS).split(fresh, groups=rows.claims[fresh]):
        held_out = set(rows.claims[fresh[judged]])
        taught_rows = np.array([i for i, claim in enumerate(rows.claims) if claim not in held_out])
        chances[fresh[judged]] = chances_of(unpacked(learnt(rows.some(taught_rows))), rows, fresh[judged])
        print(f"{len(taught)} fresh rows taught, {len(judged)} judged", flush=True)
    labels, supports = rows.labels[fresh], STANCES.index(Stance.SUPPORTS)
    for least in _CHANCES:
        told = chances[fresh].copy()
        told[told[:, supports] < least, supports] = 0.0
        found = told.argmax(axis=1)
        false = int(((found == supports) & (labels != supports)).sum())
        recall = float((found[labels == supports] == supports).mean())
        right = float((found == labels).mean())
        counts = f"{false} of {len(labels)} false supports, recall {recall:.0%}"
        print(f"supports from {least:.1f}: {right:.1%} right, {counts}")


if __name__ == "__main__":
    main()
