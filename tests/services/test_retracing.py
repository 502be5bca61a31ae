"""A decision on an outlet holds at once; many claims are looked at again later, whoever is stopped or killed."""

from dataclasses import replace

import pytest

from claims.domain.errors import StoreAway
from claims.domain.job import JobState
from claims.domain.run import Process
from claims.domain.verdict import Status
from claims.services import retracing
from claims.services.desk import close_desk, open_desk
from claims.services.doctor import examine
from claims.services.doing import do_job
from claims.services.grouping import By
from claims.services.jobs import get_job, take, waiting_jobs
from claims.services.ledger import get_claim
from claims.services.outlets import With, rule_outlet, undo_ruling
from claims.services.processes import this_process
from claims.services.recheck import recheck
from claims.services.retracing import lately_put_down
from claims.settings import Settings
from tests.services.conftest import Newsroom

BY = By(reviewer="Ann", reason="One owner since May.")
DEAD = replace(this_process(), pid=2**22 + 1)  # more than Linux gives out
TOWNS = ("Dunmere", "Halvik", "Torsund")


def corroborate(newsroom):
    """Claims that two outlets report, each in its own voice; their ids in order."""
    ids = []
    for town in TOWNS:
        told = f"The {town} bridge collapsed on 3 March 2025"
        ids.append(newsroom.claim(told, "2025-03-04", publisher="Sund Post").claim.id)
        newsroom.article(f"{told}.", "2025-03-05", publisher="Calder Radio")
        newsroom.article(f"A bridge at {town} collapsed on 3 March 2025. Rain fell.", "2025-03-06", "Vale Herald")
    return sorted(ids)


@pytest.fixture
def desk(newsroom):
    return newsroom.desk


@pytest.fixture
def ids(newsroom):
    return corroborate(newsroom)


@pytest.fixture
def many(monkeypatch):
    """Three claims are many."""
    monkeypatch.setattr(retracing, "MOST_AT_ONCE", 2)


def statuses(desk, ids):
    return [get_claim(desk, claim_id).verdict.status.value for claim_id in ids]


def rule(desk):
    return rule_outlet(desk, "Vale Herald", With.OUTLET, "Calder Radio", BY)


def stop_after(claims):
    """Somebody who tells a worker to stop when so many claims were looked at."""
    asked = iter(range(100))
    return lambda: next(asked) + 1 >= claims


def test_few_claims_are_looked_at_before_the_answer(desk, ids):
    job = rule(desk).job
    assert (job.state, job.counts) == (JobState.DONE, {"claims": 3, "looked_at": 3, "changed": 3})
    assert statuses(desk, ids) == [Status.PENDING] * 3
    assert lately_put_down(desk) == []


def test_many_wait_for_a_worker_while_the_decision_holds_already(desk, ids, many):
    ruled = rule(desk)
    assert desk.store.rulings()["vale herald"] == ruled.ruling
    assert (ruled.job.state, ruled.job.counts) == (JobState.QUEUED, {"claims": 3, "looked_at": 0, "changed": 0})
    assert statuses(desk, ids) == [Status.CONFIRMED] * 3
    assert waiting_jobs(desk, ()) == [ruled.job.id]
    done = do_job(desk, ruled.job.id)
    assert (done.state, done.result_id) == (JobState.DONE, ruled.ruling.id)
    assert done.counts == {"claims": 3, "looked_at": 3, "changed": 3}
    assert statuses(desk, ids) == [Status.PENDING] * 3
    assert lately_put_down(desk) == [done]
    assert list(examine(desk, repair=False)) == []


def test_to_take_it_back_is_work_of_the_same_kind(desk, ids, many):
    ruled = rule(desk)
    do_job(desk, ruled.job.id)
    undone = undo_ruling(desk, ruled.ruling.id, replace(BY, reviewer="Ben"))
    assert do_job(desk, undone.job.id).counts["changed"] == 3
    assert statuses(desk, ids) == [Status.CONFIRMED] * 3
    assert desk.store.history(ids[0])[-1].made_by == "Ben"


def test_where_no_worker_can_reach_the_ledger_all_are_looked_at_at_once(many):
    desk = open_desk(Settings(database_url="sqlite:///:memory:"))
    newsroom = Newsroom(desk).on("2025-06-30")
    ids = corroborate(newsroom)
    assert rule(newsroom.desk).job.state is JobState.DONE
    assert statuses(newsroom.desk, ids) == [Status.PENDING] * 3
    close_desk(desk)


