"""A ledger with much to find for a re-check, and processes that go about it."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Claim, TrackedClaim, claim_id
from claims.domain.moment import Moment
from claims.domain.verdict import Verdict
from claims.extract import read_claim
from claims.services.desk import close_desk, open_desk
from claims.services.exchange import export_ledger
from claims.settings import Settings
from claims.store import open_store
from tests.loopback import Site, answer
from tests.services.polled import item, rss

ROOT = Path(__file__).resolve().parents[1]

_BEGINNINGS = ("Bar", "Cor", "Dal", "Fen", "Gal", "Hol", "Kel", "Lor", "Mar")
_ENDINGS = ("vale", "wick", "mere", "dor", "stan", "ley", "ton", "by", "ford")
_CLAIMED = Moment(date(2025, 3, 3))
_AT = datetime(2025, 3, 3, 12, tzinfo=UTC)


def fill(url: str, number: int, *, articles: bool = True) -> None:
    """Put claims on the ledger that were never looked at, with articles that decide two of three."""
    store = open_store(url)
    with store.transaction():
        for n in range(number):
            firm, terminal = _firm_and_terminal(n)
            _add_claim(store, f"{firm} will open its {terminal} terminal in May 2025", firm)
            if articles and n % 3 == 0:
                _add_article(store, n, denial(n))
            elif articles and n % 3 == 1:
                opening = f"{firm} has postponed the opening of its {terminal} terminal"
                _add_article(store, n, f"{opening} to October 2025, the airline said.")
    store.close()


def denial(n: int) -> str:
    """An article that denies the claim of this number."""
    return f"{_firm_and_terminal(n)[0]} denied on Friday that it will open its terminal in May 2025."


def announce(site: Site, path: str, *numbers: int) -> None:
    """Have a site announce in a feed what denies the claims of these numbers; the feed has only summaries."""
    for n in numbers:
        body = f"<article><h1>No terminal</h1><p>{denial(n)}</p><p>Residents had signed a petition.</p></article>"
        day = "<meta property='article:published_time' content='2025-03-07'>"
        page = f"<html><head><title>No terminal</title>{day}</head><body>{body}</body></html>"
        site.pages[f"/p/{n}"] = answer(page.encode(), Content_Type="text/html; charset=utf-8")
    site.pages[path] = rss(*(item(n, day="Fri, 07 Mar 2025 08:00:00 GMT") for n in numbers))


def _firm_and_terminal(n: int) -> tuple[str, str]:
    """Each has words of its own, so that no article is nominated for a claim by chance."""
    beginning, ending = next(islice(product(_BEGINNINGS, _ENDINGS), n, None))
    return f"{beginning}{ending} Airways", f"{ending}{beginning.lower()}"


def _add_claim(store: Any, text: str, firm: str) -> None:
    draft = read_claim(text, _CLAIMED.day, firm)
    claim = Claim(
        id=claim_id(text, _CLAIMED, None),
        text=text,
        kind=draft.kind,
        claimed=_CLAIMED,
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
    )
    store.add_claim(TrackedClaim(claim=claim, verdict=Verdict(), created_at=_AT, updated_at=_AT))


def _add_article(store: Any, number: int, text: str) -> None:
    article = Article(
        id=f"a{number:03}",
        text=text,
        published=Moment(date(2025, 3, 7)),
        dated_by=DatedBy.CALLER,
        publisher=f"Post {number}",
    )
    store.add_article(article, _AT)


def claims_process(url: str, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """`python -m claims` on a ledger, as a process of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    return subprocess.Popen(
        [sys.executable, "-m", "claims", "--database", url, *arguments],
        cwd=ROOT,
        env=own | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_looked_at(url: str, number: int) -> None:
    """Wait until the runs of a ledger have looked at so many claims."""
    store = open_store(url)
    until = time.monotonic() + 60
    while sum(run.looked_at for run in store.list_runs(9).items) < number:
        assert time.monotonic() < until
        time.sleep(0.005)
    store.close()


def exported(url: str) -> list[Any]:
    """All that is on the ledger, in an order of its own, without what no two runs have in common."""
    desk = open_desk(Settings(database_url=url))
    lines = [_without_times(json.loads(line)) for line in export_ledger(desk)]
    close_desk(desk)
    return sorted(lines, key=json.dumps)


def _without_times(line: dict[str, Any]) -> dict[str, Any]:
    value = dict(line["value"])
    for name in ("created_at", "updated_at", "last_checked_at", "next_check_at", "found_at", "at"):
        if value.get(name) is not None:
            value[name] = "some time"
    if line["type"] == "change":
        value["id"] = "some id"
    return line | {"value": value}
