"""A desk over a new SQLite ledger, with a clock that the test sets."""

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from claims.domain.moment import Moment
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.ingest import Intake, Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings


@dataclass
class Newsroom:
    """A desk with shorthand for what tests do at it."""

    desk: Desk

    def on(self, day: str) -> "Newsroom":
        """The same newsroom at noon of a day."""
        noon = datetime.combine(date.fromisoformat(day), time(12), UTC)
        return Newsroom(replace(self.desk, clock=lambda: noon))

    def live(self) -> "Newsroom":
        """The same newsroom at this moment; each look at its clock finds it a microsecond later."""
        begun, looks = datetime.now(UTC), itertools.count()
        return Newsroom(replace(self.desk, clock=lambda: begun + timedelta(microseconds=next(looks))))

    def claim(self, text, day, publisher="Market Whisper", told_on=None, **more):
        """Put a claim of that day on the ledger, on that day or on `told_on`."""
        new = NewClaim(text=text, claimed=Moment(date.fromisoformat(day)), publisher=publisher, **more)
        return add_claim(self.on(told_on or day).desk, new)[0]

    def article(self, text, day, publisher="Dale Post", title="", told_on=None) -> Intake:
        """Take in an article on the day it was published, or on `told_on`."""
        published = Moment(date.fromisoformat(day))
        submission = Submission(text=text, title=title, publisher=publisher, published=published)
        return ingest_article(self.on(told_on or day).desk, submission)


@pytest.fixture
def newsroom(tmp_path):
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/ledger.db"))
    yield Newsroom(desk).on("2025-06-30")
    close_desk(desk)
