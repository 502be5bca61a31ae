"""Traits of the deed's own clause: what of the claim stands in it, and what stands there that the claim does not have.

All words of a claim may stand in a sentence that tells another thing: "Castra is evicting a bakery, two doors from the
nightclub Vortex". There some stand outside of the clause that tells the deed, or in another part of it.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from claims.compare.alignment import Aligned, Part, Sort
from claims.compare.frames import Frame, Parsed
from claims.stance.passages.pairs import Pair

_NONE = -1.0  # of a trait where there is no deed, or no such word
_CLEFT_REACH = 12  # words between "it is" and "that"
_CLEFT_VERBS = frozenset({"is", "was", "'s", "were"})
_CLEFT_ENDS = frozenset({"that", "who", "which", "whom", "whose"})
_BUT = frozenset({"but", "rather", "instead"})


def clause_traits(pair: Pair) -> Mapping[str, float]:
    """What the clause of the deed that the best sentence tells has of the claim, part by part and sort by sort."""
    frame, said = pair.comparison.frame, [w for w in pair.alignment.words if w.said]
    inside = _clause(frame)
    acting, undergoing = (set[int](), set[int]()) if frame is None else (set(frame.agent), set(frame.patient))
    own = {w.at for w in said}
    by_part = {part: [w for w in said if w.part is part] for part in Part}
    return {
        **{f"{sort}s inside": _share([w for w in said if w.sort is sort], inside) for sort in Sort},
        **{f"{part} outside": _outside(words, inside, frame) for part, words in by_part.items()},
        "said inside": _NONE if frame is None else _inside(said, inside) / max(1, len(pair.alignment.words)),
        "outside": _outside(said, inside, frame),
        "words": float(len(inside)),
        "others inside": float(sum(i in inside for i in pair.alignment.unclaimed)),
        "subject acts": float(_inside(by_part[Part.SUBJECT], acting) > 0),
        "object undergoes": float(_inside(by_part[Part.OBJECT], undergoing) > 0),
        "subject undergoes": float(_inside(by_part[Part.SUBJECT], undergoing) > 0),
        "object acts": float(_inside(by_part[Part.OBJECT], acting) > 0),
        "others act": float(bool(acting) and own.isdisjoint(acting)),
        "others undergo": float(bool(undergoing) and own.isdisjoint(undergoing)),
        "cleft": float(any(_is_cleft(parsed) for parsed in pair.sentences)),
        "not but": float(any(_sets_against(parsed) for parsed in pair.sentences)),
    }


def _clause(frame: Frame | None) -> set[int]:
    return set() if frame is None else {*range(frame.start, frame.end), *frame.agent, *frame.patient}


def _inside(words: Sequence[Aligned], places: Collection[int]) -> int:
    return sum(w.at in places for w in words)


def _share(words: Sequence[Aligned], places: Collection[int]) -> float:
    return _inside(words, places) / len(words) if words and places else _NONE


def _outside(words: Sequence[Aligned], places: Collection[int], frame: Frame | None) -> float:
    return _NONE if frame is None else float(len(words) - _inside(words, places))


def _is_cleft(parsed: Parsed) -> bool:
    """Whether it sets one against others by its form: "It was a spectator who cried foul"."""
    lows = [w.low for w in parsed.words]
    return any(
        low == "it" and after in _CLEFT_VERBS and not _CLEFT_ENDS.isdisjoint(lows[i + 2 : i + 2 + _CLEFT_REACH])
        for i, (low, after) in enumerate(pairwise(lows))
    )


def _sets_against(parsed: Parsed) -> bool:
    """Whether it has "not this but that", or "that and not this"."""
    lows = [w.low for w in parsed.words]
    places = [i for i, low in enumerate(lows) if low == "not"]
    return any(lows[i - 1] in {"and", ","} or not _BUT.isdisjoint(lows[i + 1 : i + _CLEFT_REACH]) for i in places if i)
