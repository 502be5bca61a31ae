"""The tour of the README in a browser, and every action as a person does it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.services.desk import Desk
from tests.pages.conftest import STORY

Open = Callable[..., Page]
TEXT = (
    "Tesla promised to publish the list of its camera suppliers by the end of September. It will open a plant in May."
)


def to_claim(page: Page, words: str) -> None:
    """From the desk to a claim, by its words."""
    page.get_by_role("heading", name=re.compile(words)).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(re.compile(words))


def fill_in(page: Page, opened: str, **fields: str) -> None:
    """Open a form under its summary, and fill in name and reason besides."""
    details = page.locator("details", has=page.locator("summary", has_text=opened)).last
    details.locator("summary").click()
    for name, value in {"reviewer": "Ann", "reason": "Read the filing.", **fields}.items():
        details.locator(f"[name={name}]").fill(value)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).locator("visible=true").first.click()


def told(page: Page, words: str) -> None:
    """The page says what was done."""
    expect(page.locator("[role=status].notice")).to_contain_text(words)


@pytest.fixture
def confirmed(open_page: Open) -> Page:
    """The page of a claim that was confirmed."""
    page = open_page("/?status=confirmed")
    to_claim(page, "was worth")
    return page


def test_the_tour_of_the_readme(open_page: Open) -> None:
    """Three articles are handed in; the claim of the first is confirmed by the last, and says why and since when."""
    page = open_page("/check")
    for day, publisher, text in STORY:
        shifted = day.replace("2026", "2022")
        page.get_by_role("link", name="Check a text").click()
        page.get_by_label("Text", exact=True).fill(text.replace("2026", "2022"))
        page.get_by_label("Publisher").fill(publisher)
        page.get_by_label("Published on").fill(shifted)
        press(page, "Check")
        press(page, "Put the whole article on file")
        told(page, "The article is on file.")
    page.get_by_role("link", name="Claimdesk").click()
    page.get_by_role("searchbox").fill("bakery merow")  # a letter missing
    expect(page.locator("#claims h3")).to_contain_text(["Corvo Foods will buy"])
    to_claim(page, "Corvo Foods will buy")
    expect(page.locator(".verdict")).to_contain_text("Corvo Foods confirmed it on 2022-03-16, as told by Calder Post.")
    expect(page.locator("#evidence")).to_contain_text("2 articles")
    page.get_by_label("What could be known by the end of").fill("2022-03-10")
    press(page, "Show")
    expect(page.locator(".verdict .status")).to_have_text("pending")
    page.get_by_role("link", name="As it stands today").click()
    expect(page.locator(".verdict .status")).to_have_text("confirmed")
    page.get_by_role("link", name="Calder Post").first.click()
    expect(page.locator(".copy mark").first).to_have_text(re.compile("Corvo Foods has agreed"))


def test_claims_are_found_as_one_types_and_the_address_holds_the_view(open_page: Open) -> None:
    page = open_page("/")
    expect(page.locator("#claims h3")).to_have_count(19)
    page.get_by_role("searchbox").press_sequentially("gaphite", delay=20)
    expect(page.locator("#claims h3").first).to_contain_text("Graphite miner")
    expect(page.locator("#claims h2")).to_contain_text("“gaphite”")
    assert page.url.endswith("/?q=gaphite&sort=-claimed_at")
    expect(page.locator("#standing").get_by_role("link", name="pending")).to_have_attribute(
        "href", re.compile("gaphite")
    )
    page.reload()
    expect(page.locator("#claims h3").first).to_contain_text("Graphite miner")
    expect(page.get_by_role("searchbox")).to_have_value("gaphite")


def test_without_javascript_the_button_finds(open_page: Open) -> None:
    page = open_page("/", script=False)
    page.get_by_role("searchbox").fill("graphite")
    press(page, "Find")
    expect(page.locator("#claims h3").first).to_contain_text("Graphite miner")


def test_filters_are_chosen_and_taken_off_again(open_page: Open) -> None:
    page = open_page("/")
    page.locator("summary", has_text="Filter and sort").click()
    page.get_by_label("Kind").select_option("promise")
    expect(page.locator("#claims h3")).to_have_count(2)
    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("promise")
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator("#claims h3")).to_have_count(19)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_decision_is_made_and_undone(open_page: Open, width: int, dark: bool) -> None:
    page = open_page("/?status=confirmed", width=width, dark=dark)
    to_claim(page, "was worth")
    fill_in(page, "Decide where it stands")
    page.get_by_label("denied").check()
    press(page, "Decide")
    told(page, "Decided: denied.")
    expect(page.locator(".verdict .status")).to_have_text("denied")
    press(page, "Undo")
    told(page, "stands confirmed again")
    expect(page.locator(".verdict .status")).to_have_text("confirmed")


def test_a_decision_is_taken_back_later_with_a_reason(confirmed: Page) -> None:
    fill_in(confirmed, "Decide where it stands")
    confirmed.get_by_label("denied").check()
    press(confirmed, "Decide")
    confirmed.reload()
    fill_in(confirmed, "Take back")
    press(confirmed, "Take it back")
    told(confirmed, "stands confirmed again")
    expect(confirmed.locator(".history")).to_contain_text("took back what Ann decided (denied)")


@pytest.mark.parametrize("stance", ["refutes", "rejected"])
def test_a_passage_is_corrected_and_undone(confirmed: Page, stance: str) -> None:
    fill_in(confirmed, "Correct what it says")
    confirmed.get_by_label("What it says of the claim").locator("visible=true").select_option(stance)
    press(confirmed, "Correct")
    told(confirmed, "Corrected")
    expect(confirmed.locator(".verdict .status")).not_to_have_text("confirmed")
    press(confirmed, "Undo")
    expect(confirmed.locator(".verdict .status")).to_have_text("confirmed")


def test_the_origin_of_a_passage_is_corrected_and_undone(confirmed: Page) -> None:
    fill_in(confirmed, "Correct its origin", origin="Associated Press")
    press(confirmed, "Correct the origin")
    told(confirmed, "Corrected: it comes from ap.")
    expect(confirmed.locator(".piece").last).to_contain_text("Ann found that it comes from ap")
    press(confirmed, "Undo")
    expect(confirmed.locator(".piece").last).not_to_contain_text("Ann found")


def test_claims_are_merged_and_parted_again(confirmed: Page, desk: Desk) -> None:
    other = next(tracked for tracked in desk.store.all_claims() if tracked.claim.text.startswith("LG Innotek sold"))
    fill_in(confirmed, "Merge into another claim", into=other.claim.id)
    press(confirmed, "Merge")
    told(confirmed, "Merged: it goes on as")
    expect(confirmed.locator("h1")).to_contain_text("LG Innotek sold")
    press(confirmed, "Undo")
    told(confirmed, "The merge was undone.")


def test_tags_are_set_lead_to_the_desk_and_are_set_back(confirmed: Page) -> None:
    fill_in(confirmed, "Tag", tags="cameras, deals")
    press(confirmed, "Set the tags")
    told(confirmed, "The tags are set.")
    press(confirmed, "Undo")
    expect(confirmed.locator(".tags")).to_have_count(0)
    fill_in(confirmed, "Tag", tags="cameras")
    press(confirmed, "Set the tags")
    confirmed.get_by_role("link", name="cameras").click()
    expect(confirmed.locator("#claims h3")).to_have_count(1)


def test_signals_open_on_demand(confirmed: Page) -> None:
    expect(confirmed.locator(".signals").first).not_to_be_visible()
    confirmed.locator("summary", has_text="Why:").first.click()
    expect(confirmed.locator(".signals").first).to_be_visible()


def test_a_text_is_checked_and_a_claim_of_it_kept_with_one_click(open_page: Open) -> None:
    page = open_page("/check")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Published on").fill("2022-08-20")
    press(page, "Check")
    expect(page.locator(".found .status").first).to_have_text("overdue")
    press(page, "Keep claim 2")
    told(page, "Kept:")
    expect(page.locator(".found .status").last).to_have_text("pending")
    press(page, "Undo")
    told(page, "off the ledger again")
    page.reload()
    expect(page.locator(".found .status").last).to_have_text("new")


def test_an_article_is_withdrawn_and_put_back(confirmed: Page) -> None:
    confirmed.get_by_role("link", name="Pacific Exchange News").first.click()
    fill_in(confirmed, "Withdraw this article")
    press(confirmed, "Withdraw it")
    told(confirmed, "Withdrawn: it no longer counts.")
    press(confirmed, "Undo")
    told(confirmed, "Put back: it counts again.")


def test_in_the_dark_theme_a_claim_prints_dark_on_light(open_page: Open) -> None:
    page = open_page("/?status=confirmed", dark=True)
    to_claim(page, "was worth")
    page.emulate_media(media="print", color_scheme="dark")
    for mark in ("mark.passage", "mark.amount"):
        colour = page.locator(mark).first.evaluate("(mark) => getComputedStyle(mark).backgroundColor")
        assert min(map(int, re.findall(r"\d+", colour)[:3])) > 220, (mark, colour)


def test_a_claim_prints_without_what_only_a_screen_can_use(confirmed: Page) -> None:
    confirmed.emulate_media(media="print")
    for shown in ("h1", ".verdict", ".timeline svg", "blockquote"):
        expect(confirmed.locator(shown).first).to_be_visible()
    for hidden in (".masthead nav", ".actions", ".foot", ".asof"):
        expect(confirmed.locator(hidden).first).not_to_be_visible()


def test_nothing_jumps_while_a_page_loads(open_page: Open) -> None:
    page = open_page("/")
    shifts = page.evaluate(
        """() => new Promise(done => { new PerformanceObserver(list => done(list.getEntries().map(e => e.value)))
        .observe({type: "layout-shift", buffered: true}); setTimeout(() => done([]), 500); })"""
    )
    assert sum(shifts) < 0.01
