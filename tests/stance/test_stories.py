"""Stories: what each article says of a claim, and where the claim stands in the end."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims.domain.evidence import Evidence, Origin, Stance
from claims.domain.status import derive_status
from claims.domain.verdict import Policy, Verdict
from claims.stance import trace_origin
from tests.stance.judged import article_of, claim_of, judged
from tests.stories import Story, stories


def told_of(story: Story, number: int) -> tuple[list[str], Verdict]:
    """The stances of the articles towards claim `number`, and its verdict in the end."""
    first = story.claims[number]
    claim = claim_of(first["text"], first["claimed_at"], first["publisher"])
    evidence: list[Evidence] = []
    filed: list[tuple[Any, Origin]] = []
    for place, told in enumerate(story.articles):
        article = article_of(told["text"], told["published_at"], told["title"], told["publisher"])
        judgement = judged(claim, article)
        origin = trace_origin(claim, article, judgement, filed)
        filed.append((article, origin))
        evidence.append(
            Evidence(
                id=f"e{place}",
                article_id=f"a{place}",
                publisher=article.publisher,
                published=article.published,
                judgement=judgement,
                origin=origin,
                found_at=datetime(2026, 1, 1, tzinfo=UTC),
                extractor="test",
            )
        )
    noon = datetime(story.now.year, story.now.month, story.now.day, 12, tzinfo=UTC)
    return [e.judgement.stance.value for e in evidence], derive_status(claim, evidence, [], Policy(), noon)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_a_story_ends_as_an_editor_would_hold_it(story: Story) -> None:
    for number, status in enumerate(story.statuses):
        stances, verdict = told_of(story, number)
        if story.grade == "strong":
            assert stances == [Stance(article["stances"][number]) for article in story.articles]
        assert verdict.status == status
        if number == 0:
            assert verdict.overdue == story.overdue
            assert story.outcome in (None, verdict.outcome)


def test_stories_are_named_once() -> None:
    names = [story.id for story in stories()]
    assert len(names) == len(set(names))
