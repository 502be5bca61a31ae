"""For everybody: both themes, a phone and a wide screen, the keyboard alone, and axe-core finds nothing serious."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from claims.services.desk import Desk

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
PAGES = ["/", "/?status=confirmed", "/check", "/review", "/promises", "/publishers", "/sign-in", "claim", "article"]


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest, desk: Desk) -> str:
    """The address of each page; of a claim and an article of the demonstration, that of the richest."""
    if request.param == "claim":
        claim = max(desk.store.all_claims(), key=lambda tracked: len(desk.store.evidence(tracked.claim.id)))
        return f"/claims/{claim.claim.id}"
    if request.param == "article":
        article, _ = max(desk.store.all_articles(), key=lambda found: len(desk.store.evidence_in(found[0].id)))
        return f"/articles/{article.id}"
    return str(request.param)


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    open_page: Callable[..., Page], path: str, width: int, dark: bool
) -> None:
    page = open_page(path, width=width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    reachable = page.locator("a[href], button, input:not([type=hidden]), select, textarea, summary").locator(
        "visible=true"
    )
    wanted = reachable.count()
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const at = document.activeElement; if (!at || at === document.body) return null;
            at.dataset.number ??= String(window.counted = (window.counted ?? 0) + 1);
            return [at.dataset.number, getComputedStyle(at).outlineStyle]; }"""
        )
        if at is not None:
            seen.add(at[0])
            assert at[1] != "none"
    assert len(seen) >= wanted - 1  # of radio buttons of one group Tab reaches one
