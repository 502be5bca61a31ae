"""Values of the domain for tests of the store: plain ones by name, and any whatever for properties."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Appearance, Claim, Deadline, Kind, Search, TrackedClaim
from claims.domain.evidence import Evidence, Fate, Judgement, Origin, Stance, Strength
from claims.domain.feed import Feed, FeedKind, SeenEntry
from claims.domain.job import Job, JobKind, JobState
from claims.domain.mention import Comparator, DateMention, Precision, Quantity, Role
from claims.domain.moment import Moment
from claims.domain.notice import Notice, NoticeFilter, NoticeKind
from claims.domain.review import Review, ReviewKind
from claims.domain.robots import RobotsFile
from claims.domain.run import ApiKey, Process, Run, RunState, Scope, Stage
from claims.domain.signal import Signal
from claims.domain.subscription import Delivery, DeliveryState, Secrets, Subscription
from claims.domain.text import Span
from claims.domain.verdict import Outcome, Rule, Status, StatusChange, Verdict

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 2, 1)


def later(**by: float) -> datetime:
    """An instant after NOW."""
    return NOW + timedelta(**by)


def an_article(id_: str = "a1", **changes: Any) -> Article:
    given = Article(
        id=id_,
        text=f"The Ferry Board said on Monday that line {id_} will reopen in May.",
        published=Moment(DAY),
        dated_by=DatedBy.CALLER,
        title="Ferry to reopen",
        publisher="The Harbour Post",
    )
    return replace(given, **changes)


def a_claim(id_: str = "c1", **changes: Any) -> TrackedClaim:
    """A claim on the ledger; `changes` may name fields of the claim, of its verdict or of its tracking."""
    claim = Claim(id=id_, text=f"The ferry {id_} will reopen in May.", kind=Kind.PROMISE, claimed=Moment(DAY))
    verdict = Verdict()
    tracked = TrackedClaim(claim=claim, verdict=verdict, created_at=NOW, updated_at=NOW)
    of_claim = {k: v for k, v in changes.items() if hasattr(claim, k)}
    of_verdict = {k: v for k, v in changes.items() if hasattr(verdict, k)}
    rest = {k: v for k, v in changes.items() if k not in of_claim and k not in of_verdict}
    return replace(tracked, claim=replace(claim, **of_claim), verdict=replace(verdict, **of_verdict), **rest)


def an_appearance(claim_id: str = "c1", article_id: str = "a1", **changes: Any) -> Appearance:
    given = Appearance(
        claim_id=claim_id,
        article_id=article_id,
        span=Span(4, 9, "Ferry"),
        published=Moment(DAY),
        first=False,
        found_at=NOW,
    )
    return replace(given, **changes)


def a_piece(id_: str = "e1", claim_id: str = "c1", article_id: str = "a1", **changes: Any) -> Evidence:
    """A piece of evidence; `changes` may name fields of the judgement too."""
    judgement = Judgement(
        claim_id=claim_id,
        stance=Stance.SUPPORTS,
        strength=Strength.REPORTED,
        score=0.8,
        passage=Span(0, 9, "The Ferry"),
        signals=(Signal("wording", 0.5, "The passage uses the words of the claim."),),
    )
    given = Evidence(
        id=id_,
        article_id=article_id,
        publisher="The Harbour Post",
        published=Moment(DAY),
        judgement=judgement,
        origin=Origin("publisher:harbour post", "The Harbour Post reports it in its own voice."),
        found_at=NOW,
        extractor="rules/1",
    )
    told = {k: v for k, v in changes.items() if hasattr(judgement, k)}
    rest = {k: v for k, v in changes.items() if k not in told}
    return replace(given, judgement=replace(judgement, **told), **rest)


def a_review(id_: str = "r1", claim_id: str = "c1", **changes: Any) -> Review:
    given = Review(
        id=id_,
        claim_id=claim_id,
        kind=ReviewKind.STATUS,
        reviewer="desk",
        reason="The board's minutes say so.",
        created_at=NOW,
        status=Status.CONFIRMED,
    )
    return replace(given, **changes)


def a_change(id_: str = "h1", claim_id: str = "c1", **changes: Any) -> StatusChange:
    verdict = Verdict(status=Status.CONFIRMED, rule=Rule.OFFICIAL, summary="The board confirmed it.", since=DAY)
    given = StatusChange(id=id_, claim_id=claim_id, at=NOW, before=Status.PENDING, verdict=verdict)
    return replace(given, **changes)


def a_key(prefix: str = "ck_one", **changes: Any) -> ApiKey:
    given = ApiKey(prefix=prefix, hash=f"hash of {prefix}", name="newsroom", scope=Scope.WRITE, created_at=NOW)
    return replace(given, **changes)


def a_feed(id_: str = "f1", **changes: Any) -> Feed:
    given = Feed(
        id=id_,
        address=f"https://harbour.example/{id_}.xml",
        kind=FeedKind.RSS,
        title="The Harbour Post",
        added_at=NOW,
        next_poll_at=NOW,
    )
    return replace(given, **changes)


def a_seen_entry(key: str = "k1", **changes: Any) -> SeenEntry:
    given = SeenEntry(key=key, digest="d", stamp="2026-03-01", settled=True, tries=1, versions=1, seen_at=NOW)
    return replace(given, **changes)


def a_run(id_: str = "run1", **changes: Any) -> Run:
    given = Run(
        id=id_,
        state=RunState.DONE,
        process=Process("desk", 4711),
        started_at=NOW,
        beat_at=later(seconds=9),
        ended_at=later(seconds=9),
        as_of=NOW,
        looked_at=5,
        changed=2,
        overdue=1,
        stages=(Stage(name="claims", counts={"looked_at": 5}, errors=("No.",), error_count=3),),
    )
    return replace(given, **changes)


def a_notice(id_: str = "n1", claim_id: str = "c1", **changes: Any) -> Notice:
    given = Notice(
        id=id_,
        kind=NoticeKind.STATUS,
        at=NOW,
        claim_id=claim_id,
        text="The ferry will reopen in May.",
        before=Status.PENDING,
        after=Status.CONFIRMED,
        rule=Rule.OFFICIAL,
        summary="The board confirmed it.",
    )
    return replace(given, **changes)


def a_subscription(id_: str = "s1", **changes: Any) -> Subscription:
    given = Subscription(id=id_, created_at=NOW, url="https://desk.example/hook", secret_end="wxyz")
    return replace(given, **changes)


def a_delivery(id_: str = "d1", notice_id: str = "n1", subscription_id: str = "s1", **changes: Any) -> Delivery:
    given = Delivery(id=id_, notice_id=notice_id, subscription_id=subscription_id, created_at=NOW, next_attempt_at=NOW)
    return replace(given, **changes)


def a_job(id_: str = "job1", **changes: Any) -> Job:
    return replace(Job(id=id_, kind=JobKind.INGEST, created_at=NOW, given={"url": "https://post.example/1"}), **changes)


# Any value whatever. Text has no NUL and no lone surrogate: callers clean those out, and the store refuses them.

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
ids = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
optional_texts = st.none() | texts
days = st.dates()
# Fixed offsets: a local hour that a clock change leaves out equals no instant in UTC, by Python's own rule.
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.builds(
    lambda local, offset: local.replace(tzinfo=offset),
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),  # noqa: DTZ001 -- the offset comes next
    offsets,
)
moments = st.builds(Moment, days, st.none() | instants)
numbers = st.integers(0, 2**31 - 1)
scores = st.floats(-1, 1)
spans = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 10**6), texts)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
mentions = st.builds(DateMention, spans, days, days, st.sampled_from(Precision), st.booleans())
quantities = st.builds(
    Quantity,
    spans,
    decimals,
    texts,
    st.sampled_from(Comparator),
    st.none() | decimals,
    optional_texts,
    st.none() | st.integers(1, 9),
    st.none() | st.sampled_from(Role),
)
signals = st.builds(Signal, texts, scores, texts)


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Tuples of up to three."""
    return st.lists(values, max_size=3).map(tuple)


