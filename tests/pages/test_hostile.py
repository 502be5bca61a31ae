"""Text is hostile: whatever stands in titles, claims, addresses and names shows as text."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from claims.domain.moment import Moment
from claims.domain.verdict import Status
from claims.services.ingest import Submission, ingest_page, page_of
from claims.services.reviewing import NewReview, add_review
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import Newsroom

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>{{7*7}}"
ATTRIBUTE = re.compile("(?!on|style$)[a-zA-Z][a-zA-Z0-9-]*")  # none that is a part of torn markup, none that acts


@pytest.fixture
def pages(visitor: Visitor, newsroom: Newsroom) -> Iterator[Shown]:
    """Every page with hostile text in everything that somebody from outside may fill in."""
    page = page_of(
        newsroom.desk,
        Submission(
            text=f"Norvale {MARKUP} will open a depot in Haverby by March 2027, it said. Norvale promised 40 {MARKUP}.",
            title=f"Title {MARKUP}",
            publisher=f"Paper {MARKUP}",
            author=f"Ann {MARKUP}",
            published=Moment(newsroom.desk.clock().date()),
        ),
    )
    taken_in_before_addresses_were_checked = replace(page, canonical_url="javascript:alert(1)")
    intake = ingest_page(newsroom.desk, taken_in_before_addresses_were_checked)
    own = newsroom.claim(
        f"Norvale {MARKUP} will open a depot.",
        claimant=f"Nor {MARKUP}",
        publisher=f"P {MARKUP}",
        url="javascript:alert(1)",
        title=f"T {MARKUP}",
        tags=(f"tag {MARKUP}"[:60],),
    )
    for id_ in (own.claim.id, *(tracked.claim.id for tracked in intake.claims)):
        add_review(newsroom.desk, id_, NewReview(reviewer=f"B {MARKUP}", reason=f"R {MARKUP}", status=Status.DENIED))
    addresses = ["/", f"/?q={MARKUP}", f"/?claimant={MARKUP}&tag={MARKUP}", f"/{MARKUP}", f"/?sort={MARKUP}"]
    addresses += [f"/articles/{intake.article.id}", f"/sign-in?next={MARKUP}", f"/claims/{own.claim.id}?as_of={MARKUP}"]
    addresses += [f"/claims/{id_}" for id_ in (own.claim.id, *(tracked.claim.id for tracked in intake.claims))]
    shown = [visitor.go(address) for address in addresses]
    assert len(shown) > 9
    checked = visitor.go("/check").send("/check", text=intake.article.text, publisher=MARKUP, title=MARKUP)
    return iter([*shown, checked])


def test_it_shows_as_text_everywhere(pages: Iterator[Shown]) -> None:
    seen = 0
    for page in pages:
        path = page.response.request.full_path
        assert page.status in (200, 404, 422), path
        assert not re.search(r"<(script|img|svg)[^>]*(alert|onerror|onload)", page.source), path
        assert unbalanced(page.source) == [], path
        assert [each for each in page.find("//script") if each.text] == page.find("img") == [], path
        attributes = {str(name) for element in page.tree.iter() for name in element.attrib}
        assert [name for name in attributes if not ATTRIBUTE.fullmatch(name)] == [], path
        assert not [url for url in page.find("//@href | //@src | //@action") if ":" in url.partition("?")[0]], path
        seen += "<script>alert(1)</script>" in page.text
    assert seen > 6


def test_the_name_of_whoever_decides_is_text_too(visitor: Visitor, newsroom: Newsroom) -> None:
    tracked = newsroom.claim("Norvale will open a depot.")
    page = visitor.go(f"/claims/{tracked.claim.id}").send("/decide", status="denied", reviewer=MARKUP, reason=MARKUP)
    assert unbalanced(page.source) == []
    assert MARKUP[:20] in page.text
    assert page.find("//input[@name='reviewer']/@value")[0] == MARKUP
