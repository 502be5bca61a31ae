"""The pages over a ledger with one small story, asked without a browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from claims.domain.claim import TrackedClaim
from claims.domain.moment import Moment
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.ingest import Intake, Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings
from claims.store.connection import Connection
from claims.web.current import keep_desk
from tests.pages.browsing import Visitor

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
STORY = (
    ("2026-03-02", "Market Whisper", "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million, "
     "people close to the talks said."),
    ("2026-03-04", "Vale Herald", "Corvo Foods may buy Merrow & Daughters, Market Whisper reported on Monday."),
    ("2026-03-16", "Calder Post", "Corvo Foods has agreed to acquire the bakery chain Merrow & Daughters for 310 "
     "million pounds, it said on Monday. It promised to name the shops that it will close by the end of April 2026."),
)  # fmt: skip


@dataclass(frozen=True)
class Newsroom:
    """A desk with shorthand for what tests do at it."""

    desk: Desk

    def on(self, day: str) -> Desk:
        """The desk at noon of a day."""
        noon = datetime.combine(date.fromisoformat(day), time(12), UTC)
        return replace(self.desk, clock=lambda: noon)

    def article(self, text: str, day: str = "2026-04-20", publisher: str = "Dale Post", **more: str) -> Intake:
        published = Moment(date.fromisoformat(day))
        submission = Submission(text=text, publisher=publisher, published=published, **more)
        return ingest_article(self.on(day), submission)

    def claim(self, text: str, day: str = "2026-04-20", **more: object) -> TrackedClaim:
        return add_claim(self.on(day), NewClaim(text=text, claimed=Moment(date.fromisoformat(day)), **more))[0]

    def story(self) -> TrackedClaim:
        """The story of the README, told; its first claim."""
        claims = [self.article(text, day, publisher).claims for day, publisher, text in STORY]
        return claims[0][0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(Settings(database_url=f"sqlite:///{tmp_path / 'ledger.db'}"), clock=lambda: NOW)
    yield opened
    close_desk(opened)


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests: describing the API takes longer than most of them."""
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path_factory.mktemp('pages') / 'ledger.db'}"))
    yield create_app(desk=desk)
    close_desk(desk)


@pytest.fixture
def client(served: Flask, desk: Desk) -> FlaskClient:
    keep_desk(served, desk)
    return served.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """Somebody with a browser without JavaScript, on the machine itself."""
    return Visitor(client)


@pytest.fixture
def stranger(desk: Desk) -> Visitor:
    """Somebody with a browser elsewhere, who needs a key."""
    app = create_app(desk=replace(desk, settings=replace(desk.settings, host="0.0.0.0")))
    return Visitor(app.test_client())


@pytest.fixture
def story(newsroom: Newsroom) -> TrackedClaim:
    return newsroom.story()


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], int]:
    """Counts what is asked of the database."""
    asked = 0

    def counted(name: str) -> None:
        whole = getattr(Connection, name)

        def count(*args: object, **kwargs: object) -> object:
            nonlocal asked
            asked += 1
            return whole(*args, **kwargs)

        monkeypatch.setattr(Connection, name, count)

    for name in ("fetch", "fetch_with", "fetch_sql", "write"):
        counted(name)

    def count_of(work: Callable[[], object]) -> int:
        before = asked
        work()
        return asked - before

    return count_of
