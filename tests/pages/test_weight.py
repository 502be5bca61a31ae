"""What a page costs: its bytes, and its questions to the store, whatever is on file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Origin
from claims.domain.moment import Moment
from claims.services.recheck import recheck
from claims.store import LedgerStore
from tests.pages.browsing import Visitor
from tests.pages.conftest import NOW, Newsroom
from tests.values import a_piece, an_appearance, an_article

HEAVIEST = 100_000  # bytes of a page with all that it loads
LONG = "The Ferry Board met. " + "It rained. " * 1_000
FAMILIES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Holly", "Ivy", "Juniper", "Larch", "Maple")
TOWNS = ("Abbey", "Brook", "Carr", "Dale", "East", "Ford", "Glen", "Hill")


@pytest.fixture
def crowd(newsroom: Newsroom) -> TrackedClaim:
    """A claim of which nearly a hundred articles speak, long ones."""
    tracked = newsroom.story()
    for family, town in product(FAMILIES, TOWNS):
        told = (
            f"Corvo Foods may buy Merrow & Daughters, the {town} {family} Gazette reported on Friday. "
            + "It rained. " * 60
        )
        newsroom.article(told, publisher=f"{town} {family} Courier")
    return tracked


@pytest.mark.slow
def test_no_page_weighs_more_than_it_should(visitor: Visitor, newsroom: Newsroom, crowd: TrackedClaim) -> None:
    for number in range(30):
        newsroom.claim(f"Depot {number}: " + "Norvale will open a depot in Haverby. " * 50)
    recheck(newsroom.desk)
    claim = visitor.go(f"/claims/{crowd.claim.id}")
    article = claim.find("//blockquote/../p//a/@href")[0]
    text = "Norvale will open depot 12 in Haverby by March 2027. " * 370
    pages = [
        visitor.go("/"),
        visitor.go("/?q=depot"),
        claim,
        visitor.go(article),
        visitor.go("/check").send("/check", text=text),
    ]
    loaded = {address for page in pages for address in page.find("//script/@src | //link/@href")}
    beside = 0
    for address in loaded:
        with visitor.client.get(address) as file:
            beside += len(file.data)
    assert [page.response.request.path for page in pages if len(page.response.data) + beside > HEAVIEST] == []


@pytest.fixture
def told_by_thousands(newsroom: Newsroom) -> TrackedClaim:
    """A claim of which 2,500 articles speak, twenty-five a day."""
    tracked, store = newsroom.claim("Corvo Foods will buy Merrow & Daughters.", "2026-01-02"), newsroom.desk.store
    with store.transaction():
        for number in range(2_500):
            day = Moment(date(2026, 1, 2) + timedelta(days=number // 25))
            name = f"Courier {number} of the {'very ' * 20} long name"
            store.add_article(an_article(f"a{number}", publisher=name, published=day, text=LONG), NOW)
            piece = a_piece(f"e{number:05}", tracked.claim.id, f"a{number}", publisher=name, published=day)
            origin = Origin(f"publisher:courier {number}", f"{name} reports it in its own voice.")
            store.put_evidence(replace(piece, origin=origin))
            store.add_appearance(an_appearance(tracked.claim.id, f"a{number}", published=day))
    return tracked


@pytest.mark.slow
def test_of_thousands_of_articles_on_a_claim_those_published_last_are_read(
    visitor: Visitor, told_by_thousands: TrackedClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    articles = LedgerStore.articles
    monkeypatch.setattr(LedgerStore, "articles", lambda store, ids: read.append(len(ids)) or articles(store, ids))
    page = visitor.go(f"/claims/{told_by_thousands.claim.id}")
    assert len(page.response.data) < HEAVIEST
    assert sum(read) < 500
    assert "Drawn from the 200 articles on it that were published last. The 2,300 older ones" in page.text
    earlier = visitor.go(page.find("//a[starts-with(., 'the claim as of')]/@href")[0])
    assert "As a reader could have known it at the end of 4 April 2026" in earlier.text
    assert "The 2,125 older ones" in earlier.text


@pytest.mark.slow
def test_a_claim_asks_no_more_when_many_articles_speak_of_it(
    visitor: Visitor, newsroom: Newsroom, crowd: TrackedClaim, questions: Callable[[Callable[[], object]], int]
) -> None:
    quiet = newsroom.claim("Norvale will open a depot in Haverby.", "2026-04-01")
    newsroom.article("Norvale opened a depot in Haverby on Monday.")
    few = questions(lambda: visitor.go(f"/claims/{quiet.claim.id}"))
    assert questions(lambda: visitor.go(f"/claims/{crowd.claim.id}")) <= few + 2
    assert few < 40


def test_the_desk_asks_no_more_when_there_are_many_claims(
    visitor: Visitor, newsroom: Newsroom, questions: Callable[[Callable[[], object]], int]
) -> None:
    newsroom.story()
    few = questions(lambda: visitor.go("/"))
    for number in range(30):
        newsroom.claim(f"Norvale will open depot number {number} in Haverby.")
    assert questions(lambda: visitor.go("/")) <= few
    assert few < 15