def test_told_to_stop_it_goes_on_later_with_the_next_claim(desk, ids, many):
    job = rule(desk).job
    put_back = do_job(desk, job.id, stop_after(2))
    assert (put_back.state, put_back.reached) == (JobState.QUEUED, ids[1])
    assert put_back.counts == {"claims": 3, "looked_at": 2, "changed": 2}
    assert statuses(desk, ids) == [Status.PENDING, Status.PENDING, Status.CONFIRMED]
    assert do_job(desk, job.id).counts == {"claims": 3, "looked_at": 3, "changed": 3}
    assert statuses(desk, ids) == [Status.PENDING] * 3


def test_a_recheck_goes_on_with_what_nobody_does_or_whose_process_is_gone(desk, ids, many):
    job = rule(desk).job
    do_job(desk, job.id, stop_after(1))
    desk.store.save_job(get_job(desk, job.id).begun(DEAD, desk.clock()), JobState.QUEUED)
    report = recheck(desk)
    assert {stage.name: stage.counts for stage in report.stages}["outlets"] == {"looked_at": 3, "changed": 3}
    assert get_job(desk, job.id).state is JobState.DONE
    assert statuses(desk, ids) == [Status.PENDING] * 3


def test_a_server_that_is_killed_amid_the_decision_leaves_it_to_the_next_recheck(desk, ids, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(retracing, "this_process", lambda: DEAD)
        patched.setattr(retracing, "work_off", lambda *_args, **_kwargs: None)
        job = rule(desk).job
    assert (job.state, statuses(desk, ids)) == (JobState.RUNNING, [Status.CONFIRMED] * 3)
    recheck(desk)
    assert statuses(desk, ids) == [Status.PENDING] * 3


def test_however_often_its_workers_end_abruptly_it_is_not_given_up_while_it_gets_on(desk, ids, many):
    job = rule(desk).job
    for claims in range(1, 4):
        for _ in range(2):
            begun = get_job(desk, job.id).begun(DEAD, desk.clock())
            desk.store.save_job(begun, JobState.QUEUED)
            assert waiting_jobs(desk, ()) == [job.id]
        assert do_job(desk, job.id, stop_after(1)).counts["looked_at"] == claims
    assert do_job(desk, job.id).state is JobState.DONE


def test_whoever_was_taken_for_gone_stops_when_another_has_begun(desk, ids, many):
    job = rule(desk).job
    mine = take(desk, job.id)
    desk.store.save_job(replace(mine, process=Process("elsewhere", 1), started_at=None), JobState.RUNNING)
    with pytest.raises(retracing.TakenAway):
        retracing.carry_out(desk, mine)
    assert statuses(desk, ids) == [Status.CONFIRMED] * 3


def test_a_claim_that_nobody_foresaw_keeps_no_other_waiting_and_is_named(desk, ids, monkeypatch):
    whole = retracing.trace_again

    def broken(desk, claim, *rest):
        return 1 / 0 if claim.id == ids[1] else whole(desk, claim, *rest)

    monkeypatch.setattr(retracing, "trace_again", broken)
    job = rule(desk).job
    assert job.state is JobState.FAILED
    assert job.error == f"Claim {ids[1]} could not be looked at again: unexpected ZeroDivisionError."
    assert statuses(desk, ids) == [Status.PENDING, Status.CONFIRMED, Status.PENDING]
    assert lately_put_down(desk) == [job]


def test_where_the_ledger_goes_away_the_rest_waits(desk, ids, monkeypatch):
    whole = retracing.trace_again

    def away(desk, claim, *rest):
        if claim.id == ids[1]:
            raise StoreAway("Away.")
        return whole(desk, claim, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(retracing, "trace_again", away)
        job = rule(desk).job
    assert (job.state, job.counts["looked_at"]) == (JobState.QUEUED, 1)
    assert do_job(desk, job.id).counts == {"claims": 3, "looked_at": 3, "changed": 3}


def test_decisions_that_wait_at_once_end_as_if_made_one_after_the_other(desk, ids, many):
    first = rule(desk)
    second = rule_outlet(desk, "Vale Herald", With.FAMILY, "Vale Media", BY)
    third = undo_ruling(desk, first.ruling.id, BY)
    for job in (third.job, first.job, second.job):
        do_job(desk, job.id)
    assert statuses(desk, ids) == [Status.CONFIRMED] * 3
    origins = {piece.origin.key for claim_id in ids for piece in desk.store.evidence(claim_id)}
    assert origins == {"publisher:calder radio", "family:vale media"}
