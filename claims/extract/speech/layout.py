"""An article as the model of speech sees it: the traits of every word, and what lies between two places, as numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.extract.speech.scene import Scene
from claims.extract.speech.traits import Kind, Traits

Numbers = npt.NDArray[np.int64]

_FAR = 10_000
_EDGE = 8  # places beyond either end of a text that may be asked for
_BEYOND = Traits(0, 0, 0, 0, False).packed() * _EDGE
_BLANK_LINE = re.compile(r"\n\s{0,20}\n")
_FINAL = frozenset({Kind.STOP, Kind.COLON, Kind.SEMICOLON, Kind.COMMA})


@dataclass(frozen=True, slots=True)
class Layout:
    """One number for each word of a scene, and a few for places beyond either end.

    `first`, `last`: where the word's sentence begins and ends; `tail`: the same without final marks.
    `subject`, `comma`: the last place before it with what may be a subject or parts it off, and with a comma.
    `counts`: how many words before this one are of a kind.
    """

    scene: Scene
    kinds: list[int]
    cues: list[int]
    kind: Numbers
    word: Numbers
    stem: Numbers
    shape: Numbers
    quoted: Numbers
    first: Numbers
    last: Numbers
    tail: Numbers
    paragraph: Numbers
    upper: Numbers
    subject: Numbers
    comma: Numbers
    quote_starts: Numbers
    quote_ends: Numbers
    counts: dict[str, Numbers]

    @classmethod
    def of(cls, scene: Scene, traits: Callable[[str], bytes]) -> "Layout":
        """Lay out a scene; `traits` gives those of a word, packed."""
        packed = b"".join([traits(w.text) for w in scene.words])
        columns = np.frombuffer(packed + _BEYOND, dtype=np.int64).reshape(-1, len(Traits._fields)).T.copy()
        kind, word, root, shape, may_be_cue = columns
        count, size = len(scene.words), len(kind)
        quoted = np.full(size, -1, dtype=np.int64)
        quoted[:count] = scene.quoted
        outside = quoted < 0
        kinds = kind.tolist()
        first, last, tail = np.arange(size), np.arange(size), np.arange(size)
        for lo, hi in scene.bounds:
            first[lo:hi], last[lo:hi], tail[lo:hi] = lo, hi, _tail(scene, kinds, lo, hi)
        breaks = [m.start() for m in _BLANK_LINE.finditer(scene.text)]
        paragraph = np.zeros(size, dtype=np.int64)
        paragraph[:count] = np.searchsorted(breaks, [w.start for w in scene.words])
        cue = (may_be_cue > 0) & outside
        commas = (kind == Kind.COMMA) & outside
        may_lead = commas | (kind == Kind.PRONOUN) | (kind == Kind.CAPITAL) | (kind == Kind.QUOTE) | ~outside
        of_kinds = {
            "commas": commas,
            "finite": ((kind == Kind.AUXILIARY) | (kind == Kind.ED)) & outside,
            "capitals": (kind == Kind.CAPITAL) & outside,
            "stops": ((kind == Kind.STOP) | (kind == Kind.SEMICOLON)) & outside,
            "quoted": ~outside,
            "cues": cue,
        }
        return cls(
            scene=scene,
            kinds=kinds,
            cues=np.flatnonzero(cue).tolist(),
            kind=kind,
            word=word,
            stem=root,
            shape=shape,
            quoted=quoted,
            first=first,
            last=last,
            tail=tail,
            paragraph=paragraph,
            upper=(shape == Kind.CAPITAL) * 1,
            subject=_last(may_lead),
            comma=_last(commas),
            quote_starts=np.array([lo for lo, _ in scene.quotes], dtype=np.int64),
            quote_ends=np.array([hi for _, hi in scene.quotes], dtype=np.int64),
            counts={name: np.concatenate(([0], np.cumsum(which)[:-1])) for name, which in of_kinds.items()},
        )

    def between(self, what: str, first: Numbers, last: Numbers) -> Numbers:
        """How many words of a kind stand from `first` up to and without `last`; none where the two are crossed."""
        counts = self.counts[what]
        found: Numbers = np.maximum(counts[last] - counts[first], 0)
        return found

    def next_quote(self, at: Numbers) -> Numbers:
        """Words from a place to the next quotation that begins at or after it; far where there is none."""
        if not len(self.quote_starts):
            return np.full(len(at), 99, dtype=np.int64)
        n = np.searchsorted(self.quote_starts, at)
        starts = self.quote_starts[np.minimum(n, len(self.quote_starts) - 1)]
        return np.where(n < len(self.quote_starts), starts - at, 99)

    def last_quote(self, at: Numbers) -> Numbers:
        """Words from the end of the last quotation that ends at or before a place; far where there is none."""
        n = np.searchsorted(self.quote_ends, at, side="right") - 1
        return np.where(n >= 0, at - self.quote_ends[n], 99) if len(self.quote_ends) else np.full(len(at), 99)

    def opens(self, at: Numbers) -> Numbers:
        """1 where a quotation begins."""
        return self._parts(at) * (self.quoted[at] >= 0)

    def closes(self, at: Numbers) -> Numbers:
        """1 where a quotation has just ended."""
        return self._parts(at) * (self.quoted[at - 1] >= 0)

    def _parts(self, at: Numbers) -> Numbers:
        parts: Numbers = (self.quoted[at] != self.quoted[at - 1]) * np.int64(1)
        return parts


def _last(which: npt.NDArray[np.bool_]) -> Numbers:
    """For each place the last one before it that is of a kind; far below 0 without."""
    found = np.maximum.accumulate(np.where(which, np.arange(len(which)), -_FAR))
    return np.concatenate(([-_FAR], found[:-1]))


def _tail(scene: Scene, kinds: list[int], lo: int, hi: int) -> int:
    while hi > lo + 1 and kinds[hi - 1] in _FINAL and scene.quoted[hi - 1] < 0:
        hi -= 1
    return hi
