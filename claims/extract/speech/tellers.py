"""Who tells: from a cue and what it tells, by grammar, to the noun phrase whose words or thoughts they are."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile

from claims.domain.mention import Manner
from claims.extract.casing import is_ordinary
from claims.extract.lexicon import group, word_set
from claims.extract.speech.manners import manner_of
from claims.extract.speech.scene import Scene
from claims.extract.speech.verbs import is_past, stem
from claims.extract.speech.weighing import Reading

Range = tuple[int, int]

_LABEL = 4  # words before a colon that may name a speaker
_LONGEST_NAMED = 20  # words of a speaker after "according to"
_SAYING = 28  # words between "quoted" and "as saying"
_BACK = 40  # words before a cue in which the verb that it leans on may stand
_BE = group("forms of be")
_POSSESSIVES = word_set("speech/possessives.txt")
_NOBODY = frozenset({"neither", "nobody", "none", "no"})
_PARTS = frozenset(",—–-;")
_ABOUT = frozenset({"of", "for", "about", "against", "on", "over"})
_EMPTY = frozenset({"it", "there"})
_AFTER_NOUNS = frozenset({"that", "to", "of", "by", "from"})
_PLURAL = frozenset({"some", "those", "these", "no", "any"})
_JOINTS = frozenset({",", "and", "but"})
_SHORTENED = word_set("speech/shortened.txt")
_BEFORE_NOUNS = group("before nouns")


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution as word ranges of its scene; `via` is the outlet that relays it.

    `plain`: the cue is an active verb, and not in "to say", "did not say" or "warned of".
    """

    content: Range
    cue: Range
    claimant: Range | None
    via: Range | None = None
    plain: bool = True


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue in its sentence, which reaches from `lo` to `hi`; `floor` is the word after content that stands before."""

    scene: Scene
    at: int
    content: Range
    lo: int
    hi: int
    floor: int

    @property
    def low(self) -> str:
        return self.scene.low(self.at)

    def told(self, claimant: Range | None, *, words: int = 1, via: Range | None = None, plain: bool = True) -> Told:
        return Told(self.content, (self.at, self.at + words), claimant, via, plain)


def told_by(scene: Scene, reading: Reading) -> Told | None:
    """The reading with whoever tells it; None where nothing parts the cue from content before it, or it is no cue."""
    if reading.end <= reading.cue and scene.quoted[reading.end - 1] < 0 and scene.low(reading.end) not in _PARTS:
        return None
    if scene.low(reading.cue) == ":" and scene.low(reading.cue - 2) in ("(", "["):  # "(NASDAQ: ZLT)"
        return None
    lo, hi = scene.bounds[bisect_right(scene.bounds, (reading.cue, len(scene.words))) - 1]
    reading = _without_hearer(scene, reading, lo, hi)
    content = (reading.start, _resumed(scene, reading, lo))
    cue = _Cue(scene, reading.cue, content, lo, hi, _floor(scene, reading, lo))
    told = next(told for told in (shape(cue) for shape in _SHAPES) if told is not None)
    aside = reading.start == reading.cue + 1 and scene.low(reading.start) in _ABOUT
    return replace(told, plain=False) if aside and told.via is None else told


def _resumed(scene: Scene, reading: Reading, lo: int) -> int:
    """The end of the content: in "The mayor, who said it was safe, has resigned", where the sentence goes on."""
    at = reading.cue - 1
    while at > lo and (scene.low(at) in word_set("auxiliaries.txt") or scene.low(at).endswith("ly")):
        at -= 1
    if scene.low(at) not in ("who", "which") or scene.low(at - 1) != "," or reading.start < reading.cue:
        return reading.end
    commas = (n for n in range(reading.end - 2, reading.start, -1) if scene.low(n) == "," and scene.quoted[n] < 0)
    return next((n for n in commas if _is_finite(scene, n + 1)), reading.end)


def _without_hearer(scene: Scene, reading: Reading, lo: int, hi: int) -> Reading:
    """The reading of "the road is safe, the mayor told reporters on Monday" without what follows the verb."""
    at = reading.cue
    behind = range(at + 1, min(reading.end, hi))
    if not reading.start < at < reading.end <= hi or stem(scene.low(at)) != "tell":
        return reading
    behind_verb = [scene.low(k) for k in behind if scene.low(k) not in word_set("prepositions.txt") - {"to"}]
    finite = any(low in ("to", "that") or low in word_set("auxiliaries.txt") or is_past(low) for low in behind_verb)
    if finite or any(scene.quoted[k] >= 0 for k in behind):
        return reading
    claimant = scene.phrase_before(at, lo)
    if claimant is None or claimant[0] - 1 <= reading.start or scene.low(claimant[0] - 1) != ",":
        return reading
    return replace(reading, end=claimant[0] - 1)


def _floor(scene: Scene, reading: Reading, lo: int) -> int:
    """The first word of the cue's own clause: behind the part of the content that stands before it."""
    if reading.start > reading.cue:
        return lo
    if reading.end <= reading.cue:
        return reading.end + (scene.low(reading.end) in _PARTS)
    at, first = reading.cue, max(lo, reading.start, reading.cue - _BACK)
    while at > first and scene.quoted[at - 1] < 0 and scene.low(at - 1) not in _PARTS:
        at -= 1
    return at


