"""A claim with everything on it, and the article and evidence around it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Claim, Deadline, Kind, TrackedClaim
from claims.domain.evidence import Evidence, Fate, Judgement, Origin, Stance, Strength
from claims.domain.mention import Comparator, DateMention, Precision, Quantity
from claims.domain.moment import Moment
from claims.domain.review import Review, ReviewKind
from claims.domain.signal import Signal
from claims.domain.text import span_of
from claims.domain.verdict import Outcome, Rule, Status, StatusChange, Verdict

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
TEXT = "Norvale will open 3 to 5 depots for $1.50 million by June 2024."


@pytest.fixture
def article() -> Article:
    return Article(
        id="a1",
        text=f"Depots. {TEXT}",
        published=Moment(date(2024, 3, 5), NOON),
        dated_by=DatedBy.CALLER,
        title="Depots",
        publisher="Harbour Post",
        url="https://harbour.example/depots",
    )


@pytest.fixture
def verdict() -> Verdict:
    return Verdict(
        status=Status.DENIED,
        rule=Rule.OFFICIAL,
        summary="Norvale denied it on 2024-05-01.",
        outcome=Outcome.POSTPONED,
        confidence=0.9,
        since=date(2024, 5, 1),
        supports=1,
        refutes=2,
        evidence_ids=("e1",),
    )


@pytest.fixture
def tracked(verdict: Verdict) -> TrackedClaim:
    june = DateMention(span_of(TEXT, 53, 62), date(2024, 6, 1), date(2024, 6, 30), Precision.MONTH, limit=True)
    claim = Claim(
        id="c1",
        text=TEXT,
        kind=Kind.PROMISE,
        claimed=Moment(date(2024, 3, 5)),
        claimant="Norvale",
        deadline=Deadline(date(2024, 6, 30), Precision.MONTH, "by June 2024"),
        quantities=(
            Quantity(span_of(TEXT, 18, 24), Decimal(3), "depot", to=Decimal(5)),
            Quantity(span_of(TEXT, 36, 49), Decimal("1.50E+6"), "USD", Comparator.ABOUT, note="Taken as US dollars."),
        ),
        dates=(june,),
        entities=("Norvale",),
        tags=("depots",),
        publisher="Harbour Post",
    )
    return TrackedClaim(claim=claim, verdict=verdict, created_at=NOON, updated_at=NOON, version=3, appearances=2)


@pytest.fixture
def evidence(article: Article) -> Evidence:
    judgement = Judgement(
        claim_id="c1",
        stance=Stance.REFUTES,
        strength=Strength.OFFICIAL,
        score=0.8,
        passage=span_of(article.text, 8, 71),
        signals=(Signal("who", 1.0, "Both name Norvale."),),
        speaker="Norvale",
        fate=Fate.POSTPONED,
    )
    return Evidence(
        id="e1",
        article_id="a1",
        publisher="Harbour Post",
        published=article.published,
        judgement=judgement,
        origin=Origin("party:norvale", "Norvale itself says so."),
        found_at=NOON,
        extractor="rules/1",
    )


@pytest.fixture
def review() -> Review:
    return Review(
        id="r1", claim_id="c1", kind=ReviewKind.MATCH, reviewer="Ada", reason="Another firm.", created_at=NOON,
        evidence_id="e1",
    )  # fmt: skip


@pytest.fixture
def change(verdict: Verdict) -> StatusChange:
    return StatusChange(id="h1", claim_id="c1", at=NOON, before=Status.PENDING, verdict=verdict)
