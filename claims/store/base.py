"""The one interface over every database; `open_store` in this package returns it.

Methods take and give domain values. Writes belong inside `with store.transaction():`, which either
keeps all of them or none; transactions nest by joining the outer one. Every method may raise
StoreUnavailable when the database cannot be reached, is locked for longer than the busy timeout,
is full, or is damaged.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from claims.domain.answer import KeptAnswer
from claims.domain.article import Article
from claims.domain.claim import Appearance, Claim, TrackedClaim
from claims.domain.evidence import Evidence, Stance
from claims.domain.feed import Feed, SeenEntry
from claims.domain.grouping import Moved, Regrouping, Variant
from claims.domain.job import Job, JobKind, JobState
from claims.domain.notice import Notice
from claims.domain.outlet import OutletRuling
from claims.domain.promise import ClaimantRecord, DayCounts, PromiseCounts
from claims.domain.query import (
    ArticleFilter,
    ChangeFilter,
    ClaimFilter,
    ClaimSort,
    LedgerStats,
    Page,
    PublisherRow,
    StandingCounts,
)
from claims.domain.review import Doubt, Outline, Review
from claims.domain.robots import RobotsFile
from claims.domain.run import ApiKey, Run
from claims.domain.similar import KeptText
from claims.domain.subscription import Delivery, Secrets, Subscription
from claims.domain.verdict import StatusChange
from claims.domain.withdrawal import Withdrawal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """A text the index has to take up (`text` set) or drop (`text` None).

    Sequence numbers grow in the order of commits, across claims, articles and texts of others together.
    """

    seq: int
    id: str
    text: str | None


class Store(Protocol):
    """A ledger's database. Safe to share between threads: each has its own connection."""

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside are kept together or not at all."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see the ledger as it was at one instant; nothing is written inside."""
        ...

    def held(self) -> AbstractContextManager[None]:
        """What the first transaction inside and all after it write is kept at the end of the block, or not at all."""
        ...

    def apart(self) -> AbstractContextManager[None]:
        """What is written inside is not held, unless a transaction is open already: it is kept whatever happens."""
        ...

    def session(self) -> AbstractContextManager[None]:
        """A connection for the calling thread while inside; nests. Methods open one by themselves outside."""
        ...

    def close(self) -> None:
        """Let go of the database; the store is of no use afterwards."""
        ...

    def ping(self) -> None:
        """See whether the ledger can be read and is of this version; raises StoreUnavailable when it is not."""
        ...

    def last_change(self) -> int:
        """The newest number of the change sequence; 0 where nothing was ever written."""
        ...

    def kept(self, question: Hashable, count: Callable[[], T]) -> T:
        """What `count` gave to this question last, or gives now, where the ledger has changed since.

        That is where an article, a claim, a review or a doubt came or went, or a verdict changed, or what else a claim
        is counted by. To be asked outside of transactions.
        """
        ...

    # articles

    def add_article(self, article: Article, added_at: datetime) -> bool:
        """Put an article on file; False (and nothing changed) when its id is already there."""
        ...

    def last_article_change(self) -> int:
        """The number of the last change of an article; 0 where there is none."""
        ...

    def article(self, article_id: str) -> Article | None: ...

    def articles(self, ids: Collection[str], since: date = date.min) -> dict[str, Article]:
        """Those of `ids` that are on file and were published on `since` or later."""
        ...

    def list_articles(self, where: ArticleFilter, limit: int, cursor: str | None = None) -> Page[Article]:
        """Newest publication first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    def marked(self, marks: Collection[int], limit: int) -> list[str]:
        """The articles under any of `marks`, those under most of them first; marks that many are under say nothing."""
        ...

    def has_marks(self, article_id: str) -> bool:
        """Whether other printings of the article can be found by it."""
        ...

    def add_marks(self, article_id: str, marks: Collection[int]) -> None:
        """Let other printings of an article be found by these marks; those it has already are left alone."""
        ...

    def set_reprint_of(self, article_id: str, original_id: str) -> None:
        """Note of an article, and of the evidence found in it, that it prints `original_id` again."""
        ...

    def set_withdrawals(self, article_id: str, withdrawals: tuple[Withdrawal, ...]) -> None:
        """Write when an article was taken out of account, and beside the evidence found in it."""
        ...

    def article_changes(self, after: int, limit: int) -> list[Change]:
        """Articles added, withdrawn or put back after sequence number `after`, oldest change first.

        The text is title and text, and None of one that is withdrawn.
        """
        ...

    # claims

    def add_claim(self, tracked: TrackedClaim) -> bool:
        """Put a claim on the ledger; False (and nothing changed) when its id is already there.

        A claim that had been deleted comes back under its id; one that was merged into another does not.
        """
        ...

    def save_claim(self, tracked: TrackedClaim) -> TrackedClaim:
        """Write a claim read earlier, at `version + 1`, and return it so.

        `appearances` is derived and not written. Raises Conflict when the version on file is not
        `tracked.version`, NotFound when the claim is gone.
        """
        ...

    def delete_claim(self, claim_id: str, at: datetime) -> bool:
        """Take a claim off the ledger: it is hidden from every read, its rows are kept. False when not there."""
        ...

    def claim(self, claim_id: str) -> TrackedClaim | None: ...

    def claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        """Those of `ids` that are on the ledger, in as few queries as the database allows."""
        ...

    def merge_claim(self, claim_id: str, into: str | None, at: datetime) -> None:
        """Take a claim off the ledger as merged into another; or, with None, put it back."""
        ...

    def merged_claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        """Those of `ids` that are merged into another claim, as they stood when they were."""
        ...

    def all_merged_claims(self) -> Iterator[TrackedClaim]:
        """Every claim that is merged into another, by id, in constant memory."""
        ...

    def list_claims(
        self, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None
    ) -> Page[TrackedClaim]:
        """One page; stable under inserts (the cursor holds the last sort key and id, never an offset)."""
        ...

    def outlines(self, where: ClaimFilter, limit: int) -> list[Outline]:
        """Claims in short, what changed last first."""
        ...

    def due_claims(self, now: datetime, limit: int, after_id: str = "") -> list[str]:
        """The ids after `after_id` of claims due at `now`: planned for then, or neither looked at nor planned yet."""
        ...

    def unmentioned_claims(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` of which no evidence and no review is on file."""
        ...

    def note_checks(self, checked: Sequence[TrackedClaim]) -> set[str]:
        """Write of claims that are as they were when they were checked, what was found, and when they are due again.

        Nothing else of them is written. Gives the ids of those that were at the version given; the others are left.
        """
        ...

    def claim_changes(self, after: int, limit: int) -> list[Change]:
        """Claims added, reworded, merged or deleted after sequence number `after`, oldest change first.

        A merged claim keeps its text: by those words, the claim that stands for it is found too.
        """
        ...

    # what hangs on claims; asked of one claim, it may be one that was merged, which keeps what did not go along

    def add_appearance(self, appearance: Appearance) -> bool:
        """False when the claim's appearance in this article is already on file."""
        ...

    def appearances(self, claim_id: str) -> list[Appearance]:
        """By publication, the first appearance first."""
        ...

    def first_appearance(self, claim_id: str) -> Appearance | None:
        """The one that is marked as first."""
        ...

    def set_first_appearance(self, claim_id: str, article_id: str) -> None:
        """Mark the appearance in this article as first, and no other."""
        ...

    def appearances_in(self, article_id: str) -> list[Appearance]: ...

    def put_evidence(self, evidence: Evidence) -> None:
        """Add a piece of evidence, or replace the one with its id."""
        ...

    def evidence(self, claim_id: str) -> list[Evidence]:
        """By publication, oldest first."""
        ...

    def evidence_in(self, article_id: str) -> list[Evidence]:
        """All evidence found in one article, best score first."""
        ...

    def count_evidence(self, claim_id: str) -> int: ...

    def evidence_by_id(self, claim_id: str, ids: Collection[str]) -> list[Evidence]:
        """Those pieces of a claim's evidence, oldest first."""
        ...

    def has_withdrawn_evidence(self, claim_id: str) -> bool:
        """Whether an article that speaks of a claim is withdrawn, or was."""
        ...

    def recount(self, claim_id: str) -> None:
        """Count a claim's appearances and evidence again, which are counted as they come in."""
        ...

    def telling_evidence(self, claim: Claim, until: date) -> list[Evidence]:
        """As much of a claim's evidence as its status on the day `until` can depend on, oldest first.

        Of all pieces that are alike but for their article and day (the same stance, strength and origin) these are
        the first and the newest. Every piece that a person has reviewed is among them; copies are not. Of very many
        origins the first MOST_NAMED (claims/domain/verdict.py) on each side are told; `further_origins` counts the
        rest.
        """
        ...

    def further_origins(
        self, claim: Claim, until: date, told: Mapping[Stance, Collection[str]]
    ) -> Mapping[Stance, int]:
        """How many origins take each side of a claim on the record by `until`, beside those `told`, by their keys."""
        ...

    def evidence_under(self, claim_id: str, origin_key: str) -> list[Evidence]:
        """Of a claim's evidence that which counts under this origin, oldest first."""
        ...

    def has_own_under(self, claim_id: str, origin_key: str, publisher: str) -> bool:
        """Whether a piece of a claim's evidence that counts under this origin is by this publisher."""
        ...

    def newest_evidence(self, claim_id: str, until: date, limit: int) -> tuple[list[Evidence], int]:
        """Of a claim's evidence published by a day what was published last, oldest first, and how much there is."""
        ...

    def doubts(self, limit: int) -> list[Doubt]:
        """Evidence in doubt that nobody has reviewed, of claims that nobody has decided; what was found last first.

        That of withdrawn articles is left out.
        """
        ...

    def evidence_from(self, claim_id: str, article_ids: Collection[str]) -> list[Evidence]:
        """What these articles say of a claim."""
        ...

    def evidence_behind(self, claim_id: str, printings: Collection[str], publishers: Collection[str]) -> list[Evidence]:
        """Of a claim's evidence the oldest of each printing, and of each publisher (by its key), oldest first."""
        ...

    def add_review(self, review: Review) -> None: ...

    def review(self, review_id: str) -> Review | None: ...

    def withdraw_review(self, review_id: str, at: datetime, by: str | None = None, reason: str | None = None) -> bool:
        """Mark a review withdrawn; False when there is none or it was withdrawn before."""
        ...

    def reviews(self, claim_id: str) -> list[Review]:
        """Withdrawn ones included, oldest first."""
        ...

    def add_change(self, change: StatusChange) -> None: ...

    def history(self, claim_id: str) -> list[StatusChange]:
        """Oldest first."""
        ...

    def list_changes(self, where: ChangeFilter, limit: int, cursor: str | None = None) -> Page[StatusChange]:
        """The changes of all claims on the ledger, those recorded last first.

        Lines of history that only note what people did with a claim, and leave its status as it was, are no changes.
        """
        ...

    def changes_between(self, where: ChangeFilter, after: int, until: int, limit: int) -> list[StatusChange]:
        """The changes of all claims on the ledger behind one number up to another, in the order of recording.

        Numbers grow in the order of commits, so what has a number up to the newest is there to be read.
        """
        ...

    def change_number(self, change_id: str) -> int | None:
        """The number of a change; None where it is not on file."""
        ...

    def newest_change_number(self) -> int:
        """The number of the change recorded last; 0 where there is none."""
        ...

    # which sightings are of one claim

    def add_variant(self, variant: Variant) -> bool:
        """Link two claims; False when they are linked, in either direction."""
        ...

    def variants(self, claim_id: str) -> list[Variant]:
        """Those of a claim with others on the ledger, in both directions, oldest first."""
        ...

    def add_regrouping(self, regrouping: Regrouping) -> None: ...

    def regrouping(self, regrouping_id: str) -> Regrouping | None: ...

    def regroupings(self, claim_id: str) -> list[Regrouping]:
        """Those from or to a claim, undone ones included, oldest first."""
        ...

    def undo_regrouping(self, regrouping_id: str, by: str, reason: str, at: datetime) -> bool:
        """Mark a merge or split as undone; False when there is none or it was before."""
        ...

    def move(self, moved: Moved, from_id: str, to_id: str) -> None:
        """Let what hangs on one claim hang on another."""
        ...

    # the ledger as a whole

    def publishers(self) -> list[PublisherRow]:
        """By number of articles and first claims, largest first."""
        ...

    def stats(self, now: datetime) -> LedgerStats: ...

    def standing_counts(self) -> StandingCounts:
        """How many claims stand where; much quicker than `stats`. To be asked outside of transactions."""
        ...

    def all_articles(self) -> Iterator[tuple[Article, datetime]]:
        """Every article with the instant it was added, by id, in constant memory."""
        ...

    def all_claims(self) -> Iterator[TrackedClaim]:
        """Every claim on the ledger, by id, in constant memory."""
        ...

    # promises, and plans with a deadline; `claimant` narrows to those of one, compared without case

    def promise_counts(self, claimant: str | None = None) -> PromiseCounts:
        """How many stand where."""
        ...

    def promise_days(self, first: date, last: date, claimant: str | None = None) -> list[DayCounts]:
        """The days from `first` to `last` that are deadlines, in order, with how many stand where."""
        ...

    def deadlines_around(self, first: date, last: date, claimant: str | None = None) -> tuple[date | None, date | None]:
        """The last deadline before `first`, and the first one after `last`."""
        ...

    def promise_records(
        self, limit: int, cursor: str | None = None, claimant: str | None = None
    ) -> Page[ClaimantRecord]:
        """Those who made promises, those with most first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    # with whom outlets count

    def add_ruling(self, ruling: OutletRuling) -> None: ...

    def ruling(self, ruling_id: str) -> OutletRuling | None: ...

    def rulings(self) -> dict[str, OutletRuling]:
        """By the key of each outlet that people decided of, the newest decision that was not undone."""
        ...

    def all_rulings(self) -> list[OutletRuling]:
        """Every decision on an outlet, undone ones included, in the order in which they were made."""
        ...

    def undo_ruling(self, ruling_id: str, by: str, reason: str, at: datetime) -> bool:
        """Mark a decision as undone; False when there is none or it was before."""
        ...

    def claims_told_by(self, outlets: Collection[str], origin_keys: Collection[str]) -> list[str]:
        """The ids of claims that one of these outlets (by its key) was first with or gave evidence on.

        Those with evidence that counts under one of these origins too.
        """
        ...

    # upkeep

    @property
    def one_at_a_time(self) -> bool:
        """Whether a re-check has the ledger to itself; on a database server several share the work."""
        ...

    def lease_recheck(self) -> AbstractContextManager[bool]:
        """Whether a re-check may work while inside; whatever the lease, it ends with the process."""
        ...

    def lease_claims(self, ids: Collection[str]) -> AbstractContextManager[set[str]]:
        """Those of `ids` that the caller alone looks at while inside; it ends with the process too."""
        ...

    def save_run(self, run: Run) -> None:
        """Write a run, as it starts, goes on or ends."""
        ...

    def run(self, run_id: str) -> Run | None: ...

    def last_run(self) -> Run | None:
        """The run that ended last."""
        ...

    def list_runs(self, limit: int, cursor: str | None = None) -> Page[Run]:
        """The one that started last first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    def unfinished_runs(self) -> list[Run]:
        """Those that go on, or were killed, oldest first."""
        ...

    def add_job(self, job: Job) -> None: ...

    def save_job(self, job: Job, was: JobState) -> bool:
        """Write a job if its state on file is still `was`: of two workers that take a job one gets it."""
        ...

    def job(self, job_id: str) -> Job | None: ...

    def last_job(self, kind: JobKind) -> Job | None:
        """The job of this kind that was made last."""
        ...

    def unfinished_jobs(self) -> list[Job]:
        """Those that wait or are being done, oldest first."""
        ...

    def jobs_since(self, kind: JobKind, since: datetime, most: int) -> list[Job]:
        """Those of a kind that have not ended, or not before an instant; the one that was made last first."""
        ...

    def count_jobs(self) -> dict[str, int]:
        """How many jobs there are in each state."""
        ...

    def forget_jobs(self, before: datetime) -> int:
        """Delete the jobs that ended before an instant; how many."""
        ...

    # keys

    def add_key(self, key: ApiKey) -> None: ...

    def keys(self) -> list[ApiKey]:
        """Oldest first, revoked ones included."""
        ...

    def find_keys(self, prefix: str) -> Sequence[ApiKey]:
        """The keys with this prefix."""
        ...

    def revoke_key(self, prefix: str, at: datetime) -> bool:
        """False when no key in force has this prefix."""
        ...

    def touch_key(self, prefix: str, at: datetime) -> None:
        """Remember when a key was last used."""
        ...

    # feeds

    def add_feed(self, feed: Feed) -> bool:
        """Put a feed on the list; False (and nothing changed) when its id or its address is there already."""
        ...

    def feed(self, feed_id: str) -> Feed | None: ...

    def feed_at(self, address: str) -> Feed | None:
        """The feed with this address."""
        ...

    def feeds(self) -> list[Feed]:
        """In the order in which they were added, those set aside included."""
        ...

    def due_feeds(self, now: datetime, limit: int | None = None) -> list[Feed]:
        """Feeds with next_poll_at <= now that are not set aside, those due longest first."""
        ...

    def take_feed(self, feed: Feed, until: datetime) -> bool:
        """Keep others from polling a feed before `until`; False when it is gone or another did so since it was read."""
        ...

    def save_feed(self, feed: Feed) -> bool:
        """Write a feed; False when it is gone. Raises Conflict when another one has its address."""
        ...

    def remove_feed(self, feed_id: str) -> bool:
        """Forget a feed and its entries; False when it is not there."""
        ...

    def seen_entries(self, feed_id: str, keys: Collection[str]) -> dict[str, SeenEntry]:
        """What is remembered of those entries of a feed, by key."""
        ...

    def remember_entries(self, feed_id: str, entries: Collection[SeenEntry]) -> None:
        """Remember entries of a feed, in place of what was remembered of them. Raises NotFound when it is gone."""
        ...

    def forget_entries(self, feed_id: str, present: Collection[str], keep: int) -> None:
        """Forget the entries of a feed but for those `present` in it and the `keep` that were seen last."""
        ...

    # what sites ask of visitors

    def robots(self, origin: str, now: datetime) -> RobotsFile | None:
        """The robots.txt of an origin, where it is remembered and still good."""
        ...

    def put_robots(self, file: RobotsFile, now: datetime) -> None:
        """Remember a robots.txt, and forget those that are no longer good."""
        ...

    # what subscribers are told

    def add_subscription(self, subscription: Subscription, secrets: Secrets | None) -> None:
        """Put a subscription on file; one to a webhook has secrets."""
        ...

    def subscription(self, subscription_id: str) -> Subscription | None: ...

    def subscriptions(self) -> list[Subscription]:
        """Oldest first, disabled ones included."""
        ...

    def secrets(self, subscription_id: str) -> Secrets | None:
        """What a webhook signs with; None where there is no such subscription, or it is not a webhook."""
        ...

    def set_secrets(self, subscription_id: str, secrets: Secrets, end: str) -> None:
        """Have a webhook sign with these; `end` is how the present one ends."""
        ...

    def pause_subscription(self, subscription_id: str, until: datetime) -> None:
        """Have nothing sent to it before that instant."""
        ...

    def disable_subscription(self, subscription_id: str, at: datetime, because: str) -> bool:
        """Have nothing sent to it; False when it was disabled already."""
        ...

    def enable_subscription(self, subscription_id: str) -> None:
        """Take disabling and pause back."""
        ...

    def delete_subscription(self, subscription_id: str) -> bool:
        """Forget a subscription, with its secrets and deliveries; False when there is none."""
        ...

    def add_notice(self, notice: Notice) -> bool:
        """Keep what is to be told; False (and nothing changed) when its id is already there."""
        ...

    def notices(self, ids: Collection[str]) -> dict[str, Notice]:
        """Those of `ids` that are on file."""
        ...

    def add_delivery(self, delivery: Delivery) -> bool:
        """Put a notice on its way; False when it is, or was, on its way to this subscription already."""
        ...

    def delivery(self, delivery_id: str) -> Delivery | None: ...

    def deliveries_of(self, notice_id: str) -> list[Delivery]: ...

    def list_deliveries(self, subscription_id: str, limit: int, cursor: str | None = None) -> Page[Delivery]:
        """The newest first."""
        ...

    def due_subscriptions(self, now: datetime) -> list[Subscription]:
        """Those in force for which something is due at `now`, oldest first."""
        ...

    def due_deliveries(self, subscription_id: str, now: datetime, limit: int) -> list[Delivery]:
        """What is due for a subscription, oldest first; not what another worker holds."""
        ...

    def lease_deliveries(self, ids: Collection[str], now: datetime, until: datetime) -> list[Delivery]:
        """Hold those of `ids` that are due at `now` until an instant, and count an attempt of each.

        Of several workers that ask for the same delivery one gets it.
        """
        ...

    def settle_delivery(self, delivery: Delivery) -> bool:
        """Write how an attempt ended; False when it is not the last one that was begun."""
        ...

    def requeue_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        """Have a delivery made anew from `now` on, as if never tried; None when there is none."""
        ...

    def delivered_since(self, subscription_id: str, at: datetime) -> bool:
        """Whether anything reached a subscription at that instant or later."""
        ...

    def count_deliveries(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        ...

    def forget_notices(self, before: datetime) -> int:
        """Delete notices recorded before an instant, with their deliveries; how many."""
        ...

    # texts that others keep here

    def put_text(self, kept: KeptText) -> None:
        """Keep a text, or replace the one with its id."""
        ...

    def texts(self, ids: Collection[str]) -> dict[str, KeptText]:
        """Those of `ids` that are kept."""
        ...

    def all_texts(self) -> Iterator[KeptText]:
        """Every text that is kept, by id, in constant memory."""
        ...

    def delete_text(self, text_id: str) -> bool:
        """Forget a text; False when there is none."""
        ...

    def text_changes(self, after: int, limit: int) -> list[Change]:
        """Texts kept or forgotten after sequence number `after`, oldest change first."""
        ...

    # answers that may be asked for again

    def kept_answer(self, answer_id: str) -> KeptAnswer | None: ...

    def keep_answer(self, kept: KeptAnswer) -> bool:
        """Keep an answer; False (and nothing changed) when there is one under its id."""
        ...

    def forget_answers(self, before: datetime) -> int:
        """Delete the answers kept before an instant; how many."""
        ...
