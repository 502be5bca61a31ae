"""The page of an article: its claims and what it says of others, marked in place."""

import pytest

from claims.domain.claim import TrackedClaim
from claims.domain.verdict import Status
from claims.services.desk import Desk
from claims.services.ledger import get_claim
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import STORY, Newsroom

BY = {"reviewer": "Ann", "reason": "It was made up."}


@pytest.fixture
def last(visitor: Visitor, story: TrackedClaim) -> Shown:
    """The page of the article that confirmed the story."""
    page = visitor.go(f"/claims/{story.claim.id}")
    return visitor.go(page.find("//a[.='Calder Post']/@href")[0])


def test_the_whole_text_is_there_with_its_claims_marked(last: Shown) -> None:
    (copy,) = last.find("//p[@class='copy']")
    for number in copy.findall(".//sup"):
        number.getparent().remove(number) if not number.tail else number.clear(keep_tail=True)
    assert " ".join(copy.text_content().split()) == STORY[2][2]
    marks = [(mark.get("class"), mark.text) for mark in copy.findall(".//mark")]
    assert [kind for kind, _ in marks] == ["told", "told"]
    assert marks[0][1].startswith("Corvo Foods has agreed to acquire")
    assert unbalanced(last.source) == []


def test_each_mark_leads_to_its_note_and_each_note_to_its_claim(
    last: Shown, story: TrackedClaim, visitor: Visitor
) -> None:
    targets = {each.get("id") for each in last.find("//li[@id]")}
    references = {each.removeprefix("#") for each in last.find("//sup/a/@href")}
    assert references == targets == {"n1", "n2"}
    first = last.find("//li[@id='n1']")[0]
    assert " ".join(first.text_content().split()).startswith(
        "claims and supports: Corvo Foods will buy the bakery chain"
    )
    link = first.find(".//a").get("href")
    assert link.startswith(f"/claims/{story.claim.id}#e")
    assert link.partition("#")[2] in visitor.go(link.partition("#")[0]).source


def test_an_article_is_withdrawn_and_put_back(last: Shown, desk: Desk, story: TrackedClaim) -> None:
    after = last.send("/withdraw", **BY)
    assert "Withdrawn: it no longer counts. Statuses changed by it: 1." in after.text
    assert "This article is withdrawn and does not count: It was made up." in after.text
    assert get_claim(desk, story.claim.id).verdict.status is Status.PENDING
    (undo,) = after.find("//div[@role='status']//form[button='Undo']/@action")
    assert "Put back" in after.send(undo).text
    assert get_claim(desk, story.claim.id).verdict.status is Status.CONFIRMED


def test_a_withdrawal_asks_for_a_reason(last: Shown) -> None:
    assert last.send("/withdraw", reviewer="Ann", reason=" ").status == 422


def test_a_long_text_is_read_in_parts(visitor: Visitor, newsroom: Newsroom) -> None:
    lines = [f"Line {n}: Norvale will open depot number {n} in Haverby by March 2027." for n in range(400)]
    intake = newsroom.article("\n\n".join(lines))
    page, read = visitor.go(f"/articles/{intake.article.id}"), []
    while True:
        assert len(page.response.data) < 100_000
        read += [each.text_content() for each in page.find("//p[@class='copy']")]
        onward = page.find("//a[@rel='next']/@href")
        if not onward:
            break
        page = visitor.go(onward[0])
    assert [line.partition(":")[0] for line in read] == [f"Line {n}" for n in range(400)]


def test_a_text_without_a_break_is_read_in_parts_too(visitor: Visitor, newsroom: Newsroom) -> None:
    intake = newsroom.article("x" * 50_000)
    page = visitor.go(f"/articles/{intake.article.id}")
    assert len(page.response.data) < 30_000
    assert page.find("//a[@rel='next']")


@pytest.mark.parametrize("part", ["-1", "x", "99999999"])
def test_a_part_that_is_none_is_refused(last: Shown, visitor: Visitor, part: str) -> None:
    assert visitor.go(last.response.request.path, part=part).status == 422


def test_an_article_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    assert visitor.go("/articles/a0").status == 404
