"""The demonstration: a dated story played with its own clock, so that it runs as it would have then."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from claims.domain.article import DatedBy, Page
from claims.domain.run import StageName
from claims.intake import read_jsonl
from claims.services.desk import Desk
from claims.services.ingest import Intake, ingest_page, limits_of
from claims.services.recheck import RecheckReport, recheck

STORY = Path(__file__).resolve().parents[2] / "fixtures" / "demo"


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One day of the story: an article that came in, or a re-check and what to look for in it."""

    day: date
    intake: Intake | None = None
    report: RecheckReport | None = None
    look_for: str = ""


def play_demo(desk: Desk, story: Path = STORY) -> Iterator[DemoStep]:
    """Play the story in `story` into the ledger, day by day; what is on file already changes nothing."""
    steps = [
        *((page.published.day, page, "") for page in _pages(desk, story) if page.published is not None),
        *((date.fromisoformat(check["day"]), None, check["look_for"]) for check in _rechecks(story)),
    ]
    for day, page, look_for in sorted(steps, key=lambda step: step[0]):
        desk_then = _at_noon(desk, day)
        if page is None:
            yield DemoStep(day, report=recheck(desk_then, stages=[StageName.CLAIMS]), look_for=look_for)
        else:
            yield DemoStep(day, intake=ingest_page(desk_then, page, DatedBy.CALLER))


def _at_noon(desk: Desk, day: date) -> Desk:
    """The desk with its clock standing at noon of a day."""
    noon = datetime.combine(day, time(12), UTC)
    return replace(desk, clock=lambda: noon)


def _pages(desk: Desk, story: Path) -> Iterator[Page]:
    for name in ("articles.jsonl", "headlines.jsonl"):
        with (story / name).open("rb") as lines:
            for line in read_jsonl(lines, limits_of(desk)):
                if line.page is not None:
                    yield line.page


def _rechecks(story: Path) -> list[dict[str, str]]:
    checks: list[dict[str, str]] = json.loads((story / "rechecks.json").read_text("utf-8"))
    return checks
