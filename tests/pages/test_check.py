"""Checking a text: what is in it, with nothing stored before somebody keeps something."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app import create_app
from claims.domain.claim import TrackedClaim
from claims.domain.query import ArticleFilter, ClaimFilter, ClaimSort
from claims.domain.run import Scope
from claims.services.access import create_key
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from claims.services.ledger import ledger_stats, list_articles, list_claims
from claims.web.current import keep_desk
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import NOW

TEXT = """Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million, it said.

Norvale promised to open a depot in Haverby by March 2027. It was a sunny day."""


def on_file(desk: Desk) -> tuple[int, int, int]:
    stats = ledger_stats(desk)
    return stats.articles, stats.claims, stats.evidence


def kept(desk: Desk) -> list[TrackedClaim]:
    return list(list_claims(desk, ClaimFilter(), ClaimSort.CREATED, 50).items)


@pytest.fixture
def checked(visitor: Visitor) -> Shown:
    return visitor.go("/check").send("/check", text=TEXT, publisher="Dale Post", published="2026-04-20")


def lines(page: Shown) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.find("//article[contains(@class, 'found')]")]


def test_its_claims_are_found_and_marked_and_nothing_is_stored(checked: Shown, desk: Desk) -> None:
    told = lines(checked)
    assert len(told) == 2
    assert all(each.startswith("new ") for each in told)
    assert "due 31 Mar 2027" in told[1]
    marks = [mark.text for mark in checked.find("//section[contains(@class, 'read')]//mark[.!='']")]
    assert marks[0].startswith("Corvo Foods will buy")
    assert on_file(desk) == (0, 0, 0)
    assert unbalanced(checked.source) == []


def test_what_the_ledger_knows_is_told_with_what_became_of_it(
    visitor: Visitor, story: TrackedClaim, desk: Desk
) -> None:
    before = on_file(desk)
    page = visitor.go("/check").send("/check", text=TEXT, publisher="Dale Post", published="2026-04-20")
    assert lines(page)[0].startswith("confirmed 1 Corvo Foods")
    assert page.find("//article[@id='c1']//h3/a/@href") == [f"/claims/{story.claim.id}"]
    assert "What it says of claims on the ledger" in page.text
    assert on_file(desk) == before


def test_one_click_keeps_a_claim_and_one_takes_it_off_again(checked: Shown, desk: Desk) -> None:
    (first, second) = checked.find("//button[@name='keep' and @value!='article']/@value")
    after = checked.send("/check", keep=second)
    (claim,) = kept(desk)
    assert claim.claim.text == "Norvale promised to open a depot in Haverby by March 2027."
    assert (claim.claim.publisher, claim.claim.claimed.iso()) == ("Dale Post", "2026-04-20")
    assert "Kept: Norvale promised" in after.text
    assert after.response.request.method == "GET"
    assert lines(after)[1].startswith("pending 2 Norvale")
    assert after.find("//button[@name='keep' and @value!='article']/@value") == [first]
    assert "off the ledger again" in after.send("/drop/").text
    assert kept(desk) == []


def test_to_load_the_page_again_keeps_nothing_again(checked: Shown, desk: Desk) -> None:
    (first, _) = checked.find("//button[@name='keep' and @value!='article']/@value")
    after = checked.send("/check", keep=first)
    after.send("/drop/")
    again = checked.visitor.go(after.response.request.full_path)
    assert len(lines(again)) == 2
    assert kept(desk) == []


def test_a_claim_that_was_on_the_ledger_is_not_taken_off_by_undoing(checked: Shown, desk: Desk) -> None:
    (first, _) = checked.find("//button[@name='keep' and @value!='article']/@value")
    checked.send("/check", keep=first)
    after = checked.send("/check", keep=first)
    assert "On the ledger already" in after.text
    assert after.find("//form[contains(@action, '/drop/')]") == []
    assert len(kept(desk)) == 1


def test_a_claim_that_the_text_has_not_cannot_be_kept(checked: Shown, desk: Desk) -> None:
    assert checked.send("/check", keep="c404").status == 422
    assert kept(desk) == []


def test_a_text_is_put_by_for_a_day(checked: Shown, desk: Desk, served: Flask) -> None:
    (first, _) = checked.find("//button[@name='keep' and @value!='article']/@value")
    address = checked.send("/check", keep=first).response.request.full_path
    keep_desk(served, replace(desk, clock=lambda: NOW + timedelta(days=2)))
    gone = checked.visitor.go(address)
    assert gone.status == 404
    assert "check it again" in gone.text
    assert checked.visitor.go("/check?of=nothing").status == 404


def test_the_whole_article_can_be_put_on_file(checked: Shown, desk: Desk) -> None:
    page = checked.send("/check", keep="article")
    assert "The article is on file." in page.text
    assert page.response.request.path.startswith("/articles/")
    assert [each.publisher for each in list_articles(desk, ArticleFilter(), 9).items] == ["Dale Post"]
    assert len(kept(desk)) == 2


def test_a_page_of_the_web_is_fetched_and_checked(desk: Desk) -> None:
    def fetch(url: str, *_: object) -> Fetched:
        body = f"<html><title>A deal</title><article><p>{TEXT.replace('&', '&amp;')}</p></article></html>"
        return Fetched(url=url, body=body.encode(), content_type="text/html", charset="utf-8")

    visitor = Visitor(create_app(desk=replace(desk, fetch=fetch)).test_client())
    page = visitor.go("/check").send("/check", url="https://paper.example/deal")
    assert len(lines(page)) == 2
    assert page.find("//input[@name='url']/@value") == ["https://paper.example/deal"]
    assert "Corvo Foods" in page.find("//textarea")[0].text
    assert on_file(desk) == (0, 0, 0)


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({}, 422, "Paste a text"),
        ({"text": "x" * 20_001}, 422, "up to 20,000 characters"),
        ({"text": TEXT, "published": "soon"}, 422, "neither a day"),
        ({"text": TEXT, "published": "2027-01-01"}, 422, "lies in the future"),
        ({"url": "http://127.0.0.1/"}, 502, "127.0.0.1"),
        ({"url": "javascript:alert(1)"}, 502, "javascript"),
    ],
)
def test_what_cannot_be_checked_is_refused_and_stays_in_the_form(
    visitor: Visitor, fields: dict[str, str], status: int, told: str
) -> None:
    page = visitor.go("/check").send("/check", **fields)
    assert page.status == status
    assert told in page.find("//p[@role='alert']")[0].text
    assert (page.find("//textarea")[0].text or "").strip() == fields.get("text", "").strip()
    assert page.find("//input[@name='url']/@value") == [fields.get("url", "")]


def test_a_text_without_claims_says_so(visitor: Visitor) -> None:
    page = visitor.go("/check").send("/check", text="Hello. What a day!")
    assert "No sentence of this text is a claim" in page.text


def test_enter_checks_again_rather_than_keep(checked: Shown) -> None:
    first = checked.find("//main//form//button")[0]
    assert first.get("name") is None


def test_who_may_only_read_checks_and_keeps_nothing(desk: Desk, stranger: Visitor) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    stranger.go("/sign-in").send("sign-in", key=key)
    page = stranger.go("/check").send("/check", text=TEXT)
    assert len(lines(page)) == 2
    assert page.find("//button[@name='keep']") == []
    assert page.send("/check", keep="article").status == 403
    assert stranger.go("/check").send("/check", url="https://paper.example/").status == 403
    assert on_file(desk) == (0, 0, 0)
