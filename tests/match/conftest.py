"""Claims and readings as short as a test can have them: one sentence, told without its mentions."""

from collections.abc import Callable
from datetime import date

import pytest

from claims.domain.claim import Claim, Kind
from claims.domain.match import Match
from claims.domain.moment import Moment
from claims.domain.reading import Reading, SentenceReading
from claims.domain.text import Span
from claims.match import match_article

Hold = Callable[..., Match]


def claim(text: str, name: str = "c1") -> Claim:
    return Claim(id=name, text=text, kind=Kind.EVENT, claimed=Moment(date(2026, 3, 2)))


def sentence(text: str, subject: str | None = None) -> SentenceReading:
    return SentenceReading(Span(0, len(text), text), subject=subject)


@pytest.fixture
def hold() -> Hold:
    """Holds a claim against one sentence: hold(claim text, sentence text, subject=, title=)."""

    def held(of: str, text: str, subject: str | None = None, title: str = "") -> Match:
        reading = Reading((sentence(text, subject),), title)
        return match_article(reading, [(0, claim(of))])[0]

    return held
