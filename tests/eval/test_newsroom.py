"""Articles and stories in plain newsroom style that taught nothing: what was once understood of them is kept.

They were written before the code was tried on them. Errors in the half that is "held out" were never read, so that it
shows what a change is worth. What is not understood yet is marked weak.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.services.filters import Item, stance_of
from tests.eval.test_stories import play
from tests.stories import Story, story_of

_FOLDER = Path(__file__).resolve().parents[2] / "fixtures/newsroom"
_FALSE_SUPPORTS = 5  # of all articles
ARTICLES: list[dict[str, Any]] = [*map(json.loads, (_FOLDER / "articles.jsonl").read_text("utf-8").splitlines())]
STORIES = [story_of(told) for told in yaml.safe_load((_FOLDER / "stories.yaml").read_text("utf-8"))]
STRONG = [story for story in STORIES if story.grade == "strong"]


def told_by(row: dict[str, Any]) -> str:
    return stance_of(Item({**row, "claimed_at": row["claimed_on"], "published_at": row["told_on"]})).stance


def is_strong(row: dict[str, Any]) -> bool:
    return row.get("grade") != "weak"


@pytest.mark.parametrize("row", [*filter(is_strong, ARTICLES)], ids=lambda row: f"{row['claim'][:40]}: {row['varied']}")
def test_an_article_of_some_length_says_of_a_claim_what_it_did(row: dict[str, Any]) -> None:
    assert told_by(row) == row["stance"]


def test_few_articles_of_some_length_support_falsely() -> None:
    assert sum(told_by(row) == "supports" != row["stance"] for row in ARTICLES) <= _FALSE_SUPPORTS


@pytest.mark.parametrize("story", STRONG, ids=lambda story: story.id)
def test_a_story_ends_where_an_editor_would_hold_it(story: Story, tmp_path: Path) -> None:
    (tracked, _), *_ = play(tmp_path, story)
    assert (tracked.verdict.status, tracked.verdict.overdue) == (story.statuses[0], story.overdue)
