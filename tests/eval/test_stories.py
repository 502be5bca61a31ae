"""Eighteen stories, each a claim and later articles, end in the status that a careful desk editor would hold."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
import yaml

from claims.domain.moment import Moment
from claims.services.desk import Desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim, get_claim
from claims.services.recheck import recheck
from claims.services.record import claim_evidence
from claims.settings import Settings
from tests.eval.shared import FOLDER, needs

STORIES = FOLDER / "stories" / "stories.yaml"
pytestmark = needs("stories/stories.yaml")


def stories():
    if not STORIES.exists():
        return [pytest.param({}, id="none")]
    return [pytest.param(story, id=story["id"]) for story in yaml.safe_load(STORIES.read_text("utf-8"))]


def at(desk: Desk, day) -> Desk:
    """The desk at noon of a day."""
    noon = datetime.combine(day, time(12), UTC)
    return replace(desk, clock=lambda: noon)


def play(tmp_path, story):
    """The story's claim at its end, and the stance of each article towards it ("none" without evidence)."""
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/story.db"))
    told = story["claim"]
    new = NewClaim(text=told["text"], claimed=Moment(told["claimed_at"]), publisher=told["publisher"])
    claim_id = add_claim(at(desk, told["claimed_at"]), new)[0].claim.id
    stances = []
    for article in story["articles"]:
        submission = Submission(
            title=article["title"],
            text=article["text"],
            publisher=article["publisher"],
            published=Moment(article["published_at"]),
        )
        intake = ingest_article(at(desk, article["published_at"]), submission)
        found = [v.evidence for v in claim_evidence(desk, claim_id) if v.article.id == intake.article.id]
        stances.append(found[0].judgement.stance.value if found else "none")
    now = story.get("now", story["articles"][-1]["published_at"] + timedelta(days=1))
    recheck(at(desk, now))
    tracked = get_claim(at(desk, now), claim_id)
    desk.store.close()
    return tracked, stances


@pytest.mark.parametrize("story", stories())
def test_each_story_ends_as_an_editor_would_have_it(story, tmp_path):
    tracked, _ = play(tmp_path, story)
    held = (tracked.verdict.status.value, tracked.verdict.overdue)
    assert held == (story["status"], story.get("overdue", False)), tracked.verdict.summary


def test_what_each_article_says_of_the_claim_is_what_an_editor_reads(tmp_path):
    wrong = []
    for number, story in enumerate(yaml.safe_load(STORIES.read_text("utf-8"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        wanted = [article["relation"] for article in story["articles"]]
        _, stances = play(folder, story)
        for one, other in zip(wanted, stances, strict=True):
            if one != other:
                wrong.append(f"{story['id']}: {other} for {one}")
    assert wrong == []