articles = st.builds(
    Article,
    id=ids,
    text=texts,
    published=moments,
    dated_by=st.sampled_from(DatedBy),
    title=texts,
    publisher=optional_texts,
    author=optional_texts,
    url=optional_texts,
    canonical_url=optional_texts,
)
verdicts = st.builds(
    Verdict,
    status=st.sampled_from(Status),
    rule=st.sampled_from(Rule),
    summary=texts,
    outcome=st.none() | st.sampled_from(Outcome),
    confidence=scores,
    overdue=st.booleans(),
    since=st.none() | days,
    supports=numbers,
    refutes=numbers,
    evidence_ids=several(texts),
    review_id=optional_texts,
)
claims = st.builds(
    Claim,
    id=ids,
    text=texts,
    kind=st.sampled_from(Kind),
    claimed=moments,
    original=optional_texts,
    claimant=optional_texts,
    deadline=st.none() | st.builds(Deadline, days, st.sampled_from(Precision), texts),
    quantities=several(quantities),
    dates=several(mentions),
    entities=several(texts),
    tags=several(texts),
    publisher=optional_texts,
    url=optional_texts,
    title=optional_texts,
    article_id=st.none(),
    predecessor_id=optional_texts,
    successor_id=optional_texts,
    extractor=texts,
)
tracked_claims = st.builds(
    TrackedClaim,
    claim=claims,
    verdict=verdicts,
    created_at=instants,
    updated_at=instants,
    version=numbers,
    appearances=st.just(0),
    last_checked_at=st.none() | instants,
    last_check_found=optional_texts,
    next_check_at=st.none() | instants,
    searched=st.none() | st.builds(Search, texts, numbers),
)
judgements = st.builds(
    Judgement,
    claim_id=st.just("c1"),
    stance=st.sampled_from(Stance),
    strength=st.sampled_from(Strength),
    score=scores,
    passage=spans,
    signals=several(signals),
    speaker=optional_texts,
    relays=optional_texts,
    retraction=st.booleans(),
    fate=st.none() | st.sampled_from(Fate),
    moved_to=st.none() | mentions,
)
evidence = st.builds(
    Evidence,
    id=ids,
    article_id=st.just("a1"),
    publisher=optional_texts,
    published=moments,
    judgement=judgements,
    origin=st.builds(Origin, texts, texts, st.booleans()),
    found_at=instants,
    extractor=texts,
)
appearances = st.builds(
    Appearance,
    claim_id=st.just("c1"),
    article_id=st.just("a1"),
    span=spans,
    published=moments,
    first=st.booleans(),
    found_at=instants,
)
reviews = st.builds(
    Review,
    id=ids,
    claim_id=st.just("c1"),
    kind=st.sampled_from(ReviewKind),
    reviewer=texts,
    reason=texts,
    created_at=instants,
    status=st.none() | st.sampled_from(Status),
    stance=st.none() | st.sampled_from(Stance),
    evidence_id=st.none(),
    withdrawn_at=st.none() | instants,
    origin=optional_texts,
    withdrawn_by=optional_texts,
    withdrawn_reason=optional_texts,
)
changes = st.builds(
    StatusChange, id=ids, claim_id=st.just("c1"), at=instants, before=st.sampled_from(Status), verdict=verdicts
)
keys = st.builds(
    ApiKey,
    prefix=texts,
    hash=ids,
    name=texts,
    scope=st.sampled_from(Scope),
    created_at=instants,
    expires_at=st.none() | instants,
    revoked_at=st.none() | instants,
    last_used_at=st.none() | instants,
)
processes = st.none() | st.builds(Process, texts, numbers)
stages = st.builds(
    Stage,
    name=texts,
    counts=st.dictionaries(texts, numbers, max_size=3),
    errors=several(texts),
    error_count=numbers,
    failed=st.booleans(),
)
runs = st.builds(
    Run,
    id=ids,
    state=st.sampled_from(RunState),
    process=processes,
    started_at=instants,
    beat_at=instants,
    ended_at=st.none() | instants,
    as_of=instants,
    looked_at=numbers,
    changed=numbers,
    overdue=numbers,
    stages=several(stages),
)
jobs = st.builds(
    Job,
    id=ids,
    kind=st.sampled_from(JobKind),
    created_at=instants,
    given=st.dictionaries(texts, texts, max_size=3),
    state=st.sampled_from(JobState),
    tries=numbers,
    process=processes,
    started_at=st.none() | instants,
    beat_at=st.none() | instants,
    ended_at=st.none() | instants,
    result_id=optional_texts,
    error_kind=optional_texts,
    error=optional_texts,
    counts=st.dictionaries(texts, numbers, max_size=3),
    reached=optional_texts,
)
feeds = st.builds(
    Feed,
    id=ids,
    address=texts,
    kind=st.sampled_from(FeedKind),
    title=texts,
    added_at=instants,
    next_poll_at=instants,
    interval_minutes=st.none() | numbers,
    etag=optional_texts,
    last_modified=optional_texts,
    last_polled_at=st.none() | instants,
    last_read_at=st.none() | instants,
    failures=numbers,
    last_error=optional_texts,
    set_aside_at=st.none() | instants,
)
seen_entries = st.builds(
    SeenEntry,
    key=ids,
    digest=texts,
    stamp=optional_texts,
    settled=st.booleans(),
    tries=numbers,
    versions=numbers,
    seen_at=instants,
)
robots_files = st.builds(RobotsFile, origin=ids, text=optional_texts, found=texts, until=instants)
notices = st.builds(
    Notice,
    id=ids,
    kind=st.sampled_from(NoticeKind),
    at=instants,
    claim_id=st.just("c1"),
    text=texts,
    before=st.sampled_from(Status),
    after=st.sampled_from(Status),
    rule=st.sampled_from(Rule),
    summary=texts,
    claimant=optional_texts,
    tags=several(texts),
    deadline=st.none() | days,
    outcome=st.none() | st.sampled_from(Outcome),
    overdue=st.booleans(),
    article_id=optional_texts,
    published=st.none() | moments,
)
filters = st.builds(
    NoticeFilter,
    claim_ids=several(texts),
    tags=several(texts),
    claimants=several(texts),
    statuses=several(st.sampled_from(Status)),
    kinds=several(st.sampled_from(NoticeKind)),
)
subscriptions = st.builds(
    Subscription,
    id=ids,
    created_at=instants,
    url=optional_texts,
    mail=optional_texts,
    wanted=filters,
    secret_end=optional_texts,
    paused_until=st.none() | instants,
    disabled_at=st.none() | instants,
    disabled_because=optional_texts,
)
secrets = st.builds(Secrets, current=texts, previous=optional_texts, previous_until=st.none() | instants)
deliveries = st.builds(
    Delivery,
    id=ids,
    notice_id=st.just("n1"),
    subscription_id=st.just("s1"),
    created_at=instants,
    next_attempt_at=instants,
    state=st.sampled_from(DeliveryState),
    attempts=numbers,
    last_error=optional_texts,
    delivered_at=st.none() | instants,
)
