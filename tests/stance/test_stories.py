"""Stories: what each article says of a claim, and where the claim stands in the end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.domain.evidence import Evidence, Origin, Stance
from claims.domain.status import derive_status
from claims.domain.verdict import Policy
from claims.stance import trace_origin
from tests.stance.judged import article_of, claim_of, judged

_STORIES = yaml.safe_load((Path(__file__).parents[2] / "fixtures/stories/turns.yaml").read_text("utf-8"))


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story["id"])
def test_a_story_ends_as_an_editor_would_hold_it(story: dict[str, Any]) -> None:
    claim = claim_of(story["claim"]["text"], story["claim"]["claimed_at"], story["claim"]["publisher"])
    evidence: list[Evidence] = []
    filed: list[tuple[Any, Origin]] = []
    for number, told in enumerate(story["articles"]):
        article = article_of(told["text"], told["published_at"], told["title"], told["publisher"])
        judgement = judged(claim, article)
        assert judgement.stance == Stance(told["stance"]), [s.detail for s in judgement.signals]
        origin = trace_origin(claim, article, judgement, filed)
        filed.append((article, origin))
        evidence.append(
            Evidence(
                id=f"e{number}",
                article_id=f"a{number}",
                publisher=article.publisher,
                published=article.published,
                judgement=judgement,
                origin=origin,
                found_at=datetime(2026, 1, 1, tzinfo=UTC),
                extractor="test",
            )
        )
    last = story["articles"][-1]["published_at"]
    day = story.get("now", last + timedelta(days=1))
    verdict = derive_status(claim, evidence, [], Policy(), datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    assert verdict.status == story["status"]
    assert verdict.overdue == story.get("overdue", False)
    if "outcome" in story:
        assert verdict.outcome == story["outcome"]
