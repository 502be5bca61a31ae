"""The promises: a calendar of what is due and what became of it, and the record of each claimant, counted honestly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims.domain.claim import Deadline, Kind
from claims.domain.mention import Precision
from claims.domain.verdict import Outcome, Rule, Status
from claims.services.recheck import recheck
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import NOW, Newsroom
from tests.values import a_claim

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.fixture
def promised(newsroom: Newsroom) -> Newsroom:
    """Of one claimant a promise kept, one kept late, one overdue and one due; of another one due."""
    for what, day in (
        ("a depot in Haverby", "10 April 2026"),
        ("a school in Dunmere", "20 April 2026"),
        ("a hospital in Calder", "20 May 2026"),
    ):
        newsroom.claim(f"Norvale promised to open {what} by {day}", "2026-03-02", claimant="Norvale")
    newsroom.claim("Lorne Bank promised to refund customers by 20 May 2026", "2026-03-02", claimant="Lorne Bank")
    newsroom.article("Norvale opened a depot in Haverby on Monday, it said.", "2026-04-07")
    late = a_claim(
        "c1", text="Norvale promised to open a mill in Sund by 14 April 2026", claimant="Norvale",
        deadline=Deadline(date(2026, 4, 14), Precision.DAY, "by 14 April 2026"), status=Status.CONFIRMED,
        rule=Rule.OFFICIAL, outcome=Outcome.KEPT_LATE,
    )  # fmt: skip
    recheck(newsroom.desk)
    newsroom.desk.store.add_claim(late)
    return newsroom


def records(page: Shown) -> list[list[str]]:
    """The rows of the table of records, without the names of its columns."""
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.find("//section[@aria-labelledby='records']//tbody/tr")
    ]


def days(page: Shown) -> dict[str, str]:
    """What stands in the calendar, by the number of the day."""
    cells = [
        " ".join(cell.text_content().split()).partition(" ") for cell in page.find("//table[@class='calendar']//td[a]")
    ]
    return {day: rest for day, _, rest in cells}


def listed(page: Shown) -> list[str]:
    return [each.text_content() for each in page.find("//section[@id='list']//h3")]


def test_where_nobody_promised_it_says_what_comes_here(visitor: Visitor) -> None:
    page = visitor.go("/promises")
    assert "No promise is on the ledger yet." in page.text
    assert page.find("table") == []
    assert unbalanced(page.source) == []


def test_the_calendar_opens_at_this_month_and_shows_what_falls_due(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises")
    assert unbalanced(page.source) == []
    assert page.find("//h2[@id='month']")[0].text == "May 2026"
    assert days(page) == {"20": "2 due"}
    assert len(listed(page)) == 2
    assert page.find("//td[contains(@class, 'today')]")[0].text_content().strip() == "4"


def test_what_was_kept_late_or_is_overdue_stands_on_the_day_it_was_due(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises")
    page = visitor.go(page.find("//a[@rel='prev']/@href")[0])
    assert page.find("//h2[@id='month']")[0].text == "April 2026"
    assert days(page) == {"10": "1 kept", "14": "1 late", "20": "1 overdue"}
    assert page.find("//a[@rel='prev']") == []


def test_a_day_is_chosen_in_the_calendar(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises?month=2026-04")
    page = visitor.go(page.find("//td/a[contains(., '14')]/@href")[0])
    assert listed(page) == ["Norvale promised to open a mill in Sund by 14 April 2026"]
    assert "Promises and plans for 14 April 2026" in page.text


def test_a_state_lists_those_of_all_months(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises")
    (overdue,) = page.find("//ul[@class='states']//a[contains(., 'overdue')]/@href")
    page = visitor.go(overdue)
    assert listed(page) == ["Norvale promised to open a school in Dunmere by 20 April 2026"]
    assert "Overdue, all months" in page.text


def test_each_record_says_of_how_many_cases(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises")
    names = [each.text for each in page.find("//section[@aria-labelledby='records']//th[@scope='col']")]
    assert names == [
        "Claimant", "Cases", "Known", "Kept", "Late", "Broken", "Withdrawn", "Moved", "Decided otherwise",
        "Overdue", "Due",
    ]  # fmt: skip
    assert records(page) == [
        ["Norvale", "4", "2", "1", "1", "0", "0", "0", "0", "1", "1"],
        ["Lorne Bank", "1", "0", "0", "0", "0", "0", "0", "0", "0", "1"],
    ]


def test_one_claimant_has_a_page_of_their_own(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises")
    page = visitor.go(page.find("//th/a[.='Norvale']/@href")[0])
    assert page.find("h1")[0].text == "Promises of Norvale"
    assert len(records(page)) == 1
    assert days(page) == {"20": "1 due"}
    assert "No promise by this name is on the ledger." in visitor.go("/promises?claimant=nobody").text


def test_a_month_without_any_leads_to_the_nearest(visitor: Visitor, promised: Newsroom) -> None:
    page = visitor.go("/promises?month=2027-01")
    assert days(page) == {}
    nearest = page.find("//section[@id='list']//a/@href")
    assert [days(visitor.go(address)) for address in nearest] == [{"20": "2 due"}]


@pytest.mark.parametrize(
    "query",
    [
        "month=x", "month=2026-13", "month=0001-01", "month=9999-12", "month=2026-5-1", "day=x", "state=lost",
        "cursor=x", "records=x", "day=0001-01-01", "day=9999-12-31",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(visitor: Visitor, query: str) -> None:
    assert visitor.go(f"/promises?{query}").status == 422


@pytest.mark.parametrize("query", ["month=1000-01", "month=9998-12", "day=1000-01-01"])
def test_the_calendar_reaches_far(visitor: Visitor, promised: Newsroom, query: str) -> None:
    assert visitor.go(f"/promises?{query}").status == 200


def test_many_are_read_in_pages_and_each_is_listed_once(visitor: Visitor, newsroom: Newsroom) -> None:
    for number in range(45):
        newsroom.claim(
            f"Council {number} promised to close its pool by 20 May 2026", "2026-03-02", claimant=f"Council {number}"
        )
    page, lists, rows = visitor.go("/promises"), [], []
    assert len(page.response.data) < 60_000
    first = page
    while True:
        lists += listed(page)
        onward = page.find("//section[@id='list']//a[@rel='next']/@href")
        if not onward:
            break
        page = visitor.go(onward[0])
    page = first
    while True:
        rows += [row[0] for row in records(page)]
        onward = page.find("//section[@aria-labelledby='records']//a[@rel='next']/@href")
        if not onward:
            break
        page = visitor.go(onward[0])
    assert len(lists) == len(set(lists)) == len(rows) == len(set(rows)) == 45


def test_it_asks_no_more_when_there_are_many(
    visitor: Visitor, newsroom: Newsroom, questions: Callable[[Callable[[], object]], int]
) -> None:
    newsroom.claim("Council 0 promised to close its pool by 20 May 2026", "2026-03-02", claimant="Council 0")
    few = questions(lambda: visitor.go("/promises"))
    for number in range(1, 30):
        newsroom.claim(
            f"Council {number} promised to close its pool by 20 May 2026", "2026-03-02", claimant=f"Council {number}"
        )
    assert questions(lambda: visitor.go("/promises")) == few
    assert few < 12


def test_hostile_names_show_as_text(visitor: Visitor, newsroom: Newsroom) -> None:
    hostile = a_claim(
        "c1", claimant=MARKUP, text=MARKUP, kind=Kind.PROMISE, status=Status.DENIED, rule=Rule.OFFICIAL,
        outcome=Outcome.BROKEN, summary=MARKUP, publisher=MARKUP,
    )  # fmt: skip
    newsroom.claim("Council 0 promised to close its pool by 20 May 2026", "2026-03-02")
    newsroom.desk.store.add_claim(replace(hostile, created_at=NOW - timedelta(days=1)))
    page = visitor.go("/promises?state=broken")
    chosen = visitor.go("/promises", claimant=MARKUP)
    for shown in (page, chosen):
        assert shown.status == 200
        assert [each for each in shown.find("//script") if each.text] == shown.find("img") == []
        assert unbalanced(shown.source) == []
        assert MARKUP in shown.text
