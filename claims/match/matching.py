"""Holds texts against claims: which sentence of an article is about which claim, and which claims a text is about."""

from collections.abc import Iterable

from claims.domain.claim import Claim
from claims.domain.match import Match
from claims.domain.reading import Reading, SentenceReading
from claims.match.profile import Profile, profile_of
from claims.match.scorer import is_about, is_repeat, score_of
from claims.match.signals import Passage, signals_of


def match_article(reading: Reading, pairs: Iterable[tuple[int, Claim]]) -> list[Match]:
    """Each sentence against the claim it is paired with, best first.

    `pairs` are (number of the sentence in `reading`, claim). Where there is no title, the first
    sentence stands in for it.
    """
    heading = reading.title.strip() or next((s.text for s in reading.sentences), "")
    title = profile_of(heading)
    passages: dict[int, Passage] = {}
    matches: list[Match] = []
    for number, claim in pairs:
        if number not in passages:
            passages[number] = _passage(reading.sentences[number], title)
        matches.append(_match(claim.id, number, profile_of(claim.text, claim.entities), passages[number]))
    return sorted(matches, key=lambda m: (-m.score, m.sentence, m.claim_id))


def _passage(sentence: SentenceReading, title: Profile) -> Passage:
    profile = profile_of(sentence.text, tuple(entity.name for entity in sentence.entities))
    return Passage(profile, profile_of(sentence.subject) if sentence.subject else None, title)


def _match(claim_id: str, number: int, claim: Profile, passage: Passage) -> Match:
    signals = tuple(signals_of(claim, passage))
    score = score_of(signals)
    about = is_about(claim, passage, signals, score)
    return Match(
        claim_id=claim_id,
        sentence=number,
        score=round(score, 4),
        about=about,
        repeats=about and is_repeat(claim, passage.sentence),
        signals=signals,
    )
