"""What the deed is done to: the thing a claim is about against the thing a sentence is about."""

from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.qualifiers import other_kind, other_number, other_ordinal
from claims.compare.rivals import other_name, other_nation
from claims.compare.slots import other_noun
from claims.compare.synonyms import has_word
from claims.compare.told import Told, refers_back

_ENOUGH = 0.5  # of what a claim is about has to be in the passage
_NAME_WEIGHT = 2.0
_ANY = frozenset({"anyone", "anybody", "anything", "any"})
_NEAR = 4  # words in which what a deed is done to begins
_SHOWN = 80  # characters of a thing in a detail


def compare_what(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the deed is done to the same thing: names weigh double, context less than the sentence."""
    names = side.others
    missing = [n for n in names if told.place_of(n.text) is None]
    other = (
        other_name(side, told, frame, missing)
        or other_kind(side, told, frame)
        or other_ordinal(side, told)
        or other_number(side, told)
        or other_nation(side, told, frame)
        or _other_thing(side, told, frame)
        or _other_noun(side, told, frame)
    )
    if other is not None:
        return differs("what", other)
    called = {stem for n in names if n not in missing for stem in side.callings[n.text]}
    keys = side.keys - called if side.keys - called or names else side.keys
    total = _NAME_WEIGHT * len(names) + len(keys)
    if not total:
        return agrees("what", "The claim names no other thing.", 0.2)
    if frame is not None and frame.sign < 0 and _is_any(side, told, frame):
        return agrees("what", "The passage speaks of any such thing.", _ENOUGH)
    lacking = [key for key in keys if not has_word(told.parsed, key)]
    nameless = len(missing) == len(names)
    if nameless and side.thing and not any(has_word(told.parsed, k) or told.has_before(k) for k in side.thing):
        return unknown("what", "The passage does not name what the claim says it is done to.")
    if any(_lacks_noun(told, name, noun) for name, noun in side.named_nouns.items() if noun in lacking):
        return unknown("what", "The passage shares a name with the thing the claim is about, but not the thing.")
    own = total - _NAME_WEIGHT * len(missing) - len(lacking)
    if own / total >= _ENOUGH or (side.thing and side.thing.isdisjoint(lacking)):
        return agrees("what", "Both speak of the same thing.", max(_ENOUGH, own / total))
    around = _NAME_WEIGHT * sum(told.in_context(n.text) for n in missing)
    around += sum(told.has_before(key) for key in lacking)
    if (own + around) / total >= _ENOUGH and refers_back(told):
        return agrees("what", "With the text before, both speak of the same thing.", 0.6)
    if not own and frame is not None and not frame.is_noun and told.content(frame.object):
        return differs("what", f"The passage is about {_shown(told, frame.object)}.")
    return unknown("what", "The passage does not name the thing the claim is about.")


def _is_any(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether what is denied is any such deed: "has not sacked anyone", "had not been fined by the regulator"."""
    if any(told.parsed.words[i].low in _ANY for i in frame.object[:_NEAR]):
        return True
    told_of = {*told.content(frame.rest), *told.content(frame.agent)}
    return frame.passive and not frame.is_noun and bool(told_of) and told_of <= side.keys | side.heads


def _lacks_noun(told: Told, name: str, noun: str) -> bool:
    """Whether the passage has the name alone of "the Ashby furnace"."""
    return told.place_of(name) is not None and not told.has_before(noun)


def _other_thing(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """Another direct object: "supplies displays to" for "supplies sensors to"."""
    if frame is None or frame.is_noun or frame.passive or not side.thing:
        return None
    if any(has_word(told.parsed, key) or told.has_before(key) for key in side.thing):
        return None
    part = range(frame.object.start, _end_of_object(told, frame))
    named = any(told.place_of(n.text) in part for n in (*side.names, *side.places))
    return None if named or not told.content(part) else f"The passage is about {_shown(told, part)}."


def _other_noun(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    if frame is None or frame.is_noun or side.frame is None or not frame.classes & side.frame.classes:
        return None
    nouns = other_noun(side, told, frame)
    return None if nouns is None else f"The claim is about {nouns[0]!r}, the passage about {nouns[1]!r}."


def _end_of_object(told: Told, frame: Frame) -> int:
    """Where the words right after the verb end: at the first preposition."""
    return next((i for i in frame.object if told.parsed.words[i].low in PREPOSITION), frame.object.stop)


def _shown(told: Told, part: range) -> str:
    return told.parsed.printed(part)[:_SHOWN]
