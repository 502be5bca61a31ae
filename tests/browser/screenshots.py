"""Screenshots for the README and docs/pages.md, from the demonstration: python -m tests.browser.screenshots"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from claims.services.demo import play_demo
from claims.services.desk import close_desk, open_desk
from claims.settings import Settings
from tests.browser.conftest import NOW, opened_browser, served

IMAGES = Path(__file__).parents[2] / "docs" / "images"
TEXT = """Tesla promised to publish the list of its camera suppliers by the end of September.
Tesla is in line to buy a 5% stake in LG Innotek, Chip Whisper reported.
Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million, it said on Friday."""


def main() -> int:
    """Make them all; 1 where no browser is found."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Settings(database_url=f"sqlite:///{folder}/ledger.db"), clock=lambda: NOW)
        for _ in play_demo(desk):
            pass
        try:
            with opened_browser() as browser, served(desk) as address:
                page = browser.new_page(viewport={"width": 1120, "height": 760}, base_url=address)
                _take(page)
        except LookupError as why:
            print(why, file=sys.stderr)  # noqa: T201 -- the message of a program
            return 1
        finally:
            close_desk(desk)
    return 0


def _take(page: Page) -> None:
    page.goto("/")
    page.screenshot(path=IMAGES / "desk.png")
    page.goto("/?kind=promise")
    page.get_by_role("link", name="LG Innotek will make a more specific").click()
    page.screenshot(path=IMAGES / "claim.png")
    page.goto("/check")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Publisher").fill("Calder Post")
    page.get_by_label("Published on").fill("2022-08-20")
    page.locator("button.main").click()
    page.screenshot(path=IMAGES / "check.png")


if __name__ == "__main__":
    sys.exit(main())
