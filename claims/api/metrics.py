"""Figures for Prometheus: how the ledger stands, and how requests fare."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from flask import Flask, Request, Response, current_app
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from claims.api.blueprint import Blueprint
from claims.domain.feed import FeedState
from claims.domain.run import RunState
from claims.services import ledger
from claims.services.desk import Desk
from claims.services.feed_list import list_feeds
from claims.web.current import current_desk

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # by this variable the library knows, when it is imported, that there are several
_REGISTRY = "claimdesk.registry"
_SECONDS = "claimdesk.request_seconds"

blp = Blueprint("metrics", __name__, description="Figures for monitoring.")

Gauges = Iterator[GaugeMetricFamily]


def _of_ledger(desk: Desk) -> Gauges:
    stats = ledger.ledger_stats(desk)
    yield _by_label("claimdesk_claims", "Claims on the ledger by status.", "status", stats.by_status)
    yield _gauge("claimdesk_claims_overdue", "Promises past their deadline and grace with no word.", stats.overdue)
    yield _gauge("claimdesk_claims_due", "Claims that are due for a check.", stats.due)
    yield _gauge("claimdesk_claims_in_review", "Claims that wait for a person.", stats.in_review)
    yield _gauge("claimdesk_articles", "Articles on file.", stats.articles)
    yield _gauge("claimdesk_evidence", "Pieces of evidence on file.", stats.evidence)


def _of_runs(desk: Desk) -> Gauges:
    goes_on = len(desk.store.unfinished_runs())
    yield _gauge("claimdesk_runs_under_way", "Re-checks that go on, or were killed and not yet noticed.", goes_on)
    run = desk.store.last_run()
    if run is None or run.ended_at is None:
        return
    ended = run.ended_at.timestamp()
    yield _gauge("claimdesk_last_run_timestamp_seconds", "When the last re-check ended.", ended)
    took = (run.ended_at - run.started_at).total_seconds()
    yield _gauge("claimdesk_last_run_duration_seconds", "How long the last re-check took.", took)
    yield _gauge("claimdesk_last_run_looked_at", "Claims the last re-check looked at.", run.looked_at)
    yield _gauge("claimdesk_last_run_changed", "Claims whose status the last re-check changed.", run.changed)
    yield _gauge("claimdesk_last_run_errors", "What went wrong in the last re-check.", run.errors)
    by_state = {state.value: int(run.state is state) for state in RunState if state is not RunState.RUNNING}
    yield _by_label("claimdesk_last_run_state", "How the last re-check ended: 1 for that state.", "state", by_state)


def _of_jobs(desk: Desk) -> Gauges:
    about = "Jobs by state; those that ended are kept for 30 days."
    yield _by_label("claimdesk_jobs", about, "state", desk.store.count_jobs())


def _of_feeds(desk: Desk) -> Gauges:
    feeds = list_feeds(desk)
    by_state = {state.value.replace(" ", "_"): sum(feed.state is state for feed in feeds) for state in FeedState}
    yield _by_label("claimdesk_feeds", "Feeds by state.", "state", by_state)
    failures = {feed.id: feed.failures for feed in feeds}
    yield _by_label("claimdesk_feed_failures", "Polls in a row that failed.", "feed", failures)
    read = {feed.id: feed.last_read_at.timestamp() for feed in feeds if feed.last_read_at is not None}
    yield _by_label("claimdesk_feed_last_read_timestamp_seconds", "When a feed was last read.", "feed", read)


def _of_deliveries(desk: Desk) -> Gauges:
    waiting = desk.store.count_deliveries()
    yield _by_label("claimdesk_deliveries", "Notices to subscribers by state.", "state", waiting)
    disabled = sum(each.disabled_at is not None for each in desk.store.subscriptions())
    yield _gauge("claimdesk_subscriptions_disabled", "Subscriptions to which nothing is sent any more.", disabled)


COLLECTORS: tuple[Callable[[Desk], Gauges], ...] = (_of_ledger, _of_runs, _of_feeds, _of_deliveries, _of_jobs)


class LedgerCollector(Collector):
    """Reads the figures anew each time they are asked for."""

    def collect(self) -> Gauges:
        """The gauges of all COLLECTORS."""
        for collect in COLLECTORS:
            yield from collect(current_desk())


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _by_label(name: str, about: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, about, labels=[label])
    for value, count in values.items():
        gauge.add_metric([value], count)
    return gauge


def keep_metrics(app: Flask) -> None:
    """Give `app` figures of its own; where a server of several processes keeps a folder for them, theirs together."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(LedgerCollector())
    folder = os.environ.get(_FOLDER)
    if folder is not None:
        MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    app.extensions[_REGISTRY] = registry
    app.extensions[_SECONDS] = Histogram(
        "claimdesk_request_seconds",
        "Time to answer a request.",
        ["method", "route", "status"],
        registry=registry if folder is None else None,
    )


def note_request(asked: Request, status: int, seconds: float) -> None:
    """Count a request."""
    histogram = cast(Histogram, current_app.extensions[_SECONDS])
    rule = asked.url_rule
    method, route = ("any", "unknown") if rule is None else (asked.method, rule.rule)
    histogram.labels(method, route, str(status)).observe(seconds)


@blp.route("/metrics", methods=["GET"])
@blp.alt_response(200, schema={"type": "string"}, content_type=CONTENT_TYPE_LATEST, description="Prometheus text.")
def metrics() -> Response:
    """Figures for Prometheus.

    Claims by status, overdue and due, articles, evidence, feeds, deliveries to subscribers, the last re-check, and the
    time requests take.
    """
    return Response(
        generate_latest(cast(CollectorRegistry, current_app.extensions[_REGISTRY])),
        mimetype=None,
        content_type=CONTENT_TYPE_LATEST,
    )
