"""Words that never end, and writing from right to left, in a browser: nothing sticks out, all stands in its order."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from claims.domain.moment import Moment
from claims.domain.verdict import Status
from claims.services.desk import Desk
from claims.services.grouping import By
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.services.outlets import With, rule_outlet
from claims.services.reviewing import NewReview, add_review
from tests.browser.test_access import violations

ENDLESS = "Donaudampfschiff" * 100
ARABIC = "أعلنت شركة كورفو أنها ستشتري 310 مخبزا بحلول نهاية ديسمبر 2022."
DAY = Moment(date(2022, 10, 1))

Open = Callable[..., Page]


@pytest.fixture
def claim_id(desk: Desk) -> str:
    """A claim of which everything is one word, as is what people decided of it and of its publisher."""
    text = f"{ENDLESS} promised to open 40 shops by 25 October 2022"
    new = NewClaim(text=text, claimed=DAY, claimant="X" * 190, publisher="Y" * 290, tags=["t" * 60])
    tracked, _ = add_claim(desk, new)
    told = f"{text}, it said. {ENDLESS * 3}"
    ingest_article(desk, Submission(text=told, title=ENDLESS[:990], publisher="Z" * 290, published=DAY))
    claim_id = tracked.claim.id
    add_review(desk, claim_id, NewReview(reviewer="N" * 190, reason="R" * 1990, status=Status.DENIED))
    rule_outlet(desk, "Y" * 290, With.FAMILY, "F" * 290, By(reviewer="N" * 190, reason="R" * 1990))
    return claim_id


@pytest.mark.parametrize("width", [360, 1440])
def test_words_without_an_end_widen_no_page(claim_id: str, desk: Desk, open_page: Open, width: int) -> None:
    page = open_page("/", width=width)
    (article,) = [article for article, _ in desk.store.all_articles() if article.publisher == "Z" * 290]
    change = f"/publishers/change?publisher={'Y' * 290}"
    for path in ("/", f"/claims/{claim_id}", f"/articles/{article.id}", "/promises", "/publishers", change):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert violations(page) == []


def test_a_list_shows_the_beginning_of_what_is_long(claim_id: str, open_page: Open) -> None:
    words = open_page("/", width=360).locator(".line h3", has_text=ENDLESS)
    assert words.bounding_box()["height"] < 160  # type: ignore[index] -- five lines


def test_a_claim_that_runs_from_right_to_left_begins_at_the_right(desk: Desk, open_page: Open) -> None:
    tracked, _ = add_claim(desk, NewClaim(text=ARABIC, claimed=DAY, claimant="شركة كورفو", publisher="صحيفة الوادي"))
    page = open_page(f"/claims/{tracked.claim.id}")
    expect(page.locator("h1")).to_have_text(ARABIC)
    first, third, middle = page.evaluate(
        """() => {
            const words = document.querySelector("h1"), text = document.createTreeWalker(words, 4).nextNode();
            const at = (place) => {
                const letter = document.createRange();
                letter.setStart(text, place);
                letter.setEnd(text, place + 1);
                return letter.getBoundingClientRect().x;
            };
            return [at(0), at(2), words.getBoundingClientRect().x + words.getBoundingClientRect().width / 2];
        }"""
    )
    assert first > third
    assert first > middle
    day = page.locator(".kicker time").first.bounding_box()
    assert day["height"] < 30  # type: ignore[index] -- in one piece, not torn apart by the names beside it
    assert page.locator(".kicker").evaluate("(kicker) => kicker.querySelector('time').getClientRects().length") == 1
