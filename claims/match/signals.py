"""The signals of a match: each holds a claim against a passage and says in one sentence what it saw.

A signal is a function of (claim, passage) that returns a Signal, or None where it does not apply.
`SIGNALS` lists them in the order in which people read them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from claims.compare.lexicon import actions
from claims.compare.names import is_rival, same_name
from claims.domain.signal import Signal
from claims.match.profile import Profile
from claims.match.words import printed_as, telling_stems

# How well a word counts as found, by where or in what shape it stands.
_BY_SUBJECT = 0.9
_BY_ACTION = 0.8  # another word for the same act: "buy", "acquire"
_BY_OPPOSITE = 0.6  # the opposite act is about the same thing: "close", "keep open"
_BY_TITLE = 0.6
_BY_MEASURING = 0.5
_MEASURING = frozenset({"rise", "fall", "unchanged", "level", "cost"})  # classes of claims/compare
_BY_SPELLING = 0.85
_NEAR_SPELLING = 85  # rapidfuzz ratio of 100 from which two names are spellings of one
_FEWEST_LETTERS = 5  # shorter names differ too easily


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what lends it meaning: the name its pronoun stands for, and the title above it."""

    sentence: Profile
    subject: Profile | None = None
    title: Profile | None = None


def shared_words(claim: Profile, passage: Passage) -> Signal:
    """How much of what the claim tells is told by the sentence too, rare words counting most."""
    total = sum(claim.weights.values())
    found = {s: w * weight for s, weight in claim.weights.items() if (w := _found(s, claim, passage))}
    score = sum(found.values()) / total if total else 0.0
    if not found:
        return Signal("shared words", 0.0, "The sentence shares no telling word with the claim.")
    telling = ", ".join(printed_as(claim.text, sorted(found, key=lambda s: -found[s])[:4]))
    return Signal("shared words", score, f"It tells {score:.0%} of the claim's telling words ({telling}).")


def own_words(claim: Profile, passage: Passage) -> Signal | None:
    """How much of the claim's words that are no names stands in the sentence itself.

    Other news of the same company shares its names. That something rose or fell is said of much, and counts half.
    """
    total = sum(claim.own.values())
    if not total:
        return None
    score = sum(weight * _own(s, claim, passage.sentence) for s, weight in claim.own.items()) / total
    return Signal("own words", score, f"It has {score:.0%} of what the claim says beside names.")


def _own(stem: str, claim: Profile, sentence: Profile) -> float:
    acts = [name for name, by in claim.actions.items() if by == stem]
    share = _BY_MEASURING if acts and _MEASURING.issuperset(acts) else 1.0
    if stem in sentence.weights:
        return share
    return share * max((_act(name, sentence) for name in acts), default=0.0)


def _found(stem: str, claim: Profile, passage: Passage) -> float:
    if stem in passage.sentence.weights:
        return 1.0
    if passage.subject is not None and stem in passage.subject.weights:
        return _BY_SUBJECT
    acts = [name for name, by in claim.actions.items() if by == stem]
    by_act = max((_act(name, passage.sentence) for name in acts), default=0.0)
    if by_act:
        return by_act
    return _BY_TITLE if passage.title is not None and stem in passage.title.weights else 0.0


def _act(name: str, told: Profile) -> float:
    """How well an action class of the claim is told by a text."""
    if name in told.actions:
        return _BY_ACTION
    related = actions().opposites.get(name, frozenset()) | actions().near.get(name, frozenset())
    return 0.0 if related.isdisjoint(told.actions) else _BY_OPPOSITE


def shared_names(claim: Profile, passage: Passage) -> Signal | None:
    """Whether the names of the claim are in the sentence, its subject or the title; below 0 for a rival name."""
    if not claim.names:
        return None
    scores = [_name_found(name, passage) for name in claim.names]
    score = sum(scores) / len(scores)
    missing = [name for name, found in zip(claim.names, scores, strict=True) if found <= 0]
    if not missing:
        return Signal("names", score, "It names all that the claim names.")
    return Signal("names", score, f"It does not name {' or '.join(missing[:3])}.")


def _name_found(name: str, passage: Passage) -> float:
    by_sentence = _name_in(name, passage.sentence)
    if by_sentence:
        return by_sentence
    if passage.subject is not None and (by_subject := _name_in(name, passage.subject)):
        return by_subject * _BY_SUBJECT
    return max(0.0, _name_in(name, passage.title)) * _BY_TITLE if passage.title is not None else 0.0


def _name_in(name: str, told: Profile) -> float:
    """1 for the name or a short form, less for another spelling, -1 for a rival such as "North" for "South Korea"."""
    if any(same_name(name, other) for other in told.names):
        return 1.0
    if any(is_rival(name, other) for other in told.names):
        return -1.0
    if all(part in told.weights for part in telling_stems(name)):
        return 1.0
    return _BY_SPELLING if any(_is_spelling(name, other) for other in told.names) else 0.0


@lru_cache(maxsize=20_000)
def _is_spelling(one: str, other: str) -> bool:
    """Whether two names are near spellings: "Zelensky" and "Zelenskyy"."""
    return min(len(one), len(other)) >= _FEWEST_LETTERS and fuzz.ratio(one.lower(), other.lower()) >= _NEAR_SPELLING


def ties_names(claim: Profile, passage: Passage) -> bool:
    """Whether the claim names several, and the sentence itself names them all."""
    return len(claim.names) > 1 and all(_name_in(name, passage.sentence) > 0 for name in claim.names)


def is_led_by_another(claim: Profile, passage: Passage) -> bool:
    """Whether the claim's first name is nowhere to be seen, and the sentence's first name is none of the claim's."""
    if not claim.names or not passage.sentence.names or _name_found(claim.names[0], passage) > 0:
        return False
    return not any(same_name(name, passage.sentence.names[0]) for name in claim.names)


def shared_action(claim: Profile, passage: Passage) -> Signal | None:
    """Whether the sentence tells the act of the claim, or its opposite."""
    if not claim.actions:
        return None
    scores = {name: _act(name, passage.sentence) for name in claim.actions}
    best = max(scores, key=lambda name: scores[name])
    if not scores[best]:
        return Signal("action", 0.0, f"It does not speak of the claim's act ({next(iter(claim.actions))}).")
    told = "the same act" if scores[best] >= _BY_ACTION else "an act that bears on it"
    return Signal("action", scores[best] / _BY_ACTION, f"It tells {told} ({best}).")


def shared_numbers(claim: Profile, passage: Passage) -> Signal | None:
    """Whether numerals of the claim are in the sentence."""
    if not claim.numbers:
        return None
    shared = claim.numbers & passage.sentence.numbers
    if not shared:
        return Signal("numbers", 0.0, "It has none of the claim's numbers.")
    return Signal("numbers", len(shared) / len(claim.numbers), f"It has the number {', '.join(sorted(shared)[:3])}.")


def wording(claim: Profile, passage: Passage) -> Signal:
    """How alike the words are, whatever their order (rapidfuzz token_set_ratio)."""
    score = fuzz.token_set_ratio(claim.stems, passage.sentence.stems) / 100
    return Signal("wording", score, f"The wording is {score:.0%} alike.")


SIGNALS: tuple[Callable[[Profile, Passage], Signal | None], ...] = (
    shared_words,
    own_words,
    shared_names,
    shared_action,
    shared_numbers,
    wording,
)


def signals_of(claim: Profile, passage: Passage) -> Iterator[Signal]:
    """The signals that apply."""
    for signal in SIGNALS:
        found = signal(claim, passage)
        if found is not None:
            yield found
