"""The stories of fixtures/stories: claims, later articles, and where an editor would hold each claim in the end.

A story has `claims`, each with text, claimed_at and publisher; `articles` with title, publisher, published_at, text
and `stances`, one for each claim; and `statuses`, one for each claim. With a single claim it may say `claim`, `stance`
and `status`. `now` is the day of the last look, the day after the last article where it is not given. `overdue` and
`outcome` are those of the first claim. Of a story whose `grade` is weak, some article is not understood yet: only its
statuses are held.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "fixtures/stories"


@dataclass(frozen=True, slots=True)
class Story:
    """A story in its full form; claims and articles are the mappings of the file."""

    id: str
    claims: tuple[dict[str, Any], ...]
    articles: tuple[dict[str, Any], ...]
    statuses: tuple[str, ...]
    now: date
    overdue: bool = False
    outcome: str | None = None
    grade: str = "strong"


def story_of(told: dict[str, Any], stance: str = "stance") -> Story:
    """A story as written; `stance` is the key under which an article's stance stands."""
    articles = [{"stances": [article.get(stance)], **article} for article in told["articles"]]
    return Story(
        id=told["id"],
        claims=tuple(told.get("claims") or [told["claim"]]),
        articles=tuple(articles),
        statuses=tuple(told.get("statuses") or [told["status"]]),
        now=told.get("now") or max(a["published_at"] for a in articles) + timedelta(days=1),
        overdue=told.get("overdue", False),
        outcome=told.get("outcome"),
        grade=told.get("grade", "strong"),
    )


def stories() -> list[Story]:
    """All stories of the repository, in the order of their files."""
    files = sorted(FOLDER.glob("*.yaml"))
    return [story_of(told) for file in files for told in yaml.safe_load(file.read_text("utf-8"))]
