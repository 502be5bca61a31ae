"""Jobs are done once, and what came of each is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.domain.errors import InvalidInput, StoreAway
from claims.domain.job import JobState
from claims.domain.moment import Moment
from claims.domain.run import Process
from claims.services import doing
from claims.services.doing import do_job
from claims.services.fetch import Fetched
from claims.services.ingest import Submission
from claims.services.jobs import get_job, hand_in, plan_recheck
from claims.services.processes import this_process
from claims.services.runs import list_runs
from tests.loopback import a_page
from tests.upkeep import fill

URL = "https://post.example/depots"
ELSEWHERE = Process("elsewhere", 1)
NOON = datetime(2025, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def desk(newsroom):
    """A desk that finds a page wherever it looks."""
    return replace(newsroom.desk, fetch=lambda url: Fetched(url, "text/html", a_page(3).encode()))


def test_an_article_is_fetched_and_taken_in_with_what_was_said_of_it(desk):
    said = Submission(url=URL, title="My title", published=Moment(date(2025, 3, 4)))
    done = do_job(desk, hand_in(desk, said).id)
    assert (done.state, done.tries, done.process) == (JobState.DONE, 1, this_process())
    article = desk.store.article(done.result_id)
    assert (article.title, article.published.day, article.url) == ("My title", date(2025, 3, 4), URL)
    assert get_job(desk, done.id) == done


def test_twice_it_is_the_same_article(desk):
    first, second = (do_job(desk, hand_in(desk, Submission(url=URL)).id) for _ in range(2))
    assert first.result_id == second.result_id
    assert desk.store.stats(NOON).articles == 1


def test_a_job_that_is_over_or_in_other_hands_is_left_alone(desk):
    job = hand_in(desk, Submission(url=URL))
    done = do_job(desk, job.id)
    assert do_job(desk, job.id) is None
    assert do_job(desk, "job0") is None
    theirs = hand_in(desk, Submission(url=URL)).begun(ELSEWHERE, NOON)
    desk.store.save_job(theirs, JobState.QUEUED)
    assert do_job(desk, theirs.id) is None
    assert get_job(desk, job.id) == done


def test_what_cannot_be_fetched_fails_with_its_reason(newsroom):
    done = do_job(newsroom.desk, hand_in(newsroom.desk, Submission(url="http://127.0.0.1:9/")).id)
    assert (done.state, done.error_kind, done.result_id) == (JobState.FAILED, "FetchFailed", None)
    assert "may not be fetched" in done.error


def test_what_nobody_foresaw_fails_and_is_told_in_the_log_alone(desk, caplog):
    broken = replace(desk, fetch=lambda _: 1 / 0)
    done = do_job(broken, hand_in(desk, Submission(url=URL)).id)
    assert (done.state, done.error_kind) == (JobState.FAILED, None)
    assert done.error == "Unexpected ZeroDivisionError; the worker's log has it."
    assert "division by zero" in caplog.text


def test_an_error_is_told_as_it_can_be_stored(desk):
    def fail(_):
        raise InvalidInput("A \0 and half of a pair: \ud83d.")

    done = do_job(replace(desk, fetch=fail), hand_in(desk, Submission(url=URL)).id)
    assert done.error == "A  and half of a pair: \\ud83d."


def test_where_the_ledger_stays_away_the_job_waits_again(desk, monkeypatch):
    job = hand_in(desk, Submission(url=URL))
    impatient = replace(desk, settings=replace(desk.settings, store_patience_seconds=0))

    def away(*_):
        raise StoreAway("Away.")

    with monkeypatch.context() as patched:
        patched.setattr(doing, "ingest_article", away)
        assert do_job(impatient, job.id).state is JobState.QUEUED
    assert do_job(desk, job.id).state is JobState.DONE


def test_while_another_works_the_periodic_recheck_has_nothing_to_do(desk):
    job = plan_recheck(desk)
    with desk.store.lease_recheck():
        done = do_job(desk, job.id)
    assert (done.state, done.result_id) == (JobState.DONE, None)


def test_told_to_stop_a_recheck_breaks_off_after_the_claim_in_hand_and_waits_for_the_next_worker(desk):
    fill(desk.settings.database_url, 6)
    job = plan_recheck(desk)
    put_back = do_job(desk, job.id, is_stopping=lambda: True)
    assert (put_back.state, put_back.tries) == (JobState.QUEUED, 0)
    assert do_job(desk, job.id).state is JobState.DONE
    assert [run.looked_at for run in list_runs(desk, 9).items].count(1) == 1
    assert sum(run.looked_at for run in list_runs(desk, 9).items) == 6


def test_the_claims_that_a_decision_bears_on_are_a_job_of_their_own_to_a_worker(desk):
    do_job(desk, plan_recheck(desk).id)
    assert [stage.name for stage in list_runs(desk, 1).items[0].stages] == ["feeds", "claims", "deliveries"]
