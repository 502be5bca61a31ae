"""The page of a claim."""

from datetime import date

import pytest

from claims.domain.claim import TrackedClaim
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import Newsroom


def page_of(visitor: Visitor, tracked: TrackedClaim, **query: str) -> Shown:
    return visitor.go(f"/claims/{tracked.claim.id}", **query)


def part(page: Shown, heading: str) -> str:
    """The text of the section with this heading."""
    found = page.find(f'//section[h2[starts-with(normalize-space(), "{heading}")]]')
    return " ".join(found[0].text_content().split())


def test_it_says_where_it_stands_and_by_which_rule(visitor: Visitor, story: TrackedClaim) -> None:
    page = page_of(visitor, story)
    verdict = " ".join(page.find("//div[contains(@class, 'verdict')]")[0].text_content().split())
    assert verdict.startswith("confirmed Corvo Foods confirmed it on 2026-03-16, as told by Calder Post. Rule official")
    assert "1 independent origin for it, 0 against" in verdict
    assert unbalanced(page.source) == []


def test_amounts_dates_and_names_are_marked_in_its_words(visitor: Visitor, newsroom: Newsroom) -> None:
    tracked = newsroom.claim("Corvo Foods will buy Merrow & Daughters for £310 million by March 2027.")
    page = page_of(visitor, tracked)
    marks = [(mark.get("class"), mark.text) for mark in page.find("//h1//mark")]
    assert ("amount", "£310 million") in marks
    assert ("date", "by March 2027") in marks
    assert ("name", "Corvo Foods") in marks
    assert page.find("h1")[0].text_content() == tracked.claim.text
    assert "£310 million 310,000,000 GBP" in part(page, "Read in it")


def test_each_passage_stands_marked_in_its_context(visitor: Visitor, story: TrackedClaim) -> None:
    page = page_of(visitor, story)
    (official,) = [quote for quote in page.find("blockquote") if "has agreed to acquire" in quote.find("mark").text]
    assert official.find("mark").tail is None or official.find("mark").tail.strip() == ""
    assert "It promised to name the shops" in official.text_content()
    assert "It promised" not in official.find("mark").text
    assert "Counts: It is on the record from a party" in part(page, "Evidence")
    assert "Does not count: It takes no side." in part(page, "Evidence")


def test_signals_are_there_on_demand(visitor: Visitor, story: TrackedClaim) -> None:
    details = page_of(visitor, story).find("//details[summary[starts-with(., 'Why:')]]")
    assert len(details) == 2
    assert all(each.get("open") is None and each.findall(".//li") for each in details)


def test_who_repeats_whom_is_shown_as_a_tree(visitor: Visitor, story: TrackedClaim) -> None:
    page = page_of(visitor, story)
    tree = page.find("//details[contains(@class, 'origin')]")[0]
    assert "Market Whisper, the first report" in tree.text_content()
    assert "Vale Herald" in tree.findall(".//ul/li/ul/li")[0].text_content()


def test_other_figures_of_later_articles_are_told(visitor: Visitor, newsroom: Newsroom, story: TrackedClaim) -> None:
    assert page_of(visitor, story).find("//h2[@id='drift']") == []
    newsroom.article("Corvo Foods said on Friday it will buy the bakery chain Merrow & Daughters for £290 million.")
    told = part(page_of(visitor, story), "Its figures elsewhere")
    assert "another figure" in told
    assert "290" in told


def test_history_is_told_line_by_line(visitor: Visitor, story: TrackedClaim) -> None:
    history = part(page_of(visitor, story), "History")
    assert "pending → confirmed Corvo Foods confirmed it" in history
    assert "by an article · article of 16 Mar 2026" in history


def test_as_of_a_day_it_is_what_a_reader_could_have_known(visitor: Visitor, story: TrackedClaim) -> None:
    now = page_of(visitor, story)
    then = page_of(visitor, story, as_of="2026-03-10")
    assert then.find("//*[contains(@class, 'flag today')]/text")[0].text == "as of 10 Mar 2026"
    assert then.find("//p[@class='notice']")[0].text.startswith(
        "As a reader could have known it at the end of 10 March"
    )
    assert "pending" in then.find("//div[contains(@class, 'verdict')]")[0].get("class")
    assert "Calder Post" not in part(then, "Evidence")
    assert then.find("//form[@method='post' and contains(@action, '/claims/')]") == []
    assert now.find("//input[@name='as_of']/@min") == ["2026-03-02"]


def test_before_it_was_made_there_is_nothing_to_see(visitor: Visitor, story: TrackedClaim) -> None:
    page = page_of(visitor, story, as_of="2026-03-01")
    assert page.status == 404
    assert "this claim had not been made" in page.text


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"evidence": "-1"}, {"evidence": "x"}])
def test_a_view_that_is_none_is_refused(visitor: Visitor, story: TrackedClaim, query: dict[str, str]) -> None:
    assert page_of(visitor, story, **query).status == 422


def test_a_claim_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    page = visitor.go("/claims/c0123")
    assert page.status == 404
    assert "There is no claim" in page.text


def test_the_timeline_can_be_read_without_colour_and_without_eyes(visitor: Visitor, story: TrackedClaim) -> None:
    (drawing,) = page_of(visitor, story).find("//figure//svg")
    assert drawing.get("role") == "img"
    assert "appears 1, supports 1, discusses 1" in drawing.get("aria-label").replace("appears 2", "appears 1")
    words = " ".join(drawing.itertext())
    for word in ("Appears", "Supports", "Discusses", "Stands", "pending", "confirmed", "today"):
        assert word in words


def test_a_moved_deadline_stands_beside_the_old_one(visitor: Visitor, newsroom: Newsroom) -> None:
    words = "The Tarrow tunnel will open in June 2025"
    tracked = newsroom.claim(words, "2025-01-15", deadline=date(2025, 6, 30), publisher="Tunnel Times")
    newsroom.article(
        "The opening of the Tarrow tunnel has been postponed to November, the road authority said on Monday.",
        "2025-05-12",
    )
    page = page_of(visitor, tracked)
    flags = [flag.text_content().strip() for flag in page.find("//*[contains(@class, 'flag')]")]
    assert "due 30 Jun 2025" in flags
    assert any(flag.startswith("moved to 30 Nov 2025") for flag in flags)
    assert "Moved on: it goes on as" in page.text


def test_much_evidence_comes_in_pages(visitor: Visitor, newsroom: Newsroom, story: TrackedClaim) -> None:
    for name in (
        "Ash",
        "Birch",
        "Cedar",
        "Dogwood",
        "Elm",
        "Fir",
        "Gorse",
        "Holly",
        "Ivy",
        "Juniper",
        "Larch",
        "Maple",
    ):
        told = f"Corvo Foods may buy Merrow & Daughters, the {name} Gazette reported on Friday."
        newsroom.article(told, publisher=f"{name} Courier")
    first = page_of(visitor, story)
    assert len(first.find("blockquote")) == 12
    (onward,) = first.find("//section//a[@rel='next']/@href")
    assert len(visitor.go(onward.partition("#")[0]).find("blockquote")) == 2