def _according_to(cue: _Cue) -> Told | None:
    if cue.low != "according" or cue.scene.low(cue.at + 1) != "to":
        return None
    end = first = cue.at + 2
    while end < cue.hi and cue.scene.quoted[end] < 0 and end - first < _LONGEST_NAMED:
        if cue.scene.low(end) in (",", ";", ":") or (cue.scene.low(end) == "." and end + 1 >= cue.hi):
            break
        end += 1
    return cue.told((first, end) if end > first else None, words=2)


def _label(cue: _Cue) -> Told | None:
    """ "Kroll: the quay is safe": a name and a colon at the head of a line."""
    if cue.low != ":":
        return None
    label = cue.scene.words[max(cue.lo, cue.at - _LABEL - 1) : cue.at]
    if 0 < len(label) <= _LABEL and not all(is_ordinary(w.low) for w in label):
        return cue.told((cue.lo, cue.at))
    return cue.told(cue.scene.phrase_before(cue.at, cue.lo))


def _quoted_as_saying(cue: _Cue) -> Told | None:
    """ "The Daily quoted the firm as saying": the speaker is the one quoted, the outlet relays it."""
    if cue.low not in ("quoted", "quotes", "quoting", "cited", "cites", "citing"):
        return None
    places = range(cue.at + 1, min(cue.hi - 1, cue.at + _SAYING))
    saying = next((at + 1 for at in places if cue.scene.low(at) == "as" and cue.scene.low(at + 1) == "saying"), None)
    if saying is None:
        return None
    before, words = cue.scene.phrase_before(cue.at, cue.floor), saying + 1 - cue.at
    if cue.content[0] > cue.at and saying + 1 < cue.content[1]:
        cue = replace(cue, content=(saying + 1, cue.content[1]))
    if cue.scene.low(cue.at - 1) in _BE:
        return cue.told(before, words=words)
    return cue.told((cue.at + 1, saying - 1) if saying - 1 > cue.at + 1 else None, words=words, via=before)


def _nobody(cue: _Cue) -> Told | None:
    """ "It was reported that", "there are fears that": nobody is named."""
    scene, before = cue.scene, cue.at - 1
    while before > cue.floor and (scene.low(before) == "not" or scene.low(before).endswith("ly")):
        before -= 1
    if scene.low(before) in _BE and scene.low(before - 1) in _EMPTY:
        return cue.told(None, plain=before == cue.at - 1)
    return None


def _passive(cue: _Cue) -> Told | None:
    """ "Berg was accused of it by Kroll", "is expected to": the subject is not the one who tells."""
    before = cue.at - 1
    while before > cue.lo and cue.scene.low(before).endswith("ly"):
        before -= 1
    if cue.scene.low(before) not in _BE or not is_past(cue.low):
        return None
    return cue.told(_by(cue), plain=False)


def _noun(cue: _Cue) -> Told | None:
    """ "Kroll's claim that", "a decision by the court to"."""
    if is_past(cue.low) or cue.low.endswith("ing") or not _may_be_noun(cue.low):
        return None
    scene, before = cue.scene, cue.at - 1
    if not _owns(scene.low(before)) and scene.low(cue.at + 1) in _AFTER_NOUNS and not cue.low.endswith("s"):
        before -= 1  # an adjective: "Kroll's latest claim that"
    low = scene.low(before)
    if before < cue.lo or not (_owns(low) or is_past(low)):
        return None
    if low in _POSSESSIVES:
        return cue.told((before, before + 1), plain=False)
    if low in _PLURAL and not cue.low.endswith("s"):  # "some say"
        return None
    if low in _BEFORE_NOUNS or is_past(low):
        return cue.told(_by(cue) or _leaning(cue), plain=False)
    return cue.told(scene.phrase_to(before + 1, cue.lo), plain=False)


