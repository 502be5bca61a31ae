"""Names that stand in the place of the claim's, so that a sentence is about another thing of its kind."""

import itertools

from claims.compare.claim_names import Name, stop_words
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PREPOSITION
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.names import nation_of, same_name
from claims.compare.told import Told

_LOCATING = word_class("locating")
_LOOSE = word_class("determiner") | {"and", "of", "by", "on"}  # words that many names stand after


def other_name(side: ClaimSide, told: Told, frame: Frame | None, missing: list[Name]) -> str | None:
    """A name that stands in the place of the claim's."""
    for name in missing:
        rival = told.rival_of(name)
        rival = rival or _name_before_noun(side, told, name) or _name_after_word(side, told, frame, name)
        if rival is not None:
            return f"The claim is about {name.text}, the passage about {rival}."
    standing = _name_in_place(side, told, frame)
    if standing is not None:
        return f"The claim is about {standing[0].text}, the passage about {standing[1]}."
    if missing and len(missing) == len(side.others) and frame is not None and not frame.is_noun:
        foreign = next(told.foreign_names(side, frame.object), None)
        if foreign is not None and _is_object(told, foreign):
            return f"The claim is about {missing[0].text}, the passage about {foreign}."
    return None


def _name_in_place(side: ClaimSide, told: Told, frame: Frame | None) -> tuple[Name, str] | None:
    """A name that stands behind the verb as the claim's does, which the deed's clause has not: "sold it to Dorn"."""
    if frame is None or side.frame is None or frame.is_noun or not frame.classes & side.frame.classes:
        return None
    if frame.passive is not side.frame.passive:
        return None
    clause = told.clause(frame)
    behind = range(frame.at + 1, frame.end)
    for name in side.others:
        if name.first < side.frame.at or told.place_in(name.text, *clause) is not None:
            continue
        for foreign in told.foreign_names(side, behind):
            at = told.place_in(foreign, behind)
            if (
                at is not None
                and _stands_behind(told.parsed, at, frame.at) == name.preposition
                and name.preposition != "in"
            ):
                return name, foreign
    return None


def _stands_behind(parsed: Parsed, at: int, verb: int) -> str | None:
    """The preposition that a name stands behind, None where it stands right behind the verb."""
    return next((parsed.words[i].low for i in range(at - 1, verb, -1) if parsed.words[i].low in PREPOSITION), None)


def _name_before_noun(side: ClaimSide, told: Told, name: Name) -> str | None:
    """Another name before the noun that the claim's stands before: "the Marsh landfill" for "the Redwell landfill"."""
    following = side.parsed.words[name.last + 1 : name.last + 2] if name.last >= 0 else ()
    nouns = {w.stem for w in following if w.stem in side.named_nouns.values()}
    for one, other in itertools.pairwise(told.parsed.words[1:] if nouns else ()):
        if other.stem in nouns and one.capital and not any(same_name(n.text, one.text) for n in side.names):
            return one.text
    return None


def _name_after_word(side: ClaimSide, told: Told, frame: Frame | None, name: Name) -> str | None:
    """Another name right after the word that the claim's stands after: "the steamer Pollux", "the island of Kos"."""
    if frame is None or frame.is_noun or name.first < 2:
        return None
    before = _leading_words(side.parsed, name.first)
    if before is None:
        return None
    for other in told.foreign_names(side, frame.object):
        at = told.place_of(other)
        if at is not None and at > 1 and _leading_words(told.parsed, at) == before:
            return other
    return None


def _leading_words(parsed: Parsed, at: int) -> tuple[str, ...] | None:
    """The word before a name, with the noun before "of": "steamer", "island of"; None where many names stand so."""
    one, other = parsed.words[at - 1], parsed.words[at - 2]
    if one.low == "of" and other.is_word and not other.capital and other.low not in stop_words():
        return other.stem, "of"
    return (one.stem,) if one.is_word and not one.capital and one.low not in _LOOSE else None


def _is_object(told: Told, name: str) -> bool:
    """Whether a name stands as a thing rather than after a preposition of place or time."""
    at = told.place_of(name)
    return at is not None and at > 0 and told.parsed.words[at - 1].low not in _LOCATING


def other_nation(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """Another country in the deed's clause, where the claim's stands nowhere: "the Danish crop" for "Kenya's crop"."""
    for name in (*side.names, *side.places):
        nation = nation_of(name.text.lower())
        if nation is None or told.place_of(name.text) is not None or told.in_context(name.text):
            continue
        for part in told.clause(frame):
            other = next(
                (n for n in told.foreign_names(side, part) if nation_of(n.lower()) not in {None, nation}), None
            )
            if other is not None:
                return f"The claim is about {name.text}, the passage about {other}."
    return None
