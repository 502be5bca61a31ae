"""The ledger that pages are measured on: claims that stand variously, by many publishers and claimants."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tqdm import tqdm

from benchmarks import varied
from claims.domain.article import Article, DatedBy
from claims.domain.claim import Appearance, Claim, Deadline, Kind, TrackedClaim
from claims.domain.evidence import Evidence, Judgement, Origin, Stance, Strength
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.domain.verdict import Cause, Outcome, Rule, Status, StatusChange, Verdict
from claims.services.desk import Desk
from claims.services.reviewing import NewReview, add_review

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
_PUBLISHERS, _CLAIMANTS = 2_000, 5_000
_ARTICLES_EACH = 10  # claims for each article on file
_DISPUTED, _DOUBTED, _OVERDUE = 0.005, 0.01, 0.01  # of all claims
_FIRST = date(2024, 1, 1)
_DAYS = 700


def fill(desk: Desk, count: int) -> TrackedClaim:
    """Fill the ledger of a desk; one of its claims comes back. A fixed seed."""
    random_ = random.Random(3)
    claims = enumerate(tqdm(varied.claims(count), "filling the ledger", unit=" claims", total=count))
    with desk.store.transaction():
        articles = list(_articles(desk, count // _ARTICLES_EACH, random_))
        for number, text in claims:
            tracked = _claim(number, text, random_)
            desk.store.add_claim(tracked)
            if tracked.verdict.rule is not Rule.OPEN:
                desk.store.add_change(_change(number, tracked))
            if tracked.verdict.rule is Rule.DISPUTED:
                for stance in (Stance.SUPPORTS, Stance.REFUTES):
                    _tell(desk, tracked, random_.choice(articles), stance)
            elif random_.random() < _DOUBTED:
                _tell(desk, tracked, random_.choice(articles), Stance.SUPPORTS, "It was a near thing.")
    for number in range(5):
        add_review(desk, f"c{number:020x}", NewReview(reviewer="Ann", reason="Seen.", status=Status.DENIED))
    return tracked


def _publisher(random_: random.Random) -> str:
    """One of many, a few of which print most."""
    return f"Courier of Town {int(_PUBLISHERS * random_.random() ** 3)}"


def _articles(desk: Desk, count: int, random_: random.Random) -> Iterator[Article]:
    for number in range(count):
        article = Article(
            id=f"a{number:020x}",
            text=f"The board of Town {number} met on Monday. It said that matter {number} was settled.",
            published=Moment(_FIRST + timedelta(days=random_.randrange(_DAYS))),
            dated_by=DatedBy.CALLER,
            title=f"Matter {number} settled",
            publisher=_publisher(random_),
        )
        desk.store.add_article(article, NOW)
        yield article


def _claim(number: int, text: str, random_: random.Random) -> TrackedClaim:
    day = _FIRST + timedelta(days=random_.randrange(_DAYS))
    kind = random_.choice(list(Kind))
    promised = kind is Kind.PROMISE or (kind is Kind.EVENT and random_.random() < 0.5)
    claim = Claim(
        id=f"c{number:020x}",
        text=text,
        kind=kind,
        claimed=Moment(day),
        claimant=f"Mayor of Town {int(_CLAIMANTS * random_.random() ** 3)}" if random_.random() < 0.7 else None,
        publisher=_publisher(random_),
        deadline=Deadline(day + timedelta(days=90), Precision.DAY, "in three months") if promised else None,
    )
    return TrackedClaim(claim=claim, verdict=_verdict(random_, promised=promised), created_at=NOW, updated_at=NOW)


def _verdict(random_: random.Random, *, promised: bool) -> Verdict:
    if random_.random() < _DISPUTED:
        return Verdict(rule=Rule.DISPUTED, summary="Reports contradict each other.", supports=1, refutes=1)
    status = random_.choices(list(Status), (80, 15, 5))[0]
    if status is Status.PENDING:
        overdue = promised and random_.random() < _OVERDUE * 3  # about a third of all claims are promised
        return Verdict(rule=Rule.OVERDUE if overdue else Rule.OPEN, overdue=overdue, summary="As told by a Courier.")
    kept = status is Status.CONFIRMED
    outcome = random_.choice((Outcome.KEPT, Outcome.KEPT_LATE) if kept else (Outcome.BROKEN, Outcome.WITHDRAWN))
    return Verdict(
        status=status, rule=Rule.OFFICIAL, outcome=outcome if promised else None, summary="As told by a Courier."
    )


def _change(number: int, tracked: TrackedClaim) -> StatusChange:
    return StatusChange(
        id=f"h{number:020x}",
        claim_id=tracked.claim.id,
        at=datetime.combine(tracked.claim.claimed.day, NOW.time(), UTC) + timedelta(days=20),
        before=Status.PENDING,
        verdict=tracked.verdict,
        cause=Cause.ARTICLE,
    )


def _tell(desk: Desk, tracked: TrackedClaim, article: Article, stance: Stance, doubt: str | None = None) -> None:
    """Have an article say something of a claim."""
    signals = (Signal("who", 0.6, "Both name the board."), Signal("wording", 0.4, "It uses the words of the claim."))
    passage = Span(0, len(article.text), article.text)
    judgement = Judgement(
        claim_id=tracked.claim.id,
        stance=stance,
        strength=Strength.REPORTED,
        score=0.8,
        passage=passage,
        signals=signals,
    )
    piece = Evidence(
        id=f"e{tracked.claim.id[1:]}{stance[0]}",
        article_id=article.id,
        publisher=article.publisher,
        published=replace(article.published, day=max(article.published.day, tracked.claim.claimed.day)),
        judgement=judgement,
        origin=Origin(f"publisher:{(article.publisher or '').casefold()}", "The outlet reports it in its own voice."),
        found_at=NOW,
        extractor="rules/1",
        doubt=doubt,
    )
    desk.store.put_evidence(piece)
    appearance = Appearance(
        claim_id=tracked.claim.id, article_id=article.id, span=passage, published=piece.published, first=False,
        found_at=NOW,
    )  # fmt: skip
    desk.store.add_appearance(appearance)
