"""Holds an article against claims: which sentence is about which claim."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from claims.compare import compare
from claims.domain.claim import Claim
from claims.domain.match import Candidate, Match
from claims.domain.reading import Reading, SentenceReading
from claims.domain.signal import Signal
from claims.match.profile import Profile, profile_of
from claims.match.scorer import is_about, is_repeat, score_of
from claims.match.signals import Passage, signals_of
from claims.match.words import all_stems, names_in, share_told, telling_stems, words_only

_MOST_A_SENTENCE = 5  # claims that a sentence is held against; it is about one or two
_PLAINLY = 0.5  # share of a claim's telling words from which its names may go unmentioned
_WORTH_A_LOOK = 0.25  # share of a claim's telling words below which no other signal is asked for


def worth_a_look(reading: Reading, nominated: Iterable[tuple[int, Candidate]]) -> list[tuple[int, str]]:
    """The nominated pairs of (number of the sentence, candidate) that share enough words to be matched, by claim id.

    A candidate's text says it, so that the others need not be read from the store.
    """
    title = _heading(reading)
    stems: dict[int, Set[str]] = {}
    found: dict[int, list[tuple[float, str]]] = {}
    for number, candidate in nominated:
        better = found.setdefault(number, [])
        if len(better) >= _MOST_A_SENTENCE and all(candidate.score < score for score, _ in better):
            continue
        if number not in stems:
            stems[number] = _stems(reading.sentences[number], title)
        if _may_be_about(candidate.text, stems[number]):
            better.append((candidate.score, candidate.id))
    best = ((number, sorted(scores, reverse=True)[:_MOST_A_SENTENCE]) for number, scores in found.items())
    return [(number, claim_id) for number, scores in best for _, claim_id in scores]


def worth_reading(text: str, claim_text: str) -> bool:
    """Whether an article (title and text) shares enough words with a claim for any sentence to be about it."""
    return _may_be_about(claim_text, all_stems(text))


def _may_be_about(text: str, told: Set[str]) -> bool:
    """Whether enough of a claim's words are told; where they are few, one of its names has to be among them."""
    share = share_told(text, told)
    if share < _WORTH_A_LOOK or share >= _PLAINLY:
        return share >= _PLAINLY
    names = names_in(text)
    return not names or not names.isdisjoint(told)


def match_article(reading: Reading, pairs: Iterable[tuple[int, Claim]]) -> list[Match]:
    """Each sentence against the claim it is paired with, best first.

    `pairs` are (number of the sentence in `reading`, claim). Where there is no title, the first
    sentence stands in for it.
    """
    title = _heading(reading)
    places: dict[int, _Place] = {}
    matches: list[Match] = []
    for number, claim in pairs:
        if number not in places:
            places[number] = _place(reading, reading.sentences[number], title)
        matches.append(_match(number, claim, places[number]))
    return sorted(matches, key=lambda m: (-m.score, m.sentence, m.claim_id))


def _heading(reading: Reading) -> Profile:
    return profile_of(reading.title.strip() or next((s.text for s in reading.sentences), ""))


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence as all its pairs see it: `stems` are those of the sentence, its subject and the title."""

    reading: Reading
    sentence: SentenceReading
    passage: Passage
    stems: Set[str]


def _place(reading: Reading, sentence: SentenceReading, title: Profile) -> _Place:
    profile = profile_of(sentence.text, tuple(entity.name for entity in sentence.entities))
    subject = profile_of(sentence.subject) if sentence.subject else None
    return _Place(reading, sentence, Passage(profile, subject, title), _stems(sentence, title))


def _stems(sentence: SentenceReading, title: Profile) -> Set[str]:
    return {*telling_stems(sentence.text), *title.stems, *telling_stems(sentence.subject or "")}


def _match(number: int, claim: Claim, place: _Place) -> Match:
    share = share_told(claim.text, place.stems)
    if share < _WORTH_A_LOOK:
        signal = Signal("shared words", share, f"It tells no more than {share:.0%} of the claim's telling words.")
        return Match(claim.id, number, round(share, 4), about=False, signals=(signal,))
    told = profile_of(claim.text, claim.entities)
    signals = tuple(signals_of(told, place.passage))
    score = score_of(signals)
    if not is_about(told, place.passage, signals, score):
        return Match(claim.id, number, round(score, 4), about=False, signals=signals)
    comparison = compare(claim, place.sentence, place.reading)
    roles = (comparison.direction.signal(),) if comparison.direction.differs else ()
    differs = any(condition.differs for condition in comparison.conditions)
    verbatim = words_only(claim.text) == words_only(place.sentence.text)
    repeats = verbatim or (not differs and any(is_repeat(told, text) for text in _statements(place)))
    return Match(claim.id, number, round(score, 4), about=not roles, repeats=repeats, signals=(*signals, *roles))


def _statements(place: _Place) -> Iterator[Profile]:
    """What the sentence states: itself, and what it lets others say."""
    yield place.passage.sentence
    yield from (profile_of(said.content.text) for said in place.sentence.attributions)
