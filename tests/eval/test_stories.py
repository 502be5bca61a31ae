"""Stories played on a ledger, article by article: each ends in the status that a careful desk editor would hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import yaml

from claims.domain.claim import TrackedClaim
from claims.domain.moment import Moment
from claims.services.desk import Desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim, get_claim
from claims.services.recheck import recheck
from claims.services.record import claim_evidence
from claims.settings import Settings
from tests.eval.shared import FOLDER, needs
from tests.stories import Story, stories, story_of

UNSEEN = FOLDER / "stories/stories.yaml"
_NAMES = {"none": "unrelated"}


def at(desk: Desk, day: date) -> Desk:
    """The desk at noon of a day."""
    noon = datetime.combine(day, time(12), UTC)
    return replace(desk, clock=lambda: noon)


def play(folder: Path, story: Story) -> list[tuple[TrackedClaim, list[str]]]:
    """Each claim at its end, with the stance of each article towards it; one without evidence is "unrelated"."""
    desk = open_desk(Settings(database_url=f"sqlite:///{folder}/story.db"))
    made = []
    for told in story.claims:
        new = NewClaim(text=told["text"], claimed=Moment(told["claimed_at"]), publisher=told["publisher"])
        made.append(add_claim(at(desk, told["claimed_at"]), new)[0].claim.id)
    filed = []
    today = date.min
    for told in story.articles:
        today = max(today, told["published_at"])  # what is told late comes in late
        submission = Submission(
            title=told["title"],
            text=told["text"],
            publisher=told["publisher"],
            published=Moment(told["published_at"]),
        )
        filed.append(ingest_article(at(desk, today), submission).article.id)
    recheck(at(desk, story.now))
    ended = []
    for claim_id in made:
        said = {v.article.id: v.evidence.judgement.stance.value for v in claim_evidence(desk, claim_id)}
        ended.append((get_claim(at(desk, story.now), claim_id), [said.get(one, "unrelated") for one in filed]))
    desk.store.close()
    return ended


def check(folder: Path, story: Story) -> None:
    """Fail unless the story ends as written."""
    for number, (tracked, stances) in enumerate(play(folder, story)):
        if story.grade == "strong":
            assert stances == [_NAMES.get(a["stances"][number], a["stances"][number]) for a in story.articles]
        assert tracked.verdict.status == story.statuses[number], tracked.verdict.summary
        if number == 0:
            assert tracked.verdict.overdue == story.overdue
            assert story.outcome in (None, tracked.verdict.outcome)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_a_story_ends_on_the_ledger_as_an_editor_would_hold_it(story: Story, tmp_path: Path) -> None:
    check(tmp_path, story)


def told_elsewhere() -> list[Story]:
    if not UNSEEN.exists():
        return [pytest.param(None, id="none")]
    return [story_of(told, "relation") for told in yaml.safe_load(UNSEEN.read_text("utf-8"))]


@needs("stories/stories.yaml")
@pytest.mark.parametrize("story", told_elsewhere(), ids=lambda story: getattr(story, "id", "none"))
def test_a_story_told_elsewhere_ends_so_too(story: Story, tmp_path: Path) -> None:
    check(tmp_path, story)
