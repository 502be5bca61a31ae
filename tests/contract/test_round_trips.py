"""Any value of the domain comes back from the database as it went in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from claims.store import Store
from tests import values
from tests.values import NOW, a_claim, a_notice, a_subscription, an_article

# The store is made once for all examples, and each example is taken back.
any_value = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class _TakenBackError(Exception):
    pass


@contextmanager
def taken_back(store: Store) -> Iterator[None]:
    """What is written inside is gone afterwards. Article a1 and claim c1 are there for the rest to hang on."""
    try:
        with store.transaction():
            store.add_article(an_article("a1"), NOW)
            store.add_claim(a_claim("c1"))
            yield
            raise _TakenBackError
    except _TakenBackError:
        pass


@any_value
@given(article=values.articles, added_at=values.instants)
def test_articles(store, article, added_at):
    with taken_back(store):
        article = replace(article, id=f"any {article.id}")
        assert store.add_article(article, added_at)
        assert store.article(article.id) == article
        assert (article, added_at) in list(store.all_articles())


@any_value
@given(tracked=values.tracked_claims)
def test_claims(store, tracked):
    with taken_back(store):
        tracked = replace(tracked, claim=replace(tracked.claim, id=f"any {tracked.claim.id}"))
        assert store.add_claim(tracked)
        assert store.claim(tracked.claim.id) == tracked
        assert store.save_claim(tracked) == replace(tracked, version=tracked.version + 1)
        assert store.claim(tracked.claim.id) == replace(tracked, version=tracked.version + 1)


@any_value
@given(appearance=values.appearances)
def test_appearances(store, appearance):
    with taken_back(store):
        store.add_appearance(appearance)
        assert store.appearances("c1") == store.appearances_in("a1") == [appearance]


@any_value
@given(piece=values.evidence)
def test_evidence(store, piece):
    with taken_back(store):
        store.put_evidence(piece)
        assert store.evidence("c1") == store.evidence_in("a1") == [piece]


@any_value
@given(review=values.reviews)
def test_reviews(store, review):
    with taken_back(store):
        store.add_review(review)
        assert store.review(review.id) == review
        assert store.reviews("c1") == [review]


@any_value
@given(change=values.changes)
def test_history(store, change):
    with taken_back(store):
        store.add_change(change)
        assert store.history("c1") == [change]


@any_value
@given(key=values.keys)
def test_keys(store, key):
    with taken_back(store):
        store.add_key(key)
        assert store.keys() == list(store.find_keys(key.prefix)) == [key]


@any_value
@given(run=values.runs)
def test_runs(store, run):
    with taken_back(store):
        store.save_run(run)
        assert store.run(run.id) == run
        assert store.unfinished_runs() == ([run] if run.ended_at is None else [])


@any_value
@given(job=values.jobs)
def test_jobs(store, job):
    with taken_back(store):
        store.add_job(job)
        assert store.job(job.id) == store.last_job(job.kind) == job
        assert store.unfinished_jobs() == ([job] if job.ended_at is None else [])


@any_value
@given(feed=values.feeds)
def test_feeds(store, feed):
    with taken_back(store):
        assert store.add_feed(feed)
        assert store.feed(feed.id) == store.feed_at(feed.address) == feed


@any_value
@given(seen=values.seen_entries)
def test_entries_of_feeds(store, seen):
    with taken_back(store):
        store.add_feed(values.a_feed("f1"))
        store.remember_entries("f1", [seen])
        assert store.seen_entries("f1", [seen.key]) == {seen.key: seen}


@any_value
@given(file=values.robots_files)
def test_robots_files(store, file):
    with taken_back(store):
        before = file.until - timedelta(seconds=1)
        store.put_robots(file, before)
        assert store.robots(file.origin, before) == file


@any_value
@given(notice=values.notices)
def test_notices(store, notice):
    with taken_back(store):
        store.add_notice(notice)
        assert store.notices([notice.id]) == {notice.id: notice}


@any_value
@given(subscription=values.subscriptions, secrets=values.secrets)
def test_subscriptions(store, subscription, secrets):
    with taken_back(store):
        store.add_subscription(subscription, secrets)
        assert store.subscription(subscription.id) == subscription
        assert store.subscriptions() == [subscription]
        assert store.secrets(subscription.id) == secrets


@any_value
@given(delivery=values.deliveries)
def test_deliveries(store, delivery):
    with taken_back(store):
        store.add_notice(a_notice())
        store.add_subscription(a_subscription(), None)
        store.add_delivery(delivery)
        assert store.delivery(delivery.id) == delivery
        assert store.deliveries_of("n1") == [delivery]
