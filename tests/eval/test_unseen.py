"""Passages, articles and stories that nobody looked at while rules and models were made, judged as a whole.

The floors are what was reached when they were first judged, less what chance may take: see docs/models/passages.md.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from claims.services.filters import Item, stance_of
from tests.eval.test_stories import play
from tests.stories import story_of

_FOLDER = Path(__file__).resolve().parents[2] / "fixtures/unseen"


def judged(name: str) -> Counter[str]:
    """How many rows of a file there are, are right, and support falsely."""
    found: Counter[str] = Counter()
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        told = stance_of(Item({**row, "claimed_at": row["claimed_on"], "published_at": row["told_on"]})).stance
        found += Counter(rows=1, right=told == row["stance"], false=told == "supports" != row["stance"])
    return found


def test_most_passages_are_understood_and_few_support_falsely() -> None:
    found = judged("contrast.jsonl")
    assert found["right"] >= _RIGHT * found["rows"]
    assert found["false"] <= _FALSE * found["rows"]


def test_articles_of_some_length_are_understood_less_well() -> None:
    found = judged("articles.jsonl")
    assert found["right"] >= _RIGHT_AT_LENGTH * found["rows"]
    assert found["false"] <= _FALSE_AT_LENGTH * found["rows"]


def test_stories_end_where_an_editor_would_hold_them_no_less_often_than_they_did(tmp_path: Path) -> None:
    stories = [story_of(told, "relation") for told in yaml.safe_load((_FOLDER / "stories.yaml").read_text("utf-8"))]
    right = 0
    for number, story in enumerate(stories):
        (tmp_path / str(number)).mkdir()
        ended = play(tmp_path / str(number), story)
        right += all(tracked.verdict.status == story.statuses[i] for i, (tracked, _) in enumerate(ended))
    assert right >= _STORIES_RIGHT


_RIGHT, _FALSE = 0.7, 0.01  # shares of all passages
_RIGHT_AT_LENGTH, _FALSE_AT_LENGTH = 0.5, 0.04  # of all articles
_STORIES_RIGHT = 15  # of twenty-two
