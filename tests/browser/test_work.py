"""The review desk by its keys, the promises and the publishers, in a browser."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from claims.domain.moment import Moment
from claims.services import retracing
from claims.services.desk import Desk
from claims.services.doing import do_job
from claims.services.grouping import By
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.services.outlets import With, rule_outlet
from claims.services.recheck import recheck
from tests.browser.test_access import violations

Open = Callable[..., Page]


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """The demonstration with two disputes and a promise that has just run out; with another amount in one passage."""

    def on(day: str) -> Desk:
        return replace(desk, clock=lambda: datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC))

    for town in ("Dunmere", "Calder"):
        claimed = NewClaim(text=f"The {town} bridge collapsed on 3 October 2022", claimed=Moment(date(2022, 10, 4)))
        add_claim(on("2022-10-04"), claimed)
        for publisher, what in (("Calder Radio", "collapsed"), ("Vale Herald", "did not collapse")):
            ingest_article(
                on("2022-10-05"),
                Submission(
                    text=f"The {town} bridge {what} on 3 October 2022.",
                    publisher=publisher,
                    published=Moment(date(2022, 10, 5)),
                ),
            )
    promise = NewClaim(
        text="Lorne Bank promised to refund customers by 12 October 2022", claimed=Moment(date(2022, 9, 1))
    )
    add_claim(on("2022-09-01"), promise)
    recheck(desk)
    return desk


def left(page: Page, number: int) -> None:
    expect(page.locator(".case-head")).to_contain_text(f"{number} case")


def sign(page: Page) -> None:
    """Fill in name and reason, and leave the field as one who types would."""
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Reason").fill("Read both.")
    page.keyboard.press("Enter")


def test_cases_are_worked_off_by_keys_alone(waiting: Desk, open_page: Open) -> None:
    page = open_page("/review")
    expect(page.locator("kbd").first).to_be_visible()
    left(page, 4)
    first = page.locator("#claim-side + .copy").inner_text()
    page.keyboard.press("a")  # nothing is decided without a name and a reason
    expect(page.get_by_label("Your name")).to_be_focused()
    left(page, 4)
    page.keyboard.type("a")  # in a field a key is a letter
    expect(page.get_by_label("Your name")).to_have_value("a")
    sign(page)
    page.keyboard.press("n")
    expect(page.locator(".notice")).to_contain_text("Decided: denied.")
    left(page, 3)
    expect(page.locator("#claim-side + .copy")).not_to_have_text(first)
    page.keyboard.press("u")
    expect(page.locator(".notice")).to_contain_text("Taken back")
    left(page, 4)
    expect(page.locator("#claim-side + .copy")).to_have_text(first)
    page.keyboard.press("s")
    left(page, 3)
    expect(page.locator(".case-head")).to_contain_text("1 skipped")


def test_a_passage_is_accepted_rejected_and_corrected_by_keys(waiting: Desk, open_page: Open) -> None:
    page = open_page("/review")
    sign(page)
    page.keyboard.press("a")
    expect(page.locator(".notice")).to_contain_text("Accepted: the passage")
    page.keyboard.press("r")
    expect(page.locator(".notice")).to_contain_text("Rejected")
    left(page, 3)
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Corrected: the passage")


def test_keys_can_be_turned_off_for_good(waiting: Desk, open_page: Open) -> None:
    page = open_page("/review")
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("s")
    page.reload()
    page.keyboard.press("s")
    left(page, 4)
    expect(page.locator("kbd").first).not_to_be_visible()
    page.get_by_role("button", name="Turn keys on").click()
    page.locator("h1").click()
    page.keyboard.press("s")
    left(page, 3)


def test_without_javascript_the_buttons_decide(waiting: Desk, open_page: Open) -> None:
    page = open_page("/review", script=False)
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Reason").fill("Read both.")
    page.keyboard.press("Enter")  # decides nothing
    left(page, 4)
    page.get_by_role("button", name="Confirmed").click()
    left(page, 3)
    page.get_by_role("button", name="Undo my last decision").click()
    left(page, 4)


def test_the_promises_lead_from_the_calendar_to_the_claim(waiting: Desk, open_page: Open) -> None:
    page = open_page("/promises")
    expect(page.locator("#month")).to_have_text("October 2022")
    page.locator(".calendar a").filter(has_text="overdue").click()
    expect(page.locator("#listed")).to_contain_text("12 October 2022")
    page.locator("#list h3 a").click()
    expect(page.locator("h1")).to_contain_text("Lorne Bank promised")


def test_a_publisher_is_put_into_a_family_and_taken_out_again(waiting: Desk, open_page: Open) -> None:
    page = open_page("/publishers")
    row = page.locator("tr", has=page.get_by_role("link", name="Vale Herald"))
    row.get_by_role("link", name="Change").click()
    page.get_by_label("with a family of one owner").check()
    page.get_by_label("Name of the family, agency or outlet").fill("Vale Media")
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Reason").fill("One owner.")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("Vale Herald counts with family vale media.")
    expect(row).to_contain_text(re.compile("with family vale media.*Ann", re.S))
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(row).not_to_contain_text("vale media")


def test_a_decision_that_bears_on_many_claims_is_followed_to_its_end(
    waiting: Desk, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retracing, "MOST_AT_ONCE", 0)
    by = By(reviewer="Ann", reason="One owner.")
    job = rule_outlet(waiting, "Vale Herald", With.FAMILY, "Vale Media", by).job
    page = open_page("/publishers")
    expect(page.locator("#going")).to_contain_text(re.compile(r"0 of \d claims looked at again"))
    assert violations(page) == []
    do_job(waiting, job.id)
    expect(page.locator("#going")).to_contain_text("carried out just now")
    expect(page.locator("progress")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "path", ["/review", "/review?place=99", "/promises", "/publishers", "/publishers/change?publisher=Vale+Herald"]
)
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    waiting: Desk, open_page: Open, path: str, width: int, dark: bool
) -> None:
    page = open_page(path, width=width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
