"""A status can be derived for any day and any moment of knowing, and nothing later ever shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.claim import Claim, Deadline, Kind
from claims.domain.evidence import Evidence, Fate, Judgement, Origin, Stance, Strength
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.review import Review, ReviewKind
from claims.domain.status import derive_status, why_not_counted
from claims.domain.text import Span
from claims.domain.verdict import Policy, Status
from claims.domain.withdrawal import Withdrawal

START = date(2025, 1, 1)
POLICY = Policy()
days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
instants = st.integers(0, 40 * 24).map(lambda n: datetime.combine(START, time(), UTC) + timedelta(hours=n))
claims = st.builds(
    lambda kind, due: Claim(
        id="c1",
        text="Tallow Bank will close its Reeve branch",
        kind=kind,
        claimed=Moment(START),
        publisher="Market Whisper",
        deadline=due and Deadline(due, Precision.DAY, "then"),
    ),
    st.sampled_from(Kind),
    st.none() | days,
)
withdrawals = st.lists(
    st.builds(
        lambda at, hours: Withdrawal(at=at, reason="so", undone_at=hours and at + timedelta(hours=hours)),
        instants,
        st.none() | st.integers(1, 400),
    ),
    max_size=2,
).map(tuple)


@st.composite
def evidence(draw, number):
    published = draw(days)
    return Evidence(
        id=f"e{number}",
        article_id=f"a{number}",
        publisher=f"Paper {number}",
        published=Moment(published),
        judgement=Judgement(
            claim_id="c1",
            stance=draw(st.sampled_from([Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES])),
            strength=draw(st.sampled_from(Strength)),
            score=0.9,
            passage=Span(0, 2, "So"),
            fate=draw(st.none() | st.sampled_from(Fate)),
        ),
        origin=Origin(f"publisher:paper {draw(st.integers(0, 3))}", ""),
        found_at=draw(instants),
        extractor="test",
        withdrawals=draw(withdrawals),
    )


@st.composite
def reviews(draw, number):
    kind = draw(st.sampled_from(ReviewKind))
    made = draw(instants)
    lasts = draw(st.none() | st.integers(1, 400))
    return Review(
        id=f"r{number}",
        claim_id="c1",
        kind=kind,
        reviewer="Jo",
        reason="so",
        created_at=made,
        status=draw(st.sampled_from(Status)) if kind is ReviewKind.STATUS else None,
        stance=draw(st.sampled_from(Stance)) if kind is ReviewKind.STANCE else None,
        evidence_id=None if kind is ReviewKind.STATUS else f"e{draw(st.integers(0, 4))}",
        withdrawn_at=lasts and made + timedelta(hours=lasts),
    )


files = st.tuples(
    st.integers(0, 5).flatmap(lambda n: st.tuples(*(evidence(i) for i in range(n)))),
    st.integers(0, 3).flatmap(lambda n: st.tuples(*(reviews(i) for i in range(n)))),
)


@given(claims, files, instants, instants)
@settings(max_examples=60)
def test_what_was_published_told_or_decided_later_changes_nothing(claim, file, now, known_at):
    pieces, decisions = file
    then = min(now, known_at)
    seen = [
        replace(e, withdrawals=tuple(w for w in e.withdrawals if w.at <= then))
        for e in pieces
        if e.published.day <= now.date() and e.found_at <= known_at
    ]
    made = [r for r in decisions if r.created_at <= then]
    whole = derive_status(claim, pieces, decisions, POLICY, now, known_at)
    assert whole == derive_status(claim, seen, made, POLICY, now, known_at)


@given(claims, files, instants)
@settings(max_examples=40)
def test_known_by_all_that_was_ever_told_it_is_the_status_of_that_day(claim, file, now):
    pieces, decisions = file
    known = datetime.max.replace(tzinfo=UTC)
    assert derive_status(claim, pieces, decisions, POLICY, now, known) == derive_status(
        claim, pieces, decisions, POLICY, now
    )


@given(claims, files, instants, instants, st.randoms())
@settings(max_examples=40)
def test_the_order_on_file_changes_nothing(claim, file, now, known_at, chance):
    pieces, decisions = map(list, file)
    told = derive_status(claim, pieces, decisions, POLICY, now, known_at)
    chance.shuffle(pieces)
    chance.shuffle(decisions)
    assert derive_status(claim, pieces, decisions, POLICY, now, known_at) == told


@given(claims, files, instants, instants)
@settings(max_examples=40)
def test_only_what_counts_is_named_as_deciding(claim, file, now, known_at):
    pieces, decisions = file
    corrected = {r.evidence_id for r in decisions}
    named = derive_status(claim, pieces, decisions, POLICY, now, known_at).evidence_ids
    counted = {e.id for e in pieces if why_not_counted(claim, e, now, known_at) is None}
    assert set(named) <= counted | corrected