def _may_be_noun(low: str) -> bool:
    return low.removesuffix("s") in word_set("speech/nouns.txt") or manner_of(low) is Manner.OTHER


def _owns(low: str) -> bool:
    """Whether the word says whose the noun after it is, or just that it is one."""
    return low in _POSSESSIVES or low in _BEFORE_NOUNS or (low.endswith(("'s", "s'")) and low not in _SHORTENED)


def _after(cue: _Cue) -> Told | None:
    """ "...," said Jo Berg": the verb comes first."""
    if cue.floor != cue.at or cue.content[0] > cue.at:
        return None
    claimant = cue.scene.phrase_after(cue.at, cue.hi)
    return cue.told(claimant) if claimant is not None else None


def _inverted(cue: _Cue) -> Told | None:
    """ "The road is safe, says the council": what looks like content is who says it."""
    if stem(cue.low) != "say" or cue.scene.low(cue.at - 1) != "," or cue.content[0] != cue.at + 1:
        return None
    claimant = cue.scene.phrase_after(cue.at, cue.hi)
    if claimant is None or any(_is_finite(cue.scene, at) for at in range(*claimant)):
        return None
    last = cue.at - 1 if claimant[1] >= cue.content[1] else cue.content[1]
    return replace(cue, content=(cue.lo, last)).told(claimant)


def _hearer(cue: _Cue) -> Told | None:
    """ "The road is safe, he told the court": what looks like content is who was told."""
    first, last = cue.content
    if stem(cue.low) != "tell" or first != cue.at + 1 or cue.scene.quoted[first] >= 0:
        return None
    claimant = cue.scene.phrase_before(cue.at, cue.lo)
    clause = any(_is_finite(cue.scene, at) or cue.scene.low(at) in ("to", "that") for at in range(first, last))
    if clause or claimant is None or claimant[0] <= cue.lo + 1 or cue.scene.low(claimant[0] - 1) != ",":
        return None
    return replace(cue, content=(cue.lo, claimant[0] - 1)).told(claimant)


def _before(cue: _Cue) -> Told | None:
    if (cue.low.endswith("ing") and cue.scene.low(cue.at - 1) not in _BE) or cue.scene.low(cue.at - 1) == "to":
        return None
    claimant = cue.scene.phrase_before(cue.at, cue.floor)
    if claimant is None:
        return None
    return cue.told(claimant, plain=not _is_denied(cue) and cue.scene.low(claimant[0]) not in _NOBODY)


def _leans(cue: _Cue) -> Told | None:
    """ ", adding that", "to say that": the subject is that of a verb before."""
    return cue.told(_leaning(cue), plain=cue.scene.low(cue.at - 1) != "to")


_SHAPES: tuple[Callable[[_Cue], Told | None], ...] = (
    _according_to,
    _label,
    _quoted_as_saying,
    _nobody,
    _passive,
    _noun,
    _after,
    _inverted,
    _hearer,
    _before,
    _leans,
)


def _by(cue: _Cue) -> Range | None:
    """Whoever is named with "by" after the cue."""
    for at in range(cue.at + 1, min(cue.hi - 1, cue.at + _SAYING)):
        if cue.scene.low(at) == "by" and cue.scene.quoted[at] < 0:
            return cue.scene.phrase_after(at, cue.hi)
    return None


def _leaning(cue: _Cue) -> Range | None:
    """The subject of the last verb before the cue that has one; of the first where the cue is joined to it."""
    scene = cue.scene
    places = [at for at in range(max(cue.lo + 1, cue.at - _BACK), cue.at) if scene.quoted[at] < 0]
    verbs = [at for at in places if _is_finite(scene, at)]
    if scene.low(cue.at - 1) in _JOINTS:
        verbs = [at for at in verbs if manner_of(scene.low(at)) is Manner.SAID] + verbs
    else:
        verbs.reverse()
    claimants = (scene.phrase_before(at, cue.lo) or scene.phrase_after(at, cue.at) for at in verbs)
    return next((claimant for claimant in claimants if claimant is not None), None)


def _is_denied(cue: _Cue) -> bool:
    """Whether it is not said: "did not say", "never claimed"."""
    lows = [cue.scene.low(at) for at in range(cue.at - 1, max(cue.floor - 1, cue.at - 4), -1)]
    auxiliaries = takewhile(lambda low: low in word_set("auxiliaries.txt") or low.endswith("n't"), lows)
    return any(low in ("not", "never") or low.endswith("n't") for low in auxiliaries)


def _is_finite(scene: Scene, at: int) -> bool:
    low = scene.low(at)
    return low in word_set("auxiliaries.txt") or is_past(low)
