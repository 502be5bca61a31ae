"""Which words are cues of speech, and what they tell: the model chooses among the candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from claims.domain.mention import Manner
from claims.extract.speech.candidates import ends, starts
from claims.extract.speech.features import cue_slots, end_slots, start_slots
from claims.extract.speech.layout import Layout, Numbers
from claims.extract.speech.manners import manner_of
from claims.extract.speech.model import Weights, model, traits
from claims.extract.speech.scene import Scene

_LEAST_LISTED = 0.15  # chance of cue, start and end together, of a verb that manners.txt lists; these two give
_LEAST_OTHER = 0.35  # about the best F1 of contents on the development articles, and few that a reader wonders at

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A cue and the words `start` up to and without `end` that it tells; they may reach over the cue itself."""

    cue: int
    start: int
    end: int


def readings(scene: Scene) -> list[Reading]:
    """What is told in a scene, in the order of the cues."""
    layout = Layout.of(scene, traits)
    cue, chance, least = _cues(layout)
    if not len(cue):
        return []
    start, sure = _likeliest(
        [starts(layout, at) for at in cue.tolist()],
        model().start,
        lambda group, place: start_slots(layout, cue[group], place),
    )
    end, certain = _likeliest(
        [ends(layout, at, begins) for at, begins in zip(cue.tolist(), start.tolist(), strict=True)],
        model().end,
        lambda group, place: end_slots(layout, cue[group], start[group], place),
    )
    kept = chance * sure * certain >= least
    return [Reading(*one) for one in zip(cue[kept].tolist(), start[kept].tolist(), end[kept].tolist(), strict=True)]


def parted(scene: Scene, told: Sequence[Reading]) -> list[Reading]:
    """The readings, each without what the next one tells of its own: ", adding that", ", citing"."""
    found = list(told)
    for n, (one, following) in enumerate(pairwise(told)):
        joint = following.cue - 1
        own = scene.low(joint) == "," and scene.low(following.cue).endswith("ing")
        if own and one.start < joint < one.end and one.cue < joint:
            at = one.cue if joint == one.cue + 1 else joint
            while at > one.start and at <= one.cue and scene.low(at) != "," and scene.quoted[at - 1] < 0:
                at -= 1
            found[n] = replace(one, end=max(at, one.start + 1))
    return found


def _cues(layout: Layout) -> tuple[Numbers, Chances, Chances]:
    """The words that may be cues, their chances, and the chance that a reading of each must have."""
    cue = np.array(layout.cues, dtype=np.int64)
    if not len(cue):
        return cue, np.zeros(0), np.zeros(0)
    score = model().cue[cue_slots(layout, cue)].sum(axis=1, dtype=np.float64)
    chance = 1 / (1 + np.exp(-score))
    listed = np.array([manner_of(layout.scene.low(at)) is not Manner.OTHER for at in layout.cues])
    least = np.where(listed, _LEAST_LISTED, _LEAST_OTHER)
    likely = chance >= least
    return cue[likely], chance[likely], least[likely]


def _likeliest(
    options: Sequence[Sequence[int]], weights: Weights, slots: Callable[[Numbers, Numbers], Numbers]
) -> tuple[Numbers, Chances]:
    """The likeliest place of each group of options with its chance, which is 0 for a group without any."""
    sizes = np.array([len(places) for places in options])
    group = np.repeat(np.arange(len(options)), sizes)
    place = np.fromiter(chain.from_iterable(options), dtype=np.int64)
    found, chance = np.zeros(len(options), dtype=np.int64), np.zeros(len(options))
    if not len(place):
        return found, chance
    score = weights[slots(group, place)].sum(axis=1, dtype=np.float64)
    some = sizes > 0
    first = (np.cumsum(sizes) - sizes)[some]
    odds = np.exp(score - np.repeat(np.maximum.reduceat(score, first), sizes[some]))
    chance[some] = 1 / np.add.reduceat(odds, first)
    best = np.flatnonzero(odds == 1)[::-1]  # of two that are equally likely, the first stays
    found[group[best]] = place[best]
    return found, chance
