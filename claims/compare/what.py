"""What the deed is done to: the thing a claim is about against the thing a sentence is about."""

import itertools

from claims.compare.claim_side import ClaimSide, Name, stop_words
from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.names import same_name
from claims.compare.synonyms import has_word
from claims.compare.told import Told, refers_back

_ENOUGH = 0.5  # of what a claim is about has to be in the passage
_NAME_WEIGHT = 2.0
_LOCATING = word_class("locating")
_LOOSE = word_class("determiner") | {"and", "of", "by", "on"}  # words that many names stand after
_SHOWN = 80  # characters of a thing in a detail


def compare_what(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the deed is done to the same thing: names weigh double, context less than the sentence."""
    names = side.others
    missing = [n for n in names if told.place_of(n.text) is None]
    other = _other_name(side, told, frame, missing) or _other_kind(side, told) or _other_thing(side, told, frame)
    if other is not None:
        return differs("what", other)
    total = _NAME_WEIGHT * len(names) + len(side.keys)
    if not total:
        return agrees("what", "The claim names no other thing.", 0.2)
    lacking = [key for key in side.keys if not has_word(told.parsed, key)]
    nameless = len(missing) == len(names)
    if nameless and side.thing and not any(has_word(told.parsed, k) or in_context(told, k) for k in side.thing):
        return unknown("what", "The passage does not name what the claim says it is done to.")
    if any(noun in lacking and not in_context(told, noun) for noun in side.named_nouns):
        return unknown("what", "The passage shares a name with the thing the claim is about, but not the thing.")
    own = total - _NAME_WEIGHT * len(missing) - len(lacking)
    if own / total >= _ENOUGH or (side.thing and side.thing.isdisjoint(lacking)):
        return agrees("what", "Both speak of the same thing.", max(_ENOUGH, own / total))
    around = _NAME_WEIGHT * sum(told.in_context(n.text) for n in missing)
    around += sum(in_context(told, key) for key in lacking)
    if (own + around) / total >= _ENOUGH and refers_back(told):
        return agrees("what", "With the text before, both speak of the same thing.", 0.6)
    if not own and frame is not None and not frame.is_noun and told.content(frame.object):
        return differs("what", f"The passage is about {_shown(told, frame.object)}.")
    return unknown("what", "The passage does not name the thing the claim is about.")


def in_context(told: Told, key: str) -> bool:
    """The same of the text before the sentence."""
    return any(has_word(before.parsed, key) for before in told.context)


def _other_name(side: ClaimSide, told: Told, frame: Frame | None, missing: list[Name]) -> str | None:
    """A name that stands in the place of the claim's."""
    for name in missing:
        rival = told.rival_of(name)
        rival = rival or _name_before_noun(side, told, name) or _name_after_word(side, told, frame, name)
        if rival is not None:
            return f"The claim is about {name.text}, the passage about {rival}."
    if missing and len(missing) == len(side.others) and frame is not None and not frame.is_noun:
        foreign = next(told.foreign_names(side, frame.object), None)
        if foreign is not None and _is_object(told, foreign):
            return f"The claim is about {missing[0].text}, the passage about {foreign}."
    return None


def _name_before_noun(side: ClaimSide, told: Told, name: Name) -> str | None:
    """Another name before the noun that the claim's stands before: "the Marsh landfill" for "the Redwell landfill"."""
    following = side.parsed.words[name.last + 1 : name.last + 2] if name.last >= 0 else ()
    nouns = {w.stem for w in following if w.stem in side.named_nouns}
    for one, other in itertools.pairwise(told.parsed.words[1:] if nouns else ()):
        if other.stem in nouns and one.capital and not any(same_name(n.text, one.text) for n in side.names):
            return one.text
    return None


def _name_after_word(side: ClaimSide, told: Told, frame: Frame | None, name: Name) -> str | None:
    """Another name right after the word that the claim's stands after: "the steamer Pollux", "from Korda"."""
    if frame is None or frame.is_noun or name.first < 1:
        return None
    before = side.parsed.words[name.first - 1]
    if not before.is_word or before.capital or before.low in _LOOSE:
        return None
    for other in told.foreign_names(side, frame.object):
        at = told.place_of(other)
        if at and told.parsed.words[at - 1].stem == before.stem:
            return other
    return None


def _is_object(told: Told, name: str) -> bool:
    """Whether a name stands as a thing rather than after a preposition of place or time."""
    at = told.place_of(name)
    return at is not None and at > 0 and told.parsed.words[at - 1].low not in _LOCATING


def _other_kind(side: ClaimSide, told: Told) -> str | None:
    """The same noun with another qualifier: "truck sales" for "car sales", "sale of mowers" for "sale of tractors"."""
    for qualifier, noun in _qualified(side.parsed):
        if (
            not {qualifier, noun} <= side.keys | side.heads
            or has_word(told.parsed, qualifier)
            or in_context(told, qualifier)
        ):
            continue
        if not has_word(told.parsed, noun):
            continue
        other = next((q for q, n in _qualified(told.parsed) if n == noun and q not in side.keys | side.heads), None)
        if other is not None:
            return f"The claim is about {qualifier!r}, the passage about {other!r} with the same noun."
    return None


def _qualified(parsed: Parsed) -> list[tuple[str, str]]:
    """Pairs of a qualifying word and its noun, as stems: "car sales" and "sales of cars" give one pair."""
    content = [
        (i, w)
        for i, w in enumerate(parsed.words)
        if w.low.isalpha() and not (w.capital and i) and w.low not in stop_words()
    ]
    verbs = {f.at for f in parsed.frames if not f.is_noun}
    pairs = []
    for (i, one), (j, other) in itertools.pairwise(content):
        if i in verbs or (i and parsed.words[i - 1].low == "to"):
            continue
        between = [w.low for w in parsed.words[i + 1 : j]]
        if not between:
            pairs.append((one.stem, other.stem))
        elif between[0] == "of" and all(low in stop_words() for low in between):
            pairs.append((other.stem, one.stem))
    return pairs


def _other_thing(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """Another direct object: "supplies displays to" for "supplies sensors to"."""
    if frame is None or frame.is_noun or frame.passive or not side.thing:
        return None
    if any(has_word(told.parsed, key) or in_context(told, key) for key in side.thing):
        return None
    part = range(frame.object.start, _end_of_object(told, frame))
    named = any(told.place_of(n.text) in part for n in (*side.names, *side.places))
    return None if named or not told.content(part) else f"The passage is about {_shown(told, part)}."


def _end_of_object(told: Told, frame: Frame) -> int:
    """Where the words right after the verb end: at the first preposition."""
    return next((i for i in frame.object if told.parsed.words[i].low in PREPOSITION), frame.object.stop)


def _shown(told: Told, part: range) -> str:
    return told.parsed.printed(part)[:_SHOWN]
